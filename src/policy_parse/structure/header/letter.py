"""A letter that hands a plan out and has no heading of its own, as web pages print it below a headline that is lost."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_parse.structure.header.lines import HeaderLine

_ABOVE = ("number", "date", "remark", "noise", "letterhead")
_LETTER_LINES = 3
"""How far below its recipients a letter says what it hands out."""
# 《某某行动方案》已经市政府同意，现印发给你们
_TO_YOU = re.compile(r"《.{4,200}》.{0,60}(?:印发|转发|下发)(?:给)?你们")


def begins_with_letter(lines: Sequence[HeaderLine]) -> bool:
    """Whether nothing but a number, a date or what a web page says stands above the recipients."""
    return next((line.kind for line in lines if line.kind not in _ABOVE), "") == "recipients"


def stands_below_letter(lines: Sequence[HeaderLine], title: int) -> bool:
    """Whether the title on line `title` stands below a letter to its recipients that hands the plan out."""
    if not begins_with_letter(lines[:title]):
        return False
    first = next(i for i, line in enumerate(lines) if line.kind == "recipients") + 1
    return any(_TO_YOU.search(line.text) for line in lines[first : min(first + _LETTER_LINES, title)])
