"""Task tables as workbooks give the tasks that they give as Word files."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.styles import Alignment
from workbooks import fill, saved, task_rows

from policy_parse import parse, write
from policy_parse.api import parse_document
from policy_parse.document import Document, Paragraph, Table, build_document
from policy_parse.document.pieces import Cell
from policy_parse.readers.docx import reader as docx
from policy_parse.registry import read_document
from policy_parse.text.dates import find_dates

TITLE = "青岚县2025年水利任务分解表"


def last_table(document: Document) -> list[Cell]:
    """The cells of the last table of a document."""
    last = max(b.table for b in document.blocks if b.table is not None)
    return [
        Cell(b.span.of(document.text), b.row, b.column, b.row_span, b.column_span)
        for b in document.blocks
        if b.table == last
    ]


def workbook_of(table: list[Cell], title: str) -> bytes:
    """The table as an office would write it: a title over the width, merged cells, days as days, numbers as numbers."""
    book = Workbook()
    sheet = book.active
    width = max(c.column + c.column_span for c in table)
    sheet["A1"] = title
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=width)
    for c in table:
        place = sheet.cell(c.row + 2, c.column + 1)
        day = find_dates(c.text)
        if c.text.isdecimal():
            place.value = int(c.text)
        elif len(day) == 1 and day[0][:2] == (0, len(c.text)):
            place.value, place.number_format = datetime.strptime(c.text, "%Y年%m月%d日"), 'yyyy"年"m"月"d"日"'  # noqa: DTZ007
        else:
            place.value = c.text
        if c.row_span > 1 or c.column_span > 1:
            sheet.merge_cells(
                start_row=c.row + 2, end_row=c.row + 1 + c.row_span,
                start_column=c.column + 1, end_column=c.column + c.column_span,
            )  # fmt: skip
    return saved(book)


def facts(plan):
    """What a plan says of each of its tasks, places aside."""
    return [
        (
            task.number, task.title, task.text, task.path,
            [(u.text, u.name, u.role, u.inherited) for u in (*task.responsible, *task.supporting)],
            [(t.text, t.indicator, t.comparator, t.value, t.unit) for t in task.targets],
            [(d.text, d.kind, d.start, d.end, d.precision, d.inferred) for d in task.deadlines],
        )
        for task in plan.tasks
    ]  # fmt: skip


def test_the_table_of_a_plan_gives_the_same_tasks_as_a_workbook(beibei):
    document = docx.read((beibei / "source.docx").read_bytes(), name="source.docx")
    table = last_table(document)
    as_word = build_document(
        [Paragraph(TITLE, alignment="center"), Table(tuple(table))], name="x", format="docx", data=b""
    )
    as_workbook = read_document(workbook_of(table, TITLE), name="x.xlsx")
    expected, plan = parse_document(as_word), parse_document(as_workbook)
    assert len(plan.tasks) > 10
    assert sum(len(t.deadlines) for t in plan.tasks) > 5
    assert facts(plan) == facts(expected)
    assert plan.header == expected.header
    assert plan.source.format == "xlsx"


@pytest.mark.parametrize(
    "code", ['yyyy"年"m"月"d"日"', "yyyy-mm-dd", "yyyy/m/d", "yyyy.m.d", "m/d/yyyy;@", "[$-F800]dddd"]
)
def test_days_are_deadlines_however_they_look(code):
    book = Workbook()
    fill(book.active, [[TITLE], *task_rows()], formats=("", "", "", code))
    plan = parse_document(read_document(saved(book), name="x"))
    assert plan.header.title == TITLE
    assert [u.text for t in plan.tasks for u in t.responsible] == ["县文旅局", "县水利局"]
    assert [d.end for t in plan.tasks for d in t.deadlines] == [date(2025, 8, 31), date(2025, 9, 30)]


def test_a_form_above_the_head_is_no_addressee():
    rows = [[TITLE], ["填报单位：县水利局", None, None, "填报时间：2025年3月5日"], *task_rows()]
    plan = parse_document(read_document(saved(fill(Workbook().active, rows).parent), name="x"))
    assert plan.header.title == TITLE
    assert plan.header.recipients == ()
    assert len(plan.tasks) == 2


def test_each_sheet_has_its_tasks():
    book = Workbook()
    book.active.title = "水利"
    fill(book.active, [[TITLE], *task_rows()])
    fill(book.create_sheet("交通"), task_rows())
    plan = parse_document(read_document(saved(book), name="x"))
    assert plan.header.title == TITLE
    assert len(plan.tasks) == 4


def test_our_own_ledger_is_read_like_any_table(beibei, tmp_path):
    plan = parse(beibei / "source.docx")
    ledger = tmp_path / "ledger.xlsx"
    write(plan, ledger)
    again = parse(ledger)
    assert again.source.format == "xlsx"
    units = {u.text for t in plan.tasks for u in (*t.responsible, *t.supporting)}
    found = {u.text for t in again.tasks for u in (*t.responsible, *t.supporting)}
    assert len(units & found) / len(units) > 0.95
    ends = {d.end for t in plan.tasks for d in t.deadlines if d.end}
    assert ends <= {d.end for t in again.tasks for d in t.deadlines}
