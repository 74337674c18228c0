"""The best one-to-one assignment of two sides: the greatest sum of gains over all pairs, not pair by pair."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush
from typing import Any

Gains = Mapping[int, Mapping[int, int]]
"""Left → right → what it is worth to pair them, above 0; who is not named is never paired."""


def best_pairs(gains: Mapping[tuple[int, int], int], old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    """Old position → new position with the greatest sum of `gains`, which are above 0.

    `old` and `new` say what is at each position, as values that have an order. Pairs of equal worth are settled by
    it: neither the order of the positions nor which side is called the old one matters.
    """
    places = [_places(side) for side in (old, new)]
    is_turned = sorted(new) < sorted(old)
    rows: dict[int, dict[int, int]] = {place: {} for place in range(len(new if is_turned else old))}
    for (i, j), gain in gains.items():
        one, other = places[0][i], places[1][j]
        if is_turned:
            rows[other][one] = gain
        else:
            rows[one][other] = gain
    back = [{place: i for i, place in enumerate(side)} for side in places]
    found = best_assignment(rows)
    pairs = ((other, one) if is_turned else (one, other) for one, other in found.items())
    return {back[0][one]: back[1][other] for one, other in pairs}


def _places(values: Sequence[Any]) -> list[int]:
    """The place of each position in the order of the values."""
    places = [0] * len(values)
    for place, i in enumerate(sorted(range(len(values)), key=lambda i: (values[i], i))):
        places[i] = place
    return places


def best_assignment(gains: Gains) -> dict[int, int]:
    """Left → right with the greatest sum of gains; who is worth more unpaired stays so. The same gains, the same pairs.

    Pairs that are worth more than the best two others of both together belong to every best assignment (or to one, if
    they are worth the same): taking them first leaves little, and that is solved exactly, by shortest augmenting
    paths: a step for each that is left, of the cost of the pairs that can be reached.
    """
    sure, rest = _sure_pairs({left: dict(row) for left, row in gains.items()})
    return sure | _augmented(rest)


def _sure_pairs(rows: dict[int, dict[int, int]]) -> tuple[dict[int, int], dict[int, dict[int, int]]]:
    """Pairs that no other pairs of the two can beat, and what is left to be decided."""
    columns: dict[int, dict[int, int]] = {}
    for left, row in rows.items():
        for right, gain in row.items():
            columns.setdefault(right, {})[left] = gain
    sure: dict[int, int] = {}
    waiting = list(rows)
    while waiting:
        left = waiting.pop()
        row = rows.get(left, {})
        if not row:
            continue
        right = max(row, key=lambda r: (row[r], -r))
        others = [gain for r, gain in row.items() if r != right]
        rivals = [gain for other, gain in columns[right].items() if other != left]
        if row[right] < max(others, default=0) + max(rivals, default=0):
            continue
        sure[left] = right
        touched = {other for r in row for other in columns[r] if other != left}
        touched |= columns[right].keys() - {left}
        for r in row:
            del columns[r][left]
        del rows[left]
        for other in columns.pop(right):
            del rows[other][right]
        waiting += sorted(touched & rows.keys(), reverse=True)
    return sure, {left: row for left, row in rows.items() if row}


def _augmented(rows: dict[int, dict[int, int]]) -> dict[int, int]:
    """Successive shortest paths with potentials; a left one may also stay alone, at a place of its own (-1 - left)."""
    top = max((gain for row in rows.values() for gain in row.values()), default=0)
    solver = _Solver({left: {**{r: top - g for r, g in row.items()}, -1 - left: top} for left, row in rows.items()})
    for left in rows:
        solver.place(left)
    return {left: right for left, right in solver.right_of.items() if right >= 0}


class _Solver:
    """The cheapest assignment of those that have been placed, and the potentials that prove it."""

    def __init__(self, costs: Mapping[int, Mapping[int, int]]) -> None:
        self._costs = costs
        self._of_left = dict.fromkeys(costs, 0)
        self._of_right = {right: 0 for row in costs.values() for right in row}
        self._left_of: dict[int, int] = {}
        self.right_of: dict[int, int] = {}

    def place(self, first: int) -> None:
        """Pair `first` by the cheapest chain of changes (Dijkstra over reduced costs)."""
        distance: dict[int, int] = {}
        came_from: dict[int, int] = {}
        done: dict[int, int] = {}
        heap: list[tuple[int, int]] = []
        left, base = first, 0
        while True:
            for right, cost in self._costs[left].items():
                length = base + cost - self._of_left[left] - self._of_right[right]
                if right not in done and length < distance.get(right, length + 1):
                    distance[right], came_from[right] = length, left
                    heappush(heap, (length, right))
            base, right = heappop(heap)
            while right in done:
                base, right = heappop(heap)
            if right not in self._left_of:
                break
            done[right] = base
            left = self._left_of[right]
        self._of_left[first] += base
        for column, length in done.items():
            self._of_right[column] -= base - length
            self._of_left[self._left_of[column]] += base - length
        while True:
            left = came_from[right]
            before = self.right_of.get(left)
            self._left_of[right], self.right_of[left] = left, right
            if before is None:
                return
            right = before
