"""Cues: rows of data/target_cues.toml, each a test on the words round a number and what it adds to one reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal, NamedTuple, get_args

from policy_parse.errors import LexiconError
from policy_parse.fields.targets.facts import FACTS, FRAMES, PLACES
from policy_parse.lexicon import Entry, Lexicon
from policy_parse.lexicon.signs import named_sign
from policy_parse.text.sign import Sign

ReadAs = Literal[
    "level", "change", "count", "service",
    "name", "past", "inside", "description", "threshold", "support", "reference",
]  # fmt: skip
"""What a number may be: a level or a change of what is named, a count, a service time: these are commitments. Or a part
of a name or date, what has been done, a part of another number, which things are meant (by their value, their size), how
support is reckoned, or what only tells how large, how long or how many."""
READINGS: tuple[ReadAs, ...] = get_args(ReadAs)
COMMITMENTS: tuple[ReadAs, ...] = READINGS[:4]
STAGES: Mapping[str, str] = {"name": "number", "past": "group", "inside": "group"}
"""Readings that are weighed before the words round a number are taken apart, and the frame in which their cues stand."""


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

    def holds(self, facts: Facts) -> bool:
        """True if all that the row asks for is so."""
        for fact, wanted in self.when:
            if facts[fact] is not wanted:
                return False
        for place, sign, wanted in self.finds:
            if (place(facts.at, sign) is not None) is not wanted:
                return False
        return True


class Cues:
    """The cues of a lexicon by the frame in which they are tried, in the order of the file."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._signs: dict[str, Sign] = {}
        self.of: dict[str, list[Cue]] = {}
        for entry in lexicon.table("target_cues"):
            cue = self._cue(entry, lexicon)
            stage = STAGES.get(cue.reading)
            for frame in (stage,) if stage else entry.get("frames", FRAMES):
                self.of.setdefault(frame, []).append(cue)

    def _cue(self, entry: Entry, lexicon: Lexicon) -> Cue:
        when = tuple((fact.removeprefix("not "), not fact.startswith("not ")) for fact in entry.get("when", ()))
        places = [
            (*words.partition(": "), wanted) for key, wanted in _SOUGHT for words in entry.get(key, ())
        ]
        unknown = [name for name, _ in when if name not in FACTS] + [p for p, _, _, _ in places if p not in PLACES]
        if unknown:
            raise LexiconError("target_cues", entry["id"], f"没有 {unknown[0]}（no such fact or place）")
        finds = tuple((PLACES[place], self._sign(sign, lexicon), wanted) for place, _, sign, wanted in places)
        return Cue(f"target_cues.{entry['id']}", entry["reading"], entry["weight"], when, finds)

    def _sign(self, name: str, lexicon: Lexicon) -> Sign:
        if name not in self._signs:
            table, _, own = name.rpartition(".")
            self._signs[name] = named_sign(f"signs_{table or 'target_forms'}", own, lexicon)
        return self._signs[name]


_SOUGHT = (("finds", True), ("lacks", False))


@lru_cache(maxsize=4)
def cues_of(lexicon: Lexicon) -> Cues:
    """The cues of a lexicon, put together once."""
    return Cues(lexicon)
