"""From values and years to places on the paper."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


class Scale(NamedTuple):
    """Values from `low` to `high` over lengths from `start` to `end`."""

    low: Decimal
    high: Decimal
    start: float
    end: float

    def at(self, value: Decimal) -> float:
        """The place of a value."""
        return self.start + (self.end - self.start) * float((value - self.low) / (self.high - self.low))


def ticks(values: Sequence[Decimal], most: int = 5, *, whole: bool = False) -> list[Decimal]:
    """Round numbers that begin at or below the lowest value and end at or above the highest, `most` or one more.

    Whole ones for things that are counted; three where there is but one value.
    """
    low, high = min(values), max(values)
    if low == high:
        margin = abs(low) / 10 or Decimal(1)
        low, high, most = low - margin, high + margin, 3
    rough = (high - low) / (most - 1)
    power = Decimal(1).scaleb(rough.adjusted())
    step = next(power * one for one in _STEPS if power * one >= rough)
    if whole:
        step = step.to_integral_value(ROUND_CEILING)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    return [step * (first + i) for i in range(int(last - first) + 1)]


def shown_years(years: Sequence[int], room: float, each: float) -> list[int]:
    """The years of `years` that have a label: all where there is room, else the last and those that do not touch it."""
    known = sorted(set(years))
    span = known[-1] - known[0]
    if not span:
        return known
    shown = [known[-1]]
    for year in reversed(known[:-1]):
        if (shown[-1] - year) / span * room >= each:
            shown.append(year)
    return shown[::-1]
