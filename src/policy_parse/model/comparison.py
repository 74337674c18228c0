"""One year's plan against another's: what goes on, what is new, what is gone, what changed in what goes on."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from policy_parse.model.base import Model, Number
from policy_parse.model.deadline import Deadline
from policy_parse.model.target import Target
from policy_parse.model.unit import Role, Unit

COMPARISON_VERSION: Final = "1.1"

MatchKind = Literal["kept", "changed", "added", "dropped", "merged", "split"]
Reason = Literal["indicator", "title", "words", "units", "number", "place"]
TargetChangeKind = Literal["raised", "lowered", "bound", "added", "dropped", "incomparable"]
DeadlineChangeKind = Literal["earlier", "later", "added", "dropped", "reworded"]
UnitChangeKind = Literal["joined", "left", "role", "renamed"]
Effect = Literal["stricter", "looser", "unclear"]


class TargetChange(Model):
    """A target that one plan states and the other states otherwise, or not at all."""

    field: Literal["target"] = Field(default="target", description="always target")
    kind: TargetChangeKind = Field(description="raised, lowered: the number; bound: the same number, other comparator")
    old: Target | None = Field(default=None, description="as the old plan states it")
    new: Target | None = Field(default=None, description="as the new plan states it")
    indicator: str | None = Field(default=None, description="what is measured, as the new plan calls it")
    difference: Number | None = Field(default=None, description="new less old, in the standard unit of `quantity`")
    unit: str | None = Field(default=None, description="the unit of `difference`")
    effect: Effect | None = Field(
        default=None, description="what it asks for: ≤ 15 % → ≤ 10 % is lowered and stricter; null for added, dropped"
    )


class DeadlineChange(Model):
    """A time limit that is another one once the old one is carried over by the years between the plans."""

    field: Literal["deadline"] = Field(default="deadline", description="always deadline")
    kind: DeadlineChangeKind = Field(
        description="reworded: other words for the same day, or no two days to compare (每季度 → 每月)"
    )
    old: Deadline | None = Field(default=None, description="as the old plan states it")
    new: Deadline | None = Field(default=None, description="as the new plan states it")
    days: int | None = Field(
        default=None, description="days from the old limit, carried over, to the new one; below 0 for earlier"
    )


class UnitChange(Model):
    """A unit that joined, left, has another role, or goes by the name that a reform gave it."""

    field: Role = Field(description="role in the new plan; in the old one for a unit that left")
    kind: UnitChangeKind = Field(description="joined, left; role: another role; renamed: by a reform")
    old: Unit | None = Field(default=None, description="as the old plan names it")
    new: Unit | None = Field(default=None, description="as the new plan names it")
    reform: str | None = Field(default=None, description="id of the reform in data/reforms.toml, for renamed")


class WordChange(Model):
    """Words that are others; numbers, times and units that changed are told by changes of their own."""

    field: Literal["title", "text"] = Field(description="what was reworded")
    kind: Literal["reworded"] = Field(default="reworded", description="always reworded")
    old: str | None = Field(default=None, description="words of the old plan")
    new: str | None = Field(default=None, description="words of the new plan")
    likeness: float = Field(description="0-1: the share of the words that both have")


AnyChange = Annotated[TargetChange | DeadlineChange | UnitChange | WordChange, Field(discriminator="field")]


class Match(Model):
    """What one plan says and what the other says of the same; the lists of ids or indexes stand in the subclasses."""

    kind: MatchKind = Field(description="kept: no change; merged, split: several on one side")
    score: float = Field(description="0-1: how sure it is that both mean the same; 0 for added and dropped")
    reasons: tuple[Reason, ...] = Field(default=(), description="which evidence joined them")
    changes: tuple[AnyChange, ...] = Field(default=(), description="what the two sides say otherwise")


class TaskMatch(Match):
    """A piece of work: ids of the task of the text and of the table rows that state the same, on either side."""

    old: tuple[str, ...] = Field(default=(), description="ids of tasks of the old plan")
    new: tuple[str, ...] = Field(default=(), description="ids of tasks of the new plan")


class TargetMatch(Match):
    """A target of the plan's own: its place in ``Plan.targets``, on either side."""

    old: tuple[int, ...] = Field(default=(), description="places in the old Plan.targets")
    new: tuple[int, ...] = Field(default=(), description="places in the new Plan.targets")


class ComparedPlan(Model):
    """One of the two plans."""

    name: str = Field(description="name of the file")
    title: str | None = Field(default=None, description="the plan's title")
    year: int | None = Field(default=None, description="the plan's year, by which times are carried over")
    sha256: str = Field(description="of the bytes of the file")


class Comparison(Model):
    """Two plans compared: matches in the order of the new plan, what is dropped last in the order of the old one."""

    schema_version: Literal["1.1"] = Field(default=COMPARISON_VERSION, description="version of this contract")
    old: ComparedPlan = Field(description="the earlier plan")
    new: ComparedPlan = Field(description="the later plan")
    matches: tuple[TaskMatch, ...] = Field(default=(), description="pieces of work")
    targets: tuple[TargetMatch, ...] = Field(default=(), description="the plans' own targets")

    @property
    def is_same(self) -> bool:
        """True if nothing is added, dropped, merged, split or changed."""
        return all(match.kind == "kept" for match in (*self.matches, *self.targets))
