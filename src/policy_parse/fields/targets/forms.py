"""Which form a number's words have: measured (漏损率控制在9%以内), counted (建成100个标杆乡镇), service (2天内办结).

None of them where the number only describes: who is covered, a set that is there already, how support is reckoned.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from policy_parse.fields.targets.left_edge import TIME
from policy_parse.fields.targets.not_commitments import TIMES, is_service_time, is_threshold
from policy_parse.fields.targets.situation import Situation, ends_clause
from policy_parse.fields.targets.words import AT_BEST, TargetWords
from policy_parse.text.sign import LazyPattern

_A_FEW = 12
"""A numeral in Chinese up to this needs a verb that brings things about: 完成两个灌区改造, not 推动三个方面工作."""
_BRACKET = re.compile(r"（[^（）]*）$")
_INDEX_ENDINGS = "数比率值度量例重"
# 组织|在全省电力、化工等8个行业: where, not how many
_WHERE = re.compile(r"[在对从由向以][^，、]{2,}")
# 在北部山区, 以沿江地区为重点
_IN_PLACE = re.compile(r"[在沿]|以[^，。]{2,16}为(?:重点|主)")
_CLOSES = re.compile(r"[。；]|，(?![且或并]|其中)")
# 对|6万户困难家庭进行改造, 为全区|200家企业提供服务
_SERVED = re.compile(r"(?P<to>[对为])(?:全[省市区县州]|我[省市区县州])?")
_COUNTED_AS = {"对": "户人名家所座栋幢", "为": "户人名家"}
_IS_DONE = LazyPattern(r"(?:进行|实施|开展|提供|办理)[“\u4e00-\u9fff]{2}")
_PUSHES = re.compile(r"(?:加快|推进|推动|抓好|促进)")
_WORKS = ("工程", "项目", "电站", "基地", "园区", "设施", "管网", "线路", "建设", "改造", "治理", "整治")
# 15条改革|举措落地见效: what another paper lists
_ON_PAPER = re.compile(r"(?:举措|措施|政策|任务|条款)[^，。；]{0,4}(?:落地|落实|见效|生根)")
_AMONG = re.compile(r"等$")
# 甲、乙等|新修订|5部法规: how they came to be there
_ATTRIBUTE = re.compile(r"(?:等|[》”])[新已所]$")
_DATE = LazyPattern(f"(?:{TIME})")
_TO = re.compile(r"对|针对|凡")
_JOINED = re.compile(r"[、，]?(?:和|及|与|以及)?")
# 半径小于5公里的网络|基本形成: the description is what is to come about
_COMES_ABOUT = re.compile(r"(?:形成|建成|实现|建立)$")
# 按照|不超过投资额的20%, 最高|30万元: how support is reckoned
_SUPPORT = re.compile(r"(?:按照?|依照)$")
# 按不低于总车位20%|的比例配建充电桩: a share that is built
BY_SHARE = re.compile(
    r"的比例(?P<done>(?:分类|分别|同步)?(?:配建|配备|配置|建设|安装|预留|设置)(?:[^，。；（]|（[^）]{1,8}）){2,20})"
)
_CAP = re.compile(r"(?:最高|上限|最多|封顶)[^，。；]{0,6}$")
# 总额度|不超过300万元, 单笔贷款|不超过50万元: what one may get
_FOR_ONE = re.compile(r"(?:额度|限额)(?<!债务限额)$|^(?:单[户笔个项家]|每[户人笔个家]|个人|同一)")
# 企业拿地后, 在: what stands before a service time and is not what it is for
NO_SERVICE = re.compile(r"(?:后|起|内|在|于|应当?|条件的?|的|须|需)$")
# 用电负荷达到30%以上|，符合规定的，可享受: who may claim something
_ENTITLES = re.compile(
    r"[^。；（）]{0,14}的(?:（[^（）]{0,40}）)?[），]{0,2}(?:可以?|给予|优先|予以|享受|按照?|申请|一律)"
)
# 红线内|2米, 道路两侧|40米: where
_BESIDE = re.compile(r"(?:[内外侧旁边]|以[内外东西南北]|范围|沿线|周边|处)$")
# 年能耗超过2万吨|、年产值超过3亿元的企业: described by several numbers
_ALSO_DESCRIBES = LazyPattern(
    r"[、且或和及][^，。；、]{1,16}[0-9][^，。；、0-9]{1,8}的[^，。；、]{0,8}"
    r"(?:企业|单位|项目|地区|机构|个人|家庭|园区|建筑|用户|主体|人员)"
)
_STRIVES = re.compile(r"(?:力争|争取|确保|奋力|努力)(?:完成|达到|实现)?")
# 距离居民区|不少于200米, 不涉及主干道且长度|不大于300米, 登记费每件|80元: rules of place and of price
_FROM = re.compile(r"距(?!今)|不涉及|未涉及|不属于")
_EACH = re.compile(r"每(?:件|人|户|吨|平方米|立方米|度|次|个|亩|月|年|天|小时|张|本)$")
# 每个行政村|至少1个|服务站: for whom, not what
_EVERY = re.compile(
    r"每个?(?:县|市|区|乡|镇|村|街道|社区|行政村|企业|学校|单位|部门|园区|网格|州|盟|旗)|各[省市县区镇乡村]"
)
# 体育活动时间|不少于2小时, 优良天数|达到310天以上: time that is to be spent or counted
_SPENT = re.compile(r"(?<!公示)(?<!公告)(?<!保存)(?<!保留)(?:时间|时长|课时|寿命|时数|天数|日数)$")
# 排放限值|执行|12mg/L: the limit of a standard
_BY_RULE = re.compile(r"(?:执行|限值为?|标准为)$")
# 1分钟|响应: done at once for those who ask, no word of limit needed
_PROMISES = ("", "实现", "做到", "确保", "力争")
_AT_ONCE = re.compile(r"响应|办结|到场|到达|接通|领证|出证|办好|反馈|回应|送达")
_OF_ISSUE = re.compile(r"(?:印发|发布|公布|施行)之日")


class _Patterns(NamedTuple):
    preposition: re.Pattern[str]
    describes: re.Pattern[str]
    described: re.Pattern[str]
    rules: re.Pattern[str]
    fields: re.Pattern[str]
    law: re.Pattern[str]
    done: re.Pattern[str]


@cache
def _patterns(words: TargetWords) -> _Patterns:
    return _Patterns(
        preposition=re.compile(words.pattern("preposition")),
        describes=re.compile(f"(?:{words.pattern('describes', 'describes_straight')})$"),
        described=re.compile(words.pattern("describes")),
        rules=re.compile(words.pattern("rules")),
        fields=re.compile(words.pattern("fields")),
        law=re.compile(f"(?:{words.pattern('law')})$|^的?政策"),
        done=re.compile(words.pattern("done")),
    )


def find_form(at: Situation, words: TargetWords) -> str | None:
    """``measured``, ``counted`` or ``service``; None where the number is no commitment."""
    measure = at.measure
    if measure is None:
        return "measured" if _is_index(at, words) else None
    if _is_support(at, measure.kind):
        return at.refuse("number.support") or None
    if _is_condition(at):
        return at.refuse("number.condition") or None
    if measure.kind == "time" and measure.standard != "学时":
        return _time_form(at, words)
    if not at.thing:
        return "measured" if _is_measured(at, words) else None
    if at.is_sized:
        return "counted"  # 组建规模不低于8亿元的基金
    if _patterns(words).law.search(at.thing):
        return at.refuse("number.policy") or None  # 1%的缴费比例, 提高至40%以上的政策
    if measure.is_count and at.before.bounds and _EVERY.match(at.left):
        return "counted"
    if at.is_named and at.before.bounds and (at.edge.verb is None or not measure.is_count):
        if _is_next_of_a_list(at):
            return "measured"
        return (at.refuse("number.description") or None) if _is_description(at) else "measured"
    if measure.is_ratio:
        if not at.edge.verb and _TO.match(at.text, at.clause):
            return at.refuse("number.of_whom") or None  # 对完成投资25%以上的项目
        return "measured" if at.is_named and at.left.endswith(words.kinds["measurable"]) else "counted"
    if is_threshold(at.last, at.thing, at.edge.verb is not None and at.edge.start >= at.before.start - 1):
        return at.refuse("number.threshold") or None
    return "counted" if _goes_on(at, words) or _is_counted(at, words) else None


def _is_index(at: Situation, words: TargetWords) -> bool:
    """A bare number is a target after a bound and at the end of its clause: 系数≥0.513, 铁钢比降至0.8以下."""
    if not (at.is_named and (at.is_bound or at.last.after) and ends_clause(at.text, at.last.end, words)):
        return at.refuse("number.no_measure")
    name = _BRACKET.sub("", at.left) or at.left
    whole = at.first.value == at.first.value.to_integral_value()
    return not whole or name[-1] in _INDEX_ENDINGS or at.refuse("number.no_measure")


def _is_support(at: Situation, kind: str) -> bool:
    """按照|不超过投资额的20%, 最高|30万元: how support is reckoned."""
    if _SUPPORT.search(at.text, max(0, at.before.start - 2), at.before.start) and not BY_SHARE.match(
        at.text, at.last.end
    ):
        return True
    if kind == "money" and any(bound.comparator == "le" for bound in at.before.bounds) and _FOR_ONE.search(at.left):
        return True
    return kind == "money" and _CAP.search(at.text, max(0, at.first.start - 10), at.first.start) is not None


def _is_condition(at: Situation) -> bool:
    """（水域面积≥2000平方米）的水体, 负载率达到30%以上的，可享受…: said of things that are there."""
    text, end, measure = at.text, at.last.end, at.measure
    if not at.edge.verb and at.before.bounds and _ALSO_DESCRIBES.match(text, end):
        return True
    if at.thing.endswith("的") or text.startswith("的，", end):
        return True  # 发生2起以上事故的，取消资格; 超过计划10%以上的，加价
    if _FROM.match(at.left) or (measure is not None and measure.kind == "money" and _EACH.search(at.left)):
        return True
    if text.startswith("）的", end) or (bool(at.before.bounds or at.last.after) and _ENTITLES.match(text, end)):
        return True
    if _BY_RULE.search(text, max(0, at.first.start - 6), at.first.start) and not at.last.after:
        return True
    if at.left.startswith("每个") and at.first.value_max is not None and not at.before.bounds:
        return True
    return text.endswith("调整为", 0, at.first.start)


def _is_description(at: Situation) -> bool:
    """总氮浓度高于6.5mg/L的河流, 清运量超过300吨地区: which things are meant."""
    measure = at.measure
    described = at.text.startswith("的", at.last.end) or measure is None or not (measure.is_ratio or measure.is_count)
    return described and _COMES_ABOUT.search(at.thing) is None


def _is_next_of_a_list(at: Situation) -> bool:
    """实现热效率超过41%、|耐久性达到18万公里发动机应用: read like the one before it, which says the same of a thing."""
    previous = at.previous
    return (
        previous is not None
        and previous.form == "target.measured"
        and bool(previous.before.bounds)
        and at.text[previous.end : previous.end + 1] in "、和与及"
        and at.text[at.last.end : at.last.end + 1] != "的"
        and at.edge.text_start == previous.end + 1
    )


def _goes_on(at: Situation, words: TargetWords) -> bool:
    """建成1个试点园区、|3个试点机关: the verb before the first count governs the next too."""
    previous = at.previous
    if previous is None or previous.form != "target.counted" or at.first.chinese:
        return False
    if any(at.thing.startswith(verb) for verb in words.kinds["brings_about"]):
        return False
    return _JOINED.fullmatch(at.text, previous.end, at.before.start) is not None


def _time_form(at: Situation, words: TargetWords) -> str | None:
    """2个工作日内办结 (service), 平均时间压缩至3天以内 (measured); none where no limit or no service is spoken of."""
    text, first, last = at.text, at.first, at.last
    if _OF_ISSUE.search(text, at.clause, first.start):
        return at.refuse("number.since_issue") or None
    if at.before.bounds and at.before.bounds[0].id == AT_BEST:
        return "measured" if at.is_named or at.previous is not None else at.refuse("number.no_verb") or None
    if not (at.before.bounds or last.after):
        promised = at.is_named or text[at.clause : first.start] in _PROMISES
        at_once = promised and not first.chinese and _AT_ONCE.match(at.thing)
        return "service" if at_once else at.refuse("number.duration") or None
    if at.before.bounds and not at.thing and _SPENT.search(at.left):
        return "measured"
    if any(bound.comparator in ("ge", "gt") and bound.strength == "bound" for bound in at.before.bounds):
        return at.refuse("number.duty_period") or None  # 公示期不得少于10个工作日: nothing to be reached
    if last.after is not None and last.after.comparator == "ge":
        return at.refuse("number.duty_period") or None
    if at.is_bound and at.is_named and not at.thing:
        return "measured"
    if not is_service_time(text[max(0, first.start - 24) : last.end + 16], words):
        return at.refuse("number.duration") or None
    if at.thing and not (at.is_bound and at.is_named):
        return "service"
    if at.is_named and not NO_SERVICE.search(text, at.clause, at.before.start):
        return "measured"
    return at.refuse("number.duration") or None


def _is_measured(at: Situation, words: TargetWords) -> bool:
    """Whether a number with nothing after it bounds what stands before it."""
    text, first, last, measure = at.text, at.first, at.last, at.measure
    if measure is None or at.is_article:
        return at.refuse("number.part_of_name")
    if _is_fact(at, words):
        return at.refuse("number.fact")
    bounded = bool(at.before.bounds or last.after)
    if not bounded:
        if at.text[at.clause - 1 : at.clause] == "（" and at.text.startswith("含", at.clause):
            return at.refuse("number.how_many_there_are")  # （含续建2处）: counted already
        if measure.dimension == "length" and _BESIDE.search(at.left):
            return at.refuse("number.where")
        alone = text.startswith("（", first.start - 1) and text.startswith("）", last.end)
        if _patterns(words).described.match(at.left) or (alone and first.start > 0):
            return at.refuse("number.how_many_there_are")  # 涉及企业20家, 改造项目（11项）
        if not at.edge.verb and not _states_an_amount(at, words):
            return at.refuse("number.no_verb")
    if last.after is not None and not at.before.bounds and not at.edge.verb and _TO.match(text, at.clause):
        return at.refuse("number.of_whom")  # 对完成投资25%以上的
    if measure.is_ratio or measure.is_count or last.after is None or at.is_bound:
        return True
    # 年能耗1万吨标准煤以上或…企业, 重大项目（综合能耗2万吨以上）, 在建筑面积1000平方米以下、…的项目中
    goes_on = text.startswith(("或", "至", "且"), last.end)
    bracketed = text.startswith("）", last.end)
    if goes_on or bracketed:
        return at.refuse("number.threshold")
    placed = not _patterns(words).preposition.match(text, at.clause) or _is_done_in_a_place(at, words)
    return placed or at.refuse("number.threshold")


def _is_done_in_a_place(at: Situation, words: TargetWords) -> bool:
    """在北部山区|建设|草地12万亩以上。 A verb that brings something about governs, and the clause ends there."""
    kinds = words.kinds
    ends = at.last.end >= len(at.text) or _CLOSES.match(at.text, at.last.end) is not None
    return (
        ends
        and _IN_PLACE.match(at.text, at.clause) is not None
        and at.clause + 3 < at.edge.text_start
        and at.edge.verb in {*kinds["brings_about"], *kinds["does_once"]}
    )


def _is_fact(at: Situation, words: TargetWords) -> bool:
    """规划面积约60平方公里, 培育|年产值超90亿元、…的企业: how large a thing is, not what is to be reached."""
    kinds, measure = words.kinds, at.measure
    if measure is not None and measure.kind == "money" and at.edge.verb in kinds["grows"]:
        return True
    reached = at.last.after is not None or any(b.comparator not in ("approx", "eq") for b in at.before.bounds)
    return not reached and at.left in kinds["facts"]


def _states_an_amount(at: Situation, words: TargetWords) -> bool:
    """Whether a number without a bound or verb says how much: 国家级企业50家, 公路5条|630公里, 2024年|5万亩."""
    text, patterns = at.text, _patterns(words)
    if patterns.describes.search(text, at.clause, at.before.start) or patterns.preposition.match(text, at.clause):
        return False
    if at.first.chinese and at.measure is not None and at.measure.is_count:
        return False
    if at.is_named:
        return True
    if at.previous is not None and _STRIVES.fullmatch(text, at.clause, at.first.start):
        return True  # 完成投资320亿元，力争350亿元
    straight = at.previous is not None and (at.previous.end == at.before.start or at.is_beside)
    return straight or (at.previous is not None and _DATE.fullmatch(text, at.clause, at.before.start) is not None)


def _is_counted(at: Situation, words: TargetWords) -> bool:
    """Whether a number before its thing counts what is to be done, rather than naming a set that is there."""
    patterns = _patterns(words)
    left = at.text[at.edge.text_start : at.before.start]
    if at.is_article or "+" in at.thing or ("、" in left and patterns.fields.match(at.thing)):
        return at.refuse("number.part_of_name")
    if at.first.chinese and not _is_work_of_a_few(at, words):
        return at.refuse("number.few")
    if at.edge.verb is not None:
        if _ATTRIBUTE.search(at.text, max(0, at.edge.text_start - 2), at.edge.text_start):
            return at.refuse("number.existing_set")
        if at.edge.verb == "巩固" or _ON_PAPER.search(at.thing):
            return at.refuse("number.existing_set")  # 巩固26条河道治理成效, 推进15条举措落地见效
        if _AMONG.search(left) and not any(word in at.edge.verb for word in words.kinds["brings_about"]):
            if at.edge.verb in words.kinds["does_once"]:
                # 实施甲河等13条河道治理
                return at.thing.endswith(words.kinds["work"]) or at.refuse("number.existing_set")
            # 实现出生、入学等8个场景“一网通办”, not 发挥甲、乙等3个中心作用
            return at.edge.verb == "实现" or at.refuse("number.existing_set")
        return _WHERE.search(left, len(at.edge.verb)) is None or at.refuse("number.where")
    if _AMONG.search(left) and at.thing.removesuffix("工作").endswith(words.kinds["work"]):
        return True  # 甲山等12个自然保护地确权登记
    if not at.first.chinese and _PUSHES.match(at.text, at.clause) and at.thing.endswith(_WORKS):
        return True  # 推进甲、乙等14个电网工程
    placed = at.text[at.clause : at.first.start]
    if placed == "在" and patterns.done.search(at.thing):
        return True  # 在4500个行政村开展整治
    served = _SERVED.fullmatch(placed)
    if served and at.first.unit and at.first.unit[-1] in _COUNTED_AS[served["to"]] and _IS_DONE.search(at.thing):
        return True  # 对6万户困难家庭进行改造, 对80所养老院开展改造, 为全区200家企业提供服务
    if at.before.period and at.first.unit in TIMES:
        return True  # 每半年|通报1次工作进展
    if patterns.describes.search(left) or patterns.preposition.match(at.text, at.clause):
        return at.refuse("number.how_many_there_are")
    if at.before.bounds or at.last.after or at.last.more:
        return True
    return patterns.done.search(at.thing) is not None or at.refuse("number.not_counted")


def _is_work_of_a_few(at: Situation, words: TargetWords) -> bool:
    """Whether a numeral in Chinese counts: 完成两个灌区改造, 整治二十条河道, not 推动三个方面工作, 落实十条措施."""
    named = at.thing.startswith("“") or at.text.endswith("、", 0, at.before.start)
    if at.edge.verb is None or named or _patterns(words).rules.match(at.thing):
        return False
    kinds = words.kinds
    few = {*kinds["brings_about"], *kinds["does_once"]} - {*kinds["light"]}  # not 推进: it brings nothing about yet
    return at.first.value > _A_FEW or any(word in at.edge.verb for word in few)
