"""Cues: rows of data/target_cues.toml, each a test on the words round a number and what it adds to one reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple, get_args

from policy_parse.errors import LexiconError
from policy_parse.fields.targets.facts import CHEAP, FACTS, FRAMES, PLACES
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


class Facts(dict[str, bool]):
    """What is known of one place in a sentence; each fact is worked out when it is first asked for."""

    def __init__(self, at: Any) -> None:
        super().__init__()
        self.at = at

    def __missing__(self, name: str) -> bool:
        value = self[name] = bool(FACTS[name](self.at))
        return value


class Cue(NamedTuple):
    """One row: where its facts hold and its signs are found, `weight` is added to `reading`."""

    id: str
    reading: ReadAs
    weight: float
    when: Sequence[tuple[str, bool]]
    """Facts, each with the value that it must have."""
    finds: Sequence[tuple[Callable[[Any, Sign], Any], Sign, bool]]
    """A place, the sign that is looked for there, and whether it must be found."""


def _possible(cues: Iterable[Cue], known: Mapping[str, bool]) -> Iterator[Cue]:
    """The cues that ask for nothing that is known not to be so, without what is known to be so."""
    for cue in cues:
        if all(known.get(fact, wanted) is wanted for fact, wanted in cue.when):
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
            for frame in (stage,) if stage else entry["frames"].split() or FRAMES:
                self._of.setdefault(frame, []).append(cue)

    def holding(self, frame: str, at: Any) -> Iterator[Cue]:
        """The cues of a frame of which all that they ask for is so, in the order of the file.

        Those that are not possible by what is cheap to know are left out first; which these are is kept.
        """
        known = CHEAP.get(frame, CHEAP["any"])
        key = frame, tuple(bool(FACTS[name](at)) for name in known)
        possible = self._possible.get(key)
        if possible is None:
            facts = dict(zip(known, key[1], strict=True))
            possible = self._possible[key] = list(_possible(self._of[frame], facts))
        facts = Facts(at)
        for cue in possible:
            if all(facts[fact] is wanted for fact, wanted in cue.when) and all(
                (place(at, sign) is not None) is wanted for place, sign, wanted in cue.finds
            ):
                yield cue

    def _cue(self, entry: Entry) -> Cue:
        when = tuple((fact.removeprefix("not "), not fact.startswith("not ")) for fact in _parts(entry["when"]))
        places = [(*words.partition(": "), wanted) for key, wanted in _SOUGHT for words in _parts(entry[key])]
        unknown = [name for name, _ in when if name not in FACTS] + [p for p, _, _, _ in places if p not in PLACES]
        if unknown:
            raise LexiconError("target_cues", entry["id"], f"没有 {unknown[0]}（no such fact or place）")
        finds = tuple((PLACES[place], self._sign(sign), wanted) for place, _, sign, wanted in places)
        return Cue(f"target_cue.{entry['id']}", entry["reading"], float(entry["weight"]), when, finds)

    def _sign(self, name: str) -> Sign:
        """The sign of this name, the one that code uses where it uses it too."""
        if name not in self._signs:
            table, _, own = name.rpartition(".")
            declared = getattr(self._words.values if table else self._words.forms, own, None)
            self._signs[name] = declared or sign_of(_TABLE, own, self._entries.get(own), self._words.lexicon)
        return self._signs[name]


_TABLE = "signs_target_forms"
_SOUGHT = (("finds", True), ("lacks", False))


@lru_cache(maxsize=4)
def cues_of(words: TargetWords) -> Cues:
    """The cues of the lexicon that `words` are of, put together once."""
    return Cues(words)
