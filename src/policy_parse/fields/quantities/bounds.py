"""The words straight before a number: its bound, the period it holds for, what a change is measured from."""

from __future__ import annotations

import re
from typing import NamedTuple

from policy_parse.fields.quantities.words import LONGEST_WORD, Bound, Period, QuantityWords
from policy_parse.model import Comparator
from policy_parse.text.dates import five_year_plan
from policy_parse.text.numerals import parse_number

_LONGEST_NEGATION = 16
"""The same for what turns a comparative round: 原则上一律不应当使其."""
_LONGEST_FORBIDDEN = 28
"""The longest words before a comparative in a clause that forbids it: 坚决防止出现|漏损率."""
_LONGEST_FROM = 32
"""The longest words from the earlier value to the verb: 由现行的10.5万平方米每年|逐步调整."""
_LONGEST_BASELINE = 24
"""The same for what a change is measured from: 较2020年同期水平, 比法定承诺办理时限."""


class Before(NamedTuple):
    """The words straight before a number, read from right to left; `start` is where they begin, `starts` each bound.

    `baseline` is the place of what a change is measured from; `each` is True if an adverb says that the value holds for
    each of several indicators (均). `denied` is True if a negation is there that is not understood: 未达到, 不必超过.
    `name_from` is where the name begins behind words that forbid: 严禁|漏损率|超过.
    """

    start: int
    bounds: tuple[Bound, ...] = ()
    starts: tuple[int, ...] = ()
    period: Period | None = None
    baseline: tuple[int, int] | None = None
    each: bool = False
    denied: bool = False
    name_from: int | None = None


class _Word(NamedTuple):
    """A bound word with what turns it round or lets it include the number (不应|超过), and the comparator it has."""

    start: int
    bound: Bound
    comparator: Comparator = "eq"
    name_from: int | None = None


_TURNED: dict[Comparator, Comparator] = {"gt": "le", "ge": "lt", "lt": "ge", "le": "gt"}
_INCLUSIVE: dict[Comparator, Comparator] = {"gt": "ge", "lt": "le"}


def read_before(sentence: str, at: int, floor: int, words: QuantityWords) -> Before:
    """The bound words, adverbs and comparison that end at `at`, nothing before `floor`: 较2020年累计下降|7%."""
    signs = words.quantities
    bounds: list[Bound] = []
    starts: list[int] = []
    period, baseline, each, noun, name_from = None, None, False, False, None
    while at > floor:
        tail = sentence[max(floor, at - LONGEST_WORD) : at]
        if baseline is None and (match := signs.baseline.search(sentence[max(floor, at - _LONGEST_BASELINE) : at])):
            offset = max(floor, at - _LONGEST_BASELINE)
            name = match.lastgroup or "base"
            baseline = (offset + match.start(name), offset + match.end(name))
            at = offset + match.start()
            continue
        if found := _word_before(sentence, at, floor, words):
            if noun and found.bound.strength != "change":
                break
            if bounds and found.bound.strength == "change" and at - found.start == 1 and baseline is None:
                break  # 层高|不超过4米
            noun, name_from = found.bound.noun, found.name_from or name_from
            bounds.append(found.bound)
            starts.append(found.start)
            if noun and not signs.baseline.search(sentence[max(floor, found.start - _LONGEST_BASELINE) : found.start]):
                break  # 增速 stays in the indicator
            at = found.start
            continue
        if match := signs.period_before.search(tail):
            period = words.period(match["word"])
            at -= len(match.group())
            continue
        if match := _passed_over(sentence, at, floor, words):
            at -= len(match.group())
            continue
        if match := signs.adverb_before.search(tail):
            each = each or signs.alike.fullmatch(match.group()) is not None
            at -= len(match.group())
            continue
        break
    denied = words.quantities.unread_negation.search(sentence[max(floor, at - LONGEST_WORD) : at]) is not None
    return Before(at, tuple(bounds), tuple(starts), period, baseline, each, denied, name_from)


def _passed_over(sentence: str, at: int, floor: int, words: QuantityWords) -> re.Match[str] | None:
    """What stands between a bound and its number: 达到|人民币|, 提高到|每人|; None if it is no such word."""
    tail = sentence[max(floor, at - LONGEST_WORD) : at]
    match = words.quantities.money_of.search(tail) or words.quantities.for_each.search(tail)
    return match if match and _word_before(sentence, at - len(match.group()), floor, words) else None


