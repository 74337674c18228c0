"""The organisations that one document names: what is one, its full name and level, what an item of a list says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from policy_parse.fields.units.full_names import is_national, resolve_name
from policy_parse.fields.units.items import IsUnit, ItemWords, read_item
from policy_parse.fields.units.role_words import role_words
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.offices import looks_like_unit, office_words
from policy_parse.model import Level, Region


class Office(NamedTuple):
    """What a unit's name as written stands for."""

    name: str
    """Official full name, as `resolve_name` settles it."""
    level: Level | None
    collective: bool
    """A class of organisations (各相关单位)."""


@dataclass(frozen=True, slots=True)
class Offices:
    """Pure functions that remember what they said, since a document names the same offices over and over."""

    is_unit: IsUnit
    office: Callable[[str], Office]
    """The office that a name, cleaned of spaces, stands for."""
    item: Callable[[str, bool, bool], ItemWords]
    """What the folded words of one item of a list say; the flags: under a label, and the only item."""


def offices_of(region: Region | None, lexicon: Lexicon, *, issuers: Sequence[str] = ()) -> Offices:
    """The organisations of a document of `region` that `issuers` issued, nothing remembered yet."""
    national = region is None and is_national(issuers, lexicon)
    words, classes = role_words(lexicon), office_words(lexicon)

    @cache
    def is_unit(name: str, strict: bool) -> bool:
        return looks_like_unit(name, lexicon, strict=strict)

    @cache
    def office(name: str) -> Office:
        settled = resolve_name(name, region=region, lexicon=lexicon, national=national)
        return Office(*settled, classes.is_class(name))

    @cache
    def item(body: str, labelled: bool, alone: bool) -> ItemWords:
        return read_item(body, labelled, alone, is_unit=is_unit, words=words)

    return Offices(is_unit, office, item)
