"""How alike two tasks are: the share of the words of one that the other has too, rare words counting most.

Measured over character pairs (水资 资源), which need no word segmentation and survive small rewording. In the plan
whose rows are marked they join every row to its item and none wrongly, where words (`text/segmentation`) join one
wrongly, and would cost every parse the loading of a dictionary. A row of a table is usually a shortened item of the
text, so the share is taken of the shorter one; a weight for each pair, by how few tasks have it, keeps what a whole
plan has in common (节水, 推进) from making everything alike.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from operator import add
from typing import NamedTuple

from policy_parse.model import Task
from policy_parse.text.fold import fold

_COMMON = 48
"""A pair in more tasks than this says nothing about likeness; leaving it out also keeps the search linear."""


_WORDS = re.compile(r"[^\W_]+")
_GRAIN = 1_000_000
"""Steps of a weight in one natural logarithm."""

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
    in_rows = frozenset(pair for pair in frozenset().union(*cells) if weights[pair])
    index: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(items):
        for pair in item & in_rows:
            index[pair].append(i)
    least = _LEAST * _rarity(1, len(items) + len(cells))
    weight_of = weights.__getitem__
    totals = [sum(map(weight_of, item)) for item in items]
    for r, cell in enumerate(cells):
        shared: dict[int, int] = defaultdict(int)
        for pair in cell & index.keys():
            weight = weights[pair]
            for i in index[pair]:
                shared[i] += weight
        total = sum(map(weight_of, cell))
        for i in sorted(shared):
            yield Likeness(i, r, shared[i] / max(min(total, totals[i]), least))


def _pairs(task: Task) -> frozenset[str]:
    """Pairs of neighbouring characters of title and text; no pair reaches over a mark."""
    words = _WORDS.findall(fold(f"{task.title or ''}。{task.text}").text)
    return frozenset().union(*(map(add, run, run[1:]) for run in words))


def _weights(tasks: Sequence[frozenset[str]]) -> Mapping[str, int]:
    """The weight of each pair, by the number of tasks that have it; 0 for one that says nothing."""
    counts = Counter(chain.from_iterable(tasks))
    rarity = {count: _rarity(count, len(tasks)) if count <= _COMMON else 0 for count in set(counts.values())}
    return {pair: rarity[count] for pair, count in counts.items()}


def _rarity(count: int, tasks: int) -> int:
    """A whole number, so that sums do not depend on their order."""
    return round(math.log((tasks + 2) / (count + 0.5)) * _GRAIN)
