"""Which of many names may be another one with characters left out or in another order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence


def pairs_with_the_same_characters(names: Sequence[str]) -> list[tuple[int, int]]:
    """Two of `names`, by number and in order, of which one has every character of the other, however often.

    Names are looked up by their rarest character, so that many names with few pairs among them take little longer
    than few.
    """
    holders: dict[str, set[int]] = defaultdict(set)
    for i, name in enumerate(names):
        for character in name:
            holders[character].add(i)
    pairs: set[tuple[int, int]] = set()
    for i, name in enumerate(names):
        if name:
            rarest, *others = sorted((holders[character] for character in {*name}), key=len)
            pairs.update((min(i, j), max(i, j)) for j in rarest.intersection(*others) if i != j)
    return sorted(pairs)
