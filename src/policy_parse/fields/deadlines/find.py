"""By when: every time expression of a paragraph or cell, and which of them limit when the work is done.

Forms and their values are data (data/deadlines.toml); what they mean is computed in builders.py. What limits a
task is decided here, by place: in a deadline column or behind a label everything does; in running text only what has
a limit word (前, 底, 末, 内, 到), recurs (每年), is all of a bracket as a label is (（2031年5月）), or is a stretch of
months that opens its clause (2031年11—12月形成报告). A bare month limits nothing: 5月召开部署会.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from policy_parse.errors import LexiconError
from policy_parse.fields.deadlines.reading import TimeFrame, TimeReading, clock
from policy_parse.fields.deadlines.rules import ContextRole, DeadlineRules, Place, TimeRule
from policy_parse.fields.deadlines.signs import DeadlineSigns
from policy_parse.model import Deadline
from policy_parse.span import Span
from policy_parse.text.fold import Folded

__all__ = ["Place", "TimeExpression", "find_deadlines", "find_times"]


class TimeExpression(NamedTuple):
    """One time in a passage: its value, its place in the folded text, and what it does there.

    `limits`: it limits when the work is done. `baseline`: it is what a change is measured from (较2020年).
    """

    deadline: Deadline
    start: int
    end: int
    limits: bool
    baseline: bool = False


def find_times(
    passage: Folded, *, source: str, year: int | None, issued_on: date | None = None, rules: DeadlineRules
) -> tuple[TimeExpression, ...]:
    """Every time expression of one paragraph or cell, in text order, never overlapping.

    Bare years and plan periods are among them, with `limits` False; times inside the names of plans and goals
    (《2030年前碳达峰行动方案》) are not. Spans: half-open, into `source`. Year: from the words, else the year that the
    passage has named last, else `year`; `inferred` says so, and with no year at all `end` is None.
    """
    return tuple(_times(passage, source, "text", _frame(year, issued_on), rules))


def find_deadlines(
    passage: Folded,
    *,
    source: str,
    year: int | None,
    issued_on: date | None = None,
    rules: DeadlineRules,
    place: Place = "text",
) -> tuple[Deadline, ...]:
    """Return the time limits of one paragraph, deadline cell or label, in text order, never overlapping.

    In a column and behind a label (`passage` may hold the label itself) every time counts, and words that name none
    are an `event` as a whole: nothing in a deadline cell is lost, but for / and 无.
    """
    frame = _frame(year, issued_on)
    if place == "text":
        return tuple(time.deadline for time in _times(passage, source, place, frame, rules) if time.limits)
    times = [time for time in _times(passage, source, place, frame, rules) if not time.baseline]
    if times:
        return tuple(time.deadline for time in times)
    whole = _whole(passage, source, rules.signs)
    return () if whole is None else (whole,)


def _frame(year: int | None, issued_on: date | None) -> TimeFrame:
    return TimeFrame(issued_on.year if year is None and issued_on is not None else year, issued_on)


# -------------------------------------------------------------------------------------------------------------- reading

_TITLE = re.compile(r"《[^《》]{0,120}》")  # 《2030年前碳达峰行动方案》
_BREAK = re.compile("\n")
_SENTENCE_END = re.compile(r"[。；\n]")
_CUT_REACH = 3
"""How far before a time it is looked for what makes it a part of another: 上一个|月底."""
_SUB_YEAR = frozenset(("day", "month", "quarter", "half_year"))
_STRETCHES = frozenset(("deadline.months", "deadline.decades", "deadline.days", "deadline.quarters"))
"""Rules of times that name their first and last month, day or quarter: 2031年11—12月."""


class _Found(NamedTuple):
    """One match, its meaning, and the role that the words round it give it."""

    match: re.Match[str]
    rule: TimeRule
    reading: TimeReading
    role: ContextRole | None


def _times(
    passage: Folded, source: str, place: Place, frame: TimeFrame, rules: DeadlineRules
) -> Iterator[TimeExpression]:
    text, back = _joined(passage.text, rules.signs)
    hits = rules.candidates(text, place)
    found = list(_found(hits, text, place, frame, rules)) if hits else []
    if not found:
        return
    limits = [_limits(text, one, frame, place, rules.signs) for one in found]
    _share_limits(text, found, limits)
    for one, limit in zip(found, limits, strict=True):
        start, end = back(*one.match.span())
        deadline = _deadline(passage, source, start, end, one.reading, one.rule)
        yield TimeExpression(deadline, start, end, limit, one.role == "baseline")


def _found(
    hits: Sequence[tuple[re.Match[str], TimeRule]], text: str, place: Place, frame: TimeFrame, rules: DeadlineRules
) -> Iterator[_Found]:
    """The times found outside names, each read with the year that the text has named last."""
    names = [match.span() for match in _TITLE.finditer(text)]
    carried = named = month = None
    seen = 0
    for match, rule in hits:
        if any(start <= match.start() < end for start, end in names) or _is_cut_off(text, match.start(), rules.signs):
            continue
        context = rules.context_of(text, match, rule)
        role = context.role if context is not None else None
        if _SENTENCE_END.search(text, seen, match.start()):
            month = None
        seen = match.end()
        if role in ("name", "rate") and place == "text":
            continue
        try:
            reading = rule.build(match.groupdict(), frame._replace(carried=carried, named=named, month=month))
        except KeyError as lacking:
            raise LexiconError(
                "deadlines", rule.id, f"正则表达式里没有这一组（pattern without the group） {lacking}"
            ) from None
        if reading is None:
            continue
        yield _Found(match, rule, reading._replace(time=clock(match.groupdict())), role)
        if reading.precision in ("day", "month") and reading.end is not None and role != "baseline":
            month = reading.end
        if reading.year is not None and role != "baseline":
            named = reading.year
            if reading.year >= (frame.year or 0) and not match.groupdict().get("open"):
                carried = reading.year


def _is_cut_off(text: str, start: int, signs: DeadlineSigns) -> bool:
    """True if the time at `start` is a part of one that is not understood: 上|月底, so that nothing is read of it."""
    return signs.cut_off.search(text[max(0, start - _CUT_REACH) : start + 2]) is not None


def _deadline(passage: Folded, source: str, start: int, end: int, reading: TimeReading, rule: TimeRule) -> Deadline:
    span = passage.span(start, end)
    return Deadline(
        text=span.of(source),
        span=span,
        rule=rule.id,
        kind=reading.kind,
        start=reading.start,
        end=reading.end,
        precision=reading.precision,
        rrule=reading.rrule,
        time=reading.time,
        inferred=reading.inferred,
    )


class _Back:
    """From offsets in text without line breaks to offsets in the passage."""

    def __init__(self, kept: list[int] | None) -> None:
        self._kept = kept

    def __call__(self, start: int, end: int) -> tuple[int, int]:
        return (start, end) if self._kept is None else (self._kept[start], self._kept[end - 1] + 1)


def _joined(text: str, signs: DeadlineSigns) -> tuple[str, _Back]:
    r"""`text` without the line breaks that stand inside a time (2022年11月30\n日), and the way back."""
    breaks = {
        match.start()
        for match in _BREAK.finditer(text)
        if signs.before_break.match(text, match.start() - 1) and signs.after_break.match(text, match.end())
    }
    if not breaks:
        return text, _Back(None)
    kept = [i for i in range(len(text)) if i not in breaks]
    return "".join(text[i] for i in kept), _Back(kept)


# --------------------------------------------------------------------------------------------------- what limits a task


_SLIPS = 2
"""So many years back a time before the issue may be a slip, which a check reports: 2023年11月前 in a plan of 2024."""


def _past(one: _Found, frame: TimeFrame) -> bool:
    """True if the time was over before the plan's own time and is told of, not asked for.

    What ends in 前 is kept for some years back. If the date of issue is not known, the plan's year may be the last of a
    five-year plan.
    """
    end = one.reading.end
    if end is None:
        return False
    if frame.issued_on is not None:
        back = _SLIPS if one.match.group().endswith("前") else 0
        return end.year < frame.issued_on.year - back
    return frame.year is not None and end.year < frame.year - 4


def _limits(text: str, one: _Found, frame: TimeFrame, place: Place, signs: DeadlineSigns) -> bool:
    reading = one.reading
    if place != "text":
        return one.role != "baseline"
    if one.role is not None:
        return False
    if reading.kind in ("recurring", "event"):
        return True
    if reading.kind == "ongoing" or _past(one, frame):
        return False
    if not reading.bare:
        return True
    if reading.precision not in _SUB_YEAR:
        return False
    return _is_alone(text, one.match) or (one.rule.id in _STRETCHES and _opens_clause(text, one.match, signs))


def _is_alone(text: str, match: re.Match[str]) -> bool:
    """True if a bare time is all of its passage or bracket, as a label is: 启动阶段（2031年5月）.

    A whole day on its own is the date of a signature or a source.
    """
    if match.group()[-1] in "日号0123456789":
        return False
    start, end = match.span()
    return (start, end) == (0, len(text)) or (text[start - 1 : start] == "（" and text[end : end + 1] == "）")


def _opens_clause(text: str, match: re.Match[str], signs: DeadlineSigns) -> bool:
    """True if a stretch of months, quarters or days opens its clause: “11—12月形成报告”, not “用好一至三季度数据”."""
    before = text[max(0, match.start() - 6) : match.start()]
    opens = signs.opens_clause.search(before) or signs.item_number.match(text[: match.start()])
    return opens is not None and signs.not_when.match(text, match.end()) is None


def _share_limits(text: str, found: list[_Found], limits: list[bool]) -> None:
    """Members of one list limit together: 到2025年、2030年; 于4月10日、7月10日和10月10日前."""
    for pairs in (_neighbours(text, found), reversed(_neighbours(text, found))):
        for left, right in pairs:
            if found[left].reading.precision == found[right].reading.precision:
                limits[left] = limits[right] = limits[left] or limits[right]


def _neighbours(text: str, found: list[_Found]) -> list[tuple[int, int]]:
    """Positions of times with nothing but a list mark between them."""
    return [
        (i, i + 1)
        for i in range(len(found) - 1)
        if text[found[i].match.end() : found[i + 1].match.start()] in ("、", "和", "与", "及", "以及")
        and found[i].role == found[i + 1].role is None
    ]


# -------------------------------------------------------------------------------------------------- a cell as a whole

_LABEL = re.compile(r"\A[^，。；：\n]{2,12}：")


def _whole(passage: Folded, source: str, signs: DeadlineSigns) -> Deadline | None:
    """Return the words of a deadline cell that name no known time, as an event; None for an empty cell, / and 无."""
    label = _LABEL.match(passage.text)
    start, end = (label.end() if label else 0), len(passage.text)
    while end > start and passage.text[end - 1] in "。；，、）\n ":
        end -= 1
    words = passage.text[start:end]
    if any(sign.match(words) for sign in (signs.no_limit, signs.duration, signs.stage)):
        return None
    span: Span = passage.span(start, end)
    return Deadline(text=span.of(source), span=span, rule="deadline.other_words", kind="event")
