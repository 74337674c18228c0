"""A Plan as lines that can be compared: what each task asks of whom, how much of what, and by when."""

from __future__ import annotations

import re

from expected import TARGETS, TASKS

from policy_parse import Plan
from policy_parse.model import Deadline, Target, Task

Fact = tuple[str, ...]
UNIT_ROLES = ("lead", "responsible", "supporting")


def units(plan: Plan) -> list[Fact]:
    return [_units(task) for task in plan.tasks]


def targets(plan: Plan) -> list[Fact]:
    return [_targets(task.targets) for task in plan.tasks] + [_targets(plan.targets)]


def limits(plan: Plan) -> list[Fact]:
    return [tuple(map(_limit, task.deadlines)) for task in plan.tasks]


def numbers(plan: Plan) -> list[str]:
    return [task.number or "" for task in plan.tasks]


def _units(task: Task) -> Fact:
    return tuple(f"{u.role} {_plain(u.text)}" for u in (*task.responsible, *task.supporting))


def _targets(found: tuple[Target, ...]) -> Fact:
    return tuple(_target(t) for t in found)


def _target(t: Target) -> str:
    change = {"increase": " ↑", "decrease": " ↓"}.get(t.change or "", "")
    return f"{_plain(t.indicator or '') or '－'} {t.comparator} {t.value} {_plain(t.unit or '') or '－'}{change}"


def _limit(d: Deadline) -> str:
    return d.rrule or ("长期" if d.kind == "ongoing" else str(d.end))


def _plain(words: str) -> str:
    """`words` without the spaces and line breaks that a layout gave them; a raised 3 is lost in some formats."""
    return re.sub(r"(?<=[万亿m])m3", "m³", "".join(words.split()))


def expected() -> dict[str, list[Fact] | list[str]]:
    """The facts of `expected.py` by kind."""
    rows = [[part.strip() for part in row.split("|")] for row in TASKS.strip().split("\n")]
    return {
        "numbers": [row[0] for row in rows],
        "units": [_expected_units(row[1]) for row in rows],
        "targets": [_several(row[2]) for row in rows] + [tuple(TARGETS.strip().split("\n"))],
        "limits": [_several(row[3]) for row in rows],
    }


def _expected_units(cell: str) -> Fact:
    by_role = zip(UNIT_ROLES, cell.split("/"), strict=True)
    return tuple(f"{role} {name.strip()}" for role, names in by_role for name in names.split("、") if name.strip())


def _several(cell: str) -> Fact:
    return (
        tuple(part.strip() for part in cell.split(";"))
        if not cell.startswith("FREQ") and cell
        else tuple(filter(None, [cell]))
    )
