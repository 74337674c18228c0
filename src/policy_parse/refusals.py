"""Why something was not read: the tests that refuse a number, a bracket, a row or a paragraph, by name.

The functions that decide report to a `Trace` where they are given one (``policy-parse explain FILE --why-not WORDS``);
without one nothing is kept, and reading costs the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from policy_parse.span import Span

REASONS: Mapping[str, str] = {
    # a number that is no target: fields/targets/
    "number.year": "年、月、日，不是数量（a year or date, not an amount）",
    "number.name_before": "前面的字说明它是名称或序号的一部分（the words before make it part of a name or number）",
    "number.name_after": "后面的字说明它是名称或序号的一部分（the words after make it part of a name or number）",
    "number.letters_after": "后面的字母或字说明它是等级、型号或届次（a grade, model or session: 4A级）",
    "number.telephone": "七位以上的数字，多半是号码（seven digits or more, likely a telephone number）",
    "number.of_a_word": "汉字数词是词语的一部分（a numeral that belongs to a word: 零部件）",
    "number.ordinal": "汉字数词与这个量词连用是名称，不是数量（with this measure it names more than it counts: 四期）",
    "number.age": "说的是什么年龄的人（an age that says who is meant）",
    "number.standard": "节能标准的名称（the name of an energy standard）",
    "number.bare": "没有单位，又像年份或区间（no unit, and it looks like a year or a range）",
    "number.quoted": "在引号或书名号里，是名称的一部分（inside quotation marks, part of a name）",
    "number.past": "说的是已经做到的事（tells of what has been done）",
    "number.earlier_year": "前面的年份早于方案年份（the year before it is earlier than the plan's）",
    "number.basis": "是比较的基础（what a change starts from）",
    "number.describes_thing": "在说明前一个数字所数的是哪些（describes the things that the number before counts）",
    "number.part_of_set": "是上一个未读数字的一部分（part of the set before it, which is no target）",
    "number.subsidy": "说的是补助、奖励、收费或处罚（what is given, charged or fined）",
    "number.no_measure": "没有认得的单位，又不是“不低于”这类指数（no known measure, and no index with a bound）",
    "number.support": "说的是补助怎样计算，或最高多少（how support is reckoned, or its cap）",
    "number.condition": "说明现有对象符合什么条件（describes things that are there already: a condition）",
    "number.policy": "是政策、标准里的数（a number of a policy or standard）",
    "number.description": "只说明是哪些对象（only says which things are meant）",
    "number.of_whom": "“对……”的对象条件（says to whom something is done）",
    "number.threshold": "是门槛：说明哪些对象算在内（a threshold: 年用水1万立方米以上的企业）",
    "number.fact": "说明事物有多大，没有要求达到多少（how large a thing is, not what it must reach）",
    "number.how_many_there_are": "只说现有多少（only says how many there are）",
    "number.no_verb": "前面没有动词，也没有指标名称（no verb governs it and no indicator stands before it）",
    "number.duration": "时间长短，但没有限期办结之类的字（a length of time without words of a service or limit）",
    "number.duty_period": "是最短期限的规定，不是目标（a minimum period is a duty, not a goal）",
    "number.since_issue": "从印发之日算起的有效期（counted from the day of issue）",
    "number.part_of_name": "是词组的一部分，或前面列出了领域（part of a phrase, or of a list of fields）",
    "number.few": "小的汉字数词，没有“完成、建成”这类动词（a small Chinese numeral, and no verb like 完成）",
    "number.existing_set": "数的是已有的一组对象或文件里的条目（counts a set that exists, or items on paper）",
    "number.where": "说的是在哪里、由谁做，不是做多少（says where or with whom, not how many）",
    "number.not_counted": "没有动词或要求说明要做多少（no verb or bound says that so many are to be done）",
    # a bracket or label that is no responsibility statement: fields/units/statements.py
    "bracket.size": "太短或太长，不会是责任说明（too short or too long to be a statement）",
    "bracket.inside_sentence": "在句子中间，又没有“牵头、负责”等字（inside a sentence and without a word for a role）",
    "bracket.remark": "是注释：见附件、以下简称、含……（a remark: see annex, hereinafter, including）",
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
"""What each reason says, Chinese first. Every one has a case in ``tests/cases/why_not.toml``."""


class Refusal(NamedTuple):
    """Something that could have been a value or a task and was not read as one."""

    id: str
    """One of `REASONS`, or the id of a sign or rule that decides by itself: ``policy-parse rules`` finds both."""
    span: Span
    """Of what was refused: the number with its measure, the bracket, the row, the paragraph."""


class Trace:
    """What was refused while one document was read, in the order in which it was decided."""

    def __init__(self) -> None:
        self._found: dict[Refusal, None] = {}

    def refuse(self, reason: str, span: Span) -> None:
        """Keep one refusal; one that is reported again stays where it was."""
        self._found.setdefault(Refusal(reason, span))

    def over(self, span: Span) -> tuple[Refusal, ...]:
        """The refusals that `span` overlaps, those of the fewest characters first."""
        found = [refusal for refusal in self._found if refusal.span.overlaps(span)]
        return tuple(sorted(found, key=lambda refusal: refusal.span.end - refusal.span.start))
