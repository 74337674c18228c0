"""Numerals as written, Arabic, Chinese or mixed, to numbers: 一百二十, 贰拾, 〇, 1,200, 1.2万, 25万6千 → Decimal.

One grammar for all of them. A numeral is a row of parts that fall in size, 亿 before 万 before what is below it; a part
below ten thousand is digits with 千, 百 and 十, falling too, or an Arabic number; only the last part may have a
fraction. Works on folded text (half-width digits); nothing here knows what a number counts.
"""

from __future__ import annotations

import re
from decimal import Decimal

ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]{1,15})(?:\.[0-9]{1,12})?"
"""1,200 · 3.028 · 100"""

_PLAIN_DIGITS = {ch: i for i, ch in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_BANKERS_DIGITS = {ch: i for i, ch in enumerate("壹贰叁肆伍陆柒捌玖", 1)}
_BANKERS_DIGITS |= {"壱": 1, "貳": 2, "弐": 2, "參": 3, "叄": 3, "陸": 6}
_DIGITS = _PLAIN_DIGITS | _BANKERS_DIGITS
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": "二十", "卅": "三十", "卌": "四十"}
_SPELLINGS = _TENS | {"萬": "万", "億": "亿"}
PLAIN = "".join((*_PLAIN_DIGITS, *_TENS, "十百千"))
_BANKERS = "".join(_BANKERS_DIGITS)

_HEAD = rf"(?<![队入退行])(?<![大内海登着])[{_BANKERS}](?=[拾佰仟万亿萬億])|拾(?=[万亿萬億{_BANKERS}])"
"""The first sign of a banker's numeral: 叁佰, 拾万. 伍 and 陆 are words too: 队伍, 大陆."""
_FIGURE = rf"(?<![0-9.]){ARABIC}(?![0-9])"
ROW = (
    rf"(?:(?:(?:{_HEAD})[{_BANKERS}拾佰仟{PLAIN}万亿萬億]{{0,23}}"
    rf"|(?:{_FIGURE}|[{PLAIN}])(?:{_FIGURE}|[{PLAIN}万亿萬億]){{0,23}})"
    rf"(?:(?<![0-9])点[{''.join(_PLAIN_DIGITS)}]{{1,6}}[万亿]{{0,2}})?)"
)
"""Source of a regular expression, without groups, for a row of numeral signs as long as it goes: 四亿五千万, 3万4000.

GOES_ON must not follow it. It takes what is not a number too (十四五), and with the number what belongs to the measure
behind it (三百千|瓦, 5万|亩): `parse_number` says what the row or its beginning means.
"""

SIGNS = PLAIN + "万亿萬億壹贰叁肆柒捌玖拾佰仟"
"""Every sign of a numeral in Chinese that is nothing else: 队伍 and 大陆 end in two that are."""
STARTS = f"0-9{PLAIN}{_BANKERS}拾万"
"""What a numeral may begin with, as the inside of a set."""
GOES_ON = rf"[.点]?[{SIGNS}伍]|[.,点]{{0,2}}[0-9]"
"""What makes a numeral longer, as a pattern: none of it stands behind a whole one."""

MAGNITUDES = {
    head + tail: unit * size
    for head, unit in (("", 1), ("十", 10), ("百", 100), ("千", 1000))
    for tail, size in (("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12))
    if head not in ("", "十") or tail
}
"""百 千 万 十万 … 千万亿: what multiplies the number before it, as one word."""

_FIGURES = {ord(ch): str(value) for ch, value in _DIGITS.items()}
_ARABIC = re.compile(ARABIC)
_POSITIONAL = re.compile(rf"[{''.join(_DIGITS)}]+")
_TOKEN = re.compile(rf"{ARABIC}|[{''.join((*_DIGITS, *_UNITS))}]")
_SPELLING = re.compile(f"[{''.join(_SPELLINGS)}]")
_LOW = re.compile(r"[0-9]{3,4}(?:\.[0-9]+)?")
"""Figures that may stand below 万: 3万|4000; 3万|4 says nothing sure."""


def parse_number(text: str) -> Decimal | None:
    """The value of one numeral, None if `text` is not a well-formed one (十四五, 三十三十, 三五, 百, 1万2).

    Reads 1,200 · 3.028 · 一百二十 · 两千三 (2300) · 二〇二二 · 九十五点五 · 一万二千 · 1.2万 · 3千万亿 · 25万6千.
    """
    if _ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if _SPELLING.search(text):
        text = _SPELLING.sub(lambda match: _SPELLINGS[match.group()], text)
    if _POSITIONAL.fullmatch(text):
        return _positional(text)
    return _below(text, 10**16)


def _below(text: str, limit: int) -> Decimal | None:
    """The value of a numeral whose parts are all below `limit`: 亿 may count 万 (1.5万亿), 万 no magnitude at all."""
    for word, size in (("亿", 10**8), ("万", 10**4)):
        before, found, after = text.rpartition(word)
        if not found:
            continue
        high = _positional(before) if _POSITIONAL.fullmatch(before) else _below(before, size)
        if high is None or size >= limit or (after and high != high.to_integral_value()):
            return None
        low = _behind(after, size)
        return None if low is None else high * size + low
    return _section(text)


def _behind(text: str, size: int) -> Decimal | None:
    """What stands behind 亿 or 万 (of `size`), 0 if nothing does: 一万|二 is 12000, 五亿|零三百万, 3万|4000."""
    if not text:
        return Decimal(0)
    if len(text) == 1 and _DIGITS.get(text):
        return Decimal(_DIGITS[text] * size // 10)
    low = _below(text.removeprefix("零").removeprefix("〇"), size)
    unsure = size > 10**4 and "万" not in text and text[0] not in "零〇"  # 3亿五千: 万 may be left out
    figures = text.isascii() and _LOW.fullmatch(text) is None
    return None if low is None or low >= size or unsure or figures else low


def _positional(text: str) -> Decimal | None:
    """二〇二二 → 2022; one digit is itself, 三五 is an estimate (three to five), not 35."""
    if len(text) == 2 and not any(_DIGITS[ch] == 0 for ch in text):
        return None
    return Decimal(text.translate(_FIGURES))


def _section(text: str) -> Decimal | None:
    """A part without magnitude: Arabic, 二〇二二, 九十五点五, 一百二十, 3千5百."""
    if _ARABIC.fullmatch(text):
        return Decimal(text.replace(",", ""))
    whole, point, fraction = text.partition("点")
    if point:
        value = _positional(whole) if _POSITIONAL.fullmatch(whole) else _units(whole)
        if value is None or _POSITIONAL.fullmatch(fraction) is None:
            return None
        return value + Decimal("0." + fraction.translate(_FIGURES))
    return _units(text)


def _units(text: str) -> Decimal | None:
    """一百二十, 十五, 3千, 两千三: units fall from left to right, each after one digit (十 may come first, alone)."""
    total, digit, last, zero = Decimal(0), None, 10**4, False
    position, word = 0, ""
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
        return None if zero or not text else total
    if total and word not in _DIGITS:
        return None  # 3千5, 3千25
    if last > 10 and not zero and last != 10**4:  # 三百五 is 350
        digit *= last // 10
    return total + digit


_PAIR = re.compile(r"(?=(?P<low>[一二两三四五六七八九])(?P<high>[一二两三四五六七八九]))")
_PLAN = re.compile("十[一二三四五六七八九]五")


def parse_estimate(text: str) -> tuple[Decimal, Decimal] | None:
    """The two numbers of an estimate: 两三 is 2 to 3, 二三十 20 to 30, 十七八 17 to 18; None if `text` is none.

    Two digits side by side, the second one more than the first (or 三五), give each a number of its own. 十四五 and the
    like are names of five-year plans.
    """
    pair = _PAIR.search(text)
    if pair is None or _PLAN.fullmatch(text):
        return None
    place, low, high = pair.start(), _DIGITS[pair["low"]], _DIGITS[pair["high"]]
    if high - low != 1 and (low, high) != (3, 5):
        return None
    first, second = (parse_number(text[:at] + text[at + 1 :]) for at in (place + 1, place))
    return None if first is None or second is None or second <= first else (first, second)


def parse_integer(text: str) -> int | None:
    """The value of a whole number, Arabic or Chinese; None for anything else, fractions included."""
    value = parse_number(text)
    return int(value) if value is not None and value == value.to_integral_value() else None
