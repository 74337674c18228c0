"""What a time means: from the groups of a matched rule to kind, period and recurrence.

A builder gets the named groups of its rule and the frame (the plan's year, the date of issue, the year that the text
has named last) and returns a Reading, or None where the words are no time after all (2月30日 has a Reading without an
end; 13月 was never matched). ``bare`` says that the words hold no limit word (前 底 末 内 到): in running text such a
time may only name a period.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from policy_parse.model import DeadlineKind, Precision
from policy_parse.text.dates import parse_year
from policy_parse.text.numerals import parse_integer

Groups = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the words may leave out: `year` of the plan, date of issue, years that the same passage has named.

    `carried` is the one that a later 9月底前 takes over, `named` the last of all, which 当年 points to.
    """

    year: int | None
    issued_on: date | None = None
    carried: int | None = None
    named: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The meaning of one time expression; `year` is the year that its words name themselves."""

    kind: DeadlineKind
    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    rrule: str | None = None
    inferred: bool = False
    bare: bool = False
    year: int | None = None


Builder = Callable[[Groups, Frame], "Reading | None"]


# ------------------------------------------------------------------------------------------------------------- parts


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def _number(text: str | None) -> int | None:
    return None if text is None else parse_integer(text)


def _year(groups: Groups, frame: Frame, suffix: str = "") -> tuple[int | None, bool]:
    """Return the year and whether it was inferred. 今年 is the plan's year; 次年 the year after the one named last."""
    written = groups.get(f"year{suffix}") or groups.get(f"year_words{suffix}")
    if written:
        return parse_year(written.replace("零", "〇")), False
    known = frame.carried if frame.carried is not None else frame.year
    word = groups.get(f"year_named{suffix}")
    if word == "当年" and frame.named is not None:
        return frame.named, True
    if word in ("次年", "翌年"):
        before = frame.named if frame.named is not None else frame.year
        return (before + 1, True) if before is not None else (None, False)
    if word in ("明年", "来年"):
        return (frame.year + 1, True) if frame.year is not None else (None, False)
    year_ = frame.year if word else known
    return year_, year_ is not None


def _named_year(groups: Groups, suffix: str = "") -> int | None:
    """Return the year that the words themselves name in digits, for the times after this one."""
    written = groups.get(f"year{suffix}") or groups.get(f"year_words{suffix}")
    return parse_year(written.replace("零", "〇")) if written else None


def _limited(groups: Groups) -> bool:
    return any(groups.get(name) for name in ("open", "close")) or groups.get("edge") in ("底", "末")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _edge_day(year: int, month: int, edge: str | None) -> date:
    """Return the last day of the month, or of its part: 初 is the first ten days, 中 the first twenty."""
    return date(year, month, {"初": 10, "中": 20}[edge]) if edge in ("初", "中") else month_end(year, month)


def _period(
    groups: Groups, first: date | None, last: date | None, precision: Precision, inferred: bool, *, edge: bool = True
) -> Reading:
    """Build a period: by itself it has a start; with a limit word (前, 底, 到) only its end counts."""
    limited = _limited(groups) or (edge and bool(groups.get("edge")))
    start = None if limited else first
    known = last is not None
    return Reading("date", start, last, precision, None, inferred and known, not limited, _named_year(groups))


# ----------------------------------------------------------------------------------------------------- calendar times


def day(groups: Groups, frame: Frame) -> Reading | None:
    """2022年11月30日前; an impossible date (2月30日) keeps its words and has no end."""
    (year, inferred), month, number = _year(groups, frame), _number(groups["month"]), _number(groups["day"])
    last = _day(year, month, number) if year and month and number else None
    bare = not _limited(groups)
    return Reading("date", None, last, "day", None, inferred and last is not None, bare, _named_year(groups))


def decade(groups: Groups, frame: Frame) -> Reading | None:
    """11月上旬: to the tenth, the twentieth, or the last of the month."""
    (year, inferred), month = _year(groups, frame), _number(groups["month"])
    if not year or not month:
        return _period(groups, None, None, "day", False)
    first, last = {"上": (1, 10), "中": (11, 20), "下": (21, month_end(year, month).day)}[groups["decade"] or "下"]
    return _period(groups, date(year, month, first), date(year, month, last), "day", inferred)


