"""WordprocessingML of paragraphs and tables, as strings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from policy_parse.writers.package import UNPRINTABLE

BODY, HEAD = "仿宋", "黑体"
CELL_MARGIN = 60
"""Twentieths of a point at the left and at the right of each cell."""

_MERGES = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one cell, a paragraph a line; `merged`: ``restart`` or ``continue`` of a cell over several rows."""

    words: str
    alignment: str = "left"
    merged: str = ""


def table(heads: Sequence[str], rows: Sequence[Sequence[Cell]], widths: Sequence[int], size: float) -> str:
    """A ruled table; its head is on every page, no row breaks across pages. Widths in twentieths of a point."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = "".join(
        _cell(paragraph(words, font=HEAD, size=size, alignment="center", inner=True), width)
        for words, width in zip(heads, widths, strict=True)
    )
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    sides = {"top": 20, "left": CELL_MARGIN, "bottom": 20, "right": CELL_MARGIN}
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides.items())
    return (
        f'<w:tbl {_namespace()}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
        f"{''.join(_row(row, widths, size, keep=_goes_on(after)) for row, after in pairwise((*rows, ())))}</w:tbl>"
    )


def _goes_on(row: Sequence[Cell]) -> bool:
    """True if a cell of the row is the continuation of one above: both stay on one page."""
    return any(cell.merged == "continue" for cell in row)


def _row(row: Sequence[Cell], widths: Sequence[int], size: float, *, keep: bool) -> str:
    cells = []
    for cell, width in zip(row, widths, strict=True):
        words = "" if cell.merged == "continue" else cell.words
        lines = "".join(
            paragraph(line, size=size, alignment=cell.alignment, inner=True, keep=keep) for line in words.split("\n")
        )
        cells.append(_cell(lines, width, _MERGES[cell.merged]))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(paragraphs: str, width: int, merge: str = "") -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{merge}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraphs}</w:tc>"


def paragraph(
    words: str,
    *,
    font: str = BODY,
    size: float,
    alignment: str = "left",
    inner: bool = False,
    new_page: bool = False,
    keep: bool = False,
) -> str:
    """One paragraph; `inner`: part of a table, without room below; `new_page`: at the top of a page.

    `keep`: on one page with what follows, as every heading is.
    """
    words = escape(UNPRINTABLE.sub("", words), quote=False)
    run = f'<w:r>{_look(font, size)}<w:t xml:space="preserve">{words}</w:t></w:r>' if words else ""
    before = "<w:keepNext/><w:pageBreakBefore/>" if new_page else "" if inner and not keep else "<w:keepNext/>"
    space = f'<w:spacing w:before="{0 if inner else 60}" w:after="{0 if inner else 100}"/>'
    namespace = "" if inner else f" {_namespace()}"
    # the mark of an empty paragraph has its size too, else it makes the row tall
    mark = "" if words else _look(font, size)
    return f'<w:p{namespace}><w:pPr>{before}{space}<w:jc w:val="{alignment}"/>{mark}</w:pPr>{run}</w:p>'


def end() -> str:
    """The paragraph in which a document ends; so small that it needs no page of its own."""
    exact = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return f"<w:p {_namespace()}><w:pPr>{exact}{_look(BODY, 1)}</w:pPr></w:p>"


def page_number() -> str:
    """— 1 — in the middle of the foot (GB/T 9704—2012, 7.5)."""
    look = _look(BODY, 14)
    field = f'<w:fldSimple w:instr=" PAGE "><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>'
    dash = f'<w:r>{look}<w:t xml:space="preserve">{{}}</w:t></w:r>'
    words = f"{dash.format('— ')}{field}{dash.format(' —')}"
    return f'<w:p {_namespace()}><w:pPr><w:jc w:val="center"/></w:pPr>{words}</w:p>'


def _look(font: str, size: float) -> str:
    names = "".join(f' w:{script}="{font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f'<w:rPr><w:rFonts{names}/><w:sz w:val="{round(2 * size)}"/></w:rPr>'


def _namespace() -> str:
    from docx.oxml.ns import nsdecls

    return str(nsdecls("w"))