def _word_before(sentence: str, at: int, floor: int, words: QuantityWords) -> _Word | None:
    """The bound word that ends at `at`, with what turns it round or makes it inclusive; None if none ends there.

    不应|超过 is le, 大于或等于 is ge, 由30%|攀升至 is ge: computed from the comparative or the verb, not listed.
    """
    signs = words.quantities
    equal = signs.or_equal.search(sentence[max(floor, at - LONGEST_WORD) : at])
    if equal and (found := _comparative(sentence, at - len(equal.group()), floor, words)):
        return _turned(sentence, floor, found.start, _INCLUSIVE[found.comparator], words)
    if to := _reached(sentence, at, floor, words):
        return to
    match = words.bound_before(sentence, at, floor)
    if match is None:
        return None
    if (found := _comparative(sentence, at, floor, words)) is None:
        return _Word(at - len(match.group()), words.before[match.group().removesuffix("了")])
    if other := signs.equal_or.search(sentence[max(floor, found.start - LONGEST_WORD) : found.start]):
        return _turned(sentence, floor, found.start - len(other.group()), _INCLUSIVE[found.comparator], words)
    return _turned(sentence, floor, found.start, found.comparator, words, found.bound)


def _comparative(sentence: str, at: int, floor: int, words: QuantityWords) -> _Word | None:
    """The word for more or less that ends at `at`: 超过, 少于; None if none ends there."""
    match = words.bound_before(sentence, at, floor)
    bound = words.before[match.group().removesuffix("了")] if match else None
    if match is None or bound is None or bound.strength != "bound" or bound.comparator not in ("gt", "lt"):
        return None
    return _Word(at - len(match.group()), bound, bound.comparator)


def _turned(
    sentence: str, floor: int, at: int, comparator: Comparator, words: QuantityWords, own: Bound | None = None
) -> _Word:
    """The comparative that begins at `at`, turned round if a negation stands before it or its clause forbids it."""
    if negation := words.quantities.negation.search(sentence[max(floor, at - _LONGEST_NEGATION) : at]):
        return _Word(at - len(negation.group()), words.comparatives[_TURNED[comparator]])
    forbidden = (
        words.quantities.forbidden_clause.match(sentence[floor:at]) if at - floor <= _LONGEST_FORBIDDEN else None
    )
    if forbidden:
        return _Word(at, words.comparatives[_TURNED[comparator]], name_from=floor + forbidden.start("name"))
    return _Word(at, own or words.comparatives[comparator])


def _reached(sentence: str, at: int, floor: int, words: QuantityWords) -> _Word | None:
    """The verb with 到, 至 or 为 that ends at `at`: 攀升至, 压降为, 由10%|调整到; None if none does."""
    signs = words.quantities
    if match := signs.change_to.search(sentence[max(floor, at - LONGEST_WORD) : at]):
        bound = words.reach if match["up"] else words.fall
        return _Word(at - len(match.group()), bound)
    begins = max(floor, at - _LONGEST_FROM)
    match = signs.from_to.search(sentence[begins:at])
    high = signs.plain_number.match(sentence, at) if match else None
    if match is None or high is None:
        return None
    low, top = parse_number(match["low"]), parse_number(high["number"])
    if low is None or top is None or match["unit"] != sentence[high.end() : high.end() + len(match["unit"])]:
        return None
    return _Word(begins + match.start("verb"), words.reach if top > low else words.fall)


def read_period(sentence: str, floor: int, end: int, words: QuantityWords) -> Period | None:
    """The period that a word of ``sentence[floor:end]`` names for each: 每年|培育示范园区; None if no word does."""
    match = words.quantities.any_period.search(sentence, floor, end)
    if match is None:
        return None
    return "year" if match["word"] == "年" else words.period(match["word"])


def read_inner_bound(sentence: str, floor: int, end: int, words: QuantityWords) -> tuple[int, Bound] | None:
    """The bound of a share before what it is a share of, and its place: 首担率|不低于|担保总额的20%; None if none."""
    match = words.quantities.inner_bound.search(sentence, floor, end)
    if match is None or match.start() - floor < 2:
        return None
    found = _word_before(sentence, match.end("bound"), floor, words)
    return (found.start, found.bound) if found else (match.start(), words.reach)


def baseline_year(base: str, year: int | None, words: QuantityWords) -> int | None:
    """The year that 2020年, 上年 or “十三五”末 means in a plan of `year`; None if nothing says."""
    signs = words.quantities
    if match := signs.year.search(base):
        return int(match["year"])
    if signs.last_year.search(base):
        return year - 1 if year is not None else None
    if match := signs.plan_end.search(base):
        return five_year_plan(match["plan"])[1]
    return None
