"""Values of cells as their number format shows them: 45838 under ``yyyy"年"m"月"`` is 2025年6月, 0.09 under ``0%`` 9%.

The codes are those of ECMA-376 part 1, 18.8.30 and 18.8.31, with the built-in ones of Chinese Office. One departure
from the screen: dates in English or in American order (Sep-25, 6/30/2025) are written 2025年9月 and 2025年6月30日.
Fractions and scientific notation are shown as plain numbers.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

GENERAL = "General"
_LONG_DATE = 'yyyy"年"m"月"d"日"'
_MONTH = 'yyyy"年"m"月"'
_DAY = 'm"月"d"日"'
_TIME = 'h"时"mm"分"'
BUILTIN: dict[int, str] = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"¥"#,##0', 6: '"¥"#,##0', 7: '"¥"#,##0.00',
    8: '"¥"#,##0.00', 9: "0%", 10: "0.00%", 11: GENERAL, 12: GENERAL, 13: GENERAL, 14: "yyyy/m/d", 15: _LONG_DATE,
    16: _DAY, 17: _MONTH, 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    27: _MONTH, 28: _DAY, 29: _DAY, 30: "m-d-yy", 31: _LONG_DATE, 32: _TIME, 33: 'h"时"mm"分"ss"秒"',
    34: "AM/PM" + _TIME, 35: 'AM/PMh"时"mm"分"ss"秒"', 36: _MONTH, 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 45: "mm:ss", 41: '#,##0;-#,##0;"-"',
    42: '"¥"#,##0;-"¥"#,##0;"-"', 43: '#,##0.00;-#,##0.00;"-"', 44: '"¥"#,##0.00;-"¥"#,##0.00;"-"', 46: "[h]:mm:ss",
    47: "mm:ss", 48: GENERAL, 49: "@", 50: _MONTH, 51: _DAY, 52: _MONTH, 53: _DAY, 54: _DAY, 55: "AM/PM" + _TIME,
    56: 'AM/PMh"时"mm"分"ss"秒"', 57: _MONTH, 58: _DAY,
}  # fmt: skip
"""Formats that a file names by number only."""

# "年" | \- and !. | _) (a blank as wide as that) | *x (fills the cell) | [$¥-804] [Red] [>=100] [h] | AM/PM | General
# | E+ | / of 31/12 and 1/2 | yyyy m d h s aaa e | #,##0.00 | % | @ | any other
_TOKEN = re.compile(
    r"""
    "(?P<quoted>[^"]*)"
    | [\\!](?P<escaped>.)
    | _(?P<blank>.) | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<half>AM/PM|A/P)
    | (?P<general>General)
    | (?P<science>E[+-]) | (?P<fraction>/)
    | (?P<date>y+|m+|d+|h+|s+|a{3,}|e+)
    | (?P<digits>[0#?.,]+)
    | (?P<percent>%)
    | (?P<text>@)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\]|["\\])*?(?=;|\Z)', re.DOTALL)
_CONDITION = re.compile(r"\[([<>=]{1,2})(-?\d+(?:\.\d+)?)\]")
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-]*)")
_DIGITS = "〇一二三四五六七八九"
_DAYS = "一二三四五六日"
_LAST_SERIAL = 2_958_465
"""31 December 9999."""


class _Token(NamedTuple):
    kind: str
    text: str


@lru_cache(maxsize=512)
def _tokens(section: str) -> tuple[_Token, ...]:
    section = section.replace("上午/下午", "AM/PM").replace("G/通用格式", GENERAL)
    return tuple(_Token(m.lastgroup or "", m.group(m.lastgroup or 0)) for m in _TOKEN.finditer(section))


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[str, ...]:
    sections, at = [], 0
    while at <= len(code):
        found = _SECTION.match(code, at)
        end = found.end() if found else len(code)
        sections.append(code[at:end])
        at = end + 1
    return tuple(sections)


def show_text(text: str, code: str) -> str:
    """`text` as the format `code` shows it: ``"第"@"项"`` puts words round it."""
    for section in _sections(code):
        tokens = _tokens(section)
        if len(tokens) > 1 and any(token.kind == "text" for token in tokens):
            return "".join(text if token.kind == "text" else _literal(token) for token in tokens)
    return text


def show_number(value: float, code: str, *, from_1904: bool = False) -> str:
    """`value` as the format `code` shows it, dates and times among them; `from_1904`: days count from 1904 on."""
    section, negative = _section(value, code)
    tokens = _tokens(section)
    if is_date(section):
        shown = _date(value, section, tokens, from_1904)
        return shown if shown is not None else plain(value)
    return _number(abs(value) if negative else value, tokens)


def is_date(section: str) -> bool:
    """True if a section of a format code shows a date or a time."""
    return any(
        token.kind in ("date", "half") or (token.kind == "bracket" and _ELAPSED.fullmatch(token.text))
        for token in _tokens(section)
    )


