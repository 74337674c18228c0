"""Numeric commitments in a paragraph or cell: 用水总量≤3.028亿m3, 完成高标准农田建设1万亩, 60%以上城市社区达到….

Steps: sentences that hold numbers; numbers with their measures; numbers that stand in turn and share their words; what
stands left and right of them, which gives bound, change, baseline and indicator; what is no commitment goes.
Vocabularies: data/measures.toml, data/bounds.toml, data/indicators.toml.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from policy_parse.fields.targets.amounts import Amount, find_amounts
from policy_parse.fields.targets.left_edge import LONGEST_CLAUSE, is_lead, left_floor, read_before
from policy_parse.fields.targets.not_commitments import is_past, is_subsidy, why_a_name
from policy_parse.fields.targets.reading import read_situation
from policy_parse.fields.targets.situation import Reading, Situation, clause_around, situate
from policy_parse.fields.targets.values import Sentence, baseline_year, build_targets
from policy_parse.fields.targets.words import AT_BEST, TargetWords
from policy_parse.model import Deadline, Target
from policy_parse.refusals import Trace
from policy_parse.text.fold import Folded

# 。 and, in documents typed in English style, the . between Chinese words
_STOP = re.compile(r"[。；！？]+|(?<=[\u4e00-\u9fff）”%])\.(?=[\u4e00-\u9fff（“])")
# a digit, or a Chinese numeral with something after it that can be counted
_HAS_NUMBER = re.compile(r"[0-9]|百分之|[二两三四五六七八九十百千][^、。，；：”）]{0,3}|一[次轮场遍年]")
# the words between two numbers that stand in turn: 95%|和|90%
_CHAIN = re.compile(r"(?:、|和|与|及|以及|，)")
_DATED = re.compile(
    r"(?P<year>(?:19|20)[0-9]{2})年?(?:[-~至](?P<last>(?:19|20)[0-9]{2}))?年|“?(?P<plan>十[一二三四五六]五)”?(?:规划)?(?:期间|时期|期末|末)"
)
# 2023年，… · 截至2023年，…: a year at the head of a clause
_OPENS = re.compile(r"(?:^|[，。；：、（）\s])(?:截至|截止到?|到|至|在|于|自|从)?$")
_GIVES = re.compile(r"给予|奖|补贴|补助|税率|费率|征收|减按")
# 对企业给予, 每户, 达到标准的，: one who is given something
_FOR_ONE = re.compile(r"给予|奖励|补助[^资政金]|享受|最高|每[人户名家个]|单[户个笔]|标准|的，|[，。；]对|^对")
_PAYS = ("发放", "兑现", "拨付", "投放", "争取", "筹集", "投入", "安排")
_WHOLE = re.compile(r"(?:19|20)[0-9]{2}年|全[国省市区县年]|年内|年底|累计")
_PART = re.compile(r"其中")
# 力争|到2030年, 其中，|2027年底前: what stands before a time at the head of a clause
_HEAD = re.compile(r"(?:^|[，；：、）\s])(?:[^，。；：]{0,4})$")
# 现有数据中心能效值|不超过|1.5: what is there already, bound from now on
_BINDS = re.compile(r"不(?:得|能)?(?:超过|高于|大于|低于|少于|小于)$")
_NO_DATE = re.compile(r"(?:[较比与于自从和到]|基础上?)$")


def find_targets(
    passage: Folded,
    *,
    source: str,
    times: Sequence[Deadline] = (),
    year: int | None,
    words: TargetWords,
    trace: Trace | None = None,
) -> tuple[Target, ...]:
    """Every numeric commitment in `passage`, in text order; two over the same words where two indicators share one.

    Spans: half-open, into `source`, from the indicator (or the verb that governs a count) to the last word of the
    bound, or to the end of the thing counted. `times` are the time expressions of the passage: the one that governs a
    target becomes its `due`. `year` is the plan's: 上年 is the year before, and what an earlier year reached is no
    target. `rule` is the bound's id in data/bounds.toml, or the form's. Line breaks in a word are read over. Numbers
    that are no targets are reported to `trace`.
    """
    if not _HAS_NUMBER.search(passage.text):
        return ()
    flat = _without_breaks(passage)
    times = _in_order(times)
    found: list[Target] = []
    due: Deadline | None = None
    for start, end in _sentences(flat.text):
        if _HAS_NUMBER.search(flat.text, start, end):
            sentence = _sentence(flat, start, end, source, times)
            found += _read_sentence(sentence, due, year, words, trace)
            due = _carried(sentence, due, year)
        elif times:
            due = _carried(_sentence(flat, start, end, source, times), due, year)
    return tuple(found)


def time_at_the_head(passage: Folded, *, source: str, times: Sequence[Deadline], year: int | None) -> Deadline | None:
    """The one time that governs what is listed under `passage` (到2030年，目标是：); None for none or several."""
    flat = _without_breaks(passage)
    times = _in_order(times)
    carried = (_carried(_sentence(flat, *place, source, times), None, year) for place in _sentences(flat.text))
    found = [time for time in carried if time is not None and time.kind == "date"]
    return found[0] if len({time.end for time in found}) == 1 else None


def _carried(sentence: Sentence, due: Deadline | None, year: int | None) -> Deadline | None:
    """The time that governs what follows `sentence`: the last at the head of a clause of it, else the one before.

    到2030年，水质明显改善。|建成园区50个: one time governs the sentences after it until another is named. 每年 and a
    time before the plan's `year` govern their own sentence only.
    """
    for start, _, time in reversed(sentence.times):
        if time.kind == "recurring":
            if sentence.text.endswith("；"):
                return time
            continue
        if _HEAD.search(sentence.text, max(0, start - 6), start) and not time.text.startswith("当年"):
            return None if year is not None and time.end is not None and time.end.year < year else time
    return None if due is not None and due.kind == "recurring" else due


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence stands, its stop included; what is left after the last stop is one too."""
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
    shown = source[first : last + 1] if last - first < len(at) else "".join(map(source.__getitem__, at))
    times = times[bisect_left(times, first, key=_start) : bisect_right(times, last, key=_start)]
    inside = [
        (bisect_left(at, t.span.start), bisect_left(at, t.span.end), t)
        for t in times
        if first <= t.span.start and t.span.end <= last + 1
    ]
    return Sentence(part.text, shown, part, source, tuple(inside))


