"""Sheets that an office filters, fills in and prints: what the workbooks of plans and of comparisons share."""

from __future__ import annotations

import io
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from policy_parse.writers.ledger_notes import CELLS, cells_hash, note, noted_hash
from policy_parse.writers.package import UNPRINTABLE, timeless
from policy_parse.writers.widths import fitted, width_of

Cell = str | int | Decimal | date | None

_FONT, _SIZE = "宋体", 10
TOP = 3
"""The row of the head, below title and source."""
_COLUMN = 1.9
"""Widths of columns count digits of the standard font; so many are a Chinese character of ours."""
_LINE, _TALLEST = 13.5, 409.0
"""Points: a line of our font, and the tallest row that Excel has."""


def new_workbook() -> Any:
    """A workbook without a sheet."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    return book


def packed(book: Any, written: Iterable[bytes] = (), *, typed: bool = False) -> bytes:
    """The file: the same sheets always give the same bytes. It notes what was `written`; see `ledger_notes.note`."""
    note(book, written, typed=typed)
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def holds_typed_cells(data: bytes) -> bool:
    """True unless the workbook is one of ours with no cell changed since: then nobody has typed into it.

    `packed` notes a hash of all cells in the workbook's own properties, which office programs keep when they save.
    """
    from zipfile import BadZipFile

    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
    except (BadZipFile, KeyError, ValueError, TypeError, OSError):
        return True
    return noted_hash(book) != cells_hash(book)


def is_ledger(path: Path) -> bool:
    """True if a workbook is one that `packed` has made, typed into since or not.

    Only its own properties are unpacked, and those only if they are as small as ours are; a file that cannot be opened
    or is damaged is none.
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
"""Bytes. Ours are twenty thousand for each five hundred pieces of work."""


def add_sheet(
    book: Any,
    name: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    widths: Sequence[float],
    *,
    title: str,
    origin: str,
    centred: Collection[str] = (),
    tall: bool = False,
) -> Any:
    """Add a sheet with title, origin, a head that stays in sight and filters, and `rows`; it prints on A4 across.

    `widths` in Chinese characters; `tall`: rows get the height of their words, else the office program finds it.
    """
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    for y, values in enumerate(([title], [origin], heads, *rows), 1):
        _write(sheet, y, values)
    for x, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(x)].width = round(width * _COLUMN + 1, 1)
    last = TOP + len(rows)
    _look(sheet, heads, last, centred)
    if tall:
        for y, values in enumerate((heads, *rows), TOP):
            sheet.row_dimensions[y].height = min(_LINE * _lines(values, widths) + 4, _TALLEST)
    sheet.freeze_panes = f"A{TOP + 1}"
    sheet.auto_filter.ref = f"A{TOP}:{get_column_letter(len(heads))}{last}"
    _print_setup(sheet)
    return sheet


def column_widths(
    heads: Sequence[str], rows: Sequence[Sequence[Cell]], least: Mapping[str, float], total: float
) -> list[float]:
    """Widths in Chinese characters that make the sheet short, `total` together; `least` for some columns."""
    words = [["" if value is None else str(value) for value in row] for row in rows]
    lowest = []
    for x, head in enumerate(heads):
        longest = max((width_of(line) for row in words for line in row[x].split("\n")), default=0.0)
        lowest.append(max(least.get(head, 4.5), min(longest, 5.0)))
    return fitted(words, lowest, total)


def excel_day(day: date | None) -> Cell:
    """`day` as a cell: a date, or words where it lies before 1900, in which Excel's days begin."""
    return day if day is None or day.year >= 1900 else day.isoformat()


def _lines(values: Sequence[Cell], widths: Sequence[float]) -> int:
    """Lines of the cell that needs most, with a little room for where a line breaks early."""
    return max(
        (
            sum(max(1, math.ceil(width_of(line) * 1.05 / width)) for line in str(value).split("\n"))
            for value, width in zip(values, widths, strict=False)
            if value is not None
        ),
        default=1,
    )


def shown(value: Cell) -> Cell:
    """`value` as a cell can hold it."""
    return UNPRINTABLE.sub("", value)[:32767] if isinstance(value, str) else value


def put_value(cell: Any, value: Cell) -> None:
    """Put words as words, whatever they begin with, days as days and numbers as numbers; nothing for None and ''."""
    if isinstance(value, str):
        cell.value = shown(value) or None
        if value:
            cell.data_type = "s"  # a leading = stays a character
    elif isinstance(value, Decimal):
        cell.value = int(value) if value == value.to_integral_value() else float(value)
    else:
        cell.value = value
        if value is not None and cell.number_format == "General":  # else the look that people chose
            cell.number_format = "yyyy-mm-dd" if isinstance(value, date) else "0"


def _write(sheet: Any, y: int, values: Sequence[Cell]) -> None:
    for x, value in enumerate(values, 1):
        if value is not None and value != "":
            put_value(sheet.cell(y, x), value)


def _look(sheet: Any, heads: Sequence[str], last: int, centred: Collection[str]) -> None:
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
    for y in range(TOP, last + 1):
        for x, head in enumerate(heads, 1):
            cell = sheet.cell(y, x)
            cell.border = border
            cell.font = bold if y == TOP else plain
            cell.alignment = middle if y == TOP or head in centred else left
            if y == TOP:
                cell.fill = grey


def _print_setup(sheet: Any) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{TOP}:{TOP}"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.6
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
