"""What every task of one document is read with: its text, year, vocabularies and unit reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from policy_parse.fields.deadlines import Place, find_deadlines, find_times
from policy_parse.fields.targets import find_targets
from policy_parse.fields.units import UnitReader
from policy_parse.lexicon import Lexicon
from policy_parse.model import Deadline, Target, Unit
from policy_parse.text.fold import Folded


@dataclass(frozen=True, slots=True)
class Commitments:
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
    year: int | None = None
    issued_on: date | None = None

    def deadlines(self, passage: Folded, place: Place) -> tuple[Deadline, ...]:
        """Time limits of one deadline column's cell or of the words behind a label."""
        return find_deadlines(
            passage, source=self.source, year=self.year, issued_on=self.issued_on, lexicon=self.lexicon, place=place
        )

    def commitments(self, passage: Folded) -> Commitments:
        """Numeric commitments of one passage, each with the time that governs it, and its time limits."""
        times = find_times(passage, source=self.source, year=self.year, issued_on=self.issued_on, lexicon=self.lexicon)
        targets = find_targets(
            passage,
            source=self.source,
            times=[time.deadline for time in times if not time.baseline],
            year=self.year,
            lexicon=self.lexicon,
        )
        return Commitments(targets, tuple(time.deadline for time in times if time.limits))


def responsible(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Those with role lead or responsible, leads first as the lists give them."""
    return tuple(u for u in units if u.role in ("lead", "responsible"))


def supporting(units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Those with role supporting or guiding."""
    return tuple(u for u in units if u.role in ("supporting", "guiding"))


def added(units: Sequence[Unit], more: Iterable[Unit]) -> tuple[Unit, ...]:
    """`units` and those of `more` that name no unit and role already there."""
    seen = {(u.name, u.role) for u in units}
    return (*units, *(u for u in more if (u.name, u.role) not in seen))
