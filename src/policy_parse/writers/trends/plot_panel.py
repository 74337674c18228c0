"""One indicator as a plot: years across, values up, a line for each office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from policy_parse.model.trend import Series, TrendPoint
from policy_parse.writers.trends.plot_labels import SIZE, Label, boxes_along, placed
from policy_parse.writers.trends.plot_scale import Scale, shown_years, ticks
from policy_parse.writers.trends.svg_shapes import (
    FAINT,
    HEAD,
    INK,
    PALE,
    Box,
    Style,
    arrow,
    line,
    mark,
    paper,
    path,
    text,
    width,
    wrapped,
)
from policy_parse.writers.trends.words import bound, digits, measure, other_names

_TITLE, _SMALL = 11.5, 9.5
_ARROW = 15.0
_ROOM = 24.0
"""Kept free above and below the values, for arrows and words."""
_BESIDE = 11.0
"""Values of two offices for one year stand so far beside each other, where the years leave room."""
_ALL = 100
"""Per cent that a share has at most."""
_MANY = 16
"""More values than this want the whole width."""
_HALF = 5.0
"""Half of the box of a mark."""


class _Spot(NamedTuple):
    """A value on the paper; a range has a top."""

    x: float
    y: float
    top: float | None
    point: TrendPoint


def is_wide(series: Series) -> bool:
    """True if the plot needs the whole width of the page."""
    return len(series.points) > _MANY


def panel(series: Series, box: Box, looks: Mapping[str, Style]) -> Iterator[str]:
    """The elements of the plot of one indicator in `box`; `looks` has every office."""
    y = box.top
    for words, size, is_bold in _heads(series, box.right - box.left):
        y += size + 3
        yield text(box.left, y, words, size, bold=is_bold, fill=INK if is_bold else FAINT)
    points = [point for point in series.points if point.year is not None]
    marks = _ticks(points, series)
    names = [digits(tick) for tick in marks]
    area = Box(box.left + max(width(name, SIZE) for name in names) + 8, y + 6, box.right, box.bottom - 18)
    up = Scale(marks[0], marks[-1], area.bottom - _ROOM, area.top + _ROOM)
    yield from _value_axis(marks, names, up, area)
    offices = list(dict.fromkeys(point.office for point in points))
    across = _years_scale(points, area, len(offices))
    yield from _year_axis([point.year for point in points if point.year is not None], across, area)
    yield from _drawn(_spots(points, offices, across, up), offices, looks, area)


def _ticks(points: Sequence[TrendPoint], series: Series) -> Sequence[Decimal]:
    """The marks of the value axis; whole numbers for counts, none above 100 % for a rate that stays below."""
    values = [number for p in points for number in (p.value, p.value_max) if number is not None]
    whole = series.dimension == "count" and all(value == value.to_integral_value() for value in values)
    marks = ticks(values, whole=whole)
    if series.unit == "%" and series.change is None and max(values) <= _ALL:
        marks = [mark for mark in marks if mark <= _ALL]
    return marks


def _spots(points: Sequence[TrendPoint], offices: Sequence[str], across: Scale, up: Scale) -> list[_Spot]:
    """Where the values stand, those of one year beside each other by office."""
    beside, middle = _beside(across, len(offices)), (len(offices) - 1) / 2
    return [_spot(point, across, up, (offices.index(point.office) - middle) * beside) for point in points]


def _heads(series: Series, room: float) -> Iterator[tuple[str, float, bool]]:
    """The lines above the plot: the indicator with its unit, then its other names."""
    said = "，".join(part for part in (measure(series), series.unit or "") if part)
    name = f"{series.indicator}（{said}）" if said else series.indicator
    yield from ((words, _TITLE, True) for words in wrapped(name, room, _TITLE, 3))
    if others := other_names(series):
        yield from ((words, _SMALL, False) for words in wrapped(f"又名：{'、'.join(others)}", room, _SMALL, 2))


def _value_axis(marks: Sequence[Decimal], names: Sequence[str], up: Scale, area: Box) -> Iterator[str]:
    for tick, name in zip(marks, names, strict=True):
        y = up.at(tick)
        yield line(area.left, y, area.right, y, stroke=PALE, thick=0.7)
        yield text(area.left - 5, y + SIZE * 0.36, name, SIZE, anchor="end")
    yield line(area.left, area.top, area.left, area.bottom)
    yield line(area.left, area.bottom, area.right, area.bottom)


def _years_scale(points: Sequence[TrendPoint], area: Box, offices: int) -> Scale:
    years = [point.year for point in points if point.year is not None]
    inset = min(46.0 + _BESIDE * offices / 2, (area.right - area.left) / 3)
    low, high = min(years), max(years)
    if low == high:
        low, high = low - 1, high + 1
    return Scale(Decimal(low), Decimal(high), area.left + inset, area.right - inset)


def _year_axis(years: Sequence[int], across: Scale, area: Box) -> Iterator[str]:
    for year in shown_years(years, across.end - across.start, width("2025年", SIZE) + 8):
        x = across.at(Decimal(year))
        yield line(x, area.bottom, x, area.bottom + 4)
        yield text(x, area.bottom + 15, f"{year}年", SIZE, anchor="middle")


def _beside(across: Scale, offices: int) -> float:
    """How far apart the offices of one year stand: all of them on a good half of what the year has."""
    year = across.at(across.low + 1) - across.start
    return min(_BESIDE, year * 0.6 / offices)


def _spot(point: TrendPoint, across: Scale, up: Scale, beside: float) -> _Spot:
    top = None if point.value_max is None else up.at(point.value_max)
    return _Spot(across.at(Decimal(point.year or 0)) + beside, up.at(point.value), top, point)


def _drawn(spots: Sequence[_Spot], offices: Sequence[str], looks: Mapping[str, Style], area: Box) -> Iterator[str]:
    """Lines first, then the words on white, then arrows and marks, so that nothing of a value is covered."""
    routes = {office: _route([spot for spot in spots if spot.point.office == office]) for office in offices}
    yield from (path(route, looks[office]) for office, route in routes.items() if len(route) > 1)
    taken = [box for spot in spots for box in _boxes(spot)]
    along = [box for route in routes.values() for box in boxes_along(route)]
    inside = Box(area.left + 2, area.top + 2, area.right, area.bottom - 2)
    labels, missing = placed(_wanted(spots), taken, along, inside)
    yield from _labels(labels)
    for spot in spots:
        yield from _value(spot, looks[spot.point.office])
    if missing:
        yield text(area.right, area.top + SIZE, f"另有 {missing} 个数值见表", SIZE, anchor="end", fill=FAINT)


def _route(spots: Sequence[_Spot]) -> list[tuple[float, float]]:
    """The places that the line of an office joins: one for each year."""
    return list({spot.x: (spot.x, spot.y) for spot in reversed(spots)}.values())[::-1]


def _wanted(spots: Sequence[_Spot]) -> list[tuple[str, tuple[float, float]]]:
    """The words of each place, all bounds on one number together: ≥7 / >7."""
    found: dict[tuple[float, float], list[str]] = {}
    for spot in spots:
        words = found.setdefault((spot.x, spot.y if spot.top is None else (spot.y + spot.top) / 2), [])
        if bound(spot.point) not in words:
            words.append(bound(spot.point))
    return [(" / ".join(words), at) for at, words in found.items()]


def _reach(point: TrendPoint) -> float:
    """How far the arrow of a bound goes down, or up if it is below 0; 0 for none."""
    return {"le": _ARROW, "lt": _ARROW, "ge": -_ARROW, "gt": -_ARROW}.get(point.comparator, 0.0)


def _boxes(spot: _Spot) -> Iterator[Box]:
    yield Box(spot.x - _HALF, spot.y - _HALF, spot.x + _HALF, spot.y + _HALF)
    if reach := _reach(spot.point):
        ends = sorted((spot.y, spot.y + reach))
        yield Box(spot.x - HEAD - 1, ends[0], spot.x + HEAD + 1, ends[1])
    if spot.top is not None:
        yield Box(spot.x - _HALF, spot.top - _HALF, spot.x + _HALF, spot.y + _HALF)


def _value(spot: _Spot, look: Style) -> Iterator[str]:
    if reach := _reach(spot.point):
        yield arrow(spot.x, spot.y, reach, look)
    if spot.top is not None:
        yield line(spot.x, spot.y, spot.x, spot.top, stroke=look.colour, thick=1.4)
        yield mark(spot.x, spot.top, look)
    yield mark(spot.x, spot.y, look)


def _labels(labels: Sequence[Label]) -> Iterator[str]:
    for label in labels:
        box = label.box
        middle = (box.left + box.right) / 2
        if label.is_far:
            yield line(*label.at, middle, (box.top + box.bottom) / 2, stroke=FAINT, thick=0.5)
        yield paper(box)
        yield text(middle, box.bottom - 2.6, label.words, SIZE, anchor="middle")
