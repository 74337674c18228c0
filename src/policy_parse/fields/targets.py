"""Numeric commitments in a paragraph or cell: 用水总量≤3.028亿m3, 完成高标准农田建设1万亩, 60%以上城市社区达到….

Steps: sentences that hold numbers; numbers with measures; numbers that stand in turn and share their words; what stands
left and right of them, which gives bound, change, baseline and the indicator; what is no commitment goes. Vocabularies:
data/measures.toml, data/bounds.toml, data/indicators.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from policy_parse.fields.measures import measures_of
from policy_parse.fields.target_amounts import Amount, find_amounts
from policy_parse.fields.target_filters import is_name, is_past, is_service_time, is_subsidy, is_threshold
from policy_parse.fields.target_left import BOUNDARIES, Before, Edge, left_floor, read_before, read_left
from policy_parse.fields.target_sharing import share_indicators
from policy_parse.fields.target_words import words_of
from policy_parse.lexicon import Lexicon
from policy_parse.model import Baseline, Comparator, Deadline, Target
from policy_parse.text.fold import Folded

_SENTENCE = re.compile(r"[^。；！？]+[。；！？]?")
# a digit, or a Chinese numeral with something after it that can be counted
_HAS_NUMBER = re.compile(r"[0-9]|百分之|[二两三四五六七八九十百千][^、。，；：”）]{0,3}")
# the words between two numbers that stand in turn: 95%|和|90%
_CHAIN = re.compile(r"(?:、|和|与|及|以及|，)")
# what may follow a number without being the thing it counts
_NO_THING = re.compile(
    r"[，。；：！？、（）\t”）)/]|$|和|及|与|以及|或|并|且|的?(?:目标|水平|要求|任务|指标|比例|标准|速度|增速|大关|规模|幅度)|"
    r"全覆盖|全达标|达标|用于|均|都|即|时|后|前|在|已|将|由|至|到|执行|为|是|之|计|不等|不变|期间|增长|下降|提高|提升|以|左右|"
    r"办结|办理完|的，|纳入|左|其中|相当于|优于|高于"
)
_THING_ENDS = "，。；：！？）\t"
_SHORT_BRACKET = 8
"""县（市、区）, 社区（村）: brackets up to this long belong to a name."""
_CONNECTOR = re.compile(r"(?:、|和|及|以及|与|并)(?=[^、和及与并]*$)")
# 13个设区市城区基本建成“无散煤区”, 1家企业创建成功节水型企业: what comes of them is counted
_RESULT = re.compile(r".{2,}?(?:创建成功|成功创建|成功创成|创建成为|创建为|基本建成|建成|打造成为?|培育成为?)(?P<thing>(?![并后投的成项])..+)")
_DONE_BY_THEM = re.compile(r"建成|创建|完成|达到|实现|开展|通过|申报|获评|入选|消除")
_AT_LEAST_AFAR = re.compile(r"(?:至少|不少于|最少)[^，、]{0,6}$")
_NOT_GOVERNED = re.compile(r"(?:共有|共|现有|涉及|包括|包含|分为|下设|设有|有|含|等|这|那|其他|上述|以上|前|各|每|等共|即|某|第|下辖|辖|共计)$")
_JOINED = re.compile(r"[、，]?(?:和|及|与|以及)?")
_COMES_ABOUT = re.compile(r"(?:形成|建成|实现|建立)$")
_PLACES = re.compile(r"(?:[0-9一二三四五六七八九十两]+(?:个|座)?[市县区镇乡]|[、和及][\u4e00-\u9fff]{1,6}[市县区]|等地|地区|其他[市县区]|等[市县区])$")
_WHERE = re.compile(r"(?:在|对|从|由|向|为|以)[^，、]{2,}|等$")
_SINGULAR = ("一",)
_DATED = re.compile(r"(?P<year>(?:19|20)[0-9]{2})年(?:[-~至](?P<last>(?:19|20)[0-9]{2})年)?")
_LAST_YEAR = re.compile(r"上年|去年|上一年")
_FIVE_YEARS = {"十": 10, "十一": 11, "十二": 12, "十三": 13, "十四": 14, "十五": 15, "十六": 16}
_PLAN_END = re.compile(r"“?(十[一二三四五六]?)五”?(?:规划)?(?:期?末|时期末)?")
# 与2020年相比，… · 较2020年，…
_BASELINE_AFAR = re.compile(r"(?:与|较|比|和)(?P<base>[^，。；与较比]{2,8}?)(?:相比|比较)?，|（(?:与|较|比)(?P<after>[^，。；）]{2,8}?)(?:相比|比较)?）")
_EDGES = re.compile(r"^[的，、：；。·]+|[的，、：；。·]+$")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence without line breaks, as folded, as written (`shown`, the same length), and its place."""

    text: str
    shown: str
    folded: Folded
    source: str
    times: tuple[tuple[int, int, Deadline], ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one group of numbers says: where its words stand, its indicators and what rules read it."""

    start: int
    end: int
    indicators: tuple[str | None, ...]
    before: Before
    edge: Edge
    form: str


def find_targets(
    passage: Folded, *, source: str, times: Sequence[Deadline] = (), year: int | None, lexicon: Lexicon
) -> tuple[Target, ...]:
    """Every numeric commitment in `passage`, in text order; two over the same words where two indicators share a number.

    Spans: half-open, into `source`, from the indicator (or the verb that governs a count) to the last word of the
    bound, or to the end of the thing counted. `times` are the time expressions of the passage: the one that governs a
    target becomes its `due`. `year` is the plan's: 上年 is the year before, and what an earlier year reached is no
    target. `rule` is the bound's id in data/bounds.toml, or the form's. Line breaks in a word are read over.
    """
    if not _HAS_NUMBER.search(passage.text):
        return ()
    flat = _without_breaks(passage)
    found: list[Target] = []
    due: Deadline | None = None
    for match in _SENTENCE.finditer(flat.text):
        sentence = _sentence(flat, match.start(), match.end(), source, times)
        if _HAS_NUMBER.search(sentence.text):
            found += _read_sentence(sentence, due, year, lexicon)
        due = sentence.times[-1][2] if sentence.times else due
        if match.group().endswith("。"):
            due = None
    return tuple(found)


def _without_breaks(passage: Folded) -> Folded:
    if "\n" not in passage.text:
        return passage
    kept = [(ch, offset) for ch, offset in zip(passage.text, passage.offsets, strict=True) if ch != "\n"]
    return Folded("".join(ch for ch, _ in kept), [offset for _, offset in kept])


def _sentence(flat: Folded, start: int, end: int, source: str, times: Sequence[Deadline]) -> _Sentence:
    part = flat.part(start, end)
    shown = "".join(source[offset] for offset in part.offsets)
    places = {offset: i for i, offset in enumerate(part.offsets)}
    inside = [
        (places[t.span.start], places[t.span.end - 1] + 1, t)
        for t in times
        if t.span.start in places and t.span.end - 1 in places
    ]
    return _Sentence(part.text, shown, part, source, tuple(inside))


def _read_sentence(sentence: _Sentence, due: Deadline | None, year: int | None, lexicon: Lexicon) -> Iterator[Target]:
    text = sentence.text
    amounts = [a for a in find_amounts(text, lexicon) if not is_name(text, a)]
    groups = list(_groups(text, amounts, lexicon))
    previous: _Reading | None = None
    for i, group in enumerate(groups):
        following = groups[i + 1][0].start if i + 1 < len(groups) else len(text)
        reading = _read_group(sentence, group, following, previous, year, lexicon)
        if reading is not None:
            yield from _targets(sentence, group, reading, due, year, lexicon)
            previous = reading


def _groups(text: str, amounts: Sequence[Amount], lexicon: Lexicon) -> Iterator[tuple[Amount, ...]]:
    """Numbers that stand in turn (20个、10个百分点) together, every other alone."""
    group: list[Amount] = []
    for amount in amounts:
        if group and not _follows(text, group[-1], amount, lexicon):
            yield tuple(group)
            group = []
        group.append(amount)
    if group:
        yield tuple(group)


def _follows(text: str, one: Amount, other: Amount, lexicon: Lexicon) -> bool:
    joint = _CHAIN.match(text, one.end)
    if joint is None or joint.end() > other.start or (joint.group() == "，" and "分别" not in text[: one.start]):
        return False
    if one.measure and other.measure and one.measure.dimension != other.measure.dimension:
        return False
    return read_before(text, other.start, joint.end(), lexicon).start == joint.end()


def _read_group(
    sentence: _Sentence, group: tuple[Amount, ...], limit: int, previous: _Reading | None, year: int | None, lexicon: Lexicon
) -> _Reading | None:
    """The reading of one group, None where it is no commitment."""
    text, first, last = sentence.text, group[0], group[-1]
    floor = left_floor(text, first.start)
    if previous is not None:
        floor = max(floor, min(previous.end, first.start))
    before = read_before(text, first.start, floor, lexicon)
    if before.start == floor and floor and text[floor - 1] in "（：":  # 示范村（不少于20个）: the name stands before
        outer = left_floor(text, floor - 1)
        outer_before = read_before(text, floor - 1, outer, lexicon)
        floor, before = outer, replace(before, start=floor - 1) if not outer_before.bounds else before
    places = [(start, end) for start, end, _ in sentence.times if before.baseline is None or end <= before.baseline[0] or start >= before.baseline[1]]
    thing = _thing(text, last.end, limit)
    measure = last.measure
    if thing and measure is not None and not measure.is_ratio and all(b.strength == "change" or b.comparator == "eq" for b in before.bounds):
        before = replace(before, start=first.start, bounds=())  # 提升5条河流水质: the word governs the count
    ratio = measure is not None and measure.is_ratio
    edge = read_left(text, floor, before.start, lexicon, times=places, verbs=not ratio and measure is not None, counts=bool(thing))
    if not ratio and edge.verb and before.bounds and all(b.strength == "change" for b in before.bounds):
        before = replace(before, start=first.start, bounds=())  # 完成松林改造提升120万亩: work done, not a change
    left = _trim(text[edge.start : before.start])
    if left == edge.verb:
        left = ""
    clause = text[max(0, left_floor(text, max(0, left_floor(text, first.start) - 1))) : _clause_end(text, last.end)]
    if _is_excluded(sentence, group, floor, clause, year, lexicon):
        return None
    form = _form(sentence, group, before, edge, left, thing, previous, lexicon)
    if form is None:
        return None
    if form == "counted":
        return _counted(sentence, group, before, edge, thing, floor)
    return _measured(sentence, group, before, edge, left, previous, floor, lexicon)


def _trim(words: str) -> str:
    """`words` without the marks at its edges and without a quote or bracket whose other half is missing."""
    words = _EDGES.sub("", words)
    for opening, closing in ("“”", "（）", "《》"):
        if words.startswith(opening) and closing not in words:
            words = words[1:]
        if words.endswith(closing) and opening not in words:
            words = words[:-1]
        if words.startswith(closing):
            words = words[1:]
        if words.endswith(opening):
            words = words[:-1]
    return _EDGES.sub("", words)


def _clause_end(text: str, at: int) -> int:
    found = [i for i in (text.find(mark, at) for mark in BOUNDARIES) if i >= 0]
    return min(found, default=len(text))


def _thing(text: str, at: int, limit: int) -> str:
    """The thing that a number stands before, empty where none does: 100个|标杆乡镇, 30%|的城市."""
    if _NO_THING.match(text, at):
        return ""
    start = at + 1 if text.startswith("的", at) else at
    stop = start
    while stop < len(text) and text[stop] not in _THING_ENDS:
        closing = text.find("）", stop) if text[stop] == "（" else stop
        if not 0 <= closing <= stop + _SHORT_BRACKET:
            break
        stop = closing + 1
    if limit < stop:
        joint = _CONNECTOR.search(text, start, limit)
        stop = joint.start() if joint else limit
    return text[start:stop]


def _form(
    sentence: _Sentence,
    group: tuple[Amount, ...],
    before: Before,
    edge: Edge,
    left: str,
    thing: str,
    previous: _Reading | None,
    lexicon: Lexicon,
) -> str | None:
    """`measured` where the indicator stands before the number, `counted` where the thing stands after it, None for neither."""
    text, first, last = sentence.text, group[0], group[-1]
    measure = last.measure
    bound = any(b.strength != "change" for b in before.bounds)
    named = len(left) >= 2
    if measure is None:
        decimal = first.value != first.value.to_integral_value()
        at_end = _NO_THING.match(text, last.end) is not None
        return "measured" if named and bound and at_end and (decimal or left[-1] in "数比率值度量分") else None
    if measure.kind == "time":
        limited = bound or last.after is not None or before.bounds
        service = is_service_time(text[max(0, first.start - 24) : last.end + 16], lexicon)
        return "measured" if limited and service and (named or thing) and "印发之日" not in text[: first.start] else None
    if not thing:
        if _is_remark(text, first, last, before):
            return None
        if not before.bounds and not last.after and _NOT_GOVERNED.search(text[: before.start]) and not edge.verb:
            return None
        if not named and edge.verb is None and not before.bounds and last.after is None:
            return None
        if _says_who(text, last, before):
            return None
        if first.chinese and measure.is_count and not before.bounds and not edge.verb:
            return None
        if measure.is_count and _is_article(text, first) and not before.bounds:
            return None
        return "measured"
    if named and before.bounds and (edge.verb is None or not measure.is_count):
        described = text.startswith("的", last.end) or not (measure.is_ratio or measure.is_count)
        if described and not _COMES_ABOUT.search(thing):
            return None  # 总氮浓度高于6.5mg/L的河流: which ones
        return "measured"
    if measure.is_ratio:
        ends = words_of(lexicon).kinds["measurable"]
        return "measured" if named and left.endswith(ends) else "counted"
    governed = edge.verb is not None and edge.start >= before.start - 1
    if is_threshold(last, thing, governed):
        return None
    if previous is not None and previous.form == "target.counted" and _JOINED.fullmatch(text, previous.end, before.start):
        return "counted"
    return "counted" if _is_counted(text, first, last, before, edge, thing, lexicon) else None


def _says_who(text: str, last: Amount, before: Before) -> bool:
    """Whether a bound with nothing after it still describes: 年能耗1万吨标准煤以上或…企业, 重大项目（综合能耗2万吨以上）."""
    measure = last.measure
    if measure is None or measure.is_ratio or measure.is_count or last.after is None:
        return False
    if text.startswith("或", last.end):
        return True
    return not before.bounds and text.startswith("）", last.end) and "（" in text[: last.start]


def _is_remark(text: str, first: Amount, last: Amount, before: Before) -> bool:
    """Whether the number stands alone in brackets and only tells how many there are: 改造项目（11项）."""
    alone = text.startswith("（", first.start - 1) and text.startswith("）", last.end)
    return alone and first.start > 0 and last.after is None and not before.bounds


def _is_article(text: str, amount: Amount) -> bool:
    return text[amount.start : amount.number_end] in _SINGULAR


def _is_counted(
    text: str, first: Amount, last: Amount, before: Before, edge: Edge, thing: str, lexicon: Lexicon
) -> bool:
    """Whether a number before its thing counts what is to be done, rather than naming a set that is there."""
    if _is_article(text, first) and not before.bounds:
        return False
    if re.match(r"[“《]?[^”》]{0,2}”", thing) or (first.chinese and thing.startswith("“")):
        return False
    left = text[edge.text_start : before.start]
    if edge.verb is not None:  # 组织在全省火电、钢铁等8个行业…: where, not how many
        return _WHERE.search(left, len(edge.verb)) is None
    if _NOT_GOVERNED.search(left) or re.match(words_of(lexicon).pattern("preposition"), left):
        return False
    if before.bounds or last.after or last.more:
        return True
    return not first.chinese and _DONE_BY_THEM.search(thing) is not None


def _counted(
    sentence: _Sentence, group: tuple[Amount, ...], before: Before, edge: Edge, thing: str, floor: int
) -> _Reading:
    last = group[-1]
    at = sentence.text.index(thing, last.end)
    end = at + len(thing)
    shown = sentence.shown[at:end]
    result = _RESULT.fullmatch(thing)
    if result is not None and last.measure is not None and not last.measure.is_ratio:
        shown = shown[result.start("thing") :]
    shown = _trim(re.sub(r"(?:工作|任务)$", "", shown))
    start = edge.text_start if edge.verb else before.start
    return _Reading(min(start, group[0].start), end, (shown or None,), before, edge, "target.counted")


def _measured(
    sentence: _Sentence,
    group: tuple[Amount, ...],
    before: Before,
    edge: Edge,
    left: str,
    previous: _Reading | None,
    floor: int,
    lexicon: Lexicon,
) -> _Reading | None:
    last = group[-1]
    if previous is not None and _is_place(left, last, lexicon):  # 占比达到40%以上，甲、乙两市不低于50%
        place = (edge.start, before.start)
        edge = replace(edge, scope=place)
        return _Reading(edge.text_start, last.end, previous.indicators[:1] * len(group), before, edge, "target.same_indicator")
    if len(left) >= 2:
        shown = _trim(sentence.shown[edge.start : before.start])
        if shown.startswith("占") and previous is not None:  # 装机容量达到…，占总装机的54%
            shown = f"{previous.indicators[-1] or ''}{shown}"
        names = share_indicators(shown, len(group), before.each, lexicon)
        return _Reading(edge.text_start, last.end, tuple(names), before, edge, "target.measured")
    start = min(edge.text_start, before.start)
    if edge.verb is not None:
        return _Reading(start, last.end, (edge.verb,) * len(group), before, edge, "target.verb")
    if previous is not None and previous.indicators and last.measure is not None:
        return _Reading(start, last.end, previous.indicators[:1] * len(group), before, edge, "target.same_indicator")
    return _Reading(start, last.end, (None,) * len(group), before, edge, "target.bare")


def _is_place(left: str, last: Amount, lexicon: Lexicon) -> bool:
    """Whether the words before a share name only those for whom it holds, not what is measured."""
    return last.measure is not None and last.measure.is_ratio and _PLACES.search(left) is not None


def _is_excluded(
    sentence: _Sentence, group: tuple[Amount, ...], floor: int, clause: str, year: int | None, lexicon: Lexicon
) -> bool:
    """Whether the group stands among subsidies or tells of the past."""
    text, first, last = sentence.text, group[0], group[-1]
    measure = last.measure
    if measure is not None and is_subsidy(text if measure.kind == "money" else clause, lexicon):
        return True
    if is_past(clause, lexicon):
        return True
    if year is None:
        return False
    dated = [m for m in _DATED.finditer(text, 0, first.start) if not re.search(r"[较比与于自从和]$|基础", text[: m.start()])]
    if not dated or text.startswith(("相比", "比较", "基础", "的基础"), dated[-1].end()):
        return False
    return int(dated[-1]["last"] or dated[-1]["year"]) < year and text[dated[-1].start() - 1 : dated[-1].start()] != "到"


def _targets(
    sentence: _Sentence, group: tuple[Amount, ...], reading: _Reading, due: Deadline | None, year: int | None, lexicon: Lexicon
) -> Iterator[Target]:
    """One target for each number, or for each indicator that shares the one number."""
    many = group if len(group) > 1 else group * len(reading.indicators)
    span = sentence.folded.span(reading.start, reading.end)
    measures = measures_of(lexicon)
    governing = next((t for _, end, t in reversed(sentence.times) if end <= group[0].start and not _is_baseline(reading, end)), due)
    scope = reading.edge.scope
    for amount, indicator in zip(many, reading.indicators, strict=True):
        comparator, rule = _comparator(amount, group[-1], reading, sentence)
        unit = _unit(sentence, amount, group[-1])
        folded_unit = amount.unit or group[-1].unit
        change = _change(amount, group[-1], reading, comparator)
        yield Target(
            text=span.of(sentence.source),
            span=span,
            rule=rule,
            indicator=indicator,
            scope=sentence.shown[slice(*scope)] if scope else None,
            comparator=comparator,
            value=amount.value,
            value_max=amount.value_max,
            unit=unit,
            quantity=measures.quantity(amount.value, amount.value_max, folded_unit),
            change=change,
            baseline=_baseline(sentence, reading, change is not None, group[-1].end, year),
            per=reading.before.period,
            effort=reading.edge.effort,
            due=governing,
        )


def _is_baseline(reading: _Reading, end: int) -> bool:
    base = reading.before.baseline
    return base is not None and base[0] < end <= base[1] + 2


def _comparator(amount: Amount, last: Amount, reading: _Reading, sentence: _Sentence) -> tuple[Comparator, str]:
    """The comparator and the rule that gave it: the bound after, a bound before, a range, 余, a level, else `eq`."""
    after = amount.after or last.after
    if amount.value_max is not None:
        return "between", "target.range"
    if after is not None and after.comparator is not None:
        return after.comparator, after.id
    bounds = reading.before.bounds
    for bound in bounds:
        if bound.strength == "bound" and bound.comparator is not None:
            return bound.comparator, bound.id
    if _AT_LEAST_AFAR.search(sentence.text[max(0, reading.edge.text_start - 4) : reading.before.start]):
        return "ge", "bound.at_least"
    if amount.more:
        return "gt", "target.more"
    for bound in bounds:
        if bound.strength == "level" and bound.comparator is not None:
            return bound.comparator, bound.id
    return "eq", next((b.id for b in bounds), reading.form)


def _change(amount: Amount, last: Amount, reading: _Reading, comparator: Comparator) -> str | None:
    measure = last.measure
    if measure is None:
        return None
    for bound in reading.before.bounds:
        if bound.strength == "change" and (bound.absolute or measure.is_ratio or measure.kind == "time"):
            return bound.change
    return None


def _unit(sentence: _Sentence, amount: Amount, last: Amount) -> str | None:
    """The unit as written; that of the last number where this one shares it."""
    own = amount if amount.unit else last
    if own.unit is None:
        return None
    shown = "".join(sentence.shown[own.number_end : own.unit_end].split())
    return shown if len(shown) == len(own.unit) and not own.more and own.unit != "成" and shown[:2] != "分之" else own.unit


def _baseline(sentence: _Sentence, reading: _Reading, changes: bool, end: int, year: int | None) -> Baseline | None:
    place = reading.before.baseline
    if place is None and changes:
        match = _BASELINE_AFAR.match(sentence.text, end)
        if match is None:
            afar = [m for m in _BASELINE_AFAR.finditer(sentence.text, 0, reading.start) if m["base"]]
            match = afar[-1] if afar else None
        if match is not None and re.search(r"年|末|期", match["base"] or match["after"]):
            place = match.span("base") if match["base"] else match.span("after")
    if place is None:
        return None
    shown = sentence.shown[place[0] : place[1]]
    return Baseline(text=shown, span=sentence.folded.span(*place), year=_baseline_year(sentence.text[slice(*place)], year))


def _baseline_year(words: str, year: int | None) -> int | None:
    if match := _DATED.search(words):
        return int(match["year"])
    if _LAST_YEAR.search(words):
        return year - 1 if year is not None else None
    if (match := _PLAN_END.search(words)) and "末" in words:
        return 1955 + 5 * _FIVE_YEARS[match[1]]
    return None