def plain(value: float) -> str:
    """`value` as the format General shows it, but never in scientific notation: 3, 0.513, 13800138000."""
    if value == int(value):
        return str(int(value))
    shown = format(Decimal(format(value, ".11g")), "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def _section(value: float, code: str) -> tuple[str, bool]:
    """The section of `code` for `value`, and True if the section itself says how a negative number looks."""
    sections = [s for s in _sections(code) if not any(token.kind == "text" for token in _tokens(s))] or [GENERAL]
    conditions = [_CONDITION.search(section) for section in sections]
    if any(conditions):
        for section, condition in zip(sections, conditions, strict=True):
            if condition is None or _holds(value, condition.group(1), float(condition.group(2))):
                return section, False
        return GENERAL, False
    if value < 0 and len(sections) > 1:
        return sections[1], True
    if value == 0 and len(sections) > 2:
        return sections[2], False
    return sections[0], False


def _holds(value: float, sign: str, bound: float) -> bool:
    below, equal, above = "<" in sign, "=" in sign, ">" in sign
    return (below and value < bound) or (above and value > bound) or (equal and value == bound)


def _literal(token: _Token) -> str:
    """What a token that stands for itself shows."""
    if token.kind in ("quoted", "escaped", "other", "percent", "fraction"):
        return token.text
    if token.kind == "blank":
        return " "
    if token.kind == "bracket":
        currency = _CURRENCY.match(token.text)
        return currency.group(1) if currency else ""
    return ""


def _number(value: float, tokens: tuple[_Token, ...]) -> str:
    kinds = [token.kind for token in tokens]
    patterns = [token.text for token in tokens if token.kind == "digits"]
    if "science" in kinds or (patterns and "fraction" in kinds) or (len(patterns) > 1 and "." in "".join(patterns)):
        return plain(value)
    if not patterns:
        sign = "-" if value < 0 and "general" in kinds else ""
        return sign + "".join(plain(abs(value)) if t.kind == "general" else _literal(t) for t in tokens).strip()
    rest, negative = _digits(value * 100 ** kinds.count("percent"), "".join(patterns))
    parts: list[str] = []
    for token in reversed(tokens):  # 0!.0,"万": words may stand between the digits, which are dealt out from the right
        if token.kind == "digits":
            patterns.pop()
            size = len(token.text.rstrip(",")) if patterns else len(rest)
            parts.append(rest[len(rest) - size :])
            rest = rest[: len(rest) - size]
        else:
            parts.append(_literal(token))
    shown = "".join(reversed(parts)).strip()
    return f"-{shown}" if negative else shown


def _digits(value: float, pattern: str) -> tuple[str, bool]:
    """The digits of `value` under ``#,##0.00``, without a sign, and True if what is shown is below zero."""
    scaled = len(pattern) - len(pattern.rstrip(","))
    whole, point, decimals = pattern.rstrip(",").partition(".")
    number = Decimal(format(value, ".15g")) / Decimal(1000) ** scaled
    number = number.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    before, _, after = format(abs(number), "f").partition(".")
    least = decimals.rfind("0") + 1
    after = after[:least] + after[least:].rstrip("0")
    before = before.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        before = re.sub(r"(?<=\d)(?=(?:\d{3})+\Z)", ",", before)
    return before + (point + after if after else ""), number < 0


def _date(value: float, section: str, tokens: tuple[_Token, ...], from_1904: bool) -> str | None:
    """A date or time under `section`; None if `value` is no day."""
    if not 0 <= value <= _LAST_SERIAL:
        return None
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30 + (value < 60))  # noqa: DTZ001
    moment = start + timedelta(seconds=round(value * 86_400))
    if "[$-F800]" in section.upper() or "[$-x-sysdate]" in section:
        tokens = _tokens(_LONG_DATE)
    dates = [token.text.lower() for token in tokens if token.kind == "date"]
    if _is_foreign(dates):
        tokens = _tokens(_LONG_DATE if _has(dates, "d") and _has(dates, "y") else _DAY if _has(dates, "d") else _MONTH)
    in_words = "[DBNUM" in section.upper()
    halves = any(token.kind == "half" for token in tokens)
    parts: list[str] = []
    for at, token in enumerate(tokens):
        if token.kind == "half":
            parts.append("上午" if moment.hour < 12 else "下午")
        elif token.kind == "date":
            parts.append(_date_part(moment, token.text.lower(), _is_minute(tokens, at), halves, in_words))
        elif token.kind == "bracket" and _ELAPSED.fullmatch(token.text):
            parts.append(str(int(value * {"h": 24, "m": 1440, "s": 86_400}[token.text[0].lower()] + 1e-6)))
        elif token.kind == "digits":
            parts.append(token.text if token.text.strip("0#?") else "")
        else:
            parts.append(_literal(token))
    return "".join(parts).strip()


def _is_foreign(dates: list[str]) -> bool:
    """True if a code spells the month in English or puts the year last: Sep-25, 6/30/2025."""
    return any(d.startswith("mmm") for d in dates) or (_has(dates[1:], "y") and not dates[0].startswith("y"))


def _has(dates: list[str], letter: str) -> bool:
    return any(date.startswith(letter) for date in dates)


def _is_minute(tokens: tuple[_Token, ...], at: int) -> bool:
    """True if the ``m`` at `at` is one of a time: after hours, or before seconds."""

    def unit(token: _Token) -> bool:
        return token.kind == "date" or (token.kind == "bracket" and bool(_ELAPSED.fullmatch(token.text)))

    before = next((t.text[0].lower() for t in reversed(tokens[:at]) if unit(t)), "")
    after = next((t.text[0].lower() for t in tokens[at + 1 :] if unit(t)), "")
    return tokens[at].text[0].lower() == "m" and (before == "h" or after == "s")


def _date_part(moment: datetime, code: str, minute: bool, halves: bool, in_words: bool) -> str:
    letter = code[0]
    if letter in "ye":
        year = f"{moment.year:04}" if letter == "e" or len(code) > 2 else f"{moment.year % 100:02}"
        return "".join(_DIGITS[int(digit)] for digit in year) if in_words else year
    if letter == "a" or (letter == "d" and len(code) > 2):
        return ("星期" if len(code) > 3 else "周") + _DAYS[moment.weekday()]
    hour = (moment.hour + 11) % 12 + 1 if halves else moment.hour
    number = {"m": moment.minute if minute else moment.month, "d": moment.day, "h": hour, "s": moment.second}[letter]
    return _in_words(number) if in_words else str(number).zfill(min(len(code), 2))


def _in_words(number: int) -> str:
    """A number below 100: 三十, 十二."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
