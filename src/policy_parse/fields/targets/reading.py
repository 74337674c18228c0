"""From a situation to a reading: where the words of a target stand, and what its indicators are."""

from __future__ import annotations

import re
from functools import cache

from policy_parse.fields.targets.forms import find_form
from policy_parse.fields.targets.left_edge import left_floor, read_left
from policy_parse.fields.targets.refused import Refused
from policy_parse.fields.targets.shared_indicators import share_indicators
from policy_parse.fields.targets.situation import Reading, Situation, trim
from policy_parse.fields.targets.words import TargetWords
from policy_parse.text.sign import LazyPattern

# 9个县城基本建成“无烟区”, 1家企业创建成功节水型企业: what comes of them is counted
_RESULT = re.compile(
    r".{2,}?(?:创建成功|成功创建|成功创成|创建成为|创建为|基本建成|建成|打造成为?|培育成为?)(?P<thing>(?![并后投的成项通运])..+)"
)
# 甲、乙两市 · 其他县: only where
_PLACES = re.compile(
    r"(?:[0-9一二三四五六七八九十两]+[个座]?[市县区镇乡]|[、和及][\u4e00-\u9fff]{1,6}[市县区]|"
    r"等地|地区|其他[市县区]|等[市县区])$"
    r"|^(?:(?:^|[、和及与])(?:城市|县城|建制镇|城镇|农村|乡镇|乡村|城区|郊区|山区|川区|平原|企业|机关|学校))+$"
)
# 碳排放核查|工作, 监管任务|全面完成
_TAIL = re.compile(r"(?<=.{4})(?:工作|任务)$")
_DONE = re.compile(
    r"(?<=.{4})(?:全面|全部|基本|如期|按期|按时)(?:完成|落实|达标|落地|竣工|投产|投用|建成运营|建成投用|建成|启动)$"
)
# 示范场景|打造品牌: what the things are for, not what they are
_PURPOSE = LazyPattern(
    r"(?<=.{2})(?:打造|推动|形成|带动|助力|助推|促进)(?=.{3,}(?<!项目)(?<!行动)(?<!计划)(?<!活动)(?<!方案)(?<!基金)"
    r"(?<!中心)(?<!平台)(?<!机制)(?<!组织)(?<!协会)(?<!会)(?<!机构)(?<!任务)$)"
)
# 屋顶面积|力争实现|光伏覆盖率: how firmly it is promised, inside an indicator
_PROMISED = re.compile(
    r"(?<=.{2})(?:(?:力争|争取|努力|确保|全力)(?:实现|达到|做到|使)|实现(?=.{2,}(?:率|占比|比例|比重)$))"
)
# 1日内|办结: a verb that does not say of what; 企业开办|全程网办，1日内办结
_BARE_SERVICE = re.compile(r"(?:全程|限时|即时)?(?:办[结理好成]|完成|办理完毕|完成办理|出证|领证|响应|反馈|答复)")
# 实行并联审批，|办理总时限|不超过5天
_BARE_TIME = re.compile(
    r"(?:全流程|全程|总体|平均|整体|最长|总)?(?:办理|审批|审核|办结|受理|办件|报装)?(?:平均|总)?(?:时限|时间|用时|时长|周期)"
)
# 企业开办|全程网办: what is said of it
_SAID = re.compile(r"实行|实现|推行|采取|全程|一次|线上|网上|即办|“一")
# 高标准农田20万亩，|其中|新建12万亩、改造提升8万亩
_PART = re.compile(r"其中：?")
# 优化|在线帮办服务|，1分钟响应
_IMPROVES = re.compile(r"(?:优化|完善|强化|提升|推行|推进|规范|深化|做优|做好)(?P<name>[^，。；、]{2,14})$")
_COMPLETES = re.compile(r"^完成(?=.{2,})")
# 国家级示范县1个，省级|3个: the same thing of another level
_LEVEL = re.compile(r"(?:国家|省|市|县|区|部|乡镇|州|[百千万]亿元?)级(?:以上|及以上)?")
# 2个省级|和1个国家级|中心, 3个千亿级|、6个百亿级|集群: the thing is named with the last
_OTHER_LEVEL = LazyPattern(
    rf"[、和及与]{{1,2}}[0-9一二三四五六七八九十两]+(?:[-~至][0-9]+)?[\u4e00-\u9fff]{{1,2}}?(?:{_LEVEL.pattern})"
    r"(?P<thing>[^，。；：、（）0-9]{2,20})"
)
# 畜牧养殖、水产养殖机械化率|总体|达到50%: one value for all of them
_TOGETHER = re.compile(r"总体|整体|平均|综合|合计|共计|总计")
_LONGEST_NAME = 20
_LONG_BRACKET = re.compile(r"（[^（）]{7,}）")


