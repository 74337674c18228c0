"""Sheets that an office filters, fills in and prints: what the workbooks of plans and of comparisons share."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

from policy_parse.writers.csv_file import FORMULA
from policy_parse.writers.ledger_notes import CELLS, cells_hash, note, noted_hash
from policy_parse.writers.package import UNPRINTABLE, timeless
from policy_parse.writers.widths import fitted, lines_in, width_of

Cell = str | int | Decimal | date | None

_FONT, TEXT_SIZE, _TITLE_SIZE, _STANDARD_SIZE = "宋体", 10, 16, 11
TOP = 3
"""The row of the head, below title and source."""
_COLUMN, _PADDING = 1.67, 0.9
"""Widths of columns count digits of the standard font; so many are a Chinese character of ours, and the edges."""
_POINTS = 7.0
"""Points of such a digit where it is widest: 6 in the font itself, more in others that stand in for it."""
_LINE, _MORE, _EDGES, TALLEST = 14.5, 13.2, 4.0, 409.0
"""Points: a line of our font in the fonts that print it tallest, each further line of words that are broken (where the
lines are tall the columns are wide, and there are fewer), the edges of a row, the tallest row that Excel has."""
_SCALE = 0.83
"""The smallest scale of a print: 10 points are printed at 8 at least, wherever a program rounds."""
_WIDEST = 120.0
"""Chinese characters; a column in which words need more is not made wider for them."""
_PAPERS = ((9, 784.0), (8, 1132.0))
"""A4 and A3 across, by the number that workbooks have for them, with the points between the margins."""


def new_workbook(title: str = "", subject: str = "", origin: str = "") -> Any:
    """A workbook without a sheet, that says in its properties what it is and where it comes from."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils.indexed_list import IndexedList

    book = Workbook()
    book.remove(book.active)
    standard = Font(name=_FONT, size=_STANDARD_SIZE)
    book._fonts = IndexedList([standard])
    book._named_styles["Normal"].font = standard
    properties = book.properties
    properties.creator = properties.lastModifiedBy = "policy-parse"
    properties.title, properties.subject, properties.description = (
        UNPRINTABLE.sub("", words)[:255] or None for words in (title, subject, origin)
    )
    properties.language = "zh-CN"
    return book


def packed(book: Any, written: Iterable[bytes] = (), *, typed: bool = False) -> bytes:
    """The file: the same sheets always give the same bytes. It notes what was `written`; see `ledger_notes.note`."""
    note(book, written, typed=typed)
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def is_as_written(path: Path) -> bool:
    """True if the workbook is one of ours with no cell changed since: then nobody has typed into it.

    `packed` notes a hash of all cells in the workbook's own properties, which office programs keep when they save.
    """
    import zlib
    from zipfile import BadZipFile

    import openpyxl

    data = path.read_bytes()
    try:
        book = openpyxl.load_workbook(io.BytesIO(data))
    except (BadZipFile, KeyError, ValueError, TypeError, EOFError, zlib.error):
        return False
    return noted_hash(book) == cells_hash(book)


def is_ledger(file: Path | BinaryIO) -> bool:
    """True if a workbook is one that `packed` has made, typed into since or not.

    Only its own properties are unpacked, and those only if they are as small as ours are; a file that cannot be opened
    or is damaged is none.
    """
    import zlib
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(file) as package:
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
    printed: int | None = None,
) -> Any:
    """Add a sheet with title, origin, a head that stays in sight and filters, and `rows`.

    `widths` in Chinese characters; rows get the height of their words. It prints across on A4, or A3 where A4 would
    need letters below 8 points, with its head on every page: the first `printed` columns, or all.
    """
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    for y, values in enumerate(([title], [origin], heads, *rows), 1):
        _write(sheet, y, values)
    for x, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(x)].width = round(width * _COLUMN + _PADDING, 1)
    last, across = TOP + len(rows), printed or len(heads)
    _look(sheet, heads, last, centred)
    _head_lines(sheet, across, sum(widths[:across]))
    for y, values in enumerate((heads, *rows), TOP):
        sheet.row_dimensions[y] = growing_row(sheet, y, height_of(values, widths))
    sheet.freeze_panes = f"A{TOP + 1}"
    sheet.auto_filter.ref = f"A{TOP}:{get_column_letter(len(heads))}{last}"
    _print_setup(sheet, widths[:across])
    if across < len(heads):
        sheet.print_area = f"A1:{get_column_letter(across)}{last}"
    return sheet


def printable_widths(heads: Sequence[str], rows: Sequence[Sequence[Cell]], least: Mapping[str, float]) -> list[float]:
    """Widths in Chinese characters that print at `_SCALE` on A4, or on A3 if a row would be too tall on A4.

    A column whose cells are too tall for any row gets what they need before the others get more than their least.
    """
    widths: list[float] = []
    for _, points in _PAPERS:
        total = (points / _SCALE / _POINTS - _PADDING * len(heads)) / _COLUMN
        widths = column_widths(heads, rows, least, total)
        tall = [values for values in rows if height_of(values, widths) >= TALLEST]
        if tall:
            needed = {head: _width_for(x, tall, widths[x]) for x, head in enumerate(heads)}
            wider = column_widths(heads, rows, {**least, **{h: w for h, w in needed.items() if w}}, total)
            if sum(wider) <= total + 1:
                widths = wider
                tall = [values for values in rows if height_of(values, widths) >= TALLEST]
        if not tall:
            break
    return widths


