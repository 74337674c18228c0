"""A page of the document as a picture, and where its characters stand on it."""

from __future__ import annotations

from typing import NamedTuple


class PageLine(NamedTuple):
    """A row of characters of ``Plan.text`` that stand on one line of a page, in points from its top left."""

    start: int
    """Offset of the first."""
    top: float
    bottom: float
    edges: tuple[float, ...]
    """The left edge of each character, then the right edge of the last."""


class PagePicture(NamedTuple):
    """What a reader of that page sees."""

    page: int
    """1-based."""
    width: float
    height: float
    """Points, in the frame that boxes of blocks are in."""
    media_type: str
    picture: bytes
    lines: tuple[PageLine, ...] = ()
    """Empty where the file does not say where characters stand (scans): then the boxes of blocks are shown."""
