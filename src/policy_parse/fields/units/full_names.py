"""Names of organisations: what looks like one, and the official full name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from policy_parse.fields.units.agencies import Agencies, agencies
from policy_parse.lexicon.load import Lexicon
from policy_parse.lexicon.offices import office_words
from policy_parse.lexicon.regions import MUNICIPALITIES, Place, Regions, regions
from policy_parse.model.header import Region
from policy_parse.model.unit import Level
from policy_parse.text.fold import clean

_LEVELS: dict[str, Level] = {
    "自治区": "provincial",
    "自治州": "municipal",
    "自治县": "county",
    "省": "provincial",
    "市": "municipal",
    "州": "municipal",
    "盟": "municipal",
    "地区": "municipal",
    "区": "county",
    "县": "county",
    "旗": "county",
    "镇": "township",
    "乡": "township",
    "街道": "township",
}
# 市水利局: the level word, then the office
_LEVEL_WORD = re.compile(rf"^(?P<word>{'|'.join(_LEVELS)})(?=.)")
# 市场监管局, 区块链协会, 乡村振兴局: the same characters, no level word
_NO_LEVEL = re.compile(
    r"^(?:市监(?:局|所|分局)|市场|市政(?![府协务法])|市容|市民(?![政宗族航营革盟建进防]|委(?!员))|市域|区块|区域|乡村|地区性|县域|州际|省际|省会|旗舰|镇域|省道|盟员)"
)
# 团市委, 共青团市委
_YOUTH = re.compile(r"^(?:共青)?团(?P<word>省|市|区|县|旗|州|盟|自治区党?)委$")
_CLASS_LEVELS: tuple[tuple[str, Level], ...] = (
    (r"^(?:各|有关|相关){0,2}(?:省|自治区)(?![^政]{0,12}(?:各?市|州)政府)", "provincial"),
    (r"^(?:各|有关|相关){0,2}(?:镇|街道|乡|社区)", "township"),
    (r"^(?:各|有关|相关){0,2}(?:县|区|旗|市辖区)(?!级有关市)", "county"),
    (
        r"^(?:各|有关|相关){0,2}(?:市|州|盟|地|设区市)(?:[^县区]{0,4}|.{0,2}人民政府|直.*|级.*|有关.*|相关.*)$",
        "municipal",
    ),
)
_NATIONAL = re.compile(r"^(?:国家|国务院|中央|全国|中共中央|最高人民|中华全国)")
_CENTRAL = ("国家", "国务院", "中国", "全国", "中央", "最高人民", "中华全国")
"""What a document of the centre leaves out before its offices: 邮政局, 扶贫办, 气象局, 妇联, 网信办, 法院."""
_CENTRAL_ENDS = ("部", "总局", "总署", "署")
_CORPS = "新疆生产建设兵团"
"""A province to its offices, but no region of GB/T 2260."""
_TRAILER = re.compile(r"[（(〈<〔\[][^（）()〈〉]{0,60}[）)〉>〕\]]$")
# 山东银保监局, 江苏证监局, 上海海关, 人民银行济南分行: offices of the centre in a place named without its kind
_BRANCHES = (
    (re.compile(r"^(?P<place>.{2,6}?)银保监(?P<rest>(?:分)?局)$"), "中国银行保险监督管理委员会{place}监管{rest}"),
    (re.compile(r"^(?P<place>.{2,6}?)金融监管(?P<rest>(?:分)?局)$"), "国家金融监督管理总局{place}监管{rest}"),
    (re.compile(r"^(?:国家)?外汇(?:管理)?局(?P<place>.{2,9}?)(?P<rest>分局)$"), "国家外汇管理局{place}{rest}"),
    (re.compile(r"^(?P<place>.{2,6}?)证监局$"), "中国证券监督管理委员会{place}监管局"),
    (re.compile(r"^(?P<place>.{2,6}?)(?P<rest>海关|海事局)$"), "中华人民共和国{place}{rest}"),
    (re.compile(r"^(?P<place>.{2,6}?)(?P<rest>调查总?队)$"), "国家统计局{place}{rest}"),
)
# 市人行, 市供电公司: branches of larger bodies; 市领导小组办公室: that of this plan; 省证监会: no such office
_UNSETTLED = re.compile(
    r"^(?:人行|银监|工行|农行|中行|建行|移动|联通|电信|铁塔|证监会|银保监会|(?:工作)?(?:领导小组|专班).*)$|(?:电力|供电|分)公司$"
)
_BANK = re.compile(
    r"^(?:中国)?(?:人民银行|人行)(?P<rest>(?P<place>.{2,8}?)(?:省|市)?(?:分行|中心支行|支行|总部|营业管理部|营管部)(?:.{0,6}))$"
)


class Named(NamedTuple):
    """A name taken apart: the place that it belongs to, as far as it is settled, and the rest."""

    place: str | None
    code: str | None
    level: Level | None
    rest: str


def resolve_name(
    text: str, *, region: Region | None, lexicon: Lexicon, national: bool = False
) -> tuple[str, Level | None]:
    """Return the official full name of the office `text` and its level.

    区水利局 in a document of 重庆市北碚区 is 重庆市北碚区水利局; 国家发展改革委 is 国家发展和改革委员会. A function
    that the vocabulary does not know stays as written behind its place; where the place is not settled, or the name
    is that of a class of offices, the name is `text` cleaned of spaces. The level comes from the words and the
    region; None where neither says it. In a document of the centre (`national`) a name without a level is that of
    an office of the centre where there is one: 卫生健康委 is 国家卫生健康委员会.
    """
    name = clean(text)
    known = agencies(lexicon)
    trailer = _TRAILER.search(name)
    main = name[: trailer.start()] if trailer else name
    tail = trailer[0] if trailer else ""
    if office_words(lexicon).is_class(name):
        return name, _class_level(name)
    central = known.national.get(main)
    if central is not None and (region is None or _NATIONAL.match(main) or main.endswith(_CENTRAL_ENDS)):
        return central.full + tail, "national"
    if national:
        for before in _CENTRAL:
            if (central := known.national.get(before + main)) is not None:
                return central.full + tail, "national"
    branch = _branch(main, regions(lexicon))
    if branch is not None:
        return branch[0] + tail, branch[1]
    if _NATIONAL.match(main):
        return name, _level_below(main, known, regions(lexicon)) or "national"
    if not main:
        return name, None
    named = take_apart(main, region, regions(lexicon), known)
    full = _full(named, known)
    if full is None:
        return (name, named.level)
    return full + tail, named.level


def is_national(issuers: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether one of those who issued a document is an office of the centre: 国务院办公厅, 教育部等六部门."""
    known, places = agencies(lexicon), regions(lexicon)
    for issuer in map(clean, issuers):
        office = _central_office(issuer, known)
        if office and not places.at_start(issuer, len(office))[1]:
            return True
    return False


