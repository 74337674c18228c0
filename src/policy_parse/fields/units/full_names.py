"""Names of organisations: what looks like one, and the official full name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple, cast

from policy_parse.fields.units.agencies import Agencies
from policy_parse.fields.units.signs import UnitSigns
from policy_parse.fields.units.words import UnitWords
from policy_parse.lexicon.regions import MUNICIPALITIES, Place, Regions
from policy_parse.model.header import Region
from policy_parse.model.unit import Level
from policy_parse.text.fold import clean
from policy_parse.text.traditional import simplified

_CENTRAL = ("国家", "国务院", "中国", "全国", "中央", "最高人民", "中华全国")
"""What a document of the centre leaves out before its offices: 邮政局, 扶贫办, 气象局, 妇联, 网信办, 法院."""
_CENTRAL_ENDS = ("部", "总局", "总署", "署")
_CORPS = "新疆生产建设兵团"
"""A province to its offices, but no region of GB/T 2260."""
_TRAILER = re.compile(r"[（(〈<〔\[][^（）()〈〉]{0,60}[）)〉>〕\]]$")
_BRANCHES = {
    "banking_branch": "中国银行保险监督管理委员会{place}监管{rest}",
    "finance_branch": "国家金融监督管理总局{place}监管{rest}",
    "exchange_branch": "国家外汇管理局{place}{rest}",
    "securities_branch": "中国证券监督管理委员会{place}监管局",
    "customs_branch": "中华人民共和国{place}{rest}",
    "survey_branch": "国家统计局{place}{rest}",
}
"""Sign of a branch of an office of the centre, in a place that is named without its kind → its full name."""


class LevelWord(NamedTuple):
    """A word that says a level, 市 of 市水利局, and the level."""

    word: str
    level: Level


class Named(NamedTuple):
    """A name taken apart: the place that it belongs to, as far as it is settled, and the rest."""

    place: str | None
    code: str | None
    level: Level | None
    rest: str


def resolve_name(
    text: str, *, region: Region | None, words: UnitWords, national: bool = False
) -> tuple[str, Level | None]:
    """The official full name of the office `text` and its level.

    区水利局 in a document of 重庆市北碚区 is 重庆市北碚区水利局; 国家发展改革委 is 国家发展和改革委员会. A function
    that the vocabulary does not know stays as written behind its place; if the place is not settled, or the name
    is that of a class of offices, the name is `text` cleaned of spaces. The level comes from the words and the
    region; None if neither says it. In a document of the centre (`national`) a name without a level is that of
    an office of the centre if there is one: 卫生健康委 is 国家卫生健康委员会.
    """
    name = clean(text)
    known, signs = words.agencies, words.signs
    trailer = _TRAILER.search(name)
    main = name[: trailer.start()] if trailer else name
    tail = trailer[0] if trailer else ""
    if words.offices.is_class(name):
        return name, _class_level(name, signs)
    central = known.national.get(main)
    if central is not None and (region is None or signs.central.match(main) or main.endswith(_CENTRAL_ENDS)):
        return central.full + tail, "national"
    if national:
        for before in _CENTRAL:
            if (central := known.national.get(before + main)) is not None:
                return central.full + tail, "national"
    branch = _branch(main, words)
    if branch is not None:
        return branch[0] + tail, branch[1]
    if signs.central.match(main):
        return name, _level_below(main, known, words.regions) or "national"
    if not main:
        return name, None
    named = take_apart(main, region, words)
    full = _full(named, words)
    if full is None:
        return (name, named.level)
    return full + tail, named.level


def is_national(issuers: Iterable[str], words: UnitWords) -> bool:
    """True if one of those who issued a document is an office of the centre: 国务院办公厅, 教育部等六部门."""
    for issuer in map(simplified, map(clean, issuers)):
        office = _central_office(issuer, words.agencies)
        if office and not words.regions.at_start(issuer, len(office))[1]:
            return True
    return False


def _central_office(name: str, known: Agencies) -> str:
    """The longest name of an office of the centre that `name` begins with; an empty string if it begins with none."""
    return next((name[:end] for end in range(len(name), 1, -1) if name[:end] in known.national), "")


def _level_below(name: str, known: Agencies, places: Regions) -> Level | None:
    """The level of an office of the centre in a place: 国家税务总局江州市税务局; None if it names no place."""
    office = _central_office(name, known)
    _, found = places.at_start(name, len(office)) if office else (0, ())
    return found[0].level if found else None


def level_word(name: str, signs: UnitSigns) -> LevelWord | None:
    """The word of level that `name` begins with: 市 of 市水利局; None for 市场监管局."""
    match = signs.level_word.match(name)
    if match is None or signs.no_level_word.match(name):
        return None
    return LevelWord(match[0], cast(Level, match.lastgroup))  # the groups of the sign are named for the levels


def _class_level(name: str, signs: UnitSigns) -> Level | None:
    """The level of a class of offices, None if it is of several or of none: municipal for 各市人民政府."""
    levels: tuple[Level, ...] = ("provincial", "township", "county", "municipal")
    of_class = (signs.provincial_class, signs.township_class, signs.county_class, signs.municipal_class)
    return next((level for level, sign in zip(levels, of_class, strict=True) if sign.match(name)), None)


def take_apart(name: str, region: Region | None, words: UnitWords) -> Named:
    """The place and the rest of a name; the place from its level word and the region, or from its own words."""
    places, known = words.regions, words.agencies
    youth = words.signs.youth_league.match(name)
    if youth:
        word = LevelWord(youth[youth.lastgroup or 0].removesuffix("党"), cast(Level, youth.lastgroup))
        place, code, level = _place_of(word, region)
        return Named(place, code, level, "团委")
    if region is not None and region.name.endswith("新区") and name.startswith("新区"):
        return Named(region.name, region.code, region.level, name[2:])
    for corps in (_CORPS, "兵团"):
        if name.startswith(corps) and len(name) > len(corps):
            return Named(_CORPS, None, "provincial", name[len(corps) :])
    own = level_word(name, words.signs)
    if own is not None:
        place, code, level = _place_of(own, region)
        return Named(place, code, level, name[len(own.word) :])
    end, found = places.at_start(name)
    # 三明市 · 彭水县, which is a 苗族土家族自治县 · 广西|税务局
    said = {name[:end]} if not _is_office(name, end, known) else {p.name for p in found}
    whole = [p for p in found if p.name in said or ("自治" in p.name and p.short + p.name[-1] in said)]
    while whole:  # 三明市沙县区, 重庆市北碚区
        further, below = places.at_start(name, end)
        inside = [p for p in below if p.name == name[end:further] and places.parents(p)[-1:] == (whole[0],)]
        if not inside or further >= len(name):
            break
        end, whole = further, inside
    near = _nearest(whole, region, places)
    if near is not None:
        return Named(places.full_name(near), near.code, near.level, name[end:])
    if name.endswith("厅") and region is not None and name in known.functions and region.path[0][-1:] in ("省", "区"):
        return Named(region.path[0], _parent_code(region.code, 0), "provincial", name)  # only provinces have a 厅
    return Named(None, region.code if region else None, whole[0].level if whole else None, name)


def _is_office(name: str, end: int, known: Agencies) -> bool:
    """True if a place's short name is followed by a known office: 广西|税务局, but not 资源|规划局 or 公安|局."""
    rest = name[end:]
    return (rest in known.patterns or rest in known.functions) and not (
        name in known.patterns or name in known.functions
    )


