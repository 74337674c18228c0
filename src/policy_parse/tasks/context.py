"""What every task of one document is read with: its text, year, vocabularies and unit reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from policy_parse.fields.deadlines.find import Place, find_deadlines, find_times
from policy_parse.fields.deadlines.rules import DeadlineRules
from policy_parse.fields.indicator_words import IndicatorWords
from policy_parse.fields.targets.find import find_targets, time_at_the_head, weigh_numbers
from policy_parse.fields.targets.words import TargetWords
from policy_parse.fields.units.statements import UnitReader
from policy_parse.model import Deadline, Target, Unit
from policy_parse.model.task import RESPONSIBLE, SUPPORTING
from policy_parse.refusals import Trace
from policy_parse.signs.lines import LineSigns
from policy_parse.signs.tables import TableWords
from policy_parse.span import Span, cover
from policy_parse.tasks.signs import TaskSigns
from policy_parse.text.fold import Folded


class Commitments(NamedTuple):
    """What one passage of text commits to."""

    targets: tuple[Target, ...]
    deadlines: tuple[Deadline, ...]
    """Those times of it that limit when the work is done."""


@dataclass(frozen=True, slots=True)
class Context:
    """Frozen: one for each document."""

    source: str
    units: UnitReader
    deadlines: DeadlineRules
    signs: TaskSigns
    lines: LineSigns
    tables: TableWords
    targets: TargetWords
    indicators: IndicatorWords
    year: int | None = None
    issued_on: date | None = None
    trace: Trace | None = None
    """Where it is reported why something was not read."""

    def refuse(self, reason: str, spans: Iterable[Span]) -> None:
        """Report why what `spans` cover was not read, if somebody asks."""
        if self.trace is not None and (places := tuple(spans)):
            self.trace.refuse(reason, cover(places))

    def time_limits(self, passage: Folded, place: Place) -> tuple[Deadline, ...]:
        """Time limits of one deadline column's cell or of the words behind a label."""
        return find_deadlines(
            passage, source=self.source, year=self.year, issued_on=self.issued_on, rules=self.deadlines, place=place
        )

    def commitments(self, passage: Folded, lead: Folded | None) -> Commitments:
        """Numeric commitments of one passage, each with the time that governs it, and its time limits.

        `lead`: the paragraph that introduces the list in which the passage is an item; its time governs the targets
        before the first that has one (到2030年，主要目标是：, then —— after ——).
        """
        times = find_times(passage, source=self.source, year=self.year, issued_on=self.issued_on, rules=self.deadlines)
        dated = [time.deadline for time in times if not time.baseline]
        targets = find_targets(passage, source=self.source, times=dated, year=self.year, words=self.targets)
        if self.trace is not None:
            for one in weigh_numbers(passage, source=self.source, times=dated, year=self.year, words=self.targets):
                self.trace.weigh(one.told())
                if not one.weighing.is_commitment:
                    self.trace.refuse(one.weighing.by, one.span)
        due = self._due(lead) if lead is not None and targets and targets[0].due is None else None
        if due is not None:
            open_ended = takewhile(lambda target: target.due is None, targets)
            governed = tuple(target.model_copy(update={"due": due}) for target in open_ended)
            targets = governed + targets[len(governed) :]
        return Commitments(targets, tuple(time.deadline for time in times if time.limits))

    def _due(self, lead: Folded) -> Deadline | None:
        """The time that the paragraph over a list gives for its items."""
        times = find_times(lead, source=self.source, year=self.year, issued_on=self.issued_on, rules=self.deadlines)
        dated = [time.deadline for time in times if not time.baseline]
        return time_at_the_head(lead, source=self.source, times=dated, year=self.year, words=self.targets)


def responsible(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Those with role lead or responsible, leads first as the lists give them."""
    return tuple(u for u in units if u.role in RESPONSIBLE)


def supporting(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Those with role supporting or guiding."""
    return tuple(u for u in units if u.role in SUPPORTING)


def added(units: Sequence[Unit], more: Sequence[Unit]) -> tuple[Unit, ...]:
    """`units` and those of `more` that name no unit and role already there."""
    return united((units, more))


def united(lists: Sequence[Sequence[Unit]]) -> tuple[Unit, ...]:
    """The units of all `lists` in order, without those whose name and role a list before theirs has."""
    if len(lists) == 1:
        return tuple(lists[0])
    found: list[Unit] = []
    seen: set[tuple[str, str]] = set()
    for units in lists:
        before = frozenset(seen)
        for unit in units:
            if (key := (unit.name, unit.role)) not in before:
                found.append(unit)
                seen.add(key)
    return tuple(found)
