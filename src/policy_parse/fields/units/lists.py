"""A list of units as written: A、B（某某处）等部门，C — cut into items with their places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from policy_parse.text.sign import LazyPattern

_OPEN = "（〔《“〈「<"
_CLOSE = "）〕》”〉」>"
_CLOSING = dict(zip(_OPEN, _CLOSE, strict=True))
_MARK = re.compile(rf"[{_OPEN}{_CLOSE}、，；。\n\t;/|①-⑳]")


class Item(NamedTuple):
    """One item of a list: where it stands in the folded text, and the mark before and after it."""

    start: int
    end: int
    before: str
    after: str


def split_list(text: str, start: int, end: int) -> Iterator[Item]:
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
        elif depth == 0 and not (ch == "、" and _inside_name(text, begin, at, end)):
            yield from _item(text, begin, at, before, ch)
            begin, before = at + 1, ch
    yield from _item(text, begin, end, before, "")


def _item(text: str, start: int, end: int, before: str, after: str) -> Iterator[Item]:
    while start < end and text[start] in "\n\t ：":
        start += 1
    while end > start and text[end - 1] in "\n\t ：":
        end -= 1
    if start < end:
        yield Item(start, end, before, after)


# 各市、州、县人民政府 · 市州、县市区政府 · 中、省驻本市有关单位 · 各乡、镇人民政府: levels that share an ending
_TIER = "中央?|国家|省|自治区|地|市|县|区|州|盟|旗|师|兵团|乡|镇|街道?|团场"
_BRACKET = "[（〔][^（）〔〕]{1,8}[）〕]"
_TIERS = rf"(?:{_TIER}){{1,3}}(?:{_BRACKET})?"
_LEVEL_ENDS = (*_TIER.replace("?", "").split("|"), "中", "街", "）", "〕")
# 各市 · 市教育局及各县, up to the 、
_LEVEL = re.compile(rf"(?:.*(?:会同|联合|以及|和|与|及))?(?:各|有关|相关)?(?P<tiers>{_TIERS})")
_CLASS = re.compile("各|有关|相关")
# 县（区）政府 · 区直有关部门, behind the 、
_SHARED_ENDING = re.compile(
    rf"(?:{_TIER}){{1,3}}(?:{_BRACKET}|、|级|属|直|驻|人民政府|政府|党委|有关|相关|教育|主管|部门|单位)"
)
# 各县、市、区 · 各镇、街道: nothing but levels
_BARE = re.compile(rf"{_TIERS}(?=$|[，；。）〕\n]|等|负责|牵头|配合|参与|协助|按|落实|具体|分|组织|实施)")
# 市直有关部门、|单位: a word for a class that is none alone
_CLASS_WORDS = ("部门", "单位", "机构")
_CLASS_WORD = re.compile(
    r"(?:部门|单位|机构)(?=$|[，；。、）〕\n]|负责|牵头|配合|参与|协助|按|落实|具体|分别?|组织|实施)"
)
# 市、区财政局: what stands before is a level and no place
_OF_SEVERAL = re.compile(rf"(?:{_TIER})+[\u4e00-\u9fff]{{2}}")
# 各市、县财政局 · 各县、区水利局, but not 各县、市财政局: offices of the same level or of a lower one
_RANK = {"省": 0, "市": 1, "州": 1, "盟": 1, "地": 1, "县": 2, "区": 2, "旗": 2}
# 各区县党委和政府 · 各县（市、区）党委、政府: the committee and the government of one place are one name
PARTY = ("党委", "党工委")
GOVERNMENT = LazyPattern(r"(?:人民)?政府(?![\u4e00-\u9fff]{0,4}[办局厅处室])|管委会")
_LONGEST = 48
"""No name that holds a 、 goes further back: an endless list is read in time in proportion to its length."""
# 甲局等具有审批、处罚职能的部门: a description of the others
_OTHERS = LazyPattern(r"等(?:具有|承担|负有|拥有|履行)[^，；。（）]{2,40}的[^，；。、（）]{0,8}(?:部门|单位|机构|企业)")


def _inside_name(text: str, start: int, at: int, end: int) -> bool:
    """Whether the 、 at `at` stands inside one name, which begins at `start`."""
    if text.endswith(PARTY, start, at) and GOVERNMENT.match(text, at + 1, end):
        return True
    if text.endswith(_CLASS_WORDS, start, at) and _CLASS_WORD.match(text[:end], at + 1):
        return _CLASS.search(text, start, at) is not None
    others = text.find("等", max(start, at - _LONGEST), at)
    if others >= 0 and (described := _OTHERS.match(text, others, end)) and described.end() > at:
        return True
    return text.endswith(_LEVEL_ENDS, start, at) and _shares_ending(text, start, at, end)


def _shares_ending(text: str, start: int, at: int, end: int) -> bool:
    """Whether it stands between levels of government: 各市、县政府, 各县、市、区, 市、区财政局."""
    last = max(start, text.rfind("、", start, at) + 1)
    level = _LEVEL.fullmatch(text, last, at)
    if level is None:
        return False
    if _SHARED_ENDING.match(text, at + 1, end):
        return True
    of_several = _OF_SEVERAL.match(text, at + 1, end) is not None
    if _CLASS.search(text, max(start, at - _LONGEST), at):
        left, right = _RANK.get(text[at - 1]), _RANK.get(text[at + 1 : at + 2])
        lower = left is not None and right is not None and left <= right
        return (of_several and lower) or _BARE.match(text[:end], at + 1) is not None
    return len(level["tiers"]) == 1 and of_several
