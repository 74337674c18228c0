"""Targets: one indicator with two bounds, base years or names, and numbers that are hardly targets."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

from policy_parse.checks.wording import quoted
from policy_parse.checks.words import CheckWords
from policy_parse.model import Finding, Plan, Target
from policy_parse.text.fold import fold

_LEVELS = frozenset(("ratio", None))
_NAMED = 4
_REORDERED = 6
"""Characters of a name that is the same in another order: 自然岸线保有率, 岸线自然保有率."""
_DESCRIBED = 8
"""Characters of a name that is known again behind a description of it."""
_MANY = 10
"""A count that two statements hardly share by chance."""
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
    period = plan.header.plan_period
    year = period.end_year if period and period.start_year == period.end_year else None
    seen: set[tuple[int, int]] = set()
    groups = list(by_indicator.items())
    groups += [(indicator, same) for indicator, same in _under_two_names(by_indicator)]
    for indicator, same in groups:
        for one, other in _comparable(same, related, year):
            key = one.target.span.start, other.target.span.start  # one statement of two indicators is one finding
            what = _differ(one, other, related)
            if what and key not in seen:
                seen.add(key)
                yield _finding("target-mismatch", "warning", f"“{indicator}”的{what}不一致", one, other)


def _under_two_names(by_indicator: Mapping[str, list[StatedTarget]]) -> Iterator[tuple[str, list[StatedTarget]]]:
    """Levels that one place states under a shorter name than the other (公共管网漏损率, 公共供水管网漏损率).

    Also what one place describes before it names it as the other does: 管理完善、服务便捷的节水型示范小区.
    """
    for one, other in combinations(by_indicator, 2):
        same = by_indicator[one] + by_indicator[other]
        places = [{statement.place for statement in by_indicator[name]} for name in (one, other)]
        if not places[0].isdisjoint(places[1]):
            continue
        if shortened(one, other) and _are_levels(*same):
            yield one, same
        elif _described(one, other, same):
            yield min(one, other, key=len), same


def _described(one: str, other: str, same: list[StatedTarget]) -> bool:
    """True if one name is the other behind a description that ends in 的."""
    short, long = sorted((one, other), key=len)
    if len(short) < _DESCRIBED or not long.endswith(short) or len(short) == len(long):
        return False
    return any("的" + short in "".join(filter(str.isalnum, statement.target.text)) for statement in same)


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

    Only for what a plan has one value of (a rate, a total, what is newly made), stated by itself in two sentences, for
    the same year, which without words is the plan's last; of an indicator that comes with several values over and over,
    none is questioned.
    """
    by_indicator: dict[tuple[str, str], list[StatedTarget]] = defaultdict(list)
    for statement in stated_targets(plan, words):
        if statement.place != "table" and _of_the_plan(statement, plan, words):
            by_indicator[statement.place, statement.indicator].append(statement)
    for (_, indicator), same in by_indicator.items():
        for one, other in combinations(same, 2):
            if len(same) > _OVER_AND_OVER or _meant_year(one.target, plan) != _meant_year(other.target, plan):
                continue
            if (
                not _alike(one.target, other.target)
                or _agree(one.target, other.target)
                or _two_counts(one, other, words)
            ):
                continue
            if _in_two_sentences(one, other, plan):
                yield _finding("indicator-two-values", "warning", f"“{indicator}”有两个数值", one, other)


_OVER_AND_OVER = 3
_REACH = 40
"""Characters before a target in which its clause begins."""


def _of_the_plan(statement: StatedTarget, plan: Plan, words: CheckWords) -> bool:
    """True if a target is a level of the whole region, stated at the head of its clause."""
    target = statement.target
    text = "".join(fold(target.text).text.split())
    new = words.signs.new_things.match(text)
    head = words.signs.indicator_frame.sub("", text[new.end() if new else 0 :]).startswith(statement.indicator)
    level = new or words.signs.level_name.search(statement.indicator) or words.signs.reached.search(text)
    whole = target.scope is None or words.signs.whole_region.search(target.scope) is not None
    named = len(statement.indicator) >= _NAMED and level is not None
    return named and head and whole and _opens_its_clause(target, plan, words)


def _opens_its_clause(target: Target, plan: Plan, words: CheckWords) -> bool:
    """True if nothing but its time, its scope and words like 力争 stands before a target; a list of two does (、)."""
    clause = words.signs.clause_before.search(
        fold(plan.text, max(0, target.span.start - _REACH), target.span.start).text
    )
    if clause is None:
        return target.span.start == 0
    before = clause["words"]
    for own in (target.due.text if target.due else "", target.scope or ""):
        before = before.replace(fold(own).text, "")
    return words.signs.indicator_frame.sub("", before) == "" and clause["mark"] != "、"


def _two_counts(one: StatedTarget, other: StatedTarget, words: CheckWords) -> bool:
    """True if two counts of one thing come with different words: 新增 and 累计."""
    before = {_plain(statement.target.text, words).partition(statement.indicator)[0] for statement in (one, other)}
    return one.target.quantity.dimension == "count" and len(before) > 1


def _meant_year(target: Target, plan: Plan) -> int | None:
    """The year of a target, or the last of the plan."""
    period = plan.header.plan_period
    return _due_year(target) or (period.end_year if period else None)


