"""Rows that are as tall as what was written into them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from policy_parse.writers.ledger_notes import plain
from policy_parse.writers.ledger_update.table import Table
from policy_parse.writers.workbook import TEXT_SIZE, characters_of, fit_head_lines, growing_row, height_of

_STANDARD = 13.0
"""Digits of a column that has no width of its own."""


def fit_rows(table: Table, written: Collection[int]) -> None:
    """Give the rows that were `written` the height of their words; every row of a table of ours grows from now on.

    In an office's own table a row is never made lower, and only cells that break their words count.
    """
    rows = table.sheet.row_dimensions
    widths = _widths(table.sheet, len(table.heads))
    for y in range(table.top + 1, table.last + 1):
        before = rows[y].height if y in rows else None
        needed = _needed(table, y, widths) if y in written else None
        if table.is_theirs and (needed is None or (before or 0.0) >= needed):
            continue
        height = needed or before
        if height is not None:
            grown = growing_row(table.sheet, y, height)
            grown.hidden, grown.outlineLevel = rows[y].hidden, rows[y].outlineLevel
            rows[y] = grown


def fit_heading(table: Table) -> None:
    """Give title and source above a table the height of their words."""
    across = max((each.max_col for each in table.sheet.merged_cells.ranges if each.min_row == 1), default=1)
    fit_head_lines(table.sheet, sum(map(characters_of, _widths(table.sheet, across))))


def _widths(sheet: Any, count: int) -> list[float]:
    """The widths of the first columns; office programs note that of several alike once."""
    found: dict[int, float] = {}
    for dimension in sheet.column_dimensions.values():
        dimension.reindex()
        for x in range(dimension.min, min(dimension.max, count) + 1):
            found[x] = dimension.width
    return [found.get(x, _STANDARD) for x in range(1, count + 1)]


def _needed(table: Table, y: int, widths: list[float]) -> float:
    words, room = [], []
    for x, width in enumerate(widths, 1):
        cell = table.sheet.cell(y, x)
        if cell.alignment.wrap_text and cell.data_type != "f":
            words.append(plain(cell.value))
            room.append(characters_of(width) * TEXT_SIZE / (cell.font.sz or TEXT_SIZE))
    return height_of(words, room)