def month(groups: Groups, frame: Frame) -> Reading | None:
    """6月底前, 2023年10月, 12月初."""
    (year, inferred), number = _year(groups, frame), _number(groups["month"])
    if not year or not number:
        return _period(groups, None, None, "month", False)
    return _period(groups, date(year, number, 1), _edge_day(year, number, groups["edge"]), "month", inferred)


def month_of_issue(groups: Groups, frame: Frame) -> Reading | None:
    """本月底前: the month in which the document was issued."""
    issued = frame.issued_on
    last = month_end(issued.year, issued.month) if issued else None
    return Reading("date", None, last, "month", None, last is not None)


def _quarter_number(groups: Groups) -> int | None:
    return 1 if groups.get("quarter_first") else _number(groups.get("quarter") or groups.get("quarter_latin"))


def quarter(groups: Groups, frame: Frame) -> Reading | None:
    """第三季度末, 2021年四季度, Q4."""
    (year, inferred), number = _year(groups, frame), _quarter_number(groups)
    if not year or not number:
        return _period(groups, None, None, "quarter", False)
    return _period(groups, date(year, 3 * number - 2, 1), month_end(year, 3 * number), "quarter", inferred)


def half_year(groups: Groups, frame: Frame) -> Reading | None:
    """2022年上半年."""
    year, inferred = _year(groups, frame)
    if not year:
        return _period(groups, None, None, "half_year", False)
    first, last = (1, 6) if groups["half"] == "上" else (7, 12)
    return _period(groups, date(year, first, 1), month_end(year, last), "half_year", inferred)


def year_end(groups: Groups, frame: Frame) -> Reading | None:
    """年底前, 2025年底, 到2021年末."""
    year, inferred = _year(groups, frame)
    last = date(year, 12, 31) if year else None
    return Reading("date", None, last, "year", None, inferred and last is not None, False, _named_year(groups))


def within_year(groups: Groups, frame: Frame) -> Reading | None:
    """年内: the plan's own year, not one named for something else in the passage."""
    last = date(frame.year, 12, 31) if frame.year else None
    return Reading("date", None, last, "year", None, last is not None)


def year_part(groups: Groups, frame: Frame) -> Reading | None:
    """年初 is read as the first quarter, 年中 as the first half."""
    year, inferred = _year(groups, frame)
    last = None if not year else date(year, 3, 31) if groups["part"] == "初" else date(year, 6, 30)
    precision: Precision = "quarter" if groups["part"] == "初" else "half_year"
    return _period(groups, date(year, 1, 1) if year else None, last, precision, inferred)


def year(groups: Groups, frame: Frame) -> Reading | None:
    """到2025年, 2025年前, and the bare 2023年."""
    number, inferred = _year(groups, frame)
    if not number:
        return None
    return _period(groups, date(number, 1, 1), date(number, 12, 31), "year", inferred)


def numeric(groups: Groups, frame: Frame) -> Reading | None:
    """2022.12.31, 2023/06."""
    return day(groups, frame) if groups["day"] else month(groups, frame)


# -------------------------------------------------------------------------------------------------------- plan periods


def _plan_years(groups: Groups) -> tuple[int, int]:
    """Return the five years of a five-year plan: 十四五 is 2021 to 2025, every other counted from it."""
    number = 10 + (_number(groups["plan"]) or 0)
    first = 2021 + 5 * (number - 14)
    return first, first + 4


def plan_period(groups: Groups, frame: Frame) -> Reading | None:
    """“十四五”期间: a period, which limits nothing by itself."""
    first, last = _plan_years(groups)
    return Reading("date", date(first, 1, 1), date(last, 12, 31), "period", bare=True)


def plan_end(groups: Groups, frame: Frame) -> Reading | None:
    """到“十四五”末."""
    return Reading("date", None, date(_plan_years(groups)[1], 12, 31), "year")


# -------------------------------------------------------------------------------------------------------------- ranges


