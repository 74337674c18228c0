"""No output of any command holds a contact with ``--redact contacts``; tasks, units, targets and deadlines stay.

The document is made up: a county that does not exist, with contacts in an item, in a bracket, in columns and in a form.
"""

import io
import json
import re
import sqlite3
import zipfile
import zlib
from contextlib import closing
from pathlib import Path

import docx
import pytest

from policy_parse import compare, parse, redact, review_page
from policy_parse.archive.base import Archive
from policy_parse.cli import main
from policy_parse.findings import CheckedFile
from policy_parse.findings import render as reported
from policy_parse.writers import render, writers
from policy_parse.writers.comparisons import FORMATS as COMPARISONS
from policy_parse.writers.comparisons import find_writer as comparison_writer
from policy_parse.writers.tables import FORMATS as TABLES

pytestmark = pytest.mark.usefixtures("read_once")

SECRETS = (
    *("欧阳某某", "赵某某", "钱某某", "孙某某", "诸葛某某"),
    *("5550123", "13800005551", "13800005552", "85550124", "85550125", "zhao_mou@example.cn", "qian_mou01"),
)
PARAGRAPHS = (
    "云岫县2031年节水行动方案",
    "一、总体目标",
    "到2031年底，全县用水总量控制在3028万m3以内。",
    "二、主要任务",
    "（一）强化用水管理（联系人：赵某某，13800005551）。2031年6月底前完成12个灌区改造。联系人：赵某某，电话：0571-85550124，邮箱：zhao_mou@example.cn，"
    "微信：qian_mou01。（县水利局牵头，县财政局配合）",
    "（二）开展宣传。每年开展宣传5次。（县教育局负责）（综合处，钱某某，5550123）",
    "三、保障措施",
    "（一）加强领导。建立2项制度，材料于2031年3月底前报欧阳某某。（县政府办负责）",
)
ROWS = (
    ("序号", "工作任务", "责任单位", "完成时限", "联系人", "联系电话"),
    ("1", "完成12个灌区改造", "县水利局", "2031年6月底前", "欧阳某某", "13800005552"),
    ("2", "开展宣传5次", "县教育局", "2031年底前", "孙某某", "85550125"),
    ("3", "建成节水单位3个", "县住建局", "2031年底前", "诸葛某某", "/"),
)


