"""XLSX: the ledger as a workbook that an office fills in and prints."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from policy_parse.model import Plan
from policy_parse.writers.ledger import SOURCE, UNIT_HEADS, Entry, entries, used
from policy_parse.writers.ledger_notes import marks_in, plain
from policy_parse.writers.ledger_sheets import (
    FINDING_HEADS,
    TARGET_HEADS,
    finding_rows,
    origin_of,
    target_rows,
    title_of,
)
from policy_parse.writers.workbook import (
    TOP,
    Cell,
    add_sheet,
    column_widths,
    excel_day,
    holds_typed_cells,
    new_workbook,
    packed,
    shown,
)

__all__ = ["BINARY", "FORMAT", "SUFFIXES", "holds_typed_cells", "render", "render_all"]

FORMAT = "xlsx"
SUFFIXES = (".xlsx",)
BINARY = True

HEADS = (
    "序号", "编号", "原序号", "所属", "任务", "内容", *UNIT_HEADS.values(), "目标", "时限", "截止日期", "出处",
)  # fmt: skip
SHEETS = {"任务台账": HEADS, "总体指标": TARGET_HEADS, "疑问": FINDING_HEADS}
ROOM = {"进展情况": 14.0, "完成状态": 4.5, "备注": 8.0}
"""Columns for the office to fill in, with their widths in Chinese characters."""
STATES = ("未启动", "进行中", "已完成", "超期")
"""What 完成状态 may say."""

_WIDTH = 88.0
"""Chinese characters on a line of the whole table, the room for the office aside."""
_LEAST = {"序号": 3.0, "截止日期": 6.5, "原序号": 3.0, "级别": 3.5, SOURCE: 6.0, "时限": 5.0}
_CENTRED = frozenset({"序号", "编号", "原序号", "截止日期", "出处", "完成状态", "级别"})


def render(plan: Plan) -> bytes:
    """Return a workbook of the work, each piece once, the overall targets and the findings.

    Words stay words: nothing of the document can run as a formula. Each sheet prints on A4 across with its head on
    every page; columns with nothing in them are left out, but for the room that the office fills in.
    """
    book, rows = new_workbook(), _rows(plan)
    for name in SHEETS:
        add_ledger_sheet(book, name, rows[name], title=title_of(plan, name), origin="　".join(origin_of(plan)))
    return packed(book, marks_of(chain.from_iterable(rows.values())))


def render_all(plans: Iterable[Plan]) -> bytes:
    """The same of many plans on the same sheets, the name of the document before each row; 序号 counts within it."""
    book = new_workbook()
    count = 0

    def counted() -> Iterator[Plan]:
        nonlocal count
        for count, plan in enumerate(plans, 1):  # noqa: B007 - told below
            yield plan

    rows = ledger_rows(counted(), many=True)
    for name in SHEETS:
        add_ledger_sheet(book, name, rows[name], title=f"{name}汇总", origin=f"来源：{count} 个文件", first=(SOURCE,))
    return packed(book, marks_of(chain.from_iterable(rows.values())))


def in_words(row: Mapping[str, Cell]) -> dict[str, str]:
    """A row as it can be read back from its cells."""
    return {head: plain(shown(value)) for head, value in row.items()}


def marks_of(rows: Iterable[Mapping[str, Cell]]) -> Iterator[bytes]:
    """What is noted of rows that are written."""
    return (mark for row in rows for mark in marks_in(in_words(row)).values())


def ledger_rows(plans: Iterable[Plan], *, many: bool) -> dict[str, list[dict[str, Cell]]]:
    """The rows of each sheet by its name; `many`: led by the name of the document."""
    rows: dict[str, list[dict[str, Cell]]] = {name: [] for name in SHEETS}
    for plan in plans:
        for name, more in _rows(plan).items():
            rows[name] += [{**({SOURCE: plan.source.name} if many else {}), **row} for row in more]
    return rows


def _rows(plan: Plan) -> Mapping[str, Sequence[Mapping[str, Cell]]]:
    work = entries(plan)
    return {
        "任务台账": [_cells(entry) for entry in work],
        "总体指标": [{**row, "序号": number} for number, row in enumerate(target_rows(plan), 1)],
        "疑问": finding_rows(plan, work),
    }


def _cells(entry: Entry) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "序号": entry.number,
        "编号": entry.ids,
        "原序号": entry.numbers,
        "所属": entry.path,
        "任务": entry.title,
        "内容": entry.content(),
        "目标": entry.targets,
        "时限": entry.limits,
        "截止日期": excel_day(entry.last_day),
        "出处": entry.place,
    }
    return cells | {head: entry.units(role) for role, head in UNIT_HEADS.items()}


def add_ledger_sheet(
    book: Any, name: str, rows: Sequence[Mapping[str, Cell]], *, title: str, origin: str, first: Sequence[str] = ()
) -> None:
    """Add a sheet: title, origin, head, rows; `first`: columns before its own. No empty sheet of overall targets."""
    from openpyxl.utils import get_column_letter

    if name == "总体指标" and not rows:
        return
    heads, room = (*first, *SHEETS[name]), {} if name == "疑问" else ROOM
    shown = used(heads, rows) or list(heads)
    whole = [*shown, *room]
    cells = [[row[head] for head in shown] for row in rows]
    widths = [*column_widths(shown, cells, _LEAST, _WIDTH), *room.values()]
    sheet = add_sheet(book, name, whole, cells, widths, title=title, origin=origin, centred=_CENTRED)
    if "完成状态" in whole and rows:
        _choices(sheet, f"{get_column_letter(whole.index('完成状态') + 1)}{TOP + 1}", TOP + len(rows))


def _choices(sheet: Any, first: str, last: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    states = DataValidation(type="list", formula1=f'"{",".join(STATES)}"', allow_blank=True)
    states.errorTitle, states.error = "完成状态", f"请选择：{'、'.join(STATES)}"
    states.showErrorMessage = True
    sheet.add_data_validation(states)
    states.add(f"{first}:{first.rstrip('0123456789')}{last}")
