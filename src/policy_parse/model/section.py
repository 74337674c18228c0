"""The outline."""

from __future__ import annotations

from typing import Literal

from policy_parse.model.base import Model
from policy_parse.span import Span

SectionRole = Literal["goal", "task", "safeguard", "background", "other"]


class Section(Model):
    """One heading with all below it."""

    id: str
    """unique in the plan"""
    parent: str | None = None
    """id of the section that it stands in"""
    level: int
    """0 = title of a plan, 1 = 一、, 2 = （一）, 3 = 1., 4 = （1）, 5 = ①"""
    number: str | None = None
    """as written, without the punctuation around it"""
    heading: str
    """its words, without number"""
    role: SectionRole
    """what stands under it: goals, tasks, safeguards, background or other"""
    span: Span
    """from its number to the end of what stands under it"""
