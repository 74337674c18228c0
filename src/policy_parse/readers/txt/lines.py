"""Text to lines: the words of each, how far it is indented, how many blank lines are above it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_HALF = {ord(" "): "~", 0xA0: "~"}
_BLANKS = " \u3000\u2003\xa0"
_ASCII = re.compile(r"[\x00-\x7f]")
_SEAM = re.compile(r"(?<=[\u4e00-\u9fff]) ?(?=[0-9A-Za-z])|(?<=[0-9A-Za-z]) ?(?=[\u4e00-\u9fff])")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufeff\u200b\u200e\u200f]")


@dataclass(frozen=True)
class TextLine:
    """One line with visible characters, or a line of tabs only (an empty cell)."""

    text: str
    """Its characters without the white space around them."""
    raw: str
    """As in the file, tabs and indents included."""
    blanks: int
    """Empty lines directly above it."""
    heading: int | None = None
    """Its level, if a mark in the file says that it is a heading."""
    bold: bool = False

    @cached_property
    def indent(self) -> float:
        """How far it is indented, in full-width characters; a single blank does not count."""
        blank = self.raw[: len(self.raw) - len(self.raw.lstrip(_BLANKS))]
        return width(blank.translate(_HALF)) if len(blank) > 1 else 0.0

    @cached_property
    def width(self) -> float:
        """Its width in full-width characters."""
        return width(self.text)


def width(text: str) -> float:
    """Width of `text` in full-width characters: ASCII half, a quarter between it and a Chinese character, blanks none.

    Word and WPS set that quarter by themselves; the blanks that an exporter writes there stand for it.
    """
    narrow = len(text) - len(_ASCII.sub("", text))
    return len(text) - narrow + (narrow - text.count(" ")) / 2 + len(_SEAM.findall(text)) / 4


def split_lines(text: str) -> list[TextLine]:
    """The lines of `text`, blank ones counted on the line after them; control characters are dropped."""
    lines: list[TextLine] = []
    blanks = 0
    for raw in _BREAK.split(_CONTROL.sub("", text) if _CONTROL.search(text) else text):
        if raw.strip():
            lines.append(TextLine(raw.strip(), raw.rstrip(" \u3000\xa0"), blanks))
        elif "\t" in raw:
            lines.append(TextLine("", "\t", blanks))
        else:
            blanks += 1
            continue
        blanks = 0
    return lines
