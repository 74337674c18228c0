"""Which reading of a number is the best: the weights of the cues that hold are added up, the highest sum wins."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp
from typing import NamedTuple

from policy_parse.fields.targets.cues import COMMITMENTS, READINGS, Cue, Cues, ReadAs
from policy_parse.fields.targets.facts import Spot, frame_of
from policy_parse.fields.targets.situation import Situation

DECIDED = 8.0
"""A sum that no other reading reaches: nothing more of the number is looked at."""
_STEEPNESS = 0.8
"""How fast confidence rises with the margin: 0.69 at 1, 0.83 at 2, 0.96 at 4."""


class Candidate(NamedTuple):
    """One reading of a number with the cues that speak for and against it."""

    reading: ReadAs
    cues: tuple[Cue, ...]
    score: float
    """The sum of the weights."""


class Weighing(NamedTuple):
    """What is known of a number: the candidates, the best first; one at least."""

    candidates: tuple[Candidate, ...]

    @property
    def best(self) -> Candidate:
        """The reading that wins; of two that weigh the same the one that is no commitment."""
        return self.candidates[0]

    @property
    def is_commitment(self) -> bool:
        """True if the number is a target."""
        return self.best.reading in COMMITMENTS

    @property
    def by(self) -> str:
        """The id of the cue that says most for the best reading, the first of those that say as much."""
        return max(self.best.cues, key=lambda cue: cue.weight).id if self.best.cues else "target_cue"

    @property
    def margin(self) -> float:
        """By how much the best reading outweighs the best on the other side: commitment or none; 0 is no reading."""
        other = (c.score for c in self.candidates if (c.reading in COMMITMENTS) is not self.is_commitment)
        return self.best.score - max(0.0, *other, 0.0)

    @property
    def confidence(self) -> float:
        """The margin as a number from 0.5 (both sides weigh the same) to 1."""
        return round(1 / (1 + exp(-_STEEPNESS * self.margin)), 2)


class Early(NamedTuple):
    """The cues found before the words round a number are taken apart; `decided`: they decide by themselves."""

    cues: tuple[Cue, ...]
    decided: bool


_NOTHING = Early((), decided=False)


def weigh_early(spot: Spot, stage: str, cues: Cues) -> Early:
    """What says that the number is no amount, or none that is still to come, by the order of the file.

    `stage` is ``number`` (a name, a date) or ``group`` (what has been done, a part of another number). No cue is tried
    after those that decide.
    """
    found: list[Cue] = []
    sums: dict[str, float] = {}
    for cue in cues.holding(stage, spot):
        found.append(cue)
        so_far = sums[cue.reading] = sums.get(cue.reading, 0.0) + cue.weight
        if so_far >= DECIDED:
            return Early(tuple(found), decided=True)
    return Early(tuple(found), decided=False) if found else _NOTHING


def weigh(at: Situation, early: Iterable[Cue], cues: Cues) -> Weighing:
    """The readings of a number by all that is round it; `early` are the cues found before."""
    return weighing((*early, *cues.holding(frame_of(at), at)))


def weighing(cues: Iterable[Cue]) -> Weighing:
    """The candidates for which `cues` speak, the best first."""
    found: dict[ReadAs, list[Cue]] = {}
    for cue in cues:
        found.setdefault(cue.reading, []).append(cue)
    candidates = [Candidate(reading, tuple(own), sum([cue.weight for cue in own])) for reading, own in found.items()]
    if len(candidates) > 1:
        candidates.sort(key=_rank)
    return Weighing(tuple(candidates) or (Candidate("name", (), 0.0),))


def _rank(candidate: Candidate) -> tuple[float, bool, int]:
    """The heavier before the lighter, what is no commitment before what is one, then the order of `READINGS`."""
    return -candidate.score, candidate.reading in COMMITMENTS, READINGS.index(candidate.reading)
