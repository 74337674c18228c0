"""Deadlines: a task without one among tasks that have one, days over when the plan was issued, and after its years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from policy_parse.checks.limits_in_words import limits_in_words
from policy_parse.checks.units import siblings
from policy_parse.checks.wording import names_of
from policy_parse.checks.words import CheckWords
from policy_parse.model import Deadline, Finding, Plan, Task
from policy_parse.text.fold import clean

_ROWS = 3
_ITEMS = 5
_MOST = 0.75
_LABEL_REACH = 16
_GOALS = "工作目标"


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
    for span, last, inferred in limits_in_words(plan, issued, words):
        if last < issued and not any(span.overlaps(one) for one in told):
            guess = "（年份由文件推定）" if inferred else ""
            yield Finding(
                code="deadline-before-issue",
                severity="info" if inferred else "warning",
                message=f"期限“{clean(span.of(plan.text))}”{guess}早于成文日期{issued.isoformat()}",
                spans=(span,),
            )


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
