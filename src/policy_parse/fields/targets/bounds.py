"""The words straight before a number: its bound, the period it holds for, what a change is measured from."""

from __future__ import annotations

from typing import NamedTuple

from policy_parse.fields.targets.words import Bound, Period, TargetWords

LONGEST_WORD = 12
"""How far before a place a bound, a period or an adverb is looked for: longer than any of them with its manner."""
_LONGEST_BASELINE = 24
"""The same for what a change is measured from: 较2020年同期水平, 比法定承诺办理时限."""


class Before(NamedTuple):
    """The words straight before a number, read from right to left; `start` is where they begin, `starts` each bound.

    `baseline` is the place of what a change is measured from; `each` is True if an adverb says that the value holds for
    each of several indicators (均).
    """

    start: int
    bounds: tuple[Bound, ...] = ()
    starts: tuple[int, ...] = ()
    period: Period | None = None
    baseline: tuple[int, int] | None = None
    each: bool = False


def read_before(sentence: str, at: int, floor: int, words: TargetWords) -> Before:
    """The bound words, adverbs and comparison that end at `at`, nothing before `floor`: 较2020年累计下降|7%."""
    signs = words.forms
    bounds: list[Bound] = []
    starts: list[int] = []
    period, baseline, each, noun = None, None, False, False
    while at > floor:
        tail = sentence[max(floor, at - LONGEST_WORD) : at]
        if baseline is None and (match := signs.baseline.search(sentence[max(floor, at - _LONGEST_BASELINE) : at])):
            offset = max(floor, at - _LONGEST_BASELINE)
            name = match.lastgroup or "base"
            baseline = (offset + match.start(name), offset + match.end(name))
            at = offset + match.start()
            continue
        if match := words.before_pattern.search(tail):
            bound = words.before[match.group().removesuffix("了")]
            if noun and bound.strength != "change":
                break
            bounds.append(bound)
            starts.append(at - len(match.group()))
            noun = bound.noun
            if bound.noun and not signs.baseline.search(
                sentence[max(floor, at - len(match.group()) - _LONGEST_BASELINE) : at - len(match.group())]
            ):
                break  # 增速 stays in the indicator
            at -= len(match.group())
            continue
        if match := signs.period_before.search(tail):
            period = words.period(match["word"])
            at -= len(match.group())
            continue
        if match := signs.adverb_before.search(tail):
            each = each or signs.alike.fullmatch(match.group()) is not None
            at -= len(match.group())
            continue
        break
    return Before(at, tuple(bounds), tuple(starts), period, baseline, each)


def read_period(sentence: str, floor: int, end: int, words: TargetWords) -> Period | None:
    """The period that a word of ``sentence[floor:end]`` names for each: 每年|培育示范园区; None if no word does."""
    match = words.forms.any_period.search(sentence, floor, end)
    if match is None:
        return None
    return "year" if match["word"] == "年" else words.period(match["word"])


def read_inner_bound(sentence: str, floor: int, end: int, words: TargetWords) -> tuple[int, Bound] | None:
    """The bound of a share before what it is a share of, and its place: 首担率|不低于|担保总额的20%; None if none."""
    match = words.forms.inner_bound.search(sentence, floor, end)
    if match is None or match.start() - floor < 2:
        return None
    return match.start(), words.before.get(match["bound"], words.reach)
