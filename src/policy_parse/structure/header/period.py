"""The years that a plan covers, read from its title."""

from __future__ import annotations

from policy_parse.model.header import PlanPeriod
from policy_parse.structure.header.signs import HeaderSigns
from policy_parse.text.dates import five_year_plan, parse_year
from policy_parse.text.fold import Folded

_OPENING = 1500
"""Characters of a text in which it says from when to when the work goes."""
_COUNTS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5}


def find_period(title: Folded, signs: HeaderSigns) -> tuple[PlanPeriod, Folded] | None:
    """Find the years that `title` gives, with the words that say so; None if it names none.

    2021—2023年, “十四五” (2021–2025; with one of its years behind it, as in “十四五”规划2025年任务, that year), 2022年
    (2022–2022), 2022年 with 三年行动 (2022–2024). Years outside 1900–2199 and ranges that run backwards do not count.
    """
    text = title.text
    for match in signs.years.finditer(text):
        start, end = parse_year(match["start"]), parse_year(match["end"])
        if start and end and start <= end:
            return PlanPeriod(start_year=start, end_year=end), title.part(match.start(), match.end())
    if "五" in text:
        match_ = signs.five_years.search(text) or signs.five_years_in_full.search(text)
        if match_:
            start, end = five_year_plan(match_["plan"])
            years = (parse_year(one["year"]) for one in signs.one_year.finditer(text, match_.end()))
            start, end = next(((year, year) for year in years if year and start <= year <= end), (start, end))
            return PlanPeriod(start_year=start, end_year=end), title.part(match_.start(), match_.end())
    # 2022年工作总结和2023年工作要点: the plan is for what comes after the review
    review = max((match.start() for match in signs.review.finditer(text)), default=-1)
    singles = list(signs.one_year.finditer(text))
    for match in [m for m in singles if m.start() > review] or singles:
        start = parse_year(match["year"])
        if start:
            several = signs.span_of_years.search(text)
            end = start + _COUNTS[several["count"]] - 1 if several else start
            return PlanPeriod(start_year=start, end_year=end), title.part(match.start(), match.end())
    return None


def year_of_action(text: str, signs: HeaderSigns) -> int | None:
    """The year in which the work begins, if the opening of a folded text says from when to when it goes; else None.

    自2025年6月1日起至8月31日开展; asked where neither title nor date of issue gives the plan's year.
    """
    told = signs.time_of_action.search(text[:_OPENING])
    return parse_year(told["year"]) if told is not None else None
