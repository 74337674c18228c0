"""What the words of one item of a list of units say by themselves: names, their role, a time, nobody."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from policy_parse.fields.units.document_rules import MAY_RULE, RULE_WORDS
from policy_parse.fields.units.names_in_item import Name, names_in
from policy_parse.fields.units.role_words import LabelRole, RoleWords

NOBODY = frozenset({"/", "-", "--", "无", "\\", "暂无", "——", "—", "／", "〇", "0", "*", "…"})
# 2023年6月底前完成  长期坚持  where a bracket holds it beside units
_TIME = re.compile(
    r"^(?:[^，；]{0,4}(?:\d{4}年|\d{1,2}月|年|季度|[上下]半年)[\d年月日上下中旬第一二三四季度半-]{0,10}(?:年?[前底末内]|[日月年]|季度|半年|[上中下]旬)?(?:之?前|以前)?(?:完成|前完成|底前完成|(?:取得|见到|基本实现|实现|建成|启动|形成)[^，；]{0,12})?"
    r"|(?:[^，；]{4,12}完成并)?(?:长期|持续)(?:坚持|推进|开展|实施|落实)|常态化(?:推进|开展|实施)?|长期|全年)$"
)
# （综合处，张某，5550123）: whom to ask, behind the unit
_PHONE = re.compile(r"^(?:电话：?)?(?:\d{3,4}-)?\d{7,11}$")
_CONTACT = re.compile(r"^[\u4e00-\u9fff]{2,4}$(?<![局处办室委厅])")
_SHAPE = re.compile(
    r"^(?!以|将|把|在(?!京)|对|按|为|并|要|使|从|通过|加强|推进|完善|建立|开展|做好|确保|实现|提升|提高|推动|落实|制定|负责|实施|完成|促进|强化|优化|健全|及时|其中|如|不|已|未(?!来)|可|应|须)"
    r"[^：；。！？《》=≥≤%的了\n]{2,44}$"
)
# 张某 · 李某某: two or three characters that begin with one of the commonest surnames and are no known kind of office
_PERSON = re.compile(
    r"^[王李张刘陈杨黄赵吴周徐孙马朱胡郭何罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文][\u4e00-\u9fff]{1,2}$"
)
# 市教育局（牵头） · 市财政局（配合单位）
_OWN_ROLE = re.compile(r"（(?P<word>[\u4e00-\u9fff]{2,6})）$")
# 各区政府〈含开发区，下同〉 but not 各市（含开发区，下同）政府, where the name goes on
_CUT = re.compile(r"[（〈<][^（）〈〉]{0,60}(?:下同|以下|不再)(?:[^（）〈〉<>]|（[^（）]{0,60}）){0,60}[）〉>]?$")

IsUnit = Callable[[str, bool], bool]
"""Whether a name is an organisation's; the flag asks for certainty (outside any label or role word)."""


class ItemName(NamedTuple):
    """A name in an item; places count from the item's start."""

    start: int
    end: int
    open_ended: bool
    text: str
    known: bool
    """A known kind of organisation."""
    shaped: bool
    """May be a unit's name where a label or role word vouches for it."""


class ItemWords(NamedTuple):
    """One item read by itself."""

    says: Literal["names", "nobody", "rule", "time", "phone"]
    names: tuple[ItemName, ...] = ()
    """Empty for 等有关单位, which only says that the list is not all."""
    role: LabelRole | None = None
    """What a role word at its end gives to the names up to it: 市财政局配合."""
    rule: str | None = None
    """The id of that role word; None where there is none."""
    own: bool = False
    """The role word stands in a bracket behind the name and is said of this item alone: 市教育局（牵头）."""
    may_be_person: bool = False
    """Short enough for a person's name, if a phone number follows."""


def read_item(body: str, labelled: bool, alone: bool, *, is_unit: IsUnit, words: RoleWords) -> ItemWords:
    """Read the folded words of one item. Under a label (`labelled`) a role word at its end is never part of a name.

    In a list of one item (`alone`) names may run on without the marks between them.
    """
    if _PHONE.match(body):
        return ItemWords("phone")
    may_be_person = _CONTACT.match(body) is not None
    if body in NOBODY:
        return ItemWords("nobody", may_be_person=may_be_person)
    if MAY_RULE.search(body) and RULE_WORDS.search(_CUT.sub("", body) or body):
        return ItemWords("rule", may_be_person=may_be_person)
    if (said := _OWN_ROLE.search(body)) and (own := _role_of(said["word"], words)) is not None:
        return ItemWords("names", tuple(_names(body, said.start(), alone, is_unit)), *own, own=True)
    certain = is_unit(body, True)
    if not certain and _TIME.match(body):
        return ItemWords("time", may_be_person=may_be_person)
    suffix = words.suffix.search(body) if body.endswith(words.endings) else None
    if suffix is not None and certain and not labelled and not suffix["manner"]:
        suffix = None  # 市委督查室, 质量监督
    names = tuple(_names(body, suffix.start() if suffix else len(body), alone, is_unit))
    role, rule = words.suffixes[suffix["suffix"]] if suffix else (None, None)
    return ItemWords("names", names, role, rule, may_be_person=may_be_person)


def _role_of(word: str, words: RoleWords) -> tuple[LabelRole, str] | None:
    found = words.suffixes.get(word) or words.labels.get(word)
    return found if found is not None and found[0] in ("lead", "responsible", "supporting", "guiding") else None


def _names(body: str, end: int, alone: bool, is_unit: IsUnit) -> Iterator[ItemName]:
    def certain(name: str) -> bool:  # 各县、区政府 as 各县区政府; a 、 in quotes belongs to a title
        return is_unit(name if "“" in name else name.replace("、", ""), True)

    for name in names_in(body, 0, end, certain, alone=alone) if end else ():
        cut = _CUT.search(body, name.start, name.end)
        name = name._replace(end=cut.start()) if cut and cut.start() > name.start else name
        yield _item_name(name, body[name.start : name.end], is_unit)


def _item_name(name: Name, text: str, is_unit: IsUnit) -> ItemName:
    known = is_unit(text.replace("、", ""), False)
    return ItemName(*name, text, known, known or _has_shape(text))


def _has_shape(name: str) -> bool:
    """Whether words that no vocabulary knows may be a unit's name where a label or role word vouches for them."""
    return bool(_SHAPE.match(name)) and not _PERSON.match(name) and any("\u4e00" <= ch <= "\u9fff" for ch in name)
