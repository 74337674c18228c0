"""Where the words of a target and its indicator begin, left of the number and its bound."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from policy_parse.fields.quantities.words import LONGEST_WORD
from policy_parse.fields.targets.form_signs import FormSigns
from policy_parse.fields.targets.words import TargetWords
from policy_parse.model import Effort

BOUNDARIES = "，；。：！？\t"
_MARK = re.compile(f"[{BOUNDARIES}（）]")
LONGEST_CLAUSE = 400
"""No clause is read farther, so that words without any mark cost no more than their length."""
_LONGEST_VERB = 6
"""The longest verb that is looked up straight before a number: 开工改造 with 了, and a character to spare."""
_LONGEST_DOER = 16
"""How far from the left edge those who do the work may be named: 甲市高新区规模以上工业企业|建立."""
_VERB_OF_CAUSE = 2
"""Length of a verb that makes others do the work: 支持, 引导."""
_A_WORD = 2
"""Length of most verbs."""
_NO_DOER = re.compile(r"[，。；：、0-9“”（）]")
_REMARK = re.compile(r"（[^（），、0-9]{1,6}）")


class Edge(NamedTuple):
    """The left edge: `text_start` where the words of the target begin, `start` where its indicator does.

    `verb` is the work verb that governs it (完成), `scope` the words 全市, `effort` 力争.
    """

    text_start: int
    start: int
    verb: str | None
    scope: tuple[int, int] | None
    effort: Effort | None


class LeadIn(NamedTuple):
    """What is skipped at the left edge: `end` is where it ends, `scope` and `effort` the last ones in it."""

    end: int
    scope: tuple[int, int] | None
    effort: str | None


class _Governor(NamedTuple):
    """The verb that governs a number, where the words of the target begin, and where the indicator does."""

    verb: str | None
    text_start: int
    start: int


def left_floor(sentence: str, at: int) -> int:
    """Where the clause of `at` begins: after the last mark of `BOUNDARIES` outside brackets, or an open （."""
    farthest = max(0, at - LONGEST_CLAUSE)
    marks, depth = _marks(sentence), 0
    for i in range(bisect_left(marks, at) - 1, -1, -1):
        if (last := marks[i]) < farthest:
            break
        mark = sentence[last]
        if not depth and mark != "）":
            return last + 1
        depth += (mark == "）") - (mark == "（")
    return farthest


@lru_cache(maxsize=8)
def _marks(sentence: str) -> list[int]:
    """Where a clause may begin or end, for all numbers of a sentence."""
    return [match.start() for match in _MARK.finditer(sentence)]


def effort_in(sentence: str, floor: int, end: int, words: TargetWords, *, last: bool = False) -> Effort | None:
    """The first effort that ``sentence[floor:end]`` speaks of, or the last one; None if it speaks of none."""
    found = [match["word"] for match in words.forms.any_effort.finditer(sentence, floor, end)]
    return words.effort(found[-1 if last else 0]) if found else None


def after_effort(sentence: str, at: int, end: int, words: TargetWords) -> int:
    """First position after a word of effort at `at`; `at` if there is none."""
    match = words.forms.effort.match(sentence, at, end)
    return match.end() if match else at


def read_left(
    sentence: str,
    floor: int,
    end: int,
    words: TargetWords,
    *,
    times: Sequence[tuple[int, int]] = (),
    verbs: bool = True,
    counts: bool = False,
    level: bool = False,
) -> Edge:
    """Find where the indicator in ``sentence[floor:end]`` begins.

    Times, scopes, efforts and lead-ins (确保全区2022年) are cut, also inside the words; with `verbs` a work verb (完成,
    新建) is cut from the indicator, though not from the target's text. `counts`: a thing follows the number, so that
    the verb straight before the number governs it. `level`: a level or bound follows, before which some verbs are nouns
    (注册用户数突破180万). `times` are the known time expressions.
    """
    signs = words.forms
    scope: tuple[int, int] | None = None
    cut = _after_times(sentence, floor, end, times, signs)
    if cut > floor:  # 全区|2022年|用水总量
        scope = _skip(sentence, floor, cut, signs).scope
    at = _skip(sentence, cut, end, signs).end
    if not signs.work.match(sentence, at, end):  # 首个履约年份|我省重点企业履约率, but not 开展纳入|全国碳市场的
        for match in signs.scope_inside.finditer(sentence, cut, end - 1):
            if not _is_opaque(sentence, match.start(), floor):
                cut, scope = match.start(), match.span()
    effort = effort_in(sentence, floor, end, words, last=True)
    lead = _skip(sentence, cut, end, signs)
    scope = lead.scope or scope
    effort = words.effort(lead.effort) if lead.effort else effort
    verb, text_start, start = _governor(sentence, cut, lead.end, end, words, verbs=verbs, counts=counts, level=level)
    return Edge(text_start, start, verb, scope, effort)


def _after_times(sentence: str, floor: int, end: int, times: Sequence[tuple[int, int]], signs: FormSigns) -> int:
    """End of the last time in ``sentence[floor:end]``, by its words or among `times`; `floor` if there is none."""
    cut = floor
    for match in signs.time_inside.finditer(sentence, floor, end):
        if not _is_opaque(sentence, match.start(), floor):
            cut = match.end()
    for start, stop in times:
        if floor <= start and stop < end and stop > cut and not _is_opaque(sentence, start, floor):
            cut = stop
    return cut


def _governor(
    sentence: str, cut: int, at: int, end: int, words: TargetWords, *, verbs: bool, counts: bool, level: bool
) -> _Governor:
    """The verb that governs the number at `end`: words begin at `cut`, and after the lead-in at `at`."""
    signs = words.forms
    caused = signs.causes.search(sentence, max(0, at - _VERB_OF_CAUSE), at) is not None
    if counts and (straight := verb_before(sentence, at, end, signs)):  # 组织在甲、乙两地|选取
        return _Governor(straight, end - len(straight), end)
    first = signs.work.match(sentence, at, end)
    if counts and verbs and first and _is_straight(sentence, first.end(), end, signs):
        return _Governor(sentence[at:end], at, end)  # 选拔|资助|50名
    if first and not (level and first.group() in words.kinds["verb_or_noun"]):
        after = _after_verbs(sentence, first.end(), end, signs) if verbs else None
        return _Governor(first.group(), at, at if after is None else after)
    if within := _within(sentence, at, end, signs):  # 在甲、乙两县|建立|示范基地各900亩
        return _Governor(within.group(), within.start(), within.end() if verbs else at)
    if verbs and (apart := _apart(sentence, at, end, signs)):
        return _Governor(apart.group(), at, apart.end())
    if done := _by_others(sentence, at, end, signs, counts=counts, caused=caused):
        return _Governor(done.group(), at if caused else done.start(), done.end() if verbs else at)
    if counts and (skipped := list(signs.work.finditer(sentence, cut, at))):  # 推进|全市首批54家网站完成…
        return _Governor(skipped[-1].group(), skipped[-1].start(), at)
    if counts and verbs and (other := _unlisted_verb(sentence, at, end, signs)):
        return _Governor(sentence[slice(*other)], *other)
    return _Governor(None, at, at)


def _is_straight(sentence: str, at: int, end: int, signs: FormSigns) -> bool:
    """True if nothing is between the verb that ends at `at` and the count at `end`, or only another: 选拔|资助|50名."""
    return at == end or (end - at == _A_WORD and _unlisted_verb(sentence, at, end, signs) is not None)


def _unlisted_verb(sentence: str, at: int, end: int, signs: FormSigns) -> tuple[int, int] | None:
    """Start and end of a verb that no list has: the one word before a count (选聘|20名), 开辟|东坪、西坪等5条.

    None if there is none.
    """
    if place := signs.every_place.match(sentence, at, end - 1):  # 每个县|选聘
        at = place.end()
    how = signs.manner.match(sentence, at, end)  # 重点|选聘
    begins = how.end() if how else at
    if signs.upholds.fullmatch(sentence, begins, end):
        return None  # 加强50米以上公共建筑消防管理
    word = end - begins == _A_WORD and sentence[begins:end].isalpha()
    if word and not signs.no_verb_there.fullmatch(sentence, begins, end):
        return at, end
    made = signs.made_verb.match(sentence, begins, end)
    return (at, made.end()) if made else None


def _after_verbs(sentence: str, at: int, end: int, signs: FormSigns) -> int | None:
    """Where the thing of a verb that ends at `at` begins: after a remark, a second verb, and words such as 各类.

    None if nothing is left that could be a thing.
    """
    if remark := _REMARK.match(sentence, at, end - 2):  # 新开工（筹集）|保障性租赁住房
        at = remark.end()
    if (joint := signs.joint.match(sentence, at, end)) and (other := signs.work.match(sentence, joint.end(), end)):
        at = other.end()  # 新建和改造
    if end - at < 2:
        return None
    while at < end - 2 and (more := signs.between.match(sentence, at, end)):
        at = more.end()
    return at


def is_lead(sentence: str, at: int, end: int, words: TargetWords) -> bool:
    """True if ``sentence[at:end]`` holds nothing but times, scopes, efforts and lead-ins: 2023年全市|."""
    return _skip(sentence, at, end, words.forms).end >= end


def verb_before(sentence: str, at: int, end: int, signs: FormSigns) -> str | None:
    """The longest verb that ends at `end`, ignoring a final 了: the one that governs a count straight after it."""
    for length in range(min(_LONGEST_VERB, end - at), 1, -1):
        word = sentence[end - length : end].removesuffix("了")
        if word in signs.straight_verbs:
            how = signs.manner_before.search(sentence[max(at, end - length - LONGEST_WORD) : end - length])
            return sentence[end - length - (len(how.group()) if how else 0) : end]
    return None


def _by_others(
    sentence: str, at: int, end: int, signs: FormSigns, *, counts: bool, caused: bool
) -> re.Match[str] | None:
    """The verb of the work after those who do it: 市区|共建|东区、西区三个园区, 支持企业|建立|工作室5个.

    Only where others are made to do it (`caused`), or where several things are named before their number (`counts`).
    """
    for doer in signs.doer.finditer(sentence, at, min(end - 3, at + _LONGEST_DOER)):
        if _NO_DOER.search(sentence, at + 2 * (sentence[at + 1] == "、"), doer.start()):
            return None
        verb = signs.work.match(sentence, doer.end(), end)
        if verb is None or end - verb.end() < 3:
            continue
        if not counts and not caused and (done := signs.completing.match(sentence, doer.end(), end)):
            return done
        if caused:
            return verb if sentence[doer.end() : verb.end()] in signs.straight_verbs or verb["manner"] else None
        manner = len(verb["manner"] or "")
        if (
            counts
            and signs.result.match(sentence, doer.end() + manner)
            and signs.joint.search(sentence, verb.end(), end)
        ):
            return verb
    return None


def _apart(sentence: str, at: int, end: int, signs: FormSigns) -> re.Match[str] | None:
    """The verb of what several do alike: 甲区、乙区分别|新增|学位500个."""
    place = signs.each_of.search(sentence, at + 2, end - 2)
    return signs.work.match(sentence, place.end(), end) if place else None


def _within(sentence: str, at: int, end: int, signs: FormSigns) -> re.Match[str] | None:
    """The verb of the work after a place that is named first: 在甲、乙两县|建立."""
    if not signs.preposition.match(sentence, at, end):
        return None
    return signs.result.search(sentence, at + 2, end - 2)


def _skip(sentence: str, at: int, end: int, signs: FormSigns) -> LeadIn:
    """First position after leading scopes, efforts, times and lead-ins, and the last scope and effort skipped."""
    scope, effort = None, None
    while at < end:
        if place := signs.scope.match(sentence, at, end):
            scope = place.span()
            at = place.end()
        elif match := signs.effort.match(sentence, at, end):
            effort = match["word"]
            at = match.end()
        elif (skipped := signs.lead_in.match(sentence, at, end)) and skipped.end() > at:
            at = skipped.end()
        else:
            break
    return LeadIn(at, scope, effort)


def _is_opaque(sentence: str, at: int, floor: int) -> bool:
    """True if `at` is inside brackets, quotes or a title that opened after `floor`."""
    before = sentence[floor:at]
    return any(before.count(a) > before.count(b) for a, b in ("（）", "“”", "《》", "〔〕"))
