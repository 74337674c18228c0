"""What the words of one item of a list of units say by themselves: names, their role, a time, nobody."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple, Protocol

from policy_parse.fields.units.agencies import Agencies
from policy_parse.fields.units.names_in_item import Name, names_in
from policy_parse.fields.units.role_words import LabelRole, RoleWords
from policy_parse.fields.units.signs import UnitSigns
from policy_parse.lexicon.offices import OfficeWords

NOBODY = frozenset({"/", "-", "--", "无", "\\", "暂无", "——", "—", "／", "〇", "0", "*", "…"})


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


class ReadItem(Protocol):
    """Reads the folded words of one item. Under a label (`labelled`) a role word at its end is never part of a name.

    In a list of one item (`alone`) names may run on without the marks between them.
    """

    def __call__(self, body: str, *, labelled: bool, alone: bool) -> ItemWords:
        """See the class."""


_REMEMBERED = 4096
"""Items whose reading is kept: a list, and the documents of one office, name the same offices over and over."""


class ItemReader:
    """Reads single items of lists of units; built once for a lexicon. An answer depends on the arguments alone."""

    def __init__(self, signs: UnitSigns, roles: RoleWords, offices: OfficeWords, agencies: Agencies) -> None:
        self._signs, self._roles, self._agencies = signs, roles, agencies
        self._is_unit = offices.looks_like_unit
        self.read: ReadItem = lru_cache(maxsize=_REMEMBERED)(self._read)
        """What an item says; remembered."""

    def _read(self, body: str, *, labelled: bool, alone: bool) -> ItemWords:
        signs, roles = self._signs, self._roles
        if signs.phone.match(body):
            return ItemWords("phone")
        may_be_person = signs.may_be_person.match(body) is not None
        if body in NOBODY:
            return ItemWords("nobody", may_be_person=may_be_person)
        if signs.rule_not_unit.search(signs.remark_behind_name.sub("", body) or body):
            return ItemWords("rule", may_be_person=may_be_person)
        name, opening, word = body.removesuffix("）").rpartition("（")
        if opening and body[-1] == "）" and (own := _role_of(word, roles)) is not None:  # 市教育局（牵头）
            return ItemWords("names", self._names(name, alone=alone), *own, own=True)
        certain = self._is_unit(body, strict=True)
        if not certain and signs.time_limit.match(body):
            return ItemWords("time", may_be_person=may_be_person)
        suffix = self._role_at_end(body)
        if suffix is not None and certain and not labelled and not suffix["manner"]:
            suffix = None  # 市委督查室, 质量监督
        part = signs.doer_and_work.match(body) if suffix is None and not certain else None
        if part is not None and self._is_unit(part["name"], strict=True):
            return ItemWords("names", self._names(part["name"], alone=alone), *roles.suffixes[part["suffix"]])
        names = self._names(body[: suffix.start()] if suffix else body, alone=alone)
        role, rule = roles.suffixes[suffix["suffix"]] if suffix else (None, None)
        return ItemWords("names", names, role, rule, may_be_person=may_be_person)

    def _role_at_end(self, body: str) -> re.Match[str] | None:
        """The role word that `body` ends in; a remark on the names may follow: 各镇落实（不再列出）."""
        remark = self._signs.remark_behind_name.search(body)
        end = remark.start() if remark else len(body)
        return self._roles.suffix.search(body[:end]) if body.endswith(self._roles.endings, 0, end) else None

    def _names(self, words: str, *, alone: bool) -> tuple[ItemName, ...]:
        if not words:
            return ()
        found = names_in(
            words, 0, len(words), self._is_certain, signs=self._signs, alone=alone, has_full_name=self._has_full_name
        )
        return tuple(self._item_name(words, name) for name in found)

    def _is_certain(self, name: str) -> bool:
        # 各县、区政府 as 各县区政府; a 、 in quotes belongs to a title
        return self._is_unit(name if "“" in name else name.replace("、", ""), strict=True)

    def _has_full_name(self, name: str) -> bool:
        return name in self._agencies.functions

    def _item_name(self, words: str, name: Name) -> ItemName:
        remark = self._signs.remark_behind_name.search(words, name.start, name.end)
        if remark and remark.start() > name.start:
            name = name._replace(end=remark.start())
        text = words[name.start : name.end]
        if self._signs.work_and_doer.search(text) or self._signs.post.fullmatch(text):
            return ItemName(*name, text, known=False, shaped=False)
        known = self._is_unit(text.replace("、", ""))
        return ItemName(*name, text, known, known or _has_shape(text, self._signs))


def _role_of(word: str, words: RoleWords) -> tuple[LabelRole, str] | None:
    found = words.suffixes.get(word) or words.labels.get(word)
    return found if found is not None and found[0] in ("lead", "responsible", "supporting", "guiding") else None


def _has_shape(name: str, signs: UnitSigns) -> bool:
    """True if words that no vocabulary knows may be a unit's name if a label or role word vouches for them."""
    if signs.class_by_clause.match(name):
        return True
    if not signs.name_shaped.match(name) or signs.person.match(name):
        return False
    return any("\u4e00" <= ch <= "\u9fff" for ch in name)
