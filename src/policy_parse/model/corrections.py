"""What a reviewer confirmed or changed of one Plan, as the review page saves it (contract 1.1)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import Field, model_validator

from policy_parse.model.base import Model, published
from policy_parse.model.deadline import Deadline
from policy_parse.model.target import Target
from policy_parse.model.task import RESPONSIBLE, SUPPORTING, Task
from policy_parse.model.unit import Unit

CORRECTIONS_VERSION: Final = "1.1"
REVIEW: Final = "review"
"""The `rule` of what a person vouches for."""

Op = Literal["confirm", "set", "add", "remove"]
_SIDES: Mapping[Op, list[str]] = {"confirm": ["old"], "set": ["old", "new"], "add": ["new"], "remove": ["old"]}


class _Correction(Model):
    """What the corrections of every field share: confirm and remove have `old`, add has `new`, set has both."""

    op: Op
    """confirm: right as it is; set: old becomes new; add: new; remove: old is not there"""
    old: Any = None
    new: Any = None

    @model_validator(mode="after")
    def _has_its_sides(self) -> _Correction:
        sides = [side for side in ("old", "new") if getattr(self, side) is not None]
        if not isinstance(self, WordCorrection) and sides != _SIDES[self.op]:
            raise ValueError(f"{self.op} has {' and '.join(_SIDES[self.op])}")
        return self


class UnitCorrection(_Correction):
    """A unit of a task."""

    field: Literal["responsible", "supporting"]
    """which part of the task it is about"""
    task: str
    """id of the task"""
    old: Unit | None = None
    """what the plan has; null for add"""
    new: Unit | None = None
    """what the reviewer says; null for confirm and remove"""

    @model_validator(mode="after")
    def _role_belongs(self) -> UnitCorrection:
        roles = RESPONSIBLE if self.field == "responsible" else SUPPORTING
        if any(unit is not None and unit.role not in roles for unit in (self.old, self.new)):
            raise ValueError(f"{self.field}: only {' and '.join(roles)} units belong in that list")
        return self


class TargetCorrection(_Correction):
    """A target of a task, or of the plan's own."""

    field: Literal["targets"]
    """which part of the task it is about"""
    task: str | None = None
    """id of the task; null for the plan's own targets"""
    old: Target | None = None
    """what the plan has; null for add"""
    new: Target | None = None
    """what the reviewer says; null for confirm and remove"""


class DeadlineCorrection(_Correction):
    """A deadline of a task."""

    field: Literal["deadlines"]
    """which part of the task it is about"""
    task: str
    """id of the task"""
    old: Deadline | None = None
    """what the plan has; null for add"""
    new: Deadline | None = None
    """what the reviewer says; null for confirm and remove"""


class WordCorrection(_Correction):
    """The title or number of a task; null where it has none."""

    field: Literal["title", "number"]
    """which part of the task it is about"""
    task: str
    """id of the task"""
    old: str | None = None
    """what the plan has; null for add"""
    new: str | None = None
    """what the reviewer says; null for confirm and remove"""


class TaskCorrection(_Correction):
    """A whole task. Confirmed: it is one, its extent, number and title are right, and no value of it is missing."""

    field: Literal["task"]
    """which part of the task it is about"""
    task: str
    """id of the task; of one that is added, an id that is free"""
    old: Task | None = None
    """what the plan has; null for add"""
    new: Task | None = None
    """what the reviewer says; null for confirm and remove"""

    @model_validator(mode="after")
    def _is_that_task(self) -> TaskCorrection:
        if any(task is not None and task.id != self.task for task in (self.old, self.new)):
            raise ValueError(f"old and new must be the task {self.task}")
        return self


Correction = Annotated[
    UnitCorrection | TargetCorrection | DeadlineCorrection | WordCorrection | TaskCorrection,
    Field(discriminator="field"),
]


class Corrections(Model):
    """A corrections file: made for one document, merged in order by ``apply``."""

    model_config = published("corrections", CORRECTIONS_VERSION)

    schema_version: Literal["1.1"] = CORRECTIONS_VERSION
    """version of this form of file"""
    plan: str
    """sha256 of the document that was reviewed"""
    reviewer: str | None = None
    """as the reviewer gave it"""
    saved_at: datetime.datetime | None = None
    """when the page saved it"""
    corrections: tuple[Correction, ...] = ()
    """merged in this order"""
