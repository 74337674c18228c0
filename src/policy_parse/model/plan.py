"""The whole result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import model_validator

from policy_parse.model.base import SCHEMA_VERSION, Model, Value, notebook_html, published
from policy_parse.model.block import Block
from policy_parse.model.finding import Finding
from policy_parse.model.header import Header
from policy_parse.model.section import Section
from policy_parse.model.target import Target
from policy_parse.model.task import RESPONSIBLE, SUPPORTING, Task
from policy_parse.span import Span


class Source(Model):
    """The file that was read."""

    name: str
    """name of the file, or what the caller called it"""
    format: str
    """docx, pdf, txt, …"""
    sha256: str
    """of the bytes of the file, hexadecimal"""
    page_count: int | None = None
    """null where a format has no pages"""


class Plan(Model):
    """One parsed document.

    Guaranteed on construction, also when loaded from JSON: ``text[v.span.start:v.span.end] == v.text`` for every
    unit, target, baseline, deadline and due date; every other span lies inside `text`; ids of tasks and of sections
    are unique, and the ids that tasks, sections and findings refer to are there; the roles of a task's units are
    those of their list. Raises ``pydantic.ValidationError`` where one does not hold.
    """

    model_config = published("plan", SCHEMA_VERSION)

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    """version of this contract"""
    source: Source
    """the file that was read"""
    header: Header
    """what the front and back matter of the document say"""
    text: str
    """the document as read: paragraphs joined by line feeds, the cells of a row by tabs"""
    blocks: tuple[Block, ...] = ()
    """the pieces of `text` in order"""
    sections: tuple[Section, ...] = ()
    """the outline, in document order"""
    tasks: tuple[Task, ...] = ()
    """every task, in document order"""
    targets: tuple[Target, ...] = ()
    """commitments made outside any task"""
    findings: tuple[Finding, ...] = ()
    """what a careful reader would query"""

    def values(self) -> Iterator[Value]:
        """Every unit, target, due date and deadline, in task order, then those of the plan's own targets."""
        for task in self.tasks:
            yield from task.responsible
            yield from task.supporting
            yield from task.deadlines
        for target in [*(t for task in self.tasks for t in task.targets), *self.targets]:
            yield target
            if target.due is not None:
                yield target.due

    def to_pandas(self) -> dict[str, Any]:
        """The flat tables as ``pandas.DataFrame``s: plans, tasks, units, targets, deadlines, findings.

        Raises MissingExtraError without pandas. Of several plans at once: ``policy_parse.to_pandas(plans)``.
        """
        return _frames("to_pandas", self)

    def to_polars(self) -> dict[str, Any]:
        """The flat tables as ``polars.DataFrame``s; see `to_pandas`. Raises MissingExtraError without polars."""
        return _frames("to_polars", self)

    def to_arrow(self) -> dict[str, Any]:
        """The flat tables as ``pyarrow.Table``s; see `to_pandas`. Raises MissingExtraError without pyarrow."""
        return _frames("to_arrow", self)

    def _repr_html_(self) -> str:
        """What a notebook shows: title, counts, the first tasks."""
        return notebook_html(self)

    @model_validator(mode="after")
    def _holds(self) -> Plan:
        check_spans(self)
        check_ids(self)
        for task in self.tasks:
            for units, roles in ((task.responsible, RESPONSIBLE), (task.supporting, SUPPORTING)):
                if any(unit.role not in roles for unit in units):
                    raise ValueError(f"task {task.id}: only {' and '.join(roles)} units belong in that list")
        return self


def _frames(function: str, plan: Plan) -> dict[str, Any]:
    """What that function of ``model/frames``, which knows this module and is loaded when needed, makes of `plan`."""
    from importlib import import_module

    found: dict[str, Any] = getattr(import_module("policy_parse.model.frames"), function)([plan])
    return found


def check_spans(plan: Plan) -> None:
    """Raise ValueError if a value's words differ from the text at its span, or a span reaches beyond the text."""
    for value in plan.values():
        _check_words(plan, value.span, value.text)
        if isinstance(value, Target) and value.baseline is not None and value.baseline.span is not None:
            _check_words(plan, value.baseline.span, value.baseline.text)
    header = (
        span for found in plan.header.spans.values() for span in (found if isinstance(found, tuple) else (found,))
    )
    others = (item.span for items in (plan.blocks, plan.sections, plan.tasks) for item in items)
    for span in (*header, *others, *(span for finding in plan.findings for span in finding.spans)):
        if span.end > len(plan.text):
            raise ValueError(f"span {span.start}..{span.end} reaches beyond the text")


def _check_words(plan: Plan, span: Span, words: str) -> None:
    if span.of(plan.text) != words:
        raise ValueError(f"span {span.start}..{span.end} does not hold {words!r}")


def check_ids(plan: Plan) -> None:
    """Raise ValueError where an id is given twice or one that is referred to is not there."""
    tasks, sections = {task.id for task in plan.tasks}, {section.id for section in plan.sections}
    if len(tasks) < len(plan.tasks) or len(sections) < len(plan.sections):
        raise ValueError("an id is given twice")
    named = {i for task in plan.tasks for i in task.related} | {i for f in plan.findings for i in f.tasks}
    above = {section.parent for section in plan.sections if section.parent is not None}
    if unknown := sorted((named - tasks) | (above - sections)):
        raise ValueError(f"there is no {', '.join(unknown)}")
