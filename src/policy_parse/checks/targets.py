"""Targets: one indicator with two bounds, base years or names, and numbers that are hardly targets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from policy_parse.checks.wording import quoted
from policy_parse.checks.words import CheckWords
from policy_parse.model import Finding, Plan, Target
from policy_parse.text.fold import fold

_LEVELS = frozenset(("ratio", None))
_NAMED = 4
_WHOLE = "全区"
_CLOSE = 0.75
"""Confidence below which a number is perhaps no target: another reading weighs nearly as much."""
_PLACES = {"goal": "目标", "narrative": "正文", "table": "表格"}


class StatedTarget(NamedTuple):
    """A target and where the plan states it: in its goals, in an item of the text, or in a table."""

    target: Target
    place: str
    task: str | None
    indicator: str

    @property
    def words(self) -> str:
        """Its words, with the part of the plan that states them."""
        return f"{_PLACES[self.place]}“{''.join(self.target.text.split())}”"


def target_mismatch(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """下降7%以上 in the goals, 下降率＞7% in the table: one finding for each pair of bounds that do not agree."""
    related = {(task.id, other) for task in plan.tasks for other in task.related}
    by_indicator: dict[str, list[StatedTarget]] = defaultdict(list)
    for statement in stated_targets(plan, words):
        by_indicator[statement.indicator].append(statement)
    seen: set[tuple[int, int]] = set()
    for indicator, same in by_indicator.items():
        for one, other in _comparable(same, related):
            key = one.target.span.start, other.target.span.start  # one statement of two indicators is one finding
            what = _differ(one, other, related)
            if what and key not in seen:
                seen.add(key)
                yield _finding("target-mismatch", "warning", f"“{indicator}”的{what}不一致", one, other)


def _differ(one: StatedTarget, other: StatedTarget, related: set[tuple[str, str]]) -> str:
    """What two statements of one indicator differ in: 目标, 基期, 完成年份; '' if they agree or are of two times."""
    if _alike(one.target, other.target):
        return "" if _agree(one.target, other.target) else "目标"
    if not _of_one_kind(one.target, other.target) or one.target.quantity.value != other.target.quantity.value:
        return ""
    if not _same_year(_base_year(one.target), _base_year(other.target)):
        return "基期" if _same_year(_due_year(one.target), _due_year(other.target)) else ""
    return "完成年份" if one.task is not None and (one.task, other.task) in related else ""


def indicator_two_values(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """森林覆盖率达到45% here and 47% there: one level with two values for one time, in the text or in its goals.

    Only for what a plan has one value of (a rate, a total), stated by itself in two sentences, for the same year or
    both without one; of an indicator that comes with several values over and over, none is questioned.
    """
    by_indicator: dict[tuple[str, str], list[StatedTarget]] = defaultdict(list)
    for statement in stated_targets(plan, words):
        if statement.place != "table" and _of_the_plan(statement, plan, words):
            by_indicator[statement.place, statement.indicator].append(statement)
    for (_, indicator), same in by_indicator.items():
        for one, other in combinations(same, 2):
            years = _due_year(one.target), _due_year(other.target)
            if years[0] != years[1] or not _alike(one.target, other.target) or _agree(one.target, other.target):
                continue
            if len(same) <= _OVER_AND_OVER and _in_two_sentences(one, other, plan):
                yield _finding("indicator-two-values", "warning", f"“{indicator}”有两个数值", one, other)


_OVER_AND_OVER = 3


def _of_the_plan(statement: StatedTarget, plan: Plan, words: CheckWords) -> bool:
    """True if a target is a level of the whole region, stated at the head of its clause."""
    target = statement.target
    text = fold(target.text).text
    before = fold(plan.text, max(0, target.span.start - 1), target.span.start).text
    head = words.signs.indicator_frame.sub("", "".join(text.split())).startswith(statement.indicator)
    level = len(statement.indicator) >= _NAMED and words.signs.level_name.search(statement.indicator) is not None
    return level and head and target.scope in (None, _WHOLE) and not before.isalnum() and before != "、"


def _in_two_sentences(one: StatedTarget, other: StatedTarget, plan: Plan) -> bool:
    first, second = sorted((one.target.span, other.target.span))
    return any(mark in plan.text[first.end : second.start] for mark in "。\n")


def indicator_variant(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """城市公共管网漏损率 / 城市公共供水管网漏损率: the same bound, and names of which one is the other shortened."""
    bounds = defaultdict(list)
    for statement in stated_targets(plan, words):
        target = statement.target
        if target.quantity.dimension in _LEVELS:
            bounds[target.comparator, target.value, target.unit, target.change].append(statement)
    for same in bounds.values():
        reported: set[tuple[str, str]] = set()
        first: dict[tuple[str, str], StatedTarget] = {}
        for statement in same:
            first.setdefault((statement.indicator, statement.place), statement)
        for one, other in combinations(first.values(), 2):
            names = one.indicator, other.indicator
            if one.place != other.place and names not in reported and _shortened(*names):
                reported.add(names)
                yield _finding("indicator-variant", "info", f"同一指标有两种写法：{quoted(names)}", one, other)


def target_uncertain(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """Numbers that were read as targets by a small margin: one finding for all of them."""
    stated: list[tuple[str | None, Target]] = [(None, target) for target in plan.targets]
    stated += [(task.id, target) for task in plan.tasks for target in task.targets]
    close = [(task, t) for task, t in stated if t.confidence is not None and t.confidence < _CLOSE]
    if close:
        yield Finding(
            code="target-uncertain",
            severity="info",
            message=f"是不是指标不易判断，请核对：{quoted(list(dict.fromkeys(t.text for _, t in close)))}",
            tasks=tuple(dict.fromkeys(task for task, _ in close if task)),
            spans=tuple(dict.fromkeys(t.span for _, t in close)),
        )


def stated_targets(plan: Plan, words: CheckWords) -> Iterator[StatedTarget]:
    """Every target with an indicator, the plan's own first, then those of its tasks in document order."""
    for target in plan.targets:
        if target.indicator:
            yield StatedTarget(target, "goal", None, _plain(target.indicator, words))
    for task in plan.tasks:
        for target in task.targets:
            if target.indicator:
                yield StatedTarget(target, task.origin, task.id, _plain(target.indicator, words))


