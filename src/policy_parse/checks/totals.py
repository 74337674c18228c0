"""Parts that do not add up to their total, in a sentence and in a table with a row or column of totals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from policy_parse.checks.counts import counts_that_differ, headings_that_miscount, named_counts_that_differ
from policy_parse.checks.places import TaskFinder, folded_text
from policy_parse.checks.words import CheckWords
from policy_parse.model import Block, Finding, Plan
from policy_parse.span import Span, cover
from policy_parse.structure.tables import Grid, GridCell, read_tables
from policy_parse.text.fold import Folded, clean

_SENTENCE = re.compile(r"[。；\n\t]")
_BETWEEN = re.compile(r"[、，]")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_NEARLY = Decimal("0.8")
"""Parts after 其中 that make less of the total than this are perhaps only the most important ones."""
_TOTAL = 8
"""Characters at most of a cell that names the totals."""
_PART = 40
"""Characters behind 其中 in which the first part is counted."""
_CLAUSE = 12
"""Characters before a number in which words may say that it is a bound."""


def total_mismatch(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """建设泵站10座，其中甲镇4座、乙镇5座: parts and total of one measure that do not agree.

    After 其中 the parts may be fewer than all: they are questioned where they are more than the total, or nearly all
    of it. Parts with a bound (4座以上) are not added up.
    """
    text = folded_text(plan.text)
    tasks = TaskFinder(plan)
    sums = (*_of_sentences(text, words), *_of_tables(plan, text, words))
    said = [(span, f"各分项相加为{sum(parts)}，与总数{total}不符") for span, total, parts in sums]
    said += [
        (span, f"写作“{count}”，列出的有{listed}")
        for differ in (counts_that_differ, named_counts_that_differ)
        for span, count, listed in differ(plan, text, words)
    ]
    said += [(span, f"标题写作“{count}”，其下有{parts}") for span, count, parts in headings_that_miscount(plan, words)]
    for span, message in sorted(said):
        task = tasks.holding(span)
        yield Finding(
            code="total-mismatch",
            severity="warning",
            message=message,
            tasks=() if task is None else (task.id,),
            spans=(span,),
        )


_Sum = tuple[Span, Decimal, tuple[Decimal, ...]]
"""Where total and parts stand, the total, the parts."""


def _of_sentences(whole: Folded, words: CheckWords) -> Iterator[_Sum]:
    text = whole.text
    for match in words.signs.share_of.finditer(text):
        more = words.signs.more_than_all.search(text, max(0, match.start() - _CLAUSE), match.end() + _PART)
        if more is not None and more["unit"] == more["of"] and Decimal(more["part"]) > Decimal(more["total"]):
            yield whole.span(*more.span()), Decimal(more["total"]), (Decimal(more["part"]),)
            continue
        start = _sentence_start(text, match.start())
        end = stop.start() if (stop := _SENTENCE.search(text, match.end())) else len(text)
        total = _at_end(text[start : match.start()], words)
        if total is None:
            continue
        parts, length = _parts(text[match.end() : end], total["unit"], words)
        value, added = Decimal(total["number"]), sum(parts)
        if len(parts) > 1 and added != value and added >= _NEARLY * value:
            yield whole.span(start + total.start(), match.end() + length), value, parts
    for match in words.signs.summed_up.finditer(text):
        start = _sentence_start(text, match.start())
        total = words.signs.counted.match(text, match.end())
        if total is None:
            continue
        parts, length = _parts_before(text[start : match.start()], total["unit"], words)
        if len(parts) > 1 and sum(parts) != Decimal(total["number"]):
            yield whole.span(match.start() - length, total.end()), Decimal(total["number"]), parts


def _sentence_start(text: str, end: int) -> int:
    return max(text.rfind(mark, 0, end) for mark in "。；\n\t") + 1


def _at_end(clause: str, words: CheckWords) -> re.Match[str] | None:
    """The count that `clause` ends in, if it is no bound."""
    for found in words.signs.counted.finditer(clause):
        if found.end() == len(clause):
            before = clause[max(0, found.start() - _CLAUSE) : found.start()]
            return None if words.signs.bounded.search(_BETWEEN.split(before)[-1]) else found
    return None


def _parts(listed: str, unit: str, words: CheckWords) -> tuple[tuple[Decimal, ...], int]:
    """The counts in `unit` that `listed` begins with, one a piece, and how long they are; none if the list goes on."""
    parts: list[Decimal] = []
    at = length = 0
    mark = ""
    while at <= len(listed):
        between = _BETWEEN.search(listed, at)
        end = between.start() if between else len(listed)
        count = _at_end(listed[at:end], words)
        if count is None or count["unit"] != unit:
            return ((), 0) if mark == "、" else (tuple(parts), length)
        parts.append(Decimal(count["number"]))
        length, at, mark = end, end + 1, between[0] if between else ""
    return tuple(parts), length


def _parts_before(listed: str, unit: str, words: CheckWords) -> tuple[tuple[Decimal, ...], int]:
    """The counts in `unit` that `listed` ends in, one a piece, and how long they are."""
    parts: list[Decimal] = []
    length = 0
    for piece in reversed(_BETWEEN.split(listed)):
        count = _at_end(piece, words)
        if count is None or count["unit"] != unit:
            break
        parts.append(Decimal(count["number"]))
        length += len(piece) + 1
    return tuple(reversed(parts)), max(0, length - 1)


# ---------------------------------------------------------------------------------------------------------- tables


def _of_tables(plan: Plan, whole: Folded, words: CheckWords) -> Iterator[_Sum]:
    if not any(_names_totals(block, plan, words) for block in plan.blocks):
        return
    for grid in read_tables(plan.text, plan.blocks, whole, words.tables):
        yield from _of_total_row(grid, words)


def _names_totals(block: Block, plan: Plan, words: CheckWords) -> bool:
    is_short = block.kind == "cell" and len(block.span) <= _TOTAL
    return is_short and words.signs.total_name.search(clean(block.span.of(plan.text))) is not None


def _of_total_row(grid: Grid, words: CheckWords) -> Iterator[_Sum]:
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
            yield cover(one.span for one in (*others, cell)), total, parts


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
