"""Cues: rows of data/target_cues.toml, each a test on the words round a number and what it adds to one reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple, get_args

from policy_parse.errors import LexiconError
from policy_parse.fields.targets.facts import CHEAP, FACTS, FRAMES
from policy_parse.fields.targets.places import PLACES
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
    """One row: where its facts hold and its signs are found, `weight` is added to `reading`."""

    id: str
    reading: ReadAs
    weight: float
    when: Sequence[tuple[str, Callable[[Any], Any], bool]]
    """Facts: the name, what works it out, and the value that it must have."""
    finds: Sequence[tuple[Callable[[Any, Sign], Any], Sign, bool]]
    """A place, the sign that is looked for there, and whether it must be found."""


def _possible(cues: Iterable[Cue], known: Mapping[str, bool]) -> Iterator[Cue]:
    """The cues that ask for nothing that is known not to be so, without what is known to be so."""
    for cue in cues:
        if all(known.get(fact, wanted) is wanted for fact, _, wanted in cue.when):
            yield cue._replace(when=tuple(fact for fact in cue.when if fact[0] not in known))


def _parts(cell: str) -> list[str]:
    return cell.split(" & ") if cell else []


class Cues:
    """The cues of a lexicon by the frame in which they are tried, in the order of the file."""

    def __init__(self, words: TargetWords) -> None:
        self._words = words
        self._entries = {entry["id"]: entry for entry in words.lexicon.table(_TABLE)}
        self._signs: dict[str, Sign] = {}
        self._of: dict[str, list[Cue]] = {}
        self._possible: dict[tuple[str, tuple[bool, ...]], list[Cue]] = {}
        for entry in words.lexicon.table("target_cues"):
            cue = self._cue(entry)
            stage = STAGES.get(cue.reading)
            for frame in entry["frames"].split() or ((stage,) if stage else FRAMES):
                self._of.setdefault(frame, []).append(cue)

    def holding(self, frame: str, at: Any) -> Iterator[Cue]:
        """The cues of a frame of which all that they ask for is so, in the order of the file.

        Those that are not possible by what is cheap to know are left out first; which these are is kept. Each fact is
        worked out once, when a cue asks for it.
        """
        cheap = CHEAP.get(frame, CHEAP["any"])
        key = frame, cheap.of(at)
        possible = self._possible.get(key)
        if possible is None:
            facts = dict(zip(cheap.names, key[1], strict=True))
            possible = self._possible[key] = list(_possible(self._of[frame], facts))
        known: dict[str, bool] = {}
        for cue in possible:
            for name, fact, wanted in cue.when:
                value = known.get(name)
                if value is None:
                    value = known[name] = bool(fact(at))
                if value is not wanted:
                    break
            else:
                for place, sign, wanted in cue.finds:
                    if (place(at, sign) is not None) is not wanted:
                        break
                else:
                    yield cue

    def _cue(self, entry: Entry) -> Cue:
        asked = [(fact.removeprefix("not "), not fact.startswith("not ")) for fact in _parts(entry["when"])]
        places = [(*words.partition(": "), wanted) for key, wanted in _SOUGHT for words in _parts(entry[key])]
        unknown = [name for name, _ in asked if name not in FACTS] + [p for p, _, _, _ in places if p not in PLACES]
        if unknown:
            raise LexiconError("target_cues", entry["id"], f"没有 {unknown[0]}（no such fact or place）")
        when = tuple((name, FACTS[name], wanted) for name, wanted in asked)
        finds = tuple((PLACES[place], self._sign(sign), wanted) for place, _, sign, wanted in places)
        return Cue(f"target_cue.{entry['id']}", entry["reading"], float(entry["weight"]), when, finds)

    def _sign(self, name: str) -> Sign:
        """The sign of this name, the one that code uses where it uses it too."""
        if name not in self._signs:
            table, _, own = name.rpartition(".")
            declared = getattr(self._words.quantities if table else self._words.forms, own, None)
            self._signs[name] = declared or sign_of(_TABLE, own, self._entries.get(own), self._words.lexicon)
        return self._signs[name]


_TABLE = "signs_target_forms"
_SOUGHT = (("finds", True), ("lacks", False))


@lru_cache(maxsize=4)
def cues_of(words: TargetWords) -> Cues:
    """The cues of the lexicon that `words` are of, put together once."""
    return Cues(words)