def years(groups: Groups, frame: Frame) -> Reading | None:
    """2021—2025年; one year alone in a cell is a range of one."""
    first = parse_year(groups["year"] or "")
    last = parse_year(groups.get("year_2") or groups["year"] or "")
    if first is None or last is None or last < first:
        return None
    precision: Precision = "year" if first == last else "period"
    reading = _period(groups, date(first, 1, 1), date(last, 12, 31), precision, False)
    # 2021—2025年底: the period keeps its start, which its words name
    return Reading("date", date(first, 1, 1), reading.end, precision, None, False, reading.bare, None)


def _range_years(groups: Groups, frame: Frame, wraps: bool) -> tuple[int | None, int | None, bool]:
    """Years of both ends: one written at either end serves both; 11月至3月 and 11月至次年3月 run into the next year."""
    first, inferred = _year(groups, frame)
    has_first = _named_year(groups) is not None
    written_last = _named_year(groups, "_2")
    if written_last is not None and not has_first:
        return written_last - wraps, written_last, False
    if first is None:
        return None, None, False
    if written_last is not None:
        return first, written_last, False
    following = wraps or groups.get("year_named_2") in ("次年", "翌年", "来年")
    return first, first + following, inferred


def months(groups: Groups, frame: Frame) -> Reading | None:
    """2021年11—12月, 9月至12月底, 2022年11月至2023年3月."""
    first, last = _number(groups["month"]), _number(groups["month_2"])
    if not first or not last:
        return None
    start, end, inferred = _range_years(groups, frame, last < first)
    limited = bool(groups.get("close")) or groups.get("edge_2") in ("底", "末")
    if not start or not end:
        return Reading("date", None, None, "month", bare=not limited)
    finish = _edge_day(end, last, groups["edge_2"])
    return Reading("date", date(start, first, 1), finish, "month", None, inferred, not limited, _named_year(groups))


def days(groups: Groups, frame: Frame) -> Reading | None:
    """5月1日至6月30日, 9月1-10日."""
    first, last = _number(groups["month"]), _number(groups["month_2"] or groups["month"])
    first_day, last_day = _number(groups["day"]), _number(groups["day_2"])
    if not (first and last and first_day and last_day):
        return None
    start, end, inferred = _range_years(groups, frame, last < first)
    begin = _day(start, first, first_day) if start else None
    finish = _day(end, last, last_day) if end else None
    bare = not groups["close"]
    return Reading("date", begin, finish, "day", None, inferred and finish is not None, bare, _named_year(groups))


def numeric_range(groups: Groups, frame: Frame) -> Reading | None:
    """2022.6.1-12.31, 2022.03-2023.06."""
    if groups["day"] and groups["day_2"]:
        return days({"year_named": None, **groups}, frame)
    return months({"edge_2": None, **groups}, frame)


def quarters(groups: Groups, frame: Frame) -> Reading | None:
    """二至四季度, 第一、二季度."""
    (year, inferred), first, last = _year(groups, frame), _number(groups["quarter"]), _number(groups["quarter_2"])
    if not year or not first or not last or last <= first:
        return None
    return _period(groups, date(year, 3 * first - 2, 1), month_end(year, 3 * last), "quarter", inferred)


def first_quarters(groups: Groups, frame: Frame) -> Reading | None:
    """前三季度: from the first of January."""
    (year, inferred), last = _year(groups, frame), _number(groups["quarter_2"])
    if not year or not last:
        return None
    return _period(groups, date(year, 1, 1), month_end(year, 3 * last), "period", inferred)


def from_now(groups: Groups, frame: Frame) -> Reading | None:
    """即日起至12月31日: from the date of issue."""
    if groups["month"]:
        reading = day(groups, frame) if groups["day"] else month(groups, frame)
        end, inferred, precision = (
            (reading.end, reading.inferred, reading.precision) if reading else (None, False, None)
        )
    else:
        number, inferred = _year(groups, frame, "_3")
        end, precision = (date(number, 12, 31) if number else None), "year"
    return Reading("date", frame.issued_on, end, precision, None, inferred)


