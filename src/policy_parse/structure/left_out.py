"""Paragraphs that belong to no item of the outline, for those who ask why nothing was read there."""

from __future__ import annotations

from policy_parse.document import Document
from policy_parse.refusals import Trace
from policy_parse.structure.header.front_matter import FrontMatter
from policy_parse.structure.node import Node


def report_left_out(document: Document, root: Node, front: FrontMatter, trace: Trace) -> None:
    """Report the paragraphs that belong to no item: those before and after the body, captions, annex marks, boxes."""
    kept = {line.block for node in root.walk() for line in node.lines}
    for i, block in enumerate(document.blocks):
        if i not in kept and block.kind != "cell" and len(block.span):
            before, after = i < front.body_start, i >= front.body_end
            reason = "document.front" if before else "document.back" if after else "document.left_out"
            trace.refuse(reason, block.span)
