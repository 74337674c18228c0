"""Where lines are set: the margins, the size and the spacing that the lines of a page, a column or a frame show.

Source of the signals: GB/T 9704—2012 (first line indented two characters, titles centred, signature at the right)
and the measurements on real documents: no single signal is enough (a paragraph may end at the very edge, a web page
may indent nothing), so each is relative to the margins that the page's own lines show.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policy_parse.document import Alignment
from policy_parse.readers.pages.lines import PrintedLine, most_common

ENDED = tuple("。；！？：;:!?）)》”")
"""Marks that end a sentence, and the brackets that may close after one."""


@dataclass(frozen=True, slots=True)
class TextRegion:
    """Where lines are set: a page's body, a column of it, or a frame; margins in points."""

    left: float
    right: float
    em: float
    """Size of the body text."""
    pitch: float
    """Usual distance of two baselines; 0 if it is not known."""
    indents: bool
    """True if its paragraphs begin with an indent."""
    frame: int = 0
    """Different for each frame drawn round text, 0 outside."""
    box: int = 0
    """Which of the frame's boxes."""
    scraps: bool = False
    """True if lines were pushed over by a converter's wider font, so that scraps of lines are between full ones."""


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line and the region it belongs to."""

    line: PrintedLine
    region: TextRegion
    is_entry: bool = False
    """True if it is a line of a table of contents."""
    in_column: bool = False
    """True if it begins exactly below or above a line of another length: a list, neither centred nor a signature."""

    @property
    def indent(self) -> float:
        """Characters from the left margin."""
        return (self.line.x0 - self.region.left) / self.region.em

    @property
    def room(self) -> float:
        """Characters to the right margin."""
        return (self.region.right - self.line.x1) / self.region.em

    @property
    def is_large(self) -> bool:
        """Plainly larger than the body: a title."""
        return self.line.size > 1.2 * self.region.em

    @property
    def is_level(self) -> bool:
        """As far from the left margin as from the right one; titles of web pages are a little off."""
        indent = self.indent
        difference = indent - self.room
        if self.is_large:
            return abs(difference) < 4.0
        # A web page centres the line together with its first-line indent of two characters.
        return -1.2 < difference < (2.6 if indent > 5 else 1.2)

    @property
    def alignment(self) -> Alignment | None:
        """``center`` or ``right`` if that is plain, else None."""
        if self.in_column:
            return None
        indent = self.indent
        if (indent > 2.7 or self.is_large) and self.is_level:
            return "center"
        width = (self.region.right - self.region.left) / self.region.em
        if indent > 0.4 * width and self.room < 0.3 * width:
            return "right"
        return None


_NARROWEST = 0.55
"""Share of the page's width below which the longest lines are no full lines: the right margin is not known."""


def measure_region(
    lines: Sequence[PrintedLine], *, width: float = 0.0, frame: int = 0, fallback: TextRegion | None = None
) -> TextRegion:
    """The margins, size and spacing that `lines` show; what too few lines leave open comes from `fallback`.

    Where all lines are short on a page of `width`, its right margin is taken to be as wide as the left one.
    """
    if not lines:
        return fallback or TextRegion(0.0, 595.0, 16.0, 0.0, True, frame)
    widest = max(line.x1 - line.x0 for line in lines)
    long = [line for line in lines if line.x1 - line.x0 > 0.7 * widest]
    em = most_common((round(line.size, 1), len(line.text)) for line in long) or 10.0
    if fallback is not None and (len(long) < 6 or widest < 0.7 * (fallback.right - fallback.left)):
        return _own_margins(lines, em, width, fallback)
    left = _edge([line.x0 for line in lines], em, -1)
    right = _edge([line.x1 for line in long], em, 1)
    pitch = _pitch(lines, em, right)
    if right - left < _NARROWEST * width:
        right = max(right, width - left)
    indents = _indents(lines, left, right, em)
    return TextRegion(left, max(right, left + em), em, pitch, indents, frame, scraps=_scraps(lines, left, right, em))


_FEW_AT_EDGE = 3


def _own_margins(lines: Sequence[PrintedLine], em: float, width: float, fallback: TextRegion) -> TextRegion:
    """`fallback` with the margins of a page of few lines, if an indented line and others below it are all full.

    So much is set by margins of the page's own; items of a list that happen to be equally long begin alike too.
    """
    right = max(line.x1 for line in lines)
    starts = [line.x0 for line in lines if right - line.x1 < em]
    left = min(starts)
    indented = [x for x in starts if 1.2 * em < x - left < 3.2 * em]
    shown = len(starts) >= _FEW_AT_EDGE and 0 < len(indented) < len(starts)
    if not shown or right - left < _NARROWEST * width:
        return fallback
    return replace(fallback, left=left, right=right, em=em, pitch=_pitch(lines, em, right) or fallback.pitch)


_FEWEST_STEPS = 2
_CLOSER = 0.8
"""Of the distance of two paragraphs: so much closer are the lines of one."""


def _pitch(lines: Sequence[PrintedLine], em: float, right: float) -> float:
    """The commonest step from a full line without an end to the next; from any line where there are hardly such lines.

    Where most paragraphs are one line the commonest step of all is the distance of two paragraphs: it follows none but
    ended lines, and lines that are plainly closer show the pitch.
    """
    steps = [(b.y - a.y, a) for a, b in pairwise(lines) if a.page == b.page and 0 < b.y - a.y < 4 * em]
    inner = [step for step, a in steps if right - a.x1 < 1.5 * em and not a.text.endswith(ENDED)]
    if len(inner) >= _FEWEST_STEPS:
        return most_common((round(step), 1) for step in inner)
    pitch = most_common((round(step), 1) for step, _ in steps)
    if all(a.text.endswith(ENDED) for step, a in steps if round(step) == pitch):
        closer = [step for step, _ in steps if em < step < _CLOSER * pitch]
        pitch = most_common((round(step), 1) for step in closer) or pitch
    return pitch


def _edge(positions: list[float], em: float, sign: int) -> float:
    """The outermost position (to the left for -1) at which a good share of the lines begin or end."""
    reach = max(1, round(0.8 * em))
    counts = Counter([round(2 * p) for p in positions])  # half points
    weight = {at: sum([count for near, count in counts.items() if -reach <= near - at <= reach]) for at in counts}
    best = max(weight, key=lambda at: (weight[at], at * sign)) / 2
    # A margin of fewer lines further out is still the margin: documents of one-line paragraphs begin indented.
    further = [p for p in positions if (p - best) * sign > 1.2 * em]
    if sign < 0 and len(further) >= max(2, 0.12 * len(positions)):
        return _edge(further, em, sign)
    close = sorted(p for p in positions if abs(p - best) <= 0.4 * em)
    return close[len(close) // 2] if close else best


SCRAP = 4
"""Characters of a line too short to be one."""


def _scraps(lines: Sequence[PrintedLine], left: float, right: float, em: float) -> bool:
    found = sum(
        1
        for a, b, c in zip(lines, lines[1:], lines[2:], strict=False)
        if right - a.x1 < 2.5 * em
        and len(b.text) <= SCRAP
        and not b.text.endswith(ENDED)
        and c.x0 - left < em
        and c.x1 - c.x0 > 10 * em
    )
    return found >= 3


def _indents(lines: Sequence[PrintedLine], left: float, right: float, em: float) -> bool:
    after_short = [b for a, b in pairwise(lines) if right - a.x1 > 2 * em and b.x1 - b.x0 > 10 * em]
    indented = sum(1 for line in after_short if 1.2 < (line.x0 - left) / em < 3.2)
    return 2 * indented >= len(after_short)
