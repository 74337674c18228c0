"""What is round a group of numbers: its bound, where its indicator begins, the thing after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from policy_parse.fields.quantities.amounts import Amount
from policy_parse.fields.quantities.bounds import Before, read_before, read_inner_bound, read_period
from policy_parse.fields.quantities.measures import Measure
from policy_parse.fields.quantities.words import AT_BEST
from policy_parse.fields.targets.left_edge import (
    BOUNDARIES,
    LONGEST_CLAUSE,
    Edge,
    left_floor,
    read_left,
    verb_before,
)
from policy_parse.fields.targets.words import TargetWords
from policy_parse.text.sign import Sign

_THING_ENDS = "，。；：！？）\t"
_SHORT_BRACKET = 8
"""县（市、区）, 社区（村）: brackets up to this long belong to a name."""
_LONG_BRACKET = 40
"""A name may go on behind a bracket up to this long: 高水平OPC（One Person Company）|社区."""
_JOINT = 3
"""Characters between a value and the name of the next that belongs to the same: ，力争|增速."""
_EVENT_REACH = 3
"""How far before a time the word that ends an event is looked for: 之日的."""
_PREDICATE_REACH = 8
"""How far behind a bracket a predicate of the words before it is looked for: longer than every such word."""
_BOUNDARY = re.compile(f"[{BOUNDARIES}]")
_TRIMMED = "的，、：；。·在-–—“”（）《》"
"""What `trim` may take away."""
_EDGES = Sign(
    "target_forms.edges",
    r"^ [的，、：；。·]+ | [的，、：；。·在–—-]+ $",
    says="marks and function characters at the edges of a name, which are no part of it",
    examples=["|的|供水普及率", "供水普及率|在|", "供水普及率|—|"],
    never=["在校人数"],
)


class Reading(NamedTuple):
    """What one group of numbers says: the place of its words in the sentence, its indicators, and the form."""

    start: int
    end: int
    indicators: tuple[str | None, ...]
    before: Before
    edge: Edge
    form: str
    indicators_so_far: tuple[str | None, ...] = ()
    """The indicators of the sentence up to this reading and with it."""
    measure: Measure | None = None
    """What its number is in."""


class Situation(NamedTuple):
    """A group of numbers with the words left (`left`, without its bound) and right of it (`thing`).

    `text` is the folded sentence, `shown` the same characters as written, `clause` where the clause begins, `previous`
    the reading before it in the sentence, `next` where the next number begins (the end of the sentence, if none does).
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
    next: int
    words: TargetWords
    first: Amount
    last: Amount
    """The last number of the group, whose bound holds for all."""
    measure: Measure | None
    """The measure that the group shares."""

    @property
    def is_named(self) -> bool:
        """True if an indicator is left of the number."""
        return len(self.left) >= 2

    @property
    def is_sized(self) -> bool:
        """True if an amount of money says how large the thing is that is set up: 组建|规模不低于8亿元的|产业基金."""
        money = self.measure is not None and self.measure.kind == "money"
        return money and bool(self.thing and self.edge.verb) and self.words.forms.size.search(self.left) is not None

    @property
    def share_built(self) -> re.Match[str] | None:
        """What is built by the share: 停车场按总车位|20%|的比例配建充电桩, 按|15%|配建车位; None if nothing."""
        signs, start = self.words.forms, self.before.start
        built = signs.by_share.match(self.text, self.last.end)
        named = built is not None and built.start("done") > self.last.end
        return built if named or signs.by_the_whole.search(self.text, self.clause, start) else None

    @property
    def is_beside(self) -> bool:
        """True if another number of the same thing is before it: 新型储能10万千瓦/|20万千瓦时."""
        previous = self.previous
        return previous is not None and self.text.startswith("/", previous.end) and previous.end + 1 == self.first.start

    @property
    def is_joined(self) -> bool:
        """True if nothing but a mark and a word of effort is between the reading before it and its words."""
        previous = self.previous
        return (
            previous is not None
            and self.edge.text_start - previous.end <= _JOINT
            and (self.text[previous.end : previous.end + 1] in ("，", "、"))
        )

    @property
    def is_bound(self) -> bool:
        """True if a bound or level is before the number, not only a word of change."""
        return any(bound.strength != "change" for bound in self.before.bounds)

    @property
    def is_article(self) -> bool:
        """True for 一个, 一家 without a bound before it: it does not say how many."""
        if self.text[self.first.start : self.first.number_end] != "一" or self.before.bounds:
            return False
        signs = self.words.forms
        if self.edge.verb and signs.every_place.match(self.text, self.clause):
            return False  # 每个镇新建|一所|养老服务站
        return not signs.says_how_often(self.text, self.first.start, self.first.unit)


