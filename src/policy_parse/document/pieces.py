"""The pieces that a reader hands over, in reading order, before any offset exists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Alignment = Literal["left", "center", "right"]
Note = Literal["footnote", "endnote", "textbox", "form"]
BBox = tuple[float, float, float, float]
"""x0, top, x1, bottom in points, origin at the page's top left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where words were read from and how surely; what a format does not know is None."""

    page: int | None = None
    """1-based page it begins on; None if the format has no pages."""
    bbox: BBox | None = None
    confidence: float | None = None
    """Mean recognition confidence 0–1 if the words come from OCR, else None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look(Origin):
    """How a paragraph is set: hints for finding titles and headings. A new hint is added here and nowhere else."""

    heading: int | None = None
    """Outline level that the document itself gives (1–9; 0 for its title style), None for body text."""
    alignment: Alignment | None = None
    bold: bool = False
    size: float | None = None
    """Size of most of its characters, in points."""
    note: Note | None = None
    """Set if the words are beside the running text, not in it; ``form``: a line to fill in (填报单位：…)."""
    contents: bool = False
    """A line of a table of contents: part of the text, never a heading or a task."""
    frame: int | None = None
    """Set if a frame is drawn round it (专栏): the same for paragraphs of one frame that follow each other."""


@dataclass(frozen=True, slots=True)
class Paragraph(Look):
    r"""One paragraph. A soft line break inside it is ``\n``; its computed number (一、) is part of `text`."""

    text: str
    index: int | None = field(default=None, kw_only=True)
    """0-based position among the document's paragraphs, if the format counts them (docx)."""


@dataclass(frozen=True, slots=True)
class Cell(Origin):
    r"""One cell of a table at its first grid place; paragraphs in it joined by ``\n``."""

    text: str
    row: int
    """0-based grid row."""
    column: int
    """0-based grid column."""
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """One whole table: its parts on several pages joined, repeated header rows once.

    No two cells cover one grid place; places may be covered by none.
    """

    cells: tuple[Cell, ...]


Piece = Paragraph | Table
