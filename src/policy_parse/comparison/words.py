"""What comparing plans knows of words, built from a lexicon once."""

from __future__ import annotations

from functools import cached_property

from policy_parse.fields.units.reforms import Reforms
from policy_parse.fields.units.words import UnitWords
from policy_parse.lexicon.load import Lexicon

_TABLES = ("agencies", "bounds", "indicators", "measures", "offices", "roles", "titles")
_KEYS = ("words", "aliases", "full", "short")
_WORK = ("work_verb", "completion_verb", "fostering_verb")


class ComparisonWords:
    """Units with their reforms, which way an indicator should go, and words that stay whole.

    Raises LexiconError when a part is first asked for.
    """

    def __init__(self, lexicon: Lexicon, units: UnitWords) -> None:
        self._lexicon = lexicon
        self.units = units

    @cached_property
    def reforms(self) -> Reforms:
        """What reforms made of offices."""
        return Reforms(self._lexicon, self.units.agencies)

    @cached_property
    def directions(self) -> Directions:
        """Which way indicators should go."""
        return Directions(self._lexicon)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Words of two and more ideographs of the vocabularies, for the segmentation."""
        found = set[str]()
        for table in _TABLES:
            for entry in self._lexicon.table(table):
                for key in _KEYS:
                    value = entry.get(key) or ()
                    found.update(value.split() if isinstance(value, str) else value)
        return frozenset(word for word in found if len(word) > 1 and word.isalpha() and not word.isascii())


class Directions:
    """Whether more or less of an indicator is asked for, by its ending (``data/directions.toml``); what is work."""

    def __init__(self, lexicon: Lexicon) -> None:
        entries = lexicon.table("directions")
        self._endings = {word: entry["direction"] for entry in entries for word in entry["words"]}
        self._lengths = sorted({len(word) for word in self._endings}, reverse=True)
        verbs = (entry["words"] for entry in lexicon.table("indicators") if entry.get("kind") in _WORK)
        self._verbs = frozenset(word for words in verbs for word in words)

    def of(self, indicator: str) -> str | None:
        """``higher``, ``lower``, or None where its ending says neither; the longest known ending decides."""
        for length in self._lengths:
            if (direction := self._endings.get(indicator[-length:])) is not None:
                return str(direction)
        return None

    def is_work(self, words: str) -> bool:
        """True if the words of a target say that something is made or done: 新建公厕20座."""
        return any(verb in words for verb in self._verbs)
