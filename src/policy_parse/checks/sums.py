"""Amounts that a sentence puts together, and what they come to: 10座，其中甲镇4座、乙镇5座; 由24项增加6项至31项."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from policy_parse.checks.words import CheckWords
from policy_parse.fields.quantities.amounts import Amount, find_amounts
from policy_parse.fields.quantities.bounds import read_before
from policy_parse.model import Comparator
from policy_parse.span import Span
from policy_parse.text.fold import Folded

_NEARLY = Decimal("0.8")
"""Parts that may be some of all are held against the total where they make this much of it."""
_ABOUT = Decimal("0.05")
"""How far amounts that are said to be rough may be off, as a part of the total."""
_HUNDRED = Decimal(100)
_NEAR_HUNDRED = 10
"""Shares of a whole that come this near to a hundred are meant to come to it."""
_ROUNDED = Decimal("0.1")
_SCORE = "分"
_COLON = re.compile(r"[:：]")
_TO = re.compile(r"[至到]")
_CLAUSE_END = re.compile(r"[，；：（）]|其中")
_SENTENCE = re.compile(r"[。\n\t]")
_MARKS = re.compile(r"[、，；]")
_LIST = re.compile(r"[、，；]|以及|[和与及]")
_INNER = re.compile(r"（[^（）\n]*）")
_POINTS = "个百分点"
_PERCENT = "%"
_NOUN = 14
"""Characters at most between a total and the words that its parts follow."""
_GAP = 32
"""Characters at most from one part to the next."""
_CLAUSE = 8
"""Characters at most between what an amount comes to and by how much it changed."""
_FAR = 3
"""Several parts that come to so many times the total are of something else."""
_HEDGED = 6
"""Characters before a number in which words may say that it is a bound."""


class Sum(NamedTuple):
    """Where amounts stand that do not come to what is said, what they come to, and what is said."""

    span: Span
    added: str
    total: Decimal


class _Counted(NamedTuple):
    """An amount by places in its sentence, multiplied out, with what it is counted in and how it is bound."""

    start: int
    end: int
    value: Decimal
    measure: str
    bound: Comparator
    unit: str
    factor: Decimal


_Rule = Iterator[tuple[int, int, Decimal, Decimal, Decimal]]
"""From where to where, what the parts come to, the total, and the factor of its unit."""


def sums_that_differ(whole: Folded, words: CheckWords) -> Iterator[Sum]:
    """Every sum of a sentence that does not hold; sentences without a word for a sum are passed over."""
    text, done = whole.text, -1
    for hint in words.signs.sum_hint.finditer(text):
        if hint.start() < done:
            continue
        start = max(text.rfind(mark, 0, hint.start()) for mark in "。\n\t") + 1
        stop = _SENTENCE.search(text, hint.end())
        done = stop.start() if stop else len(text)
        for at, end, added, total, factor in _of_sentence(text[start:done], words):
            yield Sum(whole.span(start + at, start + end), _plain(added / factor), _number(total / factor))


def _plain(value: Decimal) -> str:
    return f"{_number(value):f}"


def _number(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()


def _of_sentence(sentence: str, words: CheckWords) -> _Rule:
    inner = [(match.start(), match.end()) for match in _INNER.finditer(sentence)]
    counted = _counted(sentence, words)
    outside = [one for one in counted if not any(at < one.start < end for at, end in inner)]
    seen: set[int] = set()
    for rule in (_after_total, _before_total, _of_a_base, _of_each):
        for found in rule(sentence, outside, words):
            if found[0] not in seen:
                seen.add(found[0])
                yield found
    for at, end in inner:
        yield from _in_brackets(sentence, at, end, counted)
    yield from _of_a_hundred(sentence, outside, words)


def _counted(sentence: str, words: CheckWords) -> list[_Counted]:
    """The amounts of a sentence that have a measure and are no ranges; 增加6项至31项 holds two."""
    found: list[_Counted] = []
    for amount in find_amounts(sentence, words.quantities):
        unit, measure = amount.unit, amount.measure
        if unit is None and words.signs.points_of_a_score.match(sentence, amount.end):
            found.append(_Counted(amount.start, amount.end + 1, amount.value, _SCORE, "eq", _SCORE, Decimal(1)))
        if unit is None or measure is None:
            continue
        bound, end, values = _bound(sentence, amount, words), amount.end, [amount.value]
        if amount.value_max is not None:
            joint = _TO.search(sentence, amount.start, amount.number_end)
            if joint is None or not words.signs.changed_by.search(sentence[: amount.start]):
                continue
            end, values = joint.start(), [amount.value, amount.value_max]
        for start, stop, value in zip((amount.start, end + 1), (end, amount.end), values, strict=False):
            name = measure.standard or unit
            found.append(_Counted(start, stop, value * measure.factor, name, bound, unit, measure.factor))
    return found


def _bound(sentence: str, amount: Amount, words: CheckWords) -> Comparator:
    """How an amount is bound: by the word behind it, the word before it, or 余; a level that is reached is no bound."""
    if amount.after is not None and amount.after.comparator is not None:
        return amount.after.comparator
    before = read_before(sentence, amount.start, max(0, amount.start - _HEDGED), words.quantities)
    bound = next((one.comparator for one in before.bounds if one.strength == "bound"), None)
    return bound or ("gt" if amount.more else "eq")


def _times(sentence: str, one: _Counted, words: CheckWords) -> int:
    """How many have each the amount before which 各 stands: 甲镇、乙镇各2座; 1 without it, 0 if one cannot say."""
    if not words.signs.each_of.fullmatch(sentence, one.start - 1, one.start):
        return 1
    joints = _LIST.findall(_CLAUSE_END.split(sentence[: one.start - 1])[-1])
    return len(joints) + 1 if joints else 0


def _added(sentence: str, parts: Sequence[_Counted], words: CheckWords) -> Decimal | None:
    """What parts come to; None where one of them stands for some that one cannot count."""
    times = [_times(sentence, part, words) for part in parts]
    return None if 0 in times else sum((n * part.value for n, part in zip(times, parts, strict=True)), Decimal(0))


def _differs(total: _Counted, parts: Sequence[_Counted], added: Decimal, *, all_named: bool) -> bool:
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


def _is_added(one: _Counted) -> bool:
    """False for rates and times, which do not add up."""
    return one.measure not in (_PERCENT, _POINTS, "‰", "") and "/" not in one.measure


def _run(sentence: str, counted: Sequence[_Counted], total: _Counted, words: CheckWords) -> list[_Counted]:
    """The first of `counted` that are listed one behind another in the measure of `total`; none if the list goes on."""
    parts: list[_Counted] = []
    mark = ""
    for one in counted:
        if one.measure != total.measure:
            continue
        if parts:
            gap = sentence[parts[-1].end : one.start]
            if len(gap) > _GAP or words.signs.sum_over.search(gap):
                break
            joints = _MARKS.findall(gap) or _LIST.findall(gap)
            if not joints:
                return []
            if ("、" in mark + joints[0] and joints[0] != "、") or words.signs.new_clause.search(gap):
                break
            if len(joints) > 1 and not words.signs.each_of.search(gap):
                return parts if "，" in joints or "；" in joints else []
            mark = joints[0]
        parts.append(one)
    return parts


def _after_total(sentence: str, counted: list[_Counted], words: CheckWords) -> _Rule:
    """10座，其中甲镇4座、乙镇5座 · 总投资10亿元，包括…: the parts follow."""
    for match in words.signs.parts_follow.finditer(sentence):
        behind = [one for one in counted if one.start >= match.end()]
        before = [one for one in counted if one.end <= match.start()]
        first = next((one for one in behind if any(one.measure == other.measure for other in before)), None)
        if first is None or not _is_added(first):
            continue
        total = next(one for one in reversed(before) if one.measure == first.measure)
        among = match["among"] is not None
        if not among and len(sentence[total.end : match.start()]) > _NOUN:
            continue
        parts = _run(sentence, behind, total, words)
        added = _added(sentence, parts, words)
        if added is None or len(parts) < (1 if among else 2):
            continue
        if added < total.value and words.signs.and_others.match(sentence, parts[-1].end):
            continue
        if _differs(total, parts, added, all_named=False):
            yield total.start, parts[-1].end, added, total.value, total.factor


def _before_total(sentence: str, counted: list[_Counted], words: CheckWords) -> _Rule:
    """甲镇4座、乙镇5座，共10座: the total follows."""
    for match in words.signs.summed_up.finditer(sentence):
        total = next((one for one in counted if one.start == match.end()), None)
        if total is None or not _is_added(total):
            continue
        parts: list[_Counted] = []
        at = match.start()
        for one in reversed([one for one in counted if one.end <= match.start()]):
            gap = sentence[one.end : at]
            if one.measure != total.measure:
                if parts:
                    break
                continue
            joints = _LIST.findall(gap)
            if parts and (
                words.signs.sum_over.search(gap) or (len(joints) != 1 and not words.signs.each_of.search(gap))
            ):
                break
            parts.insert(0, one)
            at = one.start
        added = _added(sentence, parts, words)
        if added is None or (len(parts) < 2 and all(added == part.value for part in parts)):
            continue
        if _differs(total, parts, added, all_named=True):
            yield parts[0].start, total.end, added, total.value, total.factor


def _in_brackets(sentence: str, at: int, end: int, counted: list[_Counted]) -> _Rule:
    """甲镇6座（新建4座、改建3座）: the parts stand in brackets behind their total."""
    before = [one for one in counted if one.end <= at]
    if not before or at - before[-1].end > _NOUN or _LIST.search(sentence[before[-1].end : at]):
        return
    total = before[-1]
    parts = [one for one in counted if at < one.start < end]
    if len(parts) < 2 or not _is_added(total) or any(part.measure != total.measure for part in parts):
        return
    gaps = [sentence[one.end : other.start] for one, other in pairwise(parts)]
    if any(len(_MARKS.findall(gap) or _LIST.findall(gap)) != 1 for gap in gaps):
        return
    added = sum((part.value for part in parts), Decimal(0))
    if _differs(total, parts, added, all_named=False):
        yield total.start, end, added, total.value, total.factor


def _of_a_base(sentence: str, counted: list[_Counted], words: CheckWords) -> _Rule:
    """由24项增加6项至31项 · 由30%提高到40%，提高5个百分点: what is added to a base, and what it comes to."""
    for one, two, three in zip(counted, counted[1:], counted[2:], strict=False):
        if len({_of_points(each.measure) for each in (one, two, three)}) > 1:
            continue
        first, second = sentence[one.end : two.start], sentence[two.end : three.start]
        to_level, then_level = words.signs.to_level.search(first), words.signs.to_level.search(second)
        by, then_by = words.signs.changed_by.search(first), words.signs.changed_by.search(second)
        if any(each.bound not in ("eq", "approx") for each in (one, two)) or len(first) + len(second) > _GAP:
            continue
        if not words.signs.from_base.search(sentence[: one.start]) and not words.signs.on_base.match(first):
            continue
        if by and then_level and not to_level:
            change, result = two, three
        elif to_level and then_by and not then_level and len(second) <= _CLAUSE:
            by, change, result = then_by, three, two
        else:
            continue
        reached = one.value + change.value if by["up"] else one.value - change.value
        if reached != result.value and "approx" not in (change.bound, result.bound):
            yield one.start, three.end, reached, result.value, result.factor


def _of_points(measure: str) -> str:
    return _PERCENT if measure == _POINTS else measure


def _of_each(sentence: str, counted: list[_Counted], words: CheckWords) -> _Rule:
    """10个镇每镇新建2座，共25座 · 每年新建10座，3年共40座: how many each has, how many there are, what they come to."""
    for match in words.signs.for_each_one.finditer(sentence):
        each = next((one for one in counted if one.start >= match.end()), None)
        if each is None or _LIST.search(sentence[match.end() : each.start]) or not _is_added(each):
            continue
        total_at = words.signs.summed_up.search(sentence, each.end)
        total = next((one for one in counted if total_at and one.start == total_at.end()), None)
        many = [
            one
            for one in counted
            if one is not each and one is not total and match["one"] in (one.unit, sentence[one.end : one.end + 1])
        ]
        if total is None or len(many) != 1 or total.measure != each.measure or {each.bound, total.bound} != {"eq"}:
            continue
        added = each.value * many[0].value / many[0].factor
        if added != total.value:
            yield min(many[0].start, match.start()), total.end, added, total.value, total.factor


def _of_a_hundred(sentence: str, counted: list[_Counted], words: CheckWords) -> _Rule:
    """甲、乙分别承担60%、50% · 三次产业比例10：40：48: shares of one whole that come near to a hundred, not to it."""
    for match in words.signs.shared.finditer(sentence):
        shares = [one for one in counted if one.start >= match.end() and one.measure == _PERCENT]
        run: list[_Counted] = []
        for one in shares:
            gap = sentence[run[-1].end if run else match.end() : one.start]
            if len(gap) > _NOUN or (run and len(_LIST.findall(gap)) != 1):
                break
            run.append(one)
        added = sum((one.value for one in run), Decimal(0))
        if len(run) > 1 and all(one.bound == "eq" for one in run) and _misses_a_hundred(added, len(run)):
            yield match.start(), run[-1].end, added, _HUNDRED, Decimal(1)
    for match in words.signs.shared_so.finditer(sentence):
        run, at = [], match.start()
        for one in reversed([one for one in counted if one.end <= at and one.measure == _PERCENT]):
            gap = sentence[one.end : at]
            if len(gap) > _NOUN or len(_MARKS.findall(gap) or _LIST.findall(gap)) != bool(run):
                break
            run, at = [one, *run], one.start
        added = sum((one.value for one in run), Decimal(0))
        if len(run) > 1 and _misses_a_hundred(added, len(run)):
            yield run[0].start, match.end(), added, _HUNDRED, Decimal(1)
    for match in words.signs.structure.finditer(sentence):
        numbers = [Decimal(number) for number in _COLON.split(match["numbers"])]
        added = sum(numbers, Decimal(0))
        if _misses_a_hundred(added, len(numbers)):
            yield match.start(), match.end(), added, _HUNDRED, Decimal(1)


def _misses_a_hundred(added: Decimal, parts: int) -> bool:
    return _ROUNDED * parts < abs(added - _HUNDRED) <= _NEAR_HUNDRED
