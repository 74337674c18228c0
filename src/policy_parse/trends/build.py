"""Several plans to one Trend."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import chain

from policy_parse.comparison.targets import plain_number, target_change
from policy_parse.comparison.words import ComparisonWords
from policy_parse.model import Plan
from policy_parse.model.trend import Series, Trend, TrendPlan, TrendPoint
from policy_parse.trends.joining import Group, joined
from policy_parse.trends.names import Names
from policy_parse.trends.offices import offices_of
from policy_parse.trends.readings import Reading, last_year, readings_of
from policy_parse.trends.units import common_unit


def trend_of(plans: Sequence[Plan], words: ComparisonWords) -> Trend:
    """Each indicator that the plans name, over years and offices; every such target is in one series.

    The plans are taken by year, then as they are given. The same plans always give the same Trend.
    """
    order = sorted(plans, key=lambda plan: (last_year(plan) is None, last_year(plan) or 0))
    offices = offices_of(order)
    readings = list(
        chain.from_iterable(
            readings_of(plan, number, office) for number, (plan, office) in enumerate(zip(order, offices, strict=True))
        )
    )
    groups = joined(readings, Names(order, words))
    known = tuple(_plan(plan, office) for plan, office in zip(order, offices, strict=True))
    return Trend(plans=known, series=tuple(_series(group, known, words) for group in groups))


def _plan(plan: Plan, office: str) -> TrendPlan:
    header = plan.header
    return TrendPlan(
        name=plan.source.name,
        title=header.title,
        region=header.region.name if header.region else None,
        office=office,
        year=last_year(plan),
        sha256=plan.source.sha256,
    )


def _series(group: Group, plans: Sequence[TrendPlan], words: ComparisonWords) -> Series:
    readings = sorted(group.readings, key=lambda r: (r.year is None, r.year or 0, r.plan))
    unit, numbers = common_unit([reading.target for reading in readings])
    stated = dict[tuple[object, ...], list[int]]()
    for place, reading in enumerate(readings):
        stated.setdefault((reading.plan, reading.year, reading.target.comparator, *numbers[place]), []).append(place)
    points: list[TrendPoint] = []
    firsts: list[Reading] = []
    for places in stated.values():
        same = [readings[place] for place in places]
        before = _before(same[0], firsts)
        point = _point(same, numbers[places[0]], plans)
        if before is not None:
            point = _with_change(point, points[before], (firsts[before], same[0]), words)
        points.append(point)
        firsts.append(same[0])
    baselines = {reading.baseline for reading in readings}
    names = dict.fromkeys(reading.indicator for reading in _once(sorted(readings, key=lambda r: r.plan)))
    measure = readings[0].measure
    return Series(
        indicator=_last_name(readings),
        names=tuple(names),
        likeness=None if group.likeness is None else round(group.likeness, 3),
        unit=unit,
        dimension=measure.dimension,
        change=measure.change,
        baseline=baselines.pop() if len(baselines) == 1 else None,
        per=measure.per,
        points=tuple(points),
    )


def _once(readings: Sequence[Reading]) -> list[Reading]:
    """The first reading of each name."""
    return list({reading.name: reading for reading in reversed(readings)}.values())[::-1]


def _last_name(readings: Sequence[Reading]) -> str:
    """The name in the last plan; where it has several that of its text, which comes first."""
    last = max(reading.plan for reading in readings)
    return next(reading.indicator for reading in readings if reading.plan == last)


def _point(same: Sequence[Reading], number: tuple[Decimal, Decimal | None], plans: Sequence[TrendPlan]) -> TrendPoint:
    """The point of readings that state the same: the words are the first one's."""
    first = same[0]
    return TrendPoint(
        plan=first.plan,
        region=plans[first.plan].region,
        office=first.office,
        year=first.year,
        year_from="due" if any(reading.year_from == "due" for reading in same) else "plan",
        tasks=tuple(dict.fromkeys(reading.task.id for reading in same if reading.task)),
        indicator=first.indicator,
        comparator=first.target.comparator,
        value=number[0],
        value_max=number[1],
        effort=next((reading.target.effort for reading in same if reading.target.effort), None),
        baseline=first.baseline,
        text=first.target.text,
        span=first.target.span,
        place=first.place,
    )


def _before(reading: Reading, others: Sequence[Reading]) -> int | None:
    """The value of the same office for the year before that has one; None if it states none or several."""
    earlier = [i for i, other in enumerate(others) if other.office == reading.office and _is_later(reading, other)]
    last = max((others[i].year or 0 for i in earlier), default=None)
    found = [i for i in earlier if others[i].year == last]
    return found[0] if len({others[i].amount for i in found}) == 1 else None


def _is_later(one: Reading, other: Reading) -> bool:
    return one.year is not None and other.year is not None and one.year > other.year


def _with_change(
    point: TrendPoint, before: TrendPoint, readings: tuple[Reading, Reading], words: ComparisonWords
) -> TrendPoint:
    """The point with what changed since the value before."""
    old, new = readings
    change = target_change(old.target, new.target, (new.year or 0) - (old.year or 0), words.directions)
    is_number = point.value_max is None and before.value_max is None
    return point.model_copy(
        update={
            "difference": plain_number(point.value - before.value) if is_number else None,
            "effect": change.effect if change is not None else None,
        }
    )
