"""Numerals of a sentence, read whole with the measure behind them, or not at all: 四亿五千万|元, 三百|千瓦, 两三|家."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from policy_parse.fields.targets.measures import MAGNITUDES, Measure, UnitMatch
from policy_parse.fields.targets.words import TargetWords
from policy_parse.text.numerals import ARABIC, CHINESE, COMPOSED, parse_estimate, parse_number
from policy_parse.text.sign import Sign

NUMBER = Sign(
    "target_amounts.number",
    rf"""
    (?<! [0-9.] ) (?: (?P<composed> {COMPOSED} ) | (?P<arabic> {ARABIC} ) )
    | (?P<of> 百 | 千 | 万 | 十万 | 百万 ) 分之 (?P<part> {CHINESE} | {ARABIC} )
    | (?P<chinese> {CHINESE} )
    """,
    says="a numeral, not from the middle of another: 3.028, 百分之八十, 三百, 5亿3000万",
    examples=[
        *(
            "|3.028|亿",
            "|百分之八十|",
            "|百分之百|",
            "|百分之12.5|",
            "|千分之三|",
            "|万分之五|",
            "|十万分之九|",
            "|百万分之二|",
        ),
        *(
            "|三百|个",
            "|5亿3000万零5百|元",
            "|3亿零500万|元",
            "|三亿零五百|元",
            "|5百万零三千|元",
            "|5千万四百|元",
            "|三万4000|元",
            "|五亿零3百万零五|人",
            "|3亿五千|人",
            "|3亿〇五|人",
            "|3亿〇5万〇五|人",
            "|3万〇五千|人",
            "OPC|100|家",
            "|5亿3000万|元",
            "|四亿五千万|元",
            "|3万4000|吨",
            "|25万6千|人",
            "|25万6百|人",
            "|2万4千|人",
            "|1亿2000万3000|元",
        ),
    ],
)
_FRACTIONS = {"百": "%", "千": "‰", "万": "‱", "十万": "/10万", "百万": "/百万"}
_BEFORE = 16
"""How far before a number the bound word is looked for that lets any classifier be its measure."""


class Numeral(NamedTuple):
    """A numeral with its measure: `start` is that of its sign, the measure is from `number_end` to `end`.

    `value_max` is set for an estimate (两三家). `open` is the measure that no entry names (18|榀|以上).
    """

    start: int
    number_end: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    more: bool
    chinese: bool
    percent: bool
    open: Measure | None = None


def read_numeral(sentence: str, match: re.Match[str], words: TargetWords) -> Numeral | None:
    """The numeral that `match` of `NUMBER` found, with its measure; None if it is not understood whole."""
    chinese = not match["arabic"] and not (match["composed"] or "一")[0].isascii()
    if match["of"]:
        value = parse_number("一百" if match["part"] == "百" else match["part"])
        if value is None:
            return None
        found = Numeral(
            match.start(), match.end(), match.end(), value, None, _FRACTIONS[match["of"]], False, chinese, True
        )
        return _signed(sentence, found, words)
    for value, top, end in _values(match):
        unit = words.measures.match(sentence, end)
        if unit is None and end < match.end():
            continue  # 一百|千瓦: the measure takes what is left of the numeral
        if unit is not None and unit.end <= match.end() and end < match.end():
            continue
        if unit is None and match["composed"] and (last := sentence[end - 1]) in MAGNITUDES:  # 十二亿五千万。
            unit = words.measures.match(sentence, end - 1)
            if unit is None:
                return None
            value, end = value / MAGNITUDES[last], end - 1
        number = Numeral(match.start(), end, end, value, top, None, False, chinese, False)
        number = _with_unit(sentence, number, unit, words)
        return None if number.unit is None and top is not None else _signed(sentence, number, words)
    return None


def _values(match: re.Match[str]) -> Iterator[tuple[Decimal, Decimal | None, int]]:
    """What the numeral and its beginnings mean, the longest first: value, upper value of an estimate, end."""
    text, start = match.group(), match.start()
    shortest = 1 if match["chinese"] else len(text)
    for length in range(len(text), shortest - 1, -1):
        if (value := parse_number(text[:length])) is not None:
            yield value, None, start + length
        elif (pair := parse_estimate(text[:length])) is not None:
            yield (*pair, start + length)


def _with_unit(sentence: str, number: Numeral, unit: UnitMatch | None, words: TargetWords) -> Numeral:
    """`number` with the measure behind it; any one or two characters are one where a bound says so: 18|榀|以上."""
    if unit is not None:
        end, value = unit.end, number.value
        tenth = unit.unit == "成" and sentence[end : end + 1]  # 九成五
        if tenth and (rest := parse_number(tenth)) is not None and rest < 10:
            value, end = value + rest / 10, end + 1
        tenths = number.percent or unit.unit == "成"
        return number._replace(end=end, unit=unit.unit, more=unit.more, value=value, percent=tenths)
    if number.chinese and number.value < 10:
        return number
    match = words.values.open_measure.match(sentence, number.end)
    if match is None:
        return number
    bound = words.before_pattern.search(sentence[max(0, number.start - _BEFORE) : number.start]) is not None
    bound = bound or words.values.change_to.search(sentence[max(0, number.start - _BEFORE) : number.start]) is not None
    if not bound and (words.values.doubtful_measure.match(match["unit"]) or not match["bound"]):
        return number
    return number._replace(
        end=match.end("unit"), unit=match["unit"], open=Measure(match["unit"], Decimal(1), None, "count")
    )


def _signed(sentence: str, number: Numeral, words: TargetWords) -> Numeral:
    """`number` with the sign before it: 不高于|-18℃, 零下|18℃, 负|2%; not the dash of 目标值-18℃."""
    sign = words.values.minus.search(sentence[max(0, number.start - 3) : number.start])
    if sign is None:
        return number
    start = number.start - len(sign["sign"])
    if sign["sign"] == "-" and not _may_be_signed(sentence[max(0, start - _BEFORE) : start], words):
        return number
    top = None if number.value_max is None else -number.value
    value = -number.value if number.value_max is None else -number.value_max
    return number._replace(start=start, value=value, value_max=top)


def _may_be_signed(before: str, words: TargetWords) -> bool:
    """True if a - behind `before` is a sign: at the head of a cell, after a bound, a range's joint or a mark."""
    bound = words.before_pattern.search(before) or words.values.change_to.search(before)
    return bound is not None or words.values.before_a_sign.search(before) is not None
