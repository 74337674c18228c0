"""What a series and its values are called: the same in the table, the file of rows and the plot."""

from __future__ import annotations

from decimal import Decimal

from policy_parse.model import wording
from policy_parse.model.trend import Series, TrendPoint


def digits(number: Decimal) -> str:
    """The number without an exponent and without zeros that say nothing."""
    words = f"{number:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def bound(point: TrendPoint) -> str:
    """≤3.028, 介于3—5, 20: a plain number has no sign."""
    sign = "" if point.comparator == "eq" else wording.COMPARATORS[point.comparator]
    upper = "" if point.value_max is None else f"—{digits(point.value_max)}"
    return f"{sign}{digits(point.value)}{upper}"


def measure(series: Series) -> str:
    """What the numbers are, beside their unit: 每年, 下降, 较2020年下降, 较上年下降; empty for a plain amount."""
    since = _since(series) if series.change else ""
    each = f"每{wording.PERIODS[series.per]}" if series.per else ""
    return f"{each}{since}{wording.CHANGES[series.change] if series.change else ''}"


def _since(series: Series) -> str:
    """What all are measured from: one year, or as many years before their own; empty if they do not say."""
    if series.baseline:
        return f"较{series.baseline}年"
    back = {point.year - point.baseline for point in series.points if point.year and point.baseline}
    if len(back) != 1:
        return ""
    years = back.pop()
    return "较上年" if years == 1 else f"较{years}年前"


def other_names(series: Series) -> tuple[str, ...]:
    """Its names beside the one that it goes by, the last first."""
    return tuple(name for name in reversed(series.names) if name != series.indicator)


def named(series: Series) -> str:
    """Its name, with the others that it has or had: 城市公共供水管网漏损率（又名：城市公共管网漏损率）."""
    others = other_names(series)
    return f"{series.indicator}（又名：{'、'.join(others)}）" if others else series.indicator


def has_several(series: Series) -> bool:
    """True if there is something to set beside each other: values of two years, or of two offices."""
    return len({(point.office, point.year) for point in series.points}) > 1
