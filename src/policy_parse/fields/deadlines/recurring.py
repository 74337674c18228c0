"""Builders of what recurs, goes on, or waits for an event; recurrence rules follow RFC 5545, 3.3.10."""

from __future__ import annotations

import re
from datetime import date

from policy_parse.fields.deadlines.reading import Groups, TimeFrame, TimeReading, integer, month_end, year_of
from policy_parse.text.sign import Sign

_YEARLY_PART = Sign(
    "deadlines.yearly_part",
    r"""
      (?P<month> [0-9]{1,2} | 十[一二]? | [一二三四五六七八九] ) 月 份?
      (?:
        (?P<day> [0-9]{1,2} | [一二三四五六七八九十]{1,3} ) [日号]
      | (?P<decade> [上中下] ) 旬
      | (?P<edge> [底末初] )
      )?
    | 第? (?P<quarter> [一二三四] ) 季度
    | (?P<half> [上下] ) 半年
    | (?P<year_edge> 年? [底末] )
    | (?P<year_start> 年? 初 )
    """,
    says="one of the dates within a year that follow 每年: 每年|6月底|、|12月底|前",
    examples=[
        *("|6月底|", "|十二月份|", "|五月初|", "|3月十五日|", "|3月1号|", "|7月上旬|"),
        *("|第一季度|", "|上半年|", "|年底|", "|年初|"),
    ],
)


def yearly_dates(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """每年12月底前, 每年1月、7月, 每年3月15日前."""
    parts = [_yearly_part(part, limited=bool(groups["close"])) for part in _YEARLY_PART.finditer(groups["dates"] or "")]
    if not parts:
        return _recurring("FREQ=YEARLY")
    rule = "FREQ=YEARLY;BYMONTH=" + ",".join(str(month_) for month_, _ in parts)
    ends = {end for _, end in parts}
    if None not in ends:
        single = len(ends) == 1
        rule += f";BYMONTHDAY={ends.pop() if single else -1}"
    return _recurring(rule)


def _yearly_part(part: re.Match[str], *, limited: bool) -> tuple[int, int | None]:
    """Month, and the day that is its limit; None for the month as a whole."""
    number = integer(part["month"])
    if number is None:
        if part["quarter"]:
            number = 3 * (integer(part["quarter"]) or 4)
        else:
            number = 6 if part["half"] == "上" else 1 if part["year_start"] else 12
        return number, 31 if number in (1, 3, 12) else 30
    if part["day"]:
        return number, integer(part["day"])
    if part["decade"] in ("上", "中") or part["edge"] == "初":
        return number, 20 if part["decade"] == "中" else 10
    if limited or part["edge"] or part["decade"]:
        return number, -1 if number == 2 else month_end(2022, number).day
    return number, None


def _recurring(rrule: str | None) -> TimeReading:
    return TimeReading("recurring", rrule=rrule)


def yearly_months(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """每年9—11月, 每年11月至次年3月: every month of the stretch."""
    first, last = integer(groups["month"]) or 0, integer(groups["month_2"]) or 0
    months = range(first, last + 1 + 12 * (last < first))
    return _recurring("FREQ=YEARLY;BYMONTH=" + ",".join(str(n) for n in sorted((m - 1) % 12 + 1 for m in months)))


def workdays(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """每个工作日17时前."""
    return _recurring("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")


def yearly(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """每年."""
    return _recurring("FREQ=YEARLY")


def every_years(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """每两年."""
    return _recurring(_every("YEARLY", integer(groups["count"])))


def half_yearly(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """每半年, 每学期; 每半年末 is the end of June and of December."""
    return _recurring("FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1" if groups["edge"] else "FREQ=MONTHLY;INTERVAL=6")


def quarterly(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """每季度, 每季度末, 每季度末月25日前. The months are named, so that the rule holds without a first date."""
    edge, number = groups["edge"], integer(groups["day"])
    if groups["of_quarter"]:  # 第二|个月5日前; 次|月 is the first of the next quarter
        first = {"第一": 1, "次": 1, "第二": 2}.get(groups["of_quarter"], 3)
        months = ",".join(map(str, range(first, 13, 3)))
        return _recurring(f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={number or -1}")
    if edge is None and number is None:
        return _recurring("FREQ=MONTHLY;INTERVAL=3")
    if edge in ("首", "初"):
        return _recurring(f"FREQ=YEARLY;BYMONTH=1,4,7,10;BYMONTHDAY={number or 10}")
    return _recurring(f"FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY={number or -1}")


def monthly(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """每月, 每月5日前, 每月底, 每月上旬."""
    number = integer(groups["day"])
    if number is None and groups["edge"]:
        number = -1 if groups["edge"] in ("底", "末") else 10
    if number is None and groups["decade"]:
        number = {"上": 10, "中": 20, "下": -1}[groups["decade"]]
    return _recurring("FREQ=MONTHLY" if number is None else f"FREQ=MONTHLY;BYMONTHDAY={number}")


def every_months(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """每两个月."""
    return _recurring(_every("MONTHLY", integer(groups["count"])))


_WEEKDAYS = dict(zip("一二三四五六日天", ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "SU"), strict=True))


def weekly(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """每周, 每周五前, 每两周."""
    rule = _every("WEEKLY", 2 if groups["count"] else 1)
    return _recurring(rule + (f";BYDAY={_WEEKDAYS[groups['weekday']]}" if groups["weekday"] else ""))


def daily(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """每日."""
    return _recurring("FREQ=DAILY")


def every_days(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """每3天."""
    return _recurring(_every("DAILY", integer(groups["count"])))


def times(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """半年一次, 一年两次: so many months between, where they come out even."""
    months = {"年": 12, "季": 3, "季度": 3, "月": 1}.get(groups["measure"] or "")
    often = integer(groups["times"]) or 1
    if months is None:
        return _recurring("FREQ=WEEKLY" if often == 1 and groups["count"] in ("一", "1") else None)
    months = months // 2 if groups["count"] == "半" else months * (integer(groups["count"]) or 1)
    if months % often:
        return _recurring(None)
    months //= often
    return _recurring(_every("YEARLY", months // 12) if months % 12 == 0 else _every("MONTHLY", months))


def by_measure(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """按季度, 按月, 年度."""
    measure = (groups["measure"] or groups["measure_2"] or "").removesuffix("度")
    rule = {"年": "YEARLY", "半年": "MONTHLY;INTERVAL=6", "季": "MONTHLY;INTERVAL=3", "月": "MONTHLY", "周": "WEEKLY"}
    return _recurring(f"FREQ={rule[measure]}" if measure in rule else None)


def regular(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """定期: again and again, without a frequency."""
    return _recurring(None)


def _every(frequency: str, interval: int | None) -> str:
    return f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval and interval > 1 else "")


# -------------------------------------------------------------------------------------------------- events and ongoing


def event(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """汛期前, 根据省委工作安排: a limit whose date the text does not give."""
    return TimeReading("event")


def ongoing(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """长期坚持."""
    return TimeReading("ongoing")


def all_year(groups: Groups, frame: TimeFrame) -> TimeReading | None:
    """全年: goes on through the year, which is the plan's where none is written."""
    number, inferred = year_of(groups, frame)
    if not number:
        return TimeReading("ongoing")
    return TimeReading("ongoing", date(number, 1, 1), date(number, 12, 31), "year", inferred=inferred)
