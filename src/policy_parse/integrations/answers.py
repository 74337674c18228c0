"""What the tools answer: values with the words they were read from and where these stand, to be quoted."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from policy_parse.model import Role, Severity
from policy_parse.model.base import Model, Number
from policy_parse.model.comparison import Effect, MatchKind
from policy_parse.model.deadline import DeadlineKind
from policy_parse.model.target import Change, Comparator
from policy_parse.model.task import Origin


class Answer(Model):
    """Base of all answers. In JSON a field that the document does not give is left out, so that answers stay short."""

    @model_serializer(mode="wrap")
    def _short(self, whole: SerializerFunctionWrapHandler) -> dict[str, Any]:
        fields = type(self).model_fields
        kept = {name for name, field in fields.items() if field.is_required() or getattr(self, name) != field.default}
        return {name: value for name, value in whole(self).items() if name in kept}


class Quote(Answer):
    """Words of the document, verbatim, and where they stand, counted from one."""

    text: str = Field(description="verbatim: quote this, do not reword it")
    where: str = Field(description="for people: 第3页 表1第5行, 第17段")
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    start: int = Field(description="offset of the first character in the text of the document")
    end: int


class UnitAnswer(Answer):
    """A unit of a task."""

    name: str = Field(description="official full name where it is settled, else as written")
    role: Role
    inherited: bool = Field(default=False, description="stated for several tasks at once, above or elsewhere")
    quote: Quote


class DeadlineAnswer(Answer):
    """A time limit."""

    kind: DeadlineKind
    end: datetime.date | None = Field(default=None, description="last day allowed")
    time: str | None = None
    rrule: str | None = None
    inferred: bool = Field(default=False, description="the year comes from the document, not from the words")
    quote: Quote


class TargetAnswer(Answer):
    """A number to be reached."""

    indicator: str | None = None
    scope: str | None = None
    comparator: Comparator
    value: Number
    value_max: Number | None = None
    unit: str | None = None
    change: Change | None = Field(default=None, description="the value is a difference: 下降7%")
    due: datetime.date | None = None
    confidence: float | None = None
    quote: Quote


class TaskAnswer(Answer):
    """A task of a plan."""

    id: str
    origin: Origin
    number: str | None = None
    title: str | None = None
    path: tuple[str, ...] = ()
    responsible: tuple[UnitAnswer, ...] = ()
    supporting: tuple[UnitAnswer, ...] = ()
    targets: tuple[TargetAnswer, ...] = ()
    deadlines: tuple[DeadlineAnswer, ...] = ()
    related: tuple[str, ...] = Field(default=(), description="ids of tasks that state the same work elsewhere")
    quote: Quote


class FindingAnswer(Answer):
    """What a careful reader would query."""

    code: str
    severity: Severity
    message: str
    tasks: tuple[str, ...] = ()
    places: tuple[Quote, ...] = ()


class ParsedPlan(Answer):
    """A plan, with the tasks from `offset` on."""

    name: str
    format: str
    sha256: str
    pages: int | None = None
    title: str | None = None
    document_number: str | None = None
    issuers: tuple[str, ...] = ()
    issued_on: datetime.date | None = None
    region: str | None = None
    own_targets: tuple[TargetAnswer, ...] = Field(default=(), description="targets outside any task")
    task_count: int
    offset: int
    next_offset: int | None = Field(default=None, description="ask again with this offset; null after the last task")
    tasks: tuple[TaskAnswer, ...]
    finding_codes: Mapping[str, int] = Field(description="how many findings of each code; `check` shows them")
    warnings: tuple[str, ...] = Field(default=(), description="what could not be read, as pages of a scan")


class ExplainedValue(Answer):
    """One field of a task."""

    field: str
    means: str
    rule: str = Field(description="id of the rule that made it")
    quote: Quote


class Explained(Answer):
    """Why something is as it is."""

    text: str = Field(description="the same for people")
    values: tuple[ExplainedValue, ...] = ()


class Checked(Answer):
    """Findings of a plan."""

    name: str
    counts: Mapping[str, int]
    findings: tuple[FindingAnswer, ...]


class ChangeAnswer(Answer):
    """What changed in one piece of work, or one overall target."""

    field: str
    kind: str
    old: str | None = None
    new: str | None = None
    old_quote: Quote | None = None
    new_quote: Quote | None = None
    indicator: str | None = None
    effect: Effect | None = None
    days: int | None = None


class Matched(Answer):
    """A piece of work, or an overall target, on both sides."""

    kind: MatchKind
    score: float
    name: str
    old: tuple[Quote, ...] = ()
    new: tuple[Quote, ...] = ()
    changes: tuple[ChangeAnswer, ...] = ()


class Compared(Answer):
    """What goes on from one plan to another, without what is as it was."""

    old: str
    new: str
    counts: Mapping[str, int] = Field(description="pieces of work by kind, those that are as they were too")
    target_counts: Mapping[str, int]
    works: tuple[Matched, ...]
    targets: tuple[Matched, ...]
    left_out: int = Field(default=0, description="matches beyond the limit")


class FoundTask(Answer):
    """A task that was searched for."""

    document: str = Field(description="path to give to the other tools")
    plan: str | None = Field(default=None, description="title of the plan")
    task: TaskAnswer


class Found(Answer):
    """Tasks that hold all that was asked for."""

    total: int
    tasks: tuple[FoundTask, ...]
    unread: tuple[str, ...] = Field(default=(), description="documents that could not be read, with the reason")
