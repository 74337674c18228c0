"""A document as read: one text, and the blocks that say where each part of it came from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from policy_parse.document.pieces import Look
from policy_parse.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentBlock(Look):
    """A paragraph or a cell of ``Document.text``; blocks never overlap and are in text order."""

    kind: Literal["paragraph", "cell"]
    span: Span
    paragraph: int | None = None
    """0-based position among the document's paragraphs."""
    table: int | None = None
    """0-based number of the table among the document's tables."""
    row: int | None = None
    column: int | None = None
    row_span: int | None = None
    column_span: int | None = None


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
    blocks: tuple[DocumentBlock, ...]
    notices: tuple[Notice, ...] = ()
    own_heads: tuple[tuple[str, str], ...] = ()
    """What the document itself says of heads of its tables: a head, and one that the vocabulary knows for the same."""
