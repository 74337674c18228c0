"""Tasks of the running text: numbered items, their statements, and paragraphs that have one."""

from __future__ import annotations

from dataclasses import dataclass

from policy_parse.fields.units.document_rules import rule_ranges
from policy_parse.fields.units.signs import UnitSigns
from policy_parse.model import SectionRole
from policy_parse.structure.counted_paragraphs import counted_paragraphs
from policy_parse.structure.endings import closing_items
from policy_parse.structure.headings import heading_end
from policy_parse.structure.node import Node
from policy_parse.structure.titled_paragraphs import titled_paragraphs
from policy_parse.structure.unnumbered_items import (
    bulleted_paragraphs,
    enumerated_sentences,
    headed_paragraphs,
    paragraph_headings,
)
from policy_parse.tasks.context import Context
from policy_parse.tasks.duties import duty_paragraphs
from policy_parse.tasks.goals import add_goal_paragraphs, add_stated_goals, add_targets_outside_tasks
from policy_parse.tasks.inherited import Inherited, from_below, from_heading
from policy_parse.tasks.item_tasks import Collector, Narrative, TaskItem
from policy_parse.tasks.lead_ins import LeadIns
from policy_parse.tasks.phases import heading_times, without_times
from policy_parse.tasks.statements_of_item import ItemSegments, Segment, merged
from policy_parse.text.fold import Folded, tidy

_LEFTOVER_MIN = 15
"""Fewer characters after the last statement are a remark, not work of their own."""
_CLAUSES_SHARE = 0.7
"""Of the items of a list of clauses, so many end in ；: one may be misprinted, and two lists may follow each other."""
_TITLE_MAX = 50
_PARAGRAPH_TITLE_MAX = 30


def narrative_tasks(root: Node, context: Context, *, plan_like: bool) -> Narrative:
    """Tasks of the running text in text order, and the targets stated outside them.

    With `plan_like` False only words that carry a responsibility statement make tasks.
    """
    segments = ItemSegments(context.units, closing_items(root))
    collector = Collector(context, LeadIns(root, context.source))
    _Reader(context, collector, segments, plan_like).visit(root, Inherited(), "n")
    for node in segments.closed:
        add_stated_goals(collector, node.lines[-1].folded)
    return collector.found


