"""From and to in the wrong order: 2023—2021年, 2024年9月至6月, 30%—20%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from policy_parse.checks.nearby import around
from policy_parse.checks.places import TaskFinder, folded_text
from policy_parse.checks.wording import quoted
from policy_parse.checks.words import CheckWords
from policy_parse.model import Finding, Plan
from policy_parse.span import Span

_MAGNITUDES = "万亿"
_TENFOLD = 10
"""A number without a measure that is so many times the second, which counts in 万, is in single pieces."""
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
    for sign, turned in (
        (words.signs.years_from_to, _years_turned),
        (words.signs.days_from_to, _days_turned),
        (words.signs.amounts_from_to, _amounts_turned),
    ):
        for match in around(sign, places, text.text):
            before = text.text[max(0, match.start() - _BEFORE) : match.start()]
            if turned(match) and not words.signs.turned_on_purpose.search(before):
                found.append(text.span(*match.span()))
    changed = around(words.signs.amounts_changed, places, text.text)
    found += (text.span(*match.span()) for match in changed if _goes_the_other_way(match))
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


def _goes_the_other_way(match: re.Match[str]) -> bool:
    """True if an amount is said to rise to less, or to fall to more, in one measure or both without one."""
    if match["first"] != match["second"] and (match["first"] or (match["second"] or "")[:1] in _MAGNITUDES):
        return False
    first, second = Decimal(match["from"]), Decimal(match["to"])
    return second < first if match["up"] else second > first


def _amounts_turned(match: re.Match[str]) -> bool:
    """True if the first number is the larger one of two in one measure; 5千—1万 and 5000—1万 have two measures."""
    if match["first"] and match["first"] != match["second"]:
        return False
    first, second = Decimal(match["from"]), Decimal(match["to"])
    large = not match["first"] and match["second"][0] in _MAGNITUDES and first >= _TENFOLD * second
    return first > second and not large