def _central_office(name: str, known: Agencies) -> str:
    """The longest name of an office of the centre that `name` begins with; an empty string where there is none."""
    return next((name[:end] for end in range(len(name), 1, -1) if name[:end] in known.national), "")


def _level_below(name: str, known: Agencies, places: Regions) -> Level | None:
    """The level of an office of the centre in a place: 国家税务总局江州市税务局; None where it names no place."""
    office = _central_office(name, known)
    _, found = places.at_start(name, len(office)) if office else (0, ())
    return found[0].level if found else None


def level_word(name: str) -> str:
    """Return the word of level that `name` begins with: 市 of 市水利局; empty for 市场监管局."""
    match = _LEVEL_WORD.match(name)
    return match["word"] if match and not _NO_LEVEL.match(name) else ""


def _class_level(name: str) -> Level | None:
    for pattern, level in _CLASS_LEVELS:
        if re.match(pattern, name):
            return level
    return None


def take_apart(name: str, region: Region | None, places: Regions, known: Agencies) -> Named:
    """The place and the rest of a name; the place from its level word and the region, or from its own words."""
    youth = _YOUTH.match(name)
    if youth:
        word = youth["word"].removesuffix("党")
        place, code, level = _place_of(word, region, places)
        return Named(place, code, level, "团委")
    if region is not None and region.name.endswith("新区") and name.startswith("新区"):
        return Named(region.name, region.code, region.level, name[2:])
    for corps in (_CORPS, "兵团"):
        if name.startswith(corps) and len(name) > len(corps):
            return Named(_CORPS, None, "provincial", name[len(corps) :])
    word = level_word(name)
    if word:
        place, code, level = _place_of(word, region, places)
        return Named(place, code, level, name[len(word) :])
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
    """Whether a place's short name is one of a known office: 广西|税务局, but not 资源|规划局 or 公安|局."""
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


def _place_of(word: str, region: Region | None, places: Regions) -> tuple[str | None, str | None, Level]:
    """The full name, code and level of what 市 or 区 means in a document of `region`."""
    level = _LEVELS[word]
    if region is None:
        return None, None, level
    names = {"区": ("区",), "市": ("市",), "州": ("州",), "自治区": ("自治区",)}.get(word, (word,))
    path = region.path
    for i in range(len(path) - 1, -1, -1):
        if not path[i].endswith(names) or (word == "区" and path[i].endswith("自治区")):
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


def _full(named: Named, known: Agencies) -> str | None:
    """The full name; None where the place is not settled."""
    if named.place is None or _UNSETTLED.search(named.rest):
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


def _branch(name: str, places: Regions) -> tuple[str, Level | None] | None:
    """The full name of a branch of an office of the centre, where it is named after a place."""
    for pattern, full in _BRANCHES:
        match = pattern.match(name)
        if match and _is_place(match["place"], places):
            level = None if name.endswith(("海关", "海事局")) else _level_of(match["place"], places)
            rest = match.groupdict().get("rest", "")
            return full.replace("{place}", match["place"]).replace("{rest}", rest), level
    match = _BANK.match(name)
    if match and _is_place(match["place"], places):
        return "中国人民银行" + match["rest"].replace(
            "营管部", "营业管理部"
        ), None  # a branch may serve several provinces
    return None


def _is_place(name: str, places: Regions) -> bool:
    return bool(places.named(name))


def _level_of(name: str, places: Regions) -> Level:
    found = places.named(name)
    return "provincial" if any(p.level == "provincial" for p in found) else "municipal"
