"""Where the words beside a value stand: near it, and on nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import ceil, hypot
from typing import NamedTuple

from policy_parse.writers.trends.svg_shapes import Box, width

SIZE = 9.5
"""Size of type."""
_GAPS = (6.0, 11.0, 17.0, 24.0)
_GRID = 6.0
_FAR = 46.0
"""Words farther from their value than this would not be found again."""


class Label(NamedTuple):
    """Words and the box that they fill; `at` is the value that they belong to."""

    words: str
    box: Box
    at: tuple[float, float]

    @property
    def is_far(self) -> bool:
        """True if a thin line must say whose they are."""
        x = min(max(self.at[0], self.box.left), self.box.right)
        y = min(max(self.at[1], self.box.top), self.box.bottom)
        return hypot(x - self.at[0], y - self.at[1]) > 13


def placed(
    wanted: Sequence[tuple[str, tuple[float, float]]], taken: Sequence[Box], lines: Sequence[Box], area: Box
) -> tuple[list[Label], int]:
    """The labels, each inside `area`, on no other label and on nothing of `taken`, off `lines` where that can be.

    The number beside them is of those for which there is no room.
    """
    done: list[Label] = []
    missing = 0
    for words, at in wanted:
        hard = [*taken, *(label.box for label in done)]
        box = _free(words, at, [*hard, *lines], area, near=True) or _free(words, at, hard, area, near=False)
        if box is None:
            missing += 1
        else:
            done.append(Label(words, box, at))
    return done, missing


def boxes_along(points: Sequence[tuple[float, float]]) -> Iterator[Box]:
    """Small boxes along a line through `points`."""
    for (x1, y1), (x2, y2) in pairwise(points):
        steps = max(1, ceil(hypot(x2 - x1, y2 - y1) / 3))
        for i in range(steps + 1):
            x, y = x1 + (x2 - x1) * i / steps, y1 + (y2 - y1) * i / steps
            yield Box(x - 1.5, y - 1.5, x + 1.5, y + 1.5)


def _free(words: str, at: tuple[float, float], taken: Sequence[Box], area: Box, *, near: bool) -> Box | None:
    wide = width(words, SIZE) + 2
    places = _near(at, wide) if near else [*_near(at, wide), *_anywhere(at, wide, area)]
    return next((box for box in places if area.holds(box) and not any(box.meets(other) for other in taken)), None)


def _near(at: tuple[float, float], wide: float) -> list[Box]:
    """Places round a value, the best first: right, left, above, below, and the corners."""
    x, y = at
    tall = SIZE + 2
    found = []
    for gap in _GAPS:
        for left, top in (
            (x + gap, y - tall / 2),
            (x - gap - wide, y - tall / 2),
            (x - wide / 2, y - gap - tall),
            (x - wide / 2, y + gap),
            (x + gap, y - gap - tall),
            (x + gap, y + gap),
            (x - gap - wide, y - gap - tall),
            (x - gap - wide, y + gap),
        ):
            found.append(Box(left, top, left + wide, top + tall))
    return found


def _anywhere(at: tuple[float, float], wide: float, area: Box) -> list[Box]:
    """Places of a grid over the area that are not too far, the nearest first."""
    tall = SIZE + 2
    across = int(max(0, area.right - area.left - wide) / _GRID) + 1
    down = int(max(0, area.bottom - area.top - tall) / _GRID) + 1
    found = [(area.left + i * _GRID, area.top + j * _GRID) for i in range(across) for j in range(down)]
    far = {place: hypot(place[0] + wide / 2 - at[0], place[1] + tall / 2 - at[1]) for place in found}
    near = sorted((place for place in found if far[place] <= _FAR), key=far.__getitem__)
    return [Box(left, top, left + wide, top + tall) for left, top in near]
