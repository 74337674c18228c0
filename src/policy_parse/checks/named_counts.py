"""Counts by a word of their own, and the list beside them: “三查”（查隐患、查责任、查整改）, 许可证、产权证三证."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from policy_parse.checks.lists import IN_QUOTES, JOINT, Size, whole_list, with_paired_quotes
from policy_parse.checks.nearby import clause_start
from policy_parse.checks.outline_counts import count_of
from policy_parse.checks.words import CheckWords
from policy_parse.model import Plan
from policy_parse.span import Span
from policy_parse.text.fold import Folded
from policy_parse.text.numerals import parse_integer

_MARKS = "。；，：\n\t"
_CLAUSE = re.compile(f"[{_MARKS}]")
_FEWEST = 2
_BRACKETS = re.compile(r"（[^（）]*）")
_REACH = 200
"""Characters before a count in which its list begins."""
_LONGEST_LIST = 1000
"""Characters of a list before its count: of a longer one the beginning is not sought."""
_ONE = "一"
_MOST_OF_ALL = 4
"""Names that end alike, beside which others are counted by what they are, not by their last character."""
_LETTER = 1500
"""Characters from the beginning in which a notice names those that it comes from."""
_OFF = 2
"""By how much a count of a list with marks round it may be off, at most."""
_AHEAD, _NEXT = 100, 4
"""Characters and clauses behind a count in quotation marks in which its list may stand."""


def named_counts_that_differ(plan: Plan, whole: Folded, words: CheckWords) -> Iterator[tuple[Span, str, str]]:
    """“四统一”（统一标准、统一流程）, “东联、西进”三向, 许可证、产权证三证: counts by a word of their own."""
    text = with_paired_quotes(whole.text)
    if "”" in text:
        for match in words.signs.named_count.finditer(text):
            found = _list_of_name(text, match, words)
            if found is not None and found[0].least >= _FEWEST and found[0].misses(parse_integer(match["number"]) or 0):
                yield whole.span(*found[1:]), match[0].strip("“”"), found[0].said
        yield from _by_endings(whole, text, words)
        for match in words.signs.count_of_quoted.finditer(text):
            size = whole_list(match["list"], words)
            if size.misses(parse_integer(match["number"]) or 0, _OFF):
                yield whole.span(*match.span()), match["number"] + match["what"], size.said
    yield from _called_together(whole, text, words)
    yield from _of_titles(whole, text, words)
    yield from _of_years(whole, text, words)
    for match in words.signs.count_of_shape.finditer(text):
        size = whole_list(match["list"], words)
        if size.misses(count_of(match), _OFF):
            yield whole.span(*match.span("place")), match["number"] + match["what"], size.said
    for match in words.signs.count_by_its_word.finditer(text):
        end = match.start() - (text[match.start() - 1] in "“（")
        word = next((word for word in (match["what"], match["what"][0]) if text.endswith(word, 0, end)), None)
        if word is None:
            continue
        begin = max(0, end - _LONGEST_LIST)
        start = clause_start(text, end, _MARKS, begin)
        if begin and start == begin:
            continue  # it begins too far away
        size = _ending_in(word, text[start:end].split("、"), words)
        if size.least >= _FEWEST and size.misses(parse_integer(match["number"]) or 0, _OFF):
            behind = match.start("what") + len(word)
            yield whole.span(start, behind), text[match.start() : behind], size.said


def _list_of_name(text: str, match: re.Match[str], words: CheckWords) -> tuple[Size, int, int] | None:
    """The size of the list before or behind a count in quotation marks, and from where to where both are."""
    if match["what"].endswith(_ONE):
        ones = words.signs.run_of_ones.search(text, max(0, match.start() - _REACH), match.start())
        is_all = ones is not None and text[ones.start() - 1 : ones.start()] != "、"  # 一村一策、|一户一档: not all
        if ones is not None and is_all:
            count = ones["ones"].count(_ONE)
            return Size(count, count), ones.start(), match.end()
    end_of_list = match.start() - (text[match.start() - 1] == "的")
    before = IN_QUOTES.search(text, max(0, end_of_list - _REACH), end_of_list)
    if before is not None:
        return whole_list(before[1], words), before.start(), match.end()
    behind = words.signs.named_list.match(text, match.end())
    if behind is not None:
        return whole_list(behind["list"], words), match.start(), behind.end()
    if text[end_of_list - 1] not in "。；，：、”等\n":
        start = clause_start(text, end_of_list, _MARKS)
        names = text[start:end_of_list].split("、")
        own = list(takewhile(lambda name: _echo(name, match), reversed(names)))
        joints = sum(1 for name in own[:-1] for _ in words.signs.may_join.finditer(name))
        if len(own) >= _FEWEST:
            return Size(len(own), len(own) + joints), start, match.end()
    end = text.find("\n", match.end())
    for clause in _CLAUSE.split(text[match.end() : min(match.end() + _AHEAD, len(text) if end < 0 else end)])[:_NEXT]:
        names = clause.split("、")
        if len(names) >= _FEWEST and all(_echo(name, match) for name in names):
            return Size(len(names), len(names)), match.start(), match.end()
    return None


def _echo(name: str, match: re.Match[str]) -> bool:
    """True if a name holds the word of a count: 汛前排查 of “三查”, 提前公示 of “三提前”."""
    what = match["what"].removeprefix("个")
    return what[-1] in name if len(what) == 1 else what in name


def _by_endings(whole: Folded, text: str, words: CheckWords) -> Iterator[tuple[Span, str, str]]:
    """黄河、青山、白山“一河三山”: names straight before a pattern of counts, each ending in one of its words."""
    for match in words.signs.counts_by_endings.finditer(text):
        end = match.start() - (text[match.start() - 1] == "等")
        start = clause_start(text, end, _MARKS + "“”")
        said = match["counts"]
        stated = {said[i + 1]: parse_integer(said[i]) or 0 for i in range(0, len(said), 2)}
        names = JOINT.split(_BRACKETS.sub("", text[start:end]))
        while names and names[0][-1:] not in stated:
            del names[0]
        listed = Counter(name[-1:] for name in names)
        others = sum(count for word, count in listed.items() if word not in stated)
        if len(names) <= _FEWEST or (others and max(listed[word] for word in stated) < _MOST_OF_ALL):
            continue
        differs = any(abs(count - listed[word]) == 1 for word, count in stated.items())
        if differs and (not others or abs(sum(stated.values()) - len(names)) == 1):
            yield whole.span(start, match.end()), said, str(len(names))


def _called_together(whole: Folded, text: str, words: CheckWords) -> Iterator[tuple[Span, str, str]]:
    """对象名录库和人员名录库（统称“两库”）: things before a bracket that gives them one name, by what they end in."""
    for match in words.signs.called_together.finditer(text):
        begin = max(0, match.start() - _LONGEST_LIST)
        start = clause_start(text, match.start(), _MARKS, begin)
        names, what = text[start : match.start()], match["what"]
        if words.signs.counted_offices.search(what):
            size = _offices(names.split("、"), words)
        else:
            word = next((word for word in (what[-2:], what[-1]) if names.endswith(word)), "")
            size = _ending_in(word, names.split("、"), words) if word else Size(0, 0)
        if size.least >= _FEWEST and size.misses(parse_integer(match["number"]) or 0):
            yield whole.span(start, match.end()), match["number"] + what, size.said


def _of_titles(whole: Folded, text: str, words: CheckWords) -> Iterator[tuple[Span, str, str]]:
    """《甲办法》《乙办法》三个文件: titles one behind another and their count; behind 等 it may be of more."""
    for match in words.signs.count_of_titles.finditer(text):
        listed, stated = match["list"].count("《"), count_of(match)
        size = Size(listed, max(listed, stated)) if match["open"] else Size(listed, listed)
        if size.misses(stated, _OFF):
            yield whole.span(*match.span()), match["number"] + match["what"], size.said


def _of_years(whole: Folded, text: str, words: CheckWords) -> Iterator[tuple[Span, str, str]]:
    """三年行动计划（2023—2024年）: years in words and by their numbers; the first of them may be begun late."""
    for match in words.signs.years_of_plan.finditer(text):
        years = int(match["to"]) - int(match["from"]) + 1
        if Size(years - 1, years).misses(count_of(match), _OFF):
            yield whole.span(*match.span()), match["number"] + match["what"], str(years)


def _offices(names: Sequence[str], words: CheckWords) -> Size:
    """How many offices `names` are, 和 in the name of one (工业和信息化部) or between two; 0 if one is none."""
    is_office = words.units.offices.looks_like_unit
    if not all(is_office(name, strict=True) for name in names):
        return Size(0, 0)
    joints = [(name, joint) for name in names for joint in words.signs.may_join.finditer(name)]
    two = sum(
        is_office(name[: at.start()], strict=True) and is_office(name[at.end() :], strict=True) for name, at in joints
    )
    return Size(len(names) + two, len(names) + two)


def _ending_in(word: str, names: Sequence[str], words: CheckWords) -> Size:
    """How many of `names`, counted from the last, end in `word`; one may be two: 许可证和产权证.

    Those before them may be counted too, under the word of the others: 营业执照|、许可证和产权证三证; not those before
    a name that other words go before, with which the list begins: 荒地、坡地等地块以及|水旁、路旁两旁.
    """
    alike = list(takewhile(lambda name: name.endswith(word), reversed(names)))
    count = len(alike) + sum(name.count(word + joint) for name in alike for joint in ("和", "与", "及"))
    begins = bool(alike) and words.signs.no_name.search(alike[-1]) is not None
    return Size(count, count if begins else count + len(names) - len(alike))


def offices_that_differ(plan: Plan, whole: Folded, words: CheckWords) -> Iterator[tuple[Span, str, str]]:
    """县水利局等三部门关于印发…, signed by four: how many offices a notice says that it comes from, one off."""
    first = min((section.span.start for section in plan.sections), default=len(plan.text))
    signed = len(plan.header.issuers)
    said: set[str] = set()
    for match in words.signs.issuing_offices.finditer(whole.text, 0, min(first, _LETTER)):
        if match[0] in said:
            continue  # the title over again
        said.add(match[0])
        if signed > _FEWEST and abs((parse_integer(match["number"]) or 0) - signed) == 1:
            yield whole.span(*match.span()), match[0], str(signed)
