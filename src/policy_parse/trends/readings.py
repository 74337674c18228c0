"""The targets of a plan as readings of an indicator: what is measured, how, for which year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from policy_parse.comparison.pieces import plain_indicator
from policy_parse.model import Change, Plan, Target, Task
from policy_parse.model.location import Places
from policy_parse.model.target import Period
from policy_parse.structure.header.front_matter import plan_year
from policy_parse.text.fold import clean


class Measure(NamedTuple):
    """What two readings must have in common to stand in one series: an amount is no change, a person no turn."""

    dimension: str | None
    counted: str | None
    """The unit, where it does not convert: 家, 人次; empty for a bare number."""
    change: Change | None
    per: Period | None


@dataclass(frozen=True)
class Reading:
    """One target of one plan."""

    plan: int
    office: str
    target: Target
    task: Task | None
    """None for one of the plan's own."""
    year: int | None
    year_from: Literal["due", "plan"]
    place: str
    in_table: bool
    name: str
    """The indicator as it is compared."""
    measure: Measure

    @property
    def indicator(self) -> str:
        """The indicator as it is shown."""
        return clean(self.target.indicator or "")

    @property
    def amount(self) -> tuple[object, ...]:
        """The number itself, in its standard unit."""
        quantity = self.target.quantity
        return quantity.value, quantity.value_max

    @property
    def baseline(self) -> int | None:
        """The year that a change is measured from."""
        return self.target.baseline.year if self.target.baseline else None


def readings_of(plan: Plan, number: int, office: str) -> Iterator[Reading]:
    """Every target of `plan` that names its indicator, its own first. `number` and `office` say whose they are."""
    places = Places(plan)
    own = last_year(plan)
    stated: list[tuple[Task | None, Target]] = [(None, target) for target in plan.targets]
    stated += [(one, target) for one in plan.tasks for target in one.targets]
    for task, target in stated:
        if not target.indicator:
            continue
        due = _due_year(target)
        block = places.block(target.span.start)
        yield Reading(
            plan=number,
            office=office,
            target=target,
            task=task,
            year=own if due is None else due,
            year_from="plan" if due is None else "due",
            place=places.words(target.span.start),
            in_table=block is not None and block.kind == "cell",
            name=plain_indicator(target),
            measure=_measure(target),
        )


def last_year(plan: Plan) -> int | None:
    """The year by which a plan is done: the last of its period, else the year that it is of."""
    period = plan.header.plan_period
    return period.end_year if period is not None else plan_year(plan.header)


def _due_year(target: Target) -> int | None:
    day = target.due and (target.due.end or target.due.start)
    return day.year if day else None


def _measure(target: Target) -> Measure:
    quantity = target.quantity
    converts = quantity.dimension not in (None, "count") and quantity.unit is not None
    return Measure(quantity.dimension, None if converts else quantity.unit or "", target.change, target.per)
