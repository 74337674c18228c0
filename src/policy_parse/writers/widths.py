"""Widths of columns by their contents."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from unicodedata import east_asian_width

_STEPS = 60
_SAMPLE = 200
"""So many rows, evenly spread, are measured for all."""


def width_of(words: str) -> float:
    """The width of one line in Chinese characters: a letter or digit is half of one."""
    return sum(1.0 if east_asian_width(c) in "WFA" else 0.55 for c in words)


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
    for _ in range(_STEPS if step and widths else 0):
        gains = [0.0] * len(widths)
        for row in lines:
            heights = [_height(cell, width) for cell, width in zip(row, widths, strict=True)]
            tallest = sorted(heights)[-2:]
            for x, (cell, height) in enumerate(zip(row, heights, strict=True)):
                if height > 1:
                    lower = _height(cell, widths[x] + step)
                    gains[x] += 0.01 * (height - lower)
                    if height == tallest[-1]:
                        gains[x] += height - max(lower, tallest[0])
        best = max(range(len(widths)), key=gains.__getitem__)
        if not gains[best] and not filled:
            break
        widths[best if gains[best] else widest] += step
    return widths


def _height(cell: Sequence[float], width: float) -> float:
    return sum(max(1.0, line / width) for line in cell)
