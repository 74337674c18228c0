"""A file that this program did not write, or that people have changed since, is never written over."""

import io
import json
import sqlite3
from hashlib import sha256

import docx
import openpyxl
import pytest

from policy_parse.cli import main
from policy_parse.writers import writers
from policy_parse.writers.tables import FORMATS

pytestmark = pytest.mark.usefixtures("read_once")

PLAN = "甲县2031年巡查工作方案\n一、重点任务\n1.抓好巡查。2031年6月底前巡查3次以上。（县水利局牵头）\n"
OTHERS = "甲县的文件\n"


@pytest.fixture(autouse=True)
def desk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.txt").write_text(PLAN, "utf-8")
    nothing = {"schema_version": "1.1", "plan": sha256(PLAN.encode()).hexdigest(), "corrections": []}
    (tmp_path / "corrections.json").write_text(json.dumps(nothing), "utf-8")
    (tmp_path / "next.txt").write_text(PLAN.replace("3次", "5次"), "utf-8")


def word_file(words):
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(words)
    document.save(out)
    return out.getvalue()


def workbook(words):
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active["A1"] = words
    book.save(out)
    return out.getvalue()


def database(*statements):
    base = sqlite3.connect(":memory:")
    for statement in statements:
        base.execute(statement)
    return base.serialize()


FOREIGN = {
    "json": [b'{"schema_version": "1.1", "plan": "0", "corrections": []}', b"[]"],
    "ndjson": [b'{"source": "a", "words": "b"}\n'],
    "csv": ["姓名,电话\n".encode(), "姓名,电话\n".encode("gb18030")],
    "xlsx": [workbook(OTHERS), b"no workbook"],
    "docx": [word_file(OTHERS), b"PK\x03\x04 damaged", b"no package"],
    "html": [f"<!doctype html><p>{OTHERS}".encode()],
    "md": [f"# {OTHERS}".encode()],
    "ics": [OTHERS.encode(), b"BEGIN:VCARD"],
    "sqlite": [database("CREATE TABLE letters (words TEXT)"), b"no database"],
}


def refused(capsys, *words, before):
    """True if the call ends with 2, names the file, and leaves it as it was."""
    out = words[-1]
    with open(out, "wb") as file:
        file.write(before)
    status = main(list(words))
    said = capsys.readouterr().err
    with open(out, "rb") as file:
        return status == 2 and out in said and file.read() == before


def test_each_format_that_can_tell_is_tried():
    able = {one.FORMAT for one in writers() if hasattr(one, "is_as_written")}
    assert able == set(FOREIGN)
    assert {one.FORMAT for one in writers()} - able == {"text"}


@pytest.mark.parametrize("format", FOREIGN)
def test_a_file_of_others_stays(format, capsys):
    for before in FOREIGN[format]:
        assert refused(capsys, "parse", "plan.txt", "-o", f"out.{format}", before=before)
        assert refused(capsys, "apply", "plan.txt", "corrections.json", "-o", f"out.{format}", before=before)


@pytest.mark.parametrize("format", FOREIGN)
def test_a_file_of_ours_is_written_anew(format, tmp_path):
    out = tmp_path / f"out.{format}"
    assert main(["parse", "plan.txt", "-o", out.name]) == 0
    first = out.read_bytes()
    assert main(["parse", "next.txt", "-o", out.name]) == 0
    assert out.read_bytes() != first


@pytest.mark.parametrize("format", FOREIGN)
def test_an_empty_file_is_nobodys(format, tmp_path):
    (tmp_path / f"out.{format}").touch()
    assert main(["parse", "plan.txt", "-o", f"out.{format}"]) == 0


def test_a_word_table_that_somebody_has_edited_stays(capsys, tmp_path):
    main(["parse", "plan.txt", "-o", "out.docx"])
    document, out = docx.Document(tmp_path / "out.docx"), io.BytesIO()
    document.add_paragraph("会后补充")
    document.save(out)
    assert refused(capsys, "parse", "plan.txt", "-o", "out.docx", before=out.getvalue())
    assert refused(capsys, "compare", "plan.txt", "next.txt", "-o", "out.docx", before=out.getvalue())


def test_a_database_to_which_somebody_has_added_stays(capsys, tmp_path):
    main(["parse", "plan.txt", "-o", "out.sqlite"])
    for statement in ("CREATE VIEW mine AS SELECT * FROM tasks", "ALTER TABLE tasks ADD COLUMN note TEXT"):
        base = sqlite3.connect(":memory:")
        base.deserialize((tmp_path / "out.sqlite").read_bytes())
        base.execute(statement)
        base.commit()
        assert refused(capsys, "parse", "plan.txt", "-o", "out.sqlite", before=base.serialize())
        main(["parse", "plan.txt", "-o", "again.sqlite"])
        (tmp_path / "again.sqlite").replace(tmp_path / "out.sqlite")


@pytest.mark.parametrize("format", ["json", "docx", "html", "xlsx"])
def test_a_comparison_takes_the_place_of_one_only(format, capsys, tmp_path):
    call = ["compare", "plan.txt", "next.txt", "-o", f"out.{format}"]
    assert main(call) == 0
    assert main(call) == 0
    for before in FOREIGN[format]:
        assert refused(capsys, *call, before=before)


@pytest.mark.parametrize(("command", "formats"), [("trend", ["json", "csv", "svg"]), ("check", ["json", "sarif"])])
def test_trends_and_reports_take_the_place_of_their_like_only(command, formats, capsys):
    for format in formats:
        call = [command, "plan.txt", "next.txt", "-o", f"out.{format}"]
        assert main(call) == 0
        assert main(call) == 0
        for before in FOREIGN.get(format, [b"<svg></svg>", b"{}"]):
            assert refused(capsys, *call, before=before)


@pytest.mark.parametrize("format", FORMATS)
def test_tables_take_the_place_of_tables_only(format, capsys, tmp_path):
    call = ["parse", "plan.txt", "next.txt", "-o", "out/", "--format", format]
    if format == "tables-parquet":
        pytest.importorskip("pyarrow")
    assert main(call) == 0
    assert main(call) == 0
    files = {file: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    for theirs in files:
        theirs.write_bytes(OTHERS.encode())
        assert main(call) == 2
        assert str(theirs.relative_to(tmp_path)) in capsys.readouterr().err
        assert {file: file.read_bytes() for file in files} == {**files, theirs: OTHERS.encode()}
        theirs.write_bytes(files[theirs])


def test_a_folder_of_results_is_checked_before_anything_is_written(capsys, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "next.docx").write_bytes(word_file(OTHERS))
    assert main(["parse", "plan.txt", "next.txt", "-o", "out/", "--format", "docx"]) == 2
    assert "next.docx" in capsys.readouterr().err
    assert not (tmp_path / "out" / "plan.docx").exists()


@pytest.mark.parametrize(("out", "failures"), [("out/", "out/failures.ndjson"), ("all.csv", "all.failures.ndjson")])
@pytest.mark.parametrize("documents", [["plan.txt", "next.txt"], ["plan.txt", "none.txt"]])
def test_failures_take_the_place_of_failures_only(documents, out, failures, capsys, tmp_path):
    file = tmp_path / failures
    file.parent.mkdir(exist_ok=True)
    command = ["parse", *documents, "-o", out, "--format", "csv"]
    file.write_text('{"name": "甲县"}\n', "utf-8")
    assert main(command) == 2
    assert file.name in capsys.readouterr().err
    assert file.read_text("utf-8") == '{"name": "甲县"}\n'
    file.unlink()
    assert main(command) == main(command) == ("none.txt" in documents)
    assert file.exists() == ("none.txt" in documents)
