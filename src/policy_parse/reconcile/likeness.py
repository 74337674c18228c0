"""How alike two tasks are: the share of the words of one that the other has too, rare words counting most.

Measured over character pairs (水资 资源), which need no word segmentation and survive small rewording. A row of a table
is usually a shortened item of the text, so the share is taken of the shorter one; a weight for each pair, by how few
tasks have it, keeps what a whole plan has in common (节水, 推进) from making everything alike.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from policy_parse.model import Task
from policy_parse.text.fold import fold

_COMMON = 48
"""A pair in more tasks than this says nothing about likeness; leaving it out also keeps the search linear."""


_LEAST = 6
"""A score of one takes at least as much as this many pairs that no other task has: 加强宣传 alone is no likeness."""


class Likeness(NamedTuple):
    """Two tasks by position, and how alike they are: 0 to 1."""

    narrative: int
    row: int
    score: float


def likenesses(narrative: Sequence[Task], rows: Sequence[Task]) -> Iterator[Likeness]:
    """Yield every pair of an item and a row that share words, with its score, by row, then by item."""
    items, cells = ([_pairs(task) for task in tasks] for tasks in (narrative, rows))
    weights = _weights([*items, *cells])
    index: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        for pair in item:
            if pair in weights:
                index[pair].append(i)
    least = _LEAST * _rarity(1, len(items) + len(cells))
    totals = [_weight(item, weights) for item in items]
    for r, cell in enumerate(cells):
        shared: dict[int, float] = defaultdict(float)
        for pair in sorted(cell):  # sorted: the same sums in the same order, whatever the hash seed
            for i in index.get(pair, ()):
                shared[i] += weights[pair]
        total = _weight(cell, weights)
        for i in sorted(shared):
            yield Likeness(i, r, shared[i] / max(min(total, totals[i]), least))


def _pairs(task: Task) -> frozenset[str]:
    """Pairs of neighbouring characters of title and text; no pair reaches over a mark."""
    words = fold(f"{task.title or ''}。{task.text}").text
    return frozenset(a + b for a, b in pairwise(words) if a.isalnum() and b.isalnum())


def _weights(tasks: Sequence[frozenset[str]]) -> Mapping[str, float]:
    """The weight of each pair, by the number of tasks that have it."""
    counts = Counter(pair for task in tasks for pair in task)
    limit = max(_COMMON, len(tasks) // 8)
    return {pair: _rarity(count, len(tasks)) for pair, count in counts.items() if count <= limit}


def _rarity(count: int, tasks: int) -> float:
    return math.log((tasks + 2) / (count + 0.5))


def _weight(pairs: frozenset[str], weights: Mapping[str, float]) -> float:
    return math.fsum(weights.get(pair, 0.0) for pair in pairs)