def _plain(indicator: str, words: CheckWords) -> str:
    return words.signs.indicator_frame.sub("", "".join(fold(indicator).text.split()))


def _comparable(same: list[StatedTarget], related: set[tuple[str, str]]) -> Iterator[tuple[StatedTarget, StatedTarget]]:
    """Statements of one indicator from two places.

    Two places that state it several times each (5个 here, 3个 there) are compared only where their tasks are related.
    """
    if len({statement.place for statement in same}) < 2:
        return
    single = [_is_level(statement) and _single(statement, same) for statement in same]
    by_place = sorted(zip(same, single, strict=True), key=lambda pair: _PLACE_ORDER[pair[0].place])
    for i, (one, one_single) in enumerate(by_place):
        for other, other_single in by_place[i + 1 :]:
            linked = one.task is not None and (one.task, other.task) in related
            if one.place != other.place and (linked or (one_single and other_single)):
                yield one, other


_PLACE_ORDER = {"goal": 0, "narrative": 1, "table": 2}


def _is_level(statement: StatedTarget) -> bool:
    """True if its indicator can be meant twice with one value: a rate or a total, not a count of things (12个工位)."""
    return statement.target.quantity.dimension != "count" and len(statement.indicator) >= _NAMED


def _single(statement: StatedTarget, same: list[StatedTarget]) -> bool:
    """True if its place states no other bound for the same time."""
    return all(
        other is statement or _agree(other.target, statement.target)
        for other in same
        if other.place == statement.place and _alike(other.target, statement.target)
    )


def _alike(one: Target, other: Target) -> bool:
    """True if both are of one kind, and of one base year and due year where both have one."""
    return (
        _of_one_kind(one, other)
        and _same_year(_base_year(one), _base_year(other))
        and _same_year(_due_year(one), _due_year(other))
    )


def _of_one_kind(one: Target, other: Target) -> bool:
    """True if both have one unit, change, period (per year) and, where both name it, scope."""
    if (one.change, one.per, one.quantity.unit) != (other.change, other.per, other.quantity.unit):
        return False
    return not (one.scope and other.scope and one.scope != other.scope)


def _same_year(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other


def _base_year(target: Target) -> int | None:
    return target.baseline.year if target.baseline else None


def _due_year(target: Target) -> int | None:
    return target.due.end.year if target.due and target.due.end else None


def _agree(one: Target, other: Target) -> bool:
    """The same number and no contradiction in the bound; a bare number (91%) agrees with 91%以上."""
    same = (one.quantity.value, one.quantity.value_max) == (other.quantity.value, other.quantity.value_max)
    return same and (one.comparator == other.comparator or "eq" in (one.comparator, other.comparator))


def _shortened(one: str, other: str) -> bool:
    """True if the longer holds the characters of the shorter in the same order, and little more."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return len(short) >= 4 and len(short) < len(long) <= 1.7 * len(short) and all(ch in rest for ch in short)


def _finding(code: str, severity: str, message: str, one: StatedTarget, other: StatedTarget) -> Finding:
    return Finding.model_validate(
        {
            "code": code,
            "severity": severity,
            "message": f"{message}：{one.words}，{other.words}",
            "tasks": tuple(dict.fromkeys(task for task in (one.task, other.task) if task)),
            "spans": (one.target.span, other.target.span),
        }
    )
