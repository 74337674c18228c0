"""Files without a mark of ours: text, answers of an archive, saved runs, annotated copies; what may take their place."""

import json
import shutil
from pathlib import Path

import docx
import pytest

from policy_parse.archive.answers import FORMATS as ANSWERS
from policy_parse.cli import main
from policy_parse.writers import can_be_replaced, find_writer
from policy_parse.writers.comparisons import find_writer as comparison_writer
from policy_parse.writers.trends import find_writer as trend_writer

PLAN = "甲县2031年巡查工作方案\n一、重点任务\n1.抓好巡查。2031年6月底前巡查3次以上。（县水利局牵头）\n"
MADE_UP = Path(__file__).parents[2] / "corpus" / "made-up-yunxiu-2031-commerce"
OTHERS = "甲县的笔记\n共 3 个文件\n方案 → 方案\n"


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("plan.txt", PLAN), ("next.txt", PLAN.replace("3次", "5次").replace("县水利局", "县水务局"))):
        (tmp_path / name).write_text(text, "utf-8")
    main(["collect", "plan.txt", "--into", "plans.sqlite", "-q"])
    return tmp_path


def is_refused(call, before, capsys):
    """True if the call ends with 2, names the file, and leaves it as it was."""
    out = Path(call[call.index("--annotate" if "--annotate" in call else "-o") + 1])
    out.write_bytes(before)
    capsys.readouterr()
    return main(call) == 2 and out.name in capsys.readouterr().err and out.read_bytes() == before


def test_text_of_a_plan_takes_the_place_of_no_file(desk, capsys):
    call = ["parse", "plan.txt", "-o", "out.txt"]
    assert main(call) == 0
    assert is_refused(call, (desk / "out.txt").read_bytes(), capsys)
    assert is_refused(["apply", "plan.txt", "none.json", "-o", "out.txt"], OTHERS.encode(), capsys)
    (desk / "out.txt").write_bytes(b"")
    assert main(call) == 0


def test_text_of_plans_in_a_folder_neither_but_a_run_goes_on(desk, capsys, in_process):
    (desk / "out").mkdir()
    (desk / "out" / "next.txt").write_text(OTHERS, "utf-8")
    call = ["parse", "plan.txt", "next.txt", "-o", "out/", "--format", "text", "-q"]
    assert main(call) == main([*call, "--resume"]) == 2
    assert "next.txt" in capsys.readouterr().err
    assert [file.name for file in (desk / "out").iterdir()] == ["next.txt"]
    (desk / "out" / "next.txt").unlink()
    assert main([*call, "--resume"]) == 0
    (desk / "plan.txt").write_text(PLAN.replace("3次", "7次"), "utf-8")
    assert main([*call, "--resume"]) == 0
    assert "7次" in (desk / "out" / "plan.txt").read_text("utf-8")


def test_a_writer_of_others_that_cannot_tell_writes_as_it_did(desk, monkeypatch):
    from policy_parse import writers

    class Theirs:
        FORMAT, SUFFIXES, BINARY = "theirs", (".theirs",), False

    (desk / "out.theirs").write_text(OTHERS, "utf-8")
    assert not can_be_replaced(Theirs, desk / "out.theirs")
    monkeypatch.setattr(writers, "_plugins", lambda: (Theirs,))
    assert can_be_replaced(Theirs, desk / "out.theirs")
    assert not can_be_replaced(find_writer("text"), desk / "out.theirs")


EDGES = "SELECT name AS source, task AS target, role FROM units"


@pytest.mark.parametrize("format", ANSWERS)
@pytest.mark.parametrize("sql", [EDGES, f"{EDGES} WHERE plan = ''"], ids=["rows", "none"])
def test_an_answer_takes_the_place_of_one_with_the_same_columns(format, sql, desk, capsys):
    out = f"out.{'txt' if format == 'text' else format}"
    call = ["query", "plans.sqlite", sql, "-o", out]
    assert main(call) == main(call) == 0
    first = (desk / out).read_bytes()
    main(["collect", "next.txt", "--into", "plans.sqlite", "-q"])
    assert main(call) == 0
    assert ((desk / out).read_bytes() == first) == ("WHERE" in sql)
    for before in (OTHERS.encode(), b"[1, 2]\n", b"{}\n", "姓名,电话\n".encode(), b"[\n1\n]\n", b"\xff\xfe"):
        assert is_refused(call, before, capsys)
    other = "SELECT task AS target, name AS source FROM units"
    if format != "graphml":
        assert main(["query", "plans.sqlite", other, "-o", f"other-{out}"]) == 0
        assert is_refused(call, (desk / f"other-{out}").read_bytes(), capsys)


def test_an_answer_with_long_cells_is_known_again(desk):
    sql = "SELECT printf('%.20000c', 'x') AS a, 1 AS b, 2 AS b, NULL AS \"c d\""
    for ending in ("txt", "csv", "json", "ndjson"):
        call = ["query", "plans.sqlite", sql, "-o", f"out.{ending}"]
        assert main(call) == main(call) == 0


@pytest.mark.parametrize(
    ("call", "writer"),
    [
        (["compare", "plan.txt", "next.txt", "-o", "out.txt"], comparison_writer("text")),
        (["compare", "plan.txt", "plan.txt", "-o", "out.txt"], comparison_writer("text")),
        (["trend", "plan.txt", "next.txt", "-o", "out.txt"], trend_writer("text")),
        (["check", "plan.txt", "next.txt", "none.txt", "-o", "out.txt"], None),
    ],
    ids=["compare", "no change", "trend", "check"],
)
def test_a_report_as_text_takes_the_place_of_its_like_only(call, writer, desk, capsys):
    assert main(call) == main(call) == ("none.txt" in call)
    report = (desk / "out.txt").read_bytes()
    assert report
    assert writer is None or can_be_replaced(writer, desk / "out.txt")
    for before in (
        OTHERS.encode(),
        PLAN.encode(),
        b"\xb9\xb2 3\n",
        report.split(b"\n", 1)[1] if writer else report[:-2],
    ):
        assert is_refused(call, before, capsys)


def test_a_saved_run_takes_the_place_of_one(desk, capsys):
    shutil.copytree(MADE_UP, desk / "marked" / MADE_UP.name)
    out = desk / "run.json"
    call = ["evaluate", "marked", "--save", "run.json"]
    assert main(call) == main(call) == 0
    assert "documents" in json.loads(out.read_text("utf-8"))
    out.write_text("[]", "utf-8")
    assert main(call) == 2
    assert (out.read_text("utf-8"), "run.json" in capsys.readouterr().err) == ("[]", True)


@pytest.mark.parametrize("command", [["check", "plan.docx"], ["compare", "plan.txt", "plan.docx"]])
def test_an_annotated_copy_takes_the_place_of_no_file(command, desk, capsys):
    document = docx.Document()
    for words in PLAN.splitlines():
        document.add_paragraph(words)
    document.save(desk / "plan.docx")
    call = [*command, "--annotate", "noted.docx"]
    assert main(call) == 0
    assert is_refused(call, (desk / "noted.docx").read_bytes(), capsys)
    assert is_refused(call, OTHERS.encode(), capsys)
