"""Deadlines: a task without one among tasks that have one, days over when the plan was issued, and after its years."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from policy_parse.checks.nearby import around, clause_start
from policy_parse.checks.places import TaskFinder
from policy_parse.checks.units import siblings
from policy_parse.checks.wording import names_of
from policy_parse.checks.words import CheckWords
from policy_parse.fields.deadlines.reading import day_or_none
from policy_parse.model import Deadline, Finding, Plan, Section, Task
from policy_parse.span import Span
from policy_parse.text.fold import Folded, clean, folded_text

_ROWS = 3
_ITEMS = 5
_MOST = 0.75
_LABEL_REACH = 16
_SENTENCE = 200
"""Characters before a limit in which its sentence begins."""
_MONTHS = 12
_GOALS = "工作目标"
_HALF_A_YEAR = timedelta(days=183)
"""A day without a year that was over longer ago is rather one of the next year."""


def deadline_missing(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """Rows of a table, or items with labels (完成时限：…), without a deadline while most of their kind have one."""
    for tasks in siblings(plan):
        without = [
            task for task in tasks if not any(set_out(deadline, task, plan, words) for deadline in task.deadlines)
        ]
        least = _ROWS if tasks and tasks[0].origin == "table" else _ITEMS
        if without and len(tasks) >= least and len(without) <= (1 - _MOST) * len(tasks):
            yield Finding(
                code="deadline-missing",
                severity="info",
                message=f"没有写明完成时限：{names_of(without)}",
                tasks=tuple(task.id for task in without),
                spans=tuple(task.span for task in without),
            )


def set_out(deadline: Deadline, task: Task, plan: Plan, words: CheckWords) -> bool:
    """True for a deadline of a column or after a label; a date in a sentence says nothing about its neighbours."""
    before = plan.text[max(task.span.start, deadline.span.start - _LABEL_REACH) : deadline.span.start]
    return task.origin == "table" or words.signs.deadline_label.search(before) is not None


def deadline_before_issue(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """One finding for each day that was over when the document was issued; only info if its year is inferred."""
    issued = plan.header.issued_on
    if issued is None:
        return
    early: dict[tuple[date, bool], list[tuple[Task | None, Deadline]]] = defaultdict(list)
    for task, deadline, end in (*_limits(plan), *_limits_of_goals(plan)):
        if end < issued:
            early[end, deadline.inferred].append((task, deadline))
    for (end, inferred), places in sorted(early.items()):
        tasks = [task for task, _ in places if task is not None]
        whose = names_of(tasks) or _GOALS
        guess = "（年份由文件推定）" if inferred else ""
        yield Finding(
            code="deadline-before-issue",
            severity="info" if inferred else "warning",
            message=f"时限“{places[0][1].text}”即{end.isoformat()}{guess}早于成文日期{issued.isoformat()}：{whose}",
            tasks=tuple(dict.fromkeys(task.id for task in tasks)),
            spans=tuple(deadline.span for _, deadline in places),
        )
    told = [deadline.span for places in early.values() for _, deadline in places]
    others = (
        *_limits_in_words(folded_text(plan.text), words),
        *_years_of_goals(plan, words),
        *_limits_of_work(plan, words),
    )
    for span, last in others:
        if last < issued and not any(span.overlaps(one) for one in told):
            yield Finding(
                code="deadline-before-issue",
                severity="warning",
                message=f"期限“{clean(span.of(plan.text))}”早于成文日期{issued.isoformat()}",
                spans=(span,),
            )
    for span, last in _limits_without_year(plan, issued, words):
        if last < issued <= last + _HALF_A_YEAR and not any(span.overlaps(one) for one in told):
            yield Finding(
                code="deadline-before-issue",
                severity="info",
                message=f"期限“{clean(span.of(plan.text))}”（年份由文件推定）早于成文日期{issued.isoformat()}",
                spans=(span,),
            )


def _limits_in_words(whole: Folded, words: CheckWords) -> Iterator[tuple[Span, date]]:
    """Days up to which something is in force, and limits wherever they stand, each with the last day it means."""
    places = [match.start() for match in words.signs.until_year.finditer(whole.text)]
    found = [(whole.span(*match.span("day")), match) for match in around(words.signs.valid_until, places, whole.text)]
    for sign in (words.signs.limit_before, words.signs.limit_urged):
        found += [(whole.span(*match.span()), match) for match in sign.finditer(whole.text)]
    for span, match in found:
        year, month = int(match["y"]), int(match["m"] or 12)
        last = day_or_none(year, month, int(match["d"])) if match["d"] else last_of_month(year, month)
        if last is not None:
            yield span, last


def _limits_without_year(plan: Plan, issued: date, words: CheckWords) -> Iterator[tuple[Span, date]]:
    """Months and days that words press for (于3月30日前报送), in the year of issue; none beside other years."""
    whole = folded_text(plan.text)
    for match in words.signs.limit_without_year.finditer(whole.text):
        begin = max(0, match.start() - _SENTENCE)
        start = clause_start(whole.text, match.start(), "。；\n", begin)
        before = whole.text[start : match.start()]
        if words.signs.presses_for.search(before) and not words.signs.another_year.search(before):
            month, day = int(match["m"]), match["d"]
            last = day_or_none(issued.year, month, int(day)) if day else last_of_month(issued.year, month)
            if last is not None:
                yield whole.span(*match.span()), last


def _years_of_goals(plan: Plan, words: CheckWords) -> Iterator[tuple[Span, date]]:
    """The years with which sentences of the goals and of tasks begin: 到2025年，…, each with its last day."""
    text = folded_text(plan.text)
    goals = [section.span for section in plan.sections if section.role == "goal" or _says_aims(section, plan, words)]
    tasks = TaskFinder(plan)
    for match in words.signs.year_of_goals.finditer(text.text):
        span = text.span(*match.span())
        if any(goal.contains(span) for goal in goals) or tasks.holding(span) is not None:
            end = text.text.find("。", match.end(), match.end() + _SENTENCE)
            if words.signs.told_as_done.search(text.text, match.end(), max(match.end(), end)) is None:
                yield span, date(int(match["y"]), 12, 31)


def _says_aims(section: Section, plan: Plan, words: CheckWords) -> bool:
    """True for 总体要求 without parts of its own: its sentences say what is to be reached."""
    return (
        section.role == "background"
        and words.signs.overall_aims.search(section.heading) is not None
        and not any(other.parent == section.id for other in plan.sections)
    )


def _limits_of_work(plan: Plan, words: CheckWords) -> Iterator[tuple[Span, date]]:
    """Ends of years and months by which tasks are to be done, at the head of a clause: 2024年底，全面建成泵站."""
    whole, tasks = folded_text(plan.text), TaskFinder(plan)
    for match in words.signs.limit_of_work.finditer(whole.text):
        span = whole.span(*match.span())
        year, month = int(match["y"]), int(match["m"] or 12)
        last = day_or_none(year, month, int(match["d"])) if match["d"] else last_of_month(year, month)
        if last is not None and tasks.holding(span) is not None:
            yield span, last


def last_of_month(year: int, month: int) -> date | None:
    """The last day of a month; None if there is no such month."""
    return date(year, month, monthrange(year, month)[1]) if 1 <= month <= _MONTHS else None


def deadline_outside_period(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """One finding for each day that is before or after the years of the plan, by words that give its year.

    The year of a column of values (2024年 | 2025年) is no limit, and a bare year in a sentence of a plan for one year
    (到2030年，…达到) looks ahead. Days before the date of issue are another finding.
    """
    period = plan.header.plan_period
    if period is None:
        return
    outside: dict[date, list[tuple[Task, Deadline]]] = defaultdict(list)
    one_year = period.start_year == period.end_year
    for task, deadline, end in _last_days(plan):
        if one_year and words.signs.bare_year.search(deadline.text) and not set_out(deadline, task, plan, words):
            continue
        if not period.start_year <= end.year <= period.end_year:
            outside[end].append((task, deadline))
    years = "—".join(str(year) for year in dict.fromkeys((period.start_year, period.end_year)))
    for _, places in sorted(outside.items()):
        yield Finding(
            code="deadline-outside-period",
            severity="info",
            message=f"时限“{places[0][1].text}”不在方案的年份（{years}年）之内：{names_of([t for t, _ in places])}",
            tasks=tuple(dict.fromkeys(task.id for task, _ in places)),
            spans=tuple(deadline.span for _, deadline in places),
        )


def _last_days(plan: Plan) -> Iterator[tuple[Task, Deadline, date]]:
    """The days, from the issue on, that tasks must be done by and that their own words give with the year."""
    issued = plan.header.issued_on or date.min
    for task, deadline, end in _limits(plan):
        if end >= issued and not deadline.inferred and _in_its_row(deadline, task, plan):
            yield task, deadline, end


def _limits(plan: Plan) -> Iterator[tuple[Task, Deadline, date]]:
    """Each last day of a task with its words: its own, then those of its targets only."""
    for task in plan.tasks:
        stated = {deadline.span: deadline for deadline in task.deadlines}
        for target in task.targets:
            if target.due is not None:
                stated.setdefault(target.due.span, target.due)
        for deadline in stated.values():
            if deadline.kind == "date" and deadline.end is not None:
                yield task, deadline, deadline.end


def _limits_of_goals(plan: Plan) -> Iterator[tuple[None, Deadline, date]]:
    """Each last day of the plan's own targets, once."""
    due = {target.due.span: target.due for target in plan.targets if target.due is not None}
    for deadline in due.values():
        if deadline.kind == "date" and deadline.end is not None:
            yield None, deadline, deadline.end


def _in_its_row(deadline: Deadline, task: Task, plan: Plan) -> bool:
    """False for a limit that stands in a row of the table above that of the task."""
    return task.origin != "table" or "\n" not in plan.text[deadline.span.end : task.span.start]
