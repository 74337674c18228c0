"""Page, paragraph and cell of a place in the document, counted from one."""

from __future__ import annotations

from bisect import bisect_right

from policy_parse.model.block import Block
from policy_parse.model.plan import Plan


class Places:
    """Pages, paragraphs and cells of one plan; the same numbers in every output."""

    def __init__(self, plan: Plan) -> None:
        self._blocks = plan.blocks
        self._starts = [block.span.start for block in plan.blocks]
        lines = (block for block in plan.blocks if block.kind != "cell")
        self._lines = {block.span: number for number, block in enumerate(lines, 1)}

    def block(self, offset: int) -> Block | None:
        """Return the block that holds `offset`, or the last before it."""
        i = bisect_right(self._starts, offset) - 1
        return self._blocks[i] if i >= 0 else None

    def paragraph(self, block: Block) -> int | None:
        """The paragraph's number: the document's own (docx), else its place among the paragraphs that were read.

        None for a cell, and where pages say the place and paragraphs are not numbered.
        """
        if block.kind == "cell":
            return None
        if block.paragraph is not None:
            return block.paragraph + 1
        return None if block.page is not None else self._lines.get(block.span)

    def words(self, offset: int) -> str:
        """第3页 表1第5行, 第17段; the character (第120字) if the plan has no blocks."""
        block = self.block(offset)
        words = []
        if block is not None and block.page is not None:
            words.append(f"第{block.page}页")
        if block is not None and block.table is not None and block.row is not None:
            words.append(f"表{block.table + 1}第{block.row + 1}行")
        elif block is not None and (number := self.paragraph(block)) is not None:
            words.append(f"第{number}段")
        return " ".join(words) or f"第{offset + 1}字"
