"""Why something was not read: the tests that refuse a number, a bracket, a row or a paragraph, by name.

The functions that decide report to a `Trace` if they are given one (``policy-parse explain FILE --why-not WORDS``);
without one nothing is kept, and reading costs the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from policy_parse.span import Span

REASONS: Mapping[str, str] = {
    # a bracket or label that is no responsibility statement: fields/units/statements.py
    "bracket.size": "太短或太长，不会是责任说明（too short or too long to be a statement）",
    "bracket.inside_sentence": "在句子中间，又没有“牵头、负责”等字（inside a sentence and without a word for a role）",
    "statement.not_units": "其中有的不是单位名称（something in it is no name of a unit）",
    "statement.uncertain_unit": "没有标明责任，而这个名称不一定是单位（without a role word, and this may be no unit）",
    "statement.nobody": "其中没有单位，也没有时限（holds no unit and no time limit）",
    # a table or row that makes no task: tasks/rows.py, tasks/tables.py
    "task_table.head_unknown": "表头不认识：认得的列名太少（fewer than two, or than half, of its heads are known）",
    "task_table.no_units": "没有责任单位栏，也没有时限栏（no column of units or of deadlines）",
    "task_table.no_work": "没有写明做什么的栏（no column that says what is to be done）",
    "task_table.of_measures": "“单位”栏写的是计量单位（the column 单位 holds measures: an indicator table）",
    "task_table.no_indicators": "也不是指标表（nor is it a table of indicators）",
    "row.head": "是表头或表名（a row of the head or caption）",
    "row.group": "整行是一格：下面各行的分组名（one cell across: the name of the group below）",
    "row.no_work": "写明做什么的那一格是空的（its cell for the work is empty）",
    "row.total": "小计、合计一行（sums up other rows）",
    "row.to_fill_in": "填表人、审核人、日期一行（to be filled in: who wrote the table, and when）",
    "row.repeats_head": "又是一遍表头（the head once more）",
    # a paragraph or item that makes no task and whose numbers are not read: tasks/narrative.py, api.py
    "document.front": "在正文之前：标题、发文字号、主送机关等（before the body: title, number, recipients）",
    "document.back": "在正文之后：落款、附件名、抄送、印发等（after the body: signature, annexes, copies）",
    "document.left_out": "不属于任何条目：目录、表名、附件标记等（in no item: contents, captions, annex marks）",
    "section.role": "所在章节是背景或其他，又没有责任说明（its section is background or other, and nobody is named）",
    "section.heading": "标题里的数字数的是下面的条目（a heading counts its own items）",
    "item.above_table": "下面有表，任务以表为准（a table right below it states the work）",
    "item.not_a_plan": "文件不像工作方案，又没有责任说明（the document is no plan, and nobody is named）",
    "item.closes_document": "是文件结尾的要求（closing words of the document）",
    "item.rule": "只说明分工怎样写（only a rule on how units are listed）",
    "item.remark": "责任说明之后的短句（a short remark after the statement）",
    "paragraph.no_statement": "没有编号，也没有责任说明（neither a number of its own nor a statement）",
}
"""What each reason says, Chinese first. Every one has a case in ``tests/cases/why_not.toml``.

Signs and entries of ``data/forms.toml`` that refuse something by themselves say it themselves: most numbers.
"""


class Refusal(NamedTuple):
    """Something that could have been a value or a task and was not read as one."""

    id: str
    """One of `REASONS`, or the id of a sign or rule that decides by itself: ``policy-parse rules`` finds both."""
    span: Span
    """Of what was refused: the number with its measure, the bracket, the row, the paragraph."""


class Candidate(NamedTuple):
    """One reading of a number (level, count, threshold, …): what its cues come to, and each cue's id and weight."""

    reading: str
    score: float
    cues: tuple[tuple[str, float], ...]


class Weighed(NamedTuple):
    """A number and what it was weighed as, the best candidate first; `margin` is its lead over the other side."""

    span: Span
    candidates: tuple[Candidate, ...]
    margin: float


class Trace:
    """What was refused while one document was read, and what its numbers were weighed as, in the order of reading."""

    def __init__(self) -> None:
        self._found: dict[Refusal, None] = {}
        self._weighed: dict[Span, Weighed] = {}

    def weigh(self, weighed: Weighed) -> None:
        """Keep what a number was weighed as; the last time counts."""
        self._weighed[weighed.span] = weighed

    def weighed(self, span: Span | None = None) -> tuple[Weighed, ...]:
        """What the numbers were weighed as that `span` overlaps, or all of them, in text order."""
        return tuple(sorted(one for one in self._weighed.values() if span is None or one.span.overlaps(span)))

    def refuse(self, reason: str, span: Span) -> None:
        """Keep one refusal; one that is reported again stays where it was."""
        self._found.setdefault(Refusal(reason, span))

    def over(self, span: Span) -> tuple[Refusal, ...]:
        """The refusals that `span` overlaps, those of the fewest characters first."""
        found = [refusal for refusal in self._found if refusal.span.overlaps(span)]
        return tuple(sorted(found, key=lambda refusal: refusal.span.end - refusal.span.start))
