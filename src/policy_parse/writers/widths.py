"""Widths of columns by their contents, and how many lines words take in one."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice
from unicodedata import east_asian_width

_STEPS = 60
_SAMPLE = 200
"""So many rows, evenly spread, are measured for all."""
_PIECE = re.compile(r"[（《“〔(\[]*(?:[\x21-\x7e]+|.)[，。；：、！？）》”〕…％‰)\],.;:%!?]*", re.DOTALL)
"""What stays on one line: a word or number of letters and digits, with the marks that may not part from it."""
_SLACK, _WIDER = 0.97, 1.15
"""Programs differ in fonts: a line that fills more of the width than that may break; letters may be so much wider."""


class _Characters(dict[str, float]):
    """The width of each character that was met, in Chinese characters."""

    def __missing__(self, character: str) -> float:
        self[character] = width = 1.0 if east_asian_width(character) in "WFA" else 0.55
        return width


_width_of_character = _Characters().__getitem__


def width_of(words: str) -> float:
    """The width of one line in Chinese characters: a letter or digit is half of one."""
    return sum(map(_width_of_character, words))


def lines_in(words: str, width: float) -> int:
    """How many lines `words` take at most in a column of `width` Chinese characters, as office programs break them."""
    room = max(width * _SLACK, 1.0)
    return sum(1 if width_of(line) * _WIDER <= room else _broken(line, room) for line in words.split("\n"))


def _broken(line: str, room: float) -> int:
    count, filled = 1, 0.0
    for long in map(_width_of_piece, _PIECE.findall(line)):
        if filled and filled + long > room:
            count, filled = count + 1, 0.0
        if long > room:  # broken anywhere
            count += math.ceil(long / room) - 1
            long = long % room or room
        filled += long
    return count


@lru_cache(maxsize=1 << 14)  # nearly all are one character
def _width_of_piece(piece: str) -> float:
    return width_of(piece) * (_WIDER if piece.isascii() else 1.0)


def fitted(rows: Sequence[Sequence[str]], least: Sequence[float], total: float, *, filled: bool = False) -> list[float]:
    """Widths in Chinese characters that make the table short, `total` at most, none below its `least`.

    What is left over the least widths is dealt out in small steps, each to the column whose growth takes most off
    the rows' heights. Where every line fits, the rest stays, or goes to the column of the longest line: `filled`.
    """
    sample = islice(rows, 0, None, max(1, len(rows) // _SAMPLE))
    lines = [[[width_of(line) for line in cell.split("\n")] for cell in row] for row in sample]
    widths = list(least)
    longest = [max((max(row[x]) for row in lines), default=0.0) for x in range(len(widths))]
    widest = longest.index(max(longest, default=0.0)) if longest else 0
    step = max(total - sum(widths), 0.0) / _STEPS
    heights = [[_height(cell, width) for cell, width in zip(row, widths, strict=True)] for row in lines]
    lower = [[_height(cell, width + step) for cell, width in zip(row, widths, strict=True)] for row in lines]
    for _ in range(_STEPS if step and widths else 0):
        gains = _gains(heights, lower, len(widths))
        best = max(range(len(widths)), key=gains.__getitem__)
        if not gains[best] and not filled:
            break
        grown = best if gains[best] else widest
        widths[grown] += step
        for row, now, then in zip(lines, heights, lower, strict=True):
            now[grown], then[grown] = then[grown], _height(row[grown], widths[grown] + step)
    return widths


def _gains(heights: Sequence[Sequence[float]], lower: Sequence[Sequence[float]], count: int) -> list[float]:
    """What each column takes off the rows' `heights` if its cells become as `lower` says."""
    gains = [0.0] * count
    for now, then in zip(heights, lower, strict=True):
        second, tallest = sorted(now)[-2:] if count > 1 else (0.0, now[0])
        for x, height in enumerate(now):
            if height > 1:
                gains[x] += 0.01 * (height - then[x])
                if height == tallest:
                    gains[x] += height - max(then[x], second)
    return gains


def _height(cell: Sequence[float], width: float) -> float:
    return sum(max(1.0, line / width) for line in cell)
