"""Numerals as written, Arabic, Chinese or mixed, to numbers: 一百二十, 贰, 〇, 1,200, 1.2万 → Decimal.

Works on folded text (half-width digits); nothing here knows what a number counts.
"""

from __future__ import annotations

import re
from decimal import Decimal

ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,15})(?:\.[0-9]{1,12})?"
"""1,200 · 3.028 · 100"""

CHINESE_DIGITS = "〇○零一二两三四五六七八九十廿卅百千"
CHINESE = rf"[{CHINESE_DIGITS}]{{1,12}}(?:万[{CHINESE_DIGITS}]{{2,9}})?(?:点[〇○零一二三四五六七八九]{{1,6}})?"
"""两 · 三百 · 二十 · 一万二千 · 九十五点五; the magnitude word of 三万亩 is left to the unit."""

_SMALL = rf"[〇○零一二两三四五六七八九十廿卅][{CHINESE_DIGITS}]{{0,8}}"
_HIGH = rf"(?:[0-9]{{1,5}}(?:[百千])?|{_SMALL})"
_LOW = rf"(?:[0-9]{{1,4}}[百千]|[0-9]{{4}}(?![0-9.年])|{_SMALL})"
COMPOSED = rf"(?:{_HIGH}亿[零〇]?{_HIGH}万(?:[零〇]?{_LOW})?|{_HIGH}亿[零〇]?{_SMALL}(?!亿)|{_HIGH}万[零〇]?{_LOW})"
"""四亿五千万 · 5亿3000万 · 3万4000 · 25万6千: a numeral with a magnitude word inside it."""

NUMBER = rf"(?:{ARABIC}|{CHINESE})"
"""Source of a regular expression for any numeral on folded text, without groups and without a final magnitude word.

It may match what is not a number (十四五): `parse_number` then gives None.
"""

_DIGITS = {ch: i for i, ch in enumerate("零一二三四五六七八九")}
_DIGITS |= {ch: i for i, ch in enumerate("〇壹贰叁肆伍陆柒捌玖")} | {"○": 0, "两": 2, "貳": 2, "參": 3, "陸": 6}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": "二十", "卅": "三十"}
_ARABIC = re.compile(ARABIC)
_POSITIONAL = re.compile(rf"[{''.join(_DIGITS)}]+")
_TOKEN = re.compile(rf"{ARABIC}|[{''.join((*_DIGITS, *_UNITS))}]")


def parse_number(text: str) -> Decimal | None:
    """The value of one numeral, None if `text` is not a well-formed one (十四五, 三十三十, 三五, 百).

    Reads 1,200 · 3.028 · 一百二十 · 两千三 (2300) · 二〇二二 · 九十五点五 · 一万二千 · 1.2万 · 3千 · 1.5万亿 · 壹佰.
    """
    if not text:
        return None
    if _ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    for short, full in _TENS.items():
        text = text.replace(short, full)
    whole, point, fraction = text.partition("点")
    if point:
        value = parse_number(whole)
        if value is None or not fraction or not all(ch in _DIGITS for ch in fraction):
            return None
        return value + Decimal("0." + "".join(str(_DIGITS[ch]) for ch in fraction))
    if _POSITIONAL.fullmatch(text):
        return _positional(text)
    return _with_magnitudes(text)


_PAIR = re.compile(
    r"(?P<tens>[一二三四五六七八九]?十)?(?P<low>[一二两三四五六七八九])(?P<high>[一二两三四五六七八九])(?P<units>[十百千]?)"
)


def parse_estimate(text: str) -> tuple[Decimal, Decimal] | None:
    """The two numbers of an estimate: 两三 is 2 to 3, 二三十 20 to 30, 十七八 17 to 18; None if `text` is none.

    十四五 and the like are names of five-year plans.
    """
    match = _PAIR.fullmatch(text)
    if match is None or (match["tens"] and (match["units"] or match["high"] == "五")):
        return None
    low, high = _DIGITS[match["low"]], _DIGITS[match["high"]]
    if high - low != 1 and (low, high) != (3, 5):
        return None
    tens = parse_number(match["tens"]) if match["tens"] else Decimal(0)
    size = _UNITS[match["units"]] if match["units"] else 1
    return None if tens is None else (tens + low * size, tens + high * size)


def parse_integer(text: str) -> int | None:
    """The value of a whole number, Arabic or Chinese; None for anything else, fractions included."""
    value = parse_number(text)
    return int(value) if value is not None and value == value.to_integral_value() else None


def _positional(text: str) -> Decimal | None:
    """二〇二二 → 2022; one digit is itself, 三五 is an estimate (three to five), not 35."""
    if len(text) == 2 and not any(_DIGITS[ch] == 0 for ch in text):
        return None
    return Decimal("".join(str(_DIGITS[ch]) for ch in text))


def _with_magnitudes(text: str) -> Decimal | None:
    """Up to 亿, 万 and below in that order; a part before 亿 may itself hold 万 (1.5万亿)."""
    for word, size in (("亿", 10**8), ("万", 10**4)):
        before, found, after = text.rpartition(word)
        if not found:
            continue
        high = parse_number(before)
        if high is None:
            return None
        if not after:
            return high * size
        low = parse_number(after.removeprefix("零")) if after != "零" else None
        if low is None or low >= size:
            return None
        if len(after) == 1 and after in _DIGITS:  # 一万二 is 12000
            low *= size // 10
        return high * size + low
    return _below_myriad(text)


def _below_myriad(text: str) -> Decimal | None:
    """一百二十, 十五, 3千, 两千三: units fall from left to right, each after one digit (十 may come first, alone)."""
    total, digit, last, zero = Decimal(0), None, 10**4, False
    position = 0
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None:
            return None
        word = token.group()
        unit = _UNITS.get(word)
        if unit is not None:
            if digit is None and not (unit == 10 and position == 0):
                return None
            if unit >= last:
                return None
            total += (Decimal(1) if digit is None else digit) * unit
            digit, last, zero = None, unit, False
        elif _DIGITS.get(word) == 0:
            if digit is not None or zero or last == 10**4:
                return None
            zero = True
        elif digit is not None:
            return None
        else:
            digit = Decimal(_DIGITS[word]) if word in _DIGITS else Decimal(word.replace(",", ""))
        position = token.end()
    if digit is None:
        return None if zero else total
    if last > 10 and not zero and last != 10**4:  # 三百五 is 350
        digit *= last // 10
    return total + digit
