"""Targets of two plans: which of them are one, and whether the number, or the bound, is another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from policy_parse.comparison.assignment import best_pairs
from policy_parse.comparison.deadlines import days_between
from policy_parse.comparison.pieces import plain_indicator
from policy_parse.comparison.words import Directions
from policy_parse.comparison.years import year_moves
from policy_parse.model import Target
from policy_parse.model.comparison import Effect, Reason, TargetChange, TargetChangeKind
from policy_parse.text.segmentation import pairs_of_characters, runs

LIKE = 0.5
"""Names of indicators that are one share at least so much: 城市公共管网漏损率 / 城市公共供水管网漏损率."""
_GRAIN = 10_000
_MOST, _LEAST = ("le", "lt"), ("ge", "gt")
_WORK_DIMENSIONS = ("count", "area", "length")
_TIMES = {"year": 1, "half_year": 2, "quarter": 4, "month": 12, "week": 52, "day": 365}
"""How often a year a period comes, near enough to tell which of two asks for more."""
_FIRMNESS = {"approx": 0, "le": 1, "ge": 1, "lt": 2, "gt": 2}
"""How firmly a bound of one direction binds at the same number."""


class TargetPairs(NamedTuple):
    """Positions of the old and new targets that state the same, and how like they are."""

    pairs: tuple[tuple[int, int], ...]
    scores: tuple[float, ...]


def pair_targets(old: Sequence[Target], new: Sequence[Target], years: int) -> TargetPairs:
    """The best one-to-one pairs: by indicator first, then by unit, kind of change, time, bound and number."""
    bags = {target: _characters(plain_indicator(target)) for target in (*old, *new)}
    scores = {
        (i, j): score
        for i, one in enumerate(old)
        for j, other in enumerate(new)
        if (score := _score(one, other, _dice(bags[one], bags[other]), years))
    }
    gains = {pair: round(score * _GRAIN) for pair, score in scores.items()}
    found = best_pairs(gains, [_content(target) for target in old], [_content(target) for target in new])
    pairs = sorted(found.items(), key=lambda pair: pair[1])
    return TargetPairs(tuple(pairs), tuple(scores[pair] for pair in pairs))


def _content(target: Target) -> tuple[str, str]:
    return plain_indicator(target), target.text


def reasons_of(old: Target, new: Target) -> tuple[Reason, ...]:
    """What joined two targets: their indicator, or the words of it."""
    return ("indicator",) if plain_indicator(old) == plain_indicator(new) else ("words",)


def _score(old: Target, new: Target, likeness: float, years: int) -> float:
    """0 to 1; 0 if the indicators are not alike. The same target in both plans has 1."""
    if likeness < LIKE:
        return 0.0
    other = (
        (0.12, old.quantity.unit == new.quantity.unit),
        (0.10, old.change == new.change),
        (0.06, old.per == new.per),
        (0.08, (old.scope or "") == (new.scope or "")),
        (0.10, _same_due(old, new, years)),
        (0.06, old.comparator == new.comparator),
        (0.04, (old.quantity.value, old.quantity.value_max) == (new.quantity.value, new.quantity.value_max)),
    )
    return 0.44 * likeness + sum(worth for worth, holds in other if holds)


def _same_due(old: Target, new: Target, years: int) -> bool:
    one, other = (target.due.end if target.due else None for target in (old, new))
    return one == other or days_between(old.due, new.due, years) == 0


def name_likeness(one: str, other: str) -> float:
    """How alike two names of indicators are, 0 to 1, by the pairs of characters that both have."""
    return _dice(_characters(one), _characters(other))


def _characters(words: str) -> Counter[str]:
    return Counter(pair for run in runs(words) for pair in pairs_of_characters(run))


def _dice(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def target_change(old: Target, new: Target, years: int, directions: Directions) -> TargetChange | None:
    """What changed from `old` to `new`; None if the number and the bound are the same."""
    if not _comparable(old, new, years):
        return TargetChange(
            kind="incomparable", old=old, new=new, indicator=new.indicator or old.indicator, effect="unclear"
        )
    unit, before, after = _amounts(old, new)
    kind = _kind(before, after, same_bound=old.comparator == new.comparator)
    if kind is None:
        return None
    step = after[0] - before[0]
    is_one_step = step == after[1] - before[1] and old.per == new.per and kind != "bound"
    difference = step if is_one_step else None
    return TargetChange(
        kind=kind,
        old=old,
        new=new,
        indicator=new.indicator or old.indicator,
        difference=None if difference is None else plain_number(difference),
        unit=unit if difference is not None else None,
        effect=_effect(old, new, kind, directions),
    )


def added(new: Target) -> TargetChange:
    """A target that only the new plan states."""
    return TargetChange(kind="added", new=new, indicator=new.indicator)


def dropped(old: Target) -> TargetChange:
    """A target that only the old plan states."""
    return TargetChange(kind="dropped", old=old, indicator=old.indicator)


def told_once(changes: Sequence[TargetChange]) -> list[TargetChange]:
    """Each change once, though text and table name its indicator in two ways, one longer than the other."""
    kept: list[TargetChange] = []
    for change in changes:
        bounds, name = _bounds(change), change.indicator or ""
        if not any(_bounds(one) == bounds and _is_part(one.indicator or "", name) for one in kept):
            kept.append(change)
    return kept


def _bounds(change: TargetChange) -> tuple[object, ...]:
    sides = (change.old, change.new)
    return change.kind, *((t.comparator, t.quantity, t.change, t.per) if t else None for t in sides)


def _is_part(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _comparable(old: Target, new: Target, years: int) -> bool:
    """True if both measure the same: dimension and unit, kind of change and what it is measured from, scope."""
    if (old.change, old.quantity.dimension) != (new.change, new.quantity.dimension):
        return False
    if old.per != new.per and (old.per is None or new.per is None or old.change is not None):
        return False
    if old.scope and new.scope and old.scope != new.scope:
        return False
    if old.baseline and new.baseline and not year_moves(old.baseline.year, new.baseline.year, years):
        return False
    return unit_of_both(old, new) is not None


def unit_of_both(old: Target, new: Target) -> str | None:
    """The unit in which both can be said, an empty string for a bare number; None if there is none."""
    one, other = old.quantity.unit, new.quantity.unit
    if one == other:
        return one or ""
    if one is None or other is None or old.quantity.dimension == "count":
        return None
    unit = min(one, other)
    try:
        old.quantity.to(unit), new.quantity.to(unit)
    except ValueError:
        return None
    return unit


def _amounts(old: Target, new: Target) -> tuple[str | None, tuple[Decimal, Decimal], tuple[Decimal, Decimal]]:
    """The unit of both, and the lower and upper end of each; in a year where they hold for unlike periods."""
    unit = unit_of_both(old, new) or None
    ends = []
    for target in (old, new):
        amount = target.quantity if unit in (None, target.quantity.unit) else target.quantity.to(str(unit))
        times = _TIMES[target.per] if target.per and old.per != new.per else 1
        top = amount.value if amount.value_max is None else amount.value_max
        ends.append((amount.value * times, top * times))
    return unit, ends[0], ends[1]


def plain_number(number: Decimal) -> Decimal:
    """The same number without zeros that say nothing: -10000000, not -10000000.0."""
    return number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()


def _kind(
    before: tuple[Decimal, Decimal], after: tuple[Decimal, Decimal], *, same_bound: bool
) -> TargetChangeKind | None:
    """What happened to the lower and upper end; None if nothing did."""
    if before == after:
        return None if same_bound else "bound"
    if after[0] >= before[0] and after[1] >= before[1]:
        return "raised"
    if after[0] <= before[0] and after[1] <= before[1]:
        return "lowered"
    return "incomparable"


def _effect(old: Target, new: Target, kind: TargetChangeKind, directions: Directions) -> Effect:
    """Whether more is asked for; unclear where bound, kind of change and indicator do not say which way is better.

    What only one of the two says holds for both: 27%左右 → 30%以上.
    """
    asked = {_asks_for(old, directions), _asks_for(new, directions)} - {None}
    if len(asked) != 1:
        return "unclear"
    one = asked.pop()
    if kind == "bound":
        firm = _FIRMNESS.get(old.comparator), _FIRMNESS.get(new.comparator)
        if None in firm or firm[0] == firm[1]:
            return "unclear"
        return "stricter" if firm[1] > firm[0] else "looser"  # type: ignore[operator]
    return "stricter" if (kind == "raised") == (one == "more") else "looser"


def _asks_for(target: Target, directions: Directions) -> str | None:
    """``more`` or ``less`` of the number; None where neither is said.

    A bound says it by itself (≤ asks for less). A bare number asks for more where it is a change (下降10%) or an
    amount of work (新建20座), and else as the ending of the indicator has it (漏损率 9%).
    """
    if target.comparator in _MOST:
        return "less"
    if target.comparator in _LEAST or target.change is not None:
        return "more"
    known = directions.of(plain_indicator(target))
    if known is not None:
        return "more" if known == "higher" else "less"
    if target.quantity.dimension in _WORK_DIMENSIONS and directions.is_work(target.text):
        return "more"
    return None