def ends_clause(text: str, at: int, words: TargetWords) -> bool:
    """True if nothing countable follows `at`."""
    signs = words.forms
    return signs.no_thing.match(text, at) is not None and not signs.likeness.match(text, at)


def situate(
    text: str,
    shown: str,
    group: tuple[Amount, ...],
    following: tuple[Amount, ...],
    previous: Reading | None,
    times: Sequence[tuple[int, int]],
    words: TargetWords,
) -> Situation:
    """What is round `group`; `following` is the next group of numbers, `times` the places of time expressions."""
    first, last = group[0], group[-1]
    measure, clause = last.measure, left_floor(text, first.start)
    ratio = measure is not None and measure.is_ratio
    timed = measure is not None and measure.kind == "time"
    floor, before = _bound_before(text, first, clause, previous, words)
    aside = words.quantities.left_out.match(text, last.end) if timed else None  # 5日内|（不含公示时间）|完成验收
    thing = _thing(text, aside.end() if aside else last.end, following, ratio, words)
    if thing and measure is not None and not ratio:
        before = _without_verbs(before, first.start)
    works = measure is not None and not ratio and not timed
    base = before.baseline or (0, 0)
    places = [(start, end) for start, end in times if end <= base[0] or start >= base[1]]
    level = bool(before.bounds) and not _is_provided(text, floor, before, measure, words)
    edge = read_left(text, floor, before.start, words, times=places, verbs=works, counts=bool(thing), level=level)
    if edge.verb and before.bounds:
        before, edge = _bound_of_the_work(before, edge, first, works, words)
    if (ratio or timed) and not before.bounds:
        before = _bound_within(text, edge, before, first, timed, words)
    before, edge = _change_at_the_head(text, before, edge, ratio, words)
    before = _without_earlier_value(text, edge.start, before, words)
    edge = _edge_without_what_is_said(text, floor, before, edge, first, bool(thing), words)
    left = trim(text[edge.start : before.start])
    if not thing:
        thing = _thing_apart(text, first, last, left == edge.verb, words)
    if timed:
        if not before.bounds and not last.after and previous is not None and _next_limit(text, edge, previous):
            before = before._replace(bounds=previous.before.bounds, starts=previous.before.starts)
    elif before.bounds and (raises := words.forms.brings_up.match(left)):
        edge = edge._replace(start=edge.start + raises.end())
        left = trim(left[raises.end() :])
    if before.period is None:
        before = before._replace(period=read_period(text, floor, first.start, words))
    left = "" if left == edge.verb and not (timed and before.bounds) else left
    goes_on = following[0].start if following else len(text)
    return Situation(
        text, shown, group, before, edge, left, thing, clause, previous, goes_on, words, first, last, measure
    )


def _bound_before(
    text: str, first: Amount, clause: int, previous: Reading | None, words: TargetWords
) -> tuple[int, Before]:
    """Where the words of the number may begin, and the bound straight before it."""
    floor = clause if previous is None else max(clause, min(previous.end, first.start))
    before = _without_earlier_value(text, floor, read_before(text, first.start, floor, words), words)
    if before.start == floor and floor and text[floor - 1] in "（：":  # 示范村（不少于20个）: the name is before it
        floor, before = left_floor(text, floor - 1), before._replace(start=floor - 1)
    return (floor if before.name_from is None else before.name_from), before  # 严禁|漏损率|超过9%


def _without_earlier_value(text: str, floor: int, before: Before, words: TargetWords) -> Before:
    """`before` from where it tells what the value was: 审批时限|由30天压缩至|3天."""
    earlier = words.forms.earlier_value.search(text, floor, before.start)
    return before._replace(start=earlier.start()) if earlier else before


