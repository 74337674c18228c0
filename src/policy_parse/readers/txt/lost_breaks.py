"""Lines that lost their breaks: a blank stands where a line ended, and a number alone on a line belongs to the next.

Chinese sets no blank between two words or behind a mark, so in a long line that has several of them behind marks they
are what is left of line breaks: ……通知如下： 一、重点事项 1.清运垃圾。 2.整治街面。
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from policy_parse.readers.txt.lines import TextLine

_LONG = 200
_CLOSED_MIN = 3
_APART = 12
"""Characters between two blanks, on average: closer ones set words or figures apart."""
_BLANK = r"[ \xa0\u3000]+"
_CLOSED = re.compile(rf"(?<=[。；;：:)）!！]){_BLANK}(?=\S)")
_HAN, _DATE = r"[\u4e00-\u9fff]", r"(?:20|19)\d\d[\u4e00-\u9fff]\d{1,2}[\u4e00-\u9fff]\d{1,2}[\u4e00-\u9fff]"
_BREAK = re.compile(
    rf"(?<=[。；;：:)）!！]){_BLANK}(?=\S)"
    rf"|(?<={_HAN}){_BLANK}(?={_HAN}|《|{_DATE})"
    rf"|(?<=\d[\u4e00-\u9fff]){_BLANK}(?={_HAN})"
    rf"|(?<={_HAN}){_BLANK}(?=\d{{1,2}}[.、](?!\d))"
)
_DATED = re.compile(rf"{_HAN}{_BLANK}{_DATE}{_BLANK}{_HAN}")
_DATE_APART = re.compile(rf"(?P<note>[（(][^（()）]{{2,16}}[）)]|{_HAN}{{4,24}})[ \xa0\u3000]{{4,}}(?P<date>{_DATE})")
"""（此件发至乡） or who signed, and far behind it the date."""
_NUMBER = re.compile(r"0?[1-9]|[1-4]\d")
_NUMBERS_MIN = 3
_LINES_MAX = 12
"""Lines from one number of an item to the next; the numbers of pages stand further apart."""


def with_breaks(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    """`lines` with each long one that lost its breaks cut at its blanks, and dates cut from what stands before."""
    for line in lines:
        apart = _DATE_APART.fullmatch(line.text) if line.text[-1:] > "9" and " " in line.text else None
        if apart is not None:
            yield TextLine(apart["note"], apart["note"], line.blanks)
            yield TextLine(apart["date"], apart["date"], 0)
            continue
        if len(line.text) < _LONG or not _lost_breaks(line.text):
            yield line
            continue
        for i, part in enumerate(_BREAK.split(line.text)):
            yield TextLine(part, part, line.blanks if i == 0 else 0)


def _lost_breaks(text: str) -> bool:
    """True if blanks stand behind several marks of a text, or round the date below who signed it."""
    closed = len(_CLOSED.findall(text))
    if closed == 0 or len(text) < _APART * text.count(" "):
        return False
    return closed >= _CLOSED_MIN or _DATED.search(text) is not None


def with_numbers(lines: Sequence[TextLine]) -> list[TextLine]:
    """`lines` with the numbers that stand alone on lines of their own, 01, 02, 03, put before the words below each.

    Only numbers that count up from one, at least three, each with words below it.
    """
    places = [i for i, line in enumerate(lines) if _NUMBER.fullmatch(line.text)]
    if len(places) < _NUMBERS_MIN or not _count_up([int(lines[i].text) for i in places]):
        return list(lines)
    if any(i + 1 >= len(lines) or i + 1 in places or not _words(lines[i + 1].text) for i in places):
        return list(lines)
    if any(after - before > _LINES_MAX for before, after in itertools.pairwise(places)):
        return list(lines)  # the numbers of pages
    numbered = set(places)
    found: list[TextLine] = []
    for i, line in enumerate(lines):
        if i - 1 in numbered:
            number = lines[i - 1].text.lstrip("0")
            words = f"{number}.{line.text}"
            found.append(replace(line, text=words, raw=words, blanks=lines[i - 1].blanks))
        elif i not in numbered:
            found.append(line)
    return found


_LOST = 2


def _count_up(numbers: Sequence[int]) -> bool:
    """True if numbers count up from one; a few may be lost."""
    up = all(0 < after - before <= _LOST for before, after in itertools.pairwise(numbers))
    return up and numbers[0] == 1 and numbers[-1] <= len(numbers) + _LOST


def _words(text: str) -> bool:
    return len(text) > 3 and "\u4e00" <= text[0] <= "\u9fff"
