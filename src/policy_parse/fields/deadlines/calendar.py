"""Builders of what has its place in the calendar: days, months, quarters, years, plan periods and ranges of them."""

from __future__ import annotations

import datetime
from datetime import date

from policy_parse.fields.deadlines.reading import (
    YEARS_FROM_NOW,
    Groups,
    TimeFrame,
    TimeReading,
    day_or_none,
    edge_day,
    integer,
    limited,
    month_end,
    named_year,
    period,
    year_of,
)
from policy_parse.model import Precision
from policy_parse.text.dates import five_year_plan

# ------------------------------------------------------------------------------------------------------- calendar times


def day(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """2022年11月30日前; an impossible date (2月30日) keeps its words and has no end."""
    (year, inferred), month, number = year_of(groups, frame), integer(groups["month"]), integer(groups["day"])
    last = day_or_none(year, month, number) if year and month and number else None
    bare = not limited(groups)
    return TimeReading(
        "date", None, last, "day", inferred=inferred and last is not None, bare=bare, year=named_year(groups)
    )


def decade(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """11月上旬: to the tenth, the twentieth, or the last of the month."""
    (year, inferred), month = year_of(groups, frame), integer(groups["month"])
    if not year or not month:
        return period(groups, None, None, "day")
    first, last = _decade(groups["decade"] or "下", month_end(year, month).day)
    return period(groups, date(year, month, first), date(year, month, last), "day", inferred=inferred)


def _decade(words: str, length: int) -> tuple[int, int]:
    """First and last day of 上旬, 中旬, 下旬, or of two of them together (中下旬)."""
    parts = [{"上": (1, 10), "中": (11, 20), "下": (21, length)}[word] for word in words]
    return min(parts)[0], max(parts)[1]


def month(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """6月底前, 2023年10月, 12月初."""
    (year, inferred), number = year_of(groups, frame), integer(groups["month"])
    if not year or not number:
        return period(groups, None, None, "month")
    return period(groups, date(year, number, 1), edge_day(year, number, groups["edge"]), "month", inferred=inferred)


_STEPS = {"下": 1, "次": 1, "上": -1}
"""How many months or quarters 下月 and 上季度 are from the one of the issue."""


def month_of_issue(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """本月底前, 下月5日前, 上月末: the month of the issue, or the one after or before it; 去年本月: a year before.

    All but 本月 go by the month that the sentence has named before, if it has named one: 6月完成，次月公示.
    """
    decade_ = groups.get("decade")
    precision: Precision = "day" if groups.get("day") or decade_ else "month"
    edge = groups.get("edge") or groups.get("edge_2")
    bare = not (limited(groups) or edge)
    word = (groups["this"] or "本")[0]
    years_ = YEARS_FROM_NOW.get(groups.get("year_named") or "", 0)
    known = frame.issued_on if word == "本" else frame.month or frame.issued_on
    if known is None:
        return TimeReading("date", None, None, precision, bare=bare)
    months_ = (known.year + years_) * 12 + known.month - 1 + _STEPS.get(word, 0)
    year_, number = months_ // 12, months_ % 12 + 1
    if groups.get("day"):
        last = day_or_none(year_, number, integer(groups.get("day")) or 0)
    elif decade_:
        last = date(year_, number, _decade(decade_, month_end(year_, number).day)[1])
    else:
        last = edge_day(year_, number, edge)
    return TimeReading("date", None, last, precision, inferred=last is not None, bare=bare)


def quarter_of_issue(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """本季度末前, 下季度: the quarter in which the document was issued, or the one after it or before."""
    if frame.issued_on is None:
        return period(groups, None, None, "quarter")
    step = _STEPS.get((groups["this"] or "本")[0], 0)
    quarters_ = frame.issued_on.year * 4 + (frame.issued_on.month - 1) // 3 + step
    year_, number = quarters_ // 4, quarters_ % 4 + 1
    return period(groups, date(year_, 3 * number - 2, 1), month_end(year_, 3 * number), "quarter", inferred=True)


def _quarter_number(groups: Groups) -> int | None:
    return 1 if groups.get("quarter_first") else integer(groups.get("quarter") or groups.get("quarter_latin"))


def quarter(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """第三季度末, 2021年四季度, Q4."""
    (year, inferred), number = year_of(groups, frame), _quarter_number(groups)
    if not year or not number:
        return period(groups, None, None, "quarter")
    return period(groups, date(year, 3 * number - 2, 1), month_end(year, 3 * number), "quarter", inferred=inferred)


def half_year(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """2022年上半年."""
    year, inferred = year_of(groups, frame)
    if not year:
        return period(groups, None, None, "half_year")
    first, last = (7, 12) if groups["half"] == "下" else (1, 6)
    return period(groups, date(year, first, 1), month_end(year, last), "half_year", inferred=inferred)


def year_end(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """年底前, 2025年底, 到2021年末."""
    year, inferred = year_of(groups, frame)
    last = date(year, 12, 31) if year else None
    return TimeReading("date", None, last, "year", inferred=inferred and last is not None, year=named_year(groups))


def within_year(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """年内: the plan's own year, not one named for something else in the passage."""
    last = date(frame.year, 12, 31) if frame.year else None
    return TimeReading("date", None, last, "year", inferred=last is not None)


def year_part(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """年初 and 年伊始 are read as the first quarter, 年中 as the first half."""
    year, inferred = year_of(groups, frame)
    last = None if not year else date(year, 3, 31) if groups["part"] != "中" else date(year, 6, 30)
    precision: Precision = "quarter" if groups["part"] != "中" else "half_year"
    return period(groups, date(year, 1, 1) if year else None, last, precision, inferred=inferred)


def year(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """到2025年, 2025年前, and the bare 2023年."""
    number, inferred = year_of(groups, frame)
    if not number:
        return None
    return period(groups, date(number, 1, 1), date(number, 12, 31), "year", inferred=inferred)


def numeric(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """2022.12.31, 2023/06."""
    return day(groups, frame) if groups["day"] else month(groups, frame)


# --------------------------------------------------------------------------------------------------------- plan periods


def plan_period(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """“十四五”期间: a period, which limits nothing by itself."""
    first, last = five_year_plan(groups["plan"] or "")
    return TimeReading("date", date(first, 1, 1), date(last, 12, 31), "period", bare=True)


def plan_end(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """到“十四五”末."""
    return TimeReading("date", None, date(five_year_plan(groups["plan"] or "")[1], 12, 31), "year")


# --------------------------------------------------------------------------------------------------------------- ranges


def years(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """2021—2025年, 2021—25年; one year alone in a cell is a range of one."""
    first = named_year(groups)
    last = named_year(groups, "_2") or first
    if first is None or last is None or last < first:
        return None
    precision: Precision = "year" if first == last else "period"
    reading = period(groups, date(first, 1, 1), date(last, 12, 31), precision)
    # 2021—2025年底: the period keeps its start, which its words name
    return TimeReading("date", date(first, 1, 1), reading.end, precision, bare=reading.bare)


def consecutive_years(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """2026、2027年; None for years that do not follow each other, which are two times."""
    first, last = named_year(groups), named_year(groups, "_2")
    return years(groups, frame) if first is not None and last == first + 1 else None


def year_to_month(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """2026年到2029年9月: from the first of January to the end of that month."""
    reading, month_ = years(groups, frame), integer(groups["month_2"])
    if reading is None or reading.end is None or month_ is None:
        return None
    return reading._replace(end=edge_day(reading.end.year, month_, groups["edge_2"]), precision="month")


def decades(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """6月上旬至中旬, 12月下旬至1月上旬, 6月至7月上旬: from the first day of the one to the last of the other."""
    first = integer(groups["month"])
    last = integer(groups["month_2"]) or first
    if not first or not last:
        return None
    start_, end_, inferred = _range_years(groups, frame, wraps=last < first)
    if not start_ or not end_:
        return period(groups, None, None, "day")
    begin = date(start_, first, _decade(groups["decade"] or "上", 31)[0])
    length = month_end(end_, last).day
    finish = date(end_, last, _decade(groups["decade_2"] or "下", length)[1])
    if finish <= begin:
        return None
    bare = not (limited(groups) or groups["edge_2"])
    return TimeReading("date", begin, finish, "day", inferred=inferred, bare=bare, year=named_year(groups))


def this_and_next(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """今明两年: the plan's year and the next."""
    if frame.year is None:
        return None
    first, last = date(frame.year, 1, 1), date(frame.year + 1, 12, 31)
    return period(groups, first, last, "period", inferred=True)


def _range_years(groups: Groups, frame: TimeFrame, *, wraps: bool) -> tuple[int | None, int | None, bool]:
    """Years of both ends: one written at either end serves both; 11月至3月 and 11月至次年3月 run into the next year."""
    first, inferred = year_of(groups, frame)
    has_first = named_year(groups) is not None
    written_last = named_year(groups, "_2")
    if written_last is not None and not has_first:
        return written_last - wraps, written_last, False
    if first is None:
        return None, None, False
    if written_last is not None:
        return first, written_last, False
    following = wraps or groups.get("year_named_2") in ("次年", "翌年", "来年")
    return first, first + following, inferred


def months(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """2021年11—12月, 9月至12月底, 2022年11月至2023年3月."""
    first, last = integer(groups["month"]), integer(groups["month_2"])
    if not first or not last:
        return None
    start, end, inferred = _range_years(groups, frame, wraps=last < first)
    limited = bool(groups.get("close")) or groups.get("edge_2") in ("底", "末")
    if not start or not end:
        return TimeReading("date", None, None, "month", bare=not limited)
    finish = edge_day(end, last, groups["edge_2"])
    return TimeReading(
        "date", date(start, first, 1), finish, "month", inferred=inferred, bare=not limited, year=named_year(groups)
    )


def days(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """5月1日至6月30日, 9月1-10日."""
    first, last = integer(groups["month"]), integer(groups["month_2"] or groups.get("month_3") or groups["month"])
    first_day, last_day = integer(groups["day"] or groups.get("day_1")), integer(groups["day_2"])
    to_end = bool(groups.get("edge_3"))  # 6月15日至7月底
    last_day = 31 if to_end else last_day
    if not (first and last and first_day and last_day):
        return None
    start, end, inferred = _range_years(groups, frame, wraps=last < first)
    begin = day_or_none(start, first, first_day) if start else None
    finish = (month_end(end, last) if to_end else day_or_none(end, last, last_day)) if end else None
    bare = not (groups.get("close") or groups.get("hour_2") or to_end)
    return TimeReading(
        "date", begin, finish, "day", inferred=inferred and finish is not None, bare=bare, year=named_year(groups)
    )


def numeric_range(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """2022.6.1-12.31, 2022-03-01至2022-06-30, 2022.03-2023.06, 2022.03-2023."""
    if groups["day"] and groups["day_2"]:
        return days({"year_named": None, **groups}, frame)
    if not groups["month_2"]:
        groups = {**groups, "month_2": "12", "year_2": groups["year_3"]}
    return months({"edge_2": None, **groups}, frame)


def quarters(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """二至四季度, 第一、二季度."""
    (year, inferred), first, last = year_of(groups, frame), integer(groups["quarter"]), integer(groups["quarter_2"])
    if not first or not last or last <= first:
        return None
    if not year:
        return period(groups, None, None, "quarter")
    return period(groups, date(year, 3 * first - 2, 1), month_end(year, 3 * last), "quarter", inferred=inferred)


def first_months(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """前九个月: from the first of January."""
    (year, inferred), last = year_of(groups, frame), integer(groups["month_2"])
    if not last or last > 12:
        return None
    if not year:
        return period(groups, None, None, "period")
    return period(groups, date(year, 1, 1), month_end(year, last), "period", inferred=inferred)


def counted_months(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """2025年首月, 2025年第8个月, 2025年后三个月: one month, or the last ones of the year."""
    year, inferred = year_of(groups, frame)
    if not year:
        return None
    if count := integer(groups["last"]):
        first, last = 13 - count, 12
    else:
        first = last = 1 if groups["first"] else integer(groups["nth"]) or 1
    precision: Precision = "month" if first == last else "period"
    return period(groups, date(year, first, 1), month_end(year, last), precision, inferred=inferred)


def first_quarters(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """前三季度: from the first of January."""
    (year, inferred), last = year_of(groups, frame), integer(groups["quarter_2"])
    if not last:
        return None
    if not year:
        return period(groups, None, None, "period")
    return period(groups, date(year, 1, 1), month_end(year, 3 * last), "period", inferred=inferred)


def from_now(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """即日起至12月31日: from the date of issue."""
    if groups["month"]:
        reading = day(groups, frame) if groups["day"] else month(groups, frame)
        end, inferred, precision = (
            (reading.end, reading.inferred, reading.precision) if reading else (None, False, None)
        )
    else:
        number, inferred = year_of(groups, frame, "_3")
        end, precision = (date(number, 12, 31) if number else None), "year"
    return TimeReading("date", frame.issued_on, end, precision, inferred=inferred)


def start(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """自2023年1月1日起, 2022年起: begins and does not end, so it limits nothing."""
    number, inferred = year_of(groups, frame)
    month_, day_ = groups["month"] or groups["month_2"], groups["day"] or groups["day_2"]
    precision: Precision = "day" if day_ else "month" if month_ else "year"
    begin = day_or_none(number, integer(month_) or 1, integer(day_) or 1) if number else None
    return TimeReading("ongoing", begin, None, precision, inferred=inferred, bare=True, year=named_year(groups))


def last_year(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """上年, 去年底: the year before the plan's."""
    if frame.year is None:
        return None
    before = frame.year - 1
    return TimeReading("date", date(before, 1, 1), date(before, 12, 31), "year", inferred=True, bare=True)


def after_issue(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """自印发之日起30日内, counted from the date of issue; working days are not, holidays are set year by year."""
    count, measure, issued = integer(groups["count"]), groups["measure"] or "日", frame.issued_on
    if count is None or issued is None or "工作日" in measure:
        return TimeReading("event")
    if measure in ("个月", "年"):
        end = _months_after(issued, count * (12 if measure == "年" else 1))
    else:
        end = issued + datetime.timedelta(days=count * (7 if measure == "周" else 1))
    return TimeReading("date", None, end, "day", inferred=True)


def _months_after(day_: date, count: int) -> date:
    """Return the same day `count` months on, or the last of that month where it has no such day."""
    year_, month_ = divmod(day_.year * 12 + day_.month - 1 + count, 12)
    last = month_end(year_, month_ + 1)
    return min(last, last.replace(day=min(day_.day, last.day)))
