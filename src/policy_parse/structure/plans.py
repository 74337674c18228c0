"""Several plans in one document: where a further one opens, and the first one under its own title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_parse.document import Document
from policy_parse.span import Span
from policy_parse.structure.lines import Line
from policy_parse.structure.node import Node
from policy_parse.text.fold import fold, tidy
from policy_parse.text.sign import LazyPattern

_PLAN_TITLE = re.compile(
    r"(?:方案|计划|要点|措施|清单|分工|规划|意见|办法|细则|分解表|任务表|安排|行动|规则|指南|预案|规程|制度|目录|台账)(?:（[^（）]{1,20}）)?$"
)
# 责任单位：市水利局 · 完成时限：6月底前: a line that is whole without a mark at its end
_LABELLED = LazyPattern(r"^[\u4e00-\u9fff]{4,8}：[^。；]{2,40}$")
_ATTACHMENT = re.compile(r"^附(?:件|表|录)[\d一二三四五六七八九十]{0,3}[：.]?$")


def opens_plan(lines: Sequence[Line], position: int, document: Document) -> bool:
    """Whether a line without label is the title of a further plan: its words, its place, and 一、 soon after."""
    line = lines[position]
    text = line.folded.text
    if not 6 <= len(text) <= 70 or not _PLAN_TITLE.search(text) or re.search(r"[。；]", text):
        return False
    block = document.blocks[line.block]
    previous = lines[position - 1].folded.text if position else ""
    marked = block.alignment == "center" or block.heading == 0 or bool(_ATTACHMENT.match(previous))
    ahead = next((x.label for x in lines[position + 1 : position + 12] if x.label), None)
    if any(below.folded.text and text.endswith(below.folded.text) for below in lines[position + 1 : position + 3]):
        return False  # 附件：任务分工方案 names what follows, and its title stands above it once more
    restarts = ahead is not None and ahead.ordinal == 1
    seen = any(x.label for x in lines[:position])
    closed = not previous or previous[-1] in "。：）日章"
    if not closed and ahead is not None and ahead.form in ("han", "chapter"):
        closed = _LABELLED.match(previous) is not None
    return restarts and seen and (marked or closed)


def under_first_title(root: Node, title: Span | None, document: Document) -> None:
    """Put what stands before the second plan of `document` under a node of level 0 for the first, if it has a title."""
    at = next((i for i, child in enumerate(root.children) if child.level == 0), 0)
    if at == 0 or title is None or title.start > root.children[0].lines[0].span.start:
        return
    folded = fold(document.text, title.start, title.end)
    block = next(i for i, block in enumerate(document.blocks) if block.span.end >= title.start)
    lines = [Line(block, folded, None), *root.lines]
    first = Node(None, 0, tidy(title.of(document.text)), title, "background", root, lines, root.children[:at])
    for child in first.children:
        child.parent = first
    root.lines, root.children = [], [first, *root.children[at:]]
