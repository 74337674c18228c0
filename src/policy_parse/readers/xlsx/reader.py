"""Workbooks (.xlsx, .xlsm; .xls and .et in the old binary format) to pieces: a heading and tables for each sheet.

Why not a library for .xlsx: python-calamine gives neither number formats (9% comes as 0.09, 2025年6月 as a day) nor
hidden rows; openpyxl gives both, but refuses strict files and those whose styles are not as it expects, which the
programs of other makers write. What is read of a workbook's XML here is little, so it is read with lxml, which the
package needs anyway. The binary format is read by xlrd (BSD licence), which gives formats, merged and hidden cells.
"""

from __future__ import annotations

from policy_parse.document import Document, Notice, build_document
from policy_parse.errors import PasswordError, ReadError
from policy_parse.readers.compound_file import has_stream, is_compound_file
from policy_parse.readers.xlsx.sheet import Workbook

FORMAT = "xlsx"
SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlt", ".et", ".ett")

_ZIP = b"PK\x03\x04"
_MOST_NAMES = 5
"""Hidden sheets that a notice names."""


def sniff(data: bytes) -> bool:
    """True if `data` is a workbook in a zip container (whole or cut off) or in a compound file."""
    if data.startswith(_ZIP):
        from policy_parse.readers.opc import DAMAGE, part_names

        try:
            return any(name.startswith(("xl/workbook.xml", "xl/worksheets/")) for name in part_names(data))
        except DAMAGE:
            return b"xl/work" in data and b"word/" not in data
    return is_compound_file(data) and _is_old_workbook(data)


def _is_old_workbook(data: bytes) -> bool:
    """True if a compound file holds a workbook; a Word file may hold one too, as an object in its text."""
    return has_stream(data, "Workbook", "Book") and not has_stream(data, "WordDocument")


def missing() -> str | None:
    """Nothing has to be installed."""
    return None


def read(data: bytes, *, name: str, password: str | None = None) -> Document:
    """Read every sheet of a workbook as a person sees it: numbers and dates in their formats, results of formulas.

    Hidden sheets, rows and columns are read too, with a notice. Macros, links to other files, pictures, comments and
    charts are not read. Blocks have no page. Raises PasswordError for an encrypted file, ReadError for one that is
    damaged, empty, or beyond the limits.
    """
    from policy_parse.readers.xlsx.tables import sheet_pieces

    old = not data.startswith(_ZIP)
    book = _read_old(data, name, password) if old else _read(data, name, password)
    named = sum(bool(sheet.cells) for sheet in book.sheets) > 1
    pieces = [piece for sheet in book.sheets for piece in sheet_pieces(sheet, named=named)]
    notices = list(_notices(book))
    format = "xls" if old else FORMAT
    document = build_document(pieces, name=name, format=format, data=data, notices=notices, own_heads=book.own_heads)
    if not document.text.strip():
        raise ReadError(name, "工作簿里没有文字（no text in the workbook）")
    return document


def _read(data: bytes, name: str, password: str | None) -> Workbook:
    from policy_parse.readers.opc import Parts
    from policy_parse.readers.xlsx.workbook import read_workbook

    return read_workbook(Parts(data, name, password), name)


def _read_old(data: bytes, name: str, password: str | None) -> Workbook:
    from policy_parse.readers.xlsx.old_workbook import read_old_workbook

    try:
        return read_old_workbook(data, name)
    except PasswordError:
        from policy_parse.readers.encryption import decrypt

        return read_old_workbook(decrypt(data, name, password), name)


def _notices(book: Workbook) -> list[Notice]:
    """What a person should know of `book`: what was hidden, and what was not read."""
    notices = [Notice("part-damaged", "error", f"工作簿的 {path} 已损坏，没有读全") for path in book.damaged]
    hidden = [sheet.name for sheet in book.sheets if sheet.hidden and sheet.cells]
    if hidden:
        more = f"等 {len(hidden)} 张" if len(hidden) > _MOST_NAMES else ""
        notices.append(
            Notice("hidden-cells", "warning", f"工作表 {'、'.join(hidden[:_MOST_NAMES])}{more} 是隐藏的，也读了")
        )
    for sheet in book.sheets:
        rows = len(sheet.hidden_rows & {row for row, _ in sheet.cells})
        columns = len(sheet.hidden_columns & {column for _, column in sheet.cells})
        places = "、".join(f"{count} {what}" for count, what in ((rows, "行"), (columns, "列")) if count)
        if places:
            notices.append(Notice("hidden-cells", "warning", f"工作表 {sheet.name} 有 {places}是隐藏的，也读了"))
    if book.formulas_unread:
        notices.append(
            Notice("formula-unread", "warning", f"有 {book.formulas_unread} 个公式没有存下计算结果，没有读出")
        )
    if book.pictures:
        empty = not any(sheet.cells for sheet in book.sheets)
        notices.append(
            Notice(
                "images-unread",
                "warning" if empty else "info",
                f"工作簿中有 {book.pictures} 张图片，图片里的文字没有读出",
            )
        )
    return notices
