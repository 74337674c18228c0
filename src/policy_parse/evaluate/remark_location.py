"""The place of a remark: offsets, and the page, paragraph or cell to turn to."""

from __future__ import annotations

from bisect import bisect_right

from policy_parse.model import Model, Plan
from policy_parse.span import Span


class Place(Model):
    """A span of ``Plan.text`` with the block it begins in."""

    start: int
    end: int
    block: int | None = None
    """Index into ``Plan.blocks``."""
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """``p3 table 0 [4,1] @1210:1222``: what is known of it, the offsets last."""
        parts = [f"p{self.page}"] if self.page is not None else []
        if self.table is not None:
            parts.append(f"table {self.table} [{self.row},{self.column}]")
        elif self.paragraph is not None:
            parts.append(f"¶{self.paragraph}")
        elif self.block is not None:
            parts.append(f"block {self.block}")
        return " ".join([*parts, f"@{self.start}:{self.end}"])


def place_of(plan: Plan, span: Span) -> Place:
    """The place of `span`: the last block that begins at or before it."""
    at = bisect_right(plan.blocks, span.start, key=lambda block: block.span.start) - 1
    if at < 0:
        return Place(start=span.start, end=span.end)
    block = plan.blocks[at]
    return Place(
        start=span.start,
        end=span.end,
        block=at,
        page=block.page,
        paragraph=block.paragraph,
        table=block.table,
        row=block.row,
        column=block.column,
    )
