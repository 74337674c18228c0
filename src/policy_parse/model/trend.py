"""Indicators over years and offices: what several plans ask of the same thing."""

from __future__ import annotations

from typing import Final, Literal

from pydantic import Field

from policy_parse.model.base import Model, Number
from policy_parse.model.comparison import Effect
from policy_parse.model.target import Change, Comparator, Effort, Period
from policy_parse.span import Span

TREND_VERSION: Final = "1.0"


class TrendPlan(Model):
    """One of the plans."""

    name: str = Field(description="name of the file")
    title: str | None = Field(default=None, description="the plan's title")
    region: str | None = Field(default=None, description="the region that it is for")
    office: str = Field(description="whose plan it is: one word for all plans of one office")
    year: int | None = Field(default=None, description="the plan's year, the last of several")
    sha256: str = Field(description="of the bytes of the file")


class TrendPoint(Model):
    """One value: what one plan asks for by one year."""

    plan: int = Field(description="place in ``Trend.plans``")
    region: str | None = Field(default=None, description="the region that the plan is for")
    office: str = Field(description="whose plan it is")
    year: int | None = Field(default=None, description="the year of its due date; without one the plan's")
    year_from: Literal["due", "plan"] = Field(description="due: its due date; plan: the years of the plan")
    tasks: tuple[str, ...] = Field(default=(), description="ids of the tasks that state it; empty for the plan's own")
    indicator: str = Field(description="what this plan calls it")
    comparator: Comparator = Field(description="bound: ge, gt, le, lt, eq, approx, between")
    value: Number = Field(description="in the unit of the series")
    value_max: Number | None = Field(default=None, description="upper end of a range")
    effort: Effort | None = Field(default=None, description="确保, 力争, 约束性, 预期性")
    baseline: int | None = Field(default=None, description="the year that a change is measured from")
    difference: Number | None = Field(default=None, description="less the value before, of the same office")
    effect: Effect | None = Field(default=None, description="whether more is asked for than by the value before")
    text: str = Field(description="the words of the plan")
    span: Span = Field(description="place of `text` in the text of the plan")
    place: str = Field(description="第3页 表1第5行")


class Series(Model):
    """One indicator: all that the plans ask of it, by year, then in the order of the plans."""

    indicator: str = Field(description="its name in the last plan")
    names: tuple[str, ...] = Field(description="all its names, the first plan's first; more than one if renamed")
    likeness: float | None = Field(default=None, description="how alike the names are, 0-1, where there are several")
    unit: str | None = Field(default=None, description="as most plans write it: 亿m³; null for a bare number")
    dimension: str | None = Field(default=None, description="volume, area, ratio, count, money, energy, …")
    change: Change | None = Field(default=None, description="the values are differences of a rate or level")
    baseline: int | None = Field(default=None, description="the year that all are measured from, if it is one year")
    per: Period | None = Field(default=None, description="the values hold for each year (年均), quarter, …")
    points: tuple[TrendPoint, ...] = Field(description="its values")


class Trend(Model):
    """Every indicator of the plans, those of the earliest plan first."""

    schema_version: Literal["1.0"] = Field(default=TREND_VERSION, description="version of this form")
    plans: tuple[TrendPlan, ...] = Field(description="the plans, in the order given")
    series: tuple[Series, ...] = Field(default=(), description="the indicators")
