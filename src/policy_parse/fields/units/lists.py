"""A list of units as written: A、B（某某处）等部门，C — cut into items with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from policy_parse.fields.units.signs import UnitSigns

_OPEN = "（〔《“〈「<"
_CLOSE = "）〕》”〉」>"
_CLOSING = dict(zip(_OPEN, _CLOSE, strict=True))
_MARK = re.compile(rf"[{_OPEN}{_CLOSE}、，；。\n\t;/|①-⑳]")
_BRACKET = re.compile(r"[（〔）〕]")


class Item(NamedTuple):
    """One item of a list: its place in the folded text, and the mark before and after it."""

    start: int
    end: int
    before: str
    after: str


def bracket_ends(text: str) -> dict[int, int]:
    """Opening bracket → position after the one that closes it; those that nothing closes are left out.

    Round and square brackets close each other, as misprints such as （…〕 occur in published plans.
    """
    ends: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] in "（〔":
            opened.append(match.start())
        elif opened:
            ends[opened.pop()] = match.end()
    return ends


def split_list(text: str, start: int, end: int, signs: UnitSigns) -> Iterator[Item]:
    """Items of ``text[start:end]`` between 、 ， ； 。 and line breaks; marks inside brackets do not cut.

    A bracket that never closes cuts like any other character.
    """
    depth, begin, before = 0, start, ""
    for mark in _MARK.finditer(text, start, end):
        at, ch = mark.start(), mark[0]
        if ch in _CLOSING:
            depth += text.find(_CLOSING[ch], at, end) >= 0
        elif ch in _CLOSE:
            depth = max(0, depth - 1)
            if depth == 0 and ch == "）" and _closes_own_role(text, begin, at + 1, end, signs):
                yield from _item(text, begin, at + 1, before, "")
                begin, before = at + 1, ""
        elif depth == 0 and not (ch == "、" and _is_inside_name(text, begin, at, end, signs)):
            yield from _item(text, begin, at, before, ch)
            begin, before = at + 1, ch
    yield from _item(text, begin, end, before, "")


def _closes_own_role(text: str, begin: int, at: int, end: int, signs: UnitSigns) -> bool:
    """True if a bracket up to `at` says the role of the name before it, and a name follows: 甲局（牵头）乙局."""
    opened = text.rfind("（", begin + 1, at)
    return at < end and opened > begin and signs.own_role.match(text, opened, end) is not None


def _item(text: str, start: int, end: int, before: str, after: str) -> Iterator[Item]:
    while start < end and text[start] in "\n\t ：":
        start += 1
    while end > start and text[end - 1] in "\n\t ：":
        end -= 1
    if start < end:
        yield Item(start, end, before, after)


_LONGEST = 48
"""No name that holds a 、 goes further back: an endless list is read in time in proportion to its length."""
_RANK = {"省": 0, "市": 1, "州": 1, "盟": 1, "地": 1, "县": 2, "区": 2, "旗": 2}
"""各市、县财政局, 各县、区水利局, but not 各县、市财政局: the office is of the same level or of a lower one."""
_LOWEST = "乡镇道"


def _is_inside_name(text: str, start: int, at: int, end: int, signs: UnitSigns) -> bool:
    """True if the 、 at `at` is part of one name, which begins at `start`."""
    if signs.party_and_government.match(text, at, end):  # 各区县党委、政府
        return True
    if signs.two_class_words.match(text, at, end):  # 市直有关部门、单位
        return signs.class_word.search(text, start, at) is not None
    others = text.find("等", max(start, at - _LONGEST), at)
    if others >= 0 and (described := signs.others_of_a_kind.match(text, others, end)) and described.end() > at:
        return True
    return _shares_ending(text, start, at, end, signs)


def _shares_ending(text: str, start: int, at: int, end: int, signs: UnitSigns) -> bool:
    """True if the 、 at `at` joins levels of government: 各市、县政府, 各县、市、区, 市、区财政局."""
    last = max(start, text.rfind("、", start, at) + 1)
    level = signs.up_to_a_level.fullmatch(text, last, at)
    if level is None:
        return False
    if signs.shared_ending.match(text, at + 1, end):
        return not (text[at - 1] in _LOWEST and text[at + 1 : at + 2] in _RANK)  # 各街道、区直各部门 are two
    of_several = signs.level_and_office.match(text, at + 1, end) is not None
    if signs.class_word.search(text, max(start, at - _LONGEST), at):
        left, right = _RANK.get(text[at - 1]), _RANK.get(text[at + 1 : at + 2])
        lower = left is not None and right is not None and left <= right
        return (of_several and lower) or signs.bare_levels.match(text, at + 1, end) is not None
    return len(level["tiers"]) == 1 and of_several
