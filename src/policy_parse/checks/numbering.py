"""Numbers that leave one out or come twice: 一、二、四."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from policy_parse.checks.words import CheckWords
from policy_parse.model import Finding, Plan, Section
from policy_parse.span import Span
from policy_parse.text.fold import folded_text
from policy_parse.text.numerals import parse_integer
from policy_parse.text.sign import Sign

_T = TypeVar("_T")

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_OVER = 2
"""The step from a number that comes twice to that of the next, whose own number the second has not."""
_FEW_STEPS = 2
"""Steps of a series in which one number may come twice by a slip."""
_SERIES = 3
"""Cells of a column that begin with a number, where these number what they hold."""

_NUMBERED = Sign(
    "checks.numbered_cell",
    r"([0-9]{1,2}) [.．、] (?! [0-9] )",
    says="the number that a cell begins with: |9.|优化服务",
    examples=["|9.|优化服务", "|12、|优化服务"],
    never=["9.5%"],
)
_BARE = Sign(
    "checks.bare_number",
    r"第? ( [^第章节条篇部分]+ ) [章节条篇部分]* \Z",
    says="the number of a section without the words round it: 第|三|章",
    examples=["|第三章|", "|一|", "|第2部分|"],
)


def numbering_gap(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """Sections under one heading, items numbered through over several, and rows of a table that leave a number out.

    A series may start anew (1, 2, 1, 2) or go on across headings (1, 2 | 3, 4); only a step over a number is a gap.
    """
    groups: dict[tuple[str | None, int], list[Section]] = defaultdict(list)
    for section in plan.sections:
        if section.number is not None:
            groups[section.parent, section.level].append(section)
    again = list(_twice_across(plan))
    over = {id(second) for _, second in again}
    told: set[int] = set()
    for sections in groups.values():
        twice = list(_twice(sections))
        in_error = {id(second) for _, second in twice}
        for before, after in _breaks([(section.number or "", section) for section in sections]):
            if id(before[1]) in in_error | over:
                continue  # 六、六、八: the second is the one in error
            yield _finding(before[0], after[0], _head(after[1].span, plan), after[1].heading)
        told |= in_error
        for first, second in twice:
            if plan.text[first.span.start] != plan.text[second.span.start]:
                continue  # ( and （: of another hand, as the next piece of a collection
            yield _finding(first.number or "", second.number or "", _head(second.span, plan), second.heading)
        if len(sections) == 1 and number_value(sections[0].number or "") == 1:
            yield from _only_the_first(sections[0], plan, words)
    for first, second in again:
        if id(second) not in told:
            yield _finding(first.number or "", second.number or "", _head(second.span, plan), second.heading)
    for last, first in _breaks_across(plan.sections):
        if id(last) in over:
            continue
        yield _finding(last.number or "", first.number or "", _head(first.span, plan), first.heading)
    yield from _in_sentences(plan, words)
    yield from _circled(plan)
    yield from _bracketed(plan, words)
    yield from _in_columns(plan)
    yield from _captions(plan, words)
    rows = [(task.number or "", task) for task in plan.tasks if task.origin == "table" and task.number]
    for (number, _), (later, task) in _breaks(rows):
        yield _finding(number, later, task.span, task.title or task.text[:18], tasks=(task.id,))


def _breaks_across(sections: Sequence[Section]) -> Iterator[tuple[Section, Section]]:
    """The last section under one heading and the first under a later one, where the numbering runs on with a step."""
    last: dict[tuple[int, bool, int | None], tuple[int, Section]] = {}
    levels = {section.id: section.level for section in sections}
    for section in sections:
        if section.level == 0:
            last = {}
        value = number_value(section.number) if section.number is not None else None
        if section.number is None or value is None:
            continue
        kind = (section.level, section.number.isdigit(), levels.get(section.parent or ""))
        before = last.get(kind)
        if before is not None and before[1].parent != section.parent and value > before[0] + 1:
            yield before[1], section
        last[kind] = (value, section)


def _twice_across(plan: Plan) -> Iterator[tuple[Section, Section]]:
    """Two sections with one number, in items numbered through, where the next goes on as if the second had its own, or
    none follows.

    They may stand under two headings: 十二、十三 | 十三、十五.
    """
    through: dict[tuple[int, bool], list[tuple[int, Section]]] = defaultdict(list)
    for section in plan.sections:
        value = number_value(section.number) if section.number is not None else None
        if section.number is not None and value is not None:
            through[section.level, section.number.isdigit()].append((value, section))
    for numbered in through.values():
        values = [value for value, _ in numbered]
        for i in range(1, len(numbered) - 1):
            behind = values[i + 2] - values[i] if i + 2 < len(values) else _OVER
            steps = values[i] - values[i - 1], values[i + 1] - values[i], behind
            first, second = numbered[i][1], numbered[i + 1][1]
            same_hand = plan.text[first.span.start] == plan.text[second.span.start]
            if steps == (1, 0, _OVER) and values[i] >= _SERIES and same_hand:
                yield first, second


def _twice(sections: Sequence[Section]) -> Iterator[tuple[Section, Section]]:
    """The one number of a series from 1 that two neighbours have, where every other is the one after that before it."""
    values = [number_value(section.number or "") for section in sections]
    steps = [(b or 0) - (a or 0) for a, b in pairwise(values)]
    if len(steps) < _FEW_STEPS or steps.count(0) != 1:
        return
    at = steps.index(0)
    others = [*steps[:at], *steps[at + 1 :]]
    if at + 1 < len(steps) and steps[at + 1] == _OVER:  # 五、六、六、八
        others.remove(_OVER)
    first = values[0]
    if first is not None and others.count(1) == len(others) and sections[at].heading != sections[at + 1].heading:
        yield sections[at], sections[at + 1]


def _only_the_first(section: Section, plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """（一）加强组织领导。… and below it paragraphs that open with a short sentence like it, and have no number."""
    first, *others = section.span.of(plan.text).strip().split("\n")
    alike = [line for line in others if words.signs.short_opening.match(line)]
    if len(others) > 1 and len(alike) == len(others) and f"{section.heading}。" in first:
        yield Finding(
            code="numbering-gap",
            severity="info",
            message=f"只有第一项有序号“（{section.number}）”，其后各项没有（{section.heading}）",
            spans=(_head(section.span, plan),),
        )


def _in_sentences(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """一是…；二是…；四是… in running text or paragraph by paragraph, where the one left out stands nowhere between."""
    starts = {section.span.start for section in plan.sections}
    last: tuple[int, int] | None = None
    for match in words.signs.counted_clause.finditer(plan.text):
        value = parse_integer(match["number"])
        if value is None or match.start("number") in starts:
            last = None
            continue
        if last is not None and value > last[0] + 1:
            between = plan.text[last[1] : match.start("number")]
            missing = [n for n in _DIGITS[last[0] : value - 1] if re.search(rf"(?:^|[。；：，\s]){n}", between)]
            goes_on = "\n" not in between or (between.count("\n") == 1 and between.endswith("\n"))
            if not missing and goes_on:
                yield _finding(
                    _DIGITS[last[0] - 1] + "是",
                    match["number"] + "是",
                    Span(*match.span("clause")),
                    match["clause"][:18],
                )
        last = value, match.end()


def _circled(plan: Plan) -> Iterator[Finding]:
    """①…；②…；④… in one paragraph, where the number left out stands nowhere between."""
    at = plan.text.find(_CIRCLED[0])
    if at < 0:
        return
    last: re.Match[str] | None = None
    for match in re.finditer(f"[{_CIRCLED}\n]", plan.text[at:]):
        if match[0] == "\n":
            last = None
            continue
        if last is not None and _CIRCLED.index(match[0]) > _CIRCLED.index(last[0]) + 1:
            place = Span(at + match.start(), at + match.end())
            yield _finding(last[0], match[0], place, plan.text[place.end : place.end + 18].partition("\n")[0])
        last = match


def _bracketed(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """（1）…；（2）…；（4）… in running text of one paragraph, where the number left out stands nowhere between."""
    text = folded_text(plan.text)
    last: tuple[int, int] | None = None
    for match in words.signs.counted_in_brackets.finditer(text.text):
        value = int(match["number"])
        if last is not None and value > last[0] + 1:
            between = text.text[last[1] : match.start()]
            if "\n" not in between and f"（{last[0] + 1}）" not in between:
                yield _finding(f"（{last[0]}）", match[0], text.span(*match.span()), text.text[match.end() :][:18])
        last = value, match.end()


def _in_columns(plan: Plan) -> Iterator[Finding]:
    """Cells of one column that begin with numbers of their own: 9.优化服务, 11.扩大融资."""
    columns: dict[tuple[int | None, int | None], list[tuple[str, Span]]] = defaultdict(list)
    for block in plan.blocks:
        if block.kind == "cell" and plan.text[block.span.start : block.span.start + 1].isdecimal():
            match = _NUMBERED.match(plan.text, block.span.start, block.span.end)
            if match is not None:
                columns[block.table, block.column].append((match[1], block.span))
    for cells in columns.values():
        if len(cells) >= _SERIES:
            for (number, before), (later, span) in _breaks(cells):
                left_out = int(later) - 1
                if re.search(rf"(?<![0-9]){left_out}[.．、]", plan.text[before.end : span.start]):
                    continue  # it stands in a cell of another column
                yield _finding(number, later, span, span.of(plan.text).partition("\n")[0][:18])


def _captions(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """专栏1, 专栏2, 专栏4 at the head of paragraphs, and the list behind 附件：: numbers that leave one out."""
    series: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for match in words.signs.caption_number.finditer(plan.text):
        series[match["word"]].append((match["number"], Span(*match.span("line"))))
    lists: list[list[tuple[str, Span]]] = []
    for match in words.signs.attachments_begin.finditer(plan.text):
        listed, at = [], match.end()
        while (line := words.signs.attachment_line.match(plan.text, at)) is not None:
            listed.append((line["number"], Span(*line.span("line"))))
            at = line.end()
        lists.append(listed)
    for numbered in (*series.values(), *lists):
        if numbered and number_value(numbered[0][0]) == 1:
            for (number, _), (later, span) in _breaks(numbered):
                yield _finding(number, later, span, span.of(plan.text)[:18])


_DIGITS = "一二三四五六七八九十"


def _breaks(numbered: Sequence[tuple[str, _T]]) -> Iterator[tuple[tuple[str, _T], tuple[str, _T]]]:
    """Neighbours where the second number is neither the next one, nor the same, nor a new beginning."""
    last: tuple[int, tuple[str, _T]] | None = None
    for one in numbered:
        value = number_value(one[0])
        if value is None:
            last = None
            continue
        if last is not None and value > last[0] + 1:
            yield last[1], one
        last = value, one


def number_value(number: str) -> int | None:
    """一 → 1, 第三章 → 3, ② → 2; None if it is not a single number (1.2)."""
    if number.isascii() and number.isdecimal():
        return int(number)
    match = _BARE.match(number.strip("（）().、 "))
    if match is None:
        return None
    words = match[1]
    if len(words) == 1 and not words.isascii():
        try:
            value = unicodedata.numeric(words)
        except ValueError:
            return None
        return int(value) if value == int(value) else None
    return parse_integer(words)


def _finding(before: str, after: str, span: Span, name: str, *, tasks: tuple[str, ...] = ()) -> Finding:
    return Finding(
        code="numbering-gap",
        severity="info",
        message=f"序号不连续：“{before}”之后是“{after}”（{name}）",
        tasks=tasks,
        spans=(span,),
    )


def _head(span: Span, plan: Plan) -> Span:
    """The first line of a section, without what is below it."""
    end = plan.text.find("\n", span.start, span.end)
    return Span(span.start, end if end >= 0 else span.end)
