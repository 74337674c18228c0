"""Several documents in one call, folders, standard input and output, and sources that must not be written over."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from policy_parse import Plan
from policy_parse.cli import main

ONE = "甲县2031年巡查工作方案\n一、重点任务\n（一）抓好巡查。（县水利局负责）\n（二）抓好整改。（县财政局负责）\n"
TWO = "乙县2031年清淤工作方案\n一、重点任务\n（一）抓好清淤。（县水务局负责）\n"


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """Two plans, one of them in a folder of a folder, beside things that are no documents."""
    below = tmp_path / "plans" / "2031"
    below.mkdir(parents=True)
    (tmp_path / "plans" / "one.txt").write_text(ONE, "utf-8")
    (below / "two.txt").write_text(TWO, "utf-8")
    for name in (".hidden.txt", "~$one.docx", "photo.zip"):
        (tmp_path / "plans" / name).write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys, *arguments):
    status = main([str(argument) for argument in arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_a_folder_is_every_document_in_it(desk, capsys):
    status, out, err = run(capsys, "parse", "plans")
    tasks = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [(t["source"], t["title"]) for t in tasks] == [
        ("one.txt", "抓好巡查"),
        ("one.txt", "抓好整改"),
        ("2031/two.txt", "抓好清淤"),
    ]
    assert "photo.zip" in err
    assert "hidden" not in err


def test_how_it_ended_is_said_in_a_log_and_nothing_where_it_is_to_be_quiet(desk, capsys):
    _, _, err = run(capsys, "parse", "plans/one.txt", "plans/2031/two.txt", "-o", "tasks.ndjson")
    assert err.count("\n") == 1
    assert "共 2 个文件：读出 2 个，失败 0 个，任务 3 项" in err
    assert run(capsys, "parse", "plans", "-o", "tasks.ndjson", "-q") == (0, "", "")


def test_one_ledger_names_the_document_of_each_row(desk, capsys):
    assert run(capsys, "parse", "plans", "-o", "ledger.csv")[0] == 0
    rows = list(csv.DictReader(io.StringIO((desk / "ledger.csv").read_text("utf-8-sig"))))
    assert [(row["来源文件"], row["任务"]) for row in rows] == [
        ("one.txt", "抓好巡查"),
        ("one.txt", "抓好整改"),
        ("2031/two.txt", "抓好清淤"),
    ]


def test_one_workbook_names_the_document_of_each_row(desk, capsys):
    import openpyxl

    assert run(capsys, "parse", "plans", "-o", "ledger.xlsx")[0] == 0
    book = openpyxl.load_workbook(desk / "ledger.xlsx")
    head, *rows = [[cell.value for cell in row] for row in book["任务台账"].iter_rows(min_row=3)]
    assert [(row[head.index("来源文件")], row[head.index("任务名称")]) for row in rows] == [
        ("one.txt", "抓好巡查"),
        ("one.txt", "抓好整改"),
        ("2031/two.txt", "抓好清淤"),
    ]
    assert "2 个文件" in book["任务台账"]["A2"].value
    assert book["任务台账"]["A3"].value == "来源文件"


def test_one_that_cannot_be_read_is_a_line_and_the_rest_is_done(desk, capsys):
    (desk / "plans" / "empty.docx").write_bytes(b"")
    status, _, err = run(capsys, "parse", "plans", "-o", "tasks.ndjson")
    assert status == 1
    assert len((desk / "tasks.ndjson").read_text("utf-8").splitlines()) == 3
    assert [line for line in err.splitlines() if line.startswith("policy-parse: empty.docx: ")]


def test_where_none_can_be_read_what_was_there_stays(desk, capsys):
    (desk / "a.docx").write_bytes(b"")
    run(capsys, "parse", "plans", "-o", "tasks.ndjson")
    before = (desk / "tasks.ndjson").read_bytes()
    assert run(capsys, "parse", "a.docx", "none.docx", "-o", "tasks.ndjson")[0] == 1
    assert (desk / "tasks.ndjson").read_bytes() == before


def test_a_folder_takes_a_file_for_each_document_under_its_name(desk, capsys):
    assert run(capsys, "parse", "plans", "-o", "out/")[0] == 0
    names = sorted(file.relative_to(desk / "out").as_posix() for file in (desk / "out").rglob("*.*"))
    assert names == ["2031/two.json", "one.json"]
    assert Plan.model_validate_json((desk / "out" / "one.json").read_bytes()).tasks[0].title == "抓好巡查"


def test_a_folder_that_is_there_needs_no_stroke_and_takes_any_format(desk, capsys):
    (desk / "out").mkdir()
    assert run(capsys, "parse", "plans/one.txt", "-o", "out", "--format", "csv")[0] == 0
    assert [file.name for file in (desk / "out").iterdir()] == ["one.csv"]


def test_results_inside_the_folder_that_is_read_are_not_read_again(desk, capsys):
    for _ in range(2):
        status, _, err = run(capsys, "parse", "plans", "-o", "plans/out/", "--format", "md")
        assert (status, "读出 2 个" in err) == (0, True)


def test_a_ledger_in_the_folder_is_a_result_and_no_document(desk, capsys):
    assert run(capsys, "parse", "plans", "-o", "ledger.xlsx")[0] == 0
    (desk / "ledger.xlsx").rename(desk / "plans" / "ledger.xlsx")
    status, out, err = run(capsys, "parse", "plans")
    assert (status, len(out.splitlines())) == (0, 3)
    assert "台账" in err
    assert "ledger.xlsx" in err
    assert run(capsys, "parse", "plans/ledger.xlsx")[0] == 0


def test_documents_of_one_name_get_files_of_their_own(desk, capsys):
    (desk / "plans" / "one.md").write_text(TWO, "utf-8")
    run(capsys, "parse", "plans/one.txt", "plans/one.md", "plans/2031/../one.txt", "-o", "out/")
    assert len(list((desk / "out").iterdir())) == 3


def test_a_format_that_holds_one_plan_is_refused_before_anything_is_read(desk, capsys):
    status, _, err = run(capsys, "parse", "plans", "-o", "all.json")
    assert (status, "ndjson" in err, "1/2" in err) == (2, True, False)
    assert not (desk / "all.json").exists()


def test_an_empty_word_is_no_folder(desk, capsys):
    status, out, err = run(capsys, "parse", "")
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_an_empty_folder_is_one_line(tmp_path, capsys):
    status, _, err = run(capsys, "parse", tmp_path)
    assert (status, err.count("\n"), "目录" in err) == (1, 1, True)


# ------------------------------------------------------------------------------------------------ never over a source


@pytest.mark.parametrize("out", ["one.txt", "./one.txt", "2031/../one.txt", "link.txt", "hard.txt"])
def test_a_source_is_never_written_over(out, desk, monkeypatch, capsys):
    monkeypatch.chdir(desk / "plans")
    (desk / "plans" / "link.txt").symlink_to("one.txt")
    os.link("one.txt", "hard.txt")
    status, _, err = run(capsys, "parse", "one.txt", "-o", out)
    assert (status, err.count("\n"), "覆盖" in err) == (2, 1, True)
    assert Path("one.txt").read_text("utf-8") == ONE


def test_nor_is_any_of_several_by_a_folder(desk, capsys):
    status, _, err = run(capsys, "parse", "plans", "-o", "plans", "--format", "text")
    assert (status, "覆盖" in err) == (2, True)
    assert (desk / "plans" / "one.txt").read_text("utf-8") == ONE


def test_nor_is_standard_input(desk):
    with open(desk / "plans" / "one.txt", "rb") as stdin:
        done = subprocess.run(
            [sys.executable, "-m", "policy_parse", "parse", "-", "-o", desk / "plans" / "one.txt"],
            stdin=stdin,
            capture_output=True,
        )
    assert done.returncode == 2
    assert (desk / "plans" / "one.txt").read_text("utf-8") == ONE


# ---------------------------------------------------------------------------------------- standard input and output


def piped(*arguments, **settings):
    command = [sys.executable, "-m", "policy_parse", *arguments]
    return subprocess.run(command, input=ONE.encode(), capture_output=True, **settings)


def test_standard_input_is_a_document():
    plan = Plan.model_validate_json(piped("parse", "-", "-o", "-").stdout)
    assert [task.title for task in plan.tasks] == ["抓好巡查", "抓好整改"]
    assert "重点任务" in piped("outline", "-").stdout.decode()


def test_standard_input_goes_into_a_folder_too(tmp_path):
    assert piped("parse", "-", "-o", f"{tmp_path}{os.sep}").returncode == 0
    assert [file.name for file in tmp_path.iterdir()] == ["stdin.json"]


def test_bytes_go_to_standard_output_where_that_is_asked_for():
    assert piped("parse", "-", "-o", "-", "--format", "docx").stdout.startswith(b"PK")
    assert piped("parse", "-", "--format", "docx").returncode == 2


def test_standard_input_is_read_once(capsys):
    assert run(capsys, "parse", "-", "-")[0] == 2


# --------------------------------------------------------------------------------------------------------- said aloud


def test_a_document_without_a_task_is_said(tmp_path, capsys):
    (tmp_path / "hello.txt").write_text("hello", "utf-8")
    status, out, err = run(capsys, "parse", tmp_path / "hello.txt")
    assert (status, json.loads(out)["tasks"]) == (0, [])
    assert err == "policy-parse: hello.txt: 没有读到任务（no task found）\n"


def test_an_interrupted_run_is_one_line_and_130(desk, monkeypatch, capsys):
    def interrupted(*arguments, **settings):
        raise KeyboardInterrupt

    monkeypatch.setattr("policy_parse.api.parse", interrupted)
    status, _, err = run(capsys, "parse", "plans/one.txt")
    assert (status, err) == (130, "policy-parse: 已中断（interrupted）\n")


def test_a_place_for_the_output_that_is_not_there_is_told_before_the_work(desk, capsys):
    status, _, err = run(capsys, "parse", "plans", "-o", "nowhere/ledger.csv")
    assert (status, err.count("\n"), "nowhere" in err) == (1, 1, True)


def test_no_two_documents_get_one_name(tmp_path, capsys):
    folder = tmp_path / "plans"
    folder.mkdir()
    for name in ("plan.txt", "plan.md", "plan.txt.txt", "plan.txt~2.txt"):
        (folder / name).write_text(ONE, "utf-8")
    status, _, _ = run(capsys, "parse", folder, "-o", f"{tmp_path / 'out'}/")
    assert status == 0
    assert len(list((tmp_path / "out").iterdir())) == 4


def test_results_that_would_be_read_as_documents_do_not_lie_among_their_sources(desk, capsys):
    status, _, err = run(capsys, "parse", "plans", "-o", "plans/", "--format", "md")
    assert (status, "among sources" in err) == (2, True)
    assert not list((desk / "plans").glob("*.md"))


def test_messages_never_go_into_the_result(desk, capsys, monkeypatch):
    monkeypatch.setattr("sys.stderr", None)
    status = main(["parse", "plans"])
    assert status == 0
    assert all(line.startswith("{") for line in capsys.readouterr().out.splitlines())


@pytest.mark.parametrize(
    "words",
    [
        ("check", "plans", "--format", "json"),
        ("trend", "plans", "--format", "csv"),
        ("ledger", "plans", "-o", "ledger.xlsx"),
    ],
)
def test_other_commands_for_many_give_the_same_by_several_processes(desk, capsys, words):
    (desk / "plans" / "damaged.docx").write_bytes(b"PK\x03\x04 nothing else")
    one = run(capsys, *words)
    ledger = desk / "ledger.xlsx"
    made = ledger.read_bytes() if ledger.exists() else None
    ledger.unlink(missing_ok=True)
    assert one[0] == 1
    assert "damaged.docx" in one[2]
    assert run(capsys, *words, "--jobs", "2") == one
    assert (ledger.read_bytes() if ledger.exists() else None) == made
    assert (made is not None) == (words[0] == "ledger")


def test_standard_input_reaches_several_processes(desk, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TWO.encode()), "utf-8"))
    status, out, _ = run(capsys, "check", "-", "plans/one.txt", "--format", "json", "--jobs", "2")
    assert status == 0
    assert [file["name"] for file in json.loads(out)["files"]] == ["<stdin>", "one.txt"]


@pytest.mark.parametrize("jobs", [(), ("--jobs", "2")], ids=["one-process", "several-processes"])
@pytest.mark.parametrize(
    "words",
    [
        ("check", "--format", "json"),
        ("trend",),
        ("ledger", "-o", "ledger.xlsx"),
        ("parse",),
        ("collect", "--into", "a.sqlite"),
    ],
)
def test_standard_input_that_is_closed_keeps_no_other_document_from_being_read(desk, capsys, monkeypatch, words, jobs):
    monkeypatch.setattr("sys.stdin", None)
    read = run(capsys, *words, "plans/one.txt", *jobs)
    both = run(capsys, *words, "-", "plans/one.txt", *jobs)
    assert both[2].count("<stdin>") == 1
    assert both[0] == 1
    assert both[1] != "" or read[1] == ""
