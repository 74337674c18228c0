"""From a situation to a reading: where the words of a target stand, and what its indicators are."""

from __future__ import annotations

import re

from policy_parse.fields.targets.cues import ReadAs
from policy_parse.fields.targets.left_edge import is_lead, left_floor, read_left
from policy_parse.fields.targets.shared_indicators import alike, share_indicators
from policy_parse.fields.targets.situation import Reading, Situation, trim
from policy_parse.fields.targets.words import TargetWords

_LONGEST_NAME = 20
_SHORTEST_HEAD, _LONGEST_HEAD = 3, 5
"""Characters of a noun that may stand for a longer one named before: 示范区."""
_LONG_BRACKET = re.compile(r"（[^（）]{7,}）")


def read_situation(at: Situation, read_as: ReadAs) -> Reading:
    """The words of a target that is read as `read_as`, and its indicators."""
    read = {"count": _counted, "service": _service}.get(read_as, _measured)
    return read(at, at.words)._replace(measure=at.measure)


def _counted(at: Situation, words: TargetWords) -> Reading:
    """The indicator is the thing counted, or its result; for a share it is the subject with its predicate."""
    place = at.text.index(at.thing, at.last.end)
    end = place + len(at.thing)
    governed = at.edge.verb is not None or (at.previous is not None and at.previous.form == "target.counted")
    if governed and (purpose := words.values.purpose.search(at.thing)):
        end = place + purpose.start()
    elif taken := words.forms.taken_in.search(at.thing):
        end = place + taken.start()  # 5类信用信息|纳入归集范围
    shown = at.shown[place:end]
    ratio = at.measure is not None and at.measure.is_ratio
    start = at.edge.text_start if at.edge.verb else at.before.start
    if ratio and at.is_named and (at.last.after is None or _says(at, words)):
        # 服务事项|95%以上|实行一次办
        start = at.edge.text_start
        subject = trim(at.shown[at.edge.start : at.before.start])
        names = share_indicators(subject, len(at.group), words, each=at.before.each)
        if len(names) > len(at.group):  # 企业食堂、单位食堂|98%|覆盖
            whole = tuple(trim(name + shown) for name in names)
            return Reading(min(start, at.first.start), end, whole, at.before, at.edge, "target.counted")
        shown = subject + shown
    elif ratio and at.edge.verb == "覆盖":  # 收运体系覆盖|95%|的行政村
        begins = max(at.clause, at.previous.end if at.previous else 0)
        start = min(start, begins)
        shown = trim(at.shown[begins : at.before.start]) + shown
    elif not ratio and (result := words.values.result.fullmatch(at.thing)):
        shown = shown[result.start("thing") :]
    if fuller := _fuller(at, shown, words):
        shown = fuller
    if ratio and words.values.bare_rate.match(shown):
        shown = _what_is_asked_for(at, words) + shown  # 优化在线帮办服务，|90%|解决率
    elif shared := words.values.shared_work.match(at.text, end):
        shown += shared["work"]  # 6条水流、12个自然保护地|确权登记|工作
    if at.is_sized:
        shown += "规模"
    elif words.values.level.fullmatch(at.thing) and (rest := words.values.other_level.match(at.text, end)):
        shown += at.shown[slice(*rest.span("thing"))]
    shown = trim(words.values.work_ending.sub("", words.values.done_ending.sub("", _LONG_BRACKET.sub("", shown))))
    counted: tuple[str | None, ...] = (shown or None,) * len(at.group)
    if len(counted) == 1 and _is_of_each(at, words):
        counted = tuple(alike(shown, words))
    return Reading(min(start, at.first.start), end, counted, at.before, at.edge, "target.counted")


def _is_of_each(at: Situation, words: TargetWords) -> bool:
    """True if the count holds for each of the things, as 分别 says where nobody is named: 分别|推出20项甲类和乙类."""
    one_by_one = words.forms.one_by_one.search(at.text, at.clause, at.edge.text_start)
    return one_by_one is not None and is_lead(at.text, at.clause, one_by_one.start(), words)


def _fuller(at: Situation, head: str, words: TargetWords) -> str:
    """The name that an object before ends in `head`: 把|现代示范区|作为抓手，创建20个示范区; '' if none."""
    if not _SHORTEST_HEAD <= len(head) <= _LONGEST_HEAD:
        return ""
    for object_ in words.values.object_named.finditer(at.text, 0, at.clause):
        name = at.shown[slice(*object_.span("name"))]
        if name.endswith(head) and name != head:
            return name
    return ""


