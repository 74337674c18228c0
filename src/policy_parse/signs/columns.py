"""What the head of a table column says that the column holds, by ``data/columns.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from typing import NamedTuple

from policy_parse.lexicon.load import Lexicon

UNIT_MEANINGS = ("lead", "responsible", "supporting", "guiding")
"""Meanings of the columns that hold offices."""
MEASURE = "单位"
"""The one head that may name offices as well as units of measure."""
_LONGEST = 16
"""Characters of a head; a longer cell is text."""


class Meaning(NamedTuple):
    """What a column holds and the rule that says so; both None if its head is not known."""

    name: str | None
    rule: str | None


UNKNOWN = Meaning(None, None)


class ColumnHeads:
    """The heads that are known, built from a lexicon once."""

    def __init__(self, lexicon: Lexicon) -> None:
        entries = lexicon.table("columns")
        self._meanings = [Meaning(entry["meaning"], f"column.{entry['id']}") for entry in entries]
        heads = ("|".join(f"(?:{pattern})" for pattern in entry["patterns"]) for entry in entries)
        self._heads = re.compile("|".join(f"(?P<meaning{i}>{head})" for i, head in enumerate(heads)), re.VERBOSE)
        self._own: Mapping[str, Meaning] = {}

    def with_own(self, heads: Mapping[str, str]) -> ColumnHeads:
        """These, and `heads` that a document says are the same as known ones; 上面/下面 for one of two rows."""
        both = copy(self)
        both._own = {head: self.meaning(known) for head, known in heads.items() if known}
        return both

    def own(self, stack: Sequence[str]) -> Meaning | None:
        """What the document says of a head over several rows, from the top; None if nothing."""
        return self._own.get("/".join(dict.fromkeys("".join(words.split()) for words in stack)))

    def meaning(self, words: str) -> Meaning:
        """The meaning of a head cell's folded words; `UNKNOWN` if they say nothing known."""
        if self._own and (own := self.own([words])) is not None:
            return own
        head = self._heads.fullmatch(words) if len(words) <= _LONGEST else None
        if head is None or head.lastgroup is None:
            return UNKNOWN
        return self._meanings[int(head.lastgroup.removeprefix("meaning"))]
