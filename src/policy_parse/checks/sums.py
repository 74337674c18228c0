"""Amounts that a sentence puts together, and what they come to: 10座，其中甲镇4座、乙镇5座; 由24项增加6项至31项."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from policy_parse.checks.nearby import clause_start
from policy_parse.checks.sum_amounts import GAP, LIST, MARKS, NOUN, PERCENT, POINTS, Counted, Rule, counted_in, is_added
from policy_parse.checks.sum_parts import after_total, before_total, in_brackets, named_in_turn
from policy_parse.checks.words import CheckWords
from policy_parse.fields.sentences import cut_behind_commas
from policy_parse.span import Span
from policy_parse.text.fold import Folded

_HUNDRED = Decimal(100)
_NEAR_HUNDRED = 10
"""Shares of a whole that come this near to a hundred are meant to come to it."""
_ROUNDED = Decimal("0.1")
_COLON = re.compile(r"[:：]")
_SENTENCE = re.compile(r"[。\n\t]")
_INNER = re.compile(r"（[^（）\n]*）")
_A_YEAR = {"季": Decimal(4), "月": Decimal(12)}
"""How many of each a year has."""
_NAME = 2
"""Characters by which a name is found again: of what each has, or of what is done so often."""
_CLAUSE = 8
"""Characters at most between what an amount comes to and by how much it changed."""


class Sum(NamedTuple):
    """Where amounts stand that do not come to what is said, what they come to, and what is said."""

    span: Span
    added: str
    total: Decimal


def sums_that_differ(whole: Folded, words: CheckWords) -> Iterator[Sum]:
    """Every sum of a sentence that does not hold; sentences without a word for a sum are passed over."""
    text, done = whole.text, -1
    for hint in words.signs.sum_hint.finditer(text):
        if hint.start() < done:
            continue
        start = clause_start(text, hint.start(), "。\n\t")
        stop = _SENTENCE.search(text, hint.end())
        done = stop.start() if stop else len(text)
        for part_end in cut_behind_commas(text, start, done):
            for at, end, added, total, factor in _of_sentence(text[start:part_end], words):
                yield Sum(whole.span(start + at, start + end), _plain(added / factor), _number(total / factor))
            start = part_end


def _plain(value: Decimal) -> str:
    return f"{_number(value):f}"


def _number(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()


def _of_sentence(sentence: str, words: CheckWords) -> Rule:
    inner = [(match.start(), match.end()) for match in _INNER.finditer(sentence)]
    counted = counted_in(sentence, words)
    outside = [one for one in counted if not any(at < one.start < end for at, end in inner)]
    seen: set[int] = set()
    for rule in (after_total, before_total, named_in_turn, _of_a_base, _of_each):
        for found in rule(sentence, outside, words):
            if found[0] not in seen:
                seen.add(found[0])
                yield found
    for at, end in inner:
        yield from in_brackets(sentence, at, end, counted, words)
    yield from _of_a_hundred(sentence, outside, words)


def _of_a_base(sentence: str, counted: list[Counted], words: CheckWords) -> Rule:
    """由24项增加6项至31项 · 由30%提高到40%，提高5个百分点 · 达到50座，比上年的45座增加6座: what a base changes to."""
    for one, two, three in zip(counted, counted[1:], counted[2:], strict=False):
        if len({_of_points(each.measure) for each in (one, two, three)}) > 1:
            continue
        first, second = sentence[one.end : two.start], sentence[two.end : three.start]
        if (
            words.signs.each_of.search(second)
            or any(each.bound not in ("eq", "approx") for each in (one, two))
            or len(first) + len(second) > GAP
        ):
            continue
        to_level, then_level = words.signs.to_level.search(first), words.signs.to_level.search(second)
        by, then_by = words.signs.changed_by.search(first), words.signs.changed_by.search(second)
        starts = words.signs.from_base.search(sentence[: one.start]) or words.signs.on_base.match(first)
        if starts and by and then_level and not to_level:
            base, change, result = one, two, three
        elif starts and to_level and then_by and not then_level and len(second) <= _CLAUSE:
            by, base, change, result = then_by, one, three, two
        elif then_by and three.measure != PERCENT and words.signs.than_base.match(first):
            by, base, change, result = then_by, two, three, one
        else:
            continue
        reached = base.value + change.value if by["up"] else base.value - change.value
        if reached != result.value and "approx" not in (change.bound, result.bound):
            yield one.start, three.end, reached, result.value, result.factor


def _of_points(measure: str) -> str:
    return PERCENT if measure == POINTS else measure


def _of_each(sentence: str, counted: list[Counted], words: CheckWords) -> Rule:
    """10个镇每镇新建2座，共25座 · 每年新建10座，3年共40座 · 每月1次，全年10次: what each has, and how often."""
    for match in words.signs.for_each_one.finditer(sentence):
        each = next((one for one in counted if one.start >= match.end()), None)
        if each is None or LIST.search(sentence[match.end() : each.start]) or not is_added(each):
            continue
        total_at = words.signs.over_all.search(sentence, each.end)
        total = next((one for one in counted if total_at and one.start == total_at.end()), None)
        if total_at is None or total is None or total.measure != each.measure or {each.bound, total.bound} != {"eq"}:
            continue
        if words.signs.for_each_one.search(sentence, match.end(), total.start):
            continue  # each of each: 每年2期，每期50人
        start = match.start()
        if total_at["year"] is not None:
            what = sentence[total_at.end("year") : total.start]
            same = len(what) <= _NAME or what[-_NAME:] in sentence[match.start() : each.end]
            times = _A_YEAR.get(match["one"]) if same else None
        else:
            many = [
                one
                for one in counted
                if one is not each and one is not total and _counts(one, match.start("one"), sentence, words)
            ]
            times = _times(many[0], match["one"]) if len(many) == 1 and many[0].bound == "eq" else None
            start = min(start, *(one.start for one in many)) if many else start
        if times is not None and each.value * times != total.value:
            yield start, total.end, each.value * times, total.value, total.factor


def _times(one: Counted, what: str) -> Decimal:
    """How often an amount holds what each is said of: 10万亩 of 每亩 a hundred thousand times, 10个镇 of 每镇 ten."""
    return one.value if one.measure == what else one.value / one.factor


def _counts(one: Counted, at: int, sentence: str, words: CheckWords) -> bool:
    """True if an amount says how many there are of what is named at `at`: 每|座, of 10座; 每个|泵站, of 泵站10个."""
    start = clause_start(sentence, one.start, "。；，、：", max(0, one.start - GAP))
    if words.signs.for_each_one.search(sentence, start, one.start):
        return False  # so many of each of others
    if sentence[at] in (one.measure, one.unit, sentence[one.end : one.end + 1]):
        return True
    return (
        sentence[at : at + _NAME]
        in sentence[start : one.start] + LIST.split(sentence[one.end : one.end + GAP], maxsplit=1)[0]
    )


def _of_a_hundred(sentence: str, counted: list[Counted], words: CheckWords) -> Rule:
    """甲、乙分别承担60%、50% · 三次产业比例10：40：48: shares of one whole that come near to a hundred, not to it."""
    for match in words.signs.shared.finditer(sentence):
        shares = [one for one in counted if one.start >= match.end() and one.measure == PERCENT]
        run: list[Counted] = []
        for one in shares:
            gap = sentence[run[-1].end if run else match.end() : one.start]
            if len(gap) > NOUN or (run and len(LIST.findall(gap)) != 1):
                break
            run.append(one)
        added = sum((one.value for one in run), Decimal(0))
        if len(run) > 1 and all(one.bound == "eq" for one in run) and _misses_a_hundred(added, len(run)):
            yield match.start(), run[-1].end, added, _HUNDRED, Decimal(1)
    for match in words.signs.shared_so.finditer(sentence):
        run, at = [], match.start()
        for one in reversed([one for one in counted if one.end <= at and one.measure == PERCENT]):
            gap = sentence[one.end : at]
            if len(gap) > NOUN or len(MARKS.findall(gap) or LIST.findall(gap)) != bool(run):
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
