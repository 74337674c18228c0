"""From a reading to typed targets: comparator, unit as written, quantity, change, baseline, due."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter

from policy_parse.fields.quantities.amounts import Amount
from policy_parse.fields.quantities.bounds import baseline_year
from policy_parse.fields.quantities.comparators import binding, change
from policy_parse.fields.quantities.words import Period
from policy_parse.fields.sentences import Sentence
from policy_parse.fields.targets.left_edge import LONGEST_CLAUSE, after_effort, effort_in, left_floor
from policy_parse.fields.targets.situation import Reading
from policy_parse.fields.targets.words import TargetWords
from policy_parse.model import Baseline, Deadline, Effort, Target
from policy_parse.text.numerals import MAGNITUDES

_EFFORT_REACH = 4
"""A word of effort this many characters before a time governs it too: 力争全市到2030年."""
_A_STATEMENT = 4
"""Characters of the shortest clause that says what is done: 通报情况."""
_PERIODS: dict[str, Period] = {
    "FREQ=YEARLY": "year",
    "FREQ=MONTHLY": "month",
    "FREQ=WEEKLY": "week",
    "FREQ=DAILY": "day",
}
_STEPS: dict[str, Period] = {"FREQ=MONTHLY;INTERVAL=3": "quarter", "FREQ=MONTHLY;INTERVAL=6": "half_year"}


def build_targets(
    sentence: Sentence,
    group: tuple[Amount, ...],
    reading: Reading,
    due: Deadline | None,
    base: Baseline | None,
    year: int | None,
    words: TargetWords,
    *,
    confidence: float,
) -> Iterator[Target]:
    """One target for each number of the group, or for each indicator that shares the one number.

    `due` and `base` are what earlier sentences give for those that name none.
    """
    last = group[-1]
    group = tuple(_shared(amount, last) for amount in group)
    amounts = group if len(group) > 1 else group * len(reading.indicators)
    text, number = sentence.text, group[0].start
    start = after_effort(text, reading.start, number, words)  # 力争|80%以上机关建成节约型机关
    at_least = words.values.at_least_afar.search(text, max(0, reading.edge.text_start - 8), reading.before.start)
    span = sentence.folded.span(min(start, at_least.start()) if at_least else start, reading.end)
    time = _governing(sentence, reading, number, words)
    effort = _effort(sentence, reading, number, time[0] if time else None, words)
    counted = reading.form == "target.counted"
    each = words.values.each_place.search(text, left_floor(text, number), number) if counted else None
    scope = each.span() if each else reading.edge.scope
    direction = change(reading.before, last.measure)
    base = _baseline(sentence, reading, last.end, base, year, words, changes=direction is not None)
    for amount, indicator in zip(amounts, reading.indicators, strict=True):
        comparator, rule = binding(
            amount, reading.before, after=amount.after or last.after, form=reading.form, at_least_afar=bool(at_least)
        )
        yield Target(
            text=span.of(sentence.source),
            span=span,
            rule=rule,
            indicator=indicator,
            scope=sentence.shown[slice(*scope)] if scope else None,
            comparator=comparator,
            value=amount.value,
            value_max=amount.value_max,
            unit=_unit(sentence, amount, last),
            quantity=words.measures.quantity(amount.value, amount.value_max, amount.unit or last.unit),
            change=direction,
            baseline=base,
            per=_per(sentence, reading, time, number, words),
            effort=effort,
            due=time[1] if time else due,
            confidence=confidence,
        )


def _shared(amount: Amount, last: Amount) -> Amount:
    """An amount with the beginning of the last one's measure: 分别降低20个、10个百分点, 30万和45万元."""
    whole = last.unit or ""
    if amount.unit == "个" and whole.endswith("个百分点"):
        return amount._replace(unit=None)
    if amount.unit in MAGNITUDES and whole and whole != amount.unit:
        return amount._replace(unit=None) if whole.startswith(amount.unit) else amount
    return amount


