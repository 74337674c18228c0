"""The words of data/bounds.toml, data/measures.toml and data/signs_quantities.toml, compiled once for a lexicon."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal, NamedTuple

from policy_parse.fields.quantities.measures import Measures
from policy_parse.fields.quantities.signs import QuantitySigns
from policy_parse.lexicon import Entry, Lexicon
from policy_parse.lexicon.alternatives import any_beginning, any_ending
from policy_parse.model import Change, Comparator

AT_BEST = "bound.at_best"
"""The bound of 最快1小时: what may be reached beside the limit itself."""

LONGEST_WORD = 12
"""How far before a place a bound, a period or an adverb is looked for: longer than any of them with its manner."""

Period = Literal["year", "half_year", "quarter", "month", "week", "day"]


class Bound(NamedTuple):
    """One entry of bounds.toml: how a word beside a number binds it."""

    id: str
    strength: str
    comparator: Comparator | None
    change: Change | None
    noun: bool
    absolute: bool


class QuantityWords:
    """The words of quantities: signs, measures, bounds by word, periods."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.quantities = QuantitySigns(lexicon)
        self.measures = Measures(lexicon, self.quantities)
        self.before: dict[str, Bound] = {}
        self.after: dict[str, Bound] = {}
        names: list[str] = []
        self._after_compounds: list[str] = []
        for entry in lexicon.table("bounds"):
            (names if entry["place"] == "before" else self._after_compounds).extend(entry.get("compounds", ()))
            bound = _bound(entry)
            (self.before if entry["place"] == "before" else self.after).update(dict.fromkeys(entry["words"], bound))
        bounds = list(self.before.values())
        self.reach = next(b for b in bounds if b.strength == "level" and b.comparator == "ge")
        """The bound of a verb that no entry names and a level follows: 占到."""
        self.fall = next(b for b in bounds if b.strength == "level" and b.comparator == "le")
        """The bound of a verb of falling that a level follows: 压降为."""
        self.comparatives = {b.comparator: b for b in reversed(bounds) if b.strength == "bound" and b.comparator}
        """The first bound of each comparator: what 不超过 and 大于或等于 say."""
        self.changes = {b.change: b for b in reversed(bounds) if b.change}
        """The first bound of each change: what 高于全省平均水平2个百分点 says."""
        self._last = frozenset(word[-1] for word in (*self.before, "了"))
        self._before_pattern = re.compile(f"(?:{any_ending(self.before, names)})了?(?=$)")
        periods = (entry for entry in lexicon.table("indicators") if entry["kind"] == "period")
        self._periods: dict[str, Period] = {word: entry["per"] for entry in periods for word in entry["words"]}

    @cached_property
    def bound_after(self) -> re.Pattern[str]:
        """A bound after an amount, in its group 1: 以上, （含本数）以上, 左右."""
        words = any_beginning(self.after, self._after_compounds)
        return re.compile(f"(?:{self.quantities.inclusive.pattern})?({words})", re.VERBOSE)

    def bound_before(self, sentence: str, at: int, floor: int = 0) -> re.Match[str] | None:
        """The word of a bound that ends at `at` and begins at `floor` or behind it; None if none does."""
        if at <= floor or sentence[at - 1] not in self._last:
            return None
        return self._before_pattern.search(sentence[max(floor, at - LONGEST_WORD) : at])

    def to_a_level(self, verb: str) -> Bound | None:
        """The bound of a verb of rise or fall with 到: 提高到, 压降至; None if it is none."""
        match = self.quantities.change_to.fullmatch(verb)
        return None if match is None else self.reach if match["up"] else self.fall

    def period(self, word: str) -> Period | None:
        """The period that a word such as 年均 names; None if the vocabulary has no such word."""
        return self._periods.get(word)


def _bound(entry: Entry) -> Bound:
    change: Change | None = entry.get("change")
    comparator: Comparator | None = entry.get("comparator")
    return Bound(
        entry["id"], entry["strength"], comparator, change, bool(entry.get("noun")), entry.get("absolute", True)
    )
