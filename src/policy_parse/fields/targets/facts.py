"""What is known of a number and the words round it: the facts that rows of data/target_cues.csv name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from policy_parse.fields.quantities.amounts import Amount
from policy_parse.fields.quantities.bounds import read_before
from policy_parse.fields.quantities.measures import Measure
from policy_parse.fields.quantities.words import AT_BEST
from policy_parse.fields.targets.left_edge import LONGEST_CLAUSE, is_lead
from policy_parse.fields.targets.situation import Reading, Situation, ends_clause
from policy_parse.fields.targets.words import TargetWords
from policy_parse.text.dates import five_year_plan

FRAMES = ("index", "time", "bare", "bound", "share", "governed", "free", "next")
"""How words stand round a number: without a measure; a length of time; nothing after it that it could count; a bound
before and a thing after it; a share of a thing; a count that a verb governs; one without a verb; one that goes on from
the count before it."""

_A_FEW = 12
"""A numeral in Chinese up to this needs a verb that brings things about: 完成两个灌区改造, not 推动三个方面工作."""
_QUOTE_OF_A_NAME = 16
"""A number in a quotation up to this long is part of a name: “15分钟生活圈”, “五个中心”."""
_QUOTE_REACH = 120
"""How far from a number the quotation or title around it may begin and end."""
_LENGTH_REACH = 8
"""How far before a number of years or days the sign of a length of time is looked for: 应当在, 不超过."""
_BASE_REACH = 4
"""How far before a year it is looked for what makes it a baseline: 基础上."""
_OPENS_REACH = 6
"""How far before a year the head of its clause is looked for: the mark and 截止到."""


class Spot(NamedTuple):
    """A number, or several in turn, in its sentence, before the words round it are taken apart.

    `clause` is where its clause begins, `previous` the reading before it, `passed` the end of the number before it if
    that was refused, `year` the plan's.
    """

    text: str
    first: Amount
    last: Amount
    words: TargetWords
    clause: int = 0
    previous: Reading | None = None
    passed: int | None = None
    year: int | None = None

    @property
    def measure(self) -> Measure | None:
        """The measure of the last number."""
        return self.last.measure


def frame_of(at: Situation) -> str:
    """Which of `FRAMES` the words round a number stand in."""
    measure = at.measure
    if measure is None:
        return "index"
    if measure.kind == "time" and not at.words.forms.school_hours.fullmatch(measure.standard):
        return "time"
    if not at.thing:
        return "bare"
    if at.is_named and at.before.bounds and (at.edge.verb is None or not measure.is_count):
        return "bound"
    if measure.is_ratio:
        return "share"
    if _goes_on(at):
        return "next"
    return "free" if at.edge.verb is None else "governed"


# ------------------------------------------------------------------------------------------ numbers that name or date


def _is_second_rating(at: Spot) -> bool:
    """10万千瓦/|20万千瓦时: what a store holds is written behind what it gives."""
    before = at.text[max(0, at.first.start - 2) : at.first.start]
    return at.measure is not None and at.measure.kind == "physical" and before[-1:] == "/" and not before[:1].isdigit()


def _is_quoted(at: Spot) -> bool:
    """In a title, or in a short quotation that is a name."""
    text, first = at.text, at.first
    for opening, closing in ("“”", "《》", "‘’"):
        start = text.rfind(opening, max(0, first.start - _QUOTE_REACH), first.start)
        if start >= 0 and text.find(closing, start, first.start) < 0:
            end = text.find(closing, first.start, first.end + _QUOTE_REACH)
            if opening == "《" or (end >= 0 and end - start <= _QUOTE_OF_A_NAME):
                return True
    return False


def _is_duration(at: Spot) -> bool:
    """11.5年 after 达到, 不超过3年, 15日内: a length of time, not a date."""
    signs, first = at.words.forms, at.first
    floor = max(0, first.start - _LENGTH_REACH)
    before = at.text[floor : first.start]
    at_most = first.after is not None and first.after.comparator == "le"
    if signs.length_unit.fullmatch(first.unit or ""):
        return (at_most and signs.must_within.search(before) is not None) or (
            first.value < 100 and signs.after_a_length.search(before) is not None
        )
    if first.unit != "日" or signs.in_a_month.search(before):
        return False
    bounds = read_before(at.text, first.start, floor, at.words).bounds
    limited = any(bound.comparator not in (None, "eq", "approx") for bound in bounds)
    return at_most or limited or (bool(bounds) and first.value_max is not None)


# ------------------------------------------------------------------------------------------ what has been done


def _is_of_earlier_year(at: Spot) -> bool:
    """The last year before the number that is not what a change is measured from is before the plan's."""
    signs, text, end = at.words.forms, at.text, at.first.start
    last = None
    for match in signs.year_named.finditer(text, max(0, end - LONGEST_CLAUSE), end):
        if not signs.no_year_of_the_value.search(text, max(0, match.start() - _BASE_REACH), match.start()):
            last = match
    if at.year is None or last is None or signs.compared_year.match(text, last.end()):
        return False
    # 巩固2023年整治成果，|新增公园3个: the year belongs to what the clause before speaks of
    if "，" in text[last.end() : end] and not signs.opens_a_clause.search(
        text, max(0, last.start() - _OPENS_REACH), last.start()
    ):
        return False
    reached = last["last"] or last["year"] or five_year_plan(last["plan"].removesuffix("五"))[1]
    return int(reached) < at.year


