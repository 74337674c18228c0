"""Lines to a tree of sections with roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policy_parse.document import Document
from policy_parse.lexicon import Lexicon
from policy_parse.model import Section, SectionRole
from policy_parse.span import Span
from policy_parse.structure.headings import HEADING_MAX, heading_end, section_role
from policy_parse.structure.lines import Line
from policy_parse.text.numbering import LEVELS, Label


@dataclass(eq=False, slots=True)
class Node:
    """A numbered item and what stands under it; the root has no label. Not changed once the outline is built."""

    label: Label | None
    level: int
    heading: str
    """Its leading sentence as folded, without number and mark; empty for the root."""
    heading_span: Span | None
    role: SectionRole
    parent: Node | None = None
    lines: list[Line] = field(default_factory=list)
    """Its own lines, the one with the label first; those of its children are theirs."""
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in text order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self) -> Iterator[Node]:
        """From the parent to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def path(self) -> tuple[str, ...]:
        """Headings above it, outermost first."""
        return tuple(reversed([n.heading for n in self.ancestors() if n.heading]))

    @property
    def explicit_task(self) -> bool:
        """Whether it stands under a heading that says 任务, 措施 …"""
        return any(n.role == "task" and n.named for n in (self, *self.ancestors()))

    named: bool = False
    """Whether its own heading gave its role."""


_PLAN_TITLE = re.compile(
    r"(?:方案|计划|要点|措施|清单|分工|规划|意见|办法|细则|分解表|任务表|安排|行动|规则|指南|预案|规程|制度|目录|台账)(?:（[^（）]{1,20}）)?$"
)
_ATTACHMENT = re.compile(r"^附(?:件|表|录)[\d一二三四五六七八九十]{0,3}[：.]?$")


def build_outline(lines: Sequence[Line], document: Document, lexicon: Lexicon) -> Node:
    """The tree of numbered items in `lines`. Every line belongs to exactly one node.

    A label opens a node below the nearest open node of an outer form; words without a label belong to the open node.
    The title of a further plan (附件 with a plan of its own) opens a node of level 0 and starts numbering anew.
    """
    root = Node(None, -1, "", None, "background")
    plan, stack = root, [root]
    for position, line in enumerate(lines):
        if line.label is None:
            if _opens_plan(lines, position, document):
                plan = _add(root, Node(None, 0, line.folded.text, line.span, "background", lines=[line]))
                stack = [plan]
            else:
                stack[-1].lines.append(line)
            continue
        while stack[-1] is not plan and not _above(stack[-1], line.label):
            stack.pop()
        stack.append(_add(stack[-1], _node(line, stack[-1], lexicon)))
    return root


def _add(parent: Node, node: Node) -> Node:
    node.parent = parent
    parent.children.append(node)
    return node


def _above(open_node: Node, label: Label) -> bool:
    """Whether an open node can hold an item with `label`: an outer form, or an outer dotted number."""
    own = open_node.label
    if own is None:
        return True
    if own.form == label.form == "dotted":
        return own.number.count(".") < label.number.count(".")
    return own.rank < label.rank


def _node(line: Line, parent: Node, lexicon: Lexicon) -> Node:
    label = line.label
    assert label is not None
    text = line.folded.text
    end = heading_end(text, label.end)
    words = text[label.end : end]
    heading = strip_bracket(words)
    span = line.folded.span(label.end, label.end + len(heading)) if heading else None
    own = section_role(heading, lexicon) if 0 < len(heading) <= HEADING_MAX else None
    role, named = _role(own, parent)
    return Node(label, LEVELS[label.form], heading, span, role, lines=[line], named=named)


def strip_bracket(words: str) -> str:
    """A heading without the statement in brackets that ends it: 优化服务（牵头单位：市税务局） → 优化服务."""
    match = re.search(r"[（〔][^（〔]*(?:单位|部门|牵头|负责|处室|配合)(?:[^（）]|（[^（）]*）)*[）〕]?$", words)
    return words[: match.start()] if match and match.start() > 1 else words


def _role(own: SectionRole | None, parent: Node) -> tuple[SectionRole, bool]:
    """Own words decide at the top and under 总体要求; under a task section everything is a task."""
    if parent.level <= 0:
        return (own, True) if own else ("task", False)
    if parent.role == "background":
        return (own, True) if own in ("goal", "background", "task") else ("background", False)
    if parent.role == "task" and not parent.named and own in ("goal", "safeguard") and parent.parent is not None:
        return own, True
    return parent.role, False


def _opens_plan(lines: Sequence[Line], position: int, document: Document) -> bool:
    """Whether a line without label is the title of a further plan: its words, its place, and 一、 soon after."""
    line = lines[position]
    text = line.folded.text
    if not 6 <= len(text) <= 70 or not _PLAN_TITLE.search(text) or re.search(r"[。；]", text):
        return False
    block = document.blocks[line.block]
    previous = lines[position - 1].folded.text if position else ""
    marked = block.alignment == "center" or block.heading == 0 or bool(_ATTACHMENT.match(previous))
    ahead = next((x.label for x in lines[position + 1 : position + 12] if x.label), None)
    restarts = ahead is not None and ahead.ordinal == 1
    seen = any(x.label for x in lines[:position])
    return restarts and seen and (marked or not previous or previous[-1] in "。：）日章")


def outline_sections(root: Node) -> tuple[Section, ...]:
    """The outline as the contract's sections: ids by place (1, 1.2), spans from the number to the last line under it."""
    sections: list[Section] = []

    def visit(node: Node, identity: str, parent: str | None) -> None:
        if node.parent is not None:
            lines = [line for n in node.walk() for line in n.lines]
            sections.append(
                Section(
                    id=identity,
                    parent=parent,
                    level=node.level,
                    number=node.label.number if node.label else None,
                    heading=node.heading,
                    role=node.role,
                    span=Span(lines[0].span.start, max(line.span.end for line in lines)),
                )
            )
        for i, child in enumerate(node.children, 1):
            visit(child, f"{identity}.{i}" if identity else str(i), identity or None)

    visit(root, "", None)
    return tuple(sections)
