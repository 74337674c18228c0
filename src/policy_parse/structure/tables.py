"""Tables as grids with named columns; a merged cell serves every place it covers, by reference to its one span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from policy_parse.document import Document, DocumentBlock
from policy_parse.signs.columns import MEASURE, UNIT_MEANINGS, ColumnHeads
from policy_parse.span import Span
from policy_parse.text.fold import Folded

_HEADER_ROWS_MAX = 4
_CAPTION_ROWS_MAX = 3


class GridCell(NamedTuple):
    """One cell, shown at every grid place it covers."""

    block: int
    text: str
    span: Span
    row: int
    column: int
    row_span: int
    column_span: int
    folded: Folded
    """Its text folded, with its line breaks."""
    words: str
    """Its folded text on one line."""


class Column(NamedTuple):
    """A column by what it holds; `meaning` is None if its head is not known."""

    meaning: str | None
    heading: str
    rule: str | None


class Grid(NamedTuple):
    """One table: ``rows[r][c]`` is the cell that covers the place, None if none does."""

    table: int
    first_block: int
    last_block: int
    rows: tuple[tuple[GridCell | None, ...], ...]
    caption_rows: int
    """Leading rows that hold a title, not data."""
    header_rows: int
    """Rows after the caption that name the columns."""
    columns: tuple[Column, ...]

    @property
    def body(self) -> Sequence[tuple[GridCell | None, ...]]:
        """The rows below the head."""
        return self.rows[self.caption_rows + self.header_rows :]

    @property
    def head(self) -> Sequence[tuple[GridCell | None, ...]]:
        """The rows that name the columns."""
        return self.rows[self.caption_rows : self.caption_rows + self.header_rows]

    def columns_of(self, *meanings: str) -> list[int]:
        """Columns that hold one of `meanings`, left to right."""
        return [i for i, column in enumerate(self.columns) if column.meaning in meanings]


def read_tables(document: Document, whole: Folded, known: ColumnHeads) -> tuple[Grid, ...]:
    """Every table of `document`, whose folded text is `whole`, with its columns named, in document order.

    A table without a head of its own that has the columns of the one before it (as a reader may leave them where a
    table goes on after a page) takes over its columns.
    """
    cells = [(i, b) for i, b in enumerate(document.blocks) if b.kind == "cell"]
    grids: list[Grid] = []
    for table, group in groupby(cells, key=lambda pair: pair[1].table):
        grid = _grid(document, whole, table or 0, list(group), known)
        before = grids[-1] if grids else None
        if before and not grid.header_rows and before.header_rows and len(before.columns) == len(grid.columns):
            grid = Grid(grid.table, grid.first_block, grid.last_block, grid.rows, 0, 0, before.columns)
        grids.append(grid)
    return tuple(grids)


def _grid(
    document: Document, whole: Folded, table: int, cells: list[tuple[int, DocumentBlock]], known: ColumnHeads
) -> Grid:
    height = max((b.row or 0) + (b.row_span or 1) for _, b in cells)
    width = max((b.column or 0) + (b.column_span or 1) for _, b in cells)
    places: list[list[GridCell | None]] = [[None] * width for _ in range(height)]
    for index, block in cells:
        text, folded = block.span.of(document.text), whole.between(block.span.start, block.span.end)
        cell = GridCell(
            index, text, block.span, block.row or 0, block.column or 0, block.row_span or 1, block.column_span or 1,
            folded, "".join(folded.text.split()),
        )  # fmt: skip
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                places[r][c] = cell
    rows = tuple(tuple(row) for row in places)
    caption = _caption_rows(rows)
    header = _header_rows(rows[caption:], known)
    if not header:
        caption = 0
    columns = _told_apart([_column([row[c] for row in rows[caption : caption + header]], known) for c in range(width)])
    return Grid(table, cells[0][0], cells[-1][0], rows, caption, header, columns)


def _told_apart(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns, 单位 beside 责任单位 taken for the unit of measure."""
    named = any(column.meaning in UNIT_MEANINGS and column.heading != MEASURE for column in columns)
    return tuple(
        Column(None, column.heading, None) if named and column.heading == MEASURE else column for column in columns
    )


def _caption_rows(rows: Sequence[Sequence[GridCell | None]]) -> int:
    """Leading rows that are one cell across, or empty: the table's title, its date, its unit of measure."""
    count = 0
    for row in rows[:_CAPTION_ROWS_MAX]:
        filled = _distinct(row)
        if len(row) > 1 and len([c for c in filled if c.words]) <= 1:
            count += 1
        else:
            break
    return count if count < len(rows) else 0


def _distinct(row: Sequence[GridCell | None]) -> list[GridCell]:
    seen: dict[int, GridCell] = {cell.block: cell for cell in row if cell is not None}
    return list(seen.values())


def _header_rows(rows: Sequence[Sequence[GridCell | None]], known: ColumnHeads) -> int:
    """How many leading rows name the columns, 0 where the first does not.

    The first row names at least two known columns, and most of its cells do; it reaches as far down as its tallest
    head (序号 beside 责任分工 over 牵头单位 and 配合单位), and rows of nothing but known heads belong to it.
    """
    if not rows:
        return 0
    cells = [c for c in _distinct(rows[0]) if c.words]
    named = [c for c in cells if known.meaning(c.words).name]
    if len(named) < 2 or len(named) * 2 < len(cells):
        return 0
    height = max(c.row_span for c in named)
    while height < len(rows) and _names_columns(rows[height], known):
        height += 1
    return height if height <= _HEADER_ROWS_MAX and height < len(rows) else 1


def _names_columns(row: Sequence[GridCell | None], known: ColumnHeads) -> bool:
    cells = [c for c in _distinct(row) if c.words]
    return bool(cells) and all(known.meaning(c.words).name for c in cells)


def _column(heads: Sequence[GridCell | None], known: ColumnHeads) -> Column:
    """The lowest head that says something known decides; 责任分工 over 牵头单位 means the latter."""
    for cell in reversed(heads):
        if cell is not None and cell.words:
            meaning, rule = known.meaning(cell.words)
            if meaning:
                return Column(meaning, cell.words, rule)
    named = [cell.words for cell in heads if cell is not None and cell.words]
    return Column(None, named[-1] if named else "", None)


def rows_of(grid: Grid) -> Iterator[tuple[int, tuple[GridCell | None, ...]]]:
    """Number and cells of each row below the head."""
    start = grid.caption_rows + grid.header_rows
    yield from enumerate(grid.body, start)