def _nearest(found: list[Place], region: Region | None, places: Regions) -> Place | None:
    """The only one, or the one that lies in the region's city or province."""
    if len(found) <= 1:
        return found[0] if found else None
    for depth in (2, 1):
        path = region.path[:depth] if region else ()
        inside = [p for p in found if path and places.path(p)[: len(path)] == path]
        if len(inside) == 1:
            return inside[0]
    return None


def _place_of(said: LevelWord, region: Region | None) -> tuple[str | None, str | None, Level]:
    """The full name, code and level of what 市 or 区 means in a document of `region`."""
    word, level = said
    if region is None:
        return None, None, level
    path = region.path
    for i in range(len(path) - 1, -1, -1):
        if not path[i].endswith(word) or (word == "区" and path[i].endswith("自治区")):
            continue
        own = i == len(path) - 1
        at: Level = (
            region.level if own else ("provincial" if i == 0 else "municipal" if i == 1 and len(path) > 2 else level)
        )
        code = region.code if own else _parent_code(region.code, i)
        if own:
            return region.name, region.code, at
        if i == 0 and code is not None and code in MUNICIPALITIES:
            at = "provincial"
        name = path[i]
        if at == "county" and code is None:
            name = "".join(path[max(0, i - 1) : i + 1])
        return name, code, at
    return None, None, level


def _parent_code(code: str | None, depth: int) -> str | None:
    if code is None:
        return None
    return code[:2] + "0000" if depth == 0 else code[:4] + "00"


def _full(named: Named, words: UnitWords) -> str | None:
    """The full name; None if the place is not settled."""
    known = words.agencies
    if named.place is None or words.signs.unsettled.search(named.rest):
        return None
    if named.rest == "团委":
        return f"共青团{named.place}委员会"
    if named.rest.startswith("党委"):  # 自治区党委组织部, 州党委宣传部
        found = known.patterns.get(named.rest[1:], ())
        return found[0].full.replace("{place}委", named.place + "委员会") if found else named.place + named.rest
    for agency in known.patterns.get(named.rest, ()):
        if agency.holds(named.level, named.code):
            return agency.full.replace("{place}", named.place)
    for agency in known.functions.get(named.rest, ()):
        if agency.holds(named.level, named.code):
            return named.place + agency.full
    # 市委文明办: an office of the party, whatever it is
    return ("中共" if named.rest.startswith("委") else "") + named.place + named.rest


def _branch(name: str, words: UnitWords) -> tuple[str, Level | None] | None:
    """The full name and the level of a branch of an office of the centre, None if it is not named after a place."""
    for sign, full in _BRANCHES.items():
        match = getattr(words.signs, sign).match(name)
        if match and words.regions.named(match["place"]):
            level = None if sign == "customs_branch" else _level_of(match["place"], words.regions)
            rest = match.groupdict().get("rest", "")
            return full.replace("{place}", match["place"]).replace("{rest}", rest), level
    match = words.signs.bank_branch.match(name)
    if match and words.regions.named(match["place"]):
        rest = match["rest"].replace("营管部", "营业管理部")
        return f"中国人民银行{rest}", None  # a branch may serve several provinces
    return None


def _level_of(name: str, places: Regions) -> Level:
    found = places.named(name)
    return "provincial" if any(p.level == "provincial" for p in found) else "municipal"
