"""Numeric commitments in a paragraph or cell: 用水总量≤3.028亿m3, 完成高标准农田建设1万亩, 60%以上城市社区达到….

Steps: sentences that hold numbers; numbers with their measures; numbers in turn that share their words; the words left
and right of them, which give bound, change, baseline and indicator; what is no commitment is refused, with a reason.
Vocabularies: data/measures.toml, data/bounds.toml, data/indicators.toml, data/signs_target_forms.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policy_parse.fields.targets.amounts import Amount, find_amounts
from policy_parse.fields.targets.bounds import read_before
from policy_parse.fields.targets.left_edge import LONGEST_CLAUSE, is_lead, left_floor
from policy_parse.fields.targets.not_commitments import is_past, is_subsidy, why_name
from policy_parse.fields.targets.reading import read_situation
from policy_parse.fields.targets.refused import Refused
from policy_parse.fields.targets.situation import Reading, Situation, clause_around, situate
from policy_parse.fields.targets.values import Sentence, build_targets
from policy_parse.fields.targets.words import AT_BEST, TargetWords
from policy_parse.model import Deadline, Target
from policy_parse.span import Span
from policy_parse.text.dates import five_year_plan
from policy_parse.text.fold import Folded

# 。 and, in documents typed in English style, the . between Chinese words
_STOP = re.compile(r"[。；！？]+|(?<=[\u4e00-\u9fff）”%])\.(?=[\u4e00-\u9fff（“])")
# what is before a time at the head of a clause: 力争|到2030年, 其中，|2027年底前
_HEAD = re.compile(r"(?:^|[，；：、）\s])(?:[^，。；：]{0,4})$")
_HEAD_REACH = 6
"""How far before a time the head of its clause is looked for: the mark, four characters, and one to spare."""
_BINDS_REACH = 6
"""How far before a number a bound is looked for that makes what is there a commitment: 不得超过 and what may follow."""
_OPENS_REACH = 6
"""How far before a year the head of its clause is looked for: the mark and 截止到."""
_BASE_REACH = 4
"""How far before a year it is looked for what makes it a baseline: 基础上."""
_WHOLE_REACH = 60
"""How far before a sum a time or place may be that says it is the whole: one clause or two."""


class Refusal(NamedTuple):
    """A number that is no commitment: its place in the source, and the id of the sign or rule that refuses it."""

    span: Span
    by: str


_Refused = tuple[Folded, Amount, str]
"""The sentence, the number in it, and the id of what refuses it; its place in the source is worked out when asked."""


def find_targets(
    passage: Folded, *, source: str, times: Sequence[Deadline] = (), year: int | None, words: TargetWords
) -> tuple[Target, ...]:
    """Every numeric commitment in `passage`, in text order; two over the same words where two indicators share one.

    Spans: half-open, into `source`, from the indicator (or the verb that governs a count) to the last word of the
    bound, or to the end of the thing counted. `times` are the time expressions of the passage: the one that governs a
    target becomes its `due`. `year` is the plan's: 上年 is the year before, and what an earlier year reached is no
    target. `rule` is the bound's id in data/bounds.toml, or the form's. Line breaks in a word are read over.
    """
    return _read_passage(passage, source, times, year, words)[0]


def find_refusals(
    passage: Folded, *, source: str, times: Sequence[Deadline] = (), year: int | None, words: TargetWords
) -> tuple[Refusal, ...]:
    """Every number in `passage` that is no commitment, in text order, with the id of what refuses it.

    The arguments are those of `find_targets`. Numbers with a unit, and bare ones; the first of numbers that are read
    together (20个、10个) is given for all of them.
    """
    refused = _read_passage(passage, source, times, year, words)[1]
    found = (Refusal(part.span(number.start, number.unit_end), by) for part, number, by in refused)
    return tuple(sorted(found, key=lambda refusal: refusal.span.start))


def _read_passage(
    passage: Folded, source: str, times: Sequence[Deadline], year: int | None, words: TargetWords
) -> tuple[tuple[Target, ...], list[_Refused]]:
    """The targets of a passage, and the numbers that are none."""
    signs = words.forms
    if not signs.has_number.search(passage.text):
        return (), []
    flat = _without_breaks(passage)
    times = _in_order(times)
    found: list[Target] = []
    refused: list[_Refused] = []
    due: Deadline | None = None
    for start, end in _sentences(flat.text):
        if signs.has_number.search(flat.text, start, end):
            sentence = _sentence(flat, start, end, source, times)
            found += _read_sentence(sentence, due, year, words, refused)
            due = _carried(sentence, due, year, words)
        elif times:
            due = _carried(_sentence(flat, start, end, source, times), due, year, words)
    return tuple(found), refused


def time_at_the_head(
    passage: Folded, *, source: str, times: Sequence[Deadline], year: int | None, words: TargetWords
) -> Deadline | None:
    """The one time that governs what is listed under `passage` (到2030年，目标是：); None for none or several."""
    flat = _without_breaks(passage)
    times = _in_order(times)
    carried = (_carried(_sentence(flat, *place, source, times), None, year, words) for place in _sentences(flat.text))
    found = [time for time in carried if time is not None and time.kind == "date"]
    return found[0] if len({time.end for time in found}) == 1 else None


def _carried(sentence: Sentence, due: Deadline | None, year: int | None, words: TargetWords) -> Deadline | None:
    """The time that governs what follows `sentence`: the last at the head of a clause of it, else the one before.

    到2030年，水质明显改善。|建成园区50个: one time governs the sentences after it until another is named. 每年 and a
    time before the plan's `year` govern their own sentence only.
    """
    for start, _, time in reversed(sentence.times):
        if time.kind == "recurring":
            if sentence.text.endswith("；"):
                return time
            continue
        if _HEAD.search(sentence.text, max(0, start - _HEAD_REACH), start) and not words.forms.same_year.match(
            time.text
        ):
            return None if year is not None and time.end is not None and time.end.year < year else time
    return None if due is not None and due.kind == "recurring" else due


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence with its stop; what is left after the last stop is one too."""
    start = 0
    for match in _STOP.finditer(text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _without_breaks(passage: Folded) -> Folded:
    if "\n" not in passage.text:
        return passage
    kept = [(ch, offset) for ch, offset in zip(passage.text, passage.offsets, strict=True) if ch != "\n"]
    return Folded("".join(ch for ch, _ in kept), [offset for _, offset in kept])


def _in_order(times: Sequence[Deadline]) -> Sequence[Deadline]:
    return sorted(times, key=_start)


def _start(time: Deadline) -> int:
    return time.span.start


def _sentence(flat: Folded, start: int, end: int, source: str, times: Sequence[Deadline]) -> Sentence:
    part = flat.part(start, end)
    at = part.offsets
    first, last = at[0], at[-1]
    shown = source[first : last + 1] if isinstance(at, range) else "".join(map(source.__getitem__, at))
    times = times[bisect_left(times, first, key=_start) : bisect_right(times, last, key=_start)]
    inside = [
        (bisect_left(at, t.span.start), bisect_left(at, t.span.end), t)
        for t in times
        if first <= t.span.start and t.span.end <= last + 1
    ]
    return Sentence(part.text, shown, part, source, tuple(inside))


def _read_sentence(
    sentence: Sentence, due: Deadline | None, year: int | None, words: TargetWords, refused: list[_Refused]
) -> Iterator[Target]:
    """The targets of a sentence; the numbers that are none are added to `refused`."""
    text = sentence.text
    amounts: list[Amount] = []
    for amount in find_amounts(text, words):
        if by := why_name(text, amount, words):
            refused.append((sentence.folded, amount, by))
        else:
            amounts.append(amount)
    groups = list(_groups(text, amounts, words))
    times = [(start, end) for start, end, _ in sentence.times if any(map(str.isdigit, text[start:end]))]
    previous: Reading | None = None
    passed: int | None = None
    for i, group in enumerate(groups):
        if by := _why_skipped(text, group, previous, passed, year, words):
            refused.append((sentence.folded, group[0], by))
            continue
        following = groups[i + 1] if i + 1 < len(groups) else ()
        near = times[bisect_left(times, (group[0].start - LONGEST_CLAUSE, 0)) : bisect_left(times, (group[0].start, 0))]
        situation = situate(text, sentence.shown, group, following, previous, near, words)
        reading = read_situation(situation, words)
        if isinstance(reading, Refused):
            passed = group[-1].end
            refused.append((sentence.folded, group[0], reading.by))
            continue
        passed = None
        if _is_among_subsidies(situation, words):
            refused.append((sentence.folded, group[0], words.forms.subsidy.id))
            continue
        yield from build_targets(sentence, group, reading, due, year, words)
        at_best = reading.before.bounds and reading.before.bounds[0].id == AT_BEST
        if previous and at_best:
            previous = previous._replace(end=reading.end)
        else:
            so_far = (*(previous.indicators_so_far if previous else ()), *reading.indicators)
            previous = reading._replace(indicators_so_far=so_far)


def _why_skipped(
    text: str,
    group: tuple[Amount, ...],
    previous: Reading | None,
    passed: int | None,
    year: int | None,
    words: TargetWords,
) -> str | None:
    """Why a group is not looked at: it is past, inside the target before it, or a part of a number that was refused.

    `passed` is the end of the group before it, if that was refused.
    """
    if by := _why_past(text, group, year, words):
        return by
    if previous is not None and group[0].start < previous.end:
        return "target.inside_another"  # 10家|年交易额超1亿元的企业
    if passed is not None and passed <= (clause := left_floor(text, group[0].start)):
        part = words.forms.part_of_it
        return part.id if part.match(text, clause) else None  # 共有企业900家，其中大型企业30家
    return None


def _groups(text: str, amounts: Sequence[Amount], words: TargetWords) -> Iterator[tuple[Amount, ...]]:
    """Numbers in turn (20个、10个百分点) together, every other alone."""
    group: list[Amount] = []
    for amount in amounts:
        if group and not _follows(text, group[-1], amount, words):
            yield tuple(group)
            group = []
        group.append(amount)
    if group:
        yield tuple(group)


def _follows(text: str, one: Amount, other: Amount, words: TargetWords) -> bool:
    signs = words.forms
    joint = signs.in_turn.match(text, one.end)
    if joint is None or joint.end() > other.start:
        return False
    if joint.group() == "，" and not signs.one_by_one.search(text, max(0, one.start - LONGEST_CLAUSE), one.start):
        return False
    in_turn = signs.one_by_one.search(clause_around(text, one.start, one.end)) is not None
    alike = one.measure is None or other.measure is None or one.measure.dimension == other.measure.dimension
    if not (alike or in_turn or (joint.group() == "、" and _says_again(text, one, other, joint.end()))):
        return False
    between = read_before(text, other.start, joint.end(), words)
    return between.start == joint.end() and not (between.bounds and between.bounds[0].id == AT_BEST)


def _says_again(text: str, one: Amount, other: Amount, at: int) -> bool:
    """True if a number says in another measure how much the one before it does: 改造老旧小区20个、|2964户、33万平方米.

    It is alone: no name before it (at `at`), and no thing counted after it.
    """
    alone = other.start == at and (other.end >= len(text) or text[other.end] in "，。；、）")
    measures = (one.measure, other.measure)
    return alone and not any(measure is None or measure.is_ratio for measure in measures)


def _is_among_subsidies(at: Situation, words: TargetWords) -> bool:
    """True if what is given, charged or fined is spoken of: in the sentence for money, else in the clause.

    A rate that is to reach a level stays (行政处罚事项公开率达到100%), unless something is given in its clause.
    """
    measure = at.measure
    if measure is None:
        return False
    signs = words.forms
    clause = clause_around(at.text, at.first.start, at.last.end)
    if measure.is_ratio and at.before.bounds and signs.rate.search(at.left) and not signs.gives.search(clause):
        return False
    each = signs.every_place.match(at.text, at.clause)
    if measure.is_count and _goes_on_counting(at, words):
        return False
    if (
        measure.is_count
        and at.edge.verb
        and is_lead(at.text, each.end() if each else at.clause, at.edge.text_start, words)
    ):
        return False  # 建成10个示范园|并给予奖补, 资助80名工匠
    if measure.kind == "time":
        return signs.gives.search(clause) is not None
    if measure.kind == "money":
        return is_subsidy(at.text, words) and not _is_paid_in_all(at, clause, words)
    return is_subsidy(clause, words)


def _goes_on_counting(at: Situation, words: TargetWords) -> bool:
    """True for a count behind another (，不少于60名享受津贴的教师) and what is paid by number: 资助人才不少于20名."""
    previous = at.previous
    if previous is not None and previous.form == "target.counted" and at.edge.text_start == at.before.start:
        return True
    paid = words.forms.subsidy.match(at.left)
    return paid is not None and not at.thing and words.forms.gives_one.search(at.left) is None


def _is_paid_in_all(at: Situation, clause: str, words: TargetWords) -> bool:
    """2023年，发放补贴资金25万元: what the place as a whole pays or brings in, though the sentence speaks of support.

    Not where someone is given it (对…给予, 每户), and in a clause with a word for support only where a time or a place
    says that it is the whole.
    """
    signs, verb = words.forms, at.edge.verb
    if verb is None or signs.gives_one.search(at.text) or not is_lead(at.text, at.clause, at.edge.text_start, words):
        return False
    whole = at.edge.scope is not None or signs.whole.search(
        at.text, max(0, at.first.start - _WHOLE_REACH), at.first.start
    )
    return not is_subsidy(clause, words) or (bool(whole) and signs.pays.search(verb) is not None)


def _why_past(text: str, group: tuple[Amount, ...], year: int | None, words: TargetWords) -> str | None:
    """The id of what says that the group tells of what has been done, None if nothing does."""
    signs, first, last = words.forms, group[0], group[-1]
    if signs.on_that_basis.match(text, last.end):
        return signs.on_that_basis.id
    if is_past(clause_around(text, first.start, last.end), words) and not signs.binds.search(
        text, max(0, first.start - _BINDS_REACH), first.start
    ):
        return signs.past.id
    if signs.until_now.search(text, 0, left_floor(text, first.start)):
        return signs.until_now.id
    return "target.earlier_year" if year is not None and _is_of_earlier_year(text, first.start, year, words) else None


def _is_of_earlier_year(text: str, end: int, year: int, words: TargetWords) -> bool:
    """True if the last year before `end` that is not what a change is measured from is before the plan's."""
    signs = words.forms
    floor = max(0, end - LONGEST_CLAUSE)
    dated = [
        match
        for match in signs.year_named.finditer(text, floor, end)
        if not signs.no_year_of_the_value.search(text, max(0, match.start() - _BASE_REACH), match.start())
    ]
    if not dated or signs.compared_year.match(text, dated[-1].end()):
        return False
    last = dated[-1]
    # 巩固2023年整治成果，|新增公园3个: the year belongs to what the clause before speaks of
    if "，" in text[last.end() : end] and not signs.opens_a_clause.search(
        text, max(0, last.start() - _OPENS_REACH), last.start()
    ):
        return False
    reached = last["last"] or last["year"] or five_year_plan(last["plan"].removesuffix("五"))[1]
    return reached is not None and int(reached) < year
