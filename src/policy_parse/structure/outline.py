"""Lines to a tree of sections with roles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policy_parse.document import Document
from policy_parse.lexicon import Lexicon
from policy_parse.model import SectionRole
from policy_parse.span import Span
from policy_parse.structure.endings import after_items
from policy_parse.structure.headings import HEADING_MAX, heading_end, section_role
from policy_parse.structure.lines import Line, frame_of
from policy_parse.text.fold import tidy
from policy_parse.text.numbering import LEVELS, Label
from policy_parse.text.rare import Rare


@dataclass(eq=False, slots=True)
class Node:
    """A numbered item and what stands under it; the root has no label. Not changed once the outline is built."""

    label: Label | None
    level: int
    heading: str
    """Its leading sentence on one line, without number and mark; empty for the root."""
    heading_span: Span | None
    role: SectionRole
    parent: Node | None = None
    lines: list[Line] = field(default_factory=list)
    """Its own lines, the one with the label first; those of its children are theirs."""
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield the node and all below it, in text order."""
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

    named: bool = False
    """Whether its own heading gave its role."""
    above_table: bool = False
    """Whether it is a heading with a table right below it, which says the work."""


_PLAN_TITLE = re.compile(
    r"(?:方案|计划|要点|措施|清单|分工|规划|意见|办法|细则|分解表|任务表|安排|行动|规则|指南|预案|规程|制度|目录|台账)(?:（[^（）]{1,20}）)?$"
)
# 本措施自印发之日起施行 · 附件：… · 【原文下载】: what follows the last item and is no part of it
_CLOSING = re.compile(
    r"本(?:行动|工作|实施|若干)?(?:方案|措施|意见|计划|办法|政策|细则|规划|通知|清单)[^。]{0,16}?(?:自|由|有效期|施行|解释)"
    r"|附(?:件|表)[:：\d]|[【〔](?:原文|附件|下载|相关|政策解读)|（(?:此件|来源|由于)|以上(?:措施|政策)"
    r"|[^。；]{2,60}\d{4}年\d{1,2}月\d{1,2}日(?:发布|公布|印发)[，。]"
)
# 附件：1.《责任清单》: the first of a list of attachments, whose further ones stand on lines of their own
_FIRST_ATTACHMENT = re.compile(r"^附(?:件|表)：\n?1[.、．]")
# 责任单位：市水利局 · 完成时限：6月底前: a line that is whole without a mark at its end
_LABELLED = Rare(r"^[\u4e00-\u9fff]{4,8}：[^。；]{2,40}$")
_ATTACHMENT = re.compile(r"^附(?:件|表|录)[\d一二三四五六七八九十]{0,3}[：.]?$")


def build_outline(lines: Sequence[Line], document: Document, lexicon: Lexicon) -> Node:
    """The tree of numbered items in `lines`. Every line belongs to exactly one node.

    A label opens a node below the nearest open node of an outer form; words without a label belong to the open node.
    The title of a further plan (附件 with a plan of its own) opens a node of level 0 and starts numbering anew.
    """
    running = [line for line in lines if frame_of(document.blocks[line.block]) is None]
    root = _grow(Node(None, -1, "", None, "background"), running, document, lexicon)
    for framed in _frames(lines, document):
        _attach(root, framed, document, lexicon)
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
    them is named as safeguards are (加强组织领导)."""
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
            if line.label is None and _opens_plan(lines, position, document):
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


def named_head(line: Line, lexicon: Lexicon) -> SectionRole | None:
    """Role of a line of its own that is nothing but the usual name of a section, without a number: 重点任务."""
    text = line.folded.text
    if line.label is not None or not (match := _NAMED_HEAD.match(text)):
        return None
    return section_role(match["name"], lexicon)


# 重点任务 · 政策内容 · 工作目标： · “十五五”时期的主要目标任务 · 2031年重点工作
_NAMED_HEAD = re.compile(
    r"^(?:(?:20\d\d年|“?十[一二三四五六七八九]五”?)(?:时期|期间|以来|和|及|的){0,3}){0,2}(?P<name>[\u4e00-\u9fff]{4,8})：?$"
)


def _unnumbered(line: Line, parent: Node, named: SectionRole | None, source: str) -> Node:
    heading = strip_bracket(line.folded.text).rstrip("。*#")
    span = line.folded.span(0, len(heading))
    role = named or (parent.role if parent.label else "task")
    level = max(parent.level, 0) + 1
    return Node(None, level, said(span, source), span, role, lines=[line], named=named is not None)


def said(span: Span | None, source: str) -> str:
    """The words of a heading's span on one line; empty without a span."""
    return tidy(span.of(source)) if span is not None else ""


# 推动科技资源开放 on a line of its own above its paragraphs
_HEAD = re.compile(r"^[^。；：，、？！\d（）《》/|]{4,28}。?$")
_NO_HEAD = re.compile(
    r"负责|配合|牵头|(?:人民政府|办公室|办公厅|委员会|部门|单位|[局厅部委办])$|^(?:附件|附表|来源|抄送|此件|印发)|年\d*月|[：:]"
)
_BODY_MIN = 40


def unnumbered_heads(lines: Sequence[Line], document: Document) -> frozenset[int]:
    """Positions of lines that head the paragraphs after them without a number.

    A short line without marks, with a full paragraph right below; it counts where the document sets it off (bold, or
    as a heading), or where the same stretch between two numbers has several.
    """
    found: set[int] = set()
    stretch: list[int] = []
    for i, line in enumerate(lines):
        if line.label is not None:
            found.update(_accepted(stretch, lines, document))
            stretch = []
        elif _is_head(lines, i, document):
            stretch.append(i)
    found.update(_accepted(stretch, lines, document))
    return frozenset(found)


def _accepted(stretch: Sequence[int], lines: Sequence[Line], document: Document) -> Sequence[int]:
    if len(stretch) >= 2:
        return stretch
    return [i for i in stretch if (block := document.blocks[lines[i].block]).bold or block.heading is not None]


def _is_head(lines: Sequence[Line], i: int, document: Document) -> bool:
    if i == 0 or i + 1 >= len(lines):
        return False
    text, below = lines[i].folded.text, lines[i + 1]
    block = document.blocks[lines[i].block]
    return (
        below.label is None
        and len(below.folded.text) >= _BODY_MIN
        and (lines[i - 1].label is not None or lines[i - 1].folded.text[-1:] in ("", *"。；：）〕”"))
        and bool(_HEAD.match(text))
        and not _NO_HEAD.search(text)
        and block.alignment not in ("center", "right")
    )


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
    closed = not previous or previous[-1] in "。：）日章"
    if not closed and ahead is not None and ahead.form in ("han", "chapter"):
        closed = _LABELLED.match(previous) is not None
    return restarts and seen and (marked or closed)