def _in_two_sentences(one: StatedTarget, other: StatedTarget, plan: Plan) -> bool:
    first, second = sorted((one.target.span, other.target.span))
    return any(mark in plan.text[first.end : second.start] for mark in "。\n")


def indicator_variant(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """城市公共管网漏损率 / 城市公共供水管网漏损率: the same bound, and names of which one is the other shortened.

    A count is the same bound only if it is large and to be reached by the same year.
    """
    bounds = defaultdict(list)
    for statement in stated_targets(plan, words):
        target = statement.target
        year = _due_year(target) if target.quantity.dimension == "count" and target.quantity.value >= _MANY else None
        if target.quantity.dimension in _LEVELS or year is not None:
            bounds[target.comparator, target.value, target.unit, target.change, year].append(statement)
    for same in bounds.values():
        reported: set[tuple[str, str]] = set()
        first: dict[tuple[str, str], StatedTarget] = {}
        for statement in same:
            first.setdefault((statement.indicator, statement.place), statement)
        for one, other in combinations(first.values(), 2):
            names = one.indicator, other.indicator
            if one.place != other.place and names not in reported and shortened(*names):
                reported.add(names)
                yield _finding("indicator-variant", "info", f"同一指标有两种写法：{quoted(names)}", one, other)


def target_uncertain(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """Numbers at the head of a clause that were read as targets by a small margin: one finding for all of them.

    16个区开展监测 may say who acts; behind a verb (突破2项成果) a reader has no doubt, however close the weights are.
    """
    stated: list[tuple[str | None, Target]] = [(None, target) for target in plan.targets]
    stated += [(task.id, target) for task in plan.tasks for target in task.targets]
    close = [(task, t) for task, t in stated if t.confidence is not None and t.confidence < _CLOSE and _heads(t)]
    if close:
        yield Finding(
            code="target-uncertain",
            severity="info",
            message=f"是不是指标不易判断，请核对：{quoted(list(dict.fromkeys(t.text for _, t in close)))}",
            tasks=tuple(dict.fromkeys(task for task, _ in close if task)),
            spans=tuple(dict.fromkeys(t.span for _, t in close)),
        )


def _heads(target: Target) -> bool:
    return target.text.lstrip()[:1].isdigit()


def stated_targets(plan: Plan, words: CheckWords) -> Iterator[StatedTarget]:
    """Every target with an indicator, the plan's own first, then those of its tasks in document order.

    A goal that stands in a table of indicators is stated by that table.
    """
    cells = [block.span for block in plan.blocks if block.kind == "cell"] if plan.targets else []
    for target in plan.targets:
        if target.indicator:
            i = bisect_right(cells, target.span)
            in_table = any(cell.contains(target.span) for cell in cells[max(0, i - 1) : i + 1])
            yield StatedTarget(target, "table" if in_table else "goal", None, _plain(target.indicator, words))
    for task in plan.tasks:
        for target in task.targets:
            if target.indicator:
                yield StatedTarget(target, task.origin, task.id, _plain(target.indicator, words))


def _plain(indicator: str, words: CheckWords) -> str:
    return words.signs.indicator_frame.sub("", "".join(fold(indicator).text.split()))


def _comparable(
    same: list[StatedTarget], related: set[tuple[str, str]], year: int | None
) -> Iterator[tuple[StatedTarget, StatedTarget]]:
    """Statements of one indicator from two places.

    Two places that state it several times each (5个 here, 3个 there) are compared only where their tasks are related.
    A count is compared with one of the same year, which without words is `year`, that of a plan of one year.
    """
    if len({statement.place for statement in same}) < 2:
        return
    single = [len(statement.indicator) >= _NAMED and _single(statement, same) for statement in same]
    by_place = sorted(zip(same, single, strict=True), key=lambda pair: _PLACE_ORDER[pair[0].place])
    for i, (one, one_single) in enumerate(by_place):
        for other, other_single in by_place[i + 1 :]:
            linked = one.task is not None and (one.task, other.task) in related
            alone = one_single and other_single and (_are_levels(one, other) or _count_one_year(one, other, year))
            if one.place != other.place and (linked or alone):
                yield one, other


_PLACE_ORDER = {"goal": 0, "narrative": 1, "table": 2}


def _are_levels(*statements: StatedTarget) -> bool:
    """True if both can be meant twice with one value: rates or totals, not counts of things (12个工位)."""
    return all(statement.target.quantity.dimension != "count" for statement in statements)


def _count_one_year(one: StatedTarget, other: StatedTarget, plan_year: int | None) -> bool:
    """True if goals and text count one thing for one year; a row may have its share only."""
    year = _due_year(one.target) or plan_year
    same = (
        year is not None and year == (_due_year(other.target) or plan_year) and one.target.scope == other.target.scope
    )
    return same and "table" not in (one.place, other.place)


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


def shortened(one: str, other: str) -> bool:
    """True if the longer holds the shorter's characters in the same order, and little more, or both hold the same."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return len(short) >= _REORDERED and one != other and one[-1] == other[-1] and sorted(one) == sorted(other)
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
