"""Figures: what was right, wrong and missed, field by field, and a note for everything that was not right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from policy_parse.evaluate.remark_location import Place
from policy_parse.model import Model

FIELDS = ("header", "task", "boundary", "title", "unit", "role", "target", "indicator", "deadline")
"""header: each marked field · task: found, half of it shared at least · boundary: of a found task, begin and end ·
title · unit: name and side (responsible or supporting) · role: name and exact role · target: bound, value, unit, change
and baseline · indicator: of a found target · deadline: kind and date, or rule."""


class Count(Model):
    """How often one field was right, wrong (found, but not there) and missed (there, but not found)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def gold(self) -> int:
        """How many the marked documents hold."""
        return self.right + self.missed

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 if nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of what is marked that was found; 0 if nothing is marked."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


class Note(Model):
    """One thing that was not right.

    `want` alone: missed. `got` alone: wrong. Both: the one was there and the other was read. ``field == "gold"``: the
    gold file quotes what the text does not hold, so that its figures cannot be trusted.
    """

    field: str
    where: str
    """The task, target or header field it is about, by its first words."""
    want: str | None = None
    got: str | None = None
    place: Place | None = None
    """Of the words wanted if the text holds them, else of the words read."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Identity of a fault across runs; what was read instead is left out of account."""
        return self.field, self.where, self.want or "", "" if self.want is not None else self.got or ""


class Score(Model):
    """Figures and notes of one document, or of several together."""

    counts: dict[str, Count]
    """Fields that neither the gold nor the plan holds are left out; in the order of FIELDS."""
    notes: tuple[Note, ...] = ()

    def f1(self, field: str) -> float | None:
        """F1 of a field; None if neither gold nor plan holds any."""
        count = self.counts.get(field)
        return count.f1 if count else None


def total(scores: Iterable[Score]) -> Score:
    """The figures of several documents together, as if they were one; without their notes."""
    sums: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
    for score in scores:
        for field, count in score.counts.items():
            sums[field].update(right=count.right, wrong=count.wrong, missed=count.missed)
    return Score(counts=_counts(sums))


def _counts(sums: Mapping[str, Counter[str]]) -> dict[str, Count]:
    return {field: Count(**sums[field]) for field in FIELDS if sums[field].total()}


class Tally:
    """Counts and notes while one document is being compared."""

    def __init__(self) -> None:
        self._sums: dict[str, Counter[str]] = {field: Counter() for field in FIELDS}
        self._notes: list[Note] = []

    def right(self, field: str) -> None:
        """One that agrees."""
        self._sums[field]["right"] += 1

    def wrong(self, field: str, where: str, got: str, place: Place | None = None) -> None:
        """One that was read and is not marked."""
        self._sums[field]["wrong"] += 1
        self._notes.append(Note(field=field, where=where, got=got, place=place))

    def missed(
        self, field: str, where: str, want: str, place: Place | None = None, *, instead: str | None = None
    ) -> None:
        """One that is marked and was not read; `instead` is shown, but not counted."""
        self._sums[field]["missed"] += 1
        self._notes.append(Note(field=field, where=where, want=want, got=instead, place=place))

    def differs(self, field: str, where: str, want: str, got: str | None, place: Place | None = None) -> None:
        """One that was read as something else: missed, and wrong too if anything was read."""
        if got:
            self._sums[field]["wrong"] += 1
        self.missed(field, where, want, place, instead=got or None)

    def unplaced(self, where: str, quote: str) -> None:
        """A quote of the gold file that the text does not hold."""
        self._notes.append(Note(field="gold", where=where, want=quote))

    def score(self) -> Score:
        """What was counted so far."""
        return Score(counts=_counts(self._sums), notes=tuple(self._notes))
