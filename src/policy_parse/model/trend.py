"""Indicators over years and offices: what several plans ask of the same thing."""

from __future__ import annotations

from typing import Final, Literal

from policy_parse.model.base import Model, Number, published
from policy_parse.model.comparison import Effect
from policy_parse.model.target import Change, Comparator, Effort, Period
from policy_parse.span import Span

TREND_VERSION: Final = "1.0"


class TrendPlan(Model):
    """One of the plans."""

    name: str
    """name of the file"""
    title: str | None = None
    """the plan's title"""
    region: str | None = None
    """the region that it is for"""
    office: str
    """whose plan it is: one word for all plans of one office"""
    year: int | None = None
    """the plan's year, the last of several"""
    sha256: str
    """of the bytes of the file"""


class TrendPoint(Model):
    """One value: what one plan asks for by one year."""

    plan: int
    """place in ``Trend.plans``"""
    region: str | None = None
    """the region that the plan is for"""
    office: str
    """whose plan it is"""
    year: int | None = None
    """the year of its due date; without one the plan's"""
    year_from: Literal["due", "plan"]
    """due: its due date; plan: the years of the plan"""
    tasks: tuple[str, ...] = ()
    """ids of the tasks that state it; empty for the plan's own"""
    indicator: str
    """what this plan calls it"""
    comparator: Comparator
    """bound: ge, gt, le, lt, eq, approx, between"""
    value: Number
    """in the unit of the series"""
    value_max: Number | None = None
    """upper end of a range"""
    effort: Effort | None = None
    """确保, 力争, 约束性, 预期性"""
    baseline: int | None = None
    """the year that a change is measured from"""
    difference: Number | None = None
    """less the value before, of the same office"""
    effect: Effect | None = None
    """whether more is asked for than by the value before"""
    text: str
    """the words of the plan"""
    span: Span
    """place of `text` in the text of the plan"""
    place: str
    """第3页 表1第5行"""


class Series(Model):
    """One indicator: all that the plans ask of it, by year, then in the order of the plans."""

    indicator: str
    """its name in the last plan"""
    names: tuple[str, ...]
    """all its names, the first plan's first; more than one if renamed"""
    likeness: float | None = None
    """how alike the names are, 0-1, where there are several"""
    unit: str | None = None
    """as most plans write it: 亿m³; null for a bare number"""
    dimension: str | None = None
    """volume, area, ratio, count, money, energy, …"""
    change: Change | None = None
    """the values are differences of a rate or level"""
    baseline: int | None = None
    """the year that all are measured from, if it is one year"""
    per: Period | None = None
    """the values hold for each year (年均), quarter, …"""
    points: tuple[TrendPoint, ...]
    """its values"""


class Trend(Model):
    """Every indicator of the plans, those of the earliest plan first."""

    model_config = published("trend", TREND_VERSION)

    schema_version: Literal["1.0"] = TREND_VERSION
    """version of this form"""
    plans: tuple[TrendPlan, ...]
    """the plans, in the order given"""
    series: tuple[Series, ...] = ()
    """the indicators"""
