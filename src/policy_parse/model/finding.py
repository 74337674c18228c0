"""What a careful reader would query."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from policy_parse.model.base import Model
from policy_parse.span import Span

Severity = Literal["info", "warning", "error"]


class Finding(Model):
    """One remark on the document, or on what could not be read of it."""

    code: str = Field(description="kind of finding: deadline-missing, target-mismatch, …")
    severity: Severity = Field(description="info, warning or error")
    message: str = Field(description="for a person, in Chinese")
    tasks: tuple[str, ...] = Field(default=(), description="ids of the tasks it is about")
    spans: tuple[Span, ...] = Field(default=(), description="the words it is about")
