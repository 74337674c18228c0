"""A ``<table>`` to a Table with row and column spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any

from policy_parse import limits
from policy_parse.document import Cell, Table

_MOST_SPANS = 1000
"""As in the HTML standard: larger values are read as this one."""


def read_table(table: Any, text_of: Callable[[Any], str]) -> Table | None:
    """The cells of `table` at their grid places; None if it has none.

    Guarantees: no two cells cover one place; a span that would reach into another cell or past the last row is cut.
    Raises LimitError for a table of too many places.
    """
    rows = list(own_rows(table))
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    for number, row in enumerate(rows):
        column = 0
        for element in row.iterchildren("td", "th"):
            while (number, column) in taken:
                column += 1
            wide = 1
            while wide < _span(element, "colspan", 1) and (number, column + wide) not in taken:
                wide += 1
            high = min(_span(element, "rowspan", len(rows)), len(rows) - number)
            limits.refuse("cells", len(taken) + high * wide)
            taken.update((number + i, column + j) for i in range(high) for j in range(wide))
            cells.append(Cell(text_of(element), number, column, row_span=high, column_span=wide))
            column += wide
    return Table(tuple(_compact(cells))) if cells else None


def own_rows(table: Any) -> Iterator[Any]:
    """Its own rows, not those of tables inside it; ``<tfoot>`` last, wherever it is written."""
    feet = []
    for child in table.iterchildren():
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody"}:
            yield from child.iterchildren("tr")
        elif child.tag == "tfoot":
            feet += list(child.iterchildren("tr"))
    yield from feet


def _span(element: Any, name: str, whole: int) -> int:
    """``rowspan="3"`` → 3; 0 means to the end of the table; anything else 1."""
    value = (element.get(name) or "").strip()
    if not value.isdecimal():
        return 1
    return min(int(value) if len(value) < 5 else _MOST_SPANS, _MOST_SPANS) or whole


def _compact(cells: list[Cell]) -> Iterator[Cell]:
    """The same cells without rows and columns in which no cell begins (spans made larger than the table)."""
    columns = sorted({cell.column for cell in cells})
    rows = sorted({cell.row for cell in cells})
    for cell in cells:
        row, column = bisect_left(rows, cell.row), bisect_left(columns, cell.column)
        high = bisect_left(rows, cell.row + cell.row_span) - row
        wide = bisect_left(columns, cell.column + cell.column_span) - column
        yield Cell(cell.text, row, column, row_span=high, column_span=wide)
