"""Sheets of an .xls or .et file (BIFF in a compound file), by xlrd."""

from __future__ import annotations

from io import StringIO
from typing import Any

from policy_parse import limits
from policy_parse.errors import LimitError, MissingToolError, PasswordError, ReadError
from policy_parse.readers.xlsx.number_formats import BUILTIN, GENERAL, show_number, show_text
from policy_parse.readers.xlsx.sheet import Range, Sheet, Workbook
from policy_parse.readers.xlsx.workbook import raise_digits

_POSITIONS = {1: "superscript", 2: "subscript"}
_CENTRED = (2, 6)
"""Horizontal alignments: centred, centred across the selection."""


def read_old_workbook(data: bytes, name: str) -> Workbook:
    """Every worksheet, hidden ones too. Raises PasswordError, ReadError for a damaged file."""
    try:
        import xlrd
    except ImportError as error:
        raise MissingToolError(name, "读取 .xls 需要安装 xlrd（pip install xlrd）") from error
    try:
        book = xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            ragged_rows=True,
            logfile=StringIO(),
            ignore_workbook_corruption=True,  # what xlrd takes for damage, other makers write
        )
        limits.refuse("sheets", book.nsheets)
        return _read(book, xlrd)
    except (LimitError, MemoryError):
        raise
    except xlrd.XLRDError as error:
        if "encrypted" in str(error):
            raise PasswordError(name, "文档已加密，需要密码（the document is encrypted）") from error
        raise ReadError(name, "表格文件已损坏（the workbook is damaged）") from error
    except Exception as error:  # xlrd does not check what it reads: a damaged file ends in any error
        raise ReadError(name, "表格文件已损坏（the workbook is damaged）") from error


def _read(book: Any, xlrd: Any) -> Workbook:
    found, filled, characters = Workbook(), 0, 0
    for old in book.sheets():
        sheet = Sheet(old.name, hidden=old.visibility != 0)
        sheet.merged = [Range(top, left, bottom - 1, right - 1) for top, bottom, left, right in old.merged_cells]
        sheet.hidden_rows = {row for row, info in old.rowinfo_map.items() if info.hidden}
        sheet.hidden_columns = {column for column, info in old.colinfo_map.items() if info.hidden}
        for row in range(old.nrows):
            for column in range(old.row_len(row)):
                cell = old.cell(row, column)
                style = book.xf_list[cell.xf_index] if cell.xf_index is not None else None
                if style is not None and _has_line(style.border):
                    sheet.ruled.add(row)
                text = _text(book, old, row, column, style, xlrd)
                if text:
                    filled += 1
                    characters += len(text)
                    sheet.cells[row, column] = text
                    if style is not None and style.alignment.hor_align in _CENTRED:
                        sheet.centred.add((row, column))
            limits.refuse("cells", filled)
            limits.refuse("characters", characters)
        found.sheets.append(sheet)
    return found


def _text(book: Any, sheet: Any, row: int, column: int, style: Any, xlrd: Any) -> str:
    cell = sheet.cell(row, column)
    code = _code(book, style)
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return show_text(_rich_text(book, cell.value, sheet.rich_text_runlist_map.get((row, column))), code)
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return show_number(cell.value, code, from_1904=book.datemode == 1)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, ""))
    return ""


def _code(book: Any, style: Any) -> str:
    if style is None:
        return GENERAL
    number = style.format_key
    if number in BUILTIN:
        return BUILTIN[number]
    known = book.format_map.get(number)
    return known.format_str if known is not None else GENERAL


def _rich_text(book: Any, text: str, runs: list[tuple[int, int]] | None) -> str:
    """`text` with raised and lowered digits as m³; `runs`: where each font begins."""
    if not runs:
        return text
    parts = [text[: runs[0][0]]]
    for at, (start, font) in enumerate(runs):
        end = runs[at + 1][0] if at + 1 < len(runs) else len(text)
        position = _POSITIONS.get(book.font_list[font].escapement) if font < len(book.font_list) else None
        parts.append(raise_digits(text[start:end], position))
    return "".join(parts)


def _has_line(border: Any) -> bool:
    return bool(border.left_line_style or border.right_line_style or border.top_line_style or border.bottom_line_style)
