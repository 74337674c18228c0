"""XLSX: the ledger as a workbook that an office fills in and prints."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from policy_parse.model import Plan, Target
from policy_parse.model.ledger import DAYS_LEFT, FINDINGS, GROUP, STATE, TARGETS, TITLE, UNITS, WORK
from policy_parse.writers.ledger import SOURCE, UNIT_HEADS, Entry, entries, used
from policy_parse.writers.ledger_notes import mark_of, marks_in, plain
from policy_parse.writers.ledger_screen import LEGEND, add_screen
from policy_parse.writers.ledger_sheets import (
    FINDING_HEADS,
    TARGET_HEADS,
    finding_rows,
    origin_of,
    target_rows,
    title_of,
)
from policy_parse.writers.ledger_units import COUNTS, TOTAL, UNIT_SHEET_HEADS, unit_rows, whole_units
from policy_parse.writers.workbook import (
    TOP,
    Cell,
    add_sheet,
    excel_day,
    is_as_written,
    new_workbook,
    packed,
    printable_widths,
    shown,
)

__all__ = ["BINARY", "FORMAT", "SUFFIXES", "is_as_written", "render", "render_all"]

FORMAT = "xlsx"
SUFFIXES = (".xlsx",)
BINARY = True

BEFORE = ("序号", TITLE, "内容", *UNIT_HEADS.values(), "目标", "时限", "截止日期")
"""What is printed of a piece of work, in order; then comes the `ROOM` of the office, then what is not printed."""
AFTER = (GROUP, "原序号", "出处", "编号")
HEADS = (*BEFORE, *AFTER)
_TARGET_HEADS = (*TARGET_HEADS[:4], "数值", "数值上限", "计量单位", *TARGET_HEADS[4:7], "截止日期", *TARGET_HEADS[7:])
SHEETS = {WORK: HEADS, TARGETS: _TARGET_HEADS, UNITS: UNIT_SHEET_HEADS, FINDINGS: FINDING_HEADS}
ROOM = {DAYS_LEFT: 2.5, "进展情况": 8.0, STATE: 3.2, "备注": 4.0}
"""Columns for the office to fill in, with their least widths in Chinese characters; the first is computed."""

_LEAST = {
    "序号": 2.4, "截止日期": 5.7, "原序号": 3.0, "级别": 3.0, SOURCE: 6.0, "时限": 5.0, "出处": 6.0, "编号": 5.5,
    GROUP: 12.0, TOTAL: 2.5, **dict.fromkeys(COUNTS.values(), 2.5), **ROOM,
}  # fmt: skip
_CENTRED = frozenset(
    {"序号", "编号", "原序号", "截止日期", "出处", STATE, DAYS_LEFT, "级别", "数值", "数值上限", "计量单位", TOTAL}
    | {*COUNTS.values()}
)


def render(plan: Plan) -> bytes:
    """Return a workbook of the work, each piece once, the overall targets, the units and the findings.

    Words stay words: nothing of the document can run as a formula. Each sheet prints on A4 across with its head on
    every page; columns with nothing in them are left out, but for the room that the office fills in. A sheet with
    nothing in it is left out, but for that of the work.
    """
    rows = _with_units(_rows(plan), whole_units(plan))
    book = new_workbook(
        title_of(plan, WORK),
        plan.header.document_number.text if plan.header.document_number else "",
        plan.source.name,
    )
    headings = {name: (title_of(plan, name), "　".join(origin_of(plan))) for name in SHEETS}
    return _packed(book, rows, headings)


def render_all(plans: Iterable[Plan]) -> bytes:
    """The same of many plans on the same sheets, the name of the document before each row; 序号 counts within it."""
    count = 0
    whole: set[str] = set()

    def counted() -> Iterator[Plan]:
        nonlocal count
        for count, plan in enumerate(plans, 1):  # noqa: B007 - told below
            whole.update(whole_units(plan))
            yield plan

    rows = _with_units(ledger_rows(counted(), many=True), whole)
    book = new_workbook(f"{WORK}汇总", "", f"{count} 个文件")
    return _packed(book, rows, {name: heading_of_many(name, count) for name in SHEETS})


def heading_of_many(name: str, count: int) -> tuple[str, str]:
    """Title and origin of a sheet with the work of `count` documents."""
    return f"{name}汇总", f"来源：{count} 个文件"


def _packed(
    book: Any, rows: Mapping[str, Sequence[Mapping[str, Cell]]], headings: Mapping[str, tuple[str, str]]
) -> bytes:
    for name in SHEETS:
        add_ledger_sheet(book, name, rows[name], headings[name])
    sheets = map(sheet_mark, book.sheetnames)
    return packed(book, [*marks_of(chain.from_iterable(rows.values())), *heading_marks(headings.values()), *sheets])


def sheet_mark(name: str) -> bytes:
    """What is noted of a sheet that was made: if it is not there any more, people have taken it out."""
    return mark_of("", "sheet", name)


def heading_marks(headings: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    """What is noted of titles and origins, so that those that people have written over are told from ours."""
    return (mark_of("", "", plain(shown(words))) for heading in headings for words in heading)


def in_words(row: Mapping[str, Cell]) -> dict[str, str]:
    """A row as it can be read back from its cells."""
    return {head: plain(shown(value)) for head, value in row.items()}


def marks_of(rows: Iterable[Mapping[str, Cell]]) -> Iterator[bytes]:
    """What is noted of rows that are written."""
    return (mark for row in rows for mark in marks_in(in_words(row)).values())


def ledger_rows(plans: Iterable[Plan], *, many: bool) -> dict[str, list[dict[str, Cell]]]:
    """The rows of each sheet by its name, that of the units aside; `many`: led by the name of the document."""
    rows: dict[str, list[dict[str, Cell]]] = {WORK: [], TARGETS: [], FINDINGS: []}
    for plan in plans:
        for name, more in _rows(plan).items():
            rows[name] += [{**({SOURCE: plan.source.name} if many else {}), **row} for row in more]
    return rows


def _with_units(
    rows: Mapping[str, Sequence[Mapping[str, Cell]]], whole: Collection[str]
) -> dict[str, Sequence[Mapping[str, Cell]]]:
    return {**rows, UNITS: unit_rows(rows[WORK], whole)}


def _rows(plan: Plan) -> Mapping[str, Sequence[Mapping[str, Cell]]]:
    work = entries(plan)
    numbers = zip(target_rows(plan), plan.targets, strict=True)
    return {
        WORK: [_cells(entry) for entry in work],
        TARGETS: [{**row, **_numbers(target), "序号": n} for n, (row, target) in enumerate(numbers, 1)],
        FINDINGS: finding_rows(plan, work),
    }


def _numbers(target: Target) -> dict[str, Cell]:
    """What a program can reckon with: the number as the plan writes it, and the last day it is for."""
    return {
        "数值": target.value,
        "数值上限": target.value_max,
        "计量单位": target.unit,
        "截止日期": excel_day(target.due.end if target.due else None),
    }


def _cells(entry: Entry) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "序号": entry.number,
        "编号": entry.ids,
        "原序号": entry.numbers,
        GROUP: entry.path,
        TITLE: entry.title,
        "内容": entry.content(),
        "目标": entry.targets,
        "时限": entry.limits,
        "截止日期": excel_day(entry.last_day),
        "出处": entry.place,
    }
    return cells | {head: entry.units(role) for role, head in UNIT_HEADS.items()}


def add_ledger_sheet(book: Any, name: str, rows: Sequence[Mapping[str, Cell]], heading: tuple[str, str]) -> None:
    """Add a sheet: title and origin, head, rows. No empty sheet but that of the work."""
    if name != WORK and not rows:
        return
    title, origin = heading
    heads = _heads(name, rows)
    room = _room(name, heads)
    aside = [head for head in heads if head in AFTER] if name == WORK else []
    printed = [*(head for head in heads if head not in aside), *room]
    whole = [*printed, *aside]
    cells = [[row.get(head) for head in whole] for row in rows]
    widths = printable_widths(printed, [row[: len(printed)] for row in cells], _LEAST)
    widths += [_LEAST[head] for head in aside]
    if DAYS_LEFT in whole:
        origin = f"{origin}{LEGEND}"
    sheet = add_sheet(
        book, name, whole, cells, widths, title=title, origin=origin, centred=_CENTRED, printed=len(printed)
    )
    add_screen(sheet, whole, TOP + len(rows))


def _heads(name: str, rows: Sequence[Mapping[str, Cell]]) -> list[str]:
    """The columns with anything in them; all if none has. There is one for units even where the plan names nobody."""
    heads = used((SOURCE, *SHEETS[name]), rows) or list(SHEETS[name])
    if name == WORK and not {*heads} & {*UNIT_HEADS.values()}:
        heads.insert(heads.index("内容") + 1, UNIT_HEADS["responsible"])
    return heads


def _room(name: str, heads: Collection[str]) -> list[str]:
    """The columns that the office fills in; days left only where a row has a last day."""
    if name not in (WORK, TARGETS):
        return []
    return [head for head in ROOM if head != DAYS_LEFT or "截止日期" in heads]
