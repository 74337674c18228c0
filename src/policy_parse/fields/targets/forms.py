"""Which form a number's words have: measured (漏损率控制在9%以内), counted (建成100个标杆乡镇), service (2天内办结).

A number has no form if it only describes: who is covered, a set that is there already, how support is reckoned. The
functions ``_why_…`` give the id of the sign or rule that refuses it (see `refused.Refused`), None if none does.
"""

from __future__ import annotations

import re
from typing import Literal

from policy_parse.fields.targets.not_commitments import counts_times, is_service_time, is_threshold
from policy_parse.fields.targets.refused import Refused
from policy_parse.fields.targets.situation import Situation, ends_clause
from policy_parse.fields.targets.words import AT_BEST, TargetWords

Form = Literal["measured", "counted", "service"]

_A_FEW = 12
"""A numeral in Chinese up to this needs a verb that brings things about: 完成两个灌区改造, not 推动三个方面工作."""
_BRACKET = re.compile(r"（[^（）]*）$")
_BREAK = re.compile(r"[，。；：、（）]")
_REACHES = ("达", "到", "至", "于", "过", "为", "在", "超", "率", "比", "占", "≥", "≤", "＞")
"""What the words straight before a number end in where it is a level of what they name."""
_SUPPORT_REACH = 2
"""Length of 按照: how support is reckoned comes straight before the bound."""
_CAP_REACH = 10
"""How far before a sum a word such as 最高 is looked for: the word, up to six characters, and two to spare."""
_RULE_REACH = 6
"""How far before a value a standard is named that it is the limit of: 限值为, and a bound word."""
_ORIGIN_REACH = 2
"""How far before a verb it is looked for what it says of things that are there: 等|新修订."""
_SERVICE_REACH = 24
"""How far before a time the words may be that name a service: 企业从提交申请到领取证照的|平均时间."""
_SERVICE_END_REACH = 16
"""The same behind a time: 内完成实质性审查并|作出答复."""


def find_form(at: Situation, words: TargetWords) -> Form | Refused:
    """The form of the words round a number, or what refuses it as no commitment."""
    signs, measure = words.forms, at.measure
    if at.before.denied and (at.before.bounds or at.last.after):
        return Refused(words.values.unread_negation.id)
    if measure is None:
        return "measured" if _is_index(at, words) else Refused("target.no_measure")
    if by := _why_support(at, measure.kind, words) or _why_condition(at, words):
        return Refused(by)
    if measure.kind == "time" and not signs.school_hours.fullmatch(measure.standard):
        return _time_form(at, words)
    if not at.thing:
        return Refused(by) if (by := _why_not_measured(at, words)) else "measured"
    if _is_said_of_the_next(at):
        return Refused("target.description")
    if at.is_sized(words):
        return "counted"  # 组建规模不低于8亿元的基金
    if signs.law.search(at.thing):
        return Refused(signs.law.id)  # 1%的缴费比例, 提高至40%以上的政策
    if measure.is_count and at.before.bounds and signs.every_place.match(at.left):
        return "counted"
    if at.is_named and at.before.bounds and (at.edge.verb is None or not measure.is_count):
        if _is_next_of_a_list(at):
            return "measured"
        return Refused("target.description") if _is_description(at, words) else "measured"
    if measure.is_ratio:
        if at.share_built(words):
            return "measured"  # 新建商场按|15%—25%|配建充电桩
        if not at.edge.verb and signs.upon.match(at.text, at.clause):
            return Refused(signs.upon.id)  # 对完成投资25%以上的项目
        return "measured" if at.is_named and at.left.endswith(words.kinds["quantity_name"]) else "counted"
    governed = at.edge.verb is not None and (
        at.edge.start >= at.before.start - 1 or words.forms.among.search(at.left) is not None
    )
    supports = governed and words.forms.upholds.search(at.edge.verb or "") is not None
    if is_threshold(at.last, at.thing, words, governed=governed, supports=supports):
        return Refused("target.threshold")
    if _goes_on(at, words):
        return "counted"
    return Refused(by) if (by := _why_not_counted(at, words)) else "counted"


def _is_said_of_the_next(at: Situation) -> bool:
    """人口5万以上|镇污水处理率达到70%: which things the next number of the clause is about."""
    measure, between = at.measure, at.text[at.last.end : at.next]
    if measure is None or measure.is_ratio or at.next >= len(at.text) or _BREAK.search(between):
        return False
    governed = at.edge.verb is not None and at.edge.start >= at.before.start - 1
    return (at.last.after is not None or bool(at.before.bounds)) and not governed and between.endswith(_REACHES)


