"""One item of a list of units, cut into names: 甲局会同乙局, 甲局等和各县政府, 甲局乙局 whose line break was lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from policy_parse.fields.units.lists import GOVERNMENT, PARTY

# 等部门  等单位  等有关部门（单位）  等市直（驻市）单位  等10个部门  等具有审批、处罚职能的部门  等
_AND_SO_ON = re.compile(
    r"(?<![高中初同平均特甲乙])等(?![级额])(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})?[个家]?"
    r"(?:(?:具有|承担|负有|拥有|履行)[^，；等]{2,40}的)?[^、，；等]{0,22}(?:单位|部门|机构|企业|处室|科室|地区|县区|区县|院校|高校|院所|学校|医院|银行|公司|国企|央企|园区|乡镇|镇街|街道|运营商|协会|组织|团体|委办局)(?:（[^（）]{1,6}）)?)?$"
)
# 由 / 并由 / 以及 / 和 / 会同 before a name; 原 is part of a name
_LEADING = re.compile(r"^(?:并?由|以及|及|和|与|会同(?!县)|(?:联合|协同)(?=[省市区县州盟旗各])|其中[：，]?|分别由)")
# 1.市教育局 · ★市教育局*: marks round a name
_NUMBER = re.compile(r"\d{1,2}[.、](?=\D)|[-·•●◆■▲★☆※*#]+")
_STARS = "*★☆※#"
_REGION = re.compile(r"^[^，。；]{1,12}(?:[区县市旗镇乡]|街道|镇街)$|^各地(?:方|区)?$")
# 厅机关各处室和|直属单位 · 各相关处室和|辅办单位: a class that only its last word tells, beside another name
_CLASS = re.compile(r"^(?!等)[\u4e00-\u9fff]{2,6}(?<!的)(?:单位|部门|处室|科室|企业|机构)$")
# 市发展改革局|市财政局: two lines of a cell without their break; branches stay with their office (市公安局|市交警支队)
_GLUED = re.compile(r"(?<=[局委办厅院室心会])(?=[省市区县州旗盟](?![^、，]{0,12}(?:分局|支队|大队|分院|分中心)))")
_JOINED = re.compile(r"会同|协同|联合|以及|和|与|及|商")

# 市水利局等|市河长制工作领导小组成员单位: a body that is named is no mere "and others"
_MEMBERS = re.compile(r"(?<=等)[^等]{2,40}(?:领导小组|联席会议|指挥部|专班|委员会)(?:各|有关|相关)?成员单位$")

_LONGEST = 300
"""Of an item that is longer no part is a name by certainty; it stays whole."""

IsUnit = Callable[[str], bool]
"""Whether a name, without the 、 inside it, is certainly an organisation's."""


class Name(NamedTuple):
    """One unit's name in the folded text; `open_ended` where 等 followed it."""

    start: int
    end: int
    open_ended: bool


def names_in(text: str, start: int, end: int, is_unit: IsUnit, *, alone: bool = False) -> Iterator[Name]:
    """The names in one list item ``text[start:end]``: its leading 由 and trailing 等部门 off, 和/会同 split.

    A joining word splits only where both sides are units, so 市文化和旅游局 stays whole. None where the item is
    nothing but 等有关部门. Names without a mark between them (市教育局市财政局) are cut only in a list that has no
    marks at all (`alone`): beside marked items they are the two name plates of one office.
    """
    if end - start > _LONGEST:
        yield Name(start, end, False)
        return
    if (number := _NUMBER.match(text, start, end)) and number.end() < end:
        start = number.end()
    while end - start > 2 and text[end - 1] in _STARS:
        end -= 1
    lead = _LEADING.match(text[start:end])
    if lead and lead.end() < end - start and not is_unit(text[start:end]):
        start += lead.end()
    members = _MEMBERS.search(text, start, end) if text.endswith("成员单位", start, end) else None
    if members and members.start() > start + 1:
        yield from names_in(text, start, members.start(), is_unit, alone=alone)
        yield Name(members.start(), end, False)
        return
    tail = _AND_SO_ON.search(text[start:end])
    if tail:
        end = start + tail.start()
    for name in _split_joined(text, start, end, tail is not None, is_unit):
        yield from _split_glued(text, name, is_unit) if alone else (name,)


def _split_joined(text: str, start: int, end: int, open_ended: bool, is_unit: IsUnit) -> Iterator[Name]:
    for joint in _JOINED.finditer(text, start + 1, end - 1):
        left, right = text[start : joint.start()], text[joint.end() : end]
        if left.endswith(PARTY) and GOVERNMENT.fullmatch(right):
            break
        tail = _AND_SO_ON.search(left)
        plain = left[: tail.start()] if tail else left
        closed = tail is not None and len(plain) > 1  # 甲社等和乙局: 等 closes a list, whatever is in it
        if (closed or is_unit(plain)) and (is_unit(right) or _REGION.search(right) or _CLASS.search(right)):
            yield Name(start, start + len(plain), tail is not None)
            yield from _split_joined(text, joint.end(), end, open_ended, is_unit)
            return
    if start < end:
        yield Name(start, end, open_ended)


def _split_glued(text: str, name: Name, is_unit: IsUnit) -> Iterator[Name]:
    for glue in _GLUED.finditer(text, name.start + 4, name.end):
        at = glue.start()
        if text[name.start] == text[at] and is_unit(text[name.start : at]) and is_unit(text[at : name.end]):
            yield Name(name.start, at, False)
            yield from _split_glued(text, name._replace(start=at), is_unit)
            return
    yield name
