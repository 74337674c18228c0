"""Values that several things have in turn, one too few or many: 漏损率、用水量分别下降6%、7%、8%."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_parse.checks.lists import JOINT, Size, whole_list
from policy_parse.checks.nearby import clause_start
from policy_parse.checks.words import CheckWords
from policy_parse.model import Plan
from policy_parse.span import Span
from policy_parse.text.fold import Folded

_FEWEST = 2
_NUMERALS = "〇一二三四五六七八九十"
_VALUE = re.compile(r"[0-9]")
_NUMBER = re.compile(r"[0-9.]+")
_SEVERAL = re.compile(r"[。；：、\n]|[和与及]")
"""What stands between two lists of values that are of other things: a sentence is over, or others are listed."""


def values_that_differ(plan: Plan, whole: Folded, words: CheckWords) -> Iterator[tuple[Span, str, str]]:
    """漏损率、用水量、强度分别下降6%、7%: several things and the values that they have in turn, one too few or many."""
    text = whole.text
    for match in words.signs.told_apart.finditer(text):
        start = clause_start(text, match.start(), "。；，：（）\n\t")
        before = text[start : match.start()]
        values = JOINT.split(match["values"])
        size = _pair(before, words) or whole_list(before, words)
        if len(values) < _FEWEST or not all(_VALUE.match(value) for value in values) or size.least < _FEWEST:
            continue
        if words.signs.no_things.search(before) or _counted(before, len(values)):
            continue
        if size.misses(len(values)) and len(values) != _crossed(before):
            yield whole.span(start, match.end()), match["values"], size.said
    yield from _values_again(whole, text, words)


def _pair(before: str, words: CheckWords) -> Size | None:
    """Two things joined by 和: 审批率和验收率, 能源消耗和碳排放; None if that is not what stands there.

    In a list 和 may be in a name; alone before 分别 it joins the two that are told apart.
    """
    joined = "、" not in before and len(list(words.signs.may_join.finditer(before))) == 1
    return Size(2, 2) if joined else None


def _crossed(before: str) -> int:
    """How many values two lists have that are crossed: 甲县、乙县漏损率、用水量 has four; 0 if it is one list.

    The last name of the first list, which the second follows, has in it what the first name ends in.
    """
    names = JOINT.split(before)
    last = next((i for i, name in enumerate(names) if i and names[0][-1:] in name[:-1]), 0)
    return (last + 1) * (len(names) - last) if names[0] else 0


def _counted(before: str, values: int) -> bool:
    """True if a number says how many values there are to be: 工业和信息化投资三年|分别增长6%、7%、8%."""
    return str(values) in _NUMBER.findall(before) or (values < len(_NUMERALS) and _NUMERALS[values] in before)


def _values_again(whole: Folded, text: str, words: CheckWords) -> Iterator[tuple[Span, str, str]]:
    """分别为6万吨、7万吨，比上年分别下降6%、7%、8%: what is said twice of the same things, in one sentence."""
    last: re.Match[str] | None = None
    for match in words.signs.values_in_turn.finditer(text):
        between = text[last.end() : match.start()] if last is not None else "。"
        if last is not None and not _SEVERAL.search(between):
            one, other = (len(JOINT.split(each["values"])) for each in (last, match))
            if min(one, other) >= _FEWEST and abs(one - other) == 1:
                yield whole.span(*match.span()), match["values"], str(one)
        last = match
