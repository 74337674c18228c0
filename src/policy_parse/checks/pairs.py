"""Text against table: work that only one of them states, and units and limits that they state differently."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from policy_parse.checks.deadlines import set_out
from policy_parse.checks.spelling import one_office
from policy_parse.checks.targets import shortened
from policy_parse.checks.units import spelling
from policy_parse.checks.wording import name_of, names_of, quoted
from policy_parse.checks.words import CheckWords
from policy_parse.model import Deadline, Finding, Plan, Task, Unit

_HALF = 0.5


def unmatched_task(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """Tasks of the table that the text does not state, and the reverse, where table and text mostly agree.

    A row of numbers that the plan's goals state (用水强度控制) is stated in the text.
    """
    rows = [task for task in plan.tasks if task.origin == "table"]
    items = [task for task in plan.tasks if task.origin == "narrative" and task.section_role == "task"]
    if not rows or not items:
        return
    for tasks, message in ((rows, "表格中有、正文任务中没有的"), (items, "正文任务中有、表格中没有的")):
        alone = _alone(tasks, plan)
        if alone and len(alone) <= _HALF * len(tasks):
            yield Finding(
                code="unmatched-task",
                severity="info",
                message=f"{message}：{names_of(alone)}",
                tasks=tuple(task.id for task in alone),
                spans=tuple(task.span for task in alone),
            )


def _alone(tasks: Sequence[Task], plan: Plan) -> list[Task]:
    """The tasks that nothing on the other side states: neither for them, nor for another part of their item."""
    goals = {(target.quantity.value, target.quantity.unit) for target in plan.targets}
    named = {target.indicator for target in plan.targets if target.indicator}
    stated = {(task.number, task.title, task.path) for task in tasks if task.related and task.title}
    unrelated = [t for t in tasks if not t.related and (t.number, t.title, t.path) not in stated]
    return [task for task in unrelated if not _of_goals(task, goals, named)]


def _of_goals(task: Task, goals: set[tuple[Decimal, str | None]], named: set[str]) -> bool:
    """True if a task is numbers of the goals and nothing else: each has the number, or the indicator, of one."""
    return bool(task.targets) and all(
        (target.quantity.value, target.quantity.unit) in goals or _is_named(target.indicator, named)
        for target in task.targets
    )


def _is_named(indicator: str | None, named: set[str]) -> bool:
    """True for an indicator of the goals, or one that they, or it, write shorter."""
    return indicator is not None and (indicator in named or any(shortened(indicator, other) for other in named))


def deadline_mismatch(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """Items and rows that state the same work, each with one last day, and another one.

    A day in a sentence of an item with several, before that of the row, may be one step of the work: no question.
    """
    for items, rows in together(plan):
        in_text, in_table = _days(items), _days(rows)
        ends = {deadline.end for _, deadline in in_text}, {deadline.end for _, deadline in in_table}
        if not len(ends[0]) == len(ends[1]) == 1 or ends[0] == ends[1]:
            continue
        (task, said), (row, listed) = in_text[0], in_table[0]
        if not set_out(said, task, plan, words) and _a_step(task, said, listed):
            continue
        yield Finding(
            code="deadline-mismatch",
            severity="warning",
            message=f"{name_of(task)}正文与表格的时限不一致：正文“{said.text}”，表格“{listed.text}”",
            tasks=(task.id, row.id),
            spans=(said.span, listed.span),
        )


def _days(tasks: Sequence[Task]) -> list[tuple[Task, Deadline]]:
    return [(t, d) for t in tasks for d in t.deadlines if d.kind == "date" and d.end is not None]


def _a_step(task: Task, said: Deadline, listed: Deadline) -> bool:
    return said.end is None or listed.end is None or (said.end < listed.end and task.text.count("。") > 1)


def units_mismatch(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """Items and rows that state the same work and name different units; one finding for all that hang together."""
    for items, rows in together(plan):
        in_text, in_table = _units(items), _units(rows)
        if not in_text or not in_table:
            continue
        only_in_text = [] if _name_a_class(rows) else _without(in_text, in_table, plan, words)
        only_in_table = [] if _name_a_class(items) else _without(in_table, in_text, plan, words)
        if not only_in_text and not only_in_table:
            yield from _places_changed(items, rows)
            continue
        parts = [f"只在正文：{quoted(unit.text for unit in only_in_text)}"] if only_in_text else []
        parts += [f"只在表格：{quoted(unit.text for unit in only_in_table)}"] if only_in_table else []
        yield Finding(
            code="units-mismatch",
            severity="warning" if any(unit.role == "lead" for unit in only_in_text + only_in_table) else "info",
            message=f"{name_of(items[0])}正文与表格的单位不一致，{'；'.join(parts)}",
            tasks=tuple(task.id for task in (*items, *rows)),
            spans=tuple(unit.span for unit in only_in_text + only_in_table),
        )


def _places_changed(items: Sequence[Task], rows: Sequence[Task]) -> Iterator[Finding]:
    """The same units, but the one that leads in the text only supports in the table, and the reverse."""
    said, listed = _roles(items), _roles(rows)
    moved = [name for name in said if name in listed and said[name][0] != listed[name][0]]
    if len({said[name][0] for name in moved}) == len({listed[name][0] for name in moved}) == 2:
        yield Finding(
            code="units-mismatch",
            severity="warning",
            message=f"{name_of(items[0])}正文与表格的牵头与配合互换：{quoted(said[name][1].text for name in moved)}",
            tasks=tuple(task.id for task in (*items, *rows)),
            spans=tuple(one[name][1].span for one in (said, listed) for name in moved),
        )


def _roles(tasks: Sequence[Task]) -> dict[str, tuple[bool, Unit]]:
    """Each unit by name: True if it leads or is responsible, in one of the tasks at least."""
    found: dict[str, tuple[bool, Unit]] = {}
    for task in tasks:
        for doing, units in ((True, task.responsible), (False, task.supporting)):
            for unit in units:
                found.setdefault(spelling(unit), (doing, unit))
    return found


def together(plan: Plan) -> Iterator[tuple[list[Task], list[Task]]]:
    """Yield groups of items and rows linked by `related`, directly or through one another, in document order."""
    place = {task.id: i for i, task in enumerate(plan.tasks)}
    seen: set[int] = set()
    for i, task in enumerate(plan.tasks):
        if i in seen or not task.related:
            continue
        group, waiting = {i}, [i]
        while waiting:
            for other in map(place.get, plan.tasks[waiting.pop()].related):
                if other is not None and other not in group:
                    group.add(other)
                    waiting.append(other)
        seen |= group
        members = [plan.tasks[member] for member in sorted(group)]
        yield (
            [member for member in members if member.origin == "narrative"],
            [member for member in members if member.origin == "table"],
        )


def _units(tasks: Sequence[Task]) -> list[Unit]:
    """Each unit once, by name, without classes of units."""
    units = {spelling(unit): unit for task in tasks for unit in (*task.responsible, *task.supporting)}
    return [unit for unit in units.values() if not _is_class(unit)]


def _is_class(unit: Unit) -> bool:
    return unit.collective or spelling(unit).endswith(("单位", "部门"))


def _name_a_class(tasks: Sequence[Task]) -> bool:
    """True if the tasks name a class of units (各相关单位); such a class matches any list."""
    return any(_is_class(unit) for task in tasks for unit in (*task.responsible, *task.supporting))


def _without(units: Sequence[Unit], others: Sequence[Unit], plan: Plan, words: CheckWords) -> list[Unit]:
    names = {other.name for other in others} | {spelling(other) for other in others}
    names |= {name[1:] for name in names}  # 商务委 for 区商务委 is another finding
    return [
        unit
        for unit in units
        if names.isdisjoint((unit.name, name := spelling(unit), name[1:]))
        and not _spelt_otherwise(unit, others, plan, words)
    ]


def _spelt_otherwise(unit: Unit, others: Sequence[Unit], plan: Plan, words: CheckWords) -> bool:
    region, name = plan.header.region, spelling(unit)
    return any(one_office(name, spelling(other), region=region, words=words) for other in others)
