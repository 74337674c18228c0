"""XLSX: the ledger as a workbook that an office fills in and prints; needs the extra ``xlsx``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from policy_parse.model import Plan
from policy_parse.writers.ledger import SOURCE, UNIT_HEADS, Entry, entries, used
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
)

__all__ = ["BINARY", "FORMAT", "SUFFIXES", "holds_typed_cells", "render", "render_all"]

FORMAT = "xlsx"
SUFFIXES = (".xlsx",)
BINARY = True

HEADS = (
    "序号", "编号", "原序号", "所属", "任务", "内容", *UNIT_HEADS.values(), "目标", "时限", "截止日期", "出处",
)  # fmt: skip
_SHEETS = {"任务台账": HEADS, "总体指标": TARGET_HEADS, "疑问": FINDING_HEADS}
ROOM = {"进展情况": 14.0, "完成状态": 4.5, "备注": 8.0}
"""Columns for the office to fill in, with their widths in Chinese characters."""
STATES = ("未启动", "进行中", "已完成", "超期")
"""What 完成状态 may say."""

_WIDTH = 88.0
"""Chinese characters on a line of the whole table, the room for the office aside."""
_LEAST = {"序号": 3.0, "截止日期": 6.5, "原序号": 3.0, "级别": 3.5, SOURCE: 6.0, "时限": 5.0}
_CENTRED = frozenset({"序号", "编号", "原序号", "截止日期", "出处", "完成状态", "级别"})

_Rows = Mapping[str, Sequence[Mapping[str, Cell]]]
"""The rows of each sheet by its name."""


def render(plan: Plan) -> bytes:
    """Return a workbook of the work, each piece once, the overall targets and the findings.

    Words stay words: nothing of the document can run as a formula. Each sheet prints on A4 across with its head on
    every page; columns with nothing in them are left out, but for the room that the office fills in.
    """
    book, rows = new_workbook(), _rows(plan)
    for name in _SHEETS:
        _sheet(book, name, rows[name], title=title_of(plan, name), origin="　".join(origin_of(plan)))
    return packed(book)


def render_all(plans: Iterable[Plan]) -> bytes:
    """The same of many plans on the same sheets, the name of the document before each row; 序号 counts within it."""
    book = new_workbook()
    rows: dict[str, list[Mapping[str, Cell]]] = {name: [] for name in _SHEETS}
    count = 0
    for plan in plans:
        count += 1
        for name, more in _rows(plan).items():
            rows[name] += [{SOURCE: plan.source.name, **row} for row in more]
    for name in _SHEETS:
        _sheet(book, name, rows[name], title=f"{name}汇总", origin=f"来源：{count} 个文件", first=(SOURCE,))
    return packed(book)


def _rows(plan: Plan) -> _Rows:
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


def _sheet(
    book: Any, name: str, rows: Sequence[Mapping[str, Cell]], *, title: str, origin: str, first: Sequence[str] = ()
) -> None:
    """Add a sheet: title, origin, head, rows; `first`: columns before its own. No empty sheet of overall targets."""
    from openpyxl.utils import get_column_letter

    if name == "总体指标" and not rows:
        return
    heads, room = (*first, *_SHEETS[name]), {} if name == "疑问" else ROOM
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
