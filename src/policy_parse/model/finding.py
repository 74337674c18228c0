"""What a careful reader would query."""

from __future__ import annotations

from typing import Literal

from policy_parse.model.base import Model
from policy_parse.span import Span

Severity = Literal["info", "warning", "error"]


class Finding(Model):
    """One remark on the document, or on what could not be read of it."""

    code: str
    """kind of finding: deadline-missing, target-mismatch, …"""
    severity: Severity
    """info, warning or error"""
    message: str
    """for a person, in Chinese"""
    tasks: tuple[str, ...] = ()
    """ids of the tasks it is about"""
    spans: tuple[Span, ...] = ()
    """the words it is about"""