def _says(at: Situation, words: TargetWords) -> bool:
    """True if the thing is a predicate of the words before the number: 港口75%以上|泊位具备供电能力."""
    if words.forms.predicate.match(at.thing):
        return True
    return at.edge.verb is None and not at.before.bounds and words.forms.predicate.search(at.thing, 2) is not None


def _service(at: Situation, words: TargetWords) -> Reading:
    """The indicator is what is finished in the time: 办好开工手续, with the words before where they name it."""
    place = at.text.index(at.thing, at.last.end)
    doer = words.forms.how_done.match(at.thing) and words.forms.no_service.search(
        at.text, at.edge.start, at.first.start
    )
    named = at.is_named and not doer and not words.forms.no_service.search(at.text[at.edge.start : at.before.start])
    shown = (trim(at.shown[at.edge.start : at.before.start]) if named else "") + trim(
        at.shown[place : place + len(at.thing)]
    )
    shown = shown if named else words.values.completes.sub("", shown)
    if words.values.bare_service.fullmatch(shown):
        shown = _what_is_asked_for(at, words) + shown
    start = at.edge.text_start if named else at.before.start
    return Reading(start, place + len(at.thing), (shown,) * len(at.group), at.before, at.edge, "target.service")


def _what_is_asked_for(at: Situation, words: TargetWords) -> str:
    """The service that is named before its time, in the clause or the one before it; '' if it is not.

    企业开办|全程网办，1日内办结; 许可信息|要在决定作出之日起7日内公开.
    """
    if dealt_with := words.values.dealt_with_after.match(at.text[at.clause : at.first.start]):
        return dealt_with["name"]
    clause, previous = at.clause, at.previous
    before = left_floor(at.text, clause - 1)
    if previous is not None and previous.form == "target.service" and before <= previous.start < clause:
        clause = before  # 优化在线帮办服务，1分钟响应，|解决率达到90%
    if at.text[clause - 1 : clause] != "，":
        return ""
    begins = left_floor(at.text, clause - 1)
    if improved := words.values.improves.search(trim(at.text[begins : clause - 1])):
        return improved["name"]
    said = words.values.said_of_service.search(at.text, begins + 2, clause - 1)
    if said is None:
        return ""
    start = read_left(at.text, begins, said.start(), words, verbs=False).start
    name = trim(at.shown[start : said.start()])
    return name if 2 <= len(name) <= _LONGEST_NAME and "、" not in name else ""


def _measured(at: Situation, words: TargetWords) -> Reading:
    """The indicator is the words before the bound, else that of the number before, else None."""
    number, before, edge, previous = len(at.group), at.before, at.edge, at.previous
    end = at.last.end
    if (named := words.forms.named_behind.match(at.thing)) and words.forms.sets.search(at.text, 0, at.first.start):
        return _named_behind(at, named.group("name"), words)
    ratio = at.measure is not None and at.measure.is_ratio
    if (ratio or before.bounds) and (done := at.share_built):  # 停车场按总车位|20%的比例配建充电桩
        whose, _, norm = at.shown[edge.start : before.start].rpartition("按")
        built = at.shown[slice(*done.span("done"))]
        shown = whose + built
        if not ratio:  # 小区按照|人均用地|不少于0.1平方米的标准配建设施
            norm = norm.removeprefix("照")
            shown = norm + built if norm.startswith("每") else norm
        return Reading(edge.text_start, done.end(), (trim(shown),) * number, before, edge, "target.measured")
    if previous is not None and ratio and words.values.places.search(at.left):  # 占比达到40%以上，甲、乙两市不低于50%
        edge = edge._replace(scope=(edge.start, before.start))
        return Reading(edge.text_start, end, previous.indicators[:1] * number, before, edge, "target.same_indicator")
    is_verb = edge.verb is not None and (not at.left or at.left in words.kinds["work_verb"])
    if is_verb and previous is not None and words.values.part.match(at.text, at.clause):  # 其中|新建15万亩
        whole = f"{at.left or edge.verb}{previous.indicators_so_far[0] or ''}"
        return Reading(edge.text_start, end, (whole,) * number, before, edge, "target.same_indicator")
    if at.is_named:
        shown = words.values.promised.sub("", trim(at.shown[edge.start : before.start]))
        if words.values.bare_rate.match(shown):
            shown = _what_has_it(at, words) + shown
        elif words.values.bare_time.fullmatch(shown):
            shown = _what_is_asked_for(at, words) + shown
        if words.values.level.fullmatch(shown) and previous is not None and previous.indicators[-1]:
            shown += words.values.level.sub("", previous.indicators[-1], count=1)
        if previous is not None and previous.indicators[-1] and at.is_joined:
            shown = _owner(shown, previous.indicators[-1], words) + shown
        if shown.startswith("占"):
            shown = _whose_share(at, words) + shown
        elif ratio and (share := _share_of(at, words)) and not words.values.names_a_share.search(shown):
            shown += f"占{share}"
        names = share_indicators(shown, number, words, each=before.each)
        return Reading(edge.text_start, end, tuple(names), before, edge, "target.measured")
    start = min(edge.text_start, before.start)
    if edge.verb is not None:
        whole = edge.verb + _counted_before(at)
        return Reading(start, end, (whole,) * number, before, edge, "target.verb")
    if previous is not None and (before.each or _is_of_the_same(at, previous)):
        same = previous.indicators[:1] * number
        changes = any(bound.strength == "change" for bound in before.bounds)
        if changes and before.baseline is None and not words.values.further.match(at.text, start):
            before = before._replace(baseline=previous.before.baseline)  # 较2019年降低12.5%，力争降低13%
        if at.is_beside:
            return Reading(start, end, same, previous.before, edge, "target.same_indicator")
        # 游客达到5000万人次，收入达到400亿元，分别增长10%、12%
        if before.each and len(previous.indicators_so_far) >= number:
            same = previous.indicators_so_far[-number:]
        return Reading(start, end, same, before, edge, "target.same_indicator")
    return Reading(start, end, (None,) * number, before, edge, "target.bare")