# ------------------------------------------------------------------------------------------ the words round a number


def _goes_on(at: Situation) -> bool:
    """建成1个试点园区、|3个试点机关: the verb before the first count governs the next too."""
    previous = at.previous
    if previous is None or previous.form != "target.counted" or at.first.chinese:
        return False
    if at.thing.startswith(at.words.kinds["result_verb"]):
        return False
    return at.words.forms.joint_of_counts.fullmatch(at.text, previous.end, at.before.start) is not None


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


def _is_said_of_the_next(at: Situation) -> bool:
    """人口5万以上|镇污水处理率达到70%: which things the next number of the clause is about."""
    measure, between = at.measure, at.text[at.last.end : at.next]
    if (
        measure is None
        or measure.is_ratio
        or at.next >= len(at.text)
        or any(mark in between for mark in "，。；：、（）")
    ):
        return False
    straight = at.edge.verb is not None and at.edge.start >= at.before.start - 1
    return _bounded(at) and not straight and between.endswith(_REACHES)


_REACHES = ("达", "到", "至", "于", "过", "为", "在", "超", "率", "比", "占", "≥", "≤", "＞")
"""What the words straight before a number end in where it is a level of what they name."""


def _governed(at: Situation) -> bool:
    """A verb is straight before the number, or before names of some of the things: 建成|甲、乙等|20个."""
    straight = at.edge.start >= at.before.start - 1
    return at.edge.verb is not None and (straight or at.words.forms.among.search(at.left) is not None)


def _fits_a_threshold(at: Situation) -> bool:
    """The number may only say which things are meant: 年用水1万立方米以上的企业, 100人以上企业."""
    measure, after, signs = at.measure, at.last.after, at.words.forms
    governed = _governed(at)
    if measure is None or measure.is_ratio or not at.thing:
        return False
    upholds = governed and signs.upholds.search(at.edge.verb or "") is not None
    if governed and not upholds and signs.a_person.search(at.last.unit or ""):
        return False  # 配备2名以上专职网格员
    if signs.population.match(at.thing):
        return True
    if after is not None and (after.comparator == "le" or measure.kind == "people"):
        return True
    if measure.is_count:
        return False
    extent = measure.dimension in _EXTENTS
    if not governed and extent and after is None and _works_somewhere(at):
        return False
    if not governed or "/" in measure.standard:
        return True
    return after is not None and not extent


_EXTENTS = ("area", "length", "volume", "mass")
"""What work has an amount in."""


def _works_somewhere(at: Situation) -> bool:
    """True if work is to be done in a place that is named before its amount: 完成|东坪镇|3000亩高标准农田建设."""
    signs = at.words.forms
    if at.edge.verb not in (*at.words.kinds["result_verb"], *at.words.kinds["event_verb"]):
        return False
    return _is_work(at) and signs.somewhere.fullmatch(at.text, at.edge.start, at.before.start) is not None