def _read_sentence(
    sentence: Sentence, due: Deadline | None, year: int | None, words: TargetWords, trace: Trace | None
) -> Iterator[Target]:
    text = sentence.text
    amounts = _without_names(sentence, find_amounts(text, words), trace)
    groups = list(_groups(text, amounts, words))
    times = [(start, end) for start, end, _ in sentence.times if any(map(str.isdigit, text[start:end]))]
    previous: Reading | None = None
    passed: int | None = None
    for i, group in enumerate(groups):
        if reason := _why_past(text, group, year, words):
            _refuse(trace, sentence, group, reason)
            continue
        if previous is not None and group[0].start < previous.end:
            _refuse(trace, sentence, group, "number.describes_thing")
            continue  # 10家|年交易额超1亿元的企业
        if passed is not None and passed <= (clause := left_floor(text, group[0].start)) and _PART.match(text, clause):
            _refuse(trace, sentence, group, "number.part_of_set")
            continue  # 共有企业900家，其中大型企业30家
        following = groups[i + 1] if i + 1 < len(groups) else ()
        near = times[bisect_left(times, (group[0].start - LONGEST_CLAUSE, 0)) : bisect_left(times, (group[0].start, 0))]
        situation = situate(text, sentence.shown, group, following, previous, near, words)
        if trace is not None:
            situation = situation._replace(refused=[])
        reading = read_situation(situation, words)
        if reading is None:
            _refuse(trace, sentence, group, *(situation.refused or ()))
        passed = group[-1].end if reading is None else None
        if reading is not None and _is_among_subsidies(situation, words):
            _refuse(trace, sentence, group, "number.subsidy")
        elif reading is not None:
            yield from build_targets(sentence, group, reading, due, year, words)
            at_best = reading.before.bounds and reading.before.bounds[0].id == AT_BEST
            said = (*(previous.said if previous else ()), *reading.indicators)
            previous = previous._replace(end=reading.end) if previous and at_best else reading._replace(said=said)


def _without_names(sentence: Sentence, amounts: Sequence[Amount], trace: Trace | None) -> list[Amount]:
    kept = []
    for amount in amounts:
        reason = why_a_name(sentence.text, amount)
        if reason is None:
            kept.append(amount)
        else:
            _refuse(trace, sentence, (amount,), reason)
    return kept


def _refuse(trace: Trace | None, sentence: Sentence, group: Sequence[Amount], *reasons: str) -> None:
    """Report that the numbers of `group` are no target, where somebody asks."""
    if trace is not None:
        span = sentence.folded.span(group[0].start, group[-1].end)
        for reason in reasons:
            trace.refuse(reason, span)


