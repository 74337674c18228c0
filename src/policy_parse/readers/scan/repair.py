"""What a recogniser usually takes for something else, put right; as many characters come out as went in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from policy_parse.signs.pages import PageSigns
from policy_parse.text.sign import Sign

_Replacement = str | Callable[[re.Match[str]], str]
_MARKS = str.maketrans(",;:?!()", "，；：？！（）")
_POWERS = str.maketrans("23", "²³")
_DASHES = str.maketrans("一－-", "———")


def _repairs(signs: PageSigns) -> Iterator[tuple[Sign, _Replacement]]:
    """What is misread and what it is, in the order in which it is put right."""
    yield signs.misread_mark, lambda m: m[0].translate(_MARKS)
    yield signs.misread_full_stop, "。"
    yield signs.misread_opening_of_year, "〔"
    yield signs.misread_closing_of_year, "〕"
    yield signs.misread_ten, "十"
    yield signs.misread_dash, "—"
    yield signs.misread_power, lambda m: m[0].translate(_POWERS)
    yield signs.misread_zero, "0"
    yield signs.misread_one, "1"
    yield signs.misread_last_dash, "—"
    yield signs.misread_first, "一"


def repair(line: str, signs: PageSigns) -> str:
    """One line with the usual mistakes put right; ``len`` stays the same."""
    if signs.recognized_dashed_number.fullmatch(line):
        return line.translate(_DASHES)
    line = line.replace("丶", "、")  # the character for a dot, which nobody writes, for the mark between items
    for sign, replacement in _repairs(signs):
        line = sign.sub(replacement, line)
    return line


def mend(text: str, signs: PageSigns) -> str:
    """A whole paragraph or cell with what only its other lines can tell: pairs, volumes, lost marks, split dates."""
    text = _paired_quotes(signs.split_date.sub("", signs.speck.sub("", text)))
    text = signs.misread_statement.sub(lambda m: f"〔{m[0][1:-1]}〕", text)
    text = signs.unclosed_statement.sub(lambda m: f"〔{m[0][1:]}〕", text)
    text = signs.volume_as_area.sub(lambda m: m[0][:-1] + "³", text)
    return signs.lost_mark.sub("、", text) if "、" in text or "，" in text else text


def _paired_quotes(text: str) -> str:
    """“十四五" → “十四五”: a straight quote closes what is open, else it opens."""
    if '"' not in text:
        return text
    found: list[str] = []
    is_open = False
    for char in text:
        char = ("”" if is_open else "“") if char == '"' else char
        is_open = char == "“" or (is_open and char != "”")
        found.append(char)
    return "".join(found)
