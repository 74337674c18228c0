"""Numeric commitments in a paragraph or cell: 用水总量≤3.028亿m3, 完成高标准农田建设1万亩, 60%以上城市社区达到….

The steps are told in the docstring of the package. Vocabularies: data/target_cues.csv, data/measures.toml,
data/bounds.toml, data/indicators.toml, data/signs_target_forms.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policy_parse import refusals
from policy_parse.fields.quantities.amounts import Amount, find_amounts, with_plain_signs
from policy_parse.fields.quantities.bounds import read_before
from policy_parse.fields.quantities.words import AT_BEST
from policy_parse.fields.sentences import Sentence, sentences
from policy_parse.fields.targets.cues import Cue, cues_of
from policy_parse.fields.targets.facts import Spot
from policy_parse.fields.targets.left_edge import LONGEST_CLAUSE, left_floor
from policy_parse.fields.targets.reading import read_situation
from policy_parse.fields.targets.situation import Reading, clause_around, situate
from policy_parse.fields.targets.values import baseline_at_the_head, build_targets
from policy_parse.fields.targets.weigh import Weighing, weigh, weigh_early, weighing
from policy_parse.fields.targets.words import TargetWords
from policy_parse.model import Baseline, Deadline, Target
from policy_parse.span import Span
from policy_parse.text.fold import Folded

# what is before a time at the head of a clause: 力争|到2030年, 其中，|2027年底前
_HEAD = re.compile(r"(?:^|[，；：、）\s])(?:[^，。；：]{0,4})$")
_HEAD_REACH = 6
"""How far before a time the head of its clause is looked for: the mark, four characters, and one to spare."""


class Weighed(NamedTuple):
    """A number of a sentence and what it was weighed as; its place in the source is worked out when asked."""

    sentence: Folded
    number: Amount
    weighing: Weighing

    @property
    def span(self) -> Span:
        """The number with its measure."""
        return self.sentence.span(self.number.start, self.number.unit_end)

    def told(self) -> refusals.Weighed:
        """The same for a person: readings, cues and weights."""
        candidates = (
            refusals.Candidate(one.reading, one.score, tuple((cue.id, cue.weight) for cue in one.cues))
            for one in self.weighing.candidates
        )
        return refusals.Weighed(self.span, tuple(candidates), self.weighing.margin)


def find_targets(
    passage: Folded, *, source: str, times: Sequence[Deadline] = (), year: int | None, words: TargetWords
) -> tuple[Target, ...]:
    """Every numeric commitment in `passage`, in text order; two over the same words where two indicators share one.

    Spans: half-open, into `source`, from the indicator (or the verb that governs a count) to the last word of the
    bound, or to the end of the thing counted. `times` are the time expressions of the passage: the one that governs a
    target becomes its `due`. `year` is the plan's: 上年 is the year before, and what an earlier year reached is no
    target. `rule` is the bound's id in data/bounds.toml, or the form's. Line breaks in a word are read over.
    """
    return tuple(_read_passage(passage, source, times, year, words, None))


def weigh_numbers(
    passage: Folded, *, source: str, times: Sequence[Deadline] = (), year: int | None, words: TargetWords
) -> tuple[Weighed, ...]:
    """Every number in `passage`, in text order, with the readings that it was weighed as.

    The arguments are those of `find_targets`. Numbers with a unit, and bare ones; the first of numbers that are read
    together (20个、10个) is given for all of them.
    """
    weighed: list[Weighed] = []
    for _ in _read_passage(passage, source, times, year, words, weighed):
        pass
    return tuple(sorted(weighed, key=lambda one: one.span.start))


def _read_passage(
    passage: Folded,
    source: str,
    times: Sequence[Deadline],
    year: int | None,
    words: TargetWords,
    weighed: list[Weighed] | None,
) -> Iterator[Target]:
    """The targets of a passage; what each number was weighed as is added to `weighed`, if that is asked for."""
    signs = words.forms
    if not signs.has_number.search(passage.text):
        return
    due: Deadline | None = None
    base: Baseline | None = None
    for sentence in sentences(passage, source, times):
        numbered = signs.has_number.search(sentence.text) is not None
        amounts = find_amounts(sentence.text, words) if numbered else []
        if amounts:
            amounts = with_plain_signs(amounts, sentence.folded, source, in_cell=False)
            yield from _read_sentence(sentence, amounts, due, base, year, words, weighed)
        due = _carried(sentence, due, year, words)
        if not sentence.text.endswith("；"):
            base = None
        elif numbered:  # 较2020年，能耗下降5%；|水耗下降7%
            base = baseline_at_the_head(sentence, 0, len(sentence.text), year, words) or base


def time_at_the_head(
    passage: Folded, *, source: str, times: Sequence[Deadline], year: int | None, words: TargetWords
) -> Deadline | None:
    """The one time that governs what is listed under `passage` (到2030年，目标是：); None for none or several."""
    carried = (_carried(sentence, None, year, words) for sentence in sentences(passage, source, times))
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


def _read_sentence(
    sentence: Sentence,
    found: Sequence[Amount],
    due: Deadline | None,
    base: Baseline | None,
    year: int | None,
    words: TargetWords,
    weighed: list[Weighed] | None,
) -> Iterator[Target]:
    """The targets of a sentence; what each number was weighed as is added to `weighed`, if that is asked for."""
    text, cues = sentence.text, cues_of(words)
    amounts: list[Amount] = []
    doubts: dict[int, tuple[Cue, ...]] = {}
    for amount in found:
        named = weigh_early(Spot(text, amount, amount, words), "number", cues)
        if not named.decided:
            doubts[amount.start] = named.cues
            amounts.append(amount)
        elif weighed is not None:
            weighed.append(Weighed(sentence.folded, amount, weighing(named.cues)))
    if not amounts:
        return
    groups, shown = list(_groups(text, amounts, words)), sentence.shown
    times = [(start, end) for start, end, _ in sentence.times if any(map(str.isdigit, text[start:end]))]
    previous: Reading | None = None
    passed: int | None = None
    for i, group in enumerate(groups):
        first = group[0]
        spot = Spot(text, first, group[-1], words, left_floor(text, first.start), previous, passed, year)
        past = weigh_early(spot, "group", cues)
        if past.decided:
            if weighed is not None:
                weighed.append(Weighed(sentence.folded, first, weighing(past.cues)))
            if first.start >= (previous.end if previous else 0):  # 共有企业560家，|其中120家
                passed = group[-1].end
            continue
        following = groups[i + 1] if i + 1 < len(groups) else ()
        near = times[bisect_left(times, (first.start - LONGEST_CLAUSE, 0)) : bisect_left(times, (first.start, 0))]
        situation = situate(text, shown, group, following, previous, near, words)
        weighing_of_all = weigh(situation, doubts[first.start] + past.cues, cues)
        if weighed is not None:
            weighed.append(Weighed(sentence.folded, first, weighing_of_all))
        if not weighing_of_all.is_commitment:
            passed = group[-1].end
            continue
        passed = None
        reading = read_situation(situation, weighing_of_all.best.reading)
        yield from build_targets(
            sentence, group, reading, due, base, year, words, confidence=weighing_of_all.confidence
        )
        at_best = reading.before.bounds and reading.before.bounds[0].id == AT_BEST
        if previous and at_best:
            previous = previous._replace(end=reading.end)
        else:
            so_far = (*(previous.indicators_so_far if previous else ()), *reading.indicators)
            previous = reading._replace(indicators_so_far=so_far)


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
