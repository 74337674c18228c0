"""What stands before a number: the words of its bound, what a change is measured from, where the indicator begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from policy_parse.fields.targets.words import Bound, Period, TargetWords
from policy_parse.model import Effort

BOUNDARIES = "，；。：！？\t"
LONGEST_CLAUSE = 400
"""No clause is read farther, so that words without any mark cost no more than their length."""
_LONGEST_WORD = 12
_LONGEST_VERB = 6
_AND = re.compile("[和及与、或并]")
_LONGEST_BASELINE = 24

# 到2025年 · 2025年底前 · “十四五”期间 · 2023年6月底前; cut wherever they stand left of an indicator
_DATED = (
    r"(?:19|20)[0-9]{2}(?:[-~至](?:19|20)[0-9]{2})?年(?:第?[一二三四1-4]季度|[上下]半年|[0-9]{1,2}月(?:[0-9]{1,2}日)?|全年|度(?!内))?(?:份)?"
    r"|“?十[二三四五六]五”?(?:规划)?|[0-9]{1,2}月(?:[0-9]{1,2}日)?(?!内)"
)
# 年|种植绿肥30万亩: each year; not 2030年, 年处理能力
_A_YEAR = r"(?<![0-9每全当十百今明半])年(?=新增|种植|培训[^量能]|培育|引进|完成|改造|建设|举办|开展|推广)"
_FROM = r"(?:截至|截止|到|至|自|从)?"
_END = r"(?:年?[底末初中](?!端|期|心|小|型|部|央))?(?:时期|期间|期末|以来|内)?(?:之前|以前|前)?"
# 市区|共建, 高新区企业|建立: who does the work
_DOERS = re.compile(
    r"[省区县州盟旗镇乡]|(?<!城)市|(?<![乡农])村|街道|部门|单位|企业|学校|医院|高校|院所|机构|银行|公司|主体"
)
_NO_DOER = re.compile(r"[，。；：、0-9“”（）]")
_LONGEST_DOER = 16
_EACH = re.compile(r"分别|各自")
_REMARK = re.compile(r"（[^（），、0-9]{1,6}）")
# 支持|企业建立工作室5个: what follows is done by others
_CAUSES = re.compile(r"(?:支持|鼓励|引导|推动|指导|帮助|督促|促进|带动)$")
_DATED_TIME = f"{_FROM}(?:{_DATED}){_END}"
# … and 今年 · 年底 · 上半年, cut only where they come first: 占当年新建建筑面积比例
TIME = f"{_FROM}(?:{_DATED}|今年|明年|本年|当年|年底|年末|[上下]半年|第?[一二三四]季度|未来[三五]年|近[三五]年){_END}"


class Before(NamedTuple):
    """The words straight before a number, read from right to left; `start` is where they begin, `starts` each bound."""

    start: int
    bounds: tuple[Bound, ...] = ()
    starts: tuple[int, ...] = ()
    period: Period | None = None
    baseline: tuple[int, int] | None = None
    each: bool = False


class Edge(NamedTuple):
    """The left edge: `text_start` where the words of the target begin, `start` where its indicator does.

    `verb` is the work verb that governs it (完成), `scope` the words 全市, `effort` 力争.
    """

    text_start: int
    start: int
    verb: str | None
    scope: tuple[int, int] | None
    effort: Effort | None


class _Patterns(NamedTuple):
    bound: re.Pattern[str]
    glue: re.Pattern[str]
    period: re.Pattern[str]
    any_period: re.Pattern[str]
    inner_bound: re.Pattern[str]
    baseline: re.Pattern[str]
    skipped: re.Pattern[str]
    scope: re.Pattern[str]
    inner_scope: re.Pattern[str]
    effort: re.Pattern[str]
    any_effort: re.Pattern[str]
    work: re.Pattern[str]
    work_words: frozenset[str]
    manner: re.Pattern[str]
    time: re.Pattern[str]
    between: re.Pattern[str]
    preposition: re.Pattern[str]
    brings_about: re.Pattern[str]


@cache
def _patterns(words: TargetWords) -> _Patterns:
    scope = words.pattern("scope")
    manner = words.pattern("manner")
    work = f"(?P<manner>{manner})?(?:{words.pattern('work_verb')})"
    each = "|".join(w for w in words.kinds["period"] if w.startswith("每"))  # 日均处理量 is one name
    return _Patterns(
        bound=words.before_pattern,
        glue=re.compile(f"(?:{words.ending('adverb')})$"),
        period=re.compile(f"(?P<word>{words.pattern('period')})$"),
        any_period=re.compile(
            f"(?P<word>{each}|[年月日季]均(?=新增|增长|增加|完成|培育|培训|建设|下降|提高)|{_A_YEAR})"
        ),
        # 不低于|担保业务总额的 20% · 达到|新车销售总量的 20%
        inner_bound=re.compile(
            f"(?P<bound>{words.bounds_of('bound')}|达到|占到|压缩[至到]|压减[至到]|控制在|降[至到])(?P<of>(?![以或])[^，、不达]{{2,16}}?)的?$"
        ),
        # 较2020年 · 比法定时限 · 与2020年相比 · 比上年同期 · 在2020年基础上 · 同比
        baseline=re.compile(
            r"(?P<base>同比|环比)$"
            r"|(?:较之|相比|对比|[较比与同])(?P<dated>[^，。；、（）较比与]{0,8}?(?:年|年底|年末|末|期|同期|时期|年度|水平|月|季度|基准|均值))"
            r"(?:实际)?(?:相比较|相比|比较|比|相较)?$"
            r"|[较比](?P<norm>(?:法定|承诺|规定|现行|原)[^，。；、（）较比]{0,6}?(?:时限|时间|期限|标准|水平|基础|计划)"
            r"|原来|全[国省市]平均(?:水平|值)?)$"
            r"|[在以](?P<ground>[^，。；、（）]{2,10}?)(?:的?基础上|为基[数准期])$"
        ),
        skipped=re.compile(
            f"(?:{words.pattern('lead_in')}|{each}|（[^（）]{{1,12}}）(?=.)|{TIME}|[0-9]{{1,3}}[.、](?![0-9])"
            rf"|[①-⑳][.、]?|[一二三四五六七八九十]{{1,3}}[是要]|{_A_YEAR}|达到(?=[全各我][国省市区县州]))"
        ),
        scope=re.compile(f"(?:{scope})(?:范围内|范围|上下|的)?"),
        inner_scope=re.compile(
            r"(?<![占居与和比超较高低达在于为对及、至到])(?:(?:全|我|各|本)(?:国|省|市|区|县|州|盟|旗|镇|社会)|各县（市、区）)(?!级|域|属|委|政|发|直|人|民|际|家|有|土|营|各|外|内|场)"
        ),
        effort=re.compile(f"(?P<word>{words.pattern('effort')})"),
        any_effort=re.compile(f"(?P<word>{words.pattern('effort', 'effort_verb')})"),
        work=re.compile(work),
        work_words=frozenset(words.kinds["work_verb"]) - frozenset(words.kinds["verb_or_noun"]),
        manner=re.compile(f"(?:{manner})$"),
        time=re.compile(f"(?<![较比与年-])(?:{_DATED_TIME})(?!以来|来|版|水平|的?基础)"),
        preposition=re.compile(words.pattern("preposition")),
        brings_about=re.compile(f"(?<![未已])(?:{words.pattern('result_verb', 'event_verb')})"),
        # 新建|全市各类|停车场
        between=re.compile(f"(?:{scope}|{words.pattern('quantifier')})(?:范围内|的)?"),
    )


def left_floor(sentence: str, at: int) -> int:
    """Where the clause of `at` begins: after the last mark of `BOUNDARIES` that stands in no bracket, or an open （."""
    depth = 0
    farthest = max(0, at - LONGEST_CLAUSE)
    for i in range(at - 1, farthest - 1, -1):
        ch = sentence[i]
        if ch == "）":
            depth += 1
        elif ch == "（":
            if not depth:
                return i + 1
            depth -= 1
        elif not depth and ch in BOUNDARIES:
            return i + 1
    return farthest


def read_before(sentence: str, at: int, floor: int, words: TargetWords) -> Before:
    """The bound words, adverbs and comparison that end at `at`, nothing before `floor`: 较2020年累计下降|7%."""
    patterns = _patterns(words)
    bounds: list[Bound] = []
    starts: list[int] = []
    period, baseline, each, noun = None, None, False, False
    while at > floor:
        tail = sentence[max(floor, at - _LONGEST_WORD) : at]
        if baseline is None and (match := patterns.baseline.search(sentence[max(floor, at - _LONGEST_BASELINE) : at])):
            offset = max(floor, at - _LONGEST_BASELINE)
            name = match.lastgroup or "base"
            baseline = (offset + match.start(name), offset + match.end(name))
            at = offset + match.start()
            continue
        if match := patterns.bound.search(tail):
            bound = words.before[match.group().removesuffix("了")]
            if noun and bound.strength != "change":
                break
            bounds.append(bound)
            starts.append(at - len(match.group()))
            noun = bound.noun
            if bound.noun and not patterns.baseline.search(
                sentence[max(floor, at - len(match.group()) - _LONGEST_BASELINE) : at - len(match.group())]
            ):
                break  # 增速 stays in the indicator
            at -= len(match.group())
            continue
        if match := patterns.period.search(tail):
            period = words.period(match["word"])
            at -= len(match.group())
            continue
        if match := patterns.glue.search(tail):
            each = each or match.group() in ("均", "都", "分别")
            at -= len(match.group())
            continue
        break
    return Before(at, tuple(bounds), tuple(starts), period, baseline, each)


def read_period(sentence: str, floor: int, end: int, words: TargetWords) -> Period | None:
    """The period that a word of ``sentence[floor:end]`` names for each: 每年|培育示范园区."""
    match = _patterns(words).any_period.search(sentence, floor, end)
    if match is None:
        return None
    return "year" if match["word"] == "年" else words.period(match["word"])


def effort_in(sentence: str, floor: int, end: int, words: TargetWords, *, last: bool = False) -> Effort | None:
    """The effort that ``sentence[floor:end]`` speaks of, the first or the last one; None where it speaks of none."""
    found = [match["word"] for match in _patterns(words).any_effort.finditer(sentence, floor, end)]
    return words.effort(found[-1 if last else 0]) if found else None


def after_effort(sentence: str, at: int, end: int, words: TargetWords) -> int:
    """Where what begins at `at` goes on after a word of effort."""
    match = _patterns(words).effort.match(sentence, at, end)
    return match.end() if match else at


def read_inner_bound(sentence: str, floor: int, end: int, words: TargetWords) -> tuple[int, Bound] | None:
    """The bound of a share that stands before what it is a share of, and its place: 首担率|不低于|担保总额的20%."""
    match = _patterns(words).inner_bound.search(sentence, floor, end)
    if match is None or match.start() - floor < 2:
        return None
    return match.start(), words.before.get(match["bound"], words.reach)


def read_left(
    sentence: str,
    floor: int,
    end: int,
    words: TargetWords,
    *,
    times: Sequence[tuple[int, int]] = (),
    verbs: bool = True,
    counts: bool = False,
    level: bool = False,
) -> Edge:
    """Find where the indicator in ``sentence[floor:end]`` begins.

    Times, scopes, efforts and light verbs (确保全区2022年) are cut, also when they stand inside; with `verbs` a work
    verb (完成, 新建) is cut from the indicator, though not from the target's text. `counts` says that a thing stands
    after the number, so that the verb straight before it governs; `level` that a level or bound stands before the
    number, where some verbs are nouns (注册用户数突破180万). `times` are known time expressions.
    """
    patterns = _patterns(words)
    scope: tuple[int, int] | None = None
    effort: Effort | None = None
    cut = floor
    for match in patterns.time.finditer(sentence, floor, end):
        if not _is_opaque(sentence, match.start(), floor):
            cut = match.end()
    for start, stop in times:
        if floor <= start and stop < end and stop > cut and not _is_opaque(sentence, start, floor):
            cut = stop
    if cut > floor:  # 全区|2022年|用水总量
        _, scope, _ = _skip(sentence, floor, cut, patterns)
    at, _, _ = _skip(sentence, cut, end, patterns)
    if not patterns.work.match(sentence, at, end):  # 首个履约年份|我省重点企业履约率, but not 开展纳入|全国碳市场的
        for match in patterns.inner_scope.finditer(sentence, cut, end - 1):
            if not _is_opaque(sentence, match.start(), floor):
                cut, scope = match.start(), match.span()
    if found := list(patterns.any_effort.finditer(sentence, floor, end)):
        effort = words.effort(found[-1]["word"])
    at, inner_scope, inner_effort = _skip(sentence, cut, end, patterns)
    scope = inner_scope or scope
    effort = words.effort(inner_effort) if inner_effort else effort
    text_start = at
    verb = None
    caused = _CAUSES.search(sentence, max(0, at - 2), at) is not None
    if counts and (straight := _straight_verb(sentence, at, end, patterns)):  # 组织在甲、乙两地|选取
        verb = straight
        text_start, at = end - len(verb), end
    elif (first := patterns.work.match(sentence, at, end)) and not (
        level and first.group() in words.kinds["verb_or_noun"]
    ):
        verb = first.group()
        after = first.end()
        if remark := _REMARK.match(sentence, after, end - 2):  # 新开工（筹集）|保障性租赁住房
            after = remark.end()
        if (joint := _AND.match(sentence, after, end)) and (other := patterns.work.match(sentence, joint.end(), end)):
            after = other.end()  # 新建和改造
        if verbs and end - after >= 2:
            at = after
            while at < end - 2 and (more := patterns.between.match(sentence, at, end)):
                at = more.end()
    elif within := _within(sentence, at, end, patterns):  # 在甲、乙两县|建立|示范基地各900亩
        verb, text_start = within.group(), within.start()
        if verbs:
            at = within.end()
    elif verbs and (apart := _apart(sentence, at, end, patterns)):
        verb, text_start, at = apart.group(), at, apart.end()
    elif done := _by_others(sentence, at, end, patterns, counts=counts, caused=caused):
        verb = done.group()
        text_start = at if caused else done.start()
        at = done.end() if verbs else at
    elif counts and (skipped := list(patterns.work.finditer(sentence, cut, at))):  # 推进|全市首批54家网站完成…
        verb, text_start = skipped[-1].group(), skipped[-1].start()
    return Edge(text_start, at, verb, scope, effort)


def is_lead(sentence: str, at: int, end: int, words: TargetWords) -> bool:
    """Whether ``sentence[at:end]`` holds nothing but times, scopes, efforts and light verbs: 2023年全市|."""
    return _skip(sentence, at, end, _patterns(words))[0] >= end


def verb_before(sentence: str, at: int, end: int, words: TargetWords) -> str | None:
    """The work verb that ``sentence[at:end]`` ends in, None where it ends in none."""
    return _straight_verb(sentence, at, end, _patterns(words))


def _straight_verb(sentence: str, at: int, end: int, patterns: _Patterns) -> str | None:
    """The longest verb that ends at `end`, 了 left out of account: the one that governs a count straight after it."""
    for length in range(min(_LONGEST_VERB, end - at), 1, -1):
        word = sentence[end - length : end].removesuffix("了")
        if word in patterns.work_words:
            how = patterns.manner.search(sentence[max(at, end - length - _LONGEST_WORD) : end - length])
            return sentence[end - length - (len(how.group()) if how else 0) : end]
    return None


def _by_others(
    sentence: str, at: int, end: int, patterns: _Patterns, *, counts: bool, caused: bool
) -> re.Match[str] | None:
    """The verb of the work after those who do it: 市区|共建|东区、西区三个园区, 支持企业|建立|工作室5个.

    Only where others are made to do it (`caused`), or where several things are named before their number (`counts`).
    """
    for doer in _DOERS.finditer(sentence, at, min(end - 3, at + _LONGEST_DOER)):
        if _NO_DOER.search(sentence, at + 2 * (sentence[at + 1] == "、"), doer.start()):
            return None
        verb = patterns.work.match(sentence, doer.end(), end)
        if verb is None or end - verb.end() < 3:
            continue
        if caused:
            return verb if sentence[doer.end() : verb.end()] in patterns.work_words or verb["manner"] else None
        manner = len(verb["manner"] or "")
        if (
            counts
            and patterns.brings_about.match(sentence, doer.end() + manner)
            and _AND.search(sentence, verb.end(), end)
        ):
            return verb
    return None


def _apart(sentence: str, at: int, end: int, patterns: _Patterns) -> re.Match[str] | None:
    """The verb of what several do alike: 甲区、乙区分别|新增|学位500个."""
    place = _EACH.search(sentence, at + 2, end - 2)
    return patterns.work.match(sentence, place.end(), end) if place else None


def _within(sentence: str, at: int, end: int, patterns: _Patterns) -> re.Match[str] | None:
    """The verb that brings something about after a place that is named first."""
    if not patterns.preposition.match(sentence, at, end):
        return None
    return patterns.brings_about.search(sentence, at + 2, end - 2)


def _skip(sentence: str, at: int, end: int, patterns: _Patterns) -> tuple[int, tuple[int, int] | None, str | None]:
    """Where something is said after scopes, efforts, times and light verbs; the last scope and effort."""
    scope, effort = None, None
    while at < end:
        if place := patterns.scope.match(sentence, at, end):
            scope = place.span()
            at = place.end()
        elif match := patterns.effort.match(sentence, at, end):
            effort = match["word"]
            at = match.end()
        elif (skipped := patterns.skipped.match(sentence, at, end)) and skipped.end() > at:
            at = skipped.end()
        else:
            break
    return at, scope, effort


def _is_opaque(sentence: str, at: int, floor: int) -> bool:
    """Whether `at` stands in brackets, quotes or a title that opened after `floor`."""
    before = sentence[floor:at]
    return any(before.count(a) > before.count(b) for a, b in ("（）", "“”", "《》", "〔〕"))
