"""The organisations that one document names: what is one, its full name and level, what an item of a list says."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from policy_parse.fields.names import is_national, resolve_name
from policy_parse.fields.role_words import role_words
from policy_parse.fields.unit_items import IsUnit, ItemWords, read_item
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.offices import looks_like_unit
from policy_parse.model import Level, Region

# 各相关单位 · 厅机关各处室 · 局直属单位 · 市、区财政局 · 县（市、区）政府 · 设区市人民政府 · 地方各级人民政府
_COLLECTIVE = re.compile(
    r"^各|^有关|^相关|^其他|^其它|成员单位|^所有|^全[省市县区州]各|[省市县区州]直(?:各|有关|相关)|[省市县区州]级(?:各|有关|相关)"
    r"|有关(?:部门|单位|企业|处室|地区|区县)|相关(?:部门|单位|企业|处室|地区|区县)|各(?:[县区市镇乡街部单州处科股]|地级|设区|级)"
    r"|(?:直属|下属|所属|局属|厅属|委属|市属|省属|区属|[省市区县州旗盟局厅委]直|驻本?[省市区县州])(?:部门|单位|企业|机构|高校)|^(?:省|市|县)级(?:人民)?政府|^功能区|^[辅协承]办单位"
    r"|^(?:[省市县区州盟旗乡镇]|街道)、|^(?:地方|基层)(?:各级|人民政府|政府|党委)|^设区的?市|^(?:[省市县区州盟旗乡镇]、?|街道、?|（[^（）]{1,9}）){2,}(?:人民政府|政府|党委)"
)


class Office(NamedTuple):
    """What a unit's name as written stands for."""

    name: str
    """Official full name, as `resolve_name` settles it."""
    level: Level | None
    collective: bool
    """A class of organisations (各相关单位)."""


@dataclass(frozen=True, slots=True)
class Offices:
    """Pure functions that remember what they said, since a document names the same offices over and over."""

    is_unit: IsUnit
    office: Callable[[str], Office]
    """The office that a name, cleaned of spaces, stands for."""
    item: Callable[[str, bool, bool], ItemWords]
    """What the folded words of one item of a list say; the flags: under a label, and the only item."""


def offices_of(region: Region | None, lexicon: Lexicon, *, issuers: Sequence[str] = ()) -> Offices:
    """The organisations of a document of `region` that `issuers` issued, nothing remembered yet."""
    national = region is None and is_national(issuers, lexicon)
    words = role_words(lexicon)

    @cache
    def is_unit(name: str, strict: bool) -> bool:
        return looks_like_unit(name, lexicon, strict=strict)

    @cache
    def office(name: str) -> Office:
        settled = resolve_name(name, region=region, lexicon=lexicon, national=national)
        return Office(*settled, _COLLECTIVE.search(name) is not None)

    @cache
    def item(body: str, labelled: bool, alone: bool) -> ItemWords:
        return read_item(body, labelled, alone, is_unit=is_unit, words=words)

    return Offices(is_unit, office, item)
