"""Tasks of the running text: numbered items, their statements, and what headings hand down to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from policy_parse.fields.units.statements import Statement, inherit
from policy_parse.model import Deadline, SectionRole, Target, Task, Unit
from policy_parse.structure.closing import closing_items
from policy_parse.structure.headings import heading_end
from policy_parse.structure.node import Node
from policy_parse.structure.unnumbered_items import enumerated_sentences, headed_paragraphs, paragraph_headings
from policy_parse.tasks.context import Context, added, responsible, supporting, united
from policy_parse.tasks.duties import duty, duty_paragraphs
from policy_parse.tasks.statements_of_item import Segment, cut, is_heading_only, is_rule, last_paragraph, merged
from policy_parse.text.fold import Folded, tidy

_LEFTOVER_MIN = 15
"""Fewer characters after the last statement are a remark, not work of their own."""
_CLAUSES_SHARE = 0.7
"""Of the items of a list of clauses, so many end in ；: one may be misprinted, and two lists may follow each other."""
_ITEMS_BESIDE = 2
"""So many items with a statement each show that a plan says for every item who does it."""
_TITLE_MAX = 50
_LOOSE_TITLE_MAX = 30
# 到2025年，… / 工作目标：… in a section of principles: a paragraph that states goals
_GOAL_PARAGRAPH = re.compile(
    r"^(?:(?:总体|主要|工作|发展|具体|年度|行动)?目标(?:是|为)?[：。，]|(?:力争)?(?:到|通过).{0,12}(?:20\d\d年|时间|努力))"
)
# …三类主体。目标到2031年，… / …。到2031年底，全市…
_GOAL_SENTENCE = re.compile(
    r"(?<=。)(?:(?:总体|主要|工作|发展)?目标(?:是|为)?[：，]?)?(?:力争)?(?:到|通过.{0,8}努力，到)(?P<year>20\d\d)年(?:底|末)?，"
)
# 各地各部门要认真落实 · 各县市区要细化举措
_APPEAL = re.compile(r"^各[^。，；]{1,24}(?:要|应|须)")


class Handed(NamedTuple):
    """What headings above hand down to items without a statement of their own."""

    units: tuple[Unit, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


@dataclass(slots=True)
class Narrative:
    """What the running text holds."""

    tasks: list[Task] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)


def narrative_tasks(root: Node, context: Context, *, plan_like: bool) -> Narrative:
    """Tasks of the running text in text order, and the targets stated outside them.

    With `plan_like` False only words that carry a responsibility statement make tasks.
    """
    found = Narrative()
    reader = _Reader(context, found, plan_like, closing_items(root))
    reader.visit(root, Handed(), "n")
    for node in reader.closed:
        reader.goals(node.lines[-1].folded)
    return found


@dataclass(slots=True)
class _Reader:
    context: Context
    found: Narrative
    plan_like: bool
    closing: frozenset[Node] = frozenset()
    """Items whose last paragraph closes the document and is no part of them."""
    cuts: dict[Node, list[Segment]] = field(default_factory=dict)
    closed: list[Node] = field(default_factory=list)
    """Those of `closing` whose last paragraph was left out: it may still state goals."""

    def visit(self, node: Node, handed: Handed, identity: str) -> None:
        """Read `node` and all below it."""
        segments = self._segments(node)
        if node.children and not self._is_fragment_list(node):
            self._parent(node, segments, handed, identity)
        elif node.parent is None or node.level == 0:
            self._loose(node, segments, identity)
        elif parts := self._parts(node, segments):
            for i, part in enumerate(parts, 1):
                self._leaf(part, self._segments(part), handed, f"{identity}.{i}")
        else:
            if node.children:
                segments = cut([line for n in node.walk() for line in n.lines], self.context.units)
            self._leaf(node, segments, handed, identity)

    def _segments(self, node: Node) -> list[Segment]:
        if node not in self.cuts:
            segments = cut(node.lines, self.context.units)
            if node in self.closing and not any(
                folded is node.lines[-1].folded for s in segments for folded, _ in s.statements
            ):
                segments = cut(node.lines[:-1], self.context.units)
                self.closed.append(node)
            self.cuts[node] = segments
        return self.cuts[node]

    def _stated(self, node: Node) -> bool:
        """Whether a statement stands in the own lines of `node`."""
        return any(s.statements for s in self._segments(node))

    def _parts(self, node: Node, segments: list[Segment]) -> list[Node]:
        """The items that a numbered item holds without numbers of their own."""
        source = self.context.source
        parts = headed_paragraphs(node, source) or duty_paragraphs(node, self.context.units, source, self.context.signs)
        if parts:
            return parts
        sentences = enumerated_sentences(node, self.context.source)
        if any(s.statements for s in segments) and not all(map(self._stated, sentences[:-1])):
            return []  # what only some of them say may hold for all
        return sentences

    # ------------------------------------------------------------------------------------------------ inner nodes

    def _parent(self, node: Node, segments: list[Segment], handed: Handed, identity: str) -> None:
        stated = [s for s in segments if s.statements]
        own_work = len(stated) > 1 or (
            bool(stated) and not is_heading_only(stated[0]) and all(map(self._stated, node.children))
        )
        if node.label is None or own_work:
            self._loose(node, segments, identity)
        else:
            if stated:
                handed = self._handed(stated[0])
            elif segments and (office := self._duty(node, segments[0])) is not None:
                handed = Handed(inherit(office.units), handed.deadlines)
            self._outside(node, segments)
        closing = self._closing_statement(node)
        for i, child in enumerate(node.children, 1):
            self.visit(child, closing or handed, f"{identity}.{i}")

    def _closing_statement(self, node: Node) -> Handed | None:
        """A statement below the last of several items, none of which has one: it covers them all.

        It stands on lines of its own and may close a whole section (责任处室：… 完成时限：… under its last measure), or
        it ends a further paragraph, where the other items at the level of `node` have one each.
        """
        if node.label is None:
            return None
        last = node
        while last.children:
            last = last.children[-1]
        segments = self._segments(last)
        if last is node or len(segments) != 1 or not segments[0].statements:
            return None
        folded, statement = segments[0].statements[0]
        if folded is last.lines[0].folded:
            return None
        if any(self._stated(other) for other in node.walk() if other is not last):
            return None
        return self._handed(segments[0]) if statement.start == 0 or self._states_each(node, last) else None

    def _states_each(self, node: Node, last: Node) -> bool:
        """Whether the items beside `node` have a statement each, and `last` right below it one in another paragraph."""
        beside = [n for n in node.parent.children if n is not node] if node.parent is not None else []
        return (
            last.parent is node
            and last.lines[-1].label is None
            and len(beside) >= _ITEMS_BESIDE
            and all(any(map(self._stated, n.walk())) for n in beside)
        )

    def _is_fragment_list(self, node: Node) -> bool:
        """Whether the items below are parts of one sentence (…；…；…。) and not tasks of their own."""
        if node.label is None or len(node.children) < 2 or any(child.children for child in node.children):
            return False
        *others, last = node.children
        ends = [child.lines[-1].folded.text[-2:] for child in others]
        clauses = sum(end.endswith("；") for end in ends)
        if any(map(self._stated, others)):
            return False
        if sum(end in ("的；", "的。") for end in ends) >= _CLAUSES_SHARE * len(others):
            return True  # 未取得用地手续的；… : cases that a rule holds for
        if last.label is not None and last.label.form in ("arabic_bracket", "circled", "first_is"):
            return clauses >= _CLAUSES_SHARE * len(others)
        return clauses == len(others) and any(s.start for x in self._segments(last) for _, s in x.statements)

    def _handed(self, segment: Segment) -> Handed:
        return Handed(inherit(_units(segment)), tuple(self._label_deadlines(segment)))

    # ------------------------------------------------------------------------------------------------------- items

    def _leaf(self, node: Node, segments: list[Segment], handed: Handed, identity: str) -> None:
        role = node.role
        stated = [s for s in segments if s.statements]
        if not stated and role in ("goal", "background", "other"):
            self._outside(node, segments)
            return
        if not stated and (reason := self._why_no_work(node, handed)):
            self._refuse(reason, segments)
            return
        if role == "background" and stated:
            role = "task"
        title = _title(node, stated[0] if stated else None, self.context.source)
        if not stated:
            whole = merged(segments)
            if whole:
                self._task(node, whole, handed, identity, title, role, "narrative.item")
            return
        if len(stated) == 1 and len(segments) == 2 and segments[0].statements and _opens(*segments):
            whole = merged(segments)
            assert whole is not None
            self._task(node, whole, Handed(), identity, title, role, "narrative.heading_statement")
            return
        segments = [s for s in segments if s.statements or not self._is_no_part(node, s)]
        headings = paragraph_headings(node) if len(stated) > 1 else {}
        for k, segment in enumerate(segments, 1):
            own = identity if len(segments) == 1 else f"{identity}-{k}"
            if segment.words and (heading := headings.get(segment.words[0].span.start)):
                title = tidy(heading.of(self.context.source))
            if segment.statements:
                rule = "narrative.item" if len(stated) == 1 else "narrative.statement"
                self._task(node, segment, handed, own, title, role, rule)
            elif segment.length >= _LEFTOVER_MIN:
                self._task(node, segment, Handed(), own, title, role, "narrative.leftover")
            else:
                self._refuse("item.remark", [segment])

    def _why_no_work(self, node: Node, handed: Handed) -> str | None:
        """Why an item that nobody is named for is no task (`refusals`); None if it is one."""
        if _heads_table(node):
            return "item.above_table"
        return None if self.plan_like or handed.units else "item.not_a_plan"

    def _is_no_part(self, node: Node, segment: Segment) -> bool:
        """Whether words after the last statement are no work: closing words of the document, or a rule on units."""
        reason = "item.closes_document" if self._closes_document(node, segment) else "item.rule"
        if reason == "item.rule" and not is_rule(segment, self.context.units):
            return False
        self._refuse(reason, [segment])
        return True

    def _refuse(self, reason: str, segments: Sequence[Segment]) -> None:
        for segment in segments:
            for passage in segment.words:
                self.context.refuse(reason, [passage.span])

    def _closes_document(self, node: Node, segment: Segment) -> bool:
        """Whether words after the last statement close the document: its last paragraph, or 各地各部门要认真落实 …."""
        last = node
        while last.parent is not None and (not last.parent.children or last is last.parent.children[-1]):
            last = last.parent
        at_end = last.parent is None or last.level == 0
        first = segment.words[0]
        own_paragraph = first.span.start == node.lines[-1].span.start
        return at_end and (own_paragraph or _APPEAL.match(first.folded.text) is not None)

    def _loose(self, node: Node, segments: list[Segment], identity: str) -> None:
        """Paragraphs under no number of their own: each with a statement is a task, the others are none."""
        for k, segment in enumerate(segments, 1):
            if segment.statements and segment.words:
                last = Segment(
                    last_paragraph(segment), segment.number if len(segment.words) == 1 else None, segment.statements
                )
                role: SectionRole = node.role if node.role in ("task", "safeguard") else "task"
                self._task(
                    node,
                    last,
                    Handed(),
                    f"{identity}-p{k}",
                    _loose_title(last, self.context.source),
                    role,
                    "narrative.paragraph",
                )
            elif node.label is not None or node.level == 0:
                self._outside(node, [segment])
            else:
                self._refuse("paragraph.no_statement", [segment])

    def _outside(self, node: Node, segments: Sequence[Segment]) -> None:
        """Targets of words that belong to no task: goals, and what introduces the items of a task section."""
        for segment in segments:
            for passage in segment.words:
                if node.role == "task" and is_heading_only(segment):
                    self.context.refuse("section.heading", [passage.span])
                    continue  # 突破发展3个新兴领域: a heading counts its items
                if node.role in ("goal", "task") or (
                    node.role == "background" and _GOAL_PARAGRAPH.match(passage.folded.text)
                ):
                    self.found.targets.extend(self.context.commitments(passage.folded).targets)
                else:
                    self.context.refuse("section.role", [passage.span])
                    if node.role == "background":
                        self.goals(passage.folded)

    def goals(self, paragraph: Folded) -> None:
        """Targets of a paragraph from the sentence on that says what is reached in a year to come: 到2031年，…."""
        if self.context.year is None:
            return
        for match in _GOAL_SENTENCE.finditer(paragraph.text):
            if int(match["year"]) >= self.context.year:
                goals = paragraph.part(match.start(), len(paragraph.text))
                self.found.targets.extend(self.context.commitments(goals).targets)
                return

    # ------------------------------------------------------------------------------------------------------- tasks

    def _duty(self, node: Node, segment: Segment) -> Statement | None:
        return duty(node, segment.words[0].folded, self.context.units, self.context.signs)

    def _task(
        self,
        node: Node,
        segment: Segment,
        handed: Handed,
        identity: str,
        title: str | None,
        role: SectionRole,
        rule: str,
    ) -> None:
        if not segment.words:
            return
        units = _units(segment)
        if (office := self._duty(node, segment)) is not None:
            units = added(office.units, units)
        said = [self.context.commitments(p.folded) for p in segment.words]
        own_limits = list(self._label_deadlines(segment))
        if not units:
            units = added(units, handed.units)
            own_limits = own_limits or list(handed.deadlines)
        self.found.tasks.append(
            Task(
                id=identity,
                origin="narrative",
                number=node.label.number if node.label else None,
                title=title,
                text="\n".join(p.span.of(self.context.source) for p in segment.words),
                path=(*node.path(), *((node.heading,) if node.level == 0 else ())),
                section_role=role,
                responsible=responsible(units),
                supporting=supporting(units),
                targets=tuple(t for s in said for t in s.targets),
                deadlines=(*(d for s in said for d in s.deadlines), *own_limits),
                span=segment.span,
                rule=rule,
            )
        )

    def _label_deadlines(self, segment: Segment) -> Iterator[Deadline]:
        for folded, statement in segment.statements:
            for start, end in statement.deadlines:
                yield from self.context.deadlines(folded.part(start, end), "label")


def _heads_table(node: Node) -> bool:
    """Whether it is a heading over a table, which says the work, with nothing but remarks below."""
    return node.above_table and all(line.folded.text.startswith(("备注", "注：")) for line in node.lines[1:])


def _units(segment: Segment) -> tuple[Unit, ...]:
    return united(statement.units for _, statement in segment.statements)


def _opens(first: Segment, rest: Segment) -> bool:
    """Whether the stated `first` is a heading over the text of `rest`, not an item with a remark after it."""
    remark = rest.length < _LEFTOVER_MIN and rest.length * 2 < first.length
    return is_heading_only(first) and not remark


def _title(node: Node, stated: Segment | None, source: str) -> str | None:
    """The heading of an item, up to the statement where that stands on it: 规范检查（市司法局）."""
    heading, span = node.heading, node.heading_span
    if stated is not None and span is not None:
        folded, statement = stated.statements[0]
        begins = folded.span(statement.start, statement.end).start
        if span.start < begins < span.end:
            heading = tidy(source[span.start : begins])
    return heading if 0 < len(heading) <= _TITLE_MAX else None


def _loose_title(segment: Segment, source: str) -> str | None:
    text = segment.words[0].folded.text
    end = heading_end(text, 0)
    if not 0 < end <= _LOOSE_TITLE_MAX or end >= len(text) - 1:
        return None
    return tidy(segment.words[0].folded.span(0, end).of(source))
