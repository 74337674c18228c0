"""Which of many names may be another one with characters left out or in another order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence, Set

_NOBODY: set[int] = set()


def pairs_with_the_same_characters(
    names: Sequence[str], places: Sequence[Set[str]] | None = None
) -> list[tuple[int, int]]:
    """Two of `names`, by number and in order, of which one has every character of the other, however often.

    `places` has where each name stands: two that share a place are no pair; None if that does not matter. Names are
    looked up by their rarest character, so that many names with few pairs among them take little longer than few.
    """
    places = places or [frozenset()] * len(names)
    holders: dict[frozenset[str], dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for i, name in enumerate(names):
        of_place = holders[frozenset(places[i])]
        for character in name:
            of_place[character].add(i)
    pairs: set[tuple[int, int]] = set()
    for i, name in enumerate(names):
        for where, of_character in holders.items():
            if name and where.isdisjoint(places[i]):
                rarest, *others = sorted([of_character.get(character, _NOBODY) for character in {*name}], key=len)
                pairs.update((min(i, j), max(i, j)) for j in rarest.intersection(*others) if i != j)
    return sorted(pairs)
