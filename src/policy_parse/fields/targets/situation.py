"""What stands round a group of numbers: its bound, where its indicator begins, the thing after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from policy_parse.fields.targets.amounts import Amount
from policy_parse.fields.targets.left_edge import (
    BOUNDARIES,
    LONGEST_CLAUSE,
    Before,
    Edge,
    left_floor,
    read_before,
    read_inner_bound,
    read_left,
    read_period,
    verb_before,
)
from policy_parse.fields.targets.measures import Measure
from policy_parse.fields.targets.not_commitments import counts_times
from policy_parse.fields.targets.words import AT_BEST, TargetWords
from policy_parse.text.sign import LazyPattern

_THING_ENDS = "，。；：！？）\t"
_SHORT_BRACKET = 8
"""县（市、区）, 社区（村）: brackets up to this long belong to a name."""
# the last 和 before the next number; not that of 饱和度, 普及率, 参与率, 并网
_CONNECTOR = LazyPattern(
    r"(?:、|以及|(?<![饱总共])和(?!谐)|(?<![普涉])及(?![以时])|(?<!参)与|并(?!联|网))(?=[^、和及与并]*$)"
)
_EDGES = re.compile(r"^[的，、：；。·]+|[的，、：；。·在]+$")
# 5个|与产业发展相适应的基地: said of the thing that is counted
_LIKENESS = re.compile(r"与[^，。；、]{1,16}?(?:相适应|相匹配|相配套|相衔接|相符|有关|相关|对接|配套)的")
_OPENS = ("开展", "实施", "参加", "纳入", "接入", "使用", "申报")
_OF = re.compile(r"的[^的，。；]{2,12}$")
"""Verbs that open what is said of a thing: 开展垃圾分类的|乡镇, not 完成高标准的|农田."""
# 高水平OPC（One Person Company）|社区: the name goes on behind the bracket
_GOES_ON = LazyPattern(r"(?![并和及等为与以由在将])[\u4e00-\u9fff]{2,6}(?=[，。；、]|$)")
_LONG_BRACKET = 40
# 1个建筑面积不少于1000平方米|，具备日托功能的|养老中心
_ALSO = re.compile(r"(?:，(?:具备|具有|拥有|符合|满足|功能)[^。；，：]{2,40})?的")
# 20个以上|、总面积不低于10万平方米，功能完善的|标杆社区: described before it is named
_DESCRIBED = LazyPattern(
    r"[、，](?!按|对|给|并|且|其中)[^。；：]{2,60}的(?!比例|标准|要求|水平|目标)"
    r"(?P<thing>[A-Za-z\u4e00-\u9fff“”]{2,20})(?=[，。；、]|$)"
)
# 名单更新后20天内|，组织评审: what is done in the time stands behind a comma
_LATER = LazyPattern(r"，(?P<thing>[^，。；：（）0-9]{2,20})(?=[，。；]|$)")
_AFTER_AN_EVENT = re.compile(r"(?:后|起|之日)的?$")
# 提高|污水处理率|到95%
_TO = re.compile(r"[到至]$")
_NORM = LazyPattern(
    r"(?:(?P<more>高于|超过|快于|高出)|低于|慢于)(?P<norm>[^，。；]{1,10}(?:平均水平|平均值|均值|平均增速|平均))"
)
# 床位数|由6.4张|增至7.6张: the value before is no part of the name
_EARLIER_VALUE = re.compile(r"[由从](?:[0-9]{4}年的?|原来?的?|现行的?|目前的?|现在的?|法定的?)?[0-9.]+[^，。；]{0,10}$")


class Reading(NamedTuple):
    """What one group of numbers says: where its words stand in the sentence, its indicators, and the form."""

    start: int
    end: int
    indicators: tuple[str | None, ...]
    before: Before
    edge: Edge
    form: str
    said: tuple[str | None, ...] = ()
    """The indicators of the sentence up to this reading and with it."""


class Situation(NamedTuple):
    """A group of numbers with what stands left (`left`, without its bound) and right of it (`thing`).

    `text` is the folded sentence, `shown` the same characters as written, `clause` where the clause begins, `previous`
    the reading before it in the sentence.
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
    refused: list[str] | None = None
    """Where the reasons (`refusals`) are kept why the number is no target; None if nobody asks."""

    def refuse(self, reason: str) -> Literal[False]:
        """Keep `reason`; False, so that a test can return it."""
        if self.refused is not None:
            self.refused.append(reason)
        return False

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
    def is_sized(self) -> bool:
        """Whether an amount of money says how large the thing is that is set up: 组建|规模不低于8亿元的|产业基金."""
        measure = self.measure
        money = measure is not None and measure.kind == "money"
        return money and bool(self.thing and self.edge.verb) and self.left.endswith("规模")

    @property
    def is_beside(self) -> bool:
        """Whether another number of the same thing stands before: 新型储能10万千瓦/|20万千瓦时."""
        previous = self.previous
        return previous is not None and self.text.startswith("/", previous.end) and previous.end + 1 == self.first.start

    @property
    def is_bound(self) -> bool:
        """Whether a word other than of change stands before the number."""
        return any(bound.strength != "change" for bound in self.before.bounds)

    @property
    def is_article(self) -> bool:
        """一个, 一家: says nothing of how many, unless a bound stands before it."""
        one = self.text[self.first.start : self.first.number_end] == "一"
        return one and not self.before.bounds and not counts_times(self.text, self.first)


