"""A part of a Trend: the indicators and the region that are asked for."""

from __future__ import annotations

from policy_parse.model.trend import Series, Trend, TrendPoint
from policy_parse.text.fold import clean, fold


def only(trend: Trend, *, indicator: str | None = None, region: str | None = None) -> Trend:
    """The series of which one name holds all words of `indicator`, with the points whose region or office is `region`.

    Part of a name will do, words are parted by blanks, and full and half width are alike. All plans stay in the list.
    """
    series = trend.series
    if indicator:
        words = _plain(indicator).split()
        series = tuple(one for one in series if any(all(w in _plain(n) for w in words) for n in one.names))
    if region:
        series = tuple(part for one in series if (part := _of_region(one, _plain(region))) is not None)
    return trend.model_copy(update={"series": series})


def _of_region(series: Series, region: str) -> Series | None:
    """The series with the points of one region; None if it has none there."""
    points = tuple(point for point in series.points if _is_of(point, region))
    if len(points) == len(series.points):
        return series
    return series.model_copy(update={"points": points}) if points else None


def _is_of(point: TrendPoint, region: str) -> bool:
    return region in _plain(point.region or "") or region in _plain(point.office)


def _plain(words: str) -> str:
    return fold(clean(words)).text.lower()
