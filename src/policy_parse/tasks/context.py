"""What every task of one document is read with: its text, year, vocabularies and unit reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import NamedTuple

from policy_parse.fields.deadlines.find import Place, find_deadlines, find_times
from policy_parse.fields.targets.find import find_refusals, find_targets, time_at_the_head
from policy_parse.fields.targets.words import TargetWords
from policy_parse.fields.units.statements import UnitReader
from policy_parse.lexicon import Lexicon
from policy_parse.model import Deadline, Target, Unit
from policy_parse.model.task import RESPONSIBLE, SUPPORTING
from policy_parse.refusals import Trace
from policy_parse.span import Span, cover
from policy_parse.tasks.signs import TaskSigns
from policy_parse.text.fold import Folded, fold


class Commitments(NamedTuple):
    """What one passage of text commits to."""

    targets: tuple[Target, ...]
    deadlines: tuple[Deadline, ...]
    """Those times of it that limit when the work is done."""


@dataclass(frozen=True, slots=True)
class Context:
    """Frozen: one for each document."""

    source: str
    lexicon: Lexicon
    units: UnitReader
    signs: TaskSigns
    targets: TargetWords
    year: int | None = None
    issued_on: date | None = None
    trace: Trace | None = None
    """Where it is reported why something was not read."""

    def refuse(self, reason: str, spans: Iterable[Span]) -> None:
        """Report why what `spans` cover was not read, if somebody asks."""
        if self.trace is not None and (places := tuple(spans)):
            self.trace.refuse(reason, cover(places))

    def deadlines(self, passage: Folded, place: Place) -> tuple[Deadline, ...]:
        """Time limits of one deadline column's cell or of the words behind a label."""
        return find_deadlines(
            passage, source=self.source, year=self.year, issued_on=self.issued_on, lexicon=self.lexicon, place=place
        )

    def commitments(self, passage: Folded) -> Commitments:
        """Numeric commitments of one passage, each with the time that governs it, and its time limits."""
        times = find_times(passage, source=self.source, year=self.year, issued_on=self.issued_on, lexicon=self.lexicon)
        dated = [time.deadline for time in times if not time.baseline]
        targets = find_targets(passage, source=self.source, times=dated, year=self.year, words=self.targets)
        if self.trace is not None:
            for refusal in find_refusals(passage, source=self.source, times=dated, year=self.year, words=self.targets):
                self.trace.refuse(refusal.by, refusal.span)
        if targets and targets[0].due is None and (due := self._due_above(passage)) is not None:
            open_ended = takewhile(lambda target: target.due is None, targets)
            governed = tuple(target.model_copy(update={"due": due}) for target in open_ended)
            targets = governed + targets[len(governed) :]
        return Commitments(targets, tuple(time.deadline for time in times if time.limits))

    def _due_above(self, passage: Folded) -> Deadline | None:
        """The time that the paragraph over a list gives for its items: 到2030年，主要目标是：, then —— after ——."""
        lead = _lead(self.source, passage.offsets[0])
        if lead is None:
            return None
        words = fold(self.source, *lead)
        times = find_times(words, source=self.source, year=self.year, issued_on=self.issued_on, lexicon=self.lexicon)
        dated = [time.deadline for time in times if not time.baseline]
        return time_at_the_head(words, source=self.source, times=dated, year=self.year, words=self.targets)


# —— · （1） · 1. · 一是, at the start of an item
_MARKS = tuple(
    re.compile(mark)
    for mark in (
        r"[—\-–－]{1,2}",
        r"[（(][0-9一二三四五六七八九十]+[）)]",
        r"[0-9]+[.．、]",
        r"[一二三四五六七八九十]+是",
        r"[●•·◆■]",
    )
)
_LONGEST_LIST = 16


def _lead(source: str, at: int) -> tuple[int, int] | None:
    """Where the paragraph stands that introduces the list that the item at `at` belongs to; None where there is none.

    It ends in ：, or in 。 where the items begin with a dash.
    """
    start = source.rfind("\n", 0, at) + 1
    mark = next((m for m in _MARKS if m.match(source, start)), None)
    if mark is None:
        return None
    for _ in range(_LONGEST_LIST):
        end = start - 1
        start = source.rfind("\n", 0, max(end, 0)) + 1
        if end <= 0 or start >= end:
            return None
        if not mark.match(source, start):
            closing = ("：", ":", "。") if mark is _MARKS[0] else ("：", ":")
            return (start, end) if source.endswith(closing, start, end) else None
    return None


def responsible(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Those with role lead or responsible, leads first as the lists give them."""
    return tuple(u for u in units if u.role in RESPONSIBLE)


def supporting(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Those with role supporting or guiding."""
    return tuple(u for u in units if u.role in SUPPORTING)


def added(units: Sequence[Unit], more: Sequence[Unit]) -> tuple[Unit, ...]:
    """`units` and those of `more` that name no unit and role already there."""
    return united((units, more))


def united(lists: Iterable[Sequence[Unit]]) -> tuple[Unit, ...]:
    """The units of all `lists` in order, without those whose name and role a list before theirs has."""
    found: list[Unit] = []
    seen: set[tuple[str, str]] = set()
    for units in lists:
        new = [unit for unit in units if (unit.name, unit.role) not in seen]
        found += new
        seen.update((unit.name, unit.role) for unit in new)
    return tuple(found)
