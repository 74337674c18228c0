"""The years that a plan covers, read from its title."""

from __future__ import annotations

import re

from policy_parse.model.header import PlanPeriod
from policy_parse.text.dates import PLAN_NUMBER, ZEROS, five_year_plan, parse_year
from policy_parse.text.fold import Folded
from policy_parse.text.sign import LazyPattern

_YEAR = rf"(?<![0-9])(?:[12][0-9]{{3}}|[一二][一二三四五六七八九{ZEROS}]{{3}})"
# 2021—2023年, 2021年至2023年, （2021-2023）
_RANGE = re.compile(rf"(?P<start>{_YEAR})年?(?:-{{1,2}}|~|至|到|—)(?P<end>{_YEAR})(?:年|(?=[）〕]))")
# “十四五”: the fourteenth five-year plan, 2021–2025
_FIVE_YEARS = LazyPattern(rf"[“\"'‘]?(?P<plan>{PLAN_NUMBER})五[”\"'’]?(?=规划|时期|期间|[^年月日])")
# 国民经济和社会发展第十四个五年规划和2035年远景目标纲要
_FIVE_YEARS_IN_FULL = LazyPattern(rf"第(?P<plan>{PLAN_NUMBER})个五年(?:规划|计划)")
# 2023年水资源管理工作方案; not 2030年前碳达峰, 到2025年, 2022年版
_SINGLE = re.compile(rf"(?<![到较比至])(?P<year>{_YEAR})年(?:度)?(?!前|底|末|以前|之前|版|本|[0-9]{{1,2}}月)")
_SPAN_OF_YEARS = re.compile(
    r"(?P<count>[二两三四五])年(?:行动|攻坚|提升|计划|滚动|方案|改革|倍增|建设|规划|工作|实施|专项)"
)
_COUNTS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5}


def find_period(title: Folded) -> tuple[PlanPeriod, Folded] | None:
    """Find the years that `title` gives, with the words that say so; None where it names none.

    2021—2023年, “十四五” (2021–2025), 2022年 (2022–2022), 2022年 with 三年行动 (2022–2024). Years outside 1900–2199 and
    ranges that run backwards are none.
    """
    text = title.text
    for match in _RANGE.finditer(text):
        start, end = parse_year(match["start"]), parse_year(match["end"])
        if start and end and start <= end:
            return PlanPeriod(start_year=start, end_year=end), title.part(match.start(), match.end())
    if "五" in text:
        match_ = _FIVE_YEARS.search(text) or _FIVE_YEARS_IN_FULL.search(text)
        if match_:
            start, end = five_year_plan(match_["plan"])
            return PlanPeriod(start_year=start, end_year=end), title.part(match_.start(), match_.end())
    # 2022年工作总结和2023年工作要点: the plan is for what comes after the review
    review = max(text.rfind("总结"), text.rfind("完成情况"))
    singles = list(_SINGLE.finditer(text))
    for match in [m for m in singles if m.start() > review] or singles:
        start = parse_year(match["year"])
        if start:
            several = _SPAN_OF_YEARS.search(text)
            end = start + _COUNTS[several["count"]] - 1 if several else start
            return PlanPeriod(start_year=start, end_year=end), title.part(match.start(), match.end())
    return None