def start(groups: Groups, frame: Frame) -> Reading | None:
    """自2023年1月1日起, 2022年起: begins and does not end, so it limits nothing."""
    number, inferred = _year(groups, frame)
    month_, day_ = groups["month"] or groups["month_2"], groups["day"] or groups["day_2"]
    precision: Precision = "day" if day_ else "month" if month_ else "year"
    begin = _day(number, _number(month_) or 1, _number(day_) or 1) if number else None
    return Reading("ongoing", begin, None, precision, None, inferred, True, _named_year(groups))


def last_year(groups: Groups, frame: Frame) -> Reading | None:
    """上年, 去年底: the year before the plan's."""
    if frame.year is None:
        return None
    before = frame.year - 1
    return Reading("date", date(before, 1, 1), date(before, 12, 31), "year", None, True, True)


def after_issue(groups: Groups, frame: Frame) -> Reading | None:
    """自印发之日起30日内, counted from the date of issue; working days are not, holidays are set year by year."""
    count, measure, issued = _number(groups["count"]), groups["measure"] or "日", frame.issued_on
    if count is None or issued is None or "工作日" in measure:
        return Reading("event")
    if measure in ("个月", "年"):
        end = _months_after(issued, count * (12 if measure == "年" else 1))
    else:
        end = issued + datetime.timedelta(days=count * (7 if measure == "周" else 1))
    return Reading("date", None, end, "day", None, True)


def _months_after(day_: date, count: int) -> date:
    """Return the same day `count` months on, or the last of that month where it has no such day."""
    year_, month_ = divmod(day_.year * 12 + day_.month - 1 + count, 12)
    last = month_end(year_, month_ + 1)
    return min(last, last.replace(day=min(day_.day, last.day)))


# --------------------------------------------------------------------------------------------------------- recurrences

_YEARLY_PART = re.compile(
    # 6月底 · 3月15日 · 1月 · 第一季度 · 上半年 · 年底
    r"(?P<month>[0-9]{1,2}|十[一二]?|[一二三四五六七八九])月份?(?:(?P<day>[0-9]{1,2}|[一二三十]+)[日号]|(?P<decade>[上中下])旬|(?P<edge>[底末初]))?"
    r"|第?(?P<quarter>[一二三四])季度|(?P<half>[上下])半年|(?P<year_edge>年?[底末])|(?P<year_start>年?初)"
)


def yearly_dates(groups: Groups, frame: Frame) -> Reading | None:
    """每年12月底前, 每年1月、7月, 每年3月15日前."""
    parts = [_yearly_part(part, bool(groups["close"])) for part in _YEARLY_PART.finditer(groups["dates"] or "")]
    if not parts:
        return _recurring("FREQ=YEARLY")
    rule = "FREQ=YEARLY;BYMONTH=" + ",".join(str(month_) for month_, _ in parts)
    ends = {end for _, end in parts}
    if None not in ends:
        single = len(ends) == 1
        rule += f";BYMONTHDAY={ends.pop() if single else -1}"
    return _recurring(rule)


def _yearly_part(part: re.Match[str], limited: bool) -> tuple[int, int | None]:
    """Month, and the day that is its limit; None for the month as a whole."""
    number = _number(part["month"])
    if number is None:
        if part["quarter"]:
            number = 3 * (_number(part["quarter"]) or 4)
        else:
            number = 6 if part["half"] == "上" else 1 if part["year_start"] else 12
        return number, 31 if number in (1, 3, 12) else 30
    if part["day"]:
        return number, _number(part["day"])
    if part["decade"] in ("上", "中") or part["edge"] == "初":
        return number, 20 if part["decade"] == "中" else 10
    if limited or part["edge"] or part["decade"]:
        return number, -1 if number == 2 else month_end(2022, number).day
    return number, None


def _recurring(rrule: str | None) -> Reading:
    return Reading("recurring", rrule=rrule)


def yearly(groups: Groups, frame: Frame) -> Reading | None:
    """每年."""
    return _recurring("FREQ=YEARLY")


