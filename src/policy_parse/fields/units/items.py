"""What the words of one item of a list of units say by themselves: names, their role, a time, nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, Protocol

from policy_parse.fields.units.names_in_item import Name, names_in
from policy_parse.fields.units.role_words import LabelRole, RoleWords
from policy_parse.fields.units.signs import UnitSigns
from policy_parse.fields.units.words import UnitWords

NOBODY = frozenset({"/", "-", "--", "无", "\\", "暂无", "——", "—", "／", "〇", "0", "*", "…"})
# 市教育局（牵头） · 市财政局（配合单位）
_OWN_ROLE = re.compile(r"（(?P<word>[\u4e00-\u9fff]{2,6})）$")


class IsUnit(Protocol):
    """True if a name is an organisation's; with ``strict`` only if it is certain (outside any label or role word)."""

    def __call__(self, name: str, *, strict: bool = False) -> bool:
        """See the class."""


class ItemName(NamedTuple):
    """A name in an item; places count from the item's start."""

    start: int
    end: int
    open_ended: bool
    text: str
    known: bool
    """A known kind of organisation."""
    shaped: bool
    """May be a unit's name if a label or role word vouches for it."""


class ItemWords(NamedTuple):
    """One item read by itself."""

    says: Literal["names", "nobody", "rule", "time", "phone"]
    names: tuple[ItemName, ...] = ()
    """Empty for 等有关单位, which only says that the list is not all."""
    role: LabelRole | None = None
    """What a role word at its end gives to the names up to it: 市财政局配合."""
    rule: str | None = None
    """The id of that role word, or None."""
    own: bool = False
    """The role word is in a bracket behind the name and is said of this item alone: 市教育局（牵头）."""
    may_be_person: bool = False
    """Short enough for a person's name, if a phone number follows."""


def read_item(body: str, *, labelled: bool, alone: bool, is_unit: IsUnit, words: UnitWords) -> ItemWords:
    """Read the folded words of one item. Under a label (`labelled`) a role word at its end is never part of a name.

    In a list of one item (`alone`) names may run on without the marks between them.
    """
    signs, roles = words.signs, words.roles
    if signs.phone.match(body):
        return ItemWords("phone")
    may_be_person = signs.may_be_person.match(body) is not None
    if body in NOBODY:
        return ItemWords("nobody", may_be_person=may_be_person)
    if signs.rule_not_unit.search(signs.remark_behind_name.sub("", body) or body):
        return ItemWords("rule", may_be_person=may_be_person)
    if (said := _OWN_ROLE.search(body)) and (own := _role_of(said["word"], roles)) is not None:
        names = tuple(_names(body[: said.start()], is_unit, words, alone=alone))
        return ItemWords("names", names, *own, own=True)
    certain = is_unit(body, strict=True)
    if not certain and signs.time_limit.match(body):
        return ItemWords("time", may_be_person=may_be_person)
    suffix = _role_at_end(body, words)
    if suffix is not None and certain and not labelled and not suffix["manner"]:
        suffix = None  # 市委督查室, 质量监督
    part = signs.doer_and_work.match(body) if suffix is None and not certain else None
    if part is not None and is_unit(part["name"], strict=True):
        names = tuple(_names(part["name"], is_unit, words, alone=alone))
        return ItemWords("names", names, *roles.suffixes[part["suffix"]])
    names = tuple(_names(body[: suffix.start()] if suffix else body, is_unit, words, alone=alone))
    role, rule = roles.suffixes[suffix["suffix"]] if suffix else (None, None)
    return ItemWords("names", names, role, rule, may_be_person=may_be_person)


def _role_at_end(body: str, words: UnitWords) -> re.Match[str] | None:
    """The role word that `body` ends in; a remark on the names may follow: 各镇落实（不再列出）."""
    remark = words.signs.remark_behind_name.search(body)
    end = remark.start() if remark else len(body)
    return words.roles.suffix.search(body[:end]) if body.endswith(words.roles.endings, 0, end) else None


def _role_of(word: str, words: RoleWords) -> tuple[LabelRole, str] | None:
    found = words.suffixes.get(word) or words.labels.get(word)
    return found if found is not None and found[0] in ("lead", "responsible", "supporting", "guiding") else None


def _names(words: str, is_unit: IsUnit, lexicon: UnitWords, *, alone: bool) -> Iterator[ItemName]:
    signs, agencies = lexicon.signs, lexicon.agencies

    def certain(name: str) -> bool:  # 各县、区政府 as 各县区政府; a 、 in quotes belongs to a title
        return is_unit(name if "“" in name else name.replace("、", ""), strict=True)

    def known(name: str) -> bool:
        return name in agencies.functions

    found = names_in(words, 0, len(words), certain, signs=signs, alone=alone, has_full_name=known) if words else ()
    for name in found:
        remark = signs.remark_behind_name.search(words, name.start, name.end)
        name = name._replace(end=remark.start()) if remark and remark.start() > name.start else name
        yield _item_name(name, words[name.start : name.end], is_unit, signs)


def _item_name(name: Name, text: str, is_unit: IsUnit, signs: UnitSigns) -> ItemName:
    if signs.work_and_doer.search(text):
        return ItemName(*name, text, known=False, shaped=False)
    known = is_unit(text.replace("、", ""))
    return ItemName(*name, text, known, known or _has_shape(text, signs))


def _has_shape(name: str, signs: UnitSigns) -> bool:
    """True if words that no vocabulary knows may be a unit's name if a label or role word vouches for them."""
    if signs.class_by_clause.match(name):
        return True
    if not signs.name_shaped.match(name) or signs.person.match(name):
        return False
    return any("\u4e00" <= ch <= "\u9fff" for ch in name)
