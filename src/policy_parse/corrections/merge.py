"""A Plan with a reviewer's corrections in it.

Corrections are merged one after another, each into what those before it made. One whose `old` is not there (any more)
is left out; the rest go on. Source: contract 1.1, Corrections.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from pydantic import ValidationError

from policy_parse.corrections.review import reviewed
from policy_parse.errors import CorrectionsError
from policy_parse.model import Finding, Model, Plan, Target, Task, Value, wording
from policy_parse.model.corrections import (
    REVIEW,
    Correction,
    Corrections,
    DeadlineCorrection,
    TargetCorrection,
    TaskCorrection,
    UnitCorrection,
    WordCorrection,
)
from policy_parse.span import Span

VALUES = ("responsible", "supporting", "targets", "deadlines")
"""The fields of a task that hold values."""
_OF_THE_MACHINE = {"rule": True, "confidence": True}
M = TypeVar("M", bound=Model)
ValueCorrection = UnitCorrection | TargetCorrection | DeadlineCorrection


class Merged(NamedTuple):
    """The Plan with all that fitted, and what did not, in the order of the file."""

    plan: Plan
    left_out: tuple[Correction, ...]

    def findings(self) -> Iterator[Finding]:
        """One finding for each correction that was left out."""
        for correction in self.left_out:
            about = next((value for value in (correction.old, correction.new) if value is not None), None)
            words = str(getattr(about, "text", about) or "—")
            told = f"{correction.task or wording.OWN_TARGETS} {correction.op} {correction.field}“{words[:30]}”"
            there = correction.task in {task.id for task in self.plan.tasks}
            yield Finding(
                code="correction-left-out",
                severity="warning",
                message=f"有一条更正没有采用，方案里没有它要改的内容：{told}",
                tasks=(correction.task,) if there and correction.task is not None else (),
            )


class _NotThere(Exception):
    """The `old` of a correction, or its task, is not in the plan."""


def merge(plan: Plan, corrections: Corrections, settle: Callable[[Value], Value] = lambda value: value) -> Merged:
    """`plan` with `corrections` merged in; what a person confirmed, changed or added has the rule ``review``.

    `settle` completes a value that a person gave (a quantity in its standard unit). Values stand in text order. The
    same two always give an equal result; findings stay as they were. Raises CorrectionsError where the corrections are
    of another document, or a value's words are not those of the text at its span.
    """
    if corrections.plan != plan.source.sha256:
        raise CorrectionsError(
            f"更正是对另一份文件做的（made for another document: sha256 {corrections.plan[:12]}…, "
            f"not {plan.source.sha256[:12]}…）"
        )
    for number, correction in enumerate(corrections.corrections, 1):
        _check_words(plan.text, correction, number)
    draft = _Draft(plan, settle)
    left_out = []
    for correction in corrections.corrections:
        try:
            draft.merge(correction)
        except _NotThere:
            left_out.append(correction)
    return Merged(draft.plan(), tuple(left_out))


class _Draft:
    """The tasks and targets of a plan while corrections are merged into them."""

    def __init__(self, plan: Plan, settle: Callable[[Value], Value]) -> None:
        self._plan, self._settle = plan, settle
        self._tasks = {task.id: task for task in plan.tasks}
        self._targets: tuple[Value, ...] = plan.targets

    def plan(self) -> Plan:
        """The whole, checked. Raises CorrectionsError if it is no Plan."""
        tasks = sorted(self._tasks.values(), key=lambda task: (task.span.start, task.span.end))
        there = self._tasks.keys()
        fields = {name: getattr(self._plan, name) for name in type(self._plan).model_fields}
        fields["tasks"] = tuple(_copy(task, related=tuple(i for i in task.related if i in there)) for task in tasks)
        fields["targets"] = self._targets
        fields["findings"] = tuple(
            _copy(finding, tasks=tuple(i for i in finding.tasks if i in there)) for finding in self._plan.findings
        )
        try:
            return Plan(**fields)
        except ValidationError as error:
            raise CorrectionsError(
                f"更正后不成方案（no plan with these corrections: {error.errors()[0]['msg']}）"
            ) from None

    def merge(self, correction: Correction) -> None:
        """Merge one correction. Raises _NotThere, with nothing changed."""
        if isinstance(correction, TaskCorrection):
            self._whole_task(correction)
        elif isinstance(correction, WordCorrection):
            task = self._task(correction.task)
            if getattr(task, correction.field) != correction.old:
                raise _NotThere
            if correction.op != "confirm":
                self._tasks[task.id] = _copy(task, **{correction.field: correction.new})
        elif correction.task is None:
            self._targets = self._merged(self._targets, correction)
        else:
            task = self._task(correction.task)
            self._tasks[task.id] = _copy(
                task, **{correction.field: self._merged(getattr(task, correction.field), correction)}
            )

    def _task(self, identity: str) -> Task:
        if identity not in self._tasks:
            raise _NotThere
        return self._tasks[identity]

    def _whole_task(self, correction: TaskCorrection) -> None:
        there, old, new = self._tasks.get(correction.task), correction.old, correction.new
        if (there is None) != (old is None) or (old and there and (old.span, old.text) != (there.span, there.text)):
            raise _NotThere  # not there, or its id is taken by another
        if correction.op == "remove":
            del self._tasks[correction.task]
        elif new is None:
            assert there is not None
            self._tasks[correction.task] = _copy(there, rule=REVIEW)
        else:
            self._tasks[correction.task] = self._reviewed_task(new, there)

    def _reviewed_task(self, task: Task, before: Task | None) -> Task:
        """`task` as a person gave it; values that it had `before` stay as they were."""
        fields: dict[str, object] = {"rule": REVIEW}
        for name in VALUES:
            known = {_key(value): value for value in getattr(before, name, ())}
            fields[name] = tuple(known.get(_key(v)) or reviewed(self._settle(v)) for v in getattr(task, name))
        return _copy(task, **fields)

    def _merged(self, values: tuple[Value, ...], correction: ValueCorrection) -> tuple[Value, ...]:
        """The list of values with one of them confirmed, replaced, added or removed."""
        op, old, new = correction.op, correction.old, correction.new
        sought = next(_key(value) for value in (old, new) if value is not None)
        at = next((i for i, value in enumerate(values) if _key(value) == sought), None)
        if at is None and op != "add":
            raise _NotThere
        rest = values if at is None else (*values[:at], *values[at + 1 :])
        if op == "remove":
            return rest
        if at is not None and op != "set":  # confirmed, or added once more
            return (*values[:at], reviewed(values[at]), *values[at + 1 :])
        assert new is not None
        made: Value = reviewed(self._settle(new))
        place = next((i for i, value in enumerate(rest) if value.span.start > made.span.start), len(rest))
        return (*rest[:place], made, *rest[place:])


def _key(value: Value) -> str:
    """What makes two values the same: everything but what the machine says of how it read them."""
    due = {"due": _OF_THE_MACHINE} if isinstance(value, Target) and value.due is not None else {}
    return value.model_dump_json(exclude={**_OF_THE_MACHINE, **due})


def _check_words(text: str, correction: Correction, number: int) -> None:
    """Raise CorrectionsError if words that a person gave are not those of the text."""
    new = correction.new
    given: Iterable[tuple[Span, str]] = ()
    if isinstance(new, Task):
        given = (place for name in VALUES for value in getattr(new, name) for place in _places(value))
    elif isinstance(new, Value):
        given = _places(new)
    for span, words in given:
        if span.of(text) != words:
            raise CorrectionsError(
                f"第 {number} 条更正：原文 {span.start}—{span.end} 处不是“{words}”"
                f"（correction {number}: the text has other words at {span.start}..{span.end}）"
            )


def _places(value: Value) -> Iterator[tuple[Span, str]]:
    yield value.span, value.text
    if isinstance(value, Target):
        if value.due is not None:
            yield value.due.span, value.due.text
        if value.baseline is not None and value.baseline.span is not None:
            yield value.baseline.span, value.baseline.text


def _copy(model: M, **fields: object) -> M:
    return model.model_copy(update=fields)
