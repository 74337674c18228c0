"""Targets: one indicator with two bounds, base years or names, and numbers that are hardly targets."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import NamedTuple

from policy_parse.checks.same_characters import pairs_with_the_same_characters
from policy_parse.checks.wording import quoted
from policy_parse.checks.words import CheckWords
from policy_parse.model import Finding, Plan, Target
from policy_parse.text.fold import fold

_LEVELS = frozenset(("ratio", None))
NAMED = 4
"""Characters at least of a name that says what is measured."""
_REORDERED = 6
"""Characters of a name that is the same in another order: 自然岸线保有率, 岸线自然保有率."""
_DESCRIBED = 8
"""Characters of a name that is known again behind a description of it."""
MANY = 10
"""A count that two statements hardly share by chance."""
_SAID = 6
"""Characters of a name that says of what kind the things are that are counted."""
_CLOSE = 0.75
"""Confidence below which a number is perhaps no target: another reading weighs nearly as much."""
_SHARE = "比重"
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


Statements = list[StatedTarget]


def target_mismatch(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """下降7%以上 in the goals, 下降率＞7% in the table: one finding for each two bounds that do not agree.

    Its places are all that state the one or the other, those of the first bound first.
    """
    related = {task.id: task.related for task in plan.tasks if task.related}
    by_indicator: dict[str, list[StatedTarget]] = defaultdict(list)
    for statement in stated_targets(plan, words):
        by_indicator[by_its_measure(statement.indicator, words)].append(statement)
    period = plan.header.plan_period
    year = period.end_year if period and period.start_year == period.end_year else None
    seen: set[tuple[int, int]] = set()
    groups = [(same[0].indicator, same) for same in by_indicator.values()]
    groups += [(indicator, same) for indicator, same in _under_two_names(by_indicator)]
    for indicator, same in groups:
        for compared in _comparable(same, related, year):
            what, ones, others = _differ(compared)
            if not what:
                continue
            key = ones[0].target.span.start, others[0].target.span.start
            if key not in seen:  # one statement of two indicators is one finding
                seen.add(key)
                yield finding_of("target-mismatch", "warning", f"“{indicator}”的{what}不一致", ones, others)


def _under_two_names(by_indicator: Mapping[str, list[StatedTarget]]) -> Iterator[tuple[str, list[StatedTarget]]]:
    """Levels that one place states under a shorter name than the other (公共管网漏损率, 公共供水管网漏损率).

    Also what one place describes before it names it as the other does: 管理完善、服务便捷的节水型示范小区.
    """
    names = list(by_indicator)
    places = [{statement.place for statement in by_indicator[name]} for name in names]
    for i, j in pairs_with_the_same_characters(names, places):
        one, other = names[i], names[j]
        same = by_indicator[one] + by_indicator[other]
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


def _differ(compared: _Compared) -> tuple[str, Statements, Statements]:
    """What two bounds of one indicator differ in: 目标, 基期, 完成年份, and the statements of each that do.

    '' if they agree or are of two times.
    """
    ones, others = compared.ones, compared.others
    one, other = ones[0].target, others[0].target
    if alike_targets(one, other):
        return "" if agree(one, other) else "目标", ones, others
    if not _of_one_kind(one, other) or one.quantity.value != other.quantity.value:
        return "", ones, others
    if not _same_year(_base_year(one), _base_year(other)):
        return "基期" if _same_year(due_year(one), due_year(other)) else "", ones, others
    return "完成年份" if compared.linked[0] else "", *compared.linked


def indicator_variant(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """城市公共管网漏损率 / 城市公共供水管网漏损率: the same bound, and names of which one is the other shortened.

    A count is the same bound only if it is large and to be reached by the same year.
    """
    bounds = defaultdict(list)
    for statement in stated_targets(plan, words):
        target = statement.target
        year = due_year(target) if target.quantity.dimension == "count" and target.quantity.value >= MANY else None
        if target.quantity.dimension in _LEVELS or year is not None:
            bounds[target.comparator, target.value, target.unit, target.change, year].append(statement)
    for same in bounds.values():
        reported: set[tuple[str, str]] = set()
        first: dict[tuple[str, str], StatedTarget] = {}
        for statement in same:
            first.setdefault((statement.indicator, statement.place), statement)
        for one, other in combinations(first.values(), 2):
            names = one.indicator, other.indicator
            if one.place != other.place and names not in reported and _one_indicator(*names, words):
                reported.add(names)
                yield finding_of("indicator-variant", "info", f"同一指标有两种写法：{quoted(names)}", [one], [other])


def _one_indicator(one: str, other: str, words: CheckWords) -> bool:
    """True if two names are one shortened or reordered, or a share called by two words: 消费占比, 消费比重."""
    if shortened(one, other):
        return True
    return one != other and by_its_measure(one, words) == by_its_measure(other, words)


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
            yield StatedTarget(target, "table" if in_table else "goal", None, plain_name(target.indicator, words))
    for task in plan.tasks:
        for target in task.targets:
            if target.indicator:
                yield StatedTarget(target, task.origin, task.id, plain_name(target.indicator, words))


def plain_name(indicator: str, words: CheckWords) -> str:
    """An indicator without spaces, quotation marks and the words before it that are no part of its name."""
    return words.signs.indicator_frame.sub("", "".join(fold(indicator).text.split()))


def by_its_measure(name: str, words: CheckWords) -> str:
    """The name of an indicator, with one word for a share where several mean the same: 消费占比 → 消费比重."""
    return words.signs.share_name.sub(_SHARE, name)


class _Compared(NamedTuple):
    """Two bounds of one indicator, each as all the statements of it that one place makes."""

    ones: Statements
    others: Statements
    linked: tuple[Statements, Statements]
    """Those of both whose tasks are related."""


def _comparable(same: Statements, related: Mapping[str, Sequence[str]], year: int | None) -> Iterator[_Compared]:
    """The bounds of one indicator that two places state.

    Two places that state it several times each (5个 here, 3个 there) are compared only where their tasks are related.
    A count is compared with one of the same year, which without words is `year`, that of a plan of one year.
    """
    if len({statement.place for statement in same}) < 2:
        return
    bounds = sorted(_bounds(same), key=lambda bound: _PLACE_ORDER[bound[0].place])
    firsts = [bound[0] for bound in bounds]
    single = [i for i, one in enumerate(firsts) if len(one.indicator) >= NAMED and _single(one, firsts)]
    alone = {
        (i, j)
        for i, j in combinations(single, 2)
        if firsts[i].place != firsts[j].place
        and (_are_levels(firsts[i], firsts[j]) or _count_one_year(firsts[i], firsts[j], year))
    }
    linked = _linked(bounds, related)
    for i, j in sorted(alone | linked.keys()):
        of_related = linked.get((i, j), ([], []))
        ones, others = (bounds[i], bounds[j]) if (i, j) in alone else of_related
        yield _Compared(ones, others, of_related)


def _bounds(same: Statements) -> Iterable[Statements]:
    """The statements of one place that say the same of the same indicator, together, in the order of their first."""
    found: dict[tuple[object, ...], Statements] = defaultdict(list)
    for statement in same:
        target, quantity = statement.target, statement.target.quantity
        bound = target.comparator, quantity.value, quantity.value_max, quantity.unit, quantity.dimension
        times = target.per, _base_year(target), due_year(target)
        found[statement.place, statement.indicator, target.change, target.scope, bound, times].append(statement)
    return found.values()


def _linked(
    bounds: Sequence[Statements], related: Mapping[str, Sequence[str]]
) -> dict[tuple[int, int], tuple[Statements, Statements]]:
    """For two bounds of two places, by number, the statements of both whose tasks are related."""
    of_task: dict[str, list[tuple[int, StatedTarget]]] = defaultdict(list)
    for i, bound in enumerate(bounds):
        for statement in bound:
            if statement.task is not None:
                of_task[statement.task].append((i, statement))
    found: dict[tuple[int, int], tuple[Statements, Statements]] = {}
    for task, own in of_task.items():
        partners = [partner for other in related.get(task, ()) for partner in of_task.get(other, ())]
        for (i, one), (j, other) in product(own, partners):
            if i < j and one.place != other.place:
                ones, others = found.setdefault((i, j), ([], []))
                ones.append(one)
                others.append(other)
    return found


_PLACE_ORDER = {"goal": 0, "narrative": 1, "table": 2}


def _are_levels(*statements: StatedTarget) -> bool:
    """True if both can be meant twice with one value: rates or totals, not counts of things (12个工位)."""
    return all(statement.target.quantity.dimension != "count" for statement in statements)


def _count_one_year(one: StatedTarget, other: StatedTarget, plan_year: int | None) -> bool:
    """True if goals and text count one thing for one year; a row may have its share only."""
    if "table" in (one.place, other.place) or one.target.scope != other.target.scope:
        return False
    first, second = (due_year(statement.target) or plan_year for statement in (one, other))
    goal, work = sorted((one, other), key=lambda statement: _PLACE_ORDER[statement.place])
    if (first is not None and second is None) or (second is not None and first is None):
        return due_year(goal.target) is not None and work.target.due is None and _is_large(goal) and _is_large(work)
    return first is not None and first == second


def _is_large(statement: StatedTarget) -> bool:
    """True for a count that a plan has one of: of many things, under a name that says what they are."""
    return len(statement.indicator) >= _SAID and statement.target.quantity.value >= MANY


def _single(statement: StatedTarget, same: Sequence[StatedTarget]) -> bool:
    """True if its place states no other bound for the same time, but for one that another place states too."""
    fits = [statement.target, *(other.target for other in same if other.place != statement.place)]
    return all(
        any(agree(other.target, target) for target in fits)
        for other in same
        if other is not statement and other.place == statement.place and alike_targets(other.target, statement.target)
    )


def alike_targets(one: Target, other: Target) -> bool:
    """True if both are of one kind, and of one base year and due year where both have one."""
    return (
        _of_one_kind(one, other)
        and _same_year(_base_year(one), _base_year(other))
        and _same_year(due_year(one), due_year(other))
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


def due_year(target: Target) -> int | None:
    """The year by which a target is due; None if its words give none."""
    return target.due.end.year if target.due and target.due.end else None


def agree(one: Target, other: Target) -> bool:
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


def finding_of(code: str, severity: str, message: str, ones: Statements, others: Statements) -> Finding:
    """The finding about two bounds, with the words, tasks and places of the statements of each."""
    return Finding.model_validate(
        {
            "code": code,
            "severity": severity,
            "message": f"{message}：{ones[0].words}，{others[0].words}",
            "tasks": tuple(dict.fromkeys(one.task for one in (*ones, *others) if one.task)),
            "spans": tuple(dict.fromkeys(one.target.span for one in (*ones, *others))),
        }
    )