@dataclass(slots=True)
class _Reader:
    """Walks the outline; `Collector` takes what it reads."""

    context: Context
    collector: Collector
    segments: ItemSegments
    plan_like: bool

    def visit(self, node: Node, inherited: Inherited, identity: str) -> None:
        """Read `node` and all below it."""
        if node.children and not self._is_one_sentence(node):
            self._read_parent(node, inherited, identity)
        elif node.parent is None or node.level == 0:
            self._read_paragraphs(node, identity)
        elif parts := self._unnumbered_items(node):
            inherited = self._introduction(node, parts[0], inherited)
            for i, part in enumerate(parts, 1):
                self._read_item(part, self.segments.of(part), inherited, f"{identity}.{i}")
        else:
            own = self.segments.of_all_below(node) if node.children else self.segments.of(node)
            self._read_item(node, own, inherited, identity)

    # --------------------------------------------------------------------------------------------- items with items

    def _read_parent(self, node: Node, inherited: Inherited, identity: str) -> None:
        segments = self.segments.of(node)
        if node.label is None or self._has_work_of_its_own(node):
            self._read_paragraphs(node, identity)
        else:
            inherited = from_heading(node, segments, inherited, self.context)
            add_targets_outside_tasks(self.collector, node, segments)
        inherited = from_below(node, self.segments, self.context) or inherited
        for i, child in enumerate(node.children, 1):
            self.visit(child, inherited, f"{identity}.{i}")

    def _has_work_of_its_own(self, node: Node) -> bool:
        """True if the statements of a heading are about its own words, not about the items below."""
        stated = [segment for segment in self.segments.of(node) if segment.statements]
        if len(stated) != 1:
            return len(stated) > 1
        return not stated[0].is_heading and all(map(self.segments.has_statement, node.children))

    def _is_one_sentence(self, node: Node) -> bool:
        """True if the items below are parts of one sentence (…；…；…。) and not tasks of their own."""
        if node.label is None or len(node.children) < 2 or any(child.children for child in node.children):
            return False
        *others, last = node.children
        ends = [child.lines[-1].folded.text[-2:] for child in others]
        clauses = sum(end.endswith("；") for end in ends)
        if any(map(self.segments.has_statement, others)):
            return False
        if self.context.lines.contents_lead.search(node.lines[-1].folded.text):
            return True  # 主要学习内容为：（1）…。（2）…。: parts of one task
        if sum(end in ("的；", "的。") for end in ends) >= _CLAUSES_SHARE * len(others):
            return True  # 未取得用地手续的；… : cases that a rule holds for
        if last.label is not None and last.label.form in ("arabic_bracket", "circled", "first_is"):
            return clauses >= _CLAUSES_SHARE * len(others)
        stated = [statement for segment in self.segments.of(last) for _, statement in segment.statements]
        return clauses == len(others) and any(statement.start for statement in stated)

    def _introduction(self, node: Node, first: Node, inherited: Inherited) -> Inherited:
        """Read the lines of `node` before its `first` part, and return what they give for the parts."""
        begins = first.lines[0].span.start
        lines = [line for line in node.lines if line.span.end <= begins]
        segments = self.segments.of_lines(lines)
        if not segments:
            return inherited
        add_targets_outside_tasks(self.collector, node, segments)
        return from_heading(node, segments, inherited, self.context)

    def _unnumbered_items(self, node: Node) -> list[Node]:
        """The items that a numbered item holds without numbers of their own."""
        source, lines = self.context.source, self.context.lines
        if counted := counted_paragraphs(node, source, lines):
            return counted
        if len(node.lines) > 1:
            stated = [self.segments.first_statement_on(line) for line in node.lines]
            if parts := titled_paragraphs(node, stated, source, lines):
                return parts
        parts = headed_paragraphs(node, source, lines) or bulleted_paragraphs(node, source, lines)
        parts = parts or duty_paragraphs(node, self.context)
        if parts:
            return parts
        sentences = enumerated_sentences(node, source, lines)
        if self.segments.has_statement(node) and not all(map(self.segments.has_statement, sentences[:-1])):
            return []  # what only some of them say may hold for all
        return sentences

    # ------------------------------------------------------------------------------------------------------- items

    def _read_item(self, node: Node, segments: list[Segment], inherited: Inherited, identity: str) -> None:
        stated = [segment for segment in segments if segment.statements]
        if not stated:
            self._read_item_without_statement(node, segments, inherited, identity)
            return
        role: SectionRole = "task" if node.role == "background" else node.role
        item = TaskItem(node, identity, _title(node, stated[0], self.context), role, inherited)
        if len(stated) == 1 and len(segments) == 2 and segments[0].statements and _is_heading_over(*segments):
            whole = merged(segments)
            assert whole is not None
            self.collector.add_task(item._replace(inherited=Inherited()), whole, "narrative.heading_statement")
            return
        self._read_segments(item, segments, "narrative.item" if len(stated) == 1 else "narrative.statement")

    def _read_item_without_statement(
        self, node: Node, segments: list[Segment], inherited: Inherited, identity: str
    ) -> None:
        if node.role in ("goal", "background", "other"):
            add_targets_outside_tasks(self.collector, node, segments)
            return
        whole = merged(segments)
        if whole is None:
            return
        if self._heads_table(node):
            self._refuse("item.above_table", whole)
            return
        if not (self.plan_like or inherited.units):
            self._refuse("item.not_a_plan", whole)
            return
        item = TaskItem(node, identity, _title(node, None, self.context), node.role, inherited)
        self.collector.add_task(item, whole, "narrative.item")

    def _read_segments(self, item: TaskItem, segments: list[Segment], rule: str) -> None:
        """A task for each segment with a statement, and one for what is left after the last if that is work."""
        node = item.node
        segments = [s for s in segments if s.statements or not self._is_no_part(node, s)]
        headings = paragraph_headings(node, self.context.lines) if rule == "narrative.statement" else {}
        for k, segment in enumerate(segments, 1):
            if segment.words and (heading := headings.get(segment.words[0].start)):
                item = item._replace(title=tidy(heading.of(self.context.source)))
            own = item if len(segments) == 1 else item._replace(identity=f"{item.identity}-{k}")
            if segment.statements:
                self.collector.add_task(own, segment, rule)
            elif segment.length >= _LEFTOVER_MIN and not _is_in_brackets(segment):
                self.collector.add_task(own._replace(inherited=Inherited()), segment, "narrative.leftover")
            else:
                self._refuse("item.remark", segment)

    def _is_no_part(self, node: Node, segment: Segment) -> bool:
        """True if words after the last statement are no work: closing words of the document, or a rule on units."""
        if self._closes_document(node, segment):
            self._refuse("item.closes_document", segment)
            return True
        if _is_rule(segment, self.context.units.words.signs):
            self._refuse("item.rule", segment)
            return True
        return False

    def _refuse(self, reason: str, segment: Segment) -> None:
        for words in segment.words:
            self.context.refuse(reason, [words.whole])

    def _closes_document(self, node: Node, segment: Segment) -> bool:
        """True if words after the last statement close the document: its last paragraph, or 各地各部门要认真落实 …."""
        last = node
        while last.parent is not None and (not last.parent.children or last is last.parent.children[-1]):
            last = last.parent
        at_end = last.parent is None or last.level == 0
        first = segment.words[0]
        own_paragraph = first.start == node.lines[-1].start
        return at_end and (own_paragraph or self.context.signs.appeal.match(first.text) is not None)

    def _heads_table(self, node: Node) -> bool:
        """True if it is a heading over a table, which says the work, with nothing but remarks below."""
        remark = self.context.signs.remark
        return node.above_table and all(remark.match(line.folded.text) is not None for line in node.lines[1:])

    # -------------------------------------------------------------------------------------- paragraphs without number

    def _read_paragraphs(self, node: Node, identity: str) -> None:
        """Unnumbered paragraphs: those with a statement become tasks, the others may state targets."""
        for k, segment in enumerate(self.segments.of(node), 1):
            if segment.statements and segment.words:
                words = _stated_paragraph(segment)
                title = _paragraph_title(words[0], self.context.source)
                role: SectionRole = node.role if node.role in ("task", "safeguard") else "task"
                number = segment.number if len(segment.words) == 1 else None
                item = TaskItem(node, f"{identity}-p{k}", title, role)
                self.collector.add_task(item, Segment(words, number, segment.statements), "narrative.paragraph")
            elif node.parent is not None:
                add_targets_outside_tasks(self.collector, node, [segment])
            elif any(self.context.signs.goal_paragraph.match(words.text) for words in segment.words):
                add_goal_paragraphs(self.collector, segment)
            else:
                self._refuse("paragraph.no_statement", segment)


