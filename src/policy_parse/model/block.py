"""The pieces of the text and the place of each."""

from __future__ import annotations

from typing import Literal

from policy_parse.model.base import Model
from policy_parse.span import Span

BlockKind = Literal["paragraph", "heading", "cell"]


class Block(Model):
    """A paragraph, heading or cell of ``Plan.text``; blocks are in text order and never overlap."""

    kind: BlockKind
    """paragraph, heading, or cell of a table"""
    span: Span
    """its place in Plan.text"""
    page: int | None = None
    """1-based"""
    bbox: tuple[float, float, float, float] | None = None
    """x0, top, x1, bottom in points, origin at the page's top left"""
    paragraph: int | None = None
    """0-based index among the document's paragraphs (docx)"""
    table: int | None = None
    """0-based number of the table a cell stands in"""
    row: int | None = None
    """0-based grid row of a cell"""
    column: int | None = None
    """0-based grid column of a cell"""
    row_span: int | None = None
    """rows that a cell covers"""
    column_span: int | None = None
    """columns that a cell covers"""
    note: Literal["footnote", "endnote", "textbox", "form"] | None = None
    """set where the words stand beside the running text"""
    confidence: float | None = None
    """0-1 where the words come from OCR"""
