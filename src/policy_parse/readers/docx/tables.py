"""Tables: rows and cells seen through content controls and revisions, laid on one grid."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from policy_parse.document import Cell
from policy_parse.readers.docx.names import (
    ALTERNATE,
    CONTAINERS,
    SDT,
    SDT_CONTENT,
    TC,
    TR,
    VAL,
    Element,
    W,
    alternative,
    integer,
    is_on,
)

_CELL_PROPERTIES = W + "tcPr"
_ROW_PROPERTIES = W + "trPr"
_SPAN, _DELETED = W + "gridSpan", W + "cellDel"
_DOWN, _DOWN_REVISED, _SIDEWAYS = W + "vMerge", W + "cellMerge", W + "hMerge"
_WIDEST = 1000
"""Grid columns; a larger span is damage, not a table."""


@dataclass(slots=True)
class RawCell:
    """One ``w:tc``: its place on the grid and how it is merged."""

    element: Element
    column: int
    span: int
    merges: bool = False
    """Merged downwards, as the first cell of a chain or a later one."""
    continues: bool = False
    """Goes on the cell above."""
    sideways: bool = False
    """Goes on the cell before, the old way (``w:hMerge``)."""


class Row(NamedTuple):
    """The visible cells of one visible row."""

    cells: tuple[RawCell, ...]


def table_cells(table: Element) -> list[Row]:
    """The rows of `table` without deleted and hidden ones, their cells without deleted ones, on grid columns.

    Where rows were drawn by hand, their lines miss each other by a hair: lines that lie closer than a character is
    wide are one, so that a cell is in the column that it covers most.
    """
    rows = [row for row in map(_row, _through(table, TR)) if row is not None]
    grid = table.find(W + "tblGrid")
    if grid is not None:
        _straighten(rows, [integer(column.get(W + "w")) or 0 for column in grid.iterchildren(W + "gridCol")])
    return rows


_HAIR = 300
"""Twentieths of a point, about a character: no column is so narrow."""


def _straighten(rows: list[Row], widths: list[int]) -> None:
    """Take the columns out of `rows` that are too narrow for a character and in which no cell stands alone."""
    cells = [cell for row in rows for cell in row.cells]
    narrow = {column for column, width in enumerate(widths) if 0 < width < _HAIR}
    narrow -= {cell.column for cell in cells if cell.span == 1}
    if not narrow:
        return
    line_at: list[int] = []
    kept, since = 0, 0
    for column in range(max(len(widths), *(cell.column + cell.span for cell in cells)) + 1):
        line_at.append(kept)
        since += widths[column] if column in narrow else 0
        if column not in narrow or since >= _HAIR:
            kept, since = kept + 1, 0
    if any(line_at[cell.column] == line_at[cell.column + cell.span] for cell in cells):
        return
    for cell in cells:
        first, last = line_at[cell.column], line_at[cell.column + cell.span]
        cell.column, cell.span = first, last - first


def layout(rows: list[Row], text_of: Callable[[Element], str]) -> list[Cell]:
    """The cells of a table on its grid; vertically merged ones once, at their origin.

    A chain of merged cells goes on only straight below, at the same column and width; a cell that lies between
    (a band row) ends it. A continuation with nothing above it is a cell of its own. No two cells overlap.
    """
    origins: list[tuple[int, RawCell, str]] = []
    heights: list[int] = []
    open_above: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        open_here: dict[int, tuple[int, int]] = {}
        for cell in row.cells:
            above = open_above.get(cell.column) if cell.continues else None
            if above is not None and _goes_on(above[1], cell, row):
                heights[above[0]] += 1
                open_here[cell.column] = above
                continue
            origins.append((number, cell, text_of(cell.element)))
            heights.append(1)
            if cell.merges:
                open_here[cell.column] = (len(heights) - 1, cell.span)
        open_above = open_here
    return [
        Cell(text, row=number, column=cell.column, row_span=height, column_span=cell.span)
        for (number, cell, text), height in zip(origins, heights, strict=True)
    ]


def _goes_on(span: int, cell: RawCell, row: Row) -> bool:
    """True if the cell above, `span` columns wide, may cover `cell` too without covering a neighbour."""
    if span == cell.span:
        return True
    return not any(cell.column < other.column < cell.column + span for other in row.cells)


def _row(element: Element) -> Row | None:
    column = 0
    properties = element.find(_ROW_PROPERTIES)
    if properties is not None:
        for child in properties:
            if child.tag == W + "del" or (child.tag == W + "hidden" and is_on(child)):
                return None
            if child.tag == W + "gridBefore":
                column = min(max(integer(child.get(VAL)) or 0, 0), _WIDEST)
    cells: list[RawCell] = []
    for tc in _through(element, TC):
        cell = _cell(tc, column)
        if cell is None:
            continue
        column += cell.span
        if cell.sideways and cells:
            cells[-1].span += cell.span
        else:
            cells.append(cell)
    return Row(tuple(cells)) if cells else None


def _cell(element: Element, column: int) -> RawCell | None:
    cell = RawCell(element, column, 1)
    properties = element.find(_CELL_PROPERTIES)
    if properties is not None:
        for child in properties:
            tag = child.tag
            if tag == _SPAN:
                cell.span = min(max(integer(child.get(VAL)) or 1, 1), _WIDEST)
            elif tag == _DOWN:
                cell.merges = True
                cell.continues = child.get(VAL) != "restart"
            elif tag == _DOWN_REVISED:
                cell.merges = True
                cell.continues = child.get(_DOWN) == "cont"
            elif tag == _SIDEWAYS:
                cell.sideways = child.get(VAL) != "restart"
            elif tag == _DELETED:
                return None
    return cell


def _through(element: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, wrappers around them left out."""
    for child in element:
        tag = child.tag
        if tag == wanted:
            yield child
        elif tag == SDT:
            content = child.find(SDT_CONTENT)
            if content is not None:
                yield from _through(content, wanted)
        elif tag == ALTERNATE:
            chosen = alternative(child)
            if chosen is not None:
                yield from _through(chosen, wanted)
        elif tag in CONTAINERS:
            yield from _through(child, wanted)