def _is_index(at: Situation, words: TargetWords) -> bool:
    """A bare number is a target after a bound and at the end of its clause: 系数≥0.513, 铁钢比降至0.8以下."""
    if not (at.is_named and (at.is_bound or at.last.after) and ends_clause(at.text, at.last.end, words)):
        return False
    name = _BRACKET.sub("", at.left) or at.left
    return at.first.value != at.first.value.to_integral_value() or words.forms.index_ending.match(name[-1]) is not None


def _why_support(at: Situation, kind: str, words: TargetWords) -> str | None:
    """按照|不超过投资额的20%, 最高|30万元: how support is reckoned."""
    signs, text, start = words.forms, at.text, at.before.start
    if signs.support.search(text, max(0, start - _SUPPORT_REACH), start) and not at.share_built(words):
        return signs.support.id
    if kind != "money":
        return None
    if any(bound.comparator == "le" for bound in at.before.bounds) and signs.for_one.search(at.left):
        return signs.for_one.id
    capped = signs.cap.search(text, max(0, at.first.start - _CAP_REACH), at.first.start)
    raised = capped and signs.raised.search(text, capped.start(), at.first.start)
    return signs.cap.id if capped and not raised else None


def _why_condition(at: Situation, words: TargetWords) -> str | None:
    """The number describes existing things: （水域面积≥2000平方米）的水体, 负载率达到30%以上的，可享受…."""
    signs, text, end, measure = words.forms, at.text, at.last.end, at.measure
    if not at.edge.verb and at.before.bounds and signs.also_describes.match(text, end):
        return signs.also_describes.id
    if at.thing.endswith("的") or text.startswith(("的，", "）的"), end):
        return "target.condition"  # 发生2起以上事故的，取消资格; 超过计划10%以上的，加价
    if signs.from_there.match(at.left):
        return signs.from_there.id
    if signs.when.match(text, at.clause) and at.before.bounds:
        return signs.when.id
    if at.before.bounds and signs.upon.match(text, at.clause) and signs.those_who.match(text, end):
        return signs.those_who.id  # 对留工率达到80%以上、有扩产计划的工厂，租金从优
    if signs.forbids.search(text, at.clause, at.first.start):
        return signs.forbids.id
    if measure is not None and measure.kind == "money" and signs.for_each_piece.search(at.left):
        return signs.for_each_piece.id
    if (at.before.bounds or at.last.after) and signs.entitles.match(text, end):
        return signs.entitles.id
    if not at.last.after and signs.by_rule.search(text, max(0, at.first.start - _RULE_REACH), at.first.start):
        return signs.by_rule.id
    if at.first.value_max is not None and not at.before.bounds and signs.every_one.match(at.left):
        return signs.every_one.id
    changed = signs.changed_to.search(text, max(0, at.first.start - _RULE_REACH), at.first.start)
    return signs.changed_to.id if changed else None


def _is_description(at: Situation, words: TargetWords) -> bool:
    """总氮浓度高于6.5mg/L的河流, 清运量超过300吨地区: which things are meant."""
    measure = at.measure
    if measure is not None and measure.is_count and words.forms.whose.match(at.thing):
        return True  # 接收超过5名随迁子女的学校适当增加编制
    described = at.text.startswith("的", at.last.end) or measure is None or not (measure.is_ratio or measure.is_count)
    return described and words.forms.comes_about.search(at.thing) is None


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
    if any(at.thing.startswith(verb) for verb in words.kinds["result_verb"]):
        return False
    return words.forms.joint_of_counts.fullmatch(at.text, previous.end, at.before.start) is not None


def _time_form(at: Situation, words: TargetWords) -> Form | Refused:
    """2个工作日内办结 (service), 平均时间压缩至3天以内 (measured); refused without a limit or a service."""
    signs, text, first, last = words.forms, at.text, at.first, at.last
    if signs.day_of_issue.search(text, at.clause, first.start):
        return Refused(signs.day_of_issue.id)
    if at.before.bounds and at.before.bounds[0].id == AT_BEST:
        return "measured" if at.is_named or at.previous is not None else Refused("target.time_of_nothing")
    if not (at.before.bounds or last.after):
        promised = at.is_named or at.clause == first.start or signs.promise.fullmatch(text, at.clause, first.start)
        at_once = promised and not first.chinese and signs.done_at_once.match(at.thing)
        return "service" if at_once else Refused("target.time_without_limit")
    if at.before.bounds and not at.thing and signs.time_spent.search(at.left):
        return "measured"
    if any(bound.comparator in ("ge", "gt") and bound.strength == "bound" for bound in at.before.bounds):
        return Refused("target.least_time")  # 公示期不得少于10个工作日: a duty, nothing to be reached
    reached = any(bound.comparator == "ge" and bound.strength == "level" for bound in at.before.bounds)
    if last.after is not None and last.after.comparator == "ge" and not reached:
        return Refused("target.least_time")
    if at.is_bound and at.is_named and not at.thing:
        return "measured"
    if not is_service_time(text[max(0, first.start - _SERVICE_REACH) : last.end + _SERVICE_END_REACH], words):
        return Refused("target.time_of_nothing")
    if at.thing and not (at.is_bound and at.is_named):
        return "service"
    if not at.is_named:
        return Refused("target.time_of_nothing")
    return Refused(signs.no_service.id) if signs.no_service.search(text, at.clause, at.before.start) else "measured"


