"""From and to in the wrong order: 2023—2021年, 2024年9月至6月, 30%—20%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from policy_parse.checks.nearby import around, clause_start
from policy_parse.checks.places import TaskFinder
from policy_parse.checks.wording import quoted
from policy_parse.checks.words import CheckWords
from policy_parse.fields.quantities.amounts import Amount, find_amounts
from policy_parse.model import Finding, Plan
from policy_parse.span import Span
from policy_parse.text.fold import folded_text
from policy_parse.text.numerals import parse_integer

_MAGNITUDES = "万亿"
_TENFOLD = 10
"""A number without a measure that is so many times the second, which counts in 万, is in single pieces."""
_REACH, _AHEAD, _HEDGE = 40, 24, 4
"""Characters before and behind the verb of a change in which its amounts stand, and from it to the second of them."""
_VERB = 8
"""Characters at most of the verb of a change."""
_NUMERALS = "一二三四五六七八九十两"
_QUARTERS, _IN_A_YEAR = "一二三四1234", 4
_BEFORE = 8
"""Characters before a range in which words may say that it falls on purpose."""


def range_reversed(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """Years, days and amounts of which the first is after, or more than, the second; in document order.

    Months without a year (11月至3月) may go over into the next and are no question, nor is what falls on purpose
    (由30%—20%); but what rises to less (由20%提高至10%), or falls to more, is.
    """
    text = folded_text(plan.text)
    found: list[Span] = []
    places = [match.start() for match in words.signs.from_to.finditer(text.text)]
    between_numerals = [place for place in places if text.text[place + 1] in _NUMERALS]
    for sign, turned in (
        (words.signs.years_from_to, _years_turned),
        (words.signs.days_from_to, _days_turned),
        (words.signs.days_of_month, _days_of_month_turned),
        (words.signs.quarters_from_to, _quarters_turned),
        (words.signs.hours_from_to, _hours_turned),
        (words.signs.amounts_from_to, _amounts_turned),
        (words.signs.numerals_from_to, _numerals_turned),
    ):
        near = between_numerals if sign is words.signs.numerals_from_to else places
        for match in around(sign, near, text.text):
            before = text.text[max(0, match.start() - _BEFORE) : match.start()]
            of_amounts = sign in (words.signs.amounts_from_to, words.signs.numerals_from_to)
            falls = of_amounts and words.signs.turned_on_purpose.search(before)
            if turned(match) and not falls and not any(span.overlaps(text.span(*match.span())) for span in found):
                found.append(text.span(*match.span()))
    found += (text.span(start, end) for start, end in _changed_the_other_way(text.text, words))
    tasks = TaskFinder(plan)
    for span in sorted(found):
        task = tasks.holding(span)
        yield Finding(
            code="range-reversed",
            severity="warning",
            message=f"起止顺序颠倒：{quoted((span.of(plan.text),))}",
            tasks=() if task is None else (task.id,),
            spans=(span,),
        )


def _years_turned(match: re.Match[str]) -> bool:
    return (match["from"] or match["from_in"]) > (match["to"] or match["to_in"])


def _days_turned(match: re.Match[str]) -> bool:
    """True if the second is before the first: with its own year or within that of the first."""
    days = match["day"] and match["to_day"]
    first = int(match["year"]), int(match["month"]), int(match["day"]) if days else 0
    second = int(match["to_year"] or match["year"]), int(match["to_month"]), int(match["to_day"]) if days else 0
    return second < first


def _days_of_month_turned(match: re.Match[str]) -> bool:
    """True if the second day is before the first, of one month."""
    return match["to_month"] in (None, match["month"]) and int(match["to"]) < int(match["from"])


def _quarters_turned(match: re.Match[str]) -> bool:
    """True if the second quarter is before the first; without years the first may be of the next (四季度至一季度)."""
    first, second = (_QUARTERS.find(match[name]) % _IN_A_YEAR for name in ("quarter", "to_quarter"))
    if match["to_year"] is None:
        return 0 < second < first
    return match["year"] is not None and (match["to_year"], second) < (match["year"], first)


def _hours_turned(match: re.Match[str]) -> bool:
    """True if the second hour is before the first, of one morning or afternoon, or of a morning after an afternoon.

    Without these words hours may go over midnight: 22:00至6:00.
    """
    if match["half"] != (match["to_half"] or match["half"]):
        return match["half"] == "下午"
    return bool(match["half"]) and (int(match["to_hour"]), match["to_minute"]) < (int(match["hour"]), match["minute"])


def _changed_the_other_way(text: str, words: CheckWords) -> Iterator[tuple[int, int]]:
    """Where an amount is said to rise to less, or to fall to more, in one measure: 由20周压缩至25周.

    Also where it goes further than it was to reach before: 达到57%，2030年进一步提升至52%.
    """
    places = [match.start() for match in words.signs.to_amount.finditer(text)]
    for match in around(words.signs.amount_changed, places, text, _VERB):
        marks = "。\n\t" if match["further"] else "。；，\n\t"
        start = clause_start(text, match.start(), marks, max(0, match.start() - _REACH))
        window = text[start : match.end() + _AHEAD]
        amounts = [one for one in find_amounts(window, words.quantities) if not one.is_year]
        first = next((one for one in reversed(amounts) if one.unit_end <= match.start() - start), None)
        second = next((one for one in amounts if one.start >= match.end() - start), None)
        if first is None or second is None or words.signs.rank.match(second.unit or ""):
            continue
        between = words.signs.year_of_amount.sub("", window[match.end() - start : second.start])
        if len(between) > _HEDGE:
            continue
        if match["further"]:
            goes_on = words.signs.goes_further.match(window[first.unit_end : match.start() - start])
        else:
            goes_on = words.signs.goes_from.search(window[: first.start])
        if goes_on is None:
            continue
        one, other = (_multiplied(amount) for amount in (first, second))
        if one[1] == other[1] and (other[0] < one[0] if match["up"] else other[0] > one[0]):
            yield start + first.start, start + second.unit_end


def _multiplied(amount: Amount) -> tuple[Decimal, str]:
    measure = amount.measure
    return (amount.value, "") if measure is None else (amount.value * measure.factor, measure.standard)


def _amounts_turned(match: re.Match[str]) -> bool:
    """True if the first number is the larger one of two in one measure; 5千—1万 and 5000—1万 have two measures."""
    if match["first"] and match["first"] != match["second"]:
        return False
    first, second = Decimal(match["from"]), Decimal(match["to"])
    large = not match["first"] and match["second"][0] in _MAGNITUDES and first >= _TENFOLD * second
    return first > second and not large


def _numerals_turned(match: re.Match[str]) -> bool:
    """True if the first of two Chinese numerals is the larger one: 五到三年."""
    return (parse_integer(match["from"]) or 0) > (parse_integer(match["to"]) or 0) > 0
