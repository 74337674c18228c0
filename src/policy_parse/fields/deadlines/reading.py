"""The meaning of one time expression, and the parts that builders put it together from."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from policy_parse.model import DeadlineKind, Precision
from policy_parse.text.dates import FIRST_MONTH, parse_year
from policy_parse.text.numerals import parse_integer

Groups = Mapping[str, str | None]


class TimeFrame(NamedTuple):
    """What the words may leave out: `year` of the plan, date of issue, years that the same passage has named.

    `carried` is the one that a later 9月底前 takes over, `named` the last of all, which 当年 points to. `month`: a day
    of the month that the same sentence has named last, which 次月 and 当月 point to.
    """

    year: int | None
    issued_on: date | None = None
    carried: int | None = None
    named: int | None = None
    month: date | None = None


class TimeReading(NamedTuple):
    """The meaning of one time expression.

    `bare`: the words hold no limit word (前 底 末 内 到), so that in running text they may only name a period.
    `year`: the year that the words name themselves. `time`: the time of day (HH:MM) that ends it.
    """

    kind: DeadlineKind
    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    rrule: str | None = None
    inferred: bool = False
    bare: bool = False
    year: int | None = None
    time: str | None = None


Builder = Callable[[Groups, TimeFrame], "TimeReading | None"]


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def integer(text: str | None) -> int | None:
    """Read a group that may be missing; the first month may be 元."""
    return None if text is None else 1 if text == FIRST_MONTH else parse_integer(text)


def clock(groups: Groups) -> str | None:
    """Return the time of day as HH:MM; None if the words give no hour. Of a range the last one: 9时至17时 → 17:00."""
    suffix = "_3" if groups.get("hour_3") else "_2" if "hour_2" in groups else ""
    hour = integer(groups.get(f"hour{suffix}"))
    if hour is None:
        return None
    if groups.get(f"half_hour{suffix}"):
        minute = 30
    elif quarters := integer(groups.get(f"quarters_past{suffix}")):  # 20时1刻
        minute = 15 * quarters
    else:
        minute = int(groups.get(f"minute{suffix}") or groups.get(f"minutes{suffix}") or 0)
    if groups.get(f"later{suffix}") and hour < 12:  # 下午3时
        hour += 12
    return f"{hour:02}:{minute:02}"


def year_of(groups: Groups, frame: TimeFrame, suffix: str = "") -> tuple[int | None, bool]:
    """Return the year and whether it was inferred. 今年 is the plan's year; 次年 the year after the one named last."""
    written = groups.get(f"year{suffix}") or groups.get(f"year_words{suffix}")
    if written:
        return parse_year(written), False
    if short := groups.get(f"year_short{suffix}"):
        return _full_year(short), False
    known = frame.carried if frame.carried is not None else frame.year
    word = groups.get(f"year_named{suffix}")
    if word in ("当年", "同年") and frame.named is not None:
        return frame.named, True
    if word in ("次年", "翌年"):
        before = frame.named if frame.named is not None else frame.year
        return (before + 1, True) if before is not None else (None, False)
    if word in YEARS_FROM_NOW:
        return (frame.year + YEARS_FROM_NOW[word], True) if frame.year is not None else (None, False)
    year_ = frame.year if word else known
    return year_, year_ is not None


YEARS_FROM_NOW = {"去年": -1, "明年": 1, "来年": 1, "后年": 2}


def named_year(groups: Groups, suffix: str = "") -> int | None:
    """Return the year that the words themselves name in digits, for the times after this one."""
    if short := groups.get(f"year_short{suffix}"):
        return _full_year(short)
    written = groups.get(f"year{suffix}") or groups.get(f"year_words{suffix}")
    return parse_year(written) if written else None


def _full_year(short: str) -> int | None:
    """The year that two digits stand for: 26 and 二六 are 2026, 98 is 1998; from 50 on it is of the last century."""
    return parse_year(f"20{short}" if short[0] in "01234〇○零一二三四" else f"19{short}")


def limited(groups: Groups) -> bool:
    """True if the words hold a limit word: 到 before, 前, 内 or 止 behind, 底 or 末."""
    return any(groups.get(name) for name in ("open", "close")) or groups.get("edge") in ("底", "末")


def day_or_none(year: int, month: int, day: int) -> date | None:
    """The date, None for an impossible one (2月30日)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def edge_day(year: int, month: int, edge: str | None) -> date:
    """Return the last day of the month, or of its part: 初 is the first ten days, 中 the first twenty."""
    return date(year, month, {"初": 10, "中": 20}[edge]) if edge in ("初", "中") else month_end(year, month)


def period(
    groups: Groups, first: date | None, last: date | None, precision: Precision, *, inferred: bool = False
) -> TimeReading:
    """Build a period: by itself it has a start; with a limit word (前, 底, 初, 到) only its end counts."""
    bare = not limited(groups) and not groups.get("edge")
    start = first if bare else None
    known = last is not None
    return TimeReading("date", start, last, precision, inferred=inferred and known, bare=bare, year=named_year(groups))