def _why_not_measured(at: Situation, words: TargetWords) -> str | None:
    """Why a number with nothing after it does not bound what is before it."""
    signs, text, last, measure = words.forms, at.text, at.last, at.measure
    if measure is None:
        return "target.no_measure"
    if at.is_article(words):
        return "target.article"
    if _is_fact(at, words):
        return "target.fact"
    if not (at.before.bounds or last.after) and (by := _why_bare(at, words)):
        return by
    if last.after is not None and not at.before.bounds and not at.edge.verb and signs.upon.match(text, at.clause):
        return signs.upon.id  # 对完成投资25%以上的
    if measure.is_ratio or measure.is_count or last.after is None or at.is_bound:
        return None
    # 年能耗1万吨标准煤以上或…企业, 重大项目（综合能耗2万吨以上）, 在建筑面积1000平方米以下、…的项目中
    if text.startswith(("或", "至", "且", "）"), last.end):
        return "target.threshold"
    if signs.preposition.match(text, at.clause) and not _is_done_in_a_place(at, words):
        return signs.preposition.id
    return None


def _why_bare(at: Situation, words: TargetWords) -> str | None:
    """Why a number without a bound only says how many or how long: 涉及企业20家, 改造项目（11项）, 道路两侧40米."""
    signs, text, first, measure = words.forms, at.text, at.first, at.measure
    if text[at.clause - 1 : at.clause] == "（" and signs.counted_already.match(text, at.clause):
        return signs.counted_already.id
    if measure is not None and measure.dimension == "length" and signs.beside.search(at.left):
        return signs.beside.id
    if signs.described_by.match(at.left):
        return signs.described_by.id
    if first.start > 0 and text.startswith("（", first.start - 1) and text.startswith("）", at.last.end):
        return "target.in_brackets"
    if at.edge.verb and first.chinese and signs.upholds.search(at.edge.verb):
        return None if counts_times(text, first, words) else signs.upholds.id  # 推广冬季两项
    return None if at.edge.verb else _why_no_amount(at, words)


def _is_done_in_a_place(at: Situation, words: TargetWords) -> bool:
    """在北部山区|建设|草地12万亩以上。 A verb that brings something about governs, and the clause ends there."""
    signs, kinds = words.forms, words.kinds
    ends = at.last.end >= len(at.text) or signs.clause_closes.match(at.text, at.last.end) is not None
    return (
        ends
        and signs.in_place.match(at.text, at.clause) is not None
        and at.clause + 3 < at.edge.text_start
        and at.edge.verb in {*kinds["result_verb"], *kinds["event_verb"]}
    )


def _is_fact(at: Situation, words: TargetWords) -> bool:
    """规划面积约60平方公里, 培育|年产值超90亿元、…的企业: how large a thing is, not what is to be reached."""
    kinds, measure = words.kinds, at.measure
    if measure is not None and measure.kind == "money" and at.edge.verb in kinds["fostering_verb"]:
        return True
    reached = at.last.after is not None or any(b.comparator not in ("approx", "eq") for b in at.before.bounds)
    reached = reached or at.edge.verb in kinds["result_verb"]  # 完成|总投资3亿元
    return not reached and at.left in kinds["size_name"]


def _why_no_amount(at: Situation, words: TargetWords) -> str | None:
    """Why a number without bound or verb does not say how much; 国家级企业50家, 公路5条|630公里, 2024年|5万亩 do."""
    text, signs, previous = at.text, words.forms, at.previous
    if signs.describes.search(text, at.clause, at.before.start):
        return signs.describes.id
    if signs.preposition.match(text, at.clause):
        return signs.preposition.id
    if at.first.chinese and at.measure is not None and at.measure.is_count:
        return "target.a_few"
    if at.is_named:
        return None
    if previous is None:
        return "target.of_nothing"
    if signs.strives.fullmatch(text, at.clause, at.first.start):
        return None  # 完成投资320亿元，力争350亿元
    if previous.end == at.before.start or at.is_beside or signs.time.fullmatch(text, at.clause, at.before.start):
        return None
    return "target.of_nothing"