def _what_has_it(at: Situation, words: TargetWords) -> str:
    """What has the property that is named alone: it stands behind the values, or in the clause before; '' if nowhere.

    实现热效率超过41%、耐久性达到18万公里|氢能发动机|应用; 优化|在线帮办服务|，解决率达到90%.
    """
    behind = words.values.has_the_property.match(at.text, at.last.end)
    return behind["thing"] if behind else _what_is_asked_for(at, words)


def _whose_share(at: Situation, words: TargetWords) -> str:
    """What has a share that begins with 占: a share raised in the clause before, else what the number before measures.

    提高|信用担保|比重，占担保业务总额不低于20%; |装机容量|达到8000万千瓦，占总装机的54%. '' if neither is there.
    """
    previous = at.previous
    raised = words.values.raises_a_share.search(at.text, 0, at.clause - 1) if at.clause else None
    if raised and (previous is None or previous.end <= raised.start()):
        return raised["name"]
    return (previous.indicators[-1] or "") if previous is not None else ""


def _share_of(at: Situation, words: TargetWords) -> str:
    """What a share is of: 信用担保不低于|担保业务总额|的20%; '' if its bound does not say."""
    of = words.values.share_of.search(at.text[at.before.start : at.first.start])
    return at.shown[slice(at.before.start + of.start("of"), at.before.start + of.end("of"))] if of else ""


def _named_behind(at: Situation, name: str, words: TargetWords) -> Reading:
    """The indicator is the name behind the value, with those for whom it is set: 对居民，执行0.4元/千瓦时|目录电价."""
    whom = words.forms.whom.search(at.text, 0, at.clause)
    end = at.text.index(name, at.last.end) + len(name)
    shown = (at.shown[slice(*whom.span("whom"))] if whom else "") + at.shown[end - len(name) : end]
    start = whom.start("whom") if whom else at.clause
    return Reading(start, end, (shown,) * len(at.group), at.before, at.edge, "target.measured")


def _owner(name: str, before: str, words: TargetWords) -> str:
    """What a name lacks that the one `before` it has: 保费收入|增速, 生活污水|收集率 after …处理率; '' if nothing."""
    signs = words.values
    if signs.bare_quantity.fullmatch(name):
        return before
    if signs.rate_of_work.fullmatch(name) and (other := signs.rate_of_work.search(before)):
        return before[: other.start()]
    return ""


def _counted_before(at: Situation) -> str:
    """What the number before it counts in the same unit: 线索达到25条，落地实施|15条; '' if none.

    For what is not counted one by one, a verb governs it: 新建农村公路30公里、改建|50公里.
    """
    previous = at.previous
    if previous is None or at.measure is None or previous.measure is None or at.measure.is_ratio:
        return ""
    if at.measure.standard != previous.measure.standard or not (at.measure.is_count or previous.edge.verb):
        return ""
    return (previous.indicators[-1] or "").removeprefix(previous.edge.verb or "")


def _is_of_the_same(at: Situation, previous: Reading) -> bool:
    """True if the number may measure what the one before it does: 比例不低于8%，且不少于|2宗| counts something else."""
    if at.is_beside or at.measure is None or previous.measure is None:
        return True
    if any(bound.strength == "change" for bound in at.before.bounds):
        return True  # 新建充电桩3—5万个，年均增长|8%
    return at.measure.is_count == previous.measure.is_count or not (at.measure.is_ratio or previous.measure.is_ratio)
