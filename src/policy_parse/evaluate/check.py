"""Faults of a gold file: quotes that are not in the text or out of order, values that are not well formed."""

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
"""A longer region means that the words of `ends` were found at another place than was meant."""
_AFTER = 300
"""How far behind its task a quote may be: the other cells of a row."""


def faults_of(gold: Gold, text: str) -> list[str]:
    """What is wrong with `gold` as a marking of `text`, one sentence each, in document order; empty if nothing is."""
    return list(_faults(gold, squeeze(text)))


def _faults(gold: Gold, text: Squeezed) -> Iterator[str]:
    yield from _unknown("file", gold)
    yield from (f"header: 没有这一栏 unknown field: {name}" for name in gold.header if name not in Header.model_fields)
    if gold.until and text.find(gold.until) is None:
        yield f"until: 原文没有 not in the text: {gold.until}"
    for number, marking in enumerate(find_markings(gold, text), 1):
        for fault in _task_faults(marking, text):
            yield f"任务 task {number}（{marking.label}）: {fault}"
    for target in gold.targets:
        for fault in _target_faults(target, text, None):
            yield f"任务之外的指标 targets: {fault}"


def _task_faults(marking: Marking, text: Squeezed) -> Iterator[str]:
    task, region = marking.task, marking.region
    yield from _unknown("task", task)
    if region is None:
        yield f"在上一项任务之后找不到 not found after the task before it: {task.starts} … {task.ends}"
    elif len(region) > _LONGEST_TASK:
        yield f"长 {len(region)} 字，ends 对吗？ characters long: is `ends` right?"
    for role in ROLES:
        yield from (
            f"原文没有这个单位 unit not in the text: {unit}" for unit in getattr(task, role) if text.find(unit) is None
        )
    for target in task.targets:
        yield from _target_faults(target, text, region)
    for deadline in task.deadlines:
        yield from _deadline_faults(deadline, text)


def _target_faults(target: MarkedTarget, text: Squeezed, task: Span | None) -> Iterator[str]:
    yield from _unknown(f"target {target.text}", target)
    if target.comparator not in get_args(Comparator):
        yield f"指标 target {target.text}: 界限不对 comparator {target.comparator}"
    if target.value is None:
        yield f"指标 target {target.text}: 没有数值 no value"
    if target.change is not None and target.change not in get_args(Change):
        yield f"指标 target {target.text}: 增减不对 change {target.change}"
    if text.find(target.text) is None:
        yield f"原文没有这个指标 target not in the text: {target.text}"
    elif task is not None and same(target.text) not in text.text[task.start : task.end + _AFTER]:
        yield f"指标不在这项任务里 target not in its task: {target.text}"


def _deadline_faults(deadline: MarkedDeadline, text: Squeezed) -> Iterator[str]:
    yield from _unknown(f"deadline {deadline.text}", deadline)
    if text.find(deadline.text) is None:
        yield f"原文没有这个时限 deadline not in the text: {deadline.text}"
    if deadline.kind not in get_args(DeadlineKind):
        yield f"时限 deadline {deadline.text}: 类型不对 kind {deadline.kind}"
    if deadline.kind == "date" and not re.fullmatch(r"\d{4}-\d\d-\d\d", deadline.end or ""):
        yield f"时限 deadline {deadline.text}: 日期没有 end a date without end"


def _unknown(where: str, marked: Marked) -> Iterator[str]:
    yield from (f"{where}: 没有这一栏 unknown key {key}" for key in sorted(marked.model_extra or ()))
