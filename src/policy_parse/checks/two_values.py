"""One indicator with two values for one time, in the text or in the goals."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from policy_parse.checks.targets import (
    MANY,
    NAMED,
    StatedTarget,
    agree,
    alike_targets,
    by_its_measure,
    due_year,
    finding_of,
    plain_name,
    stated_targets,
)
from policy_parse.checks.words import CheckWords
from policy_parse.model import Finding, Plan, Target
from policy_parse.text.fold import fold

_ITEM = re.compile(r"(?:[0-9]{1,3}[.]?)?")
_NUMBER = re.compile(r"[0-9]")
_NAMED_TIME = 8
"""The same of a time, of which there are many (办理时限)."""


def indicator_two_values(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """森林覆盖率达到45% here and 47% there: one level with two values for one time, in the text or in its goals.

    Only for what a plan has one value of (a rate, a total, what is newly made), stated by itself in two sentences, for
    the same year, which without words is the plan's last; of an indicator that comes with several values over and over,
    none is questioned.
    """
    by_indicator: dict[tuple[str, str], list[StatedTarget]] = defaultdict(list)
    for statement in stated_targets(plan, words):
        if statement.place != "table" and _of_the_plan(statement, plan, words):
            by_indicator[statement.place, by_its_measure(statement.indicator, words)].append(statement)
    for same in by_indicator.values():
        if len(same) > _OVER_AND_OVER:
            continue
        for one, other in combinations(same, 2):
            if _meant_year(one.target, plan) != _meant_year(other.target, plan):
                continue
            if (
                not alike_targets(one.target, other.target)
                or agree(one.target, other.target)
                or _two_counts(one, other, plan, words)
            ):
                continue
            if _in_two_sentences(one, other, plan):
                yield finding_of("indicator-two-values", "warning", f"“{one.indicator}”有两个数值", [one], [other])


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
    large = target.quantity.dimension == "count" and due_year(target) is not None and target.quantity.value >= MANY
    if large and target.scope is None and len(statement.indicator) >= NAMED:
        return True
    named = len(statement.indicator) >= (_NAMED_TIME if target.quantity.dimension == "time" else NAMED)
    return named and level is not None and head and whole and _opens_its_clause(target, plan, words)


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
    return _ITEM.fullmatch(words.signs.indicator_frame.sub("", before)) is not None and clause["mark"] != "、"


def _two_counts(one: StatedTarget, other: StatedTarget, plan: Plan, words: CheckWords) -> bool:
    """True if two counts of one thing come with different words: 新增 and 累计.

    One behind a 、 has those of the first of its list, and may be of either kind.
    """
    before = set()
    for statement in (one, other):
        head = plain_name(statement.target.text, words).partition(statement.indicator)[0]
        own = words.signs.making.sub("", _NUMBER.split(head)[0])
        if own or plan.text[statement.target.span.start - 1] != "、":
            before.add(own)
    return one.target.quantity.dimension == "count" and len(before) > 1


def _meant_year(target: Target, plan: Plan) -> int | None:
    """The year of a target, or the last of the plan."""
    period = plan.header.plan_period
    return due_year(target) or (period.end_year if period else None)


def _in_two_sentences(one: StatedTarget, other: StatedTarget, plan: Plan) -> bool:
    first, second = sorted((one.target.span, other.target.span))
    return any(mark in plan.text[first.end : second.start] for mark in "。\n")
