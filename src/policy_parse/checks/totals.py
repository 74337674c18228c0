"""Parts that do not add up to their total, in a sentence and in a table with a row or column of totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from policy_parse.checks.counts import counts_that_differ, named_counts_that_differ
from policy_parse.checks.outline_counts import counts_of_the_plan, headings_that_miscount
from policy_parse.checks.places import TaskFinder
from policy_parse.checks.sums import Sum, sums_that_differ
from policy_parse.checks.words import CheckWords
from policy_parse.model import Block, Finding, Plan
from policy_parse.span import Span, cover
from policy_parse.structure.tables import Grid, GridCell, read_tables
from policy_parse.text.fold import Folded, clean, folded_text

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_TOTAL = 8
"""Characters at most of a cell that names the totals."""


def total_mismatch(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """建设泵站10座，其中甲镇4座、乙镇5座: parts and total of one measure that do not agree.

    After 其中 the parts may be fewer than all: they are questioned where they are more than the total, or nearly all
    of it. Parts with a bound (4座以上) are not added up.
    """
    text = folded_text(plan.text)
    tasks = TaskFinder(plan)
    sums = (*sums_that_differ(text, words), *_of_tables(plan, text, words))
    said = [(span, f"各分项相加为{added}，与总数{total}不符") for span, added, total in sums]
    said += [
        (span, f"写作“{count}”，列出的有{listed}")
        for differ in (counts_that_differ, named_counts_that_differ)
        for span, count, listed in differ(plan, text, words)
    ]
    said += [(span, f"写作“{count}”，分为{parts}") for span, count, parts in counts_of_the_plan(plan, text, words)]
    said += [(span, f"标题写作“{count}”，其下有{parts}") for span, count, parts in headings_that_miscount(plan, words)]
    last: Span | None = None
    for span, message in sorted(said):
        if last is not None and last.overlaps(span):
            continue  # one question of two kinds
        last = span
        task = tasks.holding(span)
        yield Finding(
            code="total-mismatch",
            severity="warning",
            message=message,
            tasks=() if task is None else (task.id,),
            spans=(span,),
        )


# ---------------------------------------------------------------------------------------------------------- tables


def _of_tables(plan: Plan, whole: Folded, words: CheckWords) -> Iterator[Sum]:
    if not any(_names_totals(block, plan, words) for block in plan.blocks):
        return
    for grid in read_tables(plan.text, plan.blocks, whole, words.tables):
        yield from _of_total_row(grid, words)


def _names_totals(block: Block, plan: Plan, words: CheckWords) -> bool:
    is_short = block.kind == "cell" and len(block.span) <= _TOTAL
    return is_short and words.signs.total_name.search(clean(block.span.of(plan.text))) is not None


def _of_total_row(grid: Grid, words: CheckWords) -> Iterator[Sum]:
    """The columns whose numbers do not add up to those of the table's one row of totals, its first or last."""
    totals = [row for row in grid.body if any(c and words.signs.total_name.search(c.words) for c in row)]
    if len(totals) != 1 or totals[0] not in (grid.body[0], grid.body[-1]):
        return
    for c, column in enumerate(grid.columns):
        cell = totals[0][c]
        if cell is None or words.signs.not_added.search(column.heading):
            continue
        total = _value(cell)
        others = _once([row[c] for row in grid.body if row is not totals[0]])
        parts = _values(others)
        if total is not None and len(parts) > 1 and abs(sum(parts) - total) > _rounding((total, *parts)):
            yield Sum(cover(one.span for one in (*others, cell)), str(sum(parts)), total)


def _values(cells: Sequence[GridCell]) -> tuple[Decimal, ...]:
    """The numbers of cells, empty ones left out; none if one holds something else."""
    values = [_value(cell) for cell in cells if cell.words.strip("-/—")]
    return () if None in values else tuple(value for value in values if value is not None)


def _once(cells: Sequence[GridCell | None]) -> list[GridCell]:
    """The cells of a column, one that is merged downwards once."""
    found: list[GridCell] = []
    for cell in cells:
        if cell is not None and cell not in found[-1:]:
            found.append(cell)
    return found


def _value(cell: GridCell) -> Decimal | None:
    text = cell.words.replace(",", "")
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def _rounding(values: Sequence[Decimal]) -> Decimal:
    """How far a sum may be off because its numbers are rounded; nothing for whole numbers."""
    places = max(-int(value.as_tuple().exponent) for value in values)
    return Decimal(0) if places <= 0 else Decimal(len(values)) / 2 * Decimal(10) ** -places
