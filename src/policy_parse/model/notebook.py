"""A plan or a task as a small table of HTML, for notebooks: all words escaped, no script, no style sheet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from policy_parse.model import wording
from policy_parse.model.deadline import Deadline
from policy_parse.model.plan import Plan
from policy_parse.model.task import Task
from policy_parse.model.unit import Unit

MOST_ROWS = 20
_MOST_CHARACTERS = 200
_LEFT = ' style="text-align:left"'


def html_of(value: Plan | Task) -> str:
    """The table of either."""
    return plan_html(value) if isinstance(value, Plan) else task_html(value)


def plan_html(plan: Plan) -> str:
    """Title, counts, and a table of the first 20 tasks."""
    targets = len(plan.targets) + sum(len(task.targets) for task in plan.tasks)
    counts = f"{wording.TASK} {len(plan.tasks)} · {wording.TARGET} {targets} · {wording.FINDING} {len(plan.findings)}"
    heads = ("id", wording.TASK, wording.unit_head("responsible"), wording.TARGET, wording.DEADLINE)
    rows = [
        (task.id, _name(task), _units(task.responsible), _targets(task), _limits(task))
        for task in plan.tasks[:MOST_ROWS]
    ]
    more = len(plan.tasks) - len(rows)
    title = escape(plan.header.title or plan.source.name)
    table = _table([_row("th", heads), *(_row("td", row) for row in rows)]) if rows else ""
    return f"<div><b>{title}</b><br>{escape(counts)}{table}{f'<small>+ {more}</small>' if more > 0 else ''}</div>"


def task_html(task: Task) -> str:
    """What the task gives, a row a field; fields that it does not give are left out."""
    fields = [
        ("id", task.id),
        (wording.TASK, _name(task)),
        ("", task.text if task.title else ""),
        *((wording.unit_head(role), _units(_of_role(task, role))) for role in wording.ROLES),
        (wording.TARGET, _targets(task)),
        (wording.DEADLINE, _limits(task)),
    ]
    return _table([f"<tr><th{_LEFT}>{escape(name)}</th>{_cell('td', words)}</tr>" for name, words in fields if words])


def _of_role(task: Task, role: str) -> list[Unit]:
    return [unit for unit in (*task.responsible, *task.supporting) if unit.role == role]


def _name(task: Task) -> str:
    return task.title or task.text


def _units(units: Iterable[Unit]) -> str:
    return "、".join(unit.text for unit in units)


def _targets(task: Task) -> str:
    return "；".join(map(wording.describe_target, task.targets))


def _limits(task: Task) -> str:
    return "、".join(dict.fromkeys(map(_limit, task.deadlines)))


def _limit(deadline: Deadline) -> str:
    return deadline.end.isoformat() if deadline.kind == "date" and deadline.end else deadline.text


def _table(rows: Sequence[str]) -> str:
    return f"<table>{''.join(rows)}</table>"


def _row(tag: str, cells: Iterable[str]) -> str:
    return f"<tr>{''.join(_cell(tag, words) for words in cells)}</tr>"


def _cell(tag: str, words: str) -> str:
    shown = words if len(words) <= _MOST_CHARACTERS else f"{words[: _MOST_CHARACTERS - 1]}…"
    return f"<{tag}{_LEFT}>{escape(shown)}</{tag}>"
