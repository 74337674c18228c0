"""The organisations that one document names: what is one, its full name and level, what an item of a list says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from policy_parse.fields.units.full_names import is_national, resolve_name
from policy_parse.fields.units.items import ItemWords
from policy_parse.fields.units.words import UnitWords
from policy_parse.model import Level, Region
from policy_parse.text.fold import clean
from policy_parse.text.radicals import with_ideographs


class Office(NamedTuple):
    """What a unit's name as written means."""

    name: str
    """Official full name, as `resolve_name` settles it."""
    level: Level | None
    collective: bool
    """A class of organisations (各相关单位)."""


class Offices:
    """The organisations of a document of `region` that `issuers` issued.

    Answers depend on the arguments alone and are remembered, since a document names the same offices over and over.
    """

    def __init__(self, words: UnitWords, region: Region | None, *, issuers: Sequence[str] = ()) -> None:
        self.words = words
        self._region = region
        self._national = region is None and is_national(issuers, words)
        self._offices: dict[str, Office] = {}
        self._written: dict[str, tuple[str, Office]] = {}

    def is_unit(self, name: str, *, strict: bool = False) -> bool:
        """True if a name, cleaned of spaces, is an organisation's; see `OfficeWords.looks_like_unit`."""
        return self.words.offices.looks_like_unit(name, strict=strict)

    def office(self, name: str) -> Office:
        """The office that a name, cleaned of spaces, means."""
        if (known := self._offices.get(name)) is None:
            full, level = resolve_name(name, region=self._region, words=self.words, national=self._national)
            known = self._offices[name] = Office(full, level, self.words.offices.is_class(name))
        return known

    def written(self, text: str) -> tuple[str, Office]:
        """A name as it is written in the source, cleaned of spaces, and the office that it means."""
        if (known := self._written.get(text)) is None:
            words = clean(text)
            known = self._written[text] = words, self.office(with_ideographs(words))
        return known

    def item(self, body: str, *, labelled: bool, alone: bool) -> ItemWords:
        """What the folded words of one item of a list say; see `ItemReader.read`."""
        return self.words.items.read(body, labelled=labelled, alone=alone)
