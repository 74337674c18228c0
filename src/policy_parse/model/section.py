"""The outline."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from policy_parse.model.base import Model
from policy_parse.span import Span

SectionRole = Literal["goal", "task", "safeguard", "background", "other"]


class Section(Model):
    """One heading with all below it."""

    id: str = Field(description="unique in the plan")
    parent: str | None = Field(default=None, description="id of the section that it stands in")
    level: int = Field(description="0 = title of a plan, 1 = 一、, 2 = （一）, 3 = 1., 4 = （1）, 5 = ①")
    number: str | None = Field(default=None, description="as written, without the punctuation around it")
    heading: str = Field(description="its words, without number")
    role: SectionRole = Field(description="what stands under it: goals, tasks, safeguards, background or other")
    span: Span = Field(description="from its number to the end of what stands under it")
