"""By when."""

from __future__ import annotations

import datetime
from typing import Literal

from policy_parse.model.base import Value

DeadlineKind = Literal["date", "recurring", "ongoing", "event"]
Precision = Literal["day", "month", "quarter", "half_year", "year", "period"]


class Deadline(Value):
    """A time limit on a task, or the time that governs a target."""

    kind: DeadlineKind
    """date; recurring 每年; ongoing 长期坚持; event 汛期前"""
    start: datetime.date | None = None
    """first day of the period, where it has one"""
    end: datetime.date | None = None
    """the time limit: last day allowed, included"""
    precision: Precision | None = None
    """how exact the words are"""
    rrule: str | None = None
    """RFC 5545 recurrence rule of a recurring deadline"""
    time: str | None = None
    """time of day that limits it, HH:MM: 8月15日17时前 → 17:00"""
    inferred: bool = False
    """the year comes from the document, not from the words"""