@cache
def _no_thing(words: TargetWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    ends = r"[，。；：！？、（）\t”）)/]|$|的，|执行(?=[，。；、）]|$)"
    goal = r"的?(?:目标|水平|标准|要求)(?=[，。；、）]|$)"
    return (
        re.compile(f"{ends}|{goal}|{words.pattern('follows')}"),
        re.compile(f"的?(?:{words.pattern('follows_share')})"),
    )


def ends_clause(text: str, at: int, words: TargetWords) -> bool:
    """Whether what begins at `at` is no thing that a number could count."""
    return _no_thing(words)[0].match(text, at) is not None and not _LIKENESS.match(text, at)


def situate(
    text: str,
    shown: str,
    group: tuple[Amount, ...],
    following: tuple[Amount, ...],
    previous: Reading | None,
    times: Sequence[tuple[int, int]],
    words: TargetWords,
) -> Situation:
    """What stands round `group`; `following` is the next group of numbers, `times` where time expressions stand."""
    first, last = group[0], group[-1]
    clause = floor = left_floor(text, first.start)
    if previous is not None:
        floor = max(floor, min(previous.end, first.start))
    before = read_before(text, first.start, floor, words)
    if before.start == floor and floor and text[floor - 1] in "（：":  # 示范村（不少于20个）: the name stands before
        floor, before = left_floor(text, floor - 1), before._replace(start=floor - 1)
    measure = last.measure
    ratio = measure is not None and measure.is_ratio
    thing = _thing(text, last, following, ratio, words)
    if thing and measure is not None and not ratio:
        before = _without_verbs(before, first.start)
    base = before.baseline or (0, 0)
    places = [(start, end) for start, end in times if end <= base[0] or start >= base[1]]
    works = measure is not None and not ratio and measure.kind != "time"
    edge = read_left(
        text, floor, before.start, words, times=places, verbs=works, counts=bool(thing), level=bool(before.bounds)
    )
    if works and edge.verb and before.bounds and all(b.strength == "change" for b in before.bounds):
        before = before._replace(start=first.start, bounds=())  # 完成松林改造提升120万亩: work done, not a change
    end = before.start
    if ratio and not before.bounds and (inner := read_inner_bound(text, edge.start, end, words)):
        end, bound = inner
        before = before._replace(start=end, bounds=(bound,))
        if norm := _NORM.fullmatch(text, end, first.start):  # 增速高于全省平均水平2个百分点
            change = words.changes["increase" if norm["more"] else "decrease"]
            before = before._replace(bounds=(change,), starts=(end,), baseline=norm.span("norm"))
    changing = text[edge.text_start : edge.text_start + 2]
    governing = words.before.get(changing)
    to = _TO.search(text, end - 1, end)  # 提高|污水处理率|到95%
    changes = governing is not None and governing.strength == "change" and end - edge.text_start >= 4
    if governing is not None and changes and not before.bounds and (to or (ratio and edge.start == edge.text_start)):
        edge = edge._replace(start=edge.text_start + 2)  # 压缩|审批时限|50%
        if to:
            end, governing = to.start(), words.before.get(f"{changing}到", governing)
        before = before._replace(start=end, bounds=(governing,), starts=(end,))
    if earlier := _EARLIER_VALUE.search(text, edge.start, end):
        end = earlier.start()
        before = before._replace(start=end)
    if before.bounds and not thing and edge.verb in _OPENS and _OF.search(text, edge.start, end):
        edge = edge._replace(start=edge.text_start)  # 开展垃圾分类的|乡镇达到500个
    if not thing and counts_times(text, first) and (verb := verb_before(text, floor, end, words)):
        edge = edge._replace(text_start=end - len(verb), start=end - len(verb), verb=verb)  # 至少|开展|一次
    left = trim(text[edge.start : end])
    if not thing and edge.verb == left and measure is not None and measure.is_count:
        described = _DESCRIBED.match(text, last.end)
        thing = described["thing"] if described else ""
    if measure is not None and measure.kind == "time":
        if not thing and last.after and _AFTER_AN_EVENT.search(text, max(0, first.start - 3), first.start):
            later = _LATER.match(text, last.end)
            thing = later["thing"] if later else ""
        if not before.bounds and not last.after and previous is not None and _next_limit(text, edge, previous):
            before = before._replace(bounds=previous.before.bounds, starts=previous.before.starts)
    elif before.bounds and (raises := _raises(words).match(left)):
        edge = edge._replace(start=edge.start + raises.end())
        left = trim(left[raises.end() :])
    if before.period is None:
        before = before._replace(period=read_period(text, floor, first.start, words))
    is_verb = left == edge.verb and not (measure is not None and measure.kind == "time" and before.bounds)
    return Situation(text, shown, group, before, edge, "" if is_verb else left, thing, clause, previous)


def _next_limit(text: str, edge: Edge, previous: Reading) -> bool:
    """变更登记压缩至2个工作日|、注销登记|1个工作日: the word of limit stands with the first of a list only."""
    limits = [bound for bound in previous.before.bounds if bound.comparator in ("le", "lt")]
    joined = text[previous.end : previous.end + 1] in ("、", "，", "；") and edge.text_start == previous.end + 1
    return joined and previous.form == "target.measured" and bool(limits)


@cache
def _raises(words: TargetWords) -> re.Pattern[str]:
    return re.compile(f"(?:{words.pattern('raises')})(?=.*.{{2}}(?:{words.pattern('measurable')})$)")


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
    words = _EDGES.sub("", words)
    for opening, closing in ("“”", "（）", "《》"):
        if words.startswith(closing) or (words.startswith(opening) and closing not in words):
            words = words[1:]
        if words.endswith(opening) or (words.endswith(closing) and opening not in words):
            words = words[:-1]
    return _EDGES.sub("", words)


def _thing(text: str, last: Amount, following: tuple[Amount, ...], ratio: bool, words: TargetWords) -> str:
    """The thing that a number stands before, empty where none does: 100个|标杆乡镇, 30%|的城市."""
    at = last.end
    if ends_clause(text, at, words) or (ratio and _no_thing(words)[1].match(text, at)):
        return ""
    start = stop = at + 1 if text.startswith("的", at) else at
    farthest = min(len(text), start + LONGEST_CLAUSE)
    while stop < farthest and text[stop] not in _THING_ENDS:
        closing = text.find("）", stop, stop + _LONG_BRACKET + 1) if text[stop] == "（" else stop
        if not 0 <= closing <= stop + _SHORT_BRACKET and not _runs_on(text, stop, closing, ratio, words):
            break
        stop = closing + 1
    limit = following[0].start if following else len(text)
    describes = _ALSO.match(text, following[-1].end) if following else None  # 10家年交易额超1亿元|的企业
    if describes and start <= limit < stop < describes.end():
        stop = _thing_end(text, describes.end())
    if limit < stop and (ratio or not describes or _CONNECTOR.search(text, start, limit)):
        joint = _CONNECTOR.search(text, start, limit)
        stop = joint.start() if joint else read_before(text, limit, start, words).start
        if not joint and not ratio and (verb := verb_before(text, start + 2, stop, words)):
            stop -= len(verb)  # 50名专家|组成|3个服务团
    return text[start:stop]


def _runs_on(text: str, opening: int, closing: int, ratio: bool, words: TargetWords) -> bool:
    """Whether the thing goes on behind a long bracket: 专业泊位（…除外）|具备供电能力."""
    if not opening < closing <= opening + _LONG_BRACKET:
        return False
    said = ratio and re.match(words.pattern("predicate"), text[closing + 1 : closing + 8])
    return bool(said or _GOES_ON.match(text, closing + 1))


def _thing_end(text: str, at: int) -> int:
    return min((i for i in (text.find(mark, at) for mark in _THING_ENDS) if i >= 0), default=len(text))


def clause_around(text: str, at: int, end: int) -> str:
    """The clause that holds ``text[at:end]``."""
    farthest = min(len(text), end + LONGEST_CLAUSE)
    stops = [i for i in (text.find(mark, end, farthest) for mark in BOUNDARIES) if i >= 0]
    return text[left_floor(text, at) : min(stops, default=farthest)]
