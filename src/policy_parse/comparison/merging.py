"""Pieces of work that stand in one that continues another: what was merged, and what was split off."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from policy_parse.comparison.evidence import SAME, Features, Judge
from policy_parse.comparison.likeness import Bag, Weights

_COVERED = 0.25
_OWN = 0.2
"""A piece stands in one that continues another if so much of its words is in it, and so much that the other lacks."""
_CLAUSE = 0.5
"""A clause of it is so like one that the other lacks: enough where plans shorten what they merge."""
_MEASURED = 0.15
"""So much of its words is enough where the one that continues another measures what only this piece measured."""


class Joined(NamedTuple):
    """Pieces that stand in one that continues another: by the pair that they join."""

    old: dict[int, list[int]]
    """New piece → old pieces that are merged into it besides the one that it continues."""
    new: dict[int, list[int]]
    """Old piece → new pieces that it was split into besides the one that continues it."""


class Likest(NamedTuple):
    """The piece of the other plan that is likest to a piece, and how like it is."""

    score: float
    place: int


class Hosts:
    """The pieces of the other plan that continue one of `mine`: which of them holds a piece besides."""

    def __init__(
        self, mine: Sequence[Features], theirs: Sequence[Features], continued: Mapping[int, int], words: Weights
    ) -> None:
        self._mine, self._theirs, self._continued, self._words = mine, theirs, continued, words
        self._of_item = defaultdict[tuple[object, ...], list[int]](list)
        self._measuring = defaultdict[str, list[int]](list)
        for place in sorted(continued):
            for value in theirs[place].measured:
                self._measuring[value].append(place)
            if (item := mine[continued[place]].item) is not None:
                self._of_item[item].append(place)
        self._measured = Counter(value for piece in mine for value in piece.measured)

    def host(self, one: int, likest: Likest | None) -> int | None:
        """The piece that holds `one`, if any; `likest`: the likest of the other plan, for long ones hold many words."""
        found = self._by_measure(one)
        if found is None:
            found = self._by_item(one)
        if found is not None or likest is None:
            return found
        score, place = likest
        is_in = self.holds(place, one) if score >= SAME else self._says(place, one)
        return place if is_in else None

    def holds(self, place: int, one: int) -> bool:
        """True if `place` continues another piece, and says besides what `one` says.

        A good part of the words of `one` is in it, also of those that the other piece lacks; or one whole clause is.
        """
        return self._covers(place, one) or self._says(place, one)

    def _covers(self, place: int, one: int) -> bool:
        words, here = self._mine[one].words, self._theirs[place].words
        return (
            place in self._continued
            and self._words.share(words, here) >= _COVERED
            and self._words.share(words, self._own(place)) >= _OWN
        )

    def _says(self, place: int, one: int) -> bool:
        if place not in self._continued:
            return False
        own = self._own(place)
        return any(self._is_said(clause, one) for clause in self._theirs[place].clauses if self._is_own(clause, own))

    def _own(self, place: int) -> Bag:
        """The words that the piece which `place` continues lacks."""
        return self._theirs[place].words - self._mine[self._continued[place]].words

    def _is_own(self, clause: Bag, own: Bag) -> bool:
        return 2 * self._words.of(clause & own) > self._words.of(clause)

    def _is_said(self, clause: Bag, one: int) -> bool:
        return any(self._words.likeness(clause, other) >= _CLAUSE for other in self._mine[one].clauses)

    def _by_measure(self, one: int) -> int | None:
        """The last that measures what only this piece measured."""
        values = [value for value in self._mine[one].measured if self._measured[value] == 1]
        places = {place for value in values for place in self._measuring.get(value, ())}
        words = self._mine[one].words
        fit = [place for place in places if self._words.share(words, self._theirs[place].words) >= _MEASURED]
        return max(fit, default=None)

    def _by_item(self, one: int) -> int | None:
        """Where another statement of its item goes on: the item as a whole goes there, if this one's words do."""
        item, body = self._mine[one].item, self._mine[one].body
        places = self._of_item.get(item, ()) if item is not None else ()
        covered = ((self._words.share(body, self._theirs[place].words), -place) for place in places)
        share, place = max(covered, default=(0.0, 0))
        return -place if share >= _COVERED else None


def joined_to(matched: Mapping[int, int], judge: Judge) -> Joined:
    """Of the pieces that `matched` (old → new) leaves alone, those that stand in one that it pairs with another."""
    back = {j: i for i, j in matched.items()}
    likest_new, likest_old = _likest(judge, matched, back)
    of_old = Hosts(judge.old, judge.new, back, judge.words)
    of_new = Hosts(judge.new, judge.old, matched, judge.words)
    joined = Joined(defaultdict(list), defaultdict(list))
    for i in range(len(judge.old)):
        if i not in matched and (host := of_old.host(i, likest_new.get(i))) is not None:
            joined.old[host].append(i)
    for j in range(len(judge.new)):
        if j not in back and (host := of_new.host(j, likest_old.get(j))) is not None:
            joined.new[host].append(j)
    return _one_way(joined, matched, judge)


def _one_way(joined: Joined, matched: Mapping[int, int], judge: Judge) -> Joined:
    """Merged and split at once is neither: of a pair that is both, what is liker stays."""
    for i in [i for i in joined.new if matched[i] in joined.old]:
        j = matched[i]
        merged = max(judge.evidence(one, j).score for one in joined.old[j])
        split = max(judge.evidence(i, one).score for one in joined.new[i])
        if merged >= split:
            del joined.new[i]
        if split >= merged:
            del joined.old[j]
    return joined


def _likest(judge: Judge, matched: Iterable[int], back: Iterable[int]) -> tuple[dict[int, Likest], dict[int, Likest]]:
    """The likest piece of the other plan for each old one and each new one that is unpaired."""
    of_old, of_new = dict[int, Likest](), dict[int, Likest]()
    paired, continued = set(matched), set(back)
    for i, j in judge.candidates:
        if i in paired and j in continued:
            continue
        score = judge.evidence(i, j).score
        if i not in paired:
            of_old[i] = max(of_old.get(i, Likest(0.0, j)), Likest(score, j), key=_by_score)
        if j not in continued:
            of_new[j] = max(of_new.get(j, Likest(0.0, i)), Likest(score, i), key=_by_score)
    return of_old, of_new


def _by_score(likest: Likest) -> tuple[float, int]:
    return likest.score, -likest.place
