"""One made-up table in every format that is read: Word, web page, workbook, PDF with lines, PDF of three lines, text."""

from __future__ import annotations

import io
import sys
from functools import partial
from html import escape
from pathlib import Path

from docx import Document
from openpyxl import Workbook

sys.path.append(str(Path(__file__).parents[1] / "readers" / "pdf"))

from pdf_writer import PdfPage, write_pdf

from policy_parse import parse

TITLE = "滨江市2031年重点工作安排"
LEAD = "为做好2031年各项工作，制定本安排。"
UP, LEFT = object(), object()


def cells_of(rows):
    """``[text, row, column, rows, columns]`` of every cell; UP and LEFT continue the cell above or before."""
    places = {}
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text is UP or text is LEFT:
                cell = places[r, c] = places[r - 1, c] if text is UP else places[r, c - 1]
                cell[3], cell[4] = max(cell[3], r - cell[1] + 1), max(cell[4], c - cell[2] + 1)
            else:
                places[r, c] = [text, r, c, 1, 1]
    return list({id(cell): cell for cell in places.values()}.values())


def is_plain(rows):
    return not any(cell is UP or cell is LEFT for row in rows for cell in row)


def as_docx(rows, after):
    made = Document()
    made.add_paragraph(TITLE).alignment = 1
    made.add_paragraph(LEAD)
    table = made.add_table(len(rows), len(rows[0]))
    for text, r, c, down, across in cells_of(rows):
        cell = table.cell(r, c)
        if down * across > 1:
            cell = cell.merge(table.cell(r + down - 1, c + across - 1))
        cell.text = text
    for line in after:
        made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def as_html(rows, after):
    body = [f"<h1>{TITLE}</h1><p>{LEAD}</p><table>"]
    for r in range(len(rows)):
        row = (cell for cell in cells_of(rows) if cell[1] == r)
        body.append("<tr>" + "".join(f'<td rowspan="{d}" colspan="{a}">{escape(t)}</td>' for t, _, _, d, a in row))
    lines = "".join(f"<p>{escape(line)}</p>" for line in after)
    page = f'<html><head><meta charset="utf-8"><title>{TITLE}</title></head><body>{"".join(body)}</table>{lines}</body>'
    return page.encode()


def as_xlsx(rows, after):
    book = Workbook()
    sheet = book.active
    sheet["A1"] = TITLE
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(rows[0]))
    for text, r, c, down, across in cells_of(rows):
        if text:
            sheet.cell(r + 2, c + 1, int(text) if text.isdecimal() else text)
        if down * across > 1:
            sheet.merge_cells(start_row=r + 2, start_column=c + 1, end_row=r + 1 + down, end_column=c + across)
    for i, line in enumerate(after):
        sheet.cell(len(rows) + 4 + i, 1, line)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_pdf(rows, after, *, lines="all"):
    cells = cells_of(rows)
    widest = [max((len(t) for t, _, c, _, a in cells if c == k and a == 1), default=2) for k in range(len(rows[0]))]
    xs = [40.0]
    for length in widest:
        xs.append(xs[-1] + 10.5 * max(length, 2) + 24)
    ys = [130 + 24 * i for i in range(len(rows) + 1)]
    page = PdfPage(width=max(595.0, xs[-1] + 40))
    page.text(160, 60, TITLE, 18).text(72, 96, LEAD, 12)
    if lines == "all":
        hidden = {
            *(
                ("h", r, c)
                for _, top, left, d, a in cells
                for r in range(top + 1, top + d)
                for c in range(left, left + a)
            ),
            *(
                ("v", r, c)
                for _, top, left, d, a in cells
                for r in range(top, top + d)
                for c in range(left + 1, left + a)
            ),
        }
        page.grid(xs, ys, without=hidden)
    else:
        for y in (ys[0], ys[1], ys[-1]):
            page.line(xs[0], y, xs[-1], y)
    for text, r, c, _, _ in cells:
        if text:
            page.text(xs[c] + 5.4, ys[r] + 15, text, 10.5)
    for i, line in enumerate(after):
        page.text(72, ys[-1] + 40 + 24 * i, line, 12)
    return write_pdf(page)


def as_text(rows, after, *, between="\t"):
    return "\n".join([TITLE, "", LEAD, "", *(between.join(row) for row in rows), "", *after]).encode()


def forms(rows):
    """Name of the form, how it is made and what the file is called, for every form that can hold the table."""
    made = [
        ("docx", as_docx, "made-up.docx"),
        ("html", as_html, "made-up.html"),
        ("xlsx", as_xlsx, "made-up.xlsx"),
        ("pdf", as_pdf, "made-up.pdf"),
    ]
    if is_plain(rows):
        made.append(("three lines", partial(as_pdf, lines="three"), "made-up.pdf"))
        made.append(("tabs", as_text, "made-up.txt"))
        if all(cell for row in rows for cell in row):
            made.append(("blanks", partial(as_text, between="    "), "made-up.txt"))
    return made


def plans(rows, after=(), *, number=0, of=1):
    """Name of the form and the plan for every form that can hold the table, or for one of each so many.

    Which of them goes by the `number` of the table, so that several tables are tried in every form.
    """
    for form, make, name in forms(rows)[number % of :: of]:
        yield form, parse(make(rows, after), name=name)
