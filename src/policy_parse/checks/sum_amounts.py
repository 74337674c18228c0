"""The amounts of a sentence that may be put together, and when parts and a total cannot both be right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from policy_parse.checks.words import CheckWords
from policy_parse.fields.quantities.amounts import Amount, find_amounts
from policy_parse.fields.quantities.bounds import read_before
from policy_parse.model import Comparator

LIST = re.compile(r"[、，；]|以及|[和与及]")
MARKS = re.compile(r"[、，；]")
POINTS = "个百分点"
PERCENT = "%"
NOUN = 14
"""Characters at most between a total and the words that its parts follow."""
GAP = 32
"""Characters at most from one part to the next."""
_NEARLY = Decimal("0.8")
"""Parts that may be some of all are held against the total where they make this much of it."""
_ABOUT = Decimal("0.05")
"""How far amounts that are said to be rough may be off, as a part of the total."""
_FAR = 3
"""Several parts that come to so many times the total are of something else."""
_HEDGED = 6
"""Characters before a number in which words may say that it is a bound."""
_SCORE = "分"
_NAMES_A_PART = ("期", "批")
"""Measures with which a number in words is a name: 一期, 二批."""
_TO = re.compile(r"[至到]")
_FLOW = re.compile(r"(?:t|m³)/(?:d|h|month|year)")
"""What goes through in a time: 吨/日, 立方米/小时."""
_CLAUSE_END = re.compile(r"[，；：（）]|其中")


class Counted(NamedTuple):
    """An amount by places in its sentence, multiplied out, with what it is counted in and how it is bound."""

    start: int
    end: int
    value: Decimal
    measure: str
    bound: Comparator
    unit: str
    factor: Decimal


Rule = Iterator[tuple[int, int, Decimal, Decimal, Decimal]]
"""From where to where, what the parts come to, the total, and the factor of its unit."""


def counted_in(sentence: str, words: CheckWords) -> list[Counted]:
    """The amounts of a sentence that have a measure and are no ranges; 增加6项至31项 holds two."""
    found: list[Counted] = []
    for amount in find_amounts(sentence, words.quantities):
        unit, measure = amount.unit, amount.measure
        if unit is None and words.signs.points_of_a_score.match(sentence, amount.end):
            found.append(Counted(amount.start, amount.end + 1, amount.value, _SCORE, "eq", _SCORE, Decimal(1)))
        if unit is None or measure is None or amount.is_year:
            continue
        if amount.chinese and unit in _NAMES_A_PART:
            continue
        bound, end, values = _bound(sentence, amount, words), amount.end, [amount.value]
        if amount.value_max is not None:
            joint = _TO.search(sentence, amount.start, amount.number_end)
            if joint is None or not words.signs.changed_by.search(sentence[: amount.start]):
                continue
            end, values = joint.start(), [amount.value, amount.value_max]
        for start, stop, value in zip((amount.start, end + 1), (end, amount.end), values, strict=False):
            name = measure.standard or unit
            found.append(Counted(start, stop, value * measure.factor, name, bound, unit, measure.factor))
    return found


def _bound(sentence: str, amount: Amount, words: CheckWords) -> Comparator:
    """How an amount is bound: by the word behind it, the word before it, or 余; a level that is reached is no bound."""
    if amount.after is not None and amount.after.comparator is not None:
        return amount.after.comparator
    before = read_before(sentence, amount.start, max(0, amount.start - _HEDGED), words.quantities)
    bound = next((one.comparator for one in before.bounds if one.strength == "bound"), None)
    return bound or ("gt" if amount.more else "eq")


def _times(sentence: str, one: Counted, words: CheckWords) -> int:
    """How many have each the amount before which 各 stands: 甲镇、乙镇各2座; 1 without it, 0 if one cannot say."""
    if not words.signs.each_of.fullmatch(sentence, one.start - 1, one.start):
        return 1
    joints = LIST.findall(_CLAUSE_END.split(sentence[: one.start - 1])[-1])
    return len(joints) + 1 if joints else 0


def added_up(sentence: str, parts: Sequence[Counted], words: CheckWords) -> Decimal | None:
    """What parts come to; None where one of them stands for some that one cannot count."""
    times = [_times(sentence, part, words) for part in parts]
    return None if 0 in times else sum((n * part.value for n, part in zip(times, parts, strict=True)), Decimal(0))


def differs(total: Counted, parts: Sequence[Counted], added: Decimal, *, all_named: bool) -> bool:
    """True if parts and total cannot both be right.

    `all_named`: the parts are all there are. Parts that are more than a total with no bound above it may be right.
    """
    rough = "approx" in {total.bound, *(part.bound for part in parts)}
    if rough and abs(added - total.value) <= _ABOUT * total.value:
        return False
    open_above = total.bound in ("ge", "gt")
    if added > total.value:
        if len(parts) > 1 and added > _FAR * total.value:
            return False
        least = not any(part.bound in ("le", "lt") for part in parts)
        return least and (not open_above or (len(parts) == 1 and parts[0].bound in ("ge", "gt", "eq")))
    if added == total.value:
        return False
    if total.bound in ("le", "lt") or (any(part.bound in ("ge", "gt") for part in parts) and not open_above):
        return False
    return len(parts) > 1 and (all_named or added >= _NEARLY * total.value)


def nearly(added: Decimal, total: Decimal) -> bool:
    """True if parts come so near to a total that they are meant to be all of it."""
    return _NEARLY * total <= added <= total / _NEARLY


def is_added(one: Counted) -> bool:
    """False for rates and times, which do not add up; what two plants treat in a day does."""
    if "/" in one.measure:
        return _FLOW.fullmatch(one.measure) is not None
    return one.measure not in (PERCENT, POINTS, "‰", "")