def _is_work(at: Situation) -> bool:
    """True if the thing is named by what is done to it: 高标准农田|建设, 引水管道|工程."""
    thing = at.words.forms.work_named.sub("", at.thing)
    return thing.endswith(at.words.kinds["work_verb"]) or at.words.forms.building_work.search(thing) is not None


def _bounded(at: Situation) -> bool:
    return at.last.after is not None or bool(at.before.bounds)


def _is_a_duty(at: Situation) -> bool:
    """公示期不得少于10个工作日: a time that must not be less is a duty, nothing to be reached."""
    bounds = at.before.bounds
    if any(bound.comparator in ("ge", "gt") and bound.strength == "bound" for bound in bounds):
        return True
    reached = any(bound.comparator == "ge" and bound.strength == "level" for bound in bounds)
    return at.last.after is not None and at.last.after.comparator == "ge" and not reached


def _is_size_of_a_thing(at: Situation) -> bool:
    """规划面积约60平方公里: how large a thing is, not what is to be reached; unlike 完成|总投资3亿元."""
    reached = at.last.after is not None or any(b.comparator not in ("approx", "eq") for b in at.before.bounds)
    kinds = at.words.kinds
    return at.left in kinds["size_name"] and not reached and at.edge.verb not in kinds["result_verb"]


def _leads(at: Situation) -> bool:
    """Nothing but times, scopes and lead-ins is before the words of the target in its clause."""
    each = at.words.forms.every_place.match(at.text, at.clause)
    return is_lead(at.text, each.end() if each else at.clause, at.edge.text_start, at.words)


def _closes(at: Situation) -> bool:
    return at.last.end >= len(at.text) or at.words.forms.clause_closes.match(at.text, at.last.end) is not None


def _kind(kind: str) -> Callable[[Any], bool]:
    return lambda at: at.measure is not None and at.measure.kind == kind


def _unit(kind: str) -> Callable[[Spot], bool]:
    """The unit is one that may make the number a part of a name, an age or a date, and of this kind."""

    def fact(at: Spot) -> bool:
        found = at.words.forms.doubtful_unit.fullmatch(at.first.unit) if at.first.unit else None
        return found is not None and found[kind] is not None

    return fact


def _verb_is(*kinds: str) -> Callable[[Situation], bool]:
    return lambda at: at.edge.verb is not None and any(at.edge.verb in at.words.kinds[kind] for kind in kinds)