def _is_in_brackets(segment: Segment) -> bool:
    """True if all its words stand in one bracket: a remark on the text, as web pages add."""
    text = segment.words[0].text.rstrip("。") if len(segment.words) == 1 else ""
    return text.startswith("（") and text.find("）") in (-1, len(text) - 1)


def _is_rule(segment: Segment, signs: UnitSigns) -> bool:
    """True if it only says a rule about all tasks: 以下均需各市人民政府落实，不再列出."""
    if len(segment.words) != 1:
        return False
    text = segment.words[0].text.rstrip("。")
    return any(start <= 1 and end == len(text) for start, end in rule_ranges(text, 0, len(text), signs))


def _is_heading_over(first: Segment, rest: Segment) -> bool:
    """True if the stated `first` is a heading over the text of `rest`, not an item with a remark after it."""
    remark = rest.length < _LEFTOVER_MIN and rest.length * 2 < first.length
    return first.is_heading and not remark


def _stated_paragraph(segment: Segment) -> tuple[Folded, ...]:
    """The words of the paragraph that its statement closes; the words before it belong to no task."""
    first, _ = segment.statements[0]
    same = tuple(words for words in segment.words if first.start <= words.start < first.end)
    return same or segment.words[-1:]


def _title(node: Node, stated: Segment | None, context: Context) -> str | None:
    """The heading of an item, up to the statement or the time where that is part of it: 规范检查（市司法局）."""
    heading, span, source = node.heading, node.heading_span, context.source
    if span is not None and heading_times(node, context):
        span = without_times(span, node)
        heading = tidy(span.of(source))
    if stated is not None and span is not None:
        folded, statement = stated.statements[0]
        begins = folded.span(statement.start, statement.end).start
        if span.start < begins < span.end:
            heading = tidy(source[span.start : begins])
    return heading if 0 < len(heading) <= _TITLE_MAX else None


def _paragraph_title(words: Folded, source: str) -> str | None:
    end = heading_end(words.text, 0)
    if not 0 < end <= _PARAGRAPH_TITLE_MAX or end >= len(words.text) - 1:
        return None
    return tidy(words.span(0, end).of(source))
