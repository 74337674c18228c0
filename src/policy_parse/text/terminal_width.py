"""Columns for a terminal: Chinese characters are two cells wide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache


def cells(words: str) -> int:
    """How many cells of a terminal `words` take: wide characters two (UAX 11), marks set over one none."""
    if words.isascii():
        return len(words)
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else not unicodedata.combining(c) for c in words)


def padded(words: str, width: int, *, right: bool = False) -> str:
    """`words` with blanks up to `width` cells; put to the right with `right`."""
    blanks = " " * max(0, width - cells(words))
    return blanks + words if right else words + blanks


def cut(words: str, width: int) -> str:
    """`words` on one line of at most `width` cells, with … where the rest is left out."""
    words = " ".join(words.split())
    if cells(words) <= width:
        return words
    return _fitting(words, width - 1).rstrip() + "…"


def wrapped(words: str, width: int) -> list[str]:
    """`words` in lines of at most `width` cells (at least 2), at least one line.

    Lines break at line breaks of `words`, at blanks, and between Chinese characters, but not before a mark that closes
    or after one that opens; a piece that is wider than a line is cut.
    """
    lines = []
    for paragraph in words.split("\n"):
        line, room = "", width
        for piece in _pieces(paragraph, width):
            size = cells(piece)
            if size > room:
                lines.append(line.rstrip())
                line, room = "", width
            if line or not piece.isspace():
                line += piece
                room -= size
        lines.append(line.rstrip())
    return lines


@cache
def _piece() -> re.Pattern[str]:
    """What stays on one line: blanks, or a word of Latin letters or one character, with the marks that belong to it."""
    return re.compile(r"[ \t]+|[（《“‘【〔「『]*(?:[!-~]+|.)[，。、；：？！）》”’】〕」』…％—]*", re.DOTALL)


def _pieces(words: str, width: int) -> Iterator[str]:
    for piece in _piece().findall(words):
        while cells(piece) > width:
            yield (first := _fitting(piece, width))
            piece = piece[len(first) :]
        yield piece


def _fitting(words: str, width: int) -> str:
    """The longest beginning of `words` that takes at most `width` cells; one character if none does."""
    taken = 0
    for i, character in enumerate(words):
        taken += cells(character)
        if taken > width:
            return words[: max(i, 1)]
    return words
