"""A document's blocks as a Plan shows them."""

from __future__ import annotations

from operator import attrgetter

from policy_parse import model
from policy_parse.document import Document
from policy_parse.span import Span
from policy_parse.structure.node import Node

_COPIED = tuple(name for name in model.Block.model_fields if name != "kind")
"""Fields that a block of a document and one of a Plan share; one that is to be published is added to `model.Block`."""

_copied = attrgetter(*_COPIED)


def published_blocks(document: Document, root: Node) -> tuple[model.Block, ...]:
    """The blocks of `document` in order; a paragraph that is nothing but a heading of the outline says so."""
    headings = _heading_blocks(document, root)
    blocks: list[model.Block] = []
    for i, block in enumerate(document.blocks):
        is_heading = block.kind != "cell" and (i in headings or block.heading is not None)
        fields = dict(zip(_COPIED, _copied(block), strict=True), kind="heading" if is_heading else block.kind)
        blocks.append(model.Block.model_validate(fields))
    return tuple(blocks)


def _heading_blocks(document: Document, root: Node) -> set[int]:
    """Numbers of the blocks that a heading of the outline fills."""
    found: set[int] = set()
    for node in root.walk():
        if node.lines and node.label is not None and node.heading_span is not None:
            block = node.lines[0].block
            if _fills(document.blocks[block].span, node.heading_span, document.text):
                found.add(block)
    return found


def _fills(block: Span, heading: Span, text: str) -> bool:
    """True if nothing but marks and blanks follows the heading in its block."""
    return not text[heading.end : block.end].strip(" 。：；\n\t\u3000")
