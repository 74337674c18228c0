"""What the tools answer: values with the words they were read from and where these stand, to be quoted."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from pydantic import SerializerFunctionWrapHandler, model_serializer

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

    text: str
    """verbatim: quote this, do not reword it"""
    where: str
    """for people: 第3页 表1第5行, 第17段"""
    page: int | None = None
    """left out in formats without pages"""
    paragraph: int | None = None
    """of the document, or among those that were read"""
    table: int | None = None
    """of the tables of the document"""
    row: int | None = None
    """of that table"""
    column: int | None = None
    """of that table"""
    start: int
    """offset of the first character in the text of the document"""
    end: int
    """offset behind the last character"""


class UnitAnswer(Answer):
    """A unit of a task."""

    name: str
    """official full name where it is settled, else as written"""
    role: Role
    """lead 牵头, responsible 责任, supporting 配合, guiding 指导"""
    inherited: bool = False
    """stated for several tasks at once, above or elsewhere"""
    quote: Quote
    """the words, and where they stand"""


class DeadlineAnswer(Answer):
    """A time limit."""

    kind: DeadlineKind
    """date; recurring 每年; ongoing 长期坚持; event 汛期前"""
    end: datetime.date | None = None
    """last day allowed"""
    time: str | None = None
    """time of day that limits it, HH:MM"""
    rrule: str | None = None
    """RFC 5545, of a recurring one"""
    inferred: bool = False
    """the year comes from the document, not from the words"""
    quote: Quote
    """the words, and where they stand"""


class TargetAnswer(Answer):
    """A number to be reached."""

    indicator: str | None = None
    """what is measured, or the thing counted"""
    scope: str | None = None
    """whom or where it covers: 全区"""
    comparator: Comparator
    """le ≤, lt <, ge ≥, gt >, eq =, approx ≈, between"""
    value: Number
    """as written, before the magnitude word: 3.028"""
    value_max: Number | None = None
    """upper end, of between"""
    unit: str | None = None
    """as written, with its magnitude word: 亿m³"""
    change: Change | None = None
    """the value is a difference: 下降7%"""
    due: datetime.date | None = None
    """last day of the time that governs it"""
    confidence: float | None = None
    """0-1: how far its reading leads over others, and how sure the recogniser is"""
    quote: Quote
    """the words, and where they stand"""


class TaskAnswer(Answer):
    """A task of a plan."""

    id: str
    """what `explain` takes"""
    origin: Origin
    """narrative: the text; table: a row"""
    number: str | None = None
    """as written: 3, 一"""
    title: str | None = None
    """its short name"""
    path: tuple[str, ...] = ()
    """headings above it, outermost first"""
    responsible: tuple[UnitAnswer, ...] = ()
    """units that lead or are responsible"""
    supporting: tuple[UnitAnswer, ...] = ()
    """units that support or guide"""
    targets: tuple[TargetAnswer, ...] = ()
    """numbers to be reached"""
    deadlines: tuple[DeadlineAnswer, ...] = ()
    """time limits"""
    related: tuple[str, ...] = ()
    """ids of tasks that state the same work elsewhere"""
    quote: Quote
    """the words, and where they stand"""


class FindingAnswer(Answer):
    """What a careful reader would query."""

    code: str
    """what kind of finding"""
    severity: Severity
    """info, warning or error"""
    message: str
    """in Chinese, for people"""
    tasks: tuple[str, ...] = ()
    """ids of the tasks concerned"""
    places: tuple[Quote, ...] = ()
    """the words that it is about"""


class ParsedPlan(Answer):
    """A plan, with the tasks from `offset` on."""

    name: str
    """of the file"""
    format: str
    """docx, pdf, txt, …"""
    sha256: str
    """of the file"""
    pages: int | None = None
    """how many"""
    title: str | None = None
    """as the document has it"""
    document_number: str | None = None
    """发文字号"""
    issuers: tuple[str, ...] = ()
    """发文机关"""
    issued_on: datetime.date | None = None
    """成文日期"""
    region: str | None = None
    """where the plan is in force"""
    own_targets: tuple[TargetAnswer, ...] = ()
    """targets outside any task"""
    task_count: int
    """of the whole plan"""
    offset: int
    """of the first task given here"""
    next_offset: int | None = None
    """ask again with this offset; null after the last task"""
    tasks: tuple[TaskAnswer, ...]
    """those from `offset` on"""
    finding_codes: Mapping[str, int]
    """how many findings of each code; `check` shows them"""
    warnings: tuple[str, ...] = ()
    """what could not be read, as pages of a scan"""


class ExplainedValue(Answer):
    """One field of a task."""

    field: str
    """what it is: lead, target, deadline, …"""
    means: str
    """what was understood"""
    rule: str
    """id of the rule that made it"""
    quote: Quote
    """the words, and where they stand"""


class Explained(Answer):
    """Why something is as it is."""

    text: str
    """the same for people"""
    values: tuple[ExplainedValue, ...] = ()
    """each with its rule"""


class Checked(Answer):
    """Findings of a plan."""

    name: str
    """of the file"""
    counts: Mapping[str, int]
    """how many findings of each severity"""
    findings: tuple[FindingAnswer, ...]
    """at most 200"""


class ChangeAnswer(Answer):
    """What changed in one piece of work, or one overall target."""

    field: str
    """target, deadline, title, text, or the role of a unit"""
    kind: str
    """raised, lowered, earlier, later, joined, left, reworded, …"""
    old: str | None = None
    """in the earlier plan"""
    new: str | None = None
    """in the later plan"""
    old_quote: Quote | None = None
    """where the earlier plan says so"""
    new_quote: Quote | None = None
    """where the later plan says so"""
    indicator: str | None = None
    """of a target"""
    effect: Effect | None = None
    """what it asks for: stricter, looser, unclear"""
    days: int | None = None
    """by how many days a limit moved, below 0 for earlier"""


class Matched(Answer):
    """A piece of work, or an overall target, on both sides."""

    kind: MatchKind
    """changed, added, dropped, merged or split"""
    score: float
    """0-1: how sure it is that both mean the same"""
    name: str
    """what the work, or the indicator, is called"""
    old: tuple[Quote, ...] = ()
    """its words in the earlier plan"""
    new: tuple[Quote, ...] = ()
    """its words in the later plan"""
    changes: tuple[ChangeAnswer, ...] = ()
    """what is otherwise"""


class Compared(Answer):
    """What goes on from one plan to another, without what is as it was."""

    old: str
    """title of the earlier plan"""
    new: str
    """title of the later plan"""
    counts: Mapping[str, int]
    """pieces of work by kind, those that are as they were too"""
    target_counts: Mapping[str, int]
    """the same of overall targets"""
    works: tuple[Matched, ...]
    """pieces of work that are not as they were"""
    targets: tuple[Matched, ...]
    """overall targets that are not as they were"""
    left_out: int = 0
    """matches beyond the limit"""


class FoundTask(Answer):
    """A task that was searched for."""

    document: str
    """path to give to the other tools"""
    plan: str | None = None
    """title of the plan"""
    task: TaskAnswer
    """with all its values"""


class Found(Answer):
    """Tasks that hold all that was asked for."""

    total: int
    """how many were found, those beyond the limit too"""
    tasks: tuple[FoundTask, ...]
    """at most as many as asked for"""
    unread: tuple[str, ...] = ()
    """documents that could not be read, with the reason"""
