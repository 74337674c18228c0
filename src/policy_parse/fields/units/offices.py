"""The organisations that documents of a place name: what is one, its full name, what an item of a list says."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from policy_parse.fields.units.full_names import resolve_name
from policy_parse.fields.units.words import UnitWords
from policy_parse.model import Level, Region
from policy_parse.text.fold import clean
from policy_parse.text.radicals import with_ideographs
from policy_parse.text.traditional import simplified


class Office(NamedTuple):
    """What a unit's name as written means."""

    name: str
    """Official full name, as `resolve_name` settles it."""
    level: Level | None
    collective: bool
    """A class of organisations (各相关单位)."""


_REMEMBERED = 4096
"""Names that are kept: the documents of one place name the same offices over and over."""


class Offices:
    """The organisations of documents of `region`; those of the centre (`national`) leave its name out.

    Answers depend on the arguments alone and are remembered.
    """

    def __init__(self, words: UnitWords, region: Region | None, *, national: bool = False) -> None:
        self.words = words
        self._region = region
        self._national = national
        self.office: Callable[[str], Office] = lru_cache(_REMEMBERED)(self._office)
        """The office that a name, cleaned of spaces, means."""
        self.written: Callable[[str], tuple[str, Office]] = lru_cache(_REMEMBERED)(self._written)
        """A name as it is written in the source, cleaned of spaces, and the office that it means."""

    def is_unit(self, name: str, *, strict: bool = False) -> bool:
        """True if a name, cleaned of spaces, is an organisation's; see `OfficeWords.looks_like_unit`."""
        return self.words.offices.looks_like_unit(name, strict=strict)

    def _office(self, name: str) -> Office:
        full, level = resolve_name(name, region=self._region, words=self.words, national=self._national)
        return Office(full, level, self.words.offices.is_class(name))

    def _written(self, text: str) -> tuple[str, Office]:
        words = simplified(clean(text))
        return words, self.office(with_ideographs(words))
