"""Whether two names are of one indicator: 城市公共管网漏损率 and 城市公共供水管网漏损率."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from policy_parse.comparison.evidence import Features, Judge, features_of
from policy_parse.comparison.likeness import Bags
from policy_parse.comparison.pieces import Piece, pieces_of
from policy_parse.comparison.targets import LIKE, name_likeness
from policy_parse.comparison.words import ComparisonWords
from policy_parse.comparison.years import same_but_for_years
from policy_parse.model import Plan
from policy_parse.text.fold import fold
from policy_parse.text.segmentation import segmenter_for
from policy_parse.trends.readings import Reading

_OTHER_WORDS = 0.8
"""Names are at least so alike where each has a character that the other lacks, and those of two offices: 集中处理率 and
集中收集率 (0.7) are two things."""
_VAGUE = 2
"""A name of so few characters (项目) does not say by itself that two offices mean the same."""
_SAME_WORK = 0.5
"""The work of such names, and of two offices, is at least so alike: names that differ by a word are mostly of two
things."""
_NEAR = 2
"""A number that is more than so many times the other is hardly the same indicator under another name."""
_BOUNDS = {"le": "most", "lt": "most", "ge": "least", "gt": "least"}


class Names:
    """Judges names by their characters, and by the work that their values stand in."""

    def __init__(self, plans: Sequence[Plan], words: ComparisonWords) -> None:
        self._plans = plans
        self._words = words

    def likeness(self, one: Reading, other: Reading) -> float:
        """0 to 1; 0 if nothing says that both are one indicator.

        Of one office a name may have characters more than the other. Where it has others in their place, or is of
        another office, both need the same work around them. Numbers of other sizes, bounds that point the other way
        and indicators that should go the other way (合格率, 不合格率) speak against it.
        """
        if one.plan != other.plan and same_but_for_years(one.name, other.name, (other.year or 0) - (one.year or 0)):
            return 1.0
        like = name_likeness(one.name, other.name)
        if like < LIKE or not _near(one, other) or self._goes_other_way(one, other):
            return 0.0
        is_one = _told_twice(one, other) if one.plan == other.plan else self._goes_on(one, other, like)
        return like if is_one else 0.0

    def _goes_on(self, one: Reading, other: Reading, like: float) -> bool:
        """True if names of two plans that are so alike are of one indicator."""
        is_inside = _is_inside(one.name, other.name)
        if is_inside and one.office == other.office:
            return True
        may_be = like >= _OTHER_WORDS and (is_inside or one.measure.dimension != "count")
        return may_be and self._work(one, other) >= _SAME_WORK

    def is_told(self, one: Reading, others: Sequence[Reading]) -> bool:
        """True if their common name says that all measure one thing: it is no vague one of two offices' unlike work."""
        if len(one.name) > _VAGUE or all(one.office == other.office for other in others):
            return True
        return any(self._work(one, other) >= _SAME_WORK for other in others)

    def _goes_other_way(self, one: Reading, other: Reading) -> bool:
        sides = {_BOUNDS[r.target.comparator] for r in (one, other) if r.target.comparator in _BOUNDS}
        ways = {self._words.directions.of(r.name) for r in (one, other)} - {None}
        return len(sides) > 1 or len(ways) > 1

    def _work(self, one: Reading, other: Reading) -> float:
        """How alike the work is that the two stand in; 0 for a plan's own targets."""
        if one.task is None or other.task is None:
            return 0.0
        pieces, judge = self._features, self._judge
        return judge.between(pieces[one.plan, one.task.id], pieces[other.plan, other.task.id]).score

    @cached_property
    def _features(self) -> dict[tuple[int, str], Features]:
        every = [(number, piece) for number, plan in enumerate(self._plans) for piece in pieces_of(plan)]
        bags = self._bags([piece for _, piece in every])
        plain: Callable[[str], str] = str
        found = {}
        for number, piece in every:
            features = features_of(piece, bags, plain)
            found.update({(number, task): features for task in piece.ids})
        return found

    @cached_property
    def _judge(self) -> Judge:
        return Judge(tuple(self._features.values()), ())

    def _bags(self, pieces: Sequence[Piece]) -> Bags:
        texts = [fold(f"{piece.text}\n{piece.path}").text.lower() for piece in pieces]
        return Bags(segmenter_for(texts, self._words.vocabulary))


def _told_twice(one: Reading, other: Reading) -> bool:
    """True if text and table of one plan say the same number of names that do not contradict each other."""
    return (
        one.in_table != other.in_table
        and (one.amount, one.year) == (other.amount, other.year)
        and _is_inside(one.name, other.name)
    )


def _is_inside(one: str, other: str) -> bool:
    """True if one has all characters of the other, in their order."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(character in rest for character in short)


def _near(one: Reading, other: Reading) -> bool:
    """True if the lower numbers are of one size."""
    low, high = sorted((one.target.quantity.value, other.target.quantity.value))
    return low == high or (low > 0 and high <= _NEAR * low)
