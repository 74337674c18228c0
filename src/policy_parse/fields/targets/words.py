"""The words of data/bounds.toml and data/indicators.toml, compiled once for a lexicon."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal, NamedTuple

from policy_parse.fields.targets.form_signs import FormSigns
from policy_parse.fields.targets.measures import Measures
from policy_parse.fields.targets.value_signs import ValueSigns
from policy_parse.lexicon import Entry, Lexicon
from policy_parse.lexicon.alternatives import any_beginning, any_ending
from policy_parse.model import Change, Comparator, Effort

AT_BEST = "bound.at_best"
"""The bound of 最快1小时: what may be reached beside the limit itself."""

Period = Literal["year", "half_year", "quarter", "month", "week", "day"]


class Bound(NamedTuple):
    """One entry of bounds.toml: how a word beside a number binds it."""

    id: str
    strength: str
    comparator: Comparator | None
    change: Change | None
    noun: bool
    absolute: bool


class IndicatorHeads:
    """Heads of the columns of indicator tables (data/indicator_columns.toml) and what they mean."""

    def __init__(self, lexicon: Lexicon) -> None:
        entries = lexicon.table("indicator_columns")
        self.exact: dict[str, str] = {head: e["meaning"] for e in entries for head in e.get("exact", ())}
        parts = ((part, e["meaning"]) for e in entries for part in e.get("contains", ()))
        self.contained: tuple[tuple[str, str], ...] = tuple(parts)


class TargetWords:
    """The words of targets: bounds by word, patterns of each kind of word round a target, measures, heads, signs."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.values = ValueSigns(lexicon)
        self.measures = Measures(lexicon, self.values)
        self.heads = IndicatorHeads(lexicon)
        self.forms = FormSigns(lexicon)
        self.lexicon = lexicon
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
        self.before_pattern = re.compile(f"(?:{any_ending(self.before, names)})了?(?=$)")
        kinds: dict[str, list[str]] = {}
        self._compounds: dict[str, list[str]] = {}
        self._efforts: dict[str, Effort] = {}
        self._periods: dict[str, Period] = {}
        for entry in lexicon.table("indicators"):
            kinds.setdefault(entry["kind"], []).extend(entry["words"])
            self._compounds.setdefault(entry["kind"], []).extend(entry.get("compounds", ()))
            if entry["kind"] in ("effort", "effort_verb"):
                self._efforts |= dict.fromkeys(entry["words"], entry["effort"])
            if entry["kind"] == "period":
                self._periods |= dict.fromkeys(entry["words"], entry["per"])
        self.kinds = {kind: tuple(words) for kind, words in kinds.items()}

    @cached_property
    def quantity_end(self) -> re.Pattern[str]:
        """The end of a name that a quantity has: 利用|率, 面积|（万亩）."""
        return re.compile(f"(?:{self.pattern('quantity_name')})(?:（[^）]*）)?$")

    @cached_property
    def bound_after(self) -> re.Pattern[str]:
        """A bound after an amount, in its group 1: 以上, （含本数）以上, 左右."""
        words = any_beginning(self.after, self._after_compounds)
        return re.compile(f"(?:{self.values.inclusive.pattern})?({words})", re.VERBOSE)

    def pattern(self, *kinds: str) -> str:
        """Source of one pattern for every word of `kinds`, longest first."""
        compounds = [word for kind in kinds for word in self._compounds[kind]]
        return any_beginning((word for kind in kinds for word in self.kinds[kind]), compounds)

    def to_a_level(self, verb: str) -> Bound | None:
        """The bound of a verb of rise or fall with 到: 提高到, 压降至; None if it is none."""
        match = self.values.change_to.fullmatch(verb)
        return None if match is None else self.reach if match["up"] else self.fall

    def effort(self, word: str) -> Effort:
        """The effort that a word such as 力争 shows."""
        return self._efforts[word]

    def period(self, word: str) -> Period | None:
        """The period that a word such as 年均 names; None if the vocabulary has no such word."""
        return self._periods.get(word)


def _bound(entry: Entry) -> Bound:
    change: Change | None = entry.get("change")
    comparator: Comparator | None = entry.get("comparator")
    return Bound(
        entry["id"], entry["strength"], comparator, change, bool(entry.get("noun")), entry.get("absolute", True)
    )