def _groups(text: str, amounts: Sequence[Amount], words: TargetWords) -> Iterator[tuple[Amount, ...]]:
    """Numbers that stand in turn (20个、10个百分点) together, every other alone."""
    group: list[Amount] = []
    for amount in amounts:
        if group and not _follows(text, group[-1], amount, words):
            yield tuple(group)
            group = []
        group.append(amount)
    if group:
        yield tuple(group)


def _follows(text: str, one: Amount, other: Amount, words: TargetWords) -> bool:
    joint = _CHAIN.match(text, one.end)
    if joint is None or joint.end() > other.start:
        return False
    if joint.group() == "，" and text.find("分别", max(0, one.start - LONGEST_CLAUSE), one.start) < 0:
        return False
    in_turn = "分别" in clause_around(text, one.start, one.end)
    alike = one.measure is None or other.measure is None or one.measure.dimension == other.measure.dimension
    if not (alike or in_turn or (joint.group() == "、" and _says_again(text, one, other, joint.end()))):
        return False
    between = read_before(text, other.start, joint.end(), words)
    return between.start == joint.end() and not (between.bounds and between.bounds[0].id == AT_BEST)


def _says_again(text: str, one: Amount, other: Amount, at: int) -> bool:
    """Whether a number says in another measure how much the one before it does: 改造老旧小区20个、|2964户、33万平方米.

    It stands alone: no name before it (at `at`), and no thing counted after it.
    """
    alone = other.start == at and (other.end >= len(text) or text[other.end] in "，。；、）")
    measures = (one.measure, other.measure)
    return alone and not any(measure is None or measure.is_ratio for measure in measures)


def _is_among_subsidies(at: Situation, words: TargetWords) -> bool:
    """Whether what is given, charged or fined is spoken of: in the sentence for money, else in the clause.

    A rate that is to reach a level stays (行政处罚事项公开率达到100%), unless something is given in its clause.
    """
    measure = at.measure
    if measure is None:
        return False
    clause = clause_around(at.text, at.first.start, at.last.end)
    if measure.is_ratio and at.is_bound and at.left.endswith("率") and not _GIVES.search(clause):
        return False
    if measure.kind == "money":
        return is_subsidy(at.text, words) and not _is_paid_in_all(at, clause, words)
    return is_subsidy(clause, words)


def _is_paid_in_all(at: Situation, clause: str, words: TargetWords) -> bool:
    """2023年，发放补贴资金25万元: what the place as a whole pays or brings in, though the sentence speaks of support.

    Not where someone is given it (对…给予, 每户), and in a clause with a word for support only where a time or a place
    says that it is the whole.
    """
    verb = at.edge.verb
    if verb is None or _FOR_ONE.search(at.text) or not is_lead(at.text, at.clause, at.edge.text_start, words):
        return False
    whole = at.edge.scope is not None or _WHOLE.search(at.text, max(0, at.first.start - 60), at.first.start)
    return not is_subsidy(clause, words) or (verb.endswith(_PAYS) and bool(whole))


def _why_past(text: str, group: tuple[Amount, ...], year: int | None, words: TargetWords) -> str | None:
    """Why the group tells of what has been done (`refusals`); None if it does not."""
    first, last = group[0], group[-1]
    if text.startswith(("的基础上", "基础上"), last.end):
        return "number.basis"
    if is_past(clause_around(text, first.start, last.end), words) and not _BINDS.search(
        text, max(0, first.start - 6), first.start
    ):
        return "number.past"
    return "number.earlier_year" if year is not None and _is_of_earlier_year(text, first.start, year) else None


def _is_of_earlier_year(text: str, end: int, year: int) -> bool:
    """Whether the last year before `end` that is not what a change is measured from lies before the plan's."""
    floor = max(0, end - LONGEST_CLAUSE)
    found = _DATED.finditer(text, floor, end)
    dated = [match for match in found if not _NO_DATE.search(text, max(0, match.start() - 4), match.start())]
    if not dated or text.startswith(("相比", "比较", "基础", "的基础", "为基"), dated[-1].end()):
        return False
    last = dated[-1]
    # 巩固2023年整治成果，|新增公园3个: the year belongs to what the clause before speaks of
    if "，" in text[last.end() : end] and not _OPENS.search(text, max(0, last.start() - 6), last.start()):
        return False
    reached = last["last"] or last["year"] or baseline_year(f"{last['plan']}末", None)
    return reached is not None and int(reached) < year
