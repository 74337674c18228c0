"""The whole result."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field, model_validator

from policy_parse.model.base import SCHEMA_VERSION, Model, Value
from policy_parse.model.block import Block
from policy_parse.model.finding import Finding
from policy_parse.model.header import Header
from policy_parse.model.section import Section
from policy_parse.model.target import Target
from policy_parse.model.task import Task


class Source(Model):
    """The file that was read."""

    name: str
    format: str = Field(description="docx, pdf, txt, …")
    sha256: str
    page_count: int | None = Field(default=None, description="null where a format has no pages")


class Plan(Model):
    """One parsed document.

    Guaranteed on construction, also when loaded from JSON: ``text[v.span.start:v.span.end] == v.text`` for every
    unit, target, deadline and due date; raises ``pydantic.ValidationError`` where it does not hold.
    """

    schema_version: str = SCHEMA_VERSION
    source: Source
    header: Header
    text: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = Field(default=(), description="commitments made outside any task")
    findings: tuple[Finding, ...] = ()

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

    @model_validator(mode="after")
    def _spans_hold(self) -> Plan:
        for value in self.values():
            if value.span.of(self.text) != value.text:
                raise ValueError(f"span {value.span.start}..{value.span.end} does not hold {value.text!r}")
        return self
