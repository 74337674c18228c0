"""Tables that run over pages, put together: the header once, rows cut by the page whole, merged cells merged."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from policy_parse.document import Cell, Table
from policy_parse.readers.pages.lines import join_text
from policy_parse.readers.pages.ruled_tables import PageTable, TableCell, is_open
from policy_parse.signs.pages import PageSigns

_SAME_COLUMN = 6.0
"""Points by which a column's line may be elsewhere on the next page (after both are moved to a common left)."""
_LONGEST_HEADER = 5


def continues(first: PageTable, second: PageTable) -> bool:
    """True if `second`, at the head of the next page, has the columns of `first`, at the foot of this one."""
    a, b = first.xs, second.xs
    if len(a) != len(b):
        return _is_part(a, b) or _is_part(b, a)
    return all(abs((p - a[0]) - (q - b[0])) <= _SAME_COLUMN for p, q in zip(a, b, strict=True))


def _is_part(fewer: Sequence[float], more: Sequence[float]) -> bool:
    """True if all of `fewer` columns' lines are lines of `more`, both ends among them (a page without split rows)."""
    if len(fewer) < 3 or len(more) - len(fewer) > len(fewer):
        return False
    moved = [x - more[0] for x in more]
    return all(any(abs(x - fewer[0] - y) <= _SAME_COLUMN for y in moved) for x in fewer) and (
        abs((fewer[-1] - fewer[0]) - moved[-1]) <= _SAME_COLUMN
    )


def join_tables(parts: Sequence[PageTable], signs: PageSigns) -> Table:
    """One table of its parts on successive pages.

    A header repeated on a page is dropped; a row cut by the page is one row again; a cell merged downwards that is
    an empty box on the next page is one cell with a larger ``row_span``.
    """
    parts = _on_common_columns(parts)
    cells = list(parts[0].cells)
    rows = parts[0].rows
    header = parts[0]
    for part in parts[1:]:
        skipped = _repeated_header(header, part)
        body = [replace(c, row=c.row - skipped) for c in part.cells if c.row >= skipped]
        if not body:
            continue
        cells, rows = _append(cells, rows, body, signs)
    return Table(tuple(_cell(c) for c in sorted(cells, key=lambda c: (c.row, c.column))))


def _cell(cell: TableCell) -> Cell:
    x0, top, x1, bottom = cell.box
    box = (round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))
    return Cell(cell.text, cell.row, cell.column, cell.row_span, cell.column_span, page=cell.page, bbox=box)


def _on_common_columns(parts: Sequence[PageTable]) -> list[PageTable]:
    """Parts with columns counted by the lines of the one that has most."""
    finest = max(parts, key=lambda p: len(p.xs))
    lines = [x - finest.xs[0] for x in finest.xs]
    renumbered = []
    for part in parts:
        if len(part.xs) == len(finest.xs):
            renumbered.append(part)
            continue
        place = [_nearest(lines, x - part.xs[0]) for x in part.xs]
        cells = tuple(
            replace(c, column=place[c.column], column_span=place[c.column + c.column_span] - place[c.column])
            for c in part.cells
        )
        renumbered.append(replace(part, cells=cells))
    return renumbered


def _nearest(lines: Sequence[float], x: float) -> int:
    return min(range(len(lines)), key=lambda i: abs(lines[i] - x))


def _repeated_header(first: PageTable, part: PageTable) -> int:
    """How many rows at the head of `part` repeat the head of `first`; never ends inside a merged cell."""
    repeated = 0
    for count in range(1, min(_LONGEST_HEADER, first.rows, part.rows) + 1):
        if _signature(first, count - 1) != _signature(part, count - 1):
            break
        whole = all(c.row + c.row_span <= count for c in part.cells if c.row < count)
        if whole and any(text for _, _, text in _signature(part, count - 1)):
            repeated = count
    return repeated


def _signature(part: PageTable, row: int) -> list[tuple[int, int, str]]:
    return [(c.column, c.column_span, re.sub(r"\s", "", c.text)) for c in part.cells if c.row == row]


def _append(cells: list[TableCell], rows: int, body: list[TableCell], signs: PageSigns) -> tuple[list[TableCell], int]:
    """`body` under `cells`, with the row cut between them made whole and merged cells drawn down."""
    last = {c.column: c for c in cells if c.row + c.row_span == rows}
    first = {c.column: c for c in body if c.row == 0}
    grouping = {c.column for c in (*cells, *body) if c.row_span > 1 and c.row > 0}
    cut = _is_cut(cells, last, first, grouping, signs)
    offset = rows - 1 if cut else rows
    joined = list(cells)
    for cell in body:
        above = last.get(cell.column)
        alike = above is not None and above.column_span == cell.column_span
        goes_on = (
            cell.row == 0
            and alike
            and above is not None
            and (cut or (not cell.text and bool(above.text) and (cell.column in grouping)))
        )
        if goes_on and above is not None:
            end = offset + cell.row + cell.row_span
            text = _join_cut(above.text, cell.text)
            joined[joined.index(above)] = replace(above, text=text, row_span=end - above.row)
        else:
            joined.append(replace(cell, row=cell.row + offset))
    return joined, max(c.row + c.row_span for c in joined)


def _join_cut(above: str, below: str) -> str:
    """The words of a cell cut in two; the words of a merged cell that every page repeats are kept once."""
    if re.sub(r"\s", "", above) == re.sub(r"\s", "", below):
        return above
    return join_text(above, below) if above and below else above or below


_BLANK = 2
"""So many empty cells where rows always have words, the first among them: what is there belongs to the row above."""


def _is_cut(
    cells: Iterable[TableCell],
    last: dict[int, TableCell],
    first: dict[int, TableCell],
    grouping: set[int],
    signs: PageSigns,
) -> bool:
    """True if the page cut one row in two: `last` cells above the break, `first` cells below it, by column."""
    pairs = [(last[c], first[c]) for c in first if c in last and last[c].column_span == first[c].column_span]
    if len(pairs) < len(first):
        return False
    usual = _usually_filled(cells) - grouping
    blank = [b.column for a, b in pairs if a.text and not b.text and b.column in usual]
    if len(blank) >= _BLANK and min(blank) == min(usual & first.keys()):
        return True
    evidence = 0
    for above, below in pairs:
        if not below.text:
            evidence += below.column in blank
            continue
        if not above.text:
            # Nothing above, something below: a row of its own, unless the words stood lower in their cell.
            return False
        if signs.continued_cell.match(below.text) or signs.unfinished_cell.search(above.text) or is_open(above.text):
            evidence += 2
        elif signs.row_label.match(below.text) or above.text.endswith(("。", "；")) or not above.is_cut:
            return False
        else:
            evidence += 1
    return evidence > 0


def _usually_filled(cells: Iterable[TableCell]) -> set[int]:
    """Columns whose cells hardly ever are empty."""
    counts: dict[int, list[int]] = {}
    for cell in cells:
        count = counts.setdefault(cell.column, [0, 0])
        count[0] += 1
        count[1] += bool(cell.text)
    return {column for column, (all_cells, filled) in counts.items() if filled >= 0.8 * all_cells}
