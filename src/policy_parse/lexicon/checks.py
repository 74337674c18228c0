"""What a value of a vocabulary entry may be: each check says what is wrong with it, as a clause for a person."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from policy_parse.text.fold import clean, fold

Check = Callable[[object], str | None]
"""What is wrong with a value, as a clause for a person; None where nothing is."""


def word(value: object) -> str | None:
    """Text that is not empty and has no space around it."""
    if not isinstance(value, str) or not value or value != value.strip():
        return "应为文字，前后没有空格（must be text without spaces around it）"
    return None


def words(value: object) -> str | None:
    """A list of words as they stand in folded text, none twice."""
    if not isinstance(value, list) or not value or any(word(each) for each in value):
        return '应为词的列表，如 ["甲", "乙"]（must be a list of words）'
    for each in value:
        if value.count(each) > 1:
            return f"{each} 写了两次（given twice）"
        if (folded := fold(clean(each)).text) != each:
            return f"{each} 应写作 {folded}（must be written so, as text is read）"
    return None


def one_of(*values: str) -> Check:
    """One of `values`."""

    def check(value: object) -> str | None:
        if value in values:
            return None
        return f"应为 {'、'.join(values)} 之一，不是 {value}（must be one of these, not {value!r}）"

    return check


def lists(check: Check) -> Check:
    """A list, not empty, of what passes `check`."""

    def each(value: object) -> str | None:
        if not isinstance(value, list) or not value:
            return "应为列表（must be a list）"
        return next((fault for item in value if (fault := check(item))), None)

    return each


def parted(check: Check) -> Check:
    """Text whose pieces, parted by spaces, each pass `check`: a cell of a CSV file."""

    def each(value: object) -> str | None:
        return word(value) or next((fault for piece in str(value).split() if (fault := check(piece))), None)

    return each


def flag(value: object) -> str | None:
    """True or false."""
    return None if isinstance(value, bool) else "应为 true 或 false（must be true or false）"


_LARGEST = 30
"""Powers of ten that a factor may have: more is a slip, and no number can be counted in it."""


def number(value: object) -> str | None:
    """A decimal above zero, written as text so that it stays exact."""
    try:
        sound = (
            isinstance(value, str)
            and Decimal(value).is_finite()
            and Decimal(value) > 0
            and abs(Decimal(value).adjusted()) <= _LARGEST
        )
    except InvalidOperation:
        sound = False
    return None if sound else f'应为写成文字的正数，如 "10"，不是 {value}（must be a positive number in quotes）'


def weight(value: object) -> str | None:
    """How much a cue adds to its reading, as text: a number other than zero, below zero where it speaks against it."""
    sound = re.fullmatch(r"-?[0-9]{1,2}(?:\.[0-9]+)?", str(value)) is not None and float(str(value)) != 0
    return None if sound else "应为不为零的数（must be a number other than zero）"


def marked(value: object) -> str | None:
    """A sentence with a number between two ``|``."""
    sound = isinstance(value, str) and value.count("|") == 2
    return None if sound else "应为一句文字，数写在两个 | 之间（must be a text with the number between two |）"


def year(value: object) -> str | None:
    """A year as a whole number."""
    sound = isinstance(value, int) and not isinstance(value, bool) and 1949 <= value <= 2200
    return None if sound else f"应为年份，如 2018，不是 {value}（must be a year）"


def like(expression: str, what: str) -> Check:
    """Text that is wholly of the shape `expression`."""
    shape = re.compile(expression)

    def check(value: object) -> str | None:
        sound = isinstance(value, str) and shape.fullmatch(value) is not None
        return None if sound else f"应为{what}，不是 {value}"

    return check


def pattern(value: object) -> str | None:
    """A regular expression without slots; what it costs is `check_pattern`'s business."""
    if word(value):
        return "应为正则表达式（must be a regular expression）"
    return "只有时限规则的 pattern 可用 ${…}（slots are for rules of deadlines.toml）" if "${" in str(value) else None


def beside(value: object) -> str | None:
    """A pattern in VERBOSE form of what precedes or follows something, without slots."""
    return verbose(value) or pattern(str(value).strip())


def verbose(value: object) -> str | None:
    """A pattern spread over lines, perhaps with slots for words."""
    return None if isinstance(value, str) and value.strip() else "应为正则表达式（must be a regular expression）"


def joined(value: object) -> str | None:
    """A pattern that is read as one of several: nothing in it counts or names groups."""
    if fault := pattern(value):
        return fault
    if re.search(r"\(\?P[<=]|\(\?[aiLmsux]+\)|\\[1-9]", str(value)):
        return f"不能有具名分组、反向引用和标志（no named groups, back references or flags）: {value}"
    return None


def frame(value: object) -> str | None:
    """A sentence with ``{}`` where each word of its entry is put in turn."""
    sound = isinstance(value, str) and value.count("{}") == 1
    return None if sound else "应为一句文字，词的位置写作 {}（must be a text with {} for the word）"


def examples(width: int = 1) -> Check:
    """A list of texts, or of lists of `width` texts; it may be empty."""

    def check(value: object) -> str | None:
        rows = value if isinstance(value, list) else [None]
        for row in rows:
            cells = [row] if width == 1 else row
            if not isinstance(cells, list) or len(cells) != width or not all(isinstance(cell, str) for cell in cells):
                each = "一句文字" if width == 1 else f"{width} 段文字的列表"
                return f"应为列表，每例是{each}（must be a list of examples, each of {width} texts）"
        return None

    return check
