"""Rows and columns of a table that are named as totals, and what the others come to: 合计, 小计, 全市."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import NamedTuple

from policy_parse.checks.sums import Sum
from policy_parse.checks.words import CheckWords
from policy_parse.model import Block, Plan
from policy_parse.span import cover
from policy_parse.structure.tables import Grid, GridCell, read_tables
from policy_parse.text.fold import Folded, clean

_NUMBER = re.compile(r"([0-9]+(?:\.[0-9]+)?)([\u4e00-\u9fff]{0,3})")
_TOTAL = 12
"""Characters at most of a cell that names the totals."""
_HEAD_ROWS = 6
"""Rows in which the heads of a table stand, captions and rows that are filled in above them included."""
_EMPTY = "-/—"
_WITNESSES = 2
"""Rows at least in which a column of totals holds, before one in which it does not is questioned."""

_Row = Sequence[GridCell | None]


class _Value(NamedTuple):
    """The number of a cell, with its measure where the cell has one of its own."""

    number: Decimal
    unit: str


def table_sums_that_differ(plan: Plan, whole: Folded, words: CheckWords) -> Iterator[Sum]:
    """Every total of a table that its rows, or its columns, do not come to; in order of tables."""
    if not any(_may_name_totals(block, plan, words) for block in plan.blocks):
        return
    for grid in read_tables(plan.text, plan.blocks, whole, words.tables):
        yield from _of_total_rows(grid, words)
        yield from _of_total_columns(grid, words)


def _may_name_totals(block: Block, plan: Plan, words: CheckWords) -> bool:
    if block.kind != "cell" or len(block.span) > _TOTAL:
        return False
    name = clean(block.span.of(plan.text))
    signs = [words.signs.total_name, words.signs.subtotal_name, words.signs.all_places]
    if (block.row or 0) < _HEAD_ROWS:
        signs.append(words.signs.total_column)
    return any(sign.search(name) for sign in signs)


# ---------------------------------------------------------------------------------------------------- rows of totals


def _of_total_rows(grid: Grid, words: CheckWords) -> Iterator[Sum]:
    """The columns whose numbers do not add up to those of a row of totals: of the whole table, or of a part of it.

    Totals of parts (小计) stand, all of them, behind their rows or before them, and are themselves what the whole
    table's total is made of. A row that only names the whole region (全市) is one of totals where another of its
    columns adds up.
    """
    named = [_kind(row, words) for row in grid.body]
    totals = [i for i, kind in enumerate(named) if kind == "total"]
    places = [i for i, kind in enumerate(named) if kind == "all"]
    if len(totals) > 1 or any(i not in (0, len(named) - 1) for i in totals + places):
        return
    parts_of: list[tuple[int, list[int]]] = list(_parts_of_subtotals(named))
    if totals or len(places) == 1:
        whole = (totals or places)[0]
        inner = [i for i, kind in enumerate(named) if kind == "part"]
        stated = inner if parts_of and _all_in_parts(named, parts_of) else []
        parts_of.append((whole, stated or [i for i, kind in enumerate(named) if not kind]))
    for whole, parts in parts_of:
        sums = [found for c in range(len(grid.columns)) for found in _column_sum(grid, whole, parts, c, words)]
        wrong = [one for one, holds in sums if not holds]
        if named[whole] != "all" or len(wrong) < len(sums):
            yield from wrong


def _kind(row: _Row, words: CheckWords) -> str:
    """What a row is: of totals of the whole table (total), of a part (part), of the whole region (all), else ''."""
    cells = [cell.words for cell in row if cell is not None]
    for kind, sign in (("total", words.signs.total_name), ("part", words.signs.subtotal_name)):
        if any(sign.search(cell) for cell in cells):
            return kind
    return "all" if any(words.signs.all_places.search(cell) for cell in cells[:2]) else ""


def _parts_of_subtotals(named: Sequence[str]) -> Iterator[tuple[int, list[int]]]:
    """Each row of totals of a part, with the rows of that part; none if one cannot say where a part begins."""
    marks = [i for i, kind in enumerate(named) if kind == "part"]
    plain = [i for i, kind in enumerate(named) if not kind]
    if not marks or not plain:
        return
    behind = plain[-1] < marks[-1] and plain[0] < marks[0]
    before = marks[0] < plain[0] and marks[-1] < plain[-1]
    if behind == before:
        return
    for i in marks if behind else [-mark for mark in reversed(marks)]:
        steps = range(i - 1, -1, -1) if behind else range(-i + 1, len(named))
        parts = list(takewhile(lambda at: not named[at], steps))
        if len(parts) > 1:
            yield abs(i), sorted(parts)


def _all_in_parts(named: Sequence[str], parts_of: Sequence[tuple[int, list[int]]]) -> bool:
    """True if every row but those of totals belongs to a part that has a total, so that these are all there is."""
    return {i for i, kind in enumerate(named) if not kind} == {at for _, parts in parts_of for at in parts}


def _column_sum(
    grid: Grid, whole: int, parts: Sequence[int], column: int, words: CheckWords
) -> Iterator[tuple[Sum, bool]]:
    """What a column says of its total, and whether it holds; nothing where the column is not one that adds up."""
    cell = grid.body[whole][column]
    if cell is None or words.signs.not_added.search(grid.columns[column].heading):
        return
    others = _once([grid.body[i][column] for i in parts])
    yield from _sum_of(cell, others)


def _sum_of(cell: GridCell, others: Sequence[GridCell]) -> Iterator[tuple[Sum, bool]]:
    total, values = _value(cell), [_value(one) for one in others if one.words.strip(_EMPTY)]
    known = [value for value in values if value is not None]
    if total is None or len(known) < len(values) or len(known) < 2 or len({one.unit for one in (total, *known)}) > 1:
        return
    numbers = [one.number for one in known]
    added = sum(numbers, Decimal(0))
    holds = abs(added - total.number) <= _rounding((total.number, *numbers))
    yield Sum(cover(one.span for one in (*others, cell)), str(added), total.number), holds


# ------------------------------------------------------------------------------------------------- columns of totals


def _of_total_columns(grid: Grid, words: CheckWords) -> Iterator[Sum]:
    """Rows whose numbers do not add up to that of the column of totals (合计), where those of most other rows do.

    Its parts are all columns of numbers on one side of it, up to one of words.
    """
    for c, column in enumerate(grid.columns):
        if not words.signs.total_column.search(column.heading):
            continue
        for parts in (_run(grid, range(c + 1, len(grid.columns)), words), _run(grid, range(c - 1, -1, -1), words)):
            sums = [found for row in grid.body for found in _row_sum(row, c, parts)] if len(parts) > 1 else []
            wrong = [one for one, holds in sums if not holds]
            if len(sums) - len(wrong) >= _WITNESSES and len(wrong) < len(sums) - len(wrong):
                yield from wrong
                break


def _row_sum(row: _Row, column: int, parts: Sequence[int]) -> Iterator[tuple[Sum, bool]]:
    cell = row[column]
    if cell is not None:
        yield from _sum_of(cell, _once([row[i] for i in sorted(parts)]))


def _run(grid: Grid, columns: range, words: CheckWords) -> list[int]:
    """The columns, in that order, that hold nothing but numbers which add up."""
    found: list[int] = []
    for c in columns:
        cells = [cell for row in grid.body if (cell := row[c]) is not None and cell.words.strip(_EMPTY)]
        heading = grid.columns[c].heading
        if not cells or any(_value(cell) is None for cell in cells) or words.signs.no_amount.search(heading):
            break
        if words.signs.total_column.search(heading):
            break
        found.append(c)
    return found


def _once(cells: Sequence[GridCell | None]) -> list[GridCell]:
    """The cells of a column or row, one that is merged once."""
    found: list[GridCell] = []
    for cell in cells:
        if cell is not None and cell not in found[-1:]:
            found.append(cell)
    return found


def _value(cell: GridCell) -> _Value | None:
    match = _NUMBER.fullmatch(cell.words.replace(",", "").replace(" ", ""))
    return None if match is None else _Value(Decimal(match[1]), match[2])


def _rounding(values: Sequence[Decimal]) -> Decimal:
    """How far a sum may be off because its numbers are rounded; nothing for whole numbers."""
    places = max(-int(value.as_tuple().exponent) for value in values)
    return Decimal(0) if places <= 0 else Decimal(len(values)) / 2 * Decimal(10) ** -places
