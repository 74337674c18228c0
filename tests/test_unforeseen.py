"""What nobody foresaw costs one document, not the run."""

import json
import threading
from pathlib import Path

import pytest

from policy_parse import ReadError, UnforeseenError, parse
from policy_parse.cli import main

PLAN = "某县2031年巡查工作方案\n一、重点任务\n（一）抓好巡查。（县水利局负责）\n"
BROKEN = PLAN.replace("巡查", "清淤")
PDF = Path(__file__).parents[1] / "corpus" / "beibei-2022-water" / "source.pdf"


def fails_at(word, monkeypatch, target, error):
    """Let `target` (module:function) raise `error` for a document that holds `word`."""
    module, name = target.split(":")
    right = getattr(__import__(module, fromlist=[name]), name)

    def wrong(*args, **kwargs):
        if any(word in str(getattr(arg, "text", arg)) for arg in args):
            raise error
        return right(*args, **kwargs)

    monkeypatch.setattr(f"{module}.{name}", wrong)


@pytest.mark.parametrize(
    "error", [ValueError("no such number"), MemoryError(), RecursionError("too deep"), KeyError("x")]
)
@pytest.mark.parametrize("target", ["policy_parse.api:build_outline", "policy_parse.api:read_front_matter"])
def test_a_rule_that_fails_is_one_error_that_names_the_document(net, monkeypatch, error, target):
    fails_at("清淤", monkeypatch, target, error)
    with pytest.raises(UnforeseenError, match=rf"b\.txt: .*{type(error).__name__}") as caught:
        parse(BROKEN.encode(), name="b.txt")
    assert isinstance(caught.value, ReadError)
    assert caught.value.__cause__ is error
    assert parse(PLAN.encode(), name="a.txt").tasks


def test_a_reader_that_fails_is_one_error_that_names_the_document(net, monkeypatch):
    class Reader:
        FORMAT, SUFFIXES = "broken", (".broken",)

        def sniff(self, data):
            return data.startswith(b"broken")

        def read(self, data, *, name, password=None):
            raise IndexError("list index\nout of range")

    monkeypatch.setattr("policy_parse.registry._plugins", lambda: (Reader(),))
    with pytest.raises(UnforeseenError, match="IndexError: list index") as caught:
        parse(b"broken", name="x.broken")
    assert "\n" not in str(caught.value)


def test_the_other_documents_of_a_call_are_done(net, monkeypatch, tmp_path, capsys):
    fails_at("清淤", monkeypatch, "policy_parse.api:build_outline", ValueError("no such number"))
    for name, text in (("a.txt", PLAN), ("b.txt", BROKEN), ("c.txt", PLAN)):
        (tmp_path / name).write_text(text, "utf-8")
    assert main(["parse", str(tmp_path), "-o", str(tmp_path / "tasks.ndjson")]) == 1
    rows = (tmp_path / "tasks.ndjson").read_text("utf-8").splitlines()
    assert [json.loads(row)["source"] for row in rows] == ["a.txt", "c.txt"]
    said = capsys.readouterr().err
    assert next(line for line in said.splitlines() if "ValueError" in line).startswith("policy-parse: b.txt: ")
    assert "Traceback" not in said


@pytest.mark.parametrize("blank", [" ", "\u3000", "\u00a0", "\u200b"])
@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("较2020{}年", 2020),
        ("比2005{}年", 2005),
        ("较20{}20年", 2020),
        ("与2020年{}相比", 2020),
        ("较“十三五”{}末", 2020),
    ],
)
@pytest.mark.parametrize("heading", ["一、主要目标", "一、重点任务\n（一）抓好节水。"])
def test_a_blank_in_the_year_of_a_baseline_changes_nothing(heading, words, year, blank):
    sentence = f"到2025年，用水量{words.format(blank)}下降7%以上。"
    plan = parse(f"某市节水工作方案\n{heading}\n{sentence}".encode(), name="plan.txt")
    (target,) = (*plan.targets, *(t for task in plan.tasks for t in task.targets))
    assert target.baseline.year == year
    assert target.baseline.span.of(plan.text) == target.baseline.text


def test_pdfs_may_be_read_in_threads():
    """pdfium is not thread-safe: without a lock round it this ends the process with a signal, sooner or later."""
    data, whole, found = PDF.read_bytes(), parse(PDF).model_dump_json(exclude={"source"}), []

    def work():
        found.extend(parse(data, name="plan.pdf").model_dump_json(exclude={"source"}) == whole for _ in range(2))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 8
