"""A comparison as rows, one for each change, in words of a person: what tables of every format show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from policy_parse.model import Plan, Task, wording
from policy_parse.model.comparison import (
    AnyChange,
    Comparison,
    DeadlineChange,
    TargetChange,
    TargetMatch,
    TaskMatch,
    UnitChange,
)
from policy_parse.writers.comparisons.works import words_of

COLUMNS = ("变化", "任务", "栏目", "原来", "现在", "说明")
"""Heads of the table."""


class Row(NamedTuple):
    """One change, or a piece of work that only one plan has."""

    kind: str
    work: str
    field: str
    old: str
    new: str
    note: str


def change_rows(comparison: Comparison, old: Plan, new: Plan) -> Iterator[Row]:
    """A row for each change, the plans' own targets first; what is kept has none."""
    for target in comparison.targets:
        yield from _rows_of_target(target, old, new)
    tasks = [{task.id: task for task in plan.tasks} for plan in (old, new)]
    for match in comparison.matches:
        yield from _rows_of_task(match, tasks[0], tasks[1])


def _rows_of_target(match: TargetMatch, old: Plan, new: Plan) -> Iterator[Row]:
    target = new.targets[match.new[0]] if match.new else old.targets[match.old[0]]
    if match.kind in ("added", "dropped"):
        before, after = ("", words_of(target)) if match.new else (words_of(target), "")
        yield Row(wording.MATCH_KINDS[match.kind], target.indicator or "", wording.TARGET, before, after, "")
    for change in match.changes:
        yield _row(wording.MATCH_KINDS[match.kind], target.indicator or "", change)


def _rows_of_task(match: TaskMatch, old: Mapping[str, Task], new: Mapping[str, Task]) -> Iterator[Row]:
    kind = wording.MATCH_KINDS[match.kind]
    before, after = ([tasks[i] for i in ids] for tasks, ids in ((old, match.old), (new, match.new)))
    name = _name(after or before)
    if match.kind in ("added", "dropped"):
        words = "\n".join(dict.fromkeys(task.text for task in after or before))
        yield Row(kind, name, wording.TASK, "" if after else words, words if after else "", "")
    elif match.kind in ("merged", "split"):
        yield Row(kind, name, wording.TASK, _names(before), _names(after), "")
    for change in match.changes:
        yield _row(kind, name, change)


def _row(kind: str, work: str, change: AnyChange) -> Row:
    field = wording.CHANGE_FIELDS[change.field]
    return Row(kind, work, field, words_of(change.old), words_of(change.new), note_of(change))


def note_of(change: AnyChange) -> str:
    """What kind of change it is, by how much, and whether more is asked for: 提高 25 km，更严."""
    parts = [wording.CHANGE_KINDS[change.kind]]
    if isinstance(change, TargetChange):
        if change.difference is not None:
            parts[0] += f" {_difference(change)}".rstrip()
        if change.effect is not None:
            parts.append(wording.EFFECTS[change.effect])
    elif isinstance(change, DeadlineChange) and change.days is not None:
        parts[0] += f" {abs(change.days)} 天"
    elif isinstance(change, UnitChange) and change.kind == "role" and change.old and change.new:
        parts[0] = f"{wording.ROLES[change.old.role]}改为{wording.ROLES[change.new.role]}"
    return "，".join(parts)


def _difference(change: TargetChange) -> str:
    """By how much, in the unit that the new plan writes (3 亿元), else in the standard one (300000000 元).

    Between two rates it is percentage points: 92% → 95% is 3 个百分点.
    """
    size, new = abs(change.difference or Decimal(0)), change.new
    if change.unit == "%":
        return f"{_plain(size)} 个百分点"
    if new is not None and new.value and new.quantity.unit == change.unit:
        factor = new.quantity.value / new.value
        if factor and size / factor * factor == size:
            return f"{_plain(size / factor)} {new.unit or ''}"
    return f"{_plain(size)} {change.unit or ''}"


def _plain(number: Decimal) -> str:
    """Digits without an exponent and without zeros that say nothing."""
    words = f"{number:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words


def _name(tasks: list[Task]) -> str:
    """The first short name, else the beginning of the text."""
    return next((task.title for task in tasks if task.title), tasks[0].text[:20])


def _names(tasks: list[Task]) -> str:
    return "\n".join(dict.fromkeys(task.title or task.text for task in tasks))
