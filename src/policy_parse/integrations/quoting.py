"""Values of a plan as answers: each with its words and its place."""

from __future__ import annotations

from policy_parse.findings.places import Place, places_of
from policy_parse.integrations.answers import (
    DeadlineAnswer,
    FindingAnswer,
    Quote,
    TargetAnswer,
    TaskAnswer,
    UnitAnswer,
)
from policy_parse.model import Deadline, Finding, Plan, Target, Task, Unit
from policy_parse.model.location import Places
from policy_parse.span import Span

_NO_CODE = Finding(code="quote", severity="info", message="")


class Quoter:
    """Makes answers of the values of one plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan, self._places = plan, Places(plan)

    def quote(self, span: Span) -> Quote:
        """The words at `span` and where they stand."""
        finding = _NO_CODE.model_copy(update={"spans": (span,)})
        return _quote(places_of(finding, self._plan, self._places)[0])

    def task(self, task: Task) -> TaskAnswer:
        """A task with all its values."""
        return TaskAnswer(
            id=task.id,
            origin=task.origin,
            number=task.number,
            title=task.title,
            path=task.path,
            responsible=tuple(map(self.unit, task.responsible)),
            supporting=tuple(map(self.unit, task.supporting)),
            targets=tuple(map(self.target, task.targets)),
            deadlines=tuple(map(self.deadline, task.deadlines)),
            related=task.related,
            quote=self.quote(task.span),
        )

    def unit(self, unit: Unit) -> UnitAnswer:
        """A unit."""
        return UnitAnswer(name=unit.name, role=unit.role, inherited=unit.inherited, quote=self.quote(unit.span))

    def target(self, target: Target) -> TargetAnswer:
        """A target, with the last day of the time that governs it."""
        return TargetAnswer(
            indicator=target.indicator,
            scope=target.scope,
            comparator=target.comparator,
            value=target.value,
            value_max=target.value_max,
            unit=target.unit,
            change=target.change,
            due=target.due.end if target.due else None,
            confidence=target.confidence,
            quote=self.quote(target.span),
        )

    def deadline(self, deadline: Deadline) -> DeadlineAnswer:
        """A time limit."""
        return DeadlineAnswer(
            kind=deadline.kind,
            end=deadline.end,
            time=deadline.time,
            rrule=deadline.rrule,
            inferred=deadline.inferred,
            quote=self.quote(deadline.span),
        )

    def finding(self, finding: Finding) -> FindingAnswer:
        """A finding with the places that it is about."""
        return FindingAnswer(
            code=finding.code,
            severity=finding.severity,
            message=finding.message,
            tasks=finding.tasks,
            places=tuple(map(_quote, places_of(finding, self._plan, self._places))),
        )


def _quote(place: Place) -> Quote:
    values = place._asdict()
    span = values.pop("span")
    return Quote(start=span.start, end=span.end, **values)
