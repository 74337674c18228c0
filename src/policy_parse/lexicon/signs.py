"""The tables ``data/signs_*.toml``: patterns by name, put together from words, as attributes of one object a table."""

from __future__ import annotations

import re
from functools import partial
from typing import ClassVar

from policy_parse.errors import LexiconError
from policy_parse.lexicon.alternatives import any_beginning, any_ending
from policy_parse.lexicon.load import Entry, Lexicon
from policy_parse.text.sign import Sign

_SLOT = re.compile(
    r"\$\{(?:(\w+)\.)?([\w.]+(?:\+[\w.]+)*)(:long)?\}"
)  # ${doers}, ${titles.ending}, ${roles.label.lead}, ${bounds.before_bound:long}


class SignTable:
    """The signs of one table. A subclass names the table and declares each sign as an attribute of type Sign.

    Built from a lexicon once; nothing is put together or compiled before it is tried, save with a user's vocabulary,
    whose faults are found at once. Raises LexiconError where the table lacks a sign that is declared, or a pattern
    names words that are not there.
    """

    table: ClassVar[str]

    def __init__(self, lexicon: Lexicon) -> None:
        entries = {entry["id"]: entry for entry in lexicon.table(self.table)}
        for name in declared(type(self)):
            sign = sign_of(self.table, name, entries.get(name), lexicon)
            if not lexicon.is_builtin:
                _ = sign.pattern  # raises for words that are not there
            setattr(self, name, sign)

    def signs(self) -> tuple[Sign, ...]:
        """All of them, in the order in which they are declared."""
        return tuple(getattr(self, name) for name in declared(type(self)))


def sign_of(table: str, name: str, entry: Entry | None, lexicon: Lexicon) -> Sign:
    """The sign of a table's entry; raises LexiconError where it is none with a pattern."""
    if entry is None or "pattern" not in entry:
        raise LexiconError(table, name, "没有这个模式（no pattern of this name）")
    return Sign(
        f"{table.removeprefix('signs_')}.{name}",
        partial(with_words, entry["pattern"], table, lexicon),
        says=entry["says"],
        examples=entry.get("examples", ()),
        never=entry.get("never", ()),
        needs=entry.get("needs", ()) if lexicon.is_builtin else (),  # one's own words may do without these
    )


def declared(table: type[SignTable]) -> tuple[str, ...]:
    """Names of the signs that a table's class declares."""
    return tuple(name for name, kind in table.__annotations__.items() if kind in ("Sign", Sign))


def with_words(pattern: str, table: str, lexicon: Lexicon) -> str:
    """`pattern` with the words that it names put in, longest first: ``${doers}`` (its own table), ``${titles.ending}``.

    A name is an entry's ``id`` or, for all entries of a kind together, their ``kind`` (of bounds, place and strength:
    ``before_level``); ``${indicators.effort+effort_verb}`` names two kinds. An entry that is a pattern itself is put in
    with the words of its own table. No word is found in one of the ``compounds`` of its entries (新 but not 新能源).
    ``${bounds.before_bound:long}`` puts in only the words of two and more Chinese characters.
    Raises LexiconError for a name that is not there.
    """

    def put_in(match: re.Match[str]) -> str:
        home, names = match[1] or table, match[2].split("+")
        entries = lexicon.named(home, names)
        found = [word for entry in entries for word in entry.get("words", ()) if not match[3] or _is_long(word)]
        compounds = [word for entry in entries for word in entry.get("compounds", ())]
        if found:
            ends = names == ["adverb"] or (home == "bounds" and names[0].startswith("before"))
            return f"(?:{any_ending(found, compounds) if ends else any_beginning(found, compounds)})"
        if entries and "pattern" in entries[0]:
            return f"(?:{with_words(entries[0]['pattern'], home, lexicon)})"
        raise LexiconError(table, match[0], "没有这些词（no such words）")

    return _SLOT.sub(put_in, pattern)


def _is_long(word: str) -> bool:
    return len(word) > 1 and not word.isascii()