def _why_not_counted(at: Situation, words: TargetWords) -> str | None:
    """Why a number before its thing names a set that is there, and does not count what is to be done."""
    signs = words.forms
    left = at.text[at.edge.text_start : at.before.start]
    if at.is_article(words):
        return "target.article"
    if "+" in at.thing:
        return "target.formula"
    if at.edge.verb is None and signs.relies.match(at.text, at.clause):
        return signs.relies.id  # 依托甲、乙等3个平台提供服务
    makes = at.edge.verb and at.edge.verb not in words.kinds["lead_in"] and not signs.upholds.search(at.edge.verb)
    named = signs.only_field.match(at.thing)
    if "、" in left and named and not (makes and named.end() < len(at.thing)):
        return signs.only_field.id
    if at.first.chinese and (by := _why_not_a_few(at, words)):
        return by
    if at.edge.verb is not None:
        return _why_not_governed(at, at.edge.verb, left, words)
    if signs.among.search(left) and signs.work_named.sub("", at.thing).endswith(words.kinds["work_verb"]):
        return None  # 甲山等12个自然保护地确权登记
    if not at.first.chinese and signs.pushes.match(at.text, at.clause) and signs.building_work.search(at.thing):
        return None  # 推进甲、乙等14个电网工程
    if _is_done_for_them(at, words):
        return None
    if at.before.period and at.first.unit and signs.times_unit.fullmatch(at.first.unit):
        return None  # 每半年|通报1次工作进展
    if signs.describes.search(left):
        return signs.describes.id
    if signs.preposition.match(at.text, at.clause):
        return signs.preposition.id
    if at.before.bounds or at.last.after or at.last.more or signs.thing_done.search(at.thing):
        return None
    return "target.no_verb"


def _why_not_governed(at: Situation, verb: str, left: str, words: TargetWords) -> str | None:
    """Why the verb before a number does not bring about what is counted: 巩固26条河道治理成效."""
    signs, kinds = words.forms, words.kinds
    if signs.those.search(left):
        return signs.those.id  # 组织上述12个镇参加评比
    if signs.sets_out.search(verb) and signs.own_parts.match(at.thing):
        return signs.own_parts.id  # 共设置14项指标
    if signs.origin.search(at.text, max(0, at.edge.text_start - _ORIGIN_REACH), at.edge.text_start):
        return signs.origin.id
    if signs.keeps_up.fullmatch(verb):
        return signs.keeps_up.id  # 巩固26条河道治理成效
    if signs.on_paper.search(at.thing):
        return signs.on_paper.id  # 推进15条举措落地见效
    if signs.consists.search(left, len(verb)):
        return signs.consists.id  # 试点范围涵盖甲、乙等20个镇
    if signs.among.search(left) and signs.upholds.search(verb):
        if verb in kinds["event_verb"]:
            done = at.thing.endswith(kinds["work_verb"])  # 实施甲河等13条河道治理
        else:  # 实现出生、入学等8个场景“一网通办”, not 发挥甲、乙等3个中心作用
            done = signs.brings_true.fullmatch(verb) is not None
        return None if done else signs.among.id
    return signs.where.id if signs.where.search(left, len(verb)) else None


def _is_done_for_them(at: Situation, words: TargetWords) -> bool:
    """在4500个行政村开展整治, 对6万户困难家庭进行改造, 为全区|200家企业提供服务."""
    signs = words.forms
    placed = at.text[at.clause : at.first.start]
    if placed == "在" and signs.thing_done.search(at.thing):
        return True
    served = signs.served.fullmatch(placed)
    if not served or not at.first.unit:
        return False
    units = signs.one_worked_upon if served["upon"] else signs.one_served
    return units.search(at.first.unit) is not None and signs.is_done.search(at.thing) is not None


def _why_not_a_few(at: Situation, words: TargetWords) -> str | None:
    """Why a numeral in Chinese does not count: 推动三个方面工作, 落实十条措施, but 完成两个灌区改造, 整治二十条河道."""
    signs = words.forms
    if counts_times(at.text, at.first, words):
        return None
    if at.edge.verb is None or at.thing.startswith("“") or at.text.endswith("、", 0, at.before.start):
        return "target.a_few"
    if signs.rules.match(at.thing):
        return signs.rules.id
    if signs.ideas.search(at.thing):
        return signs.ideas.id
    kinds = words.kinds
    among = signs.among.search(at.text, at.clause, at.before.start) is not None
    upholds = signs.upholds.search(at.edge.verb) is not None
    listed = at.edge.verb not in kinds["lead_in"] and at.edge.verb.endswith(tuple(kinds["work_verb"]))
    counts = at.first.value > _A_FEW or ((among or listed) and not upholds)
    return None if counts else "target.a_few"