FACTS: Mapping[str, Callable[[Any], Any]] = {
    # the number and its measure
    "unit": lambda at: at.first.unit is not None,
    "measure": lambda at: at.measure is not None,
    "chinese": lambda at: at.first.chinese,
    "zero": lambda at: at.first.value == 0,
    "one": lambda at: at.first.value == 1,
    "few": lambda at: at.first.value <= _A_FEW,
    "fraction": lambda at: at.first.value != at.first.value.to_integral_value(),
    "range": lambda at: at.first.value_max is not None,
    "more": lambda at: at.last.more,
    "ratio": lambda at: at.measure is not None and at.measure.is_ratio,
    "counted": lambda at: at.measure is not None and at.measure.is_count,
    "money": _kind("money"),
    "length": lambda at: at.measure is not None and at.measure.dimension == "length",
    "area": lambda at: at.measure is not None and at.measure.dimension == "area",
    "article": lambda at: at.is_article,
    "how often": lambda at: at.words.forms.says_how_often(at.text, at.first.start, at.first.unit),
    # numbers that name or date
    "year": lambda at: 1900 <= at.first.value <= 2100,
    "quoted": _is_quoted,
    "second rating": _is_second_rating,
    "doubtful unit": lambda at: at.first.unit and at.words.forms.doubtful_unit.fullmatch(at.first.unit),
    "ordinal unit": _unit("ordinal"),
    "always ordinal": _unit("always"),
    "age": _unit("age"),
    "full age": _unit("full"),
    "calendar": _unit("calendar"),
    "person": _unit("person"),
    "place": _unit("place"),
    "share": _unit("share"),
    "duration": _is_duration,
    # the number before it in the sentence
    "earlier year": _is_of_earlier_year,
    "inside": lambda at: at.previous is not None and at.first.start < at.previous.end,
    "part": lambda at: at.passed is not None and at.passed <= at.clause,
    "previous": lambda at: at.previous is not None,
    "beside": lambda at: at.is_beside,
    "joined": lambda at: at.previous is not None and at.previous.end == at.before.start,
    "next of counts": lambda at: (
        at.previous is not None and at.previous.form == "target.counted" and at.edge.text_start == at.before.start
    ),
    "next of levels": _is_next_of_a_list,
    "said of the next": _is_said_of_the_next,
    # the words before it
    "named": lambda at: at.is_named,
    "bound before": lambda at: bool(at.before.bounds),
    "limit before": lambda at: at.is_bound,
    "at most": lambda at: any(bound.comparator == "le" for bound in at.before.bounds),
    "at best": lambda at: bool(at.before.bounds) and at.before.bounds[0].id == AT_BEST,
    "duty": _is_a_duty,
    "denied": lambda at: at.before.denied,
    "verb": lambda at: at.edge.verb is not None,
    "straight": lambda at: at.edge.start >= at.before.start - 1,
    "leads": _leads,
    "scope": lambda at: at.edge.scope is not None,
    "period": lambda at: at.before.period is not None,
    "opens": lambda at: at.clause == at.first.start,
    "size": _is_size_of_a_thing,
    "fosters": _verb_is("fostering_verb"),
    "results": _verb_is("result_verb", "event_verb"),
    "lead-in": _verb_is("lead_in"),
    "works": lambda at: at.edge.verb is not None and at.edge.verb.endswith(at.words.kinds["work_verb"]),
    "quantity": lambda at: at.is_named and at.left.endswith(at.words.kinds["quantity_name"]),
    "far in clause": lambda at: at.clause + 3 < at.edge.text_start,
    "bracket closes": lambda at: at.text.startswith("）", at.last.end),
    "bracket of previous": lambda at: at.previous is not None and at.previous.end == at.clause - 1,
    "in bracket": lambda at: at.text[at.clause - 1 : at.clause] == "（",
    "listed before": lambda at: at.text.endswith("、", 0, at.before.start),
    "list before": lambda at: "、" in at.text[at.edge.text_start : at.before.start],
    # the words after it
    "after": lambda at: at.last.after is not None,
    "bounded": _bounded,
    "thing": lambda at: bool(at.thing),
    "closed": lambda at: ends_clause(at.text, at.last.end, at.words),
    "closes": _closes,
    "of": lambda at: at.text.startswith("的", at.last.end),
    "condition": lambda at: at.thing.endswith("的") or at.text.startswith(("的，", "）的"), at.last.end),
    "alternative": lambda at: at.text.startswith(("或", "至", "且", "）"), at.last.end),
    "bracketed": lambda at: at.text.startswith("（", at.first.start - 1) and at.text.startswith("）", at.last.end),
    "scheme": lambda at: "+" in at.thing.partition("“")[0],
    "quoted thing": lambda at: at.thing.startswith("“"),
    "sized": lambda at: at.is_sized,
    "share built": lambda at: at.share_built is not None,
    "done": lambda at: at.words.forms.work_named.sub("", at.thing).endswith(at.words.kinds["work_verb"]),
    "threshold": _fits_a_threshold,
}
"""Every fact by its name: what is so of the number or of the words round it."""


_OF_A_SITUATION = (
    "measure", "ratio", "counted", "money", "chinese", "named", "bound before", "limit before", "after", "bounded",
    "thing", "verb", "previous", "denied",
)  # fmt: skip
CHEAP: Mapping[str, Sequence[str]] = {
    "number": ("unit", "chinese", "doubtful unit"),
    "group": ("measure", "inside"),
} | dict.fromkeys(FRAMES, _OF_A_SITUATION)
"""Facts that are worked out for every number of a frame, as they tell which cues are worth trying."""
