"""Where a finding stands: page, paragraph or cell as a reader counts, offsets, and the words themselves."""

from __future__ import annotations

from typing import NamedTuple

from policy_parse.model import Finding, Plan
from policy_parse.model.location import Places
from policy_parse.span import Span


class Place(NamedTuple):
    """One place that a finding is about."""

    span: Span
    where: str
    """第3页 表1第5行, 第17段: counted from one."""
    text: str
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    """Each counted from one; None where the format has none, or the words stand in no table."""


def places_of(finding: Finding, plan: Plan, places: Places | None = None) -> tuple[Place, ...]:
    """The places of a finding in its order; none for one about the whole document."""
    places = places or Places(plan)
    return tuple(_place(span, plan, places) for span in finding.spans)


def _place(span: Span, plan: Plan, places: Places) -> Place:
    block = places.block(span.start)
    words = span.of(plan.text)
    if block is None:
        return Place(span, places.words(span.start), words)
    in_cell = block.table is not None and block.row is not None and block.column is not None
    return Place(
        span,
        places.words(span.start) + (f"第{(block.column or 0) + 1}列" if in_cell else ""),
        words,
        page=block.page,
        paragraph=places.paragraph(block),
        table=_counted(block.table),
        row=_counted(block.row),
        column=_counted(block.column),
    )


def _counted(number: int | None) -> int | None:
    return None if number is None else number + 1
