"""Measures: 亿m3, 万亩, 微克/立方米, 个百分点 → what one of them is, and a number with it multiplied out.

Source: data/measures.toml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from policy_parse.fields.quantities.signs import QuantitySigns
from policy_parse.lexicon import Lexicon
from policy_parse.model import Quantity
from policy_parse.text.numerals import MAGNITUDES
from policy_parse.text.sign import LazyPattern

MAGNITUDE = "(?:" + "|".join(sorted(MAGNITUDES, key=len, reverse=True)) + ")"
"""万 · 亿 · 千万 · 万亿: a word that multiplies the number before a measure."""

ABOUT = "来"
SOME = ("几", ABOUT)
MORE = ("余", "多", *SOME)
"""500余家, 3万多个, 十几个: more than that; 三十来个: about that."""

NO_UNIT_DIMENSION = "ratio"
"""A bare number that a plan commits to is a coefficient or an index (农田灌溉水有效利用系数≥0.513)."""


class Measure(NamedTuple):
    """What a unit as written stands for: 万吨 → t, 10000, mass, physical; no dimension where a part is unknown."""

    standard: str
    factor: Decimal
    dimension: str | None
    kind: str

    @property
    def is_ratio(self) -> bool:
        """Percentages, points, multiples."""
        return self.kind == "ratio"

    @property
    def is_count(self) -> bool:
        """Things or people, counted one by one."""
        return self.kind in ("count", "people")


class UnitMatch(NamedTuple):
    """A unit found in a text: `unit` without 余 and 多, where it ends, and which of these stood in it, '' if none."""

    unit: str
    end: int
    more: str


class Measures:
    """All measures of a lexicon, compiled."""

    def __init__(self, lexicon: Lexicon, signs: QuantitySigns) -> None:
        self._signs = signs
        self._words: dict[str, Measure] = {}
        owners: dict[str, str] = {}
        compounds: dict[str, list[str]] = {}
        for entry in lexicon.table("measures"):
            for alias in entry["aliases"]:
                if alias in self._words:
                    other = owners[alias]
                    raise lexicon.error(
                        "measures", entry["id"], f"{alias} 已在 {other}（alias given twice, see {other}）"
                    )
                owners[alias] = entry["id"]
                factor = Decimal(entry.get("factor", "1"))
                self._words[alias] = Measure(entry.get("standard", alias), factor, entry["dimension"], entry["kind"])
            for compound in entry.get("compounds", ()):
                compounds.setdefault(compound[0], []).append(compound)
        self._by_first: dict[str, list[tuple[str, LazyPattern | None]]] = {}
        for alias in sorted(self._words, key=len, reverse=True):
            never = _not_after(alias, compounds.get(alias[0], ()))
            self._by_first.setdefault(alias[0], []).append((alias, LazyPattern(never) if never else None))
        self._magnitude = re.compile(MAGNITUDE)
        self._firsts = frozenset(word[0] for word in (*self._words, *MAGNITUDES, *MORE, "/"))
        """What a unit may begin with."""
        self.parse = lru_cache(maxsize=1024)(self._parse)
        """What a unit stands for; see `_parse`."""

    def match(self, text: str, at: int) -> UnitMatch | None:
        """The unit that begins at `at`: 亿m3, 余家, 万多个, 吨/万平方米, 千瓦/机柜; None if there is none.

        A measure is tried before a magnitude word: 千瓦 is one word, not a thousand 瓦.
        """
        if text[at : at + 1] not in self._firsts:
            return None
        if per := self._signs.per_many.match(text, at):
            return UnitMatch(per.group(), per.end(), "")
        more, position = _after(text, at, MORE)
        first = self._part(text, position)
        if first is None:  # 用户数突破180万。
            bare = self._signs.bare_magnitude.match(text, position)
            return UnitMatch(bare[1], bare.end(1), more or bare[2] or "") if bare else None
        unit, end, more_after = first
        if text.startswith("/", end):
            unit, end = self._rate(text, unit, end)
        elif text.startswith("每", end):
            each = self._part(text, end + 1)
            if each is not None and self._signs.rate_ends.match(text, each[1]):  # 50千米|每小时|以上
                unit, end = f"{unit}每{each[0]}", each[1]
        return UnitMatch(unit, end, more or more_after)

    def base(self, unit: str) -> str:
        """`unit` without its magnitude word: 亿元 → 元; 千瓦 stays."""
        if unit in self._words:
            return unit
        magnitude = self._magnitude.match(unit)
        return unit[magnitude.end() :] if magnitude else unit

    def ratio(self, one: str, other: str) -> Decimal:
        """How many of `other` one of `one` is: 亿元 is 10000 万元; 0 where they measure different things."""
        if one == other:
            return Decimal(1)
        first, second = self.parse(one), self.parse(other)
        if first is None or second is None or first.standard != second.standard:
            return Decimal(0)
        return first.factor / second.factor

    def _rate(self, text: str, unit: str, end: int) -> tuple[str, int]:
        """`unit` with what stands after the / at `end`: 吨/万平方米, 吨/月·平方公里, 吨/（月·平方公里）, 千瓦/机柜.

        Unchanged if that is not a rate.
        """
        if unknown := self._unknown_rate(text, end):
            return unit + unknown, end + len(unknown)
        bracket = text.startswith("/（", end)
        joint, position = "/", end + (2 if bracket else 1)
        while (part := self._part(text, position)) is not None:
            unit, end = f"{unit}{joint}{part[0]}", part[1]
            if not text.startswith(("/", "·"), end):
                break
            joint, position = text[end], end + 1
        return unit, end + 1 if bracket and text.startswith("）", end) else end

    def _unknown_rate(self, text: str, at: int) -> str:
        """The / at `at` with a word that no entry names and that ends the amount; '' if there is none."""
        match = None if self._part(text, at + 1) else self._signs.unknown_rate.match(text, at)
        return match.group() if match else ""

    def _part(self, text: str, at: int) -> tuple[str, int, str] | None:
        """One measure with its magnitude word: the words without 余 and 多, their end, which of these it had."""
        end = self._word_end(text, at)
        if end is not None:
            return text[at:end], end, ""
        magnitude = self._magnitude.match(text, at)
        if magnitude is None:
            return None
        more, position = _after(text, magnitude.end(), MORE)
        end = self._word_end(text, position)
        return None if end is None else (magnitude.group() + text[position:end], end, more)

    def _word_end(self, text: str, at: int) -> int | None:
        """Where the longest measure that begins at `at` ends, with another in brackets after it: 套（次）."""
        for alias, never in self._by_first.get(text[at : at + 1], ()):
            if text.startswith(alias, at) and not (never and never.match(text, at + len(alias))):
                end = at + len(alias)
                if self._words[alias].is_count and (times := self._signs.times.match(text, end)):
                    return times.end()  # 万条|次, 项|次
                other = self._signs.other_measure.match(text, end)
                return other.end() if other else end
        return None

    def _parse(self, unit: str) -> Measure | None:
        """What `unit` (folded, as written) stands for: 吨/万平方米 → t/m², 0.0001, mass/area; None if unknown.

        What it is measured by may be unknown (千瓦/机柜): then it is kept as written and the whole has no dimension.
        """
        if self._signs.per_many.fullmatch(unit):
            many = MAGNITUDES[unit[1:].replace("10万", "十万")]
            return Measure("", Decimal(1) / many, NO_UNIT_DIMENSION, "ratio")
        if unit[1:].isdigit() and unit[0] == "/":  # 三分之二
            return Measure("", 1 / Decimal(unit[1:]), NO_UNIT_DIMENSION, "ratio")
        if unit in MAGNITUDES:
            return Measure("", Decimal(MAGNITUDES[unit]), "number", "count")
        whole = self._words.get(unit)
        if whole is not None:
            return whole
        unit = self._signs.other_measure.sub("", unit)
        words = [
            one
            for word in unit.replace("每", "/").split("/")
            for one in ([word] if self._parse_part(word) else word.split("·"))
        ]
        first, *others = (self._parse_part(word) for word in words)
        if first is None or not all(part or word.isalnum() for word, part in zip(words[1:], others, strict=True)):
            return None
        standard, factor, dimension = first.standard, first.factor, first.dimension
        for word, part in zip(words[1:], others, strict=True):
            standard += "/" + (part.standard if part else word)
            factor /= part.factor if part else 1
            dimension = f"{dimension}/{part.dimension}" if dimension and part and part.dimension else None
        return Measure(standard, factor, dimension, first.kind)

    def _parse_part(self, part: str) -> Measure | None:
        if part in self._words:
            return self._words[part]
        counted = self._words.get(part[:-1]) if part.endswith("次") else None
        if counted is not None and counted.is_count:
            return Measure(part, Decimal(1), counted.dimension, counted.kind)
        magnitude = self._magnitude.match(part)
        base = self._parse_part(part[magnitude.end() :]) if magnitude and magnitude.end() < len(part) else None
        if magnitude is None or base is None:
            return None
        return Measure(base.standard, base.factor * MAGNITUDES[magnitude.group()], base.dimension, base.kind)

    def quantity(self, value: Decimal, value_max: Decimal | None, unit: str | None) -> Quantity:
        """`value` multiplied out: 3.028 亿m3 → 302800000 m³. An unknown unit stays as it is, with dimension None."""
        if unit is None:
            return Quantity(value=value, value_max=value_max, unit=None, dimension=NO_UNIT_DIMENSION)
        measure = self.parse(unit)
        if measure is None:
            return Quantity(value=value, value_max=value_max, unit=unit, dimension=None)
        if measure.standard == "番" and max(value, value_max or 0) > _MOST_DOUBLINGS:
            return Quantity(value=value, value_max=value_max, unit=unit, dimension=None)
        if measure.standard == "番":  # 翻两番 is four times as much, an increase of three times
            value, value_max = 2**value - 1, None if value_max is None else 2**value_max - 1
            measure = Measure("倍", Decimal(1), measure.dimension, measure.kind)
        top = None if value_max is None else _kept(value_max * measure.factor)
        unit = measure.standard or None
        return Quantity(value=_kept(value * measure.factor), value_max=top, unit=unit, dimension=measure.dimension)


def _kept(value: Decimal) -> Decimal:
    """`value` with the digits that a JSON number keeps: a third is read back as it was written."""
    return value if value == value.to_integral_value() else _AS_JSON.plus(value)


_AS_JSON = Context(prec=15)


_MOST_DOUBLINGS = 30
"""Nothing doubles more often; a larger number is a slip, and what it would come to no number can hold."""


def _after(text: str, at: int, words: tuple[str, ...]) -> tuple[str, int]:
    """Which of `words` begins at `at`, '' if none does, and where it ends."""
    word = next((w for w in words if text.startswith(w, at)), "")
    return word, at + len(word)


def _not_after(alias: str, compounds: Sequence[str]) -> str:
    """What must not follow `alias`, as a pattern: the rest of `compounds`, letters after letters; may be empty."""
    tails = sorted({c[len(alias) :] for c in compounds if c.startswith(alias) and len(c) > len(alias)})
    if alias[-1].isascii() and alias[-1].isalpha():
        tails.append("[A-Za-z0-9]")
    return "|".join(tails)
