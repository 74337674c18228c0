"""Tables as grids with named columns; a merged cell serves every place it covers, by reference to its one span."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from policy_parse.signs.tables import TableWords
from policy_parse.span import Span
from policy_parse.structure.table_cards import read_card
from policy_parse.structure.table_columns import Column, read_columns
from policy_parse.structure.table_heads import find_head
from policy_parse.text.fold import Folded

__all__ = ["Block", "Column", "Grid", "GridCell", "read_tables", "rows_of"]


class Block(Protocol):
    """What is asked of a piece of the document."""

    @property
    def kind(self) -> str:
        """``cell`` for those of tables."""
        ...

    @property
    def span(self) -> Span:
        """Its place in the text."""
        ...

    @property
    def table(self) -> int | None:
        """The table it belongs to."""
        ...

    @property
    def row(self) -> int | None:
        """Its first row."""
        ...

    @property
    def column(self) -> int | None:
        """Its first column."""
        ...

    @property
    def row_span(self) -> int | None:
        """How many rows it covers."""
        ...

    @property
    def column_span(self) -> int | None:
        """How many columns it covers."""
        ...


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


def read_tables(text: str, blocks: Sequence[Block], whole: Folded, words: TableWords) -> tuple[Grid, ...]:
    """Every table among the `blocks` of `text`, folded `whole`, with its columns named, in document order.

    A table without a head of its own that has the columns of the one before it (as a reader may leave them where a
    table goes on after a page) takes over its columns.
    """
    cells = [(i, b) for i, b in enumerate(blocks) if b.kind == "cell"]
    grids: list[Grid] = []
    for table, group in groupby(cells, key=lambda pair: pair[1].table):
        grid = _grid(text, whole, table or 0, list(group), words)
        before = grids[-1] if grids else None
        headed = before is not None and any(column.heading for column in before.columns)
        if before and headed and not grid.header_rows and len(before.columns) == len(grid.columns):
            grid = Grid(grid.table, grid.first_block, grid.last_block, grid.rows, 0, 0, before.columns)
        grids.append(grid)
    return tuple(grids)


Rows = tuple[tuple[GridCell | None, ...], ...]


def _grid(text: str, whole: Folded, table: int, cells: list[tuple[int, Block]], words: TableWords) -> Grid:
    rows = _places(text, whole, cells)
    first, last = cells[0][0], cells[-1][0]
    if (turned := read_card(rows, words)) is not None:
        card = tuple(tuple(_placed(cell, r, c) for c, cell in enumerate(row)) for r, row in enumerate(turned))
        columns = read_columns(card[:1], card[1:], len(card[0]), words)
        return Grid(table, first, last, card, 0, 1, columns)
    caption, header = find_head(rows, words)
    body = caption + header
    rows = _without_repeats(rows, body, words)
    columns = read_columns(rows[caption:body], rows[body:], len(rows[0]), words)
    return Grid(table, first, last, rows, caption, header, columns)


def _placed(cell: GridCell | None, row: int, column: int) -> GridCell | None:
    """The cell of a card where it stands once the table is turned."""
    return None if cell is None else cell._replace(row=row, column=column, row_span=1, column_span=1)


def _places(text: str, whole: Folded, cells: Sequence[tuple[int, Block]]) -> Rows:
    height = max((b.row or 0) + (b.row_span or 1) for _, b in cells)
    width = max((b.column or 0) + (b.column_span or 1) for _, b in cells)
    places: list[list[GridCell | None]] = [[None] * width for _ in range(height)]
    for index, block in cells:
        folded = whole.between(block.span.start, block.span.end)
        cell = GridCell(
            index, block.span.of(text), block.span, block.row or 0, block.column or 0, block.row_span or 1,
            block.column_span or 1, folded, _words(folded.text),
        )  # fmt: skip
        for r in range(cell.row, cell.row + cell.row_span):
            for c in range(cell.column, cell.column + cell.column_span):
                places[r][c] = cell
    return tuple(tuple(row) for row in places)


_HEAD_MAX = 12


def _words(text: str) -> str:
    """The words of a cell on one line; a head without the colon behind it: 责任单位：."""
    words = "".join(text.split())
    return words.rstrip("：") if words.endswith("：") and len(words) <= _HEAD_MAX else words


def _without_repeats(rows: Rows, body: int, words: TableWords) -> Rows:
    """The rows, in place of each 同上 and 〃 below the head the cell above it."""
    if not any(c is not None and words.signs.same_as_above.match(c.words) for row in rows[body + 1 :] for c in row):
        return rows
    found = [list(row) for row in rows]
    for r in range(body + 1, len(rows)):
        for c, cell in enumerate(found[r]):
            if cell is not None and words.signs.same_as_above.match(cell.words):
                found[r][c] = found[r - 1][c]
    return tuple(map(tuple, found))


def rows_of(grid: Grid) -> Iterator[tuple[int, tuple[GridCell | None, ...]]]:
    """Number and cells of each row below the head."""
    start = grid.caption_rows + grid.header_rows
    yield from enumerate(grid.body, start)
