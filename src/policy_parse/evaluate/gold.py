"""What a careful reader found in a document, marked by hand: quotes of the text and their values, no offsets."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from policy_parse.model import Number

ROLES = ("lead", "responsible", "supporting", "guiding")


class Marked(BaseModel):
    """Base of everything in a gold file: frozen; unknown keys are kept, `faults_of` names them."""

    model_config = ConfigDict(frozen=True, extra="allow")


class MarkedTarget(Marked):
    """A number that the plan commits to."""

    text: str
    indicator: str | None = None
    comparator: str | None = None
    value: Number | None = None
    value_max: Number | None = None
    unit: str | None = None
    change: str | None = None
    baseline_year: int | None = None
    per: str | None = None


class MarkedDeadline(Marked):
    """A limit on a task; `end` as ``YYYY-MM-DD``."""

    text: str
    kind: str | None = None
    start: str | None = None
    end: str | None = None
    rrule: str | None = None
    time: str | None = None


class MarkedTask(Marked):
    """A task by its first and last words; units by role, as written."""

    starts: str
    ends: str
    origin: str | None = None
    number: str | None = None
    title: str | None = None
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    guiding: tuple[str, ...] = ()
    targets: tuple[MarkedTarget, ...] = ()
    deadlines: tuple[MarkedDeadline, ...] = ()
    optional: bool = False
    """Right if found and right if not: neither scored nor missed."""
    inherited: bool = False
    """Its units are stated on a heading above or in a rule for the whole document."""

    @property
    def units(self) -> tuple[tuple[str, str], ...]:
        """Name and role of every unit."""
        return tuple((name, role) for role in ROLES for name in getattr(self, role))


class Gold(Marked):
    """One marked document."""

    document: str = "?"
    header: dict[str, Any] = Field(default_factory=dict)
    tasks: tuple[MarkedTask, ...] = ()
    targets: tuple[MarkedTarget, ...] = ()
    until: str | None = None
    """Quote up to which the document is marked; what comes after is not scored."""
