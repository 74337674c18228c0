"""Pages set in two columns: where the gutter runs, and in what order the lines are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from policy_parse.readers.pages.lines import PrintedLine

_MIDDLE = (0.3, 0.7)
"""Share of the page's width within which a gutter runs."""
_FEWEST = 8
"""Lines beside each other; fewer are a list or a pair of signatures."""
_FULL = 0.8
"""Share of its column's width that a full line of prose has."""
_PROSE = 0.6
"""Share of full lines in a column of prose; cells of a table seldom are."""


def find_gutter(lines: Sequence[PrintedLine], width: float) -> float | None:
    """The position between two columns of running text; None for a page of one column or a table without lines."""
    candidates = [(a + b) / 2 for line in lines for a, b, _ in line.gaps]
    candidates = [x for x in candidates if _MIDDLE[0] * width < x < _MIDDLE[1] * width]
    if len(candidates) < _FEWEST:
        return None
    middle = sorted(candidates)[len(candidates) // 2]
    beside = [(line, gap) for line in lines for gap in line.gaps if gap[0] < middle < gap[1]]
    crossing = sum(1 for line in lines if line.x0 < middle < line.x1) - len(beside)
    if len(beside) < _FEWEST or crossing > 0.35 * len(beside):
        return None
    left = [gap[0] - line.x0 for line, gap in beside]
    right = [line.x1 - gap[1] for line, gap in beside]
    return middle if _is_prose(left) and _is_prose(right) else None


def _is_prose(widths: Sequence[float]) -> bool:
    full = sum(1 for w in widths if w >= _FULL * max(widths))
    return full >= _PROSE * len(widths)


_T = TypeVar("_T")


def column_order(items: Sequence[tuple[float, float, float, _T]], gutter: float) -> list[_T]:
    """Items given as (x0, x1, y, item) in reading order: what crosses the gutter parts the page into bands, and in
    each band the left column is read before the right one.
    """  # fmt: skip
    keyed = []
    band = 0
    for i, (x0, x1, y, item) in enumerate(sorted(items, key=lambda t: t[2])):
        if x0 < gutter < x1:
            keyed.append(((band + 1, 0, y, i), item))
            band += 2
        else:
            keyed.append(((band, int(x0 >= gutter), y, i), item))
    return [item for _, item in sorted(keyed, key=lambda k: k[0])]
