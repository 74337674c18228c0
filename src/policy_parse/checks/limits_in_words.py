"""Limits as the text words them, read as deadlines or not: 有效期至2025年12月31日, 于3月30日前报送."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from policy_parse.checks.nearby import around, clause_start
from policy_parse.checks.places import TaskFinder
from policy_parse.checks.words import CheckWords
from policy_parse.fields.deadlines.reading import day_or_none
from policy_parse.model import Plan, Section
from policy_parse.span import Span
from policy_parse.text.fold import Folded, folded_text

_SENTENCE = 200
"""Characters before a limit in which its sentence begins."""
_MONTHS = 12
_HALF_A_YEAR = timedelta(days=183)
"""A day without a year that was over longer ago is rather one of the next year."""


def limits_in_words(plan: Plan, issued: date, words: CheckWords) -> Iterator[tuple[Span, date, bool]]:
    """Each limit with the last day that it means, and whether its year is inferred from the date of issue."""
    whole, tasks = folded_text(plan.text), TaskFinder(plan)
    for span, last in (
        *_with_a_year(whole, words),
        *_years_of_goals(plan, whole, tasks, words),
        *_ends_of_work(whole, tasks, words),
    ):
        yield span, last, False
    for span, last in _without_a_year(whole, issued, words):
        yield span, last, True


def _with_a_year(whole: Folded, words: CheckWords) -> Iterator[tuple[Span, date]]:
    """Days up to which something is in force, and limits wherever they stand, each with the last day it means."""
    places = [match.start() for match in words.signs.until_year.finditer(whole.text)]
    found = [(whole.span(*match.span("day")), match) for match in around(words.signs.valid_until, places, whole.text)]
    for sign in (words.signs.limit_before, words.signs.limit_urged):
        found += [(whole.span(*match.span()), match) for match in sign.finditer(whole.text)]
    for span, match in found:
        if (last := _last_day(match, int(match["y"]))) is not None:
            yield span, last


def _without_a_year(whole: Folded, issued: date, words: CheckWords) -> Iterator[tuple[Span, date]]:
    """Months and days that words press for (于3月30日前报送), in the year of issue; none beside other years."""
    for match in words.signs.limit_without_year.finditer(whole.text):
        begin = max(0, match.start() - _SENTENCE)
        start = clause_start(whole.text, match.start(), "。；\n", begin)
        before = whole.text[start : match.start()]
        if words.signs.presses_for.search(before) and not words.signs.another_year.search(before):
            last = _last_day(match, issued.year)
            if last is not None and issued <= last + _HALF_A_YEAR:
                yield whole.span(*match.span()), last


def _years_of_goals(plan: Plan, whole: Folded, tasks: TaskFinder, words: CheckWords) -> Iterator[tuple[Span, date]]:
    """The years with which sentences of the goals and of tasks begin: 到2025年，…, each with its last day."""
    goals = [section.span for section in plan.sections if section.role == "goal" or _says_aims(section, plan, words)]
    for match in words.signs.year_of_goals.finditer(whole.text):
        span = whole.span(*match.span())
        if any(goal.contains(span) for goal in goals) or tasks.holding(span) is not None:
            end = whole.text.find("。", match.end(), match.end() + _SENTENCE)
            if words.signs.told_as_done.search(whole.text, match.end(), max(match.end(), end)) is None:
                yield span, date(int(match["y"]), 12, 31)


def _says_aims(section: Section, plan: Plan, words: CheckWords) -> bool:
    """True for 总体要求 without parts of its own: its sentences say what is to be reached."""
    return (
        section.role == "background"
        and words.signs.overall_aims.search(section.heading) is not None
        and not any(other.parent == section.id for other in plan.sections)
    )


def _ends_of_work(whole: Folded, tasks: TaskFinder, words: CheckWords) -> Iterator[tuple[Span, date]]:
    """Ends of years and months by which tasks are to be done, at the head of a clause: 2024年底，全面建成泵站."""
    for match in words.signs.limit_of_work.finditer(whole.text):
        span = whole.span(*match.span())
        last = _last_day(match, int(match["y"]))
        if last is not None and tasks.holding(span) is not None:
            yield span, last


def _last_day(match: re.Match[str], year: int) -> date | None:
    """The day of a limit, or the last of its month or year; None if there is no such day."""
    month = int(match["m"] or _MONTHS)
    if match["d"]:
        return day_or_none(year, month, int(match["d"]))
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= _MONTHS else None