def document(folder, name="plan.docx", year="2031"):
    made = docx.Document()
    for words in PARAGRAPHS:
        made.add_paragraph(words.replace("2031", year))
    table = made.add_table(len(ROWS), len(ROWS[0]))
    for row, words in zip(table.rows, ROWS, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word.replace("2031", year)
    made.save(folder / name)
    return folder / name


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    return document(tmp_path_factory.mktemp("made-up"))


@pytest.fixture(scope="module")
def plan(source):
    return parse(source)


def all_words(data):
    """The words of a file, those of packed parts too, and as JSON or a review page would escape them."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            data = b"\n".join(package.read(name) for name in package.namelist())
    text = data.decode("utf-8", "replace").replace("\r\n ", "")
    return text + re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), text)


def leaked(data):
    words = all_words(data)
    return [secret for secret in SECRETS if secret in words]


def test_the_document_holds_what_is_looked_for(plan):
    assert leaked(render(plan, "json")) == [*SECRETS]


def test_values_are_the_same(plan):
    masked = redact(plan)
    assert [*masked.values()] == [*plan.values()]
    assert [task.id for task in masked.tasks] == [task.id for task in plan.tasks]
    assert [f.code for f in masked.findings] == [f.code for f in plan.findings]


@pytest.mark.parametrize("format", [writer.FORMAT for writer in writers()])
def test_no_format_of_a_plan_holds_them(plan, format):
    assert leaked(render(plan, format)) != [], "the format shows no contact of this document: nothing is tested"
    assert leaked(render(redact(plan), format)) == []


@pytest.mark.parametrize("format", list(COMPARISONS.suffixes))
def test_no_format_of_a_comparison_holds_them(source, plan, format, tmp_path):
    other = redact(parse(document(tmp_path, year="2032")))
    masked = redact(plan)
    assert leaked(comparison_writer(format).render(compare(masked, other), masked, other)) == []


def test_no_report_of_findings_and_no_review_page_holds_them(plan):
    masked = redact(plan)
    for format in ("text", "json", "sarif"):
        assert leaked(reported([CheckedFile("plan.docx", masked, masked.findings)], [], format).encode()) == []
    assert leaked(review_page(masked)) == []


@pytest.mark.parametrize(
    "command",
    [
        ["parse"], ["show"], ["blocks"], ["outline"], ["check"], ["explain"], ["explain", "--task", "header"],
        ["explain", "--why-not", "联系人"], ["trend"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_command_prints_them(command, source, capsys):
    assert main([command[0], str(source), *command[1:], "--redact", "contacts"]) in (0, 1)
    printed = capsys.readouterr()
    assert printed.out
    assert leaked(printed.out.encode()) == leaked(printed.err.encode()) == []


@pytest.mark.parametrize("ending", ["json", "csv", "xlsx", "docx", "html", "md", "txt", "ics", "sqlite", "ndjson"])
def test_no_file_of_parse_holds_them(source, tmp_path, ending):
    out = tmp_path / f"out.{ending}"
    assert main(["parse", str(source), "-o", str(out), "-q", "--redact", "contacts"]) == 0
    assert leaked(out.read_bytes()) == []


@pytest.mark.parametrize("format", TABLES)
def test_no_flat_table_holds_them(source, tmp_path, format):
    pytest.importorskip("pyarrow")
    out = tmp_path / "tables"
    out.mkdir()
    assert main(["parse", str(source), "-o", f"{out}/", "-q", "--format", format, "--redact", "contacts"]) == 0
    files = [file for file in out.rglob("*") if file.is_file()]
    assert files
    assert [secret for file in files for secret in leaked(read_flat(file))] == []


def read_flat(file):
    if file.suffix == ".parquet":
        from pyarrow import parquet

        return str(parquet.read_table(file).to_pylist()).encode()
    if file.suffix == ".sqlite":
        with sqlite3.connect(file) as base:
            return "\n".join(base.iterdump()).encode()
    return file.read_bytes()


def test_a_ledger_made_and_brought_up_to_date_holds_none(source, tmp_path):
    ledger = tmp_path / "ledger.xlsx"
    for year in ("2031", "2032"):
        changed = document(tmp_path, f"plan{year}.docx", year)
        assert main(["ledger", str(changed), "-o", str(ledger), "-q", "--redact", "contacts"]) == 0
        assert leaked(ledger.read_bytes()) == []


def test_compare_on_the_command_line(source, tmp_path, capsys):
    new = document(tmp_path, "new.docx", "2032")
    assert main(["compare", str(source), str(new), "--redact", "contacts"]) == 0
    assert leaked(capsys.readouterr().out.encode()) == []


def test_apply_merges_before_it_masks(source, plan, tmp_path, capsys):
    unit = json.loads(plan.tasks[0].responsible[0].model_dump_json())
    corrections = {
        "schema_version": "1.1",
        "plan": plan.source.sha256,
        "corrections": [{"op": "confirm", "task": plan.tasks[0].id, "field": "responsible", "old": unit, "new": None}],
    }
    file = tmp_path / "corrections.json"
    file.write_text(json.dumps(corrections), "utf-8")
    assert main(["apply", str(source), str(file), "--redact", "contacts"]) == 0
    out = capsys.readouterr().out
    assert leaked(out.encode()) == []
    assert json.loads(out)["tasks"][0]["responsible"][0]["rule"] == "review"


def test_a_copy_of_the_document_cannot_be_made_without_them(source, tmp_path, capsys):
    out = tmp_path / "copy.docx"
    assert main(["check", str(source), "--annotate", str(out), "--redact", "contacts"]) == 2
    assert "--redact" in capsys.readouterr().err
    assert not out.exists()


def test_the_review_page_of_a_pdf_has_no_pictures_of_pages(beibei, tmp_path):
    pages, none = tmp_path / "pages.html", tmp_path / "none.html"
    main(["parse", str(beibei / "source.pdf"), "-o", str(pages), "-q"])
    main(["parse", str(beibei / "source.pdf"), "-o", str(none), "-q", "--redact", "contacts"])
    assert "data:image" in pages.read_text("utf-8")
    assert "data:image" not in none.read_text("utf-8")
    assert "53656681" not in none.read_text("utf-8")


def test_an_assistant_is_told_none(source):
    pytest.importorskip("mcp")
    from policy_parse.integrations import tools
    from policy_parse.integrations.workspace import Workspace

    space = Workspace([Path(source).parent], redact=True)
    answers = [
        tools.parse(space, source.name),
        tools.explain(space, source.name, part="header"),
        tools.explain(space, source.name, why_not_read="联系人"),
        tools.check(space, source.name),
    ]
    assert [secret for answer in answers for secret in leaked(answer.model_dump_json().encode())] == []


def test_a_folder_and_an_archive_hold_none(tmp_path):
    inside = tmp_path / "plans"
    inside.mkdir()
    document(inside)
    out, archive = tmp_path / "out", tmp_path / "archive.sqlite"
    assert main(["parse", str(inside), "-o", f"{out}/", "--format", "html", "-q", "--redact", "contacts"]) == 0
    assert main(["collect", str(inside), "--into", str(archive), "-q", "--redact", "contacts"]) == 0
    assert leaked((out / "plan.html").read_bytes()) == []
    with closing(Archive(archive)) as held:
        kept = held.plan(parse(inside / "plan.docx").source.sha256)
    assert kept is not None
    assert [leaked(each.model_dump_json().encode()) for each in kept] == [[], []]
    assert leaked(archive.read_bytes()) == []


def test_an_archive_forgets_what_it_held_before(tmp_path):
    source, archive = document(tmp_path), tmp_path / "archive.sqlite"
    for option in ((), ("--redact", "contacts")):
        assert main(["collect", str(source), "--into", str(archive), "-q", *option]) == 0
    left = archive.read_bytes()
    assert b"qian" not in left  # a word of the index, which has its words in few bytes
    starts = [match.start() for match in re.finditer(re.escape(zlib.compress(b"", 6)[:2]), left)]
    assert starts
    assert [leaked(unpacked_from(left[start:])) for start in starts] == [[]] * len(starts)


def unpacked_from(data):
    """What can be unpacked of a plan, also of a part of one in a free page."""
    unpacking, out = zlib.decompressobj(), b""
    for start in range(0, len(data), 64):
        try:
            out += unpacking.decompress(data[start : start + 64])
        except zlib.error:
            break
    return out