@cache
def _predicate(words: TargetWords) -> re.Pattern[str]:
    return re.compile(words.pattern("predicate"))


def read_situation(at: Situation, words: TargetWords) -> Reading | Refused:
    """The reading of a group by its form, or what refuses it as no commitment."""
    form = find_form(at, words)
    if isinstance(form, Refused):
        return form
    if form == "counted":
        return _counted(at, words)
    return _service(at, words) if form == "service" else _measured(at, words)


def _counted(at: Situation, words: TargetWords) -> Reading:
    """The indicator is the thing counted, or what comes of it; the subject of a share stands with its predicate."""
    place = at.text.index(at.thing, at.last.end)
    end = place + len(at.thing)
    governed = at.edge.verb is not None or (at.previous is not None and at.previous.form == "target.counted")
    if governed and (purpose := _PURPOSE.search(at.thing)):
        end = place + purpose.start()
    shown = at.shown[place:end]
    ratio = at.measure is not None and at.measure.is_ratio
    start = at.edge.text_start if at.edge.verb else at.before.start
    if ratio and at.is_named and (at.last.after is None or _says(at, words)):
        # 服务事项|95%以上|实行一次办
        start = at.edge.text_start
        subject = trim(at.shown[at.edge.start : at.before.start])
        names = share_indicators(subject, len(at.group), at.before.each, words, alike=True)
        if len(names) > len(at.group):  # 企业食堂、单位食堂|98%|覆盖
            whole = tuple(trim(name + shown) for name in names)
            return Reading(min(start, at.first.start), end, whole, at.before, at.edge, "target.counted")
        shown = subject + shown
    elif ratio and at.edge.verb == "覆盖":  # 收运体系覆盖|95%|的行政村
        begins = max(at.clause, at.previous.end if at.previous else 0)
        start = min(start, begins)
        shown = trim(at.shown[begins : at.before.start]) + shown
    elif not ratio and (result := _RESULT.fullmatch(at.thing)):
        shown = shown[result.start("thing") :]
    if at.is_sized(words):
        shown += "规模"
    elif _LEVEL.fullmatch(at.thing) and (rest := _OTHER_LEVEL.match(at.text, end)):
        shown += at.shown[slice(*rest.span("thing"))]
    shown = trim(_TAIL.sub("", _DONE.sub("", _LONG_BRACKET.sub("", shown))))
    return Reading(
        min(start, at.first.start), end, (shown or None,) * len(at.group), at.before, at.edge, "target.counted"
    )


def _says(at: Situation, words: TargetWords) -> bool:
    """Whether the thing says something of what stands before the number: 港口75%以上|泊位具备供电能力."""
    if _predicate(words).match(at.thing):
        return True
    return at.edge.verb is None and not at.before.bounds and _predicate(words).search(at.thing, 2) is not None


