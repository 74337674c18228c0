"""XLSX: the ledger as a workbook that an office fills in and prints."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from policy_parse.model import Plan
from policy_parse.writers.ledger import SOURCE, UNIT_HEADS, Entry, entries, used
from policy_parse.writers.ledger_notes import CELLS, cells_hash, marks_in, note, noted_hash, plain
from policy_parse.writers.ledger_sheets import (
    FINDING_HEADS,
    TARGET_HEADS,
    finding_rows,
    origin_of,
    target_rows,
    title_of,
)
from policy_parse.writers.package import UNPRINTABLE, timeless
from policy_parse.writers.widths import fitted, width_of

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

_FONT, _SIZE = "宋体", 10
_WIDTH = 88.0
"""Chinese characters on a line of the whole table, the room for the office aside."""
_LEAST = {"序号": 3.0, "截止日期": 6.5, "原序号": 3.0, "级别": 3.5, SOURCE: 6.0, "时限": 5.0}
_CENTRED = frozenset({"序号", "编号", "原序号", "截止日期", "出处", "完成状态", "级别"})
_TOP = 3
"""The row of the head, below title and source."""
_COLUMN = 1.9
"""Widths of columns count digits of the standard font; so many are a Chinese character of ours."""

Cell = str | int | date | None


def render(plan: Plan) -> bytes:
    """Return a workbook of the work, each piece once, the overall targets and the findings.

    Words stay words: nothing of the document can run as a formula. Each sheet prints on A4 across with its head on
    every page; columns with nothing in them are left out, but for the room that the office fills in.
    """
    book, rows = _workbook(), _rows(plan)
    for name in SHEETS:
        add_sheet(book, name, rows[name], title=title_of(plan, name), origin="　".join(origin_of(plan)))
    return packed(book, marks_of(chain.from_iterable(rows.values())), typed=False)


def render_all(plans: Iterable[Plan]) -> bytes:
    """The same of many plans on the same sheets, the name of the document before each row; 序号 counts within it."""
    book = _workbook()
    count = 0

    def counted() -> Iterator[Plan]:
        nonlocal count
        for count, plan in enumerate(plans, 1):  # noqa: B007 - told below
            yield plan

    rows = ledger_rows(counted(), many=True)
    for name in SHEETS:
        add_sheet(book, name, rows[name], title=f"{name}汇总", origin=f"来源：{count} 个文件", first=(SOURCE,))
    return packed(book, marks_of(chain.from_iterable(rows.values())), typed=False)


def holds_typed_cells(data: bytes) -> bool:
    """True unless the workbook is one of ours with no cell changed since: then nobody has typed into it.

    `render` notes a hash of all cells in the workbook's own properties, which office programs keep when they save.
    """
    from zipfile import BadZipFile

    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
    except (BadZipFile, KeyError, ValueError, TypeError, OSError):
        return True
    return noted_hash(book) != cells_hash(book)


def is_ledger(path: Path) -> bool:
    """True if a workbook is a ledger that `render` or `render_all` has made, typed into since or not.

    Only its own properties are unpacked, and those only if they are as small as ours are; a file that cannot be opened
    or is damaged is no ledger.
    """
    import zlib
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as package:
            properties = package.getinfo("docProps/custom.xml")
            return properties.file_size <= _LARGEST_PROPERTIES and CELLS.encode() in package.read(properties)
    except (BadZipFile, KeyError, OSError, EOFError, ValueError, RuntimeError, zlib.error):
        return False


_LARGEST_PROPERTIES = (1 << 20) - 1
"""Bytes. Ours are ten thousand for each five hundred pieces of work."""


def _workbook() -> Any:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    return book


def packed(book: Any, written: Iterable[bytes], *, typed: bool) -> bytes:
    """The file of `book`, which notes what was `written`; see `ledger_notes.note`."""
    note(book, written, typed=typed)
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


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
    day = entry.last_day
    cells: dict[str, Cell] = {
        "序号": entry.number,
        "编号": entry.ids,
        "原序号": entry.numbers,
        "所属": entry.path,
        "任务": entry.title,
        "内容": entry.content(),
        "目标": entry.targets,
        "时限": entry.limits,
        "截止日期": day if day and day.year >= 1900 else day and day.isoformat(),  # Excel's days begin in 1900
        "出处": entry.place,
    }
    return cells | {head: entry.units(role) for role, head in UNIT_HEADS.items()}


def add_sheet(
    book: Any, name: str, rows: Sequence[Mapping[str, Cell]], *, title: str, origin: str, first: Sequence[str] = ()
) -> None:
    """Add a sheet: title, origin, head, rows; `first`: columns before its own. No empty sheet of overall targets."""
    from openpyxl.utils import get_column_letter

    if name == "总体指标" and not rows:
        return
    heads, room = (*first, *SHEETS[name]), {} if name == "疑问" else ROOM
    sheet = book.create_sheet(name)
    shown = used(heads, rows) or list(heads)
    whole = [*shown, *room]
    _write(sheet, 1, [title])
    _write(sheet, 2, [origin])
    _write(sheet, _TOP, whole)
    for y, row in enumerate(rows, _TOP + 1):
        _write(sheet, y, [row[head] for head in shown])
    widths = [*_widths(shown, rows), *room.values()]
    for x, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(x)].width = round(width * _COLUMN + 1, 1)
    last = _TOP + len(rows)
    _look(sheet, whole, last)
    sheet.freeze_panes = f"A{_TOP + 1}"
    sheet.auto_filter.ref = f"A{_TOP}:{get_column_letter(len(whole))}{last}"
    _print_setup(sheet)
    if "完成状态" in whole and rows:
        _choices(sheet, f"{get_column_letter(whole.index('完成状态') + 1)}{_TOP + 1}", last)


def _widths(heads: Sequence[str], rows: Sequence[Mapping[str, Cell]]) -> list[float]:
    words = [[str(row[head] or "") for head in heads] for row in rows]
    least = []
    for x, head in enumerate(heads):
        longest = max((width_of(line) for row in words for line in row[x].split("\n")), default=0.0)
        least.append(max(_LEAST.get(head, 4.5), min(longest, 5.0)))
    return fitted(words, least, _WIDTH)


def shown(value: Cell) -> Cell:
    """`value` as a cell can hold it."""
    return UNPRINTABLE.sub("", value)[:32767] if isinstance(value, str) else value


def put_value(cell: Any, value: Cell) -> None:
    """Put words as words, whatever they begin with, days as days and numbers as numbers; nothing for None and ''."""
    if isinstance(value, str):
        cell.value = shown(value) or None
        if value:
            cell.data_type = "s"  # a leading = stays a character
    else:
        cell.value = value
        if value is not None and cell.number_format == "General":  # else the look that people chose
            cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else "0"


def _write(sheet: Any, y: int, values: Sequence[Cell]) -> None:
    for x, value in enumerate(values, 1):
        if value:
            put_value(sheet.cell(y, x), value)


def _look(sheet: Any, heads: Sequence[str], last: int) -> None:
    """Fonts, borders and alignment; title and source over the whole width."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    for y, (font, height) in enumerate((("黑体", 30), (_FONT, 20)), 1):
        sheet.merge_cells(start_row=y, end_row=y, start_column=1, end_column=len(heads))
        sheet.cell(y, 1).font = Font(name=font, size=16 if y == 1 else _SIZE, bold=y == 1)
        sheet.cell(y, 1).alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.row_dimensions[y].height = height
    side = Side(style="thin")
    border, plain, bold = Border(side, side, side, side), Font(name=_FONT, size=_SIZE), Font(name="黑体", size=_SIZE)
    left = Alignment(wrap_text=True, vertical="center")
    middle = Alignment(wrap_text=True, vertical="center", horizontal="center")
    grey = PatternFill("solid", fgColor="E7E6E6")
    for y in range(_TOP, last + 1):
        for x, head in enumerate(heads, 1):
            cell = sheet.cell(y, x)
            cell.border = border
            cell.font = bold if y == _TOP else plain
            cell.alignment = middle if y == _TOP or head in _CENTRED else left
            if y == _TOP:
                cell.fill = grey


def _print_setup(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{_TOP}:{_TOP}"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _choices(sheet: Any, first: str, last: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    states = DataValidation(type="list", formula1=f'"{",".join(STATES)}"', allow_blank=True)
    states.errorTitle, states.error = "完成状态", f"请选择：{'、'.join(STATES)}"
    states.showErrorMessage = True
    sheet.add_data_validation(states)
    states.add(f"{first}:{first.rstrip('0123456789')}{last}")
