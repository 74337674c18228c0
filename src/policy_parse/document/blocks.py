"""A document as read: one text, and the blocks that say where each part of it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policy_parse.document.pieces import Alignment, BBox, Note
from policy_parse.span import Span


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a cell of ``Document.text``; blocks never overlap and stand in text order.

    The layout fields are hints that a format may not give; see `pieces` for their meaning.
    """

    kind: Literal["paragraph", "cell"]
    span: Span
    page: int | None = None
    bbox: BBox | None = None
    paragraph: int | None = None
    table: int | None = None
    """0-based number of the table among the document's tables."""
    row: int | None = None
    column: int | None = None
    row_span: int | None = None
    column_span: int | None = None
    heading: int | None = None
    alignment: Alignment | None = None
    bold: bool = False
    size: float | None = None
    note: Note | None = None
    contents: bool = False
    frame: int | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader could not read or had to decide: becomes a Finding of the plan."""

    code: str
    severity: Literal["info", "warning", "error"]
    message: str
    """For a person, in Chinese."""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One document in one coordinate system: every block's span is an offset into `text`."""

    name: str
    format: str
    sha256: str
    page_count: int | None
    text: str
    blocks: tuple[Block, ...]
    notices: tuple[Notice, ...] = ()
