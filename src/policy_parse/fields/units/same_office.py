"""One office written two ways: 区城乡住房建委 / 区住房城乡建委, 市发改委 / 市发展改革委, 市环保局 / 市生态环境局."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from policy_parse.fields.units.agencies import Agencies
from policy_parse.fields.units.full_names import Named, level_word, take_apart
from policy_parse.fields.units.words import UnitWords
from policy_parse.model.header import Region
from policy_parse.text.fold import clean


class Spelling(NamedTuple):
    """A name taken apart to be compared with others."""

    name: str
    place: Hashable
    """Place, level and the word that says it: offices of different ones are never one."""
    identity: str | None
    """The office of the vocabulary that it means, or that took over from it; None if none is known."""
    rest: str
    plain: str
    """`rest` without words that two spellings of one office differ by: 管理, 事务, 和."""

    def keys(self) -> Iterator[Hashable]:
        """What it has in common with other spellings of the office: two that share no key are two offices."""
        if self.identity is not None:
            yield self.place, "office", self.identity
        if len(self.rest) >= 3:
            yield self.place, "words", self.plain, self.rest[-1]
        if len(self.rest) >= 4:
            yield self.place, "characters", "".join(sorted(self.rest)), self.rest[-1]


def spelling(name: str, *, words: UnitWords, region: Region | None, year: int | None = None) -> Spelling:
    """Take `name` apart, as a document of `region` and of `year` means it."""
    name = clean(name)
    named = take_apart(name, region, words)
    word = level_word(name, words.signs)
    return Spelling(
        name=name,
        place=(named.place, named.level, word.word if word else ""),
        identity=_identity(named, words.agencies, year),
        rest=named.rest,
        plain=words.signs.fillers.sub("", named.rest),
    )


def alike(one: Spelling, other: Spelling) -> bool:
    """True if two spellings name one office.

    They do if the vocabulary has one full name for both, if one office took over from the other in a reform
    before the year of the document (环保局 and 生态环境局; both may be meant before it), or if only the order of
    the words or a word such as 管理, 事务, 和 is different.
    """
    if one.name == other.name:
        return True
    if one.place != other.place:
        return False
    if one.identity is not None and other.identity is not None:
        return one.identity == other.identity
    return not set(one.keys()).isdisjoint(other.keys())


def _identity(named: Named, known: Agencies, year: int | None) -> str | None:
    for table in (known.functions, known.patterns):
        for agency in table.get(named.rest, ()):
            if agency.holds(named.level, named.code):
                # 发展改革委 and 发展改革局 are not both offices of one place
                identity = known.current(agency.id, year)
                return f"{known.functions_of.get(identity, identity)}/{agency.full[-1]}"
    return None
