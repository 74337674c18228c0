r"""Calendar dates, all three parts written out: 2022年6月17日, 2022-06-17, 二〇二二年六月十七日.

For headers, signatures and deadlines alike. Everything here works on folded text (`text.fold`): digits half-width,
no spaces; a date may be broken over lines (``2022年6\n月17日``).
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from policy_parse.text.numerals import parse_integer
from policy_parse.text.sign import Sign

FIRST_MONTH = "元"
"""元月 is January."""
ZEROS = "〇○◯零OoΟ０0"
"""What printers and typists use for the zero of 二〇二二年."""

_CHINESE_DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True)) | dict.fromkeys(ZEROS, 0)
_DIGIT = f"[{''.join(_CHINESE_DIGITS)}]"
_SMALL = r"(?:[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3})"

_DATE = Sign(
    "text.date",
    rf"""
      (?<![0-9])
      (?P<year> [0-9]{{4}} | {_DIGIT}{{4}} ) \n? 年 \n?
      (?P<month> {_SMALL} | {FIRST_MONTH} ) \n? 月 \n?
      (?P<day> {_SMALL} ) \n? [日号]
      # one mark throughout; no version number, no telephone number around it
    | (?<! [0-9.\-/] )
      (?P<y> [0-9]{{4}} ) (?P<mark> [-./] ) (?P<m> [0-9]{{1,2}} ) (?P=mark) (?P<d> [0-9]{{1,2}} )
      (?! [0-9] | [-./][0-9] )
    """,
    says="a calendar date, all three parts written out",
    examples=[
        "|2022年6月17日|",
        "|二〇二二年六月十七日|",
        "|2022年6月17号|",
        "|2024年元月5日|",
        "|2022-06-17|",
        "|2022.6.17|",
    ],
    never=["12022年6月17日", "2022.6.17.3", "2022-6.17"],
)
_MARKED = re.compile(r"[0-9][-./][0-9]")


class FoundDate(NamedTuple):
    """A calendar date in a text: half-open offsets and what it means."""

    start: int
    end: int
    date: datetime.date


def find_dates(text: str) -> list[FoundDate]:
    """Every calendar date in the folded `text`, in text order, never overlapping.

    Offsets are half-open, into `text`. Impossible dates (2月30日) and years outside 1900–2199 are left out.
    """
    if "年" not in text and _MARKED.search(text) is None:
        return []
    found = []
    for match in _DATE.finditer(text):
        date = _date(match)
        if date is not None:
            found.append(FoundDate(match.start(), match.end(), date))
    return found


def parse_year(text: str) -> int | None:
    """2022, 二〇二二, 二零二二 or 两千零二十二 as a number, None for anything else or a year outside 1900–2199."""
    if text[1:2] == "千":
        spelled = parse_integer(text)
        return spelled if spelled is not None and spelled < 2200 else None
    if len(text) != 4:
        return None
    year = 0
    for ch in text:
        digit = _CHINESE_DIGITS.get(ch)
        if digit is None:
            if not "0" <= ch <= "9":
                return None
            digit = int(ch)
        year = year * 10 + digit
    return year if 1900 <= year < 2200 else None


PLAN_NUMBER = "十[一二三四五六七八九]"
"""Which five-year plan, the words before its 五: 十四 of 十四五. A pattern without groups."""


def five_year_plan(number: str) -> tuple[int, int]:
    """First and last year of the five-year plan of that `PLAN_NUMBER`: 十四 (十四五) → 2021, 2025.

    The eleventh began in 2006, and every other is counted from it.
    """
    first = 2001 + 5 * _CHINESE_DIGITS[number[-1]]
    return first, first + 4


def _date(match: re.Match[str]) -> datetime.date | None:
    year = parse_year(match["year"] or match["y"])
    month, day = _small(match["month"] or match["m"]), _small(match["day"] or match["d"])
    if year is None or month is None or day is None:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _small(text: str) -> int | None:
    """Read a number below one hundred: 17, 07, 十七, 二十, 三十一, 廿一; None if the signs make none."""
    if text[0] in "0123456789":
        return int(text)
    if text == FIRST_MONTH:
        return 1
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.partition("十")
    if not ten:
        return _CHINESE_DIGITS[text] if len(text) == 1 else None
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return None
    return (_CHINESE_DIGITS[tens] if tens else 1) * 10 + (_CHINESE_DIGITS[ones] if ones else 0)
