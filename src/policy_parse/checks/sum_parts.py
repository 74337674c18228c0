"""Parts of a sentence and their total: 10座，其中甲镇4座、乙镇5座 · 甲镇4座、乙镇5座，共10座 · 10座（甲镇4座）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from policy_parse.checks.nearby import clause_start
from policy_parse.checks.sum_amounts import GAP, LIST, MARKS, NOUN, Counted, Rule, added_up, differs, is_added, nearly
from policy_parse.checks.words import CheckWords


def _run(sentence: str, counted: Sequence[Counted], total: Counted, words: CheckWords) -> list[Counted]:
    """The first of `counted` that are listed one behind another in the measure of `total`; none if the list goes on."""
    parts: list[Counted] = []
    mark = ""
    for one in counted:
        if one.measure != total.measure:
            continue
        if parts:
            gap = sentence[parts[-1].end : one.start]
            if len(gap) > GAP or words.signs.sum_over.search(gap):
                break
            joints = MARKS.findall(gap) or LIST.findall(gap)
            if not joints:
                return []
            if ("、" in mark + joints[0] and joints[0] != "、") or words.signs.new_clause.search(gap):
                break
            if len(joints) > 1 and not words.signs.each_of.search(gap):
                return parts if "，" in joints or "；" in joints else []
            mark = joints[0]
        parts.append(one)
    return parts


def after_total(sentence: str, counted: list[Counted], words: CheckWords) -> Rule:
    """10座，其中甲镇4座、乙镇5座 · 总投资10亿元，包括…: the parts follow."""
    for match in words.signs.parts_follow.finditer(sentence):
        behind = [one for one in counted if one.start >= match.end()]
        before = [one for one in counted if one.end <= match.start()]
        first = next((one for one in behind if any(one.measure == other.measure for other in before)), None)
        if first is None or not is_added(first):
            continue
        total = next(one for one in reversed(before) if one.measure == first.measure)
        among = match["among"] is not None
        if not among and len(sentence[total.end : match.start()]) > NOUN:
            continue
        parts = _run(sentence, behind, total, words)
        if among and differs(total, parts[:1], first.value, all_named=False):
            parts = parts[:1]  # more than the total alone: whatever follows it need not be a part
        added = added_up(sentence, parts, words)
        if added is None or len(parts) < (1 if among else 2):
            continue
        if added < total.value and words.signs.and_others.match(sentence, parts[-1].end):
            continue
        if differs(total, parts, added, all_named=False):
            yield total.start, parts[-1].end, added, total.value, total.factor


def before_total(sentence: str, counted: list[Counted], words: CheckWords) -> Rule:
    """甲镇4座、乙镇5座，共10座: the total follows."""
    for match in words.signs.summed_up.finditer(sentence):
        total = next((one for one in counted if one.start == match.end()), None)
        if total is None or not is_added(total):
            continue
        parts: list[Counted] = []
        at = match.start()
        for one in reversed([one for one in counted if one.end <= match.start()]):
            gap = sentence[one.end : at]
            if one.measure != total.measure:
                if parts:
                    break
                continue
            start = clause_start(sentence, one.start, "。；，、：", max(0, one.start - GAP))
            if words.signs.for_each_one.search(sentence, start, one.start):
                break  # 每个镇1座: what each has is no part
            joints = LIST.findall(gap)
            if parts and (
                words.signs.sum_over.search(gap) or (len(joints) != 1 and not words.signs.each_of.search(gap))
            ):
                break
            parts.insert(0, one)
            at = one.start
        added = added_up(sentence, parts, words)
        if added is None or (len(parts) < 2 and all(added == part.value for part in parts)):
            continue
        near = nearly(added, total.value) if match["near"] is not None else True
        if near and differs(total, parts, added, all_named=True):
            yield parts[0].start, total.end, added, total.value, total.factor


def named_in_turn(sentence: str, counted: list[Counted], words: CheckWords) -> Rule:
    """总投资5亿元，一期投资3亿元、二期投资1亿元 · 30座，2023年8座、2024年10座: parts with the names of a series.

    Also the parts of a full score, by any names: 满分100分，工程60分、宣传30分.
    """
    at = 0
    for total in counted:
        if total.start < at or not is_added(total) or total.bound != "eq":
            continue
        full = any(match.end() == total.start for match in words.signs.full_score.finditer(sentence, at, total.end))
        parts = _run(sentence, [one for one in counted if one.start >= total.end], total, words)
        if len(parts) < 2 or words.signs.sum_over.search(sentence[total.end : parts[0].start]):
            continue
        names = [
            words.signs.in_turn.search(sentence[one.end : other.start]) for one, other in pairwise((total, *parts))
        ]
        if not full and (
            None in names
            or _is_one_of(names[0], total, sentence, words)
            or not all(_of_the_same(part, total, sentence) for part in parts)
        ):
            continue
        at = parts[-1].end
        added = added_up(sentence, parts, words)
        if added is None or (added < total.value and words.signs.and_others.match(sentence, parts[-1].end)):
            continue
        if nearly(added, total.value) and differs(total, parts, added, all_named=True):
            yield total.start, parts[-1].end, added, total.value, total.factor


def _is_one_of(name: re.Match[str] | None, total: Counted, sentence: str, words: CheckWords) -> bool:
    """True if an amount is one of the series of the next one, whose name is `name`: |青山镇10座|，白河镇4座."""
    if name is None:
        return False
    own = sentence[clause_start(sentence, total.start, "。；，、：", max(0, total.start - GAP)) : total.start]
    named = words.signs.in_turn.search(own)
    return (named is not None and named.lastgroup == name.lastgroup) or (
        name.lastgroup == "place" and name[0][-1] in own and not words.signs.whole_region.search(own)
    )


def _of_the_same(part: Counted, total: Counted, sentence: str) -> bool:
    """False if a part is followed by what is counted, and the total by something else: 10个|镇, 4个|村."""
    behind, behind_total = sentence[part.end : part.end + 1], sentence[total.end : total.end + 1]
    return behind == behind_total or not behind.isalpha() or LIST.match(behind) is not None


def in_brackets(sentence: str, at: int, end: int, counted: list[Counted], words: CheckWords) -> Rule:
    """甲镇6座（新建4座、改建3座） · 6座（其中新建8座）: the parts stand in brackets behind their total."""
    before = [one for one in counted if one.end <= at]
    if not before or at - before[-1].end > NOUN or LIST.search(sentence[before[-1].end : at]):
        return
    total = before[-1]
    parts = [one for one in counted if at < one.start < end]
    follow = words.signs.parts_follow.match(sentence, at + 1)
    among = follow is not None and follow["among"] is not None
    if len(parts) < (1 if among else 2) or not is_added(total) or any(part.measure != total.measure for part in parts):
        return
    gaps = [sentence[one.end : other.start] for one, other in pairwise(parts)]
    if any(len(MARKS.findall(gap) or LIST.findall(gap)) != 1 for gap in gaps):
        return
    added = sum((part.value for part in parts), Decimal(0))
    if differs(total, parts, added, all_named=False):
        yield total.start, end, added, total.value, total.factor