def _governing(sentence: Sentence, reading: Reading, number: int, words: TargetWords) -> tuple[int, Deadline] | None:
    """The last time before `number` that says when, and its place; 当年 only repeats the time before it.

    How often something else is done is none of a rate: 每季度末通报情况，|整改率达到100%.
    """
    base = reading.before.baseline or (0, 0)
    earlier = bisect_left(sentence.times, number, key=itemgetter(0))
    for start, end, time in reversed(sentence.times[:earlier]):
        if end > number or (start < base[1] and end > base[0]):
            continue
        values = words.values
        if values.same_year.match(time.text) or values.no_due.search(sentence.text, max(0, start - 2), start):
            continue
        rate = reading.measure is not None and reading.measure.is_ratio
        if rate and time.kind == "recurring" and _is_of_another_clause(sentence.text, end, reading.start, words):
            continue
        return start, time
    return None


def _is_of_another_clause(text: str, at: int, start: int, words: TargetWords) -> bool:
    """True if the clause that goes on at `at` says something without a number, and ends before `start`."""
    said, comma, _ = text[at:start].partition("，")
    return bool(comma and len(said) >= _A_STATEMENT and words.forms.has_number.search(said) is None)


def _effort(sentence: Sentence, reading: Reading, number: int, time: int | None, words: TargetWords) -> Effort | None:
    """How firmly it is promised: 比重|力争|达到11.5%, between name and number, or 力争|到2030年, before its time."""
    if reading.edge.effort is not None:
        return reading.edge.effort
    return effort_in(sentence.text, reading.before.start, number, words) or (
        effort_in(sentence.text, max(0, time - _EFFORT_REACH), time, words, last=True) if time is not None else None
    )


def _per(
    sentence: Sentence, reading: Reading, time: tuple[int, Deadline] | None, number: int, words: TargetWords
) -> Period | None:
    """The period for each of which the value holds, by a word beside it or by 每年 at the head of its list.

    None if the number is that of the whole year: 每月巡查，|全年|不少于12次.
    """
    if reading.before.period is not None or time is None or time[1].kind != "recurring":
        return reading.before.period
    if words.values.whole_year.search(sentence.text, time[0], number):
        return None
    return _period(time[1].rrule or "")


def _period(rrule: str) -> Period | None:
    """每季度 is each third month, 每季度末 the last of four months: a quarter; none for other steps (每三年)."""
    if "INTERVAL=" in rrule:
        return _STEPS.get(rrule)
    return "quarter" if "BYMONTH=3,6,9,12" in rrule else _PERIODS.get(rrule.partition(";")[0])


def _unit(sentence: Sentence, amount: Amount, last: Amount) -> str | None:
    """The unit as written; that of the last number where this one shares it."""
    own = amount if amount.unit else last
    if own.unit is None:
        return None
    shown = sentence.shown[own.number_end : own.unit_end]
    return shown if len(shown) == len(own.unit) and not own.more and not own.percent else own.unit


def _baseline(
    sentence: Sentence,
    reading: Reading,
    end: int,
    base: Baseline | None,
    year: int | None,
    words: TargetWords,
    *,
    changes: bool,
) -> Baseline | None:
    """What the change is measured from: straight before its verb, in brackets after it, or heading the sentence.

    Else `base`, unless the change is one of each year.
    """
    if reading.before.baseline is not None:
        return _baseline_at(sentence, reading.before.baseline, year, words)
    if not changes or words.values.further.match(sentence.text, reading.start):
        return None
    after = words.values.baseline_afar.match(sentence.text, end)
    if after is not None:
        return _baseline_at(sentence, after.span(after.lastgroup or 0), year, words)
    heading = baseline_at_the_head(sentence, max(0, reading.start - LONGEST_CLAUSE), reading.start, year, words)
    return heading or (base if reading.before.period is None else None)


def baseline_at_the_head(
    sentence: Sentence, start: int, end: int, year: int | None, words: TargetWords
) -> Baseline | None:
    """What changes are measured from by the last words between `start` and `end` that say so: 较2020年，…."""
    found = [m for m in words.values.baseline_afar.finditer(sentence.text, start, end) if not m["after"]]
    return _baseline_at(sentence, found[-1].span(found[-1].lastgroup or 0), year, words) if found else None


def _baseline_at(sentence: Sentence, place: tuple[int, int], year: int | None, words: TargetWords) -> Baseline:
    span = sentence.folded.span(*place)
    base = sentence.text[slice(*place)]
    return Baseline(text=span.of(sentence.source), span=span, year=baseline_year(base, year, words))
