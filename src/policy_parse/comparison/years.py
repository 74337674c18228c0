"""Years that move with the plan: 2022年11月底 of last year's plan is 2023年11月底 in this year's."""

from __future__ import annotations

import calendar
import re
from datetime import date

from policy_parse.text.dates import PLAN_NUMBER, five_year_plan

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIVE_YEARS = re.compile(f"{PLAN_NUMBER}(?=个?五)")


def carried_over(day: date, years: int) -> date:
    """`day` in a plan that is `years` later; the last day of a month stays the last (28 February → 29 February)."""
    year = min(max(day.year + years, 1), 9999)
    last = calendar.monthrange(year, day.month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, day.month, last if is_last else min(day.day, last))


def in_one_year(old: date, new: date, years: int) -> tuple[date, date]:
    """A day of each of two plans that are `years` apart, the earlier plan's carried over to the year of the later one.

    Exchanged plans give the same days exchanged, also around 29 February.
    """
    return (carried_over(old, years), new) if years >= 0 else (old, carried_over(new, -years))


def year_moves(old: int | None, new: int | None, years: int) -> bool:
    """True if a year stays as it is or moves with the plan: a baseline, the year of a name; or neither gives one."""
    if old is None or new is None:
        return old is new
    return new in (old, old + years)


def same_but_for_years(old: str, new: str, years: int) -> bool:
    """True if two texts differ in nothing but years, each of which stays or moves by `years`."""
    one, other = _in_figures(old), _in_figures(new)
    if YEAR.sub("0000", one) != YEAR.sub("0000", other):
        return False
    pairs = zip(YEAR.findall(one), YEAR.findall(other), strict=True)
    return all(year_moves(int(before), int(after), years) for before, after in pairs)


def without_years(words: str) -> str:
    """Words without years: the same of 2025年底 and 2026年底, of “十四五”期间 and “十五五”期间."""
    return YEAR.sub("", _in_figures(words))


def _in_figures(words: str) -> str:
    """Words with the first year of a five-year plan in place of its number: 十四五 → 2021五."""
    return _FIVE_YEARS.sub(lambda number: str(five_year_plan(number[0])[0]), words)
