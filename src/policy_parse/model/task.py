"""What is to be done."""

from __future__ import annotations

from typing import Literal

from policy_parse.model.base import Model, notebook_html
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

    id: str
    """unique in the plan, the same for the same document every time"""
    origin: Origin
    """where it was stated: in the text, or in a row of a table"""
    number: str | None = None
    """its own number as written, without marks: 3, 一"""
    title: str | None = None
    """its short name, without the mark that ends it"""
    text: str
    """what is to be done, without number and responsibility statement"""
    path: tuple[str, ...] = ()
    """headings above it, outermost first; a row's grouping cells"""
    section_role: SectionRole = "other"
    """role of the section it stands in"""
    responsible: tuple[Unit, ...] = ()
    """units with role lead or responsible"""
    supporting: tuple[Unit, ...] = ()
    """units with role supporting or guiding"""
    targets: tuple[Target, ...] = ()
    """numeric commitments in it"""
    deadlines: tuple[Deadline, ...] = ()
    """time limits on it"""
    span: Span
    """from its number to the end of its responsibility statement; a row's content cell"""
    related: tuple[str, ...] = ()
    """ids of tasks that state the same work elsewhere"""
    rule: str
    """id of the rule that made it a task"""

    def _repr_html_(self) -> str:
        """What a notebook shows: a row a field."""
        return notebook_html(self)
