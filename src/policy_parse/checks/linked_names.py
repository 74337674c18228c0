"""One office written two ways, anywhere, and one office or group that text and table name in two ways for one work."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import product

from policy_parse.checks.pairs import together
from policy_parse.checks.units import spelling, variant_spelling
from policy_parse.checks.wording import quoted
from policy_parse.checks.words import CheckWords
from policy_parse.model import Finding, Plan, Task, Unit

_LEAST, _MOST = 6, 1.7
"""Characters of the shorter name, and how much longer the other may be."""
_ALIKE = 0.75


def unit_variant(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """Spellings of one office, then what only the same work in text and table shows to be one: one finding a pair."""
    known = []
    for finding in variant_spelling(plan, words):
        known.append(finding)
        yield finding
    told = {frozenset(span.of(plan.text) for span in finding.spans) for finding in known}
    pairs: dict[tuple[str, str], list[tuple[Task, Unit]]] = {}
    for items, rows in together(plan):
        said, listed = _named(items), _named(rows)
        only_said, only_listed = ([n for n in a if n not in b] for a, b in ((said, listed), (listed, said)))
        for one, other in product(only_said, only_listed):
            if _one_group(one, other, words):
                pairs.setdefault((one, other), []).extend((said[one], listed[other]))
    for names, places in pairs.items():
        if frozenset(unit.text for _, unit in places) not in told:
            yield Finding(
                code="unit-variant",
                severity="info",
                message=f"同一项工作，正文与表格的单位写法不一：{quoted(names)}",
                tasks=tuple(dict.fromkeys(task.id for task, _ in places)),
                spans=tuple(unit.span for _, unit in places),
            )


def _named(tasks: list[Task]) -> dict[str, tuple[Task, Unit]]:
    return {spelling(unit): (task, unit) for task in tasks for unit in (*task.responsible, *task.supporting)}


def _one_group(one: str, other: str, words: CheckWords) -> bool:
    """True for 区节水型社会创建办 and 区县域节水型社会创建办: one holds the other, and both begin and end alike.

    The members of a group with a long name (领导小组) need only be nearly the same, wherever 各 stands.
    """
    short, long = sorted((one, other), key=len)
    if all(map(words.signs.group_of_members.search, (one, other))):
        plain = one.replace("各", ""), other.replace("各", "")
        return SequenceMatcher(None, *plain, autojunk=False).ratio() >= _ALIKE
    if len(short) < _LEAST or len(long) > _MOST * len(short) or (short[0], short[-2:]) != (long[0], long[-2:]):
        return False
    rest = iter(long)
    return all(ch in rest for ch in short)
