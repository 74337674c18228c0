"""How alike the words of two texts are: the share of words that both have, rare ones counting most."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import chain

from policy_parse.text.fold import fold
from policy_parse.text.segmentation import Segmenter, runs

Bag = frozenset[str]
_GRAIN = 1_000_000
"""Steps of a weight in one natural logarithm: whole numbers, so that sums do not depend on their order."""
_MET = 2000
"""Times that an old bag meets a new one by a word of both, where only the likest are wanted."""
LEAST = 3
"""A likeness of one takes at least as much as this many words that no other piece has, or the same words."""


class Bags:
    """Texts as bags of words, each text cut once; without numbers, which are compared as values."""

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        self._runs: dict[str, tuple[str, ...]] = {}

    def of(self, text: str) -> Bag:
        """The words of `text`, each once."""
        return frozenset(chain.from_iterable(map(self._cut, runs(fold(text).text.lower()))))

    def _cut(self, run: str) -> tuple[str, ...]:
        if run not in self._runs:
            self._runs[run] = tuple(self._segmenter(run))
        return self._runs[run]


class Weights:
    """What each word is worth, by how few of the bags have it."""

    def __init__(self, bags: Sequence[Bag], least: int = LEAST) -> None:
        counts = Counter(chain.from_iterable(bags))
        self._of_word = {word: _rarity(count, len(bags)) for word, count in counts.items()}
        self._unknown = _rarity(1, len(bags))
        self.bags = len(bags)
        self._least = least * self._unknown
        self.counts: Mapping[str, int] = counts
        self._totals: dict[Bag, int] = {}

    def of_word(self, word: str) -> int:
        """The worth of one word."""
        return self._of_word.get(word, self._unknown)

    def of(self, bag: Bag) -> int:
        """The worth of all words of a bag together, added up once."""
        total = self._totals.get(bag)
        if total is None:
            total = self._totals[bag] = self._sum(bag)
        return total

    def _sum(self, bag: Bag) -> int:
        return sum(map(self.of_word, bag))

    def likeness(self, one: Bag, other: Bag) -> float:
        """0 to 1; the shared worth over the middle (geometric) of both; 1 only for the same words."""
        if one == other:
            return 1.0 if one else 0.0
        shared = self._sum(one & other)
        return shared / max(math.sqrt(self.of(one) * self.of(other)), self._least) if shared else 0.0

    def share(self, part: Bag, whole: Bag) -> float:
        """How much of `part` is in `whole`, 0 to 1."""
        total = self.of(part)
        return self._sum(part & whole) / max(total, self._least) if total else 0.0


def neighbours(
    old: Mapping[int, Bag], new: Mapping[int, Bag], weights: Weights, most: int | None = None
) -> Iterator[tuple[int, int, int]]:
    """Old and new bags, by their numbers, that share a word of some rarity, and the worth of these words.

    A word that more than an eighth of all bags have, and more than 48, joins nobody, so that the cost grows with the
    pairs that share a rare one. Without `most` there is every such pair; with it each old bag has the likest of those
    that its rarest words lead to, so many at most, and the cost grows with the bags.
    """
    limit = max(48, weights.bags // 8)
    having: dict[str, list[int]] = {}
    for j, bag in new.items():
        for word in bag:
            if weights.counts[word] <= limit:
                having.setdefault(word, []).append(j)
    for i, bag in old.items():
        words: Iterable[str] = bag & having.keys()
        shared: dict[int, int] = {}
        for word in words if most is None else _rarest(words, having):
            worth = weights.of_word(word)
            for j in having[word]:
                shared[j] = shared.get(j, 0) + worth
        met: Iterable[int] = shared
        if most is not None and len(shared) > most:
            met = nlargest(most, shared, key=lambda j: (shared[j] ** 2 / weights.of(new[j]), -j))
        yield from ((i, j, shared[j]) for j in sorted(met))


def _rarest(words: Iterable[str], having: Mapping[str, Sequence[int]]) -> Iterator[str]:
    """`words`, those that fewest have first, until others have been met often enough."""
    met = 0
    for word in sorted(words, key=lambda word: (len(having[word]), word)):
        if met >= _MET:
            return
        met += len(having[word])
        yield word


def _rarity(count: int, bags: int) -> int:
    return round(math.log((bags + 2) / (count + 0.5)) * _GRAIN)
