"""Cues: rows of data/target_cues.toml, each a test on the words round a number and what it adds to one reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple, get_args

from policy_parse.errors import LexiconError
from policy_parse.fields.targets.facts import CHEAP, FACTS, FRAMES
from policy_parse.fields.targets.places import PLACES, Found
from policy_parse.fields.targets.words import TargetWords
from policy_parse.lexicon import Entry
from policy_parse.lexicon.signs import sign_of
from policy_parse.text.sign import Sign

ReadAs = Literal[
    "level", "change", "count", "service",
    "name", "past", "inside", "description", "threshold", "support", "reference",
]  # fmt: skip
"""What a number may be: a level or a change of what is named, a count, a service time: these are commitments. Or part
of a name or date, what has been done, a part of another number, which things are meant (by value or size), how
support is reckoned, or what only tells how large, how long or how many."""
READINGS: tuple[ReadAs, ...] = get_args(ReadAs)
COMMITMENTS: tuple[ReadAs, ...] = READINGS[:4]
STAGES: Mapping[str, str] = {"name": "number", "past": "group", "inside": "group"}
"""Readings that are weighed before the words round a number are taken apart, and the frame of their cues."""


class Cue(NamedTuple):
    """One row: where all that it asks is so, `weight` is added to `reading`."""

    id: str
    reading: ReadAs
    weight: float
    asks: Sequence[tuple[str, Callable[[Any], Any], bool]]
    """A fact, or a sign at a place: the name, what works it out, and whether it must be so."""


class Cues:
    """The cues of a lexicon by the frame in which they are tried, in the order of the file."""

    def __init__(self, words: TargetWords) -> None:
        self._words = words
        self._entries = {entry["id"]: entry for entry in words.lexicon.table(_TABLE)}
        self._of: dict[str, list[Cue]] = {}
        self._possible: dict[tuple[str, tuple[bool, ...]], list[Cue]] = {}
        self._cheap = {frame: [FACTS[name] for name in CHEAP[frame]] for frame in CHEAP}
        tests: dict[str, Callable[[Any], Any]] = dict(FACTS)
        for entry in words.lexicon.table("target_cues"):
            cue = self._cue(entry, tests)
            stage = STAGES.get(cue.reading)
            for frame in entry["frames"].split() or ((stage,) if stage else FRAMES):
                self._of.setdefault(frame, []).append(cue)

    def holding(self, frame: str, at: Any) -> Iterator[Cue]:
        """The cues of a frame of which all that they ask for is so, in the order of the file.

        Those that are not possible by what is cheap to know are left out first; which these are is kept. What else they
        ask is worked out once, when a cue asks for it.
        """
        cheap = tuple([bool(fact(at)) for fact in self._cheap[frame]])
        possible = self._possible.get((frame, cheap))
        if possible is None:
            known = dict(zip(CHEAP[frame], cheap, strict=True))
            cues = (cue for cue in self._of[frame] if all(known.get(name, so) is so for name, _, so in cue.asks))
            possible = [cue._replace(asks=[ask for ask in cue.asks if ask[0] not in known]) for cue in cues]
            self._possible[frame, cheap] = possible
        known = {}
        for cue in possible:
            for name, test, wanted in cue.asks:
                so = known.get(name)
                if so is None:
                    so = known[name] = bool(test(at))
                if so is not wanted:
                    break
            else:
                yield cue

    def _cue(self, entry: Entry, tests: dict[str, Callable[[Any], Any]]) -> Cue:
        """The cue of a row; what it asks that no row before asked is added to `tests`."""
        asks = [(name.removeprefix("not "), not name.startswith("not ")) for name in _parts(entry["when"])]
        asks += [(name, wanted) for key, wanted in _SOUGHT for name in _parts(entry[key])]
        for name, _ in asks:
            if name not in tests:
                place, _, sign = name.partition(": ")
                if place not in PLACES:
                    raise LexiconError("target_cues", entry["id"], f"没有 {place}（no such fact or place）")
                tests[name] = _found(PLACES[place], self._sign(sign))
        found = tuple((name, tests[name], wanted) for name, wanted in asks)
        return Cue(f"target_cue.{entry['id']}", entry["reading"], float(entry["weight"]), found)

    def _sign(self, name: str) -> Sign:
        """The sign of this name, the one that code uses where it uses it too."""
        table, _, own = name.rpartition(".")
        declared = getattr(self._words.quantities if table else self._words.forms, own, None)
        return declared or sign_of(_TABLE, own, self._entries.get(own), self._words.lexicon)


def _found(place: Found, sign: Sign) -> Callable[[Any], Any]:
    return lambda at: place(at, sign)


def _parts(cell: str) -> list[str]:
    return cell.split(" & ") if cell else []


_TABLE = "signs_target_forms"
_SOUGHT = (("finds", True), ("lacks", False))


@lru_cache(maxsize=4)
def cues_of(words: TargetWords) -> Cues:
    """The cues of the lexicon that `words` are of, put together once."""
    return Cues(words)
