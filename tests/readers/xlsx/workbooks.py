"""Small workbooks made by openpyxl or written as raw XML, and what is read of them."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from openpyxl import Workbook

from policy_parse.document import Document
from policy_parse.readers.xlsx import reader as xlsx

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = ["序号", "重点任务", "责任单位", "完成时限"]


def fill(sheet, rows, *, top=1, formats=()):
    """Write `rows` from row `top` on; `formats`: number formats of the columns."""
    for y, row in enumerate(rows, top):
        for x, value in enumerate(row, 1):
            if value is not None:
                cell = sheet.cell(y, x, value)
                if x <= len(formats) and formats[x - 1] and not isinstance(value, str):
                    cell.number_format = formats[x - 1]
    return sheet


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_book(book: Workbook) -> Document:
    return xlsx.read(saved(book), name="made-up.xlsx")


def read_rows(rows, *, merged=(), formats=()) -> Document:
    book = Workbook()
    fill(book.active, rows, formats=formats)
    for reference in merged:
        book.active.merge_cells(reference)
    return read_book(book)


def cells(document: Document, table: int = 0):
    """``(row, column, row_span, column_span, text)`` of every cell of a table that is not empty."""
    return [
        (b.row, b.column, b.row_span, b.column_span, b.span.of(document.text))
        for b in document.blocks
        if b.table == table and b.span.of(document.text)
    ]


def paragraphs(document: Document) -> list[str]:
    return [b.span.of(document.text) for b in document.blocks if b.kind == "paragraph"]


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]


def package(sheet: str, *, strings: str = "", styles: str | None = None, main: str = MAIN, **more: str) -> bytes:
    """A workbook of one sheet, from the XML inside ``worksheet``, ``sst`` and ``styleSheet``."""
    office = STRICT_OFFICE if main == STRICT else OFFICE
    kinds = [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
    links = "".join(
        f'<Relationship Id="r{n}" Type="{office}/{kind}" Target="{path}"/>' for n, (kind, path) in enumerate(kinds)
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}">{more.pop("properties", "")}'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="r0"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
    }
    if styles is not None:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{main}">{styles}</styleSheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in (parts | more).items():
            archive.writestr(path, content)
    return out.getvalue()


def task_rows():
    return [
        HEAD,
        [1, "修复城墙200米", "县文旅局", date(2025, 8, 31)],
        [2, "新建泵站3座", "县水利局", date(2025, 9, 30)],
    ]