def every_years(groups: Groups, frame: Frame) -> Reading | None:
    """每两年."""
    return _recurring(_every("YEARLY", _number(groups["count"])))


def half_yearly(groups: Groups, frame: Frame) -> Reading | None:
    """每半年, 每学期; 每半年末 is the end of June and of December."""
    return _recurring("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1" if groups["edge"] else "FREQ=MONTHLY;INTERVAL=6")


def quarterly(groups: Groups, frame: Frame) -> Reading | None:
    """每季度, 每季度末, 每季度末月25日前. The months are named, so that the rule holds without a first date."""
    edge, number = groups["edge"], _number(groups["day"])
    if edge is None and number is None:
        return _recurring("FREQ=MONTHLY;INTERVAL=3")
    if edge in ("首", "初"):
        return _recurring(f"FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY={number or 10}")
    return _recurring(f"FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={number or -1}")


def monthly(groups: Groups, frame: Frame) -> Reading | None:
    """每月, 每月5日前, 每月底, 每月上旬."""
    number = _number(groups["day"])
    if number is None and groups["edge"]:
        number = -1 if groups["edge"] in ("底", "末") else 10
    if number is None and groups["decade"]:
        number = {"上": 10, "中": 20, "下": -1}[groups["decade"]]
    return _recurring("FREQ=MONTHLY" if number is None else f"FREQ=MONTHLY;BYMONTHDAY={number}")


def every_months(groups: Groups, frame: Frame) -> Reading | None:
    """每两个月."""
    return _recurring(_every("MONTHLY", _number(groups["count"])))


_WEEKDAYS = dict(zip("一二三四五六日天", ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "SU"), strict=True))


def weekly(groups: Groups, frame: Frame) -> Reading | None:
    """每周, 每周五前, 每两周."""
    rule = _every("WEEKLY", 2 if groups["count"] else 1)
    return _recurring(rule + (f";BYDAY={_WEEKDAYS[groups['weekday']]}" if groups["weekday"] else ""))


def daily(groups: Groups, frame: Frame) -> Reading | None:
    """每日."""
    return _recurring("FREQ=DAILY")


def by_measure(groups: Groups, frame: Frame) -> Reading | None:
    """按季度, 按月, 年度."""
    measure = (groups["measure"] or groups["measure_2"] or "").removesuffix("度")
    rule = {"年": "YEARLY", "半年": "MONTHLY;INTERVAL=6", "季": "MONTHLY;INTERVAL=3", "月": "MONTHLY", "周": "WEEKLY"}
    return _recurring(f"FREQ={rule[measure]}" if measure in rule else None)


def regular(groups: Groups, frame: Frame) -> Reading | None:
    """定期: again and again, nobody says how often."""
    return _recurring(None)


def _every(frequency: str, interval: int | None) -> str:
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval and interval > 1 else "")


# --------------------------------------------------------------------------------------------------- events and ongoing


def event(groups: Groups, frame: Frame) -> Reading | None:
    """汛期前, 根据省委工作安排: a limit whose date the text does not give."""
    return Reading("event")


def ongoing(groups: Groups, frame: Frame) -> Reading | None:
    """长期坚持."""
    return Reading("ongoing")


def all_year(groups: Groups, frame: Frame) -> Reading | None:
    """全年: goes on through the year, which is the plan's where none is written."""
    number, inferred = _year(groups, frame)
    if not number:
        return Reading("ongoing")
    return Reading("ongoing", date(number, 1, 1), date(number, 12, 31), "year", None, inferred)


BUILDERS: Mapping[str, Builder] = {
    builder.__name__: builder
    for builder in (
        day, decade, month, month_of_issue, quarter, half_year, year_end, within_year, year_part, year, numeric,
        plan_period, plan_end, years, months, days, numeric_range, quarters, first_quarters, from_now, start, last_year, after_issue,
        yearly_dates, yearly, every_years, half_yearly, quarterly, monthly, every_months, weekly, daily,
        by_measure, regular, event, ongoing, all_year,
    )
}  # fmt: skip
"""Every builder by the name that `makes` gives it in data/deadlines.toml."""
