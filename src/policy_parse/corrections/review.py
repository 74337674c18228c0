"""What a person vouches for: values and tasks whose `rule` is ``review``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from policy_parse.model import Plan, Target, Task, Value
from policy_parse.model.corrections import REVIEW

V = TypeVar("V", bound=Value)


def reviewed(value: V) -> V:
    """`value` as one that a person vouches for: its rule, and that of its due date, says so.

    What the machine thought of it (`confidence`) is dropped.
    """
    mark: dict[str, object] = {"rule": REVIEW, "confidence": None}
    if isinstance(value, Target) and value.due is not None:
        mark["due"] = reviewed(value.due)
    return value.model_copy(update=mark)


def unreviewed(plan: Plan) -> Iterator[Task | Value]:
    """The tasks, units, targets and deadlines that nobody has confirmed or corrected, in document order.

    A plan without any is a gold file for ``evaluate``.
    """
    for task in plan.tasks:
        if task.rule != REVIEW:
            yield task
        values = (*task.responsible, *task.supporting, *task.targets, *task.deadlines)
        yield from (value for value in values if value.rule != REVIEW)
    yield from (target for target in plan.targets if target.rule != REVIEW)
