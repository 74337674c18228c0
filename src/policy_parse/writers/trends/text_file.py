"""Plain text: a line for each indicator and office, the years as columns, as wide as a terminal needs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from policy_parse.model import wording
from policy_parse.model.trend import Series, Trend, TrendPoint
from policy_parse.text.terminal_width import cells, padded
from policy_parse.writers.as_written import head_of
from policy_parse.writers.trends.words import bound, has_several, measure, named

FORMAT = "text"
SUFFIXES = (".txt",)

_SUMMARY = re.compile(r"方案 \d+ 份，指标 \d+ 项，其中有多个数值的 \d+ 项\n")
NO_YEAR = "无年份"
"""Head of the values of plans that say no year."""


def render(trend: Trend) -> bytes:
    """How much there is, then the table."""
    rows = list(table_rows(trend))
    lines = [summary(trend), *(["", *_aligned([heads(trend), *rows])] if rows else [])]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def summary(trend: Trend) -> str:
    """How many plans and indicators, and how many of these have several values."""
    several = sum(1 for series in trend.series if has_several(series))
    return f"方案 {len(trend.plans)} 份，指标 {len(trend.series)} 项，其中有多个数值的 {several} 项"


def is_as_written(path: Path) -> bool:
    """True for a table that begins as ours."""
    return _SUMMARY.match(head_of(path).decode("utf-8", "replace")) is not None


def heads(trend: Trend) -> tuple[str, ...]:
    """Heads of the columns: a column for each year that has a value."""
    return ("指标", "单位", "机关", *(f"{year}年" if year else NO_YEAR for year in years(trend)), "变化")


def years(trend: Trend) -> tuple[int | None, ...]:
    """The years of all values, those without one last."""
    found = {point.year for series in trend.series for point in series.points}
    return tuple(sorted(found, key=lambda year: (year is None, year or 0)))


def table_rows(trend: Trend) -> Iterator[tuple[str, ...]]:
    """A row for each indicator and office; the indicator is named in the first of its rows."""
    columns = years(trend)
    for series in trend.series:
        name, unit = named(series), f"{measure(series)} {series.unit or ''}".strip()
        for office in dict.fromkeys(point.office for point in series.points):
            points = [point for point in series.points if point.office == office]
            values = (" / ".join(_values(points, year, series)) for year in columns)
            yield (name, unit, office, *values, _last_change(points))
            name = unit = ""


def _values(points: Sequence[TrendPoint], year: int | None, series: Series) -> list[str]:
    return list(dict.fromkeys(_value(point, series) for point in points if point.year == year))


def _value(point: TrendPoint, series: Series) -> str:
    """The bound; with the year that it is measured from, where the years of the series differ."""
    return f"{bound(point)}（较{point.baseline}年）" if point.baseline and series.baseline is None else bound(point)


def _last_change(points: Sequence[TrendPoint]) -> str:
    """Whether the last value asks for more than the one before."""
    effects = dict.fromkeys(wording.EFFECTS[p.effect] for p in points if p.effect and p.year == points[-1].year)
    return " / ".join(effects)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    flat = [[" ".join(cell.split()) for cell in row] for row in rows]
    widths = [max(cells(row[i]) for row in flat) for i in range(len(flat[0]))]
    return ["  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in flat]
