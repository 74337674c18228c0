"""The content of one fixed page, whichever format drew it: characters and ruling lines, in one frame.

Coordinates are points with the origin at the top left of the page as it is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from policy_parse.readers.pages.grid import Box, RuledEdge


class Glyph(NamedTuple):
    """One visible character: its box along the line, its baseline, its size, its typeface."""

    text: str
    x0: float
    x1: float
    y: float
    """Baseline, from the top of the page."""
    size: float
    face: str
    """Name of the font, with a leading ``*`` if it is bold."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """The content of one page, before anything is grouped."""

    number: int
    """1-based."""
    width: float
    height: float
    glyphs: list[Glyph]
    turned: list[list[Glyph]]
    """Runs of characters at a right angle to the rest (a label written upwards), each in writing order."""
    edges: list[RuledEdge]
    picture_share: float
    """How much of the page pictures cover, 0–1."""
    unusable: int
    """Characters without meaning: private use, U+FFFD, no mapping at all."""
    unseen: int = 0
    """Text objects that the reader's library left out; see `pdf.unseen_text`."""
    turn: int = 0
    """Quarter turns that the reading frame is turned from the page as displayed."""

    def to_page(self, box: Box) -> Box:
        """`box` in the frame of the page as displayed."""
        return turn_back(box, self.turn, self.width, self.height)


def turn_back(box: Box, turn: int, width: float, height: float) -> Box:
    """`box` in a frame `width` by `height`, turned back by `turn` quarters to the page as displayed."""
    x0, top, x1, bottom = box
    if turn == 0:
        return box
    if turn == 1:  # the reading frame is the page turned clockwise once: its left is the page's bottom
        return top, width - x1, bottom, width - x0
    if turn == 2:
        return width - x1, height - bottom, width - x0, height - top
    return height - bottom, x0, height - top, x1
