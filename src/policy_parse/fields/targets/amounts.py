"""Numbers with their measures in one sentence, and the bound that follows them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from policy_parse.fields.targets.measures import Measure, Measures
from policy_parse.fields.targets.value_signs import ValueSigns
from policy_parse.fields.targets.words import Bound, TargetWords
from policy_parse.text.numerals import ARABIC, CHINESE, parse_number
from policy_parse.text.sign import Sign


class Amount(NamedTuple):
    """A number, its measure and the bound after it, by places in the sentence.

    `start`..`number_end` is the number, `unit_start`..`unit_end` its measure as written, `end` the end of the bound.
    `more` is set for 500余家, `chinese` where the number is written in Chinese (两个), which alone says little,
    `percent` where its unit is written otherwise (百分之八十, 九成五).
    """

    start: int
    number_end: int
    unit_end: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    measure: Measure | None
    after: Bound | None
    more: bool
    chinese: bool
    percent: bool


_NUMBER = Sign(
    "target_amounts.number",
    rf"(?<! [0-9.] ) (?P<arabic> {ARABIC} ) | 百分之 (?P<percent> {CHINESE} | {ARABIC} ) | (?P<chinese> {CHINESE} )",
    says="a numeral, not from the middle of another: 3.028, 百分之八十, 三百",
    examples=["|3.028|亿", "|百分之八十|", "|百分之百|", "|百分之12.5|", "|三百|个", "OPC|100|家"],
)
_RANGE = Sign(
    "target_amounts.range",
    rf"[-~至到] (?: 百分之 )? (?P<high> {ARABIC} | {CHINESE} )",
    says="the upper end of a range: 3|—5|个, 三|至五|个",
    examples=["3|-5|个", "3|~5|个", "三|至五|个", "百分之三|到百分之五|"],
)


_LETTERS = re.compile(r"[A-Za-z]$")


def _is_after_a_name(sentence: str, at: int, unit: str | None) -> bool:
    """True if the letters before a number are a word of their own: APP20个, not CO2, 5G, B113."""
    return (
        unit is not None
        and not unit.isascii()
        and sentence[max(0, at - 2) : at].isalpha()
        and sentence[at - 2].isascii()
    )


def find_amounts(sentence: str, words: TargetWords) -> list[Amount]:
    """Every number with a measure in `sentence`, and every Arabic one without, in text order, never overlapping."""
    found = []
    position = 0
    measures = words.measures
    while (match := _NUMBER.search(sentence, position)) is not None:
        amount = _read_amount(sentence, match, measures, words)
        if amount is not None:
            found.append(amount)
        position = amount.end if amount is not None else match.end()
    return _without_sizes(sentence, found, words.values)


def _without_sizes(sentence: str, found: list[Amount], signs: ValueSigns) -> list[Amount]:
    """`found` without the numbers that only say how large the things counted straight before are: 两台|4.3米焦炉."""
    kept: list[Amount] = []
    for amount in found:
        before = kept[-1] if kept else None
        if before is not None and _is_size(sentence, before, amount, signs):
            continue
        kept.append(amount)
    return kept


def _is_size(sentence: str, count: Amount, amount: Amount, signs: ValueSigns) -> bool:
    if amount.start != count.unit_end or count.measure is None or not count.measure.is_count:
        return False
    if amount.measure is None:
        return signs.kilovolts.match(sentence, amount.end) is not None
    if amount.measure.is_ratio:
        return False
    if amount.measure.is_count:
        return signs.holding.match(sentence, amount.end) is not None
    return signs.sized_thing.match(sentence, amount.end) is not None


def _read_amount(sentence: str, match: re.Match[str], measures: Measures, words: TargetWords) -> Amount | None:
    numeral = match["arabic"] or match["percent"] or match["chinese"]
    value = parse_number("一百" if match["percent"] == "百" else numeral)
    if value is None:
        return None
    end, unit, value_max, more = match.end(), None, None, False
    if match["percent"]:
        unit = "%"
    else:
        low = measures.match(sentence, end)
        if low is not None:
            end, unit, more = low.end, low.unit, low.more
    number_end = match.end()
    upper = _RANGE.match(sentence, end)
    if upper is not None:
        high = parse_number(upper["high"])
        top = measures.match(sentence, upper.end())
        if high is not None and high > value:
            value_max, number_end, end = high, upper.end(), upper.end()
            if top is not None:
                end, unit, more = top.end, top.unit, top.more
    if unit is None and not match["arabic"]:
        return None
    start = match.start()
    if _LETTERS.search(sentence, max(0, start - 1), start) and not _is_after_a_name(sentence, start, unit):
        return None
    tenth = unit == "成" and sentence[end : end + 1]  # 九成五
    if tenth and (rest := parse_number(tenth)) is not None and rest < 10:
        value, end = value + rest / 10, end + 1
    after = words.bound_after.match(sentence, end)
    bound = words.after[after[1]] if after else None
    return Amount(
        start=start,
        number_end=number_end,
        unit_end=end,
        end=after.end() if after else end,
        value=value,
        value_max=value_max,
        unit=unit,
        measure=measures.parse(unit) if unit else None,
        after=bound,
        more=more,
        chinese=not match["arabic"],
        percent=bool(match["percent"]) or unit == "成",
    )
