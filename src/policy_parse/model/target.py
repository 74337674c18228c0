"""How much."""

from __future__ import annotations

from typing import Literal

from policy_parse.model.base import Model, Number, Value
from policy_parse.model.deadline import Deadline
from policy_parse.span import Span

Comparator = Literal["le", "lt", "ge", "gt", "eq", "approx", "between"]
Change = Literal["increase", "decrease"]
Effort = Literal["ensured", "striven", "binding", "expected"]
Period = Literal["year", "half_year", "quarter", "month", "week", "day"]


class Quantity(Model):
    """A number with its magnitude word multiplied out, in one standard spelling of its unit."""

    value: Number
    """302800000 for 3.028亿m3"""
    value_max: Number | None = None
    """upper end of a range"""
    unit: str | None = None
    """standard spelling: m³, 亩, %, 个; null for a bare number"""
    dimension: str | None = None
    """volume, area, ratio, count, money, energy, …"""

    def to(self, unit: str) -> Quantity:
        """The same amount in another unit: 15 亩 ``to("hectare")`` is 1. Chinese spellings (公顷, 万元) are read too.

        Raises ``ValueError`` where the units do not convert: a count (家), a bare number, another dimension.
        """
        from policy_parse.model.conversion import convert

        if self.unit is None:
            raise ValueError(f"a number without a unit does not convert to {unit}")
        top = None if self.value_max is None else convert(self.value_max, self.unit, unit)
        return Quantity(value=convert(self.value, self.unit, unit), value_max=top, unit=unit, dimension=self.dimension)


class Baseline(Model):
    """What a change is measured from."""

    text: str
    """as written: 2020年, 上年"""
    span: Span | None = None
    """where it stands"""
    year: int | None = None
    """its year, where words or document settle it"""


class Target(Value):
    """A numeric commitment."""

    indicator: str | None
    """what is measured, or the thing counted"""
    scope: str | None = None
    """whom or where it covers: 全区"""
    comparator: Comparator
    """bound: 以上 ge, 超过 gt, 以内 le, 低于 lt, 左右 approx, 3—5 between, bare number eq"""
    value: Number
    """as written, before the magnitude word: 3.028"""
    value_max: Number | None = None
    """upper end, for between only"""
    unit: str | None = None
    """as written, with its magnitude word: 亿m3, 个百分点"""
    quantity: Quantity
    """value and unit with the magnitude word multiplied out"""
    change: Change | None = None
    """the value is a difference of a rate or level"""
    baseline: Baseline | None = None
    """what a change is measured from"""
    per: Period | None = None
    """the value holds for each year (年均), quarter, …"""
    effort: Effort | None = None
    """确保, 力争, 约束性, 预期性"""
    due: Deadline | None = None
    """the time that governs it: 到2025年"""
