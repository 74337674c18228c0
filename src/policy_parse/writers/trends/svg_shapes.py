"""Pieces of an SVG drawing: words, lines, marks. Lengths are pixels, 96 to the inch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from policy_parse.writers.widths import width_of

FONT = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','SimHei',sans-serif"
INK, FAINT, PALE = "#000000", "#555555", "#d9d9d9"
_SIZE = 3.6
"""Half the width of a mark."""
HEAD = 3.0
"""Half the width of the head of an arrow."""


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """True if both cover a place."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        """True if the other lies inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


class Style(NamedTuple):
    """How the line of one office looks; no two of thirty are alike, in grey either."""

    mark: str
    dash: str
    colour: str


_MARKS = ("circle", "square-open", "triangle", "diamond-open", "square", "circle-open")
_DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 2")
_COLOURS = ("#000000", "#1f5fa8", "#a8431c", "#2f6e3a", "#6b3f8f", "#4d4d4d")


def style(number: int) -> Style:
    """The look of the office of that number."""
    return Style(_MARKS[number % len(_MARKS)], _DASHES[number % len(_DASHES)], _COLOURS[number % len(_COLOURS)])


def n(number: float) -> str:
    """A length as it is written: two places, no zeros that say nothing."""
    return f"{number:.2f}".rstrip("0").rstrip(".") or "0"


def clean_xml(words: str) -> str:
    """Words without characters that XML does not allow."""
    return "".join(c if c >= " " and not ("\ud800" <= c <= "\udfff" or c in "\ufffe\uffff") else " " for c in words)


def width(words: str, size: float) -> float:
    """How wide a line is, near enough, at that size of type."""
    return width_of(words) * size


def text(
    x: float, y: float, words: str, size: float, *, anchor: str = "start", fill: str = INK, bold: bool = False
) -> str:
    """A line of words on the base line `y`."""
    weight = ' font-weight="bold"' if bold else ""
    place = "" if anchor == "start" else f' text-anchor="{anchor}"'
    said = escape(clean_xml(words))
    return f'<text x="{n(x)}" y="{n(y)}" font-size="{n(size)}" fill="{fill}"{place}{weight}>{said}</text>'


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str = INK, thick: float = 1) -> str:
    """A straight line."""
    ends = f'x1="{n(x1)}" y1="{n(y1)}" x2="{n(x2)}" y2="{n(y2)}"'
    return f'<line {ends} stroke="{stroke}" stroke-width="{n(thick)}"/>'


def path(points: Iterable[tuple[float, float]], look: Style) -> str:
    """The line that joins values of one office."""
    places = " ".join(f"{n(x)},{n(y)}" for x, y in points)
    dash = f" stroke-dasharray={quoteattr(look.dash)}" if look.dash else ""
    return f'<polyline points="{places}" fill="none" stroke="{look.colour}" stroke-width="1.4"{dash}/>'


def mark(x: float, y: float, look: Style) -> str:
    """A value: filled, or open (white inside)."""
    shape, _, is_open = look.mark.partition("-")
    paint = f'fill="{"#ffffff" if is_open else look.colour}" stroke="{look.colour}" stroke-width="1.4"'
    if shape == "circle":
        return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(_SIZE)}" {paint}/>'
    corners = {
        "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "triangle": ((0, -1.2), (1.15, 0.95), (-1.15, 0.95)),
        "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    }[shape]
    return f'<polygon points="{_corners(x, y, [(a * _SIZE, b * _SIZE) for a, b in corners])}" {paint}/>'


def arrow(x: float, y: float, length: float, look: Style) -> str:
    """An arrow from `y` down by `length`, or up if that is below 0."""
    back = 5 if length > 0 else -5
    shaft = line(x, y, x, y + length - back, stroke=look.colour, thick=1.2)
    head = _corners(x, y + length, [(0, 0), (HEAD, -back), (-HEAD, -back)])
    return f'{shaft}<polygon points="{head}" fill="{look.colour}"/>'


def paper(box: Box) -> str:
    """White, under words that stand on a line."""
    size = f'width="{n(box.right - box.left)}" height="{n(box.bottom - box.top)}"'
    return f'<rect x="{n(box.left)}" y="{n(box.top)}" {size} fill="#ffffff"/>'


def _corners(x: float, y: float, offsets: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{n(x + a)},{n(y + b)}" for a, b in offsets)


def wrapped(words: str, room: float, size: float, most: int) -> list[str]:
    """`words` in lines of that room, `most` at the most, the last with an ellipsis where they do not fit."""
    lines = [""]
    for character in clean_xml(words):
        if width(lines[-1] + character, size) > room:
            if len(lines) == most:
                lines[-1] = lines[-1][:-1] + "…"
                break
            lines.append("")
        lines[-1] += character
    return lines
