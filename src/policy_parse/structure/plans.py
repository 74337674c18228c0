"""Several plans in one document: where a further one opens, and the first one under its own title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_parse.document import Document
from policy_parse.signs.lines import LineSigns
from policy_parse.structure.lines import Line
from policy_parse.structure.node import Node
from policy_parse.text.fold import tidy

_TITLE_MIN, _TITLE_MAX = 6, 70
_SOON = 12
"""Lines within which a plan's own numbering begins."""
_SENTENCE_MARK = re.compile(r"[。；]")


def opens_plan(lines: Sequence[Line], position: int, document: Document, signs: LineSigns) -> bool:
    """True if a line without label is the title of a further plan: its words, its place, and 一、 soon after."""
    line = lines[position]
    text = line.folded.text
    if not _TITLE_MIN <= len(text) <= _TITLE_MAX or not signs.plan_title.search(text) or _SENTENCE_MARK.search(text):
        return False
    if any(below.folded.text and text.endswith(below.folded.text) for below in lines[position + 1 : position + 3]):
        return False  # 附件：任务分工方案 names what follows, and its title stands above it once more
    ahead = next((x.label for x in lines[position + 1 : position + _SOON] if x.label), None)
    if ahead is None or ahead.ordinal != 1 or not any(x.label for x in lines[:position]):
        return False
    previous = lines[position - 1].folded.text if position else ""
    block = document.blocks[line.block]
    if block.alignment == "center" or block.heading == 0 or signs.annex_mark.match(previous):
        return True
    if not previous or previous[-1] in "。：）日章":
        return True
    return ahead.form in ("han", "chapter") and signs.labelled_line.match(previous) is not None


def lists_things(lines: Sequence[Line], position: int, signs: LineSigns) -> bool:
    """True if a line without label is the title of an annex that is a catalogue or a form, with items below it."""
    text = lines[position].folded.text
    if not position or len(text) > _TITLE_MAX or not signs.catalogue_title.search(text):
        return False
    above = any(signs.annex_mark.match(line.folded.text) for line in lines[max(0, position - 2) : position])
    return above and any(line.label is not None for line in lines[position + 1 : position + _SOON])


def under_first_title(root: Node, title: Line | None, source: str) -> None:
    """Put what stands before a second plan under a node of level 0 for the first, if the document has a title."""
    at = next((i for i, child in enumerate(root.children) if child.level == 0), 0)
    if at == 0 or title is None or title.span.start > root.children[0].lines[0].span.start:
        return
    heading, lines = tidy(title.span.of(source)), [title, *root.lines]
    first = Node(None, 0, heading, title.span, "background", root, lines, root.children[:at])
    for child in first.children:
        child.parent = first
    root.lines, root.children = [], [first, *root.children[at:]]