def _width_for(x: int, rows: Sequence[Sequence[Cell]], width: float) -> float | None:
    """A width of column `x` at which its cells in `rows` fit a row; None if they do so at `width`."""
    needed = width
    while needed < _WIDEST and any(height_of(row[x : x + 1], [needed]) >= TALLEST for row in rows):
        needed += 2.0
    return needed if needed > width else None


def column_widths(
    heads: Sequence[str], rows: Sequence[Sequence[Cell]], least: Mapping[str, float], total: float
) -> list[float]:
    """Widths in Chinese characters that make the sheet short, `total` together; `least` for some columns."""
    words = [["" if value is None else str(value) for value in row] for row in rows]
    lowest = []
    for x, head in enumerate(heads):
        longest = max((width_of(line) for row in words for line in row[x].split("\n")), default=0.0)
        lowest.append(least.get(head) or max(4.5, min(longest, 5.0)))
    return fitted(words, lowest, total)


def height_of(values: Sequence[Cell], widths: Sequence[float]) -> float:
    """The height of a row in points in which every word of its cells can be read, as far as rows can be so tall."""
    heights = (_height(str(value), width) for value, width in zip(values, widths, strict=False) if value is not None)
    return min(max(heights, default=_LINE) + _EDGES, TALLEST)


def _height(words: str, width: float) -> float:
    lines = words.count("\n") + 1
    return _LINE * lines + _MORE * (lines_in(words, width) - lines)


def characters_of(width: float) -> float:
    """The Chinese characters on a line of a column that is so wide."""
    return max((width - _PADDING) / _COLUMN, 1.0)


def growing_row(sheet: Any, y: int, height: float) -> Any:
    """The dimensions of a row that has this height until somebody types more into it."""
    return _growing()(sheet, index=y, ht=round(height, 1))


@cache
def _growing() -> Any:
    from openpyxl.worksheet.dimensions import RowDimension

    class GrowingRow(RowDimension):  # type: ignore[misc, unused-ignore]
        """Row dimensions that do not fix the height for good, as those of openpyxl do."""

        customHeight = False

    return GrowingRow


def excel_day(day: date | None) -> Cell:
    """`day` as a cell: a date, or words where it lies before 1900, in which Excel's days begin."""
    return day if day is None or day.year >= 1900 else day.isoformat()


def shown(value: Cell) -> Cell:
    """`value` as a cell can hold it."""
    return UNPRINTABLE.sub("", value)[:32767] if isinstance(value, str) else value


def put_value(cell: Any, value: Cell) -> None:
    """Put words as words, whatever they begin with, days as days and numbers as numbers; nothing for None and ''."""
    if isinstance(value, str):
        cell.value = shown(value) or None
        if value:
            cell.data_type = "s"  # a leading = stays a character
            if value.startswith(FORMULA):
                cell.quotePrefix = True  # and does so when somebody edits the cell
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
    """Fonts, borders and alignment of head and rows."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    side = Side(style="thin")
    border = Border(side, side, side, side)
    plain, bold = (Font(name=name, size=TEXT_SIZE) for name in (_FONT, "黑体"))
    left = Alignment(wrap_text=True, vertical="center")
    middle = Alignment(wrap_text=True, vertical="center", horizontal="center")
    grey = PatternFill("solid", fgColor="E7E6E6")
    looks: dict[tuple[bool, bool, object], Any] = {}
    """Built once each: giving a cell its font, border and alignment one by one takes long."""
    for y in range(TOP, last + 1):
        for x, head in enumerate(heads, 1):
            cell = sheet.cell(y, x)
            own = cell._style if cell.has_style else None
            look = (y == TOP, head in centred, own and (own.numFmtId, own.quotePrefix))
            if look not in looks:
                cell.border = border
                cell.font = bold if y == TOP else plain
                cell.alignment = middle if y == TOP or head in centred else left
                if y == TOP:
                    cell.fill = grey
                looks[look] = cell._style
            else:
                cell._style = copy(looks[look])


def _head_lines(sheet: Any, across: int, width: float) -> None:
    """Title and source over the columns that are printed, as tall as their words need."""
    from openpyxl.styles import Alignment, Font

    for y, (font, size) in enumerate((("黑体", _TITLE_SIZE), (_FONT, TEXT_SIZE)), 1):
        cell = sheet.cell(y, 1)
        sheet.merge_cells(start_row=y, end_row=y, start_column=1, end_column=across)
        cell.font = Font(name=font, size=size, bold=y == 1)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    fit_head_lines(sheet, width)


def fit_head_lines(sheet: Any, width: float) -> None:
    """Make title and source as tall as their words need in `width` Chinese characters."""
    for y, size in ((1, _TITLE_SIZE), (2, TEXT_SIZE)):
        lines = lines_in(str(sheet.cell(y, 1).value or ""), width * TEXT_SIZE / size)
        sheet.row_dimensions[y].height = lines * _LINE * size / TEXT_SIZE + (7 if y == 1 else 5.5)


def _print_setup(sheet: Any, widths: Sequence[float]) -> None:
    points = sum(width * _COLUMN + _PADDING for width in widths) * _POINTS
    fitting = (paper for paper, room in _PAPERS if points * _SCALE <= room + 1)
    sheet.page_setup.paperSize = next(fitting, _PAPERS[-1][0])
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{TOP}:{TOP}"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom, sheet.page_margins.footer = 0.6, 0.75, 0.35
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
