"""Whether a gold file can be trusted: its quotes are in the text, in order, and its values are well formed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from policy_parse.evaluate.gold import ROLES, Gold, Marked, MarkedDeadline, MarkedTarget
from policy_parse.evaluate.quotes import Squeezed, same, squeeze
from policy_parse.evaluate.tasks import Marking, find_markings
from policy_parse.model import Change, Comparator, DeadlineKind, Header
from policy_parse.span import Span

_LONGEST_TASK = 2500
"""A longer region means that `ends` stands somewhere else than was meant."""
_AFTER = 300
"""How far behind its task a quote may stand: the other cells of a row."""


def faults_of(gold: Gold, text: str) -> list[str]:
    """What is wrong with `gold` as a marking of `text`, one sentence each, in document order; empty if nothing is."""
    return list(_faults(gold, squeeze(text)))


def _faults(gold: Gold, text: Squeezed) -> Iterator[str]:
    yield from _unknown("file", gold)
    yield from (f"header: unknown field {name}" for name in gold.header if name not in Header.model_fields)
    if gold.until and text.find(gold.until) is None:
        yield f"until: not in the text: {gold.until}"
    for number, marking in enumerate(find_markings(gold, text), 1):
        for fault in _task_faults(marking, text):
            yield f"task {number} ({marking.label}): {fault}"
    for target in gold.targets:
        for fault in _target_faults(target, text, None):
            yield f"targets: {fault}"


def _task_faults(marking: Marking, text: Squeezed) -> Iterator[str]:
    task, region = marking.task, marking.region
    yield from _unknown("task", task)
    if region is None:
        yield f"not found after the task before it: {task.starts} … {task.ends}"
    elif len(region) > _LONGEST_TASK:
        yield f"{len(region)} characters long: is `ends` right?"
    for role in ROLES:
        yield from (f"unit not in the text: {unit}" for unit in getattr(task, role) if text.find(unit) is None)
    for target in task.targets:
        yield from _target_faults(target, text, region)
    for deadline in task.deadlines:
        yield from _deadline_faults(deadline, text)


def _target_faults(target: MarkedTarget, text: Squeezed, task: Span | None) -> Iterator[str]:
    yield from _unknown(f"target {target.text}", target)
    if target.comparator not in get_args(Comparator):
        yield f"target {target.text}: comparator {target.comparator}"
    if target.value is None:
        yield f"target {target.text}: no value"
    if target.change is not None and target.change not in get_args(Change):
        yield f"target {target.text}: change {target.change}"
    if text.find(target.text) is None:
        yield f"target not in the text: {target.text}"
    elif task is not None and same(target.text) not in text.text[task.start : task.end + _AFTER]:
        yield f"target not in its task: {target.text}"


def _deadline_faults(deadline: MarkedDeadline, text: Squeezed) -> Iterator[str]:
    yield from _unknown(f"deadline {deadline.text}", deadline)
    if text.find(deadline.text) is None:
        yield f"deadline not in the text: {deadline.text}"
    if deadline.kind not in get_args(DeadlineKind):
        yield f"deadline {deadline.text}: kind {deadline.kind}"
    if deadline.kind == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", deadline.end or ""):
        yield f"deadline {deadline.text}: a date without end"


def _unknown(where: str, marked: Marked) -> Iterator[str]:
    yield from (f"{where}: unknown key {key}" for key in sorted(marked.model_extra or ()))