def _service(at: Situation, words: TargetWords) -> Reading:
    """The indicator is what is finished in the time: 办好开工手续, with the words before where they name it."""
    place = at.text.index(at.thing, at.last.end)
    named = at.is_named and not words.forms.no_service.search(at.text[at.edge.start : at.before.start])
    shown = (trim(at.shown[at.edge.start : at.before.start]) if named else "") + trim(
        at.shown[place : place + len(at.thing)]
    )
    shown = shown if named else _COMPLETES.sub("", shown)
    if _BARE_SERVICE.fullmatch(shown):
        shown = _what_is_asked_for(at, words) + shown
    start = at.edge.text_start if named else at.before.start
    return Reading(start, place + len(at.thing), (shown,) * len(at.group), at.before, at.edge, "target.service")


def _what_is_asked_for(at: Situation, words: TargetWords) -> str:
    """What the clause before a service time speaks of: 企业开办|全程网办，1日内办结; empty where it does not tell."""
    if at.text[at.clause - 1 : at.clause] != "，":
        return ""
    begins = left_floor(at.text, at.clause - 1)
    if improved := _IMPROVES.search(trim(at.text[begins : at.clause - 1])):
        return improved["name"]
    said = _SAID.search(at.text, begins + 2, at.clause - 1)
    if said is None:
        return ""
    start = read_left(at.text, begins, said.start(), words, verbs=False).start
    name = trim(at.shown[start : said.start()])
    return name if 2 <= len(name) <= _LONGEST_NAME and "、" not in name else ""


def _measured(at: Situation, words: TargetWords) -> Reading:
    """The indicator is what stands before the bound, else that of the number before, else none."""
    number, before, edge, previous = len(at.group), at.before, at.edge, at.previous
    end = at.last.end
    ratio = at.measure is not None and at.measure.is_ratio
    if ratio and (done := words.forms.by_share.match(at.text, end)):  # 停车场按总车位|20%的比例配建充电桩
        shown = at.shown[edge.start : before.start].rpartition("按")[0] + at.shown[slice(*done.span("done"))]
        return Reading(edge.text_start, done.end(), (trim(shown),) * number, before, edge, "target.measured")
    if previous is not None and ratio and _PLACES.search(at.left):  # 占比达到40%以上，甲、乙两市不低于50%
        edge = edge._replace(scope=(edge.start, before.start))
        return Reading(edge.text_start, end, previous.indicators[:1] * number, before, edge, "target.same_indicator")
    is_verb = edge.verb is not None and (not at.left or at.left in words.kinds["work_verb"])
    if is_verb and previous is not None and _PART.match(at.text, at.clause):  # 其中|新建15万亩
        whole = f"{at.left or edge.verb}{previous.said[0] or ''}"
        return Reading(edge.text_start, end, (whole,) * number, before, edge, "target.same_indicator")
    if at.is_named:
        shown = _PROMISED.sub("", trim(at.shown[edge.start : before.start]))
        if _BARE_TIME.fullmatch(shown):
            shown = _what_is_asked_for(at, words) + shown
        if _LEVEL.fullmatch(shown) and previous is not None and previous.indicators[-1]:
            shown += _LEVEL.sub("", previous.indicators[-1], count=1)
        if shown.startswith("占") and previous is not None:  # 装机容量达到…，占总装机的54%
            shown = f"{previous.indicators[-1] or ''}{shown}"
        alike = ratio or (at.measure is not None and at.measure.kind == "time")
        together = _TOGETHER.search(at.text, before.start, at.first.start) is not None
        names = share_indicators(shown, number, before.each, words, alike=alike and not together)
        return Reading(edge.text_start, end, tuple(names), before, edge, "target.measured")
    start = min(edge.text_start, before.start)
    if edge.verb is not None:
        return Reading(start, end, (edge.verb,) * number, before, edge, "target.verb")
    if previous is not None:
        same = previous.indicators[:1] * number
        if at.is_beside:
            return Reading(start, end, same, previous.before, edge, "target.same_indicator")
        if before.each and len(previous.said) >= number:  # 游客达到5000万人次，收入达到400亿元，分别增长10%、12%
            same = previous.said[-number:]
        return Reading(start, end, same, before, edge, "target.same_indicator")
    return Reading(start, end, (None,) * number, before, edge, "target.bare")
