"""Lines to a tree of sections with roles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_parse.document import Document
from policy_parse.lexicon import Lexicon
from policy_parse.model import SectionRole
from policy_parse.span import Span
from policy_parse.structure.endings import after_items
from policy_parse.structure.headings import HEADING_MAX, heading_end, section_role
from policy_parse.structure.lines import Line, frame_of
from policy_parse.structure.node import Node
from policy_parse.structure.plans import opens_plan, under_first_title
from policy_parse.structure.unnumbered_headings import named_head, unnumbered_heads
from policy_parse.text.fold import tidy
from policy_parse.text.numbering import LEVELS, Label

# 本措施自印发之日起施行 · 附件：… · 【原文下载】: what follows the last item and is no part of it
_CLOSING = re.compile(
    r"本(?:行动|工作|实施|若干)?(?:方案|措施|意见|计划|办法|政策|细则|规划|通知|清单)[^。]{0,16}?(?:自|由|有效期|施行|解释)"
    r"|附(?:件|表)[:：\d]|[【〔](?:原文|附件|下载|相关|政策解读)|（(?:此件|来源|由于)|以上(?:措施|政策)"
    r"|[^。；]{2,60}\d{4}年\d{1,2}月\d{1,2}日(?:发布|公布|印发)[，。]"
)
# 附件：1.《责任清单》: the first of a list of attachments, whose further ones stand on lines of their own
_FIRST_ATTACHMENT = re.compile(r"^附(?:件|表)：\n?1[.、．]")


def build_outline(lines: Sequence[Line], document: Document, lexicon: Lexicon, *, title: Span | None = None) -> Node:
    """The tree of numbered items in `lines`. Every line belongs to exactly one node.

    A label opens a node below the nearest open node of an outer form; words without a label belong to the open node.
    The title of a further plan (附件 with a plan of its own) opens a node of level 0 and starts numbering anew; then
    the first plan stands under one too, for the document's own `title`.
    """
    running = [line for line in lines if frame_of(document.blocks[line.block]) is None]
    root = _grow(Node(None, -1, "", None, "background"), running, document, lexicon)
    for framed in _frames(lines, document):
        _attach(root, framed, document, lexicon)
    under_first_title(root, title, document)
    _settle(root)
    return root


def _settle(root: Node) -> None:
    """A section such as 强化人才保障 that sections of work follow is one of them; only the last ones are safeguards.

    强化服务保障 is one too where its items are numbered on from theirs: services are work.
    """
    for plan in (root, *(child for child in root.children if child.level == 0)):
        work_follows = False
        for i in range(len(plan.children) - 1, -1, -1):
            section = plan.children[i]
            is_theme = section.role == "safeguard" and _THEME.search(section.heading) is not None
            if is_theme and (work_follows or (i > 0 and _serves(section, plan.children[i - 1]))):
                for node in section.walk():
                    node.role = (
                        "task" if node.role == "safeguard" and (node is section or not node.named) else node.role
                    )
            work_follows = work_follows or (section.level > 0 and section.role == "task")


def _serves(section: Node, before: Node) -> bool:
    """Whether a section on services has items numbered on from those of the section of work before it, and none of
    them is named as safeguards are (加强组织领导).
    """
    if before.role != "task" or not before.children or not section.heading.endswith("服务保障"):
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


def _attach(root: Node, lines: Sequence[Line], document: Document, lexicon: Lexicon) -> None:
    """Hang a frame (专栏) with the outline of its own lines under the section of level 1 that it stands in."""
    start = lines[0].span.start
    plans = (root, *(n for n in root.children if n.level == 0))
    sections = [n for plan in plans for n in plan.children if n.label is not None and n.level == 1]
    before = [n for n in sections if n.lines[0].span.start < start]
    section = before[-1] if before else root
    title, rest = (lines[0], lines[1:]) if lines[0].label is None else (None, lines)
    frame = _add(section, _box(section, title, document.text))
    _grow(frame, rest, document, lexicon)


# 专栏3：水环境治理工程: a box of text, here drawn without a frame
_BOX_TITLE = re.compile(r"^专栏(?:\d{1,2}|[一二三四五六七八九十]{1,3})[：、.]?[^。；：]{2,40}$")


def _box(section: Node, title: Line | None, source: str) -> Node:
    """A node for a box under the section it stands in, still without the items in it."""
    role = section.role if section.label is not None else "task"
    span = title.span if title else None
    return Node(None, 1, said(span, source), span, role, lines=[title] if title else [])


def _boxed_in(line: Line, stack: Sequence[Node]) -> Node | None:
    """The section of level 1 that holds the box which `line` is the title of; None where it is no such title."""
    if line.label is not None or not _BOX_TITLE.match(line.folded.text):
        return None
    return next((n for n in stack if n.label is not None and n.level == 1), None)


def _resumes(label: Label, box: Sequence[Node], running: Sequence[Node]) -> bool:
    """Whether `label` goes on from an item that was open before a box, and not from one inside it."""
    before, inside = (any(_next(node, label) for node in open_nodes) for open_nodes in (running, box))
    return before and not inside


def _next(node: Node, label: Label) -> bool:
    own = node.label
    return own is not None and own.form == label.form and own.ordinal + 1 == label.ordinal


def _grow(root: Node, lines: Sequence[Line], document: Document, lexicon: Lexicon) -> Node:
    """Put `lines` under `root` and return it."""
    plan, stack, listed = root, [root], 0
    running: list[Node] = []  # what was open before a box that stands in the running text
    ends = after_items(lines)
    heads = unnumbered_heads(lines, document) | {i for i, line in enumerate(lines) if named_head(line, lexicon)}
    for position, line in enumerate(lines):
        if _FIRST_ATTACHMENT.match(line.folded.text):
            listed = 1
        elif listed and line.label is not None and line.label.form == "arabic" and line.label.ordinal == listed + 1:
            listed += 1
            plan.lines.append(line)
            continue
        else:
            listed = 0
        if line.label is None or (line.label.form == "first_is" and not _follows(line.label, stack)):
            if line.label is None and opens_plan(lines, position, document):
                plan = _add(
                    root, Node(None, 0, tidy(line.span.of(document.text)), line.span, "background", lines=[line])
                )
                stack = [plan]
            elif _is_caption(line, document):
                plan.lines.append(line)
            elif section := _boxed_in(line, stack):
                running, stack = stack, [plan, section, _add(section, _box(section, line, document.text))]
            elif position in heads:
                while len(stack) > 1 and stack[-1].label is None and stack[-1] is not plan:
                    stack.pop()
                named = named_head(line, lexicon)
                stack = [plan] if named else stack
                stack.append(_add(stack[-1], _unnumbered(line, stack[-1], named, document.text)))
            elif line.label is None and (position in ends or _CLOSING.match(line.folded.text)):
                stack = [plan]
                plan.lines.append(line)
            else:
                stack[-1].lines.append(line)
            continue
        if running and _resumes(line.label, stack, running):
            running, stack = [], running
        while stack[-1] is not plan and not _above(stack[-1], line.label):
            stack.pop()
        node = _node(line, stack[-1], lexicon, document.text)
        node.above_table = _is_above_table(line, document)
        stack.append(_add(stack[-1], node))
    return root


# 近期工作安排表 · 重点任务清单（2023年）
_CAPTION = re.compile(r"^[^。；，：]{2,40}(?:表|清单|台账|一览)(?:（[^（）]{1,20}）)?$")


def _is_caption(line: Line, document: Document) -> bool:
    """Whether a line without a number is the name of the table right below it: no heading, no part of an item."""
    below = document.blocks[line.block + 1] if line.block + 1 < len(document.blocks) else None
    return line.label is None and below is not None and below.kind == "cell" and bool(_CAPTION.match(line.folded.text))


def _follows(label: Label, stack: Sequence[Node]) -> bool:
    """Whether 二是 … goes on from an item 一是 …; without one it only continues the paragraph before it."""
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
    """Whether an open node can hold an item with `label`: an outer form, or an outer dotted number."""
    own = open_node.label
    if own is None:  # an unnumbered heading holds what the item above it would hold
        return open_node.parent is not None and _above(open_node.parent, label) if open_node.level > 0 else True
    if own.form == label.form == "dotted":
        return own.number.count(".") < label.number.count(".")
    return own.rank < label.rank


def _node(line: Line, parent: Node, lexicon: Lexicon, source: str) -> Node:
    label = line.label
    assert label is not None
    text = line.folded.text
    end = heading_end(text, label.end)
    words = text[label.end : end]
    heading = strip_bracket(words).rstrip("*#")
    span = line.folded.span(label.end, label.end + len(heading)) if heading else None
    own = section_role(heading, lexicon) if 0 < len(heading) <= HEADING_MAX else None
    role, named = _role(own, parent, heading)
    return Node(label, LEVELS[label.form], said(span, source), span, role, lines=[line], named=named)


def _is_above_table(line: Line, document: Document) -> bool:
    """Whether nothing but a heading stands on a line right above a table: 一、经济发展."""
    below = document.blocks[line.block + 1] if line.block + 1 < len(document.blocks) else None
    if below is None or below.kind != "cell" or line.label is None or len(line.folded.text) > HEADING_MAX:
        return False
    return heading_end(line.folded.text, line.label.end) >= len(line.folded.text.rstrip("。："))


def _unnumbered(line: Line, parent: Node, named: SectionRole | None, source: str) -> Node:
    heading = strip_bracket(line.folded.text).rstrip("。*#")
    span = line.folded.span(0, len(heading))
    role = named or (parent.role if parent.label else "task")
    level = max(parent.level, 0) + 1
    return Node(None, level, said(span, source), span, role, lines=[line], named=named is not None)


def said(span: Span | None, source: str) -> str:
    """The words of a heading's span on one line; empty without a span."""
    return tidy(span.of(source)) if span is not None else ""


def strip_bracket(words: str) -> str:
    """A heading without the statement in brackets that ends it: 优化服务（牵头单位：市税务局） → 优化服务."""
    match = re.search(r"[（〔][^（〔]*(?:单位|部门|牵头|负责|处室|配合)(?:[^（）]|（[^（）]*）)*[）〕]?$", words)
    return words[: match.start()] if match and match.start() > 1 else words


# 优化人才服务保障 · 强化要素保障: work like any other unless such a section closes the plan
_THEME = re.compile(r"(?<!组织)(?<!工作)(?<!实施)(?<!措施)保障$")


def _role(own: SectionRole | None, parent: Node, words: str) -> tuple[SectionRole, bool]:
    """Own words decide at the top and under 总体要求; under a task section everything is a task."""
    if parent.level <= 0:
        return (own, True) if own else ("task", False)
    if parent.role == "background":
        return (own, True) if own in ("goal", "background", "task") else ("background", False)
    if parent.role == "task" and not parent.named and own in ("goal", "safeguard", "background"):
        return (own, True) if not _THEME.search(words) else (parent.role, False)
    return parent.role, own == parent.role == "safeguard"
