"""Lines to a tree of sections with roles."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.document import Document
from policy_parse.model import SectionRole
from policy_parse.signs.lines import LineSigns
from policy_parse.span import Span
from policy_parse.structure.endings import after_items
from policy_parse.structure.forms import settle_guides
from policy_parse.structure.headings import HEADING_MAX, heading_end
from policy_parse.structure.lines import Line, frame_of
from policy_parse.structure.node import Node
from policy_parse.structure.plans import lists_things, opens_plan, under_first_title
from policy_parse.structure.unnumbered_headings import named_head, unnumbered_heads
from policy_parse.structure.words import OutlineWords
from policy_parse.text.fold import tidy
from policy_parse.text.numbering import LEVELS, Label
from policy_parse.text.traditional import simplified


def build_outline(lines: Sequence[Line], document: Document, words: OutlineWords, *, title: Line | None = None) -> Node:
    """The tree of numbered items in `lines`. Every line belongs to exactly one node.

    A label opens a node below the nearest open node of an outer form; words without a label belong to the open node.
    The title of a further plan (附件 with a plan of its own) opens a node of level 0 and starts numbering anew; then
    the first plan stands under one too, for the document's own `title`.
    """
    running = [line for line in lines if frame_of(document.blocks[line.block]) is None]
    root = _grow(Node(None, -1, "", None, "background"), running, document, words)
    for framed in _frames(lines, document):
        _attach(root, framed, document, words)
    under_first_title(root, title, document.text)
    _settle(root, words.lines)
    settle_guides(root, words.lines)
    return root


def _settle(root: Node, signs: LineSigns) -> None:
    """A section such as 强化人才保障 that sections of work follow is one of them; only the last ones are safeguards.

    强化服务保障 is one too where its items are numbered on from theirs: services are work.
    """
    for plan in (root, *(child for child in root.children if child.level == 0)):
        work_follows = False
        for i in range(len(plan.children) - 1, -1, -1):
            section = plan.children[i]
            heading = simplified(section.heading)
            is_theme = section.role == "safeguard" and signs.support_theme.search(heading) is not None
            if is_theme and (work_follows or (i > 0 and _serves(section, plan.children[i - 1]))):
                for node in section.walk():
                    node.role = (
                        "task" if node.role == "safeguard" and (node is section or not node.named) else node.role
                    )
            work_follows = work_follows or (section.level > 0 and section.role == "task")


def _serves(section: Node, before: Node) -> bool:
    """True if a section on services has items numbered on from those of the section of work before it, and none of
    them is named as safeguards are (加强组织领导).
    """
    if before.role != "task" or not before.children or not simplified(section.heading).endswith("服务保障"):
        return False
    first, *_ = section.children or [section]
    if any(child.named for child in section.children):
        return False
    return first.label is not None and _next(before.children[-1], first.label)


def _frames(lines: Sequence[Line], document: Document) -> list[list[Line]]:
    """The lines of each frame; one that goes on after a page is drawn twice but stays one until another 专栏 begins."""
    frames: list[list[Line]] = []
    inside = False
    for line in lines:
        framed = frame_of(document.blocks[line.block]) is not None
        if framed and (not inside or line.folded.text.startswith("专栏")):
            frames.append([])
        if framed:
            frames[-1].append(line)
        inside = framed
    return [frame for frame in frames if len(frame) > 1]


def _attach(root: Node, lines: Sequence[Line], document: Document, words: OutlineWords) -> None:
    """Hang a frame (专栏) with the outline of its own lines under the section of level 1 that it stands in."""
    start = lines[0].span.start
    plans = (root, *(n for n in root.children if n.level == 0))
    sections = [n for plan in plans for n in plan.children if n.label is not None and n.level == 1]
    before = [n for n in sections if n.lines[0].span.start < start]
    section = before[-1] if before else root
    title, rest = (lines[0], lines[1:]) if lines[0].label is None else (None, lines)
    frame = _add(section, _box(section, title, document.text))
    _grow(frame, rest, document, words)


def _box(section: Node, title: Line | None, source: str) -> Node:
    """A node for a box under the section it stands in, still without the items in it."""
    role = section.role if section.label is not None else "task"
    span = title.span if title else None
    return Node(None, 1, words_at(span, source), span, role, lines=[title] if title else [])


def _boxed_in(line: Line, stack: Sequence[Node], signs: LineSigns) -> Node | None:
    """The section of level 1 that holds the box which `line` is the title of; None if it is no such title."""
    if line.label is not None or not signs.box_title.match(line.folded.text):
        return None
    return next((n for n in stack if n.label is not None and n.level == 1), None)


def _resumes(label: Label, box: Sequence[Node], running: Sequence[Node]) -> bool:
    """True if `label` goes on from an item that was open before a box, and not from one inside it."""
    before, inside = (any(_next(node, label) for node in open_nodes) for open_nodes in (running, box))
    return before and not inside


def _next(node: Node, label: Label) -> bool:
    own = node.label
    return own is not None and own.form == label.form and own.ordinal + 1 == label.ordinal


class _Growth:
    """A tree to which lines are added one by one: what is open, and what the lines before have begun."""

    def __init__(self, root: Node, lines: Sequence[Line], document: Document, words: OutlineWords) -> None:
        self.root, self.plan, self.stack = root, root, [root]
        self.lines, self.document, self.words = lines, document, words
        self.annexes: int | None = None
        """How many annexes of a list have been seen; None outside such lists."""
        self.before_box: list[Node] = []
        """What was open before a box that stands in the running text."""
        self.endings = after_items(lines, words.lines)
        self.heads = unnumbered_heads(lines, document, words.lines)

    def add(self, position: int) -> None:
        """Put the next line, which is number `position`, into the tree."""
        line = self.lines[position]
        if self._lists_annex(line):
            self.plan.lines.append(line)
        elif line.label is None:
            self._add_unlabelled(position, line)
        elif line.label.form == "first_is" and not _follows(line.label, self.stack):
            self.stack[-1].lines.append(line)
        else:
            self._add_item(line, line.label)

    def _lists_annex(self, line: Line) -> bool:
        """True if `line` is one of a list of annexes: 2.… after 附件：1.…, or 1.… below 附件（略）：."""
        label, signs = line.label, self.words.lines
        if signs.first_annex.match(line.folded.text):
            self.annexes = 1
        elif signs.annex_list_head.match(line.folded.text):
            self.annexes = 0
        elif self.annexes is not None and label is not None and label.form == "arabic":
            goes_on = label.ordinal == self.annexes + 1 and (label.ordinal > 1 or _is_name(line))
            self.annexes = label.ordinal if goes_on else None
            return goes_on
        else:
            self.annexes = None
        return False

    def _add_unlabelled(self, position: int, line: Line) -> None:
        if lists_things(self.lines, position, self.words.lines):
            self._open_catalogue(line)
        elif opens_plan(self.lines, position, self.document, self.words.lines):
            self._open_plan(line)
        elif _is_caption(line, self.document, self.words.lines):
            self.plan.lines.append(line)
        elif section := _boxed_in(line, self.stack, self.words.lines):
            self._open_box(section, line)
        elif (named := named_head(line, self.words)) or position in self.heads:
            self._open_heading(line, named)
        elif position in self.endings or _ends_items(line, self.words.lines):
            self.stack = [self.plan]
            self.plan.lines.append(line)
        else:
            self.stack[-1].lines.append(line)

    def _open_plan(self, line: Line) -> None:
        title = words_at(line.span, self.document.text)
        self.plan = _add(self.root, Node(None, 0, title, line.span, "background", lines=[line]))
        self.stack = [self.plan]

    def _open_catalogue(self, title: Line) -> None:
        """Open an annex that lists things or is a form: what is numbered in it is no work."""
        words = words_at(title.span, self.document.text)
        annex = _add(self.plan, Node(None, 1, words, title.span, "other", lines=[title], named=True))
        self.stack = [self.plan, annex]

    def _open_box(self, section: Node, title: Line) -> None:
        box = _add(section, _box(section, title, self.document.text))
        if self.stack[-1].role == "goal":  # a box of indicators in （二）主要目标 of 一、总体要求
            box.role = "goal"
        self.before_box, self.stack = self.stack, [self.plan, section, box]

    def _open_heading(self, line: Line, named: SectionRole | None) -> None:
        """Open a heading without a number: below the plan if it is the name of a section, else below what is open."""
        while len(self.stack) > 1 and self.stack[-1].label is None and self.stack[-1] is not self.plan:
            self.stack.pop()
        self.stack = [self.plan] if named else self.stack
        parent = self.stack[-1]
        heading = _unnumbered(line, parent, named, self.document.text, self.words.lines)
        self.stack.append(_add(parent, heading))

    def _add_item(self, line: Line, label: Label) -> None:
        if self.before_box and _resumes(label, self.stack, self.before_box):
            self.before_box, self.stack = [], self.before_box
        while self.stack[-1] is not self.plan and not _above(self.stack[-1], label):
            self.stack.pop()
        node = _node(line, label, self.stack[-1], self.words, self.document.text)
        node.above_table = _is_above_table(line, self.document)
        self.stack.append(_add(self.stack[-1], node))


def _ends_items(line: Line, signs: LineSigns) -> bool:
    """True if a line without label belongs to no item above it: closing words, the mark of an annex."""
    text = line.folded.text
    return signs.closing_words.match(text) is not None or signs.annex_mark.match(text) is not None


def _is_name(line: Line) -> bool:
    """True if the words of a line are no sentence."""
    return "。" not in line.folded.text and "，" not in line.folded.text


def _grow(root: Node, lines: Sequence[Line], document: Document, words: OutlineWords) -> Node:
    """Put `lines` under `root` and return it."""
    growth = _Growth(root, lines, document, words)
    for position in range(len(lines)):
        growth.add(position)
    return root


def _is_caption(line: Line, document: Document, signs: LineSigns) -> bool:
    """True if a line without a number is the name of the table right below it: no heading, no part of an item."""
    below = document.blocks[line.block + 1] if line.block + 1 < len(document.blocks) else None
    return below is not None and below.kind == "cell" and signs.table_caption.match(line.folded.text) is not None


def _follows(label: Label, stack: Sequence[Node]) -> bool:
    """True if 二是 … goes on from an item 一是 …; without one it only continues the paragraph before it."""
    if label.ordinal == 1:
        return True
    return any(
        n.label is not None and n.label.form == "first_is" and n.label.ordinal == label.ordinal - 1 for n in stack
    )


def _add(parent: Node, node: Node) -> Node:
    node.parent = parent
    parent.children.append(node)
    return node


def _above(open_node: Node, label: Label) -> bool:
    """True if an open node can hold an item with `label`: an outer form, or an outer dotted number."""
    own = open_node.label
    if own is None:  # an unnumbered heading holds what the item above it would hold
        return open_node.parent is not None and _above(open_node.parent, label) if open_node.level > 0 else True
    if own.form == label.form == "dotted":
        return own.number.count(".") < label.number.count(".")
    return own.rank < label.rank


def _node(line: Line, label: Label, parent: Node, words: OutlineWords, source: str) -> Node:
    text = line.folded.text
    end = heading_end(text, label.end)
    if glued := words.lines.glued_heading.match(text, label.end):
        end = glued.end()
    heading = without_statement(text[label.end : end], words.lines).rstrip("*#")
    span = line.folded.span(label.end, label.end + len(heading)) if heading else None
    own = words.sections.role(heading) if 0 < len(heading) <= HEADING_MAX else None
    is_theme = words.lines.support_theme.search(heading) is not None
    role, named = _role(own, parent, is_theme=is_theme)
    return Node(label, LEVELS[label.form], words_at(span, source), span, role, lines=[line], named=named)


def _is_above_table(line: Line, document: Document) -> bool:
    """True if nothing but a heading stands on a line right above a table: 一、经济发展."""
    below = document.blocks[line.block + 1] if line.block + 1 < len(document.blocks) else None
    if below is None or below.kind != "cell" or line.label is None or len(line.folded.text) > HEADING_MAX:
        return False
    return heading_end(line.folded.text, line.label.end) >= len(line.folded.text.rstrip("。："))


def _unnumbered(line: Line, parent: Node, named: SectionRole | None, source: str, signs: LineSigns) -> Node:
    heading = without_statement(line.folded.text, signs).rstrip("。*#")
    span = line.folded.span(0, len(heading))
    role = named or (parent.role if parent.label else "task")
    level = max(parent.level, 0) + 1
    return Node(None, level, words_at(span, source), span, role, lines=[line], named=named is not None)


def words_at(span: Span | None, source: str) -> str:
    """The words of a heading's span on one line; empty without a span."""
    return tidy(span.of(source)) if span is not None else ""


def without_statement(heading: str, signs: LineSigns) -> str:
    """A heading without the statement in brackets that ends it: 优化服务（牵头单位：市税务局） → 优化服务."""
    match = signs.statement_bracket.search(heading)
    return heading[: match.start()] if match and match.start() > 1 else heading


def _role(own: SectionRole | None, parent: Node, *, is_theme: bool) -> tuple[SectionRole, bool]:
    """Own words decide at the top and under 总体要求; under a task section everything is a task."""
    if parent.level <= 0:
        return (own, True) if own else ("task", False)
    if parent.role == "background":
        return (own, True) if own in ("goal", "background", "task") else ("background", False)
    if parent.role == "task" and not parent.named and own in ("goal", "safeguard", "background"):
        return (own, True) if not is_theme else (parent.role, False)
    return parent.role, own == parent.role == "safeguard"
