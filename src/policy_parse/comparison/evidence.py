"""Whether two pieces of work are one: what is measured, title, words, units, place in the outline, number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from policy_parse.comparison.likeness import Bag, Bags, Weights, neighbours
from policy_parse.comparison.pieces import CLAUSE_ENDS, Piece, plain_indicator
from policy_parse.model import Task
from policy_parse.model.comparison import Reason
from policy_parse.text.fold import clean, fold

WORTH: dict[Reason, int] = {"words": 50, "title": 25, "indicator": 15}
"""What tells the work: what each kind counts for where both pieces have it. What only one has says nothing."""
SHARED_TITLE = 10
"""The same for a title that names more than the piece."""
BESIDE: dict[Reason, float] = {"units": 0.08, "place": 0.05, "number": 0.02}
"""What speaks for two pieces and never against them, as a share of what is lacking: work goes to other offices and
sections, and plans number anew every year."""
TOLD: dict[Reason, float] = {"words": 0.3, "title": 0.5, "indicator": 0.5, "units": 0.5, "place": 0.8, "number": 1.0}
"""From here on a kind of evidence is a reason."""

SAME = 0.2
"""From here on two pieces may be one; unrelated ones of two plans on one subject seldom reach it."""
_IN_TEXT = 0.8
"""What a title that stands in the other's text counts for, beside one that stands in the other's title."""
_ROUGHLY, _OF_TITLE = 0.1, 0.5
"""Two pieces may be one if their rarer words alone make them so like, or fill so much of the shorter title."""


class Features(NamedTuple):
    """A piece as it is compared."""

    words: Bag
    title: Bag
    indicators: Bag
    measured: frozenset[str]
    """The indicators themselves, as they are compared."""
    units: Bag
    place: Bag
    number: str | None
    leads: bool
    """True if the title is of this piece; False for a later statement of an item, whose title names the whole of it."""
    body: Bag = frozenset()
    """The words without the title."""
    item: tuple[object, ...] | None = None
    """The item that a narrative piece is a statement of, by its place, number and title."""
    clauses: tuple[Bag, ...] = ()
    """The words of each clause."""


def _leads(task: Task) -> bool:
    return task.origin == "table" or not task.title or task.text.startswith(task.title)


def _item(task: Task) -> tuple[object, ...] | None:
    return (task.path, task.number, task.title) if task.origin == "narrative" and task.title else None


class Evidence(NamedTuple):
    """How alike two pieces are, 0 to 1, and by what."""

    score: float
    by: dict[Reason, float]

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The kinds of evidence that speak for it, in the order of the contract."""
        order: tuple[Reason, ...] = ("indicator", "title", "words", "units", "number", "place")
        return tuple(kind for kind in order if self.by.get(kind, 0.0) >= TOLD[kind])


def features_of(piece: Piece, bags: Bags, unit_key: Callable[[str], str]) -> Features:
    """The features of `piece`; `unit_key` gives one name to the spellings of one office."""
    measured = frozenset(plain_indicator(target) for target in piece.targets)
    return Features(
        words=bags.of(piece.text),
        title=bags.of(piece.title),
        indicators=frozenset[str]().union(*map(bags.of, measured)),
        measured=measured,
        units=frozenset(unit_key(clean(unit.text)) for unit in piece.units if not unit.collective),
        place=bags.of(piece.path),
        number=piece.tasks[0].number,
        leads=_leads(piece.tasks[0]),
        body=frozenset[str]().union(*(bags.of(task.text.removeprefix(task.title or "")) for task in piece.tasks)),
        item=_item(piece.tasks[0]),
        clauses=tuple(dict.fromkeys(filter(None, map(bags.of, CLAUSE_ENDS.split(fold(piece.text).text))))),
    )


class Judge:
    """Weighs evidence over all pieces of both plans."""

    def __init__(self, old: Sequence[Features], new: Sequence[Features]) -> None:
        self.old, self.new = old, new
        every = (*old, *new)
        self.words = Weights([f.words for f in every])
        self._units = Weights([f.units for f in every], least=0)
        self._places = Weights([f.place for f in every], least=0)

    @cached_property
    def candidates(self) -> tuple[tuple[int, int], ...]:
        """Every old and new piece that may be one: they share a good part of their rarer words, or the title."""
        return self.candidates_among(range(len(self.old)), range(len(self.new)))

    def candidates_among(
        self, old: Iterable[int], new: Iterable[int], most: int | None = None
    ) -> tuple[tuple[int, int], ...]:
        """The same of some old and new pieces; `most`: the likest of each old one, so many at most by words.

        With `most` a title that more new pieces have joins nobody.
        """
        olds, news = {i: self.old[i] for i in old}, {j: self.new[j] for j in new}
        named = _by_title(news)
        same = {
            (i, j)
            for i, one in olds.items()
            for j in named.get(one.title, ())
            if most is None or len(named[one.title]) <= most
        }
        old_words, new_words = ({k: _ROUGHLY * self.words.of(f.words) for k, f in s.items()} for s in (olds, news))
        old_titles, new_titles = ({k: self.words.of(f.title) for k, f in s.items()} for s in (olds, news))
        bags = [{k: f.words for k, f in s.items()} for s in (olds, news)]
        found = []
        for i, j, shared in neighbours(bags[0], bags[1], self.words, most):
            titles = min(old_titles[i], new_titles[j])
            is_near = shared * shared >= old_words[i] * new_words[j] or (titles and shared >= _OF_TITLE * titles)
            if is_near and (i, j) not in same:
                found.append((i, j))
        return (*sorted(same), *found)

    def evidence(self, i: int, j: int) -> Evidence:
        """What speaks for old piece `i` and new piece `j` being one."""
        return self.between(self.old[i], self.new[j])

    def between(self, one: Features, other: Features) -> Evidence:
        """What speaks for two pieces being one."""
        by: dict[Reason, float] = {"words": self.words.likeness(one.words, other.words)}
        if one.title and other.title:
            by["title"] = self._titles(one, other)
        if one.indicators and other.indicators:
            by["indicator"] = self.words.likeness(one.indicators, other.indicators)
        worth = dict(WORTH)
        if not (one.leads and other.leads):
            worth["title"] = SHARED_TITLE
        told = sum(worth[kind] * likeness for kind, likeness in by.items()) / sum(worth[kind] for kind in by)
        if one.units and other.units:
            by["units"] = self._units.likeness(one.units, other.units)
        if one.place and other.place:
            by["place"] = self._places.likeness(one.place, other.place)
        if one.number and one.number == other.number:
            by["number"] = 1.0
        beside = sum(worth * by.get(kind, 0.0) for kind, worth in BESIDE.items())
        return Evidence(told + (1 - told) * beside, by)

    def _titles(self, one: Features, other: Features) -> float:
        """How alike two titles are, or how far each stands in the other's text: a title sums up its work."""
        told = self.words.share(one.title, other.words) + self.words.share(other.title, one.words)
        return max(self.words.likeness(one.title, other.title), _IN_TEXT * told / 2)


def _by_title(pieces: Mapping[int, Features]) -> dict[Bag, list[int]]:
    """Positions of the pieces that have a title, by its words."""
    found: dict[Bag, list[int]] = {}
    for place, piece in pieces.items():
        if piece.title:
            found.setdefault(piece.title, []).append(place)
    return found