def _is_provided(text: str, floor: int, before: Before, measure: Measure | None, words: TargetWords) -> bool:
    """True if the least amount of a substance is meant, not the level of a quantity: 储备|应急成品粮不少于600吨."""
    least = any(bound.strength == "bound" and bound.comparator in ("ge", "gt") for bound in before.bounds)
    physical = measure is not None and measure.kind == "physical"
    return least and physical and words.quantity_end.search(text[floor : before.start]) is None


def _bound_of_the_work(
    before: Before, edge: Edge, first: Amount, works: bool, words: TargetWords
) -> tuple[Before, Edge]:
    """A word of change is work done (完成松林改造|提升|120万亩), and a limit is one of what is newly built."""
    if works and all(bound.strength == "change" for bound in before.bounds):
        return before._replace(start=first.start, bounds=()), edge
    if words.forms.newly_built.fullmatch(edge.verb or "") and any(b.comparator in ("le", "lt") for b in before.bounds):
        return before, edge._replace(start=edge.text_start)  # 新建|住宅高度控制在18层以下
    return before, edge


def _bound_within(text: str, edge: Edge, before: Before, first: Amount, timed: bool, words: TargetWords) -> Before:
    """`before` with the bound that stands before what a share is of: 不低于|担保总额的|20%."""
    inner = read_inner_bound(text, edge.start, before.start, words)
    if inner is None:
        return before
    start, bound = inner
    before = before._replace(start=start, bounds=(bound,))
    norm = None if timed else words.forms.above_the_norm.fullmatch(text, start, first.start)
    if norm is None:
        return before
    change = words.changes["increase" if norm["more"] else "decrease"]  # 增速|高于全省平均水平|2个百分点
    return before._replace(bounds=(change,), starts=(start,), baseline=norm.span("norm"))


def _change_at_the_head(text: str, before: Before, edge: Edge, ratio: bool, words: TargetWords) -> tuple[Before, Edge]:
    """A word of change before the name is the bound: 提高|污水处理率|到95%, 压缩|审批时限|50%."""
    changing = text[edge.text_start : edge.text_start + 2]
    bound, end = words.before.get(changing), before.start
    if bound is None or bound.strength != "change" or end - edge.text_start < 4 or before.bounds:
        return before, edge
    to = words.forms.up_to.search(text, end - 1, end)
    if not to and not (ratio and edge.start == edge.text_start):
        return before, edge
    if to:
        end, bound = to.start(), words.to_a_level(f"{changing}到") or bound
    return before._replace(start=end, bounds=(bound,), starts=(end,)), edge._replace(start=edge.text_start + 2)


def _edge_without_what_is_said(
    text: str, floor: int, before: Before, edge: Edge, first: Amount, counts: bool, words: TargetWords
) -> Edge:
    """The edge, where a verb says what the things are like, or where something else is said before it."""
    signs, end = words.forms, before.start
    if not counts:
        opens = before.bounds and edge.verb and signs.opening_verb.fullmatch(edge.verb)
        if opens and signs.said_of_a_thing.search(text, edge.start, end):
            edge = edge._replace(start=edge.text_start)  # 开展垃圾分类的|乡镇达到500个
        often = signs.says_how_often(text, first.start, first.unit)
        if often and (verb := verb_before(text, floor, end, signs)):
            edge = edge._replace(text_start=end - len(verb), start=end - len(verb), verb=verb)  # 至少|开展|一次
    if said := words.values.said_already.match(text, edge.start, end):
        edge = edge._replace(text_start=said.end(), start=said.end())  # 面积保持稳定、|产量
    return edge


def _thing_apart(text: str, first: Amount, last: Amount, is_verb: bool, words: TargetWords) -> str:
    """What is counted or done behind other words: 20个以上、功能完善的|标杆社区, 3日内|在网上完成备案; '' if none."""
    signs, measure = words.forms, last.measure
    if measure is None:
        return ""
    if measure.is_count:
        described = signs.described.match(text, last.end) if is_verb else None
        return described["thing"] if described else ""
    if measure.kind != "time" or not last.after:
        return ""
    if how := signs.how_done.match(text, last.end):
        return how.group()
    if not signs.after_an_event.search(text, max(0, first.start - _EVENT_REACH), first.start):
        return ""
    later = signs.done_later.match(text, last.end)
    return later["thing"] if later else ""


