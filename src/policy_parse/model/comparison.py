"""One year's plan against another's: what goes on, what is new, what is gone, what changed in what goes on."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from policy_parse.model.base import Model, Number, published
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

    field: Literal["target"] = "target"
    """always target"""
    kind: TargetChangeKind
    """raised, lowered: the number; bound: the same number, other comparator"""
    old: Target | None = None
    """as the old plan states it"""
    new: Target | None = None
    """as the new plan states it"""
    indicator: str | None = None
    """what is measured, as the new plan calls it"""
    difference: Number | None = None
    """new less old, in the standard unit of `quantity`"""
    unit: str | None = None
    """the unit of `difference`"""
    effect: Effect | None = None
    """what it asks for: ≤ 15 % → ≤ 10 % is lowered and stricter; null for added, dropped"""


class DeadlineChange(Model):
    """A time limit that is another one once the old one is carried over by the years between the plans."""

    field: Literal["deadline"] = "deadline"
    """always deadline"""
    kind: DeadlineChangeKind
    """reworded: other words for the same day, or no two days to compare (每季度 → 每月)"""
    old: Deadline | None = None
    """as the old plan states it"""
    new: Deadline | None = None
    """as the new plan states it"""
    days: int | None = None
    """days from the old limit, carried over, to the new one; below 0 for earlier"""


class UnitChange(Model):
    """A unit that joined, left, has another role, or goes by the name that a reform gave it."""

    field: Role
    """role in the new plan; in the old one for a unit that left"""
    kind: UnitChangeKind
    """joined, left; role: another role; renamed: by a reform"""
    old: Unit | None = None
    """as the old plan names it"""
    new: Unit | None = None
    """as the new plan names it"""
    reform: str | None = None
    """id of the reform in data/reforms.toml, for renamed"""


class WordChange(Model):
    """Words that are others; numbers, times and units that changed are told by changes of their own."""

    field: Literal["title", "text"]
    """what was reworded"""
    kind: Literal["reworded"] = "reworded"
    """always reworded"""
    old: str | None = None
    """words of the old plan"""
    new: str | None = None
    """words of the new plan"""
    likeness: float
    """0-1: the share of the words that both have"""


AnyChange = Annotated[TargetChange | DeadlineChange | UnitChange | WordChange, Field(discriminator="field")]


class Match(Model):
    """What one plan says and what the other says of the same; the lists of ids or indexes stand in the subclasses."""

    kind: MatchKind
    """kept: no change; merged, split: several on one side"""
    score: float
    """0-1: how sure it is that both mean the same; 0 for added and dropped"""
    reasons: tuple[Reason, ...] = ()
    """which evidence joined them"""
    changes: tuple[AnyChange, ...] = ()
    """what the two sides say otherwise"""


class TaskMatch(Match):
    """A piece of work: ids of the task of the text and of the table rows that state the same, on either side."""

    old: tuple[str, ...] = ()
    """ids of tasks of the old plan"""
    new: tuple[str, ...] = ()
    """ids of tasks of the new plan"""


class TargetMatch(Match):
    """A target of the plan's own: its place in ``Plan.targets``, on either side."""

    old: tuple[int, ...] = ()
    """places in the old Plan.targets"""
    new: tuple[int, ...] = ()
    """places in the new Plan.targets"""


class ComparedPlan(Model):
    """One of the two plans."""

    name: str
    """name of the file"""
    title: str | None = None
    """the plan's title"""
    year: int | None = None
    """the plan's year, by which times are carried over"""
    sha256: str
    """of the bytes of the file"""


class Comparison(Model):
    """Two plans compared: matches in the order of the new plan, what is dropped last in the order of the old one."""

    model_config = published("comparison", COMPARISON_VERSION)

    schema_version: Literal["1.1"] = COMPARISON_VERSION
    """version of this contract"""
    old: ComparedPlan
    """the earlier plan"""
    new: ComparedPlan
    """the later plan"""
    matches: tuple[TaskMatch, ...] = ()
    """pieces of work"""
    targets: tuple[TargetMatch, ...] = ()
    """the plans' own targets"""

    @property
    def is_same(self) -> bool:
        """True if nothing is added, dropped, merged, split or changed."""
        return all(match.kind == "kept" for match in (*self.matches, *self.targets))
