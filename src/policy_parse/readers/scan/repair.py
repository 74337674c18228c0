"""What a recogniser usually takes for something else, put right; as many characters come out as went in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from policy_parse.signs.pages import PageSigns
from policy_parse.text.sign import Sign

_DOUBTED = 0.95
"""Confidence of a character below which another may be meant; right ones have 0.99 and more on pages in good order."""
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


def stray(line: str, signs: PageSigns) -> frozenset[int]:
    """The places in one line, put right, of what is no character at all but specks of the paper."""
    return frozenset(place for match in signs.stray_point.finditer(line) for place in range(*match.span()))


def with_known_labels(line: str, sureness: Sequence[float], signs: PageSigns) -> str:
    """`line` with a label put right of which one character was read wrongly: 责住单位： → 责任单位：.

    Only a character that the recogniser doubts gives way, and only if one known label alone fits all others.
    """
    for match in signs.label_like.finditer(line):
        seen, sure = match[0], sureness[match.start() : match.end()]
        if seen in signs.labels:
            continue
        fits = [label for label in signs.labels if _is_doubted_reading(seen, sure, label)]
        if len(fits) == 1:
            line = line[: match.start()] + fits[0] + line[match.end() :]
    return line


def _is_doubted_reading(seen: str, sureness: Sequence[float], label: str) -> bool:
    """True if `seen` and `label` differ in one character, and that one is doubted."""
    if len(seen) != len(label):
        return False
    wrong = [i for i, (a, b) in enumerate(zip(seen, label, strict=True)) if a != b]
    return len(wrong) == 1 and sureness[wrong[0]] < _DOUBTED


def mend(text: str, signs: PageSigns) -> str:
    """A whole paragraph or cell with what only its other lines can tell: pairs, volumes, lost marks, split dates."""
    text = _paired_quotes(signs.split_date.sub("", signs.speck.sub("", text)))
    text = signs.misread_thousand.sub("千", text)
    text = signs.misread_comma.sub("、", signs.misread_semicolon.sub("；", text))
    text = signs.lost_mark_of_governments.sub("、", text)
    text = signs.lost_colon.sub(lambda m: m[0] + "：", text)
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
