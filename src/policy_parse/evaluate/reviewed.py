"""A Plan that people have reviewed wholly, as what a careful reader marked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from policy_parse.corrections import unreviewed
from policy_parse.errors import PolicyParseError
from policy_parse.evaluate.gold import ROLES, Gold, MarkedDeadline, MarkedTarget, MarkedTask
from policy_parse.model import Deadline, Plan, Target, Task


class NotReviewedError(PolicyParseError):
    """A Plan in which there are values that nobody has confirmed: no gold file."""


def is_plan(marked: Mapping[str, Any]) -> bool:
    """True if the content of a JSON file is a Plan, not a marking by hand."""
    return {"source", "text", "schema_version"} <= marked.keys()


def gold_of(plan: Plan | Mapping[str, Any]) -> Gold:
    """What a reviewed Plan says, for `evaluate_plan`; its header, which nobody reviewed, is left out.

    Raises NotReviewedError where a task or value was not confirmed or corrected by a person (`unreviewed`), or where
    a mapping is no Plan.
    """
    if not isinstance(plan, Plan):
        try:
            plan = Plan.model_validate(plan)
        except ValidationError as error:
            raise NotReviewedError(f"不是方案（no plan: {error.errors()[0]['msg']}）") from None
    open_ = sum(1 for _ in unreviewed(plan))
    if open_:
        raise NotReviewedError(
            f"还有 {open_} 处没有人核对过，不能当作标注（{open_} tasks or values are not reviewed: no gold file）"
        )
    return Gold(
        document=plan.source.name,
        tasks=tuple(_task(task, plan) for task in plan.tasks),
        targets=tuple(map(_target, plan.targets)),
    )


def _task(task: Task, plan: Plan) -> MarkedTask:
    words = task.span.of(plan.text)
    units = (*task.responsible, *task.supporting)
    by_role: dict[str, Any] = {role: tuple(unit.text for unit in units if unit.role == role) for role in ROLES}
    return MarkedTask(
        starts=words,
        ends=words,
        origin=task.origin,
        number=task.number,
        title=task.title,
        targets=tuple(map(_target, task.targets)),
        deadlines=tuple(map(_deadline, task.deadlines)),
        **by_role,
    )


def _target(target: Target) -> MarkedTarget:
    return MarkedTarget(
        text=target.text,
        indicator=target.indicator,
        comparator=target.comparator,
        value=target.value,
        value_max=target.value_max,
        unit=target.unit,
        change=target.change,
        baseline_year=target.baseline.year if target.baseline else None,
        per=target.per,
    )


def _deadline(deadline: Deadline) -> MarkedDeadline:
    return MarkedDeadline(
        text=deadline.text,
        kind=deadline.kind,
        start=deadline.start.isoformat() if deadline.start else None,
        end=deadline.end.isoformat() if deadline.end else None,
        rrule=deadline.rrule,
        time=deadline.time,
    )
