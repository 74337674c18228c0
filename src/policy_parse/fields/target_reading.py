"""How one group of numbers is read: what stands round it, which form its words have, and what its indicators are.

Forms: `measured` (漏损率控制在9%以内), `counted` (建成100个标杆乡镇, 60%以上城市社区达到…), `service` (2个工作日内办结).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from policy_parse.fields.measures import Measure
from policy_parse.fields.target_amounts import Amount
from policy_parse.fields.target_filters import is_service_time, is_threshold
from policy_parse.fields.target_left import (
    BOUNDARIES,
    Before,
    Edge,
    left_floor,
    read_before,
    read_inner_bound,
    read_left,
    read_period,
)
from policy_parse.fields.target_sharing import share_indicators
from policy_parse.fields.target_words import words_of
from policy_parse.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Reading:
    """What one group of numbers says: where its words stand in the sentence, its indicators, and the form."""

    start: int
    end: int
    indicators: tuple[str | None, ...]
    before: Before
    edge: Edge
    form: str


@dataclass(frozen=True, slots=True)
class Situation:
    """A group of numbers with what stands left (`left`, without its bound) and right of it (`thing`).

    `text` is the folded sentence, `shown` the same characters as written, `clause` where the clause begins.
    """

    text: str
    shown: str
    group: tuple[Amount, ...]
    before: Before
    edge: Edge
    left: str
    thing: str
    clause: int
    previous: Reading | None

    @property
    def first(self) -> Amount:
        """The first number of the group."""
        return self.group[0]

    @property
    def last(self) -> Amount:
        """The last number of the group, whose bound holds for all."""
        return self.group[-1]

    @property
    def measure(self) -> Measure | None:
        """The measure that the group shares."""
        return self.group[-1].measure

    @property
    def is_named(self) -> bool:
        """Whether an indicator stands left of the number."""
        return len(self.left) >= 2

    @property
    def is_bound(self) -> bool:
        """Whether a word other than of change stands before the number."""
        return any(bound.strength != "change" for bound in self.before.bounds)

    @property
    def is_article(self) -> bool:
        """一个, 一家: says nothing of how many, unless a bound stands before it."""
        return self.text[self.first.start : self.first.number_end] == "一" and not self.before.bounds


# what may follow a number without being the thing it counts
_NO_THING = re.compile(
    r"[，。；：！？、（）\t”）)/]|$|和|及|与|以及|或|并|且|的?大关|用于|均|都|即|时|后|前|在|已|将|由|至|到|执行|为|是|之|计|不等|不变|期间|"
    r"的?(?:目标|水平|标准|要求)(?=[，。；、）]|$)|增长|下降|提高|提升|增至|升至|降至|增加|减少|压缩|缩短|扩大|上升|以|左右|办理完|的，|左|其中|相当于|优于|高于|逐步|每年"
)
# 70%的目标, 以上水平: not the thing either, where a share stands before it (12项任务 are twelve things)
_NO_THING_OF_A_SHARE = re.compile(
    r"的?(?:目标|水平|要求|任务|指标|比例|标准|速度|增速|规模|幅度)|全覆盖|全达标|达标|纳入"
)
_THING_ENDS = "，。；：！？）\t"
_SHORT_BRACKET = 8
"""县（市、区）, 社区（村）: brackets up to this long belong to a name."""
_CONNECTOR = re.compile(
    r"(?:、|以及|(?<![饱总共])和(?!谐)|(?<![普涉])及(?![以时])|(?<!参)与|并(?!联|网))(?=[^、和及与并]*$)"
)
# 13个设区市城区基本建成“无散煤区”, 1家企业创建成功节水型企业: what comes of them is counted
_RESULT = re.compile(
    r".{2,}?(?:创建成功|成功创建|成功创成|创建成为|创建为|基本建成|建成|打造成为?|培育成为?)(?P<thing>(?![并后投的成项])..+)"
)
_DONE_BY_THEM = re.compile(r"建成|创建|完成|达到|实现|开展|通过|申报|获评|入选|消除")
# 95%以上|实行一件事一次办: what follows is said of the words before the number
_PREDICATE = re.compile(
    r"实行|实现|完成|达到|建成|接入|具备|开展|进行|可以?(?!再)|能够?(?!源|耗|量)|使用|采用|通过|配备|安装|推行|执行|符合|成为|网上|线上|一次|"
    r"全程(?!网办率)|当场|当日|免|不|提供|上网|入网|脱贫|参与|加入|覆盖|落实|办结|办成|应用"
)
_NOT_GOVERNED = re.compile(
    r"(?:共有|共|现有|涉及|包括|包含|分为|下设|设有|有|含|等|这|那|其他|上述|以上|前|各|每|等共|即|某|第|下辖|辖|共计|由|从|占|总投资)$"
)
_DESCRIBED = re.compile(r"涉及|包括|包含|下设|设有|共有|现有|分为|拥有|辖|占")
_WHERE = re.compile(r"(?:在|对|从|由|向|以)[^，、]{2,}")
_AMONG = re.compile(r"等$")
_WORK_AMONG = (
    "完成",
    "建成",
    "新建",
    "新开工",
    "开工",
    "续建",
    "改造",
    "建设",
    "培育",
    "打造",
    "创建",
    "推进",
    "新增",
    "建成投产",
)
_WORK_OF_A_FEW = (
    "完成",
    "建成",
    "新建",
    "新增",
    "建设",
    "培育",
    "打造",
    "创建",
    "举办",
    "实施",
    "开展",
    "组织",
    "选取",
    "设立",
    "创成",
    "培训",
)
"""Only these make a count of a small number in Chinese."""
_A_FEW = 12
_RULES = re.compile(r"措施|政策|意见|举措|条款|规定|要求|原则|承诺")
_FIELD = re.compile(r"领域|行业|部门|方面|环节|地区|区域|层级|维度|阶段|层面|专业|类别")
_JOINED = re.compile(r"[、，]?(?:和|及|与|以及)?")
_COMES_ABOUT = re.compile(r"(?:形成|建成|实现|建立)$")
# 按照|不超过投资额的20%, 最高|30万元: how support is reckoned, not what is to be reached
_SUPPORT = re.compile(r"(?:按照?|依照)$")
_CAP = re.compile(r"(?:最高|上限|最多|封顶)[^，。；]{0,6}$")
_RATE_OF_LAW = re.compile(r"(?:政策|费率|税率|利率)$")
_EXISTING = re.compile(r"的?政策")
_PLACES = re.compile(
    r"(?:[0-9一二三四五六七八九十两]+(?:个|座)?[市县区镇乡]|[、和及][\u4e00-\u9fff]{1,6}[市县区]|等地|地区|其他[市县区]|等[市县区])$"
)
# 企业拿地后, 在: what stands before a service time and is not what it is for
_NO_SERVICE = re.compile(r"(?:后|起|内|在|于|应当?|条件的?|的|须|需)$")
_EDGES = re.compile(r"^[的，、：；。·]+|[的，、：；。·在]+$")
_EARLIER_VALUE = re.compile(r"[由从](?:[0-9]{4}年的?)?[0-9.]+[^，。；]{0,10}$")
"""Indicator|由6.4张|增至7.6张: the value before is no part of the name."""


@cache
def _prepositions(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(words_of(lexicon).pattern("preposition"))


def situate(
    text: str,
    shown: str,
    group: tuple[Amount, ...],
    limit: int,
    previous: Reading | None,
    times: Sequence[tuple[int, int]],
    lexicon: Lexicon,
) -> Situation:
    """What stands round `group`; `limit` is where the next number begins, `times` where time expressions stand."""
    first, last = group[0], group[-1]
    clause = floor = left_floor(text, first.start)
    if previous is not None:
        floor = max(floor, min(previous.end, first.start))
    before = read_before(text, first.start, floor, lexicon)
    if before.start == floor and floor and text[floor - 1] in "（：":  # 示范村（不少于20个）: the name stands before
        floor, before = left_floor(text, floor - 1), replace(before, start=floor - 1)
    measure = last.measure
    ratio = measure is not None and measure.is_ratio
    thing = _thing(text, last, limit, ratio, lexicon)
    if thing and measure is not None and not ratio:
        before = _without_verbs(before, first.start)
    base = before.baseline or (0, 0)
    places = [(start, end) for start, end in times if end <= base[0] or start >= base[1]]
    works = measure is not None and not ratio and measure.kind != "time"
    edge = read_left(
        text, floor, before.start, lexicon, times=places, verbs=works, counts=bool(thing), level=bool(before.bounds)
    )
    if works and edge.verb and before.bounds and all(b.strength == "change" for b in before.bounds):
        before = replace(before, start=first.start, bounds=())  # 完成松林改造提升120万亩: work done, not a change
    end = before.start
    if ratio and not before.bounds and (inner := read_inner_bound(text, edge.start, end, lexicon)):
        end, bound = inner
        before = replace(before, start=end, bounds=(bound,))
    if earlier := _EARLIER_VALUE.search(text, edge.start, end):
        end = earlier.start()
        before = replace(before, start=end)
    left = trim(text[edge.start : end])
    if before.period is None:
        before = replace(before, period=read_period(text, floor, first.start, lexicon))
    return Situation(text, shown, group, before, edge, "" if left == edge.verb else left, thing, clause, previous)


def _without_verbs(before: Before, number: int) -> Before:
    """`before` without the words that govern the count: 提升|5条河流水质, 新增|不少于50项场景."""
    kept = 0
    while (
        kept < len(before.bounds)
        and before.bounds[kept].strength != "change"
        and before.bounds[kept].comparator != "eq"
    ):
        kept += 1
    if kept == len(before.bounds):
        return before
    start = before.starts[kept - 1] if kept else number
    return replace(before, start=start, bounds=before.bounds[:kept], starts=before.starts[:kept])


def read_situation(at: Situation, lexicon: Lexicon) -> Reading | None:
    """The reading of a group by its form, None where it is no commitment."""
    form = _form(at, lexicon)
    if form == "counted":
        return _counted(at)
    if form == "service":
        return _service(at)
    return _measured(at, lexicon) if form == "measured" else None


def trim(words: str) -> str:
    """`words` without the marks at its edges and without a quote or bracket whose other half is missing."""
    words = _EDGES.sub("", words)
    for opening, closing in ("“”", "（）", "《》"):
        if words.startswith(closing) or (words.startswith(opening) and closing not in words):
            words = words[1:]
        if words.endswith(opening) or (words.endswith(closing) and opening not in words):
            words = words[:-1]
    return _EDGES.sub("", words)


def _thing(text: str, last: Amount, limit: int, ratio: bool, lexicon: Lexicon) -> str:
    """The thing that a number stands before, empty where none does: 100个|标杆乡镇, 30%|的城市."""
    at = last.end
    if _NO_THING.match(text, at) or (ratio and _NO_THING_OF_A_SHARE.match(text, at)):
        return ""
    start = stop = at + 1 if text.startswith("的", at) else at
    while stop < len(text) and text[stop] not in _THING_ENDS:
        closing = text.find("）", stop) if text[stop] == "（" else stop
        if not 0 <= closing <= stop + _SHORT_BRACKET:
            break
        stop = closing + 1
    if limit < stop:
        joint = _CONNECTOR.search(text, start, limit)
        stop = joint.start() if joint else read_before(text, limit, start, lexicon).start
    return text[start:stop]


def _form(at: Situation, lexicon: Lexicon) -> str | None:
    measure = at.measure
    if measure is None:
        return "measured" if _is_index(at) else None
    if _SUPPORT.search(at.text, 0, at.before.start) or (
        measure.kind == "money" and _CAP.search(at.text, 0, at.first.start)
    ):
        return None
    if measure.kind == "time" and measure.standard != "学时":
        return _time_form(at, lexicon)
    if not at.thing:
        return "measured" if _is_measured(at, lexicon) else None
    if measure.kind == "money" and at.edge.verb and at.left.endswith("规模"):
        return "measured"  # 组建规模不低于8亿元的基金
    if at.is_named and at.before.bounds and (at.edge.verb is None or not measure.is_count):
        described = at.text.startswith("的", at.last.end) or not (measure.is_ratio or measure.is_count)
        if (described and not _COMES_ABOUT.search(at.thing)) or _EXISTING.match(at.thing):
            return None  # 总氮浓度高于6.5mg/L的河流: which ones
        return "measured"
    if measure.is_ratio:
        if _RATE_OF_LAW.search(at.thing):
            return None
        ends = words_of(lexicon).kinds["measurable"]
        return "measured" if at.is_named and at.left.endswith(ends) else "counted"
    if is_threshold(at.last, at.thing, at.edge.verb is not None and at.edge.start >= at.before.start - 1):
        return None
    counted = at.previous is not None and at.previous.form == "target.counted"
    if counted and at.previous and _JOINED.fullmatch(at.text, at.previous.end, at.before.start):
        return "counted"
    return "counted" if _is_counted(at, lexicon) else None


def _is_index(at: Situation) -> bool:
    """A bare number is a target after a bound and at the end of its clause: 系数≥0.513, 铁钢比降至0.8以下."""
    whole = at.first.value == at.first.value.to_integral_value()
    ends = _NO_THING.match(at.text, at.last.end) is not None
    return (
        at.is_named
        and (at.is_bound or at.last.after is not None)
        and ends
        and (not whole or at.left[-1] in "数比率值度量")
    )


def _time_form(at: Situation, lexicon: Lexicon) -> str | None:
    """2个工作日内办结 (service), 平均时间压缩至3天以内 (measured); nothing where no limit or no service is spoken of."""
    text, first, last = at.text, at.first, at.last
    if not (at.before.bounds or last.after) or re.search(r"(?:印发|发布|公布|施行)之日", text[: first.start]):
        return None
    if any(bound.comparator in ("ge", "gt") and bound.strength == "bound" for bound in at.before.bounds):
        return None  # 公示期不得少于10个工作日: a duty, nothing to be reached
    if last.after is not None and last.after.comparator == "ge":
        return None
    if at.is_bound and at.is_named and not at.thing:
        return "measured"
    if not is_service_time(text[max(0, first.start - 24) : last.end + 16], lexicon):
        return None
    if at.thing and (not at.is_bound or not at.is_named):
        return "service"
    return "measured" if at.is_named else None


def _is_measured(at: Situation, lexicon: Lexicon) -> bool:
    """Whether a number with nothing after it bounds what stands before it."""
    text, first, last, measure = at.text, at.first, at.last, at.measure
    if measure is None or at.is_article:
        return False
    bounded = bool(at.before.bounds or last.after)
    if not bounded and _DESCRIBED.match(at.left):
        return False
    if not bounded and not at.edge.verb:
        if _NOT_GOVERNED.search(text[: at.before.start]) or _prepositions(lexicon).match(text, at.clause):
            return False
        if first.chinese and measure.is_count:
            return False
        if not at.is_named:  # 续建5个公路项目|630公里
            return at.previous is not None and at.previous.end == at.before.start
    alone = text.startswith("（", first.start - 1) and text.startswith("）", last.end) and first.start > 0
    if alone and not bounded:  # 改造项目（11项）: only says how many there are
        return False
    if measure.is_ratio or measure.is_count or last.after is None or at.is_bound:
        return True
    # 年能耗1万吨标准煤以上或…企业, 重大项目（综合能耗2万吨以上）, 在建筑面积1000平方米以下、…的项目中
    bracketed = text.startswith("）", last.end) and "（" in text[: first.start]
    return not (
        text.startswith(("或", "至", "且"), last.end) or bracketed or _prepositions(lexicon).match(text, at.clause)
    )


def _is_counted(at: Situation, lexicon: Lexicon) -> bool:
    """Whether a number before its thing counts what is to be done, rather than naming a set that is there."""
    if at.is_article or (at.first.chinese and (at.thing.startswith("“") or at.text[: at.before.start].endswith("、"))):
        return False
    left = at.text[at.edge.text_start : at.before.start]
    if "+" in at.thing or ("、" in left and _FIELD.match(at.thing)):
        return False
    if at.first.chinese and not _is_work_of_a_few(at, left):
        return False
    if at.edge.verb is not None:  # 组织在全省火电、钢铁等8个行业…: where, not how many
        if _AMONG.search(left) and not any(word in at.edge.verb for word in _WORK_AMONG):
            return False
        return _WHERE.search(left, len(at.edge.verb)) is None
    if _NOT_GOVERNED.search(left) or _prepositions(lexicon).match(at.text, at.clause):
        return False
    if at.before.bounds or at.last.after or at.last.more:
        return True
    return not at.first.chinese and _DONE_BY_THEM.search(at.thing) is not None


def _is_work_of_a_few(at: Situation, left: str) -> bool:
    """Whether a numeral in Chinese counts: 完成两个灌区改造, 整治二十条河道, but not 推动三个方面工作, 落实十条措施."""
    if at.edge.verb is None or _RULES.match(at.thing):
        return False
    return at.first.value > _A_FEW or any(word in at.edge.verb for word in _WORK_OF_A_FEW)


def _counted(at: Situation) -> Reading:
    place = at.text.index(at.thing, at.last.end)
    end = place + len(at.thing)
    shown = at.shown[place:end]
    ratio = at.measure is not None and at.measure.is_ratio
    start = at.edge.text_start if at.edge.verb else at.before.start
    if ratio and at.is_named and (at.last.after is None or _PREDICATE.match(at.thing)):  # 服务事项|95%以上|实行一次办
        start = at.edge.text_start
        shown = trim(at.shown[at.edge.start : at.before.start]) + shown
    elif not ratio and (result := _RESULT.fullmatch(at.thing)):
        shown = shown[result.start("thing") :]
    shown = trim(re.sub(r"(?:工作|任务)$", "", shown))
    return Reading(
        min(start, at.first.start), end, (shown or None,) * len(at.group), at.before, at.edge, "target.counted"
    )


def _service(at: Situation) -> Reading:
    """The indicator is what is finished in the time: 办好开工手续, with the words before where they name it."""
    place = at.text.index(at.thing, at.last.end)
    named = at.is_named and not _NO_SERVICE.search(at.text[at.edge.start : at.before.start])
    shown = (trim(at.shown[at.edge.start : at.before.start]) if named else "") + trim(
        at.shown[place : place + len(at.thing)]
    )
    start = at.edge.text_start if named else at.before.start
    return Reading(start, place + len(at.thing), (shown,) * len(at.group), at.before, at.edge, "target.service")


def _measured(at: Situation, lexicon: Lexicon) -> Reading:
    number, before, edge, previous = len(at.group), at.before, at.edge, at.previous
    end = at.last.end
    ratio = at.measure is not None and at.measure.is_ratio
    if previous is not None and ratio and _PLACES.search(at.left):  # 占比达到40%以上，甲、乙两市不低于50%
        edge = replace(edge, scope=(edge.start, before.start))
        return Reading(edge.text_start, end, previous.indicators[:1] * number, before, edge, "target.same_indicator")
    if at.is_named:
        shown = trim(at.shown[edge.start : before.start])
        if shown.startswith("占") and previous is not None:  # 装机容量达到…，占总装机的54%
            shown = f"{previous.indicators[-1] or ''}{shown}"
        names = share_indicators(shown, number, before.each, lexicon)
        return Reading(edge.text_start, end, tuple(names), before, edge, "target.measured")
    start = min(edge.text_start, before.start)
    if edge.verb is not None:
        return Reading(start, end, (edge.verb,) * number, before, edge, "target.verb")
    if previous is not None:
        return Reading(start, end, previous.indicators[:1] * number, before, edge, "target.same_indicator")
    return Reading(start, end, (None,) * number, before, edge, "target.bare")


def clause_around(text: str, at: int, end: int) -> str:
    """The clause that holds ``text[at:end]``."""
    stops = [i for i in (text.find(mark, end) for mark in BOUNDARIES) if i >= 0]
    return text[left_floor(text, at) : min(stops, default=len(text))]