def _next_limit(text: str, edge: Edge, previous: Reading) -> bool:
    """变更登记压缩至2个工作日|、注销登记|1个工作日: the word of limit is with the first of a list only."""
    limits = [bound for bound in previous.before.bounds if bound.comparator in ("le", "lt")]
    joined = text[previous.end : previous.end + 1] in ("、", "，", "；") and edge.text_start == previous.end + 1
    return joined and previous.form == "target.measured" and bool(limits)


def _without_verbs(before: Before, number: int) -> Before:
    """`before` without the words that govern the count: 提升|5条河流水质, 新增|不少于50项场景."""
    kept = 0
    while (
        kept < len(before.bounds)
        and before.bounds[kept].strength != "change"
        and (before.bounds[kept].comparator != "eq" or before.bounds[kept].id == AT_BEST)
    ):
        kept += 1
    if kept == len(before.bounds):
        return before
    start = before.starts[kept - 1] if kept else number
    return before._replace(start=start, bounds=before.bounds[:kept], starts=before.starts[:kept])


def trim(words: str) -> str:
    """`words` without the marks at its edges and without a quote or bracket whose other half is missing."""
    if words and words[0] not in _TRIMMED and words[-1] not in _TRIMMED:
        return words
    words = _EDGES.sub("", words)
    for opening, closing in ("“”", "（）", "《》"):
        if words.startswith(closing) or (words.startswith(opening) and closing not in words):
            words = words[1:]
        if words.endswith(opening) or (words.endswith(closing) and opening not in words):
            words = words[:-1]
    return _EDGES.sub("", words)


def _thing(text: str, at: int, following: tuple[Amount, ...], ratio: bool, words: TargetWords) -> str:
    """The thing that a number is before that ends at `at`, "" if there is none: 100个|标杆乡镇, 30%|的城市."""
    signs = words.forms
    if ends_clause(text, at, words) or (ratio and signs.no_thing_of_a_share.match(text, at)):
        return ""
    start = stop = at + 1 if text.startswith("的", at) else at
    farthest = min(len(text), start + LONGEST_CLAUSE)
    while stop < farthest and text[stop] not in _THING_ENDS:
        closing = text.find("）", stop, stop + _LONG_BRACKET + 1) if text[stop] == "（" else stop
        if not 0 <= closing <= stop + _SHORT_BRACKET and not _runs_on(text, stop, closing, ratio, words):
            break
        stop = closing + 1
    limit = following[0].start if following else len(text)
    describes = signs.described_too.match(text, following[-1].end) if following else None  # 10家年交易额超1亿元|的企业
    if describes and start <= limit < stop < describes.end():
        stop = _thing_end(text, describes.end())
    if limit < stop and (ratio or not describes or signs.number_joint.search(text, start, limit)):
        joint = signs.number_joint.search(text, start, limit)
        stop = joint.start() if joint else read_before(text, limit, start, words).start
        if not joint and not ratio and (verb := verb_before(text, start + 2, stop, words.forms)):
            stop -= len(verb)  # 50名专家|组成|3个服务团
    given = None if ratio else signs.then_given.search(text, start, stop)
    return text[start : given.start() if given else stop]


def _runs_on(text: str, opening: int, closing: int, ratio: bool, words: TargetWords) -> bool:
    """True if the thing goes on behind a long bracket: 专业泊位（…除外）|具备供电能力."""
    if not opening < closing <= opening + _LONG_BRACKET:
        return False
    predicated = ratio and words.forms.predicate.match(text, closing + 1, closing + _PREDICATE_REACH)
    return bool(predicated or words.forms.name_goes_on.match(text, closing + 1))


def _thing_end(text: str, at: int) -> int:
    return min((i for i in (text.find(mark, at) for mark in _THING_ENDS) if i >= 0), default=len(text))


def clause_around(text: str, at: int, end: int) -> str:
    """The clause that holds ``text[at:end]``."""
    return text[left_floor(text, at) : clause_end(text, end)]


def clause_end(text: str, end: int) -> int:
    """Where the clause ends that goes on at `end`."""
    farthest = min(len(text), end + LONGEST_CLAUSE)
    stop = _BOUNDARY.search(text, end, farthest)
    return stop.start() if stop else farthest
