"""A list of units as written: A、B（某某处）等部门，C — cut into names with their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from policy_parse.text.rare import Rare

_OPEN = "（〔《“〈「<"
_CLOSE = "）〕》”〉」>"
_CLOSING = dict(zip(_OPEN, _CLOSE, strict=True))
_MARK = re.compile(rf"[{_OPEN}{_CLOSE}、，；。\n\t;/|]")

# 等部门  等单位  等有关部门（单位）  等市直（驻市）单位  等10个部门  等
_AND_SO_ON = re.compile(
    r"(?<![高中初同平均特甲乙])等(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})?[个家]?[^、，；等]{0,22}(?:单位|部门|机构|企业|处室|科室|地区|县区|区县|院校|委办局)(?:（[^（）]{1,6}）)?)?$"
)
# 由 / 并由 / 以及 / 和 before a name; 原 is part of a name
_LEADING = re.compile(r"^(?:并?由|以及|及|和|与|其中[：，]?|分别由|[-·•]+|\d{1,2}[.、](?=\D))")
_REGION = re.compile(r"^[^，。；]{1,12}[区县市旗镇乡]$|^各地(?:方|区)?$")
# 市发展改革局|市财政局: two lines of a cell without their break; branches stay with their office (市公安局|市交警支队)
_GLUED = re.compile(r"(?<=[局委办厅院室心会])(?=[省市区县州旗盟](?![^、，]{0,12}(?:分局|支队|大队|分院|分中心)))")
_JOINED = re.compile(r"会同|协同|联合|以及|和|与|及|商")


class Item(NamedTuple):
    """One item of a list: where it stands in the folded text, and the mark before and after it."""

    start: int
    end: int
    before: str
    after: str


class Name(NamedTuple):
    """One unit's name in the folded text; `open_ended` where 等 followed it."""

    start: int
    end: int
    open_ended: bool


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
        elif depth == 0 and not (ch == "、" and _shares_ending(text, begin, at, end)):
            yield from _item(text, begin, at, before, ch)
            begin, before = at + 1, ch
    yield from _item(text, begin, end, before, "")


# 各市、州、县人民政府 · 市州、县市区政府 · 中、省驻本市有关单位: levels that share one ending are one name
_TIER = "中央?|国家|省|自治区|地|市|县|区|州|盟|旗|师|兵团"
_LEVEL = re.compile(rf"各?(?:{_TIER}){{1,3}}(?:[（〔][^（）〔〕]{{1,8}}[）〕])?")
_LEVEL_ENDS = (*_TIER.replace("?", "").split("|"), "中", "）", "〕")
_SHARED_ENDING = re.compile(
    rf"各?(?:{_TIER}|乡|镇|街道?|团场){{0,3}}(?:、|[（〔][^（）〔〕]{{1,8}}[）〕]|级|属|直|驻|人民政府|政府|党委|有关|相关|教育|主管|部门|单位)"
)
# 各区县党委和政府 · 各县（市、区）党委、政府: the committee and the government of one place are one name
_PARTY = ("党委", "党工委")
_GOVERNMENT = Rare(r"(?:人民)?政府(?![\u4e00-\u9fff]{0,4}[办局厅处室])|管委会")


def _shares_ending(text: str, start: int, at: int, end: int) -> bool:
    """Whether the 、 at `at` stands inside one name: between levels of government, or 党委 and 政府."""
    if text.endswith(_PARTY, start, at) and _GOVERNMENT.match(text, at + 1, end):
        return True
    if not text.endswith(_LEVEL_ENDS, start, at):
        return False
    last = max(start, text.rfind("、", start, at) + 1)
    return bool(_LEVEL.fullmatch(text, last, at)) and bool(_SHARED_ENDING.match(text, at + 1, end))


def _item(text: str, start: int, end: int, before: str, after: str) -> Iterator[Item]:
    while start < end and text[start] in "\n\t ：":
        start += 1
    while end > start and text[end - 1] in "\n\t ：":
        end -= 1
    if start < end:
        yield Item(start, end, before, after)


def names_in(text: str, start: int, end: int, is_unit: Callable[[str], bool]) -> Iterator[Name]:
    """The names in one list item ``text[start:end]``: its leading 由 and trailing 等部门 off, 和/会同 split.

    A joining word splits only where `is_unit` holds for both sides, so 市文化和旅游局 stays whole.
    """
    lead = _LEADING.match(text[start:end])
    if lead and lead.end() < end - start and not is_unit(text[start:end]):
        start += lead.end()
    tail = _AND_SO_ON.search(text[start:end])
    open_ended = False
    if tail and tail.start() > 0:
        end, open_ended = start + tail.start(), True
    yield from _split_joined(text, start, end, open_ended, is_unit)


def _split_joined(text: str, start: int, end: int, open_ended: bool, is_unit: Callable[[str], bool]) -> Iterator[Name]:
    for joint in _JOINED.finditer(text, start + 1, end - 1):
        left, right = text[start : joint.start()], text[joint.end() : end]
        if left.endswith(_PARTY) and _GOVERNMENT.fullmatch(right):
            break
        tail = _AND_SO_ON.search(left)
        plain = left[: tail.start()] if tail and tail.start() else left
        if is_unit(plain) and (is_unit(right) or _REGION.search(right)):
            yield Name(start, start + len(plain), len(plain) < len(left))
            yield from _split_joined(text, joint.end(), end, open_ended, is_unit)
            return
    for glue in _GLUED.finditer(text, start + 4, end):
        left, right = text[start : glue.start()], text[glue.start() : end]
        if left[0] == right[0] and is_unit(left) and is_unit(right):
            yield Name(start, glue.start(), False)
            yield from _split_joined(text, glue.start(), end, open_ended, is_unit)
            return
    if start < end:
        yield Name(start, end, open_ended)
