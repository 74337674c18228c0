"""Numerals of a sentence, read whole with the measure behind them, or not at all: 四亿五千万|元, 三百|千瓦, 两三|家.

A row of numeral signs is taken as long as it goes; a beginning of it is the number if all the rest belongs to the
measure. What touches it and is not understood (几|十个, 7×|24小时, 3|:2) refuses it: a part of a number is never read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from policy_parse.fields.quantities.measures import SOME, Measure, UnitMatch
from policy_parse.fields.quantities.words import QuantityWords
from policy_parse.text.numerals import (
    ARABIC,
    GOES_ON,
    MAGNITUDES,
    PLAIN,
    ROW,
    SIGNS,
    STARTS,
    parse_estimate,
    parse_number,
)
from policy_parse.text.sign import Sign

NUMBER = Sign(
    "target_amounts.number",
    rf"""
    (?<! [0-9.{SIGNS}] ) (?<! [0-9{SIGNS}][,.点] )
    (?: (?P<of> [0-9{PLAIN}万]{{1,5}} ) 分之 (?P<part> {ARABIC} | [{PLAIN}点]{{1,12}} )
      | (?P<arabic> {ARABIC} )
      | (?P<row> (?! 零 [上下] ) {ROW} )
      | (?P<half> 半 (?= 个 | 小时 | 天 ) )
    )
    (?! {GOES_ON} )
    """,
    says="a numeral, not from the middle of another: 3.028, 百分之八十, 三分之二, 三百, 5亿3000万, 半|小时",
    examples=[
        *(
            "|3.028|亩",
            "|百分之八十|",
            "|百分之百|",
            "|百分之12.5|",
            "|千分之三|",
            "|万分之五|",
            "|十万分之九|",
            "|百万分之二|",
            "|三分之二|",
            "|半|个月",
            "|半|小时",
            "|半|天",
        ),
        *(
            f"|{row}|个"
            for row in ("三百", "5亿3000万零5百", "三亿零五百", "壹佰贰拾", "三点五万", "两万零三", "〇", "○", "廿二")
        ),
        *(f"|{row}|个" for row in ("卅", "卌", "叁萬", "伍億", "拾万")),
        *(f"|{ten}分之一|" for ten in ("四", "10")),
        "OPC|100|家",
    ],
    never=["队伍", "内陆", "3.5.1", "万", "一" * 25, "零下", "3,2000"],
)
_STARTS = re.compile(f"[{STARTS}半]")
_FRACTIONS = {100: "%", 1000: "‰", 10**4: "‱", 10**5: "/10万", 10**6: "/百万"}
_TENS = {"百": 100, "千": 1000, "万": 10**4, "百万": 10**6}
_BEFORE = 16
"""How far before a number the bound word is looked for that lets any classifier be its measure."""
_BEFORE_OPEN = frozenset(("千", "万", "亿", "万亿"))
"""What of a row in Chinese may belong to a measure that no entry names: 三百|千伏, 三十|万点位."""
_MANY = 10
"""A numeral in Chinese below this has no such measure."""
_TOUCHES = 3
"""How far before a number it is looked for what makes it a part of something else."""
_HALF = Decimal("0.5")
TEMPERATURE = "temperature"
"""The dimension of degrees, of which every one may be below zero."""
_BY_LENGTH = sorted(MAGNITUDES, key=len, reverse=True)


class Numeral(NamedTuple):
    """A numeral with its measure: `start` is that of its sign, the measure is from `number_end` to `end`.

    `value_max` is set for an estimate (两三家). `more` is the 余, 多, 几 or 来 in it. `percent`: its unit is written
    otherwise. `open` is the measure that no entry names (18|榀|以上), `magnitude` a magnitude word without a
    measure behind it, so that the number is none but as the lower end of a range (1万|-5万元).
    """

    start: int
    number_end: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    more: str
    chinese: bool
    percent: bool
    open: Measure | None = None
    magnitude: str | None = None


def next_number(sentence: str, at: int) -> re.Match[str] | None:
    """The first match of `NUMBER` that begins at `at` or behind it; it is tried only where a numeral may begin."""
    while start := _STARTS.search(sentence, at):
        if number := NUMBER.match(sentence, start.start()):
            return number
        at = start.end()
    return None


def read_numeral(sentence: str, match: re.Match[str], words: QuantityWords) -> Numeral | None:
    """The numeral that `match` of `NUMBER` found, with its measure; None if it is not understood whole."""
    if match["of"]:
        number = _fraction(match)
    elif match["half"]:
        number = _half_alone(sentence, match, words)
    else:
        number = _with_measure(sentence, match, words)
    if number is None or _is_cut_off(sentence, number, words):
        return None
    return _signed(sentence, number, words)


def _fraction(match: re.Match[str]) -> Numeral | None:
    """百分之八十 is 80 %, 千分之三 3 ‰, 三分之二 2 /3."""
    of = Decimal(_TENS[match["of"]]) if match["of"] in _TENS else parse_number(match["of"])
    value = Decimal(100) if match["part"] == "百" else parse_number(match["part"])
    if of is None or value is None or of < 2 or of != of.to_integral_value():
        return None
    unit = _FRACTIONS.get(int(of), f"/{of}")
    if unit[1:].isdigit() and value >= of:
        return None
    return Numeral(match.start(), match.end(), match.end(), value, None, unit, "", True, True)


def _half_alone(sentence: str, match: re.Match[str], words: QuantityWords) -> Numeral | None:
    """半小时, 半个月; None for 上半, 一半 and the like."""
    start, end = match.span()
    unit = None if words.quantities.no_half.search(sentence, 0, start) else words.measures.match(sentence, end)
    kind = None if unit is None else words.measures.parse(unit.unit)
    if unit is None or kind is None or kind.kind != "time" or unit.more:
        return None
    return Numeral(start, end, unit.end, _HALF, None, unit.unit, "", True, False)


def _with_measure(sentence: str, match: re.Match[str], words: QuantityWords) -> Numeral | None:
    """A row of numeral signs with the measure behind it, the number as written before its magnitude: 3|万亩."""
    start, end = match.span()
    row = match.group()
    chinese = not row[0].isascii()
    beginnings = _beginnings(row)
    for length, value, top, simple in beginnings:
        unit = words.measures.match(sentence, start + length)
        if unit is None or unit.end < end or (unit.end == end and length == len(row)):
            continue
        if (not simple or (chinese and unit.unit[0] in "十百千")) and words.measures.base(unit.unit) != unit.unit:
            continue
        if unit.more in SOME and not _may_have(unit.more, row[:length]):
            return None
        number = Numeral(start, start + length, unit.end, value, top, unit.unit, unit.more, chinese, False)
        if length == len(row) and _may_be_less(sentence, row, number, words):
            return None
        return _with_half(sentence, number, unit, words)
    for length, value, top, simple in beginnings:
        rest = row[length:]
        if (
            not simple
            or (chinese and value < _MANY)
            or (rest and rest not in (_BEFORE_OPEN if chinese else MAGNITUDES))
        ):
            continue
        if chinese and rest and words.measures.match(sentence, end):
            continue
        number = Numeral(start, start + length, start + length, value, top, None, "", chinese, False)
        if (found := _with_open_measure(sentence, number, words)) and found.end > end:  # 18|千伏
            return found
    return _without_measure(sentence, match, beginnings, words)


def _without_measure(
    sentence: str, match: re.Match[str], beginnings: Sequence[_Beginning], words: QuantityWords
) -> Numeral | None:
    """The number that a whole row is, with its magnitude word apart (12亿|5000万); None if it is none."""
    start, end = match.span()
    row = match.group()
    whole = next((one for one in beginnings if one.length == len(row) and one.top is None), None)
    if whole is None:
        return None
    chinese = not row[0].isascii()
    if whole.simple:
        return Numeral(start, end, end, whole.value, None, None, "", chinese, False)
    word = next((word for word in _BY_LENGTH if row.endswith(word) and _is_simple(row[: -len(word)])), row[-1])
    if word not in MAGNITUDES:
        return None
    value = whole.value / MAGNITUDES[word]
    number = Numeral(start, end - len(word), end, value, None, None, "", chinese, False)
    bare = words.measures.match(sentence, number.number_end)  # 十二亿五千万。
    return number._replace(unit=bare.unit, more=bare.more) if bare else number._replace(magnitude=word)


def _may_be_less(sentence: str, row: str, number: Numeral, words: QuantityWords) -> bool:
    """True if the last sign of the row may as well begin the measure, for another value: 一万二千瓦, 一万二|千瓦."""
    unit = words.measures.match(sentence, number.number_end - 1) if row[-1] in "百千" else None
    value = parse_number(row[:-1]) if unit is not None and words.measures.base(unit.unit) == unit.unit else None
    if unit is None or value is None:
        return False
    return words.measures.quantity(value, None, unit.unit) != words.measures.quantity(number.value, None, number.unit)


def _is_simple(numeral: str) -> bool:
    """True for figures alone, and for a numeral in Chinese without a magnitude: 25, 三百; not 3千, 五万, nothing."""
    if numeral[:1].isascii():
        return bool(numeral) and numeral.isascii()
    return not any(word in numeral for word in "万亿萬億")


class _Beginning(NamedTuple):
    """What a beginning of a row means: its length, its value, the upper value of an estimate, if it is `_is_simple`."""

    length: int
    value: Decimal
    top: Decimal | None
    simple: bool


@lru_cache(maxsize=4096)
def _beginnings(row: str) -> tuple[_Beginning, ...]:
    """The beginnings of a row that mean something.

    Those without a magnitude first, since that belongs to the measure (三百|万元); of both kinds the longest first.
    """
    found = []
    for length in range(len(row), 0, -1):
        if length < len(row) and (row[length - 1] + row[length]).isascii():
            continue
        simple = _is_simple(row[:length])
        if (value := parse_number(row[:length])) is not None:
            found.append(_Beginning(length, value, None, simple))
        elif (pair := parse_estimate(row[:length])) is not None:
            found.append(_Beginning(length, *pair, simple))
    return tuple(sorted(found, key=lambda one: not one.simple))


def _with_half(sentence: str, number: Numeral, unit: UnitMatch, words: QuantityWords) -> Numeral | None:
    """`number` with the half or the tenth behind its measure: 一吨|半, 一个|半|小时, 九成|五; None if it is unclear."""
    end, signs, value = unit.end, words.quantities, number.value
    if unit.unit == "成":
        number = number._replace(percent=True)
        if (rest := parse_number(sentence[end : end + 1])) is not None and rest < 10 and sentence[end] not in "〇零0十":
            return number._replace(value=value + rest / 10, end=end + 1)
    if not sentence.startswith("半", end):
        return number
    whole_number = not unit.more and number.value_max is None and value == value.to_integral_value()
    inner = words.measures.match(sentence, end + 1) if unit.unit == "个" else None
    if inner is not None and (whole := words.measures.parse(f"个{inner.unit}")) is not None and not inner.more:
        if whole.is_count or not whole_number:
            return None
        return number._replace(value=value + _HALF, end=inner.end, unit=f"个{inner.unit}", percent=True)
    if signs.begins_with_half.match(sentence, end):
        return number
    measure = words.measures.parse(unit.unit)
    halved = whole_number and measure is not None and not measure.is_count and unit.unit not in MAGNITUDES
    if not halved or words.measures.base(unit.unit) != unit.unit or signs.half_ends.match(sentence, end + 1) is None:
        return None
    return number._replace(value=value + _HALF, end=end + 1)


def _may_have(word: str, numeral: str) -> bool:
    """True if 几 or 来 may follow the numeral: 十|几, 三十|来, 20|来; not 三|几."""
    return numeral[-1] in "十拾" if word == "几" else numeral[-1] in "十拾百佰千仟0万"


def _is_cut_off(sentence: str, number: Numeral, words: QuantityWords) -> bool:
    """True if what touches the number shows that it is a part of something else: 数|十个, 7×|24小时, 3|/4."""
    before = sentence[max(0, number.start - _TOUCHES) : number.start]
    if words.quantities.some_tens.search(before) and sentence[number.start] in "十拾百佰千仟":
        return True
    if CUT_BEFORE.search(before) or words.quantities.mixed_number.search(before):
        return True
    return number.unit is None and (
        words.quantities.cut_after.match(sentence, number.end) is not None
        or CUT_AFTER.match(sentence, number.end) is not None
    )


CUT_BEFORE = Sign(
    "target_amounts.cut_before",
    r"[0-9] [×xX*·÷^=] $ | [±√$€£∶½¼¾⅓⅔⁄] $",
    says="a sign before a number with which it is a part of a formula: 7×|24小时, ±|5%",
    examples=[
        "7×",
        "7x",
        "7X",
        "7*",
        "7·",
        "7÷",
        "7^",
        "7=",
        "±",
        "√",
        "$",
        "€",
        "£",
        "∶",
        "½",
        "¼",
        "¾",
        "⅓",
        "⅔",
        "⁄",
    ],
    never=["≥", "5"],
)
CUT_AFTER = Sign(
    "target_amounts.cut_after",
    r"[×xX*÷^=+∶:] [0-9] | [½¼¾⅓⅔⅛⁄²³¹⁰⁴⁵⁶⁷⁸⁹]",
    says="the same after a number without a measure: 3|:2, 10|⁴",
    examples=[f"{sign}2" for sign in "×xX*÷^=+∶:"] + list("½¼¾⅓⅔⅛⁄²³¹⁰⁴⁵⁶⁷⁸⁹"),
    never=["，3", "以上"],
)


def _with_open_measure(sentence: str, number: Numeral, words: QuantityWords) -> Numeral | None:
    """`number` with any one or two characters behind it as its measure where a bound says so: 18|榀|以上."""
    match = words.quantities.open_measure.match(sentence, number.end)
    if match is None:
        return None
    before = sentence[max(0, number.start - _BEFORE) : number.start]
    bound = words.bound_before(before, len(before)) or words.quantities.change_to.search(before)
    if not bound and (words.quantities.doubtful_measure.match(match["unit"]) or not match["bound"]):
        return None
    return number._replace(
        end=match.end("unit"), unit=match["unit"], open=Measure(match["unit"], Decimal(1), None, "count")
    )


def _signed(sentence: str, number: Numeral, words: QuantityWords) -> Numeral:
    """`number` with the sign before it: 不高于|-18℃, 零下|18℃, 负|2%; not the dash of 目标值-18℃."""
    sign = words.quantities.minus.search(sentence[max(0, number.start - 3) : number.start])
    if sign is None:
        return number
    start = number.start - len(sign["sign"])
    if sign["sign"] == "-" and not (
        _has_signs(number, words) and _may_be_signed(sentence[max(0, start - _BEFORE) : start], words)
    ):
        return number
    top = None if number.value_max is None else -number.value
    value = -number.value if number.value_max is None else -number.value_max
    return number._replace(start=start, value=value, value_max=top)


def _has_signs(number: Numeral, words: QuantityWords) -> bool:
    """True if there is less than none of what is measured: -18℃, -2%, -50万元; not 20 things, a year or a length."""
    measure = number.open or (words.measures.parse(number.unit) if number.unit else None)
    return measure is None or measure.kind in ("ratio", "money") or measure.dimension == TEMPERATURE


def _may_be_signed(before: str, words: QuantityWords) -> bool:
    """True if a - behind `before` is a sign: at the head of a cell, after a bound, a range's joint or a mark."""
    bound = words.bound_before(before, len(before)) or words.quantities.change_to.search(before)
    return bound is not None or words.quantities.before_a_sign.search(before) is not None
