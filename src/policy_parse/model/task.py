"""What is to be done."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from policy_parse.model.base import Model
from policy_parse.model.deadline import Deadline
from policy_parse.model.section import SectionRole
from policy_parse.model.target import Target
from policy_parse.model.unit import Role, Unit
from policy_parse.span import Span

Origin = Literal["narrative", "table"]
RESPONSIBLE: tuple[Role, ...] = ("lead", "responsible")
SUPPORTING: tuple[Role, ...] = ("supporting", "guiding")
"""The roles of the units in ``Task.responsible`` and ``Task.supporting``."""


class Task(Model):
    """One task of the plan, with who, how much and by when."""

    id: str = Field(description="unique in the plan, the same for the same document every time")
    origin: Origin = Field(description="where it was stated: in the text, or in a row of a table")
    number: str | None = Field(default=None, description="its own number as written, without marks: 3, 一")
    title: str | None = Field(default=None, description="its short name, without the mark that ends it")
    text: str = Field(description="what is to be done, without number and responsibility statement")
    path: tuple[str, ...] = Field(default=(), description="headings above it, outermost first; a row's grouping cells")
    section_role: SectionRole = Field(default="other", description="role of the section it stands in")
    responsible: tuple[Unit, ...] = Field(default=(), description="units with role lead or responsible")
    supporting: tuple[Unit, ...] = Field(default=(), description="units with role supporting or guiding")
    targets: tuple[Target, ...] = Field(default=(), description="numeric commitments in it")
    deadlines: tuple[Deadline, ...] = Field(default=(), description="time limits on it")
    span: Span = Field(description="from its number to the end of its responsibility statement; a row's content cell")
    related: tuple[str, ...] = Field(default=(), description="ids of tasks that state the same work elsewhere")
    rule: str = Field(description="id of the rule that made it a task")
