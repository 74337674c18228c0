"""Tables without ruling lines, where columns are plain from alignment: wide gaps one below the other.

Conservative on purpose, since running text must never be cut: three rows or more, blank from top to bottom between the
columns, and one thing more that tells a table. Of two columns: lines drawn above and below (三线表), or heads that are
known, or cells of offices, times or values under words that may be heads. Of three and more columns also figures in a
column, or the same parts one below the other in every row. Which lines make a row is for `aligned_rows` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from policy_parse.readers.pages.aligned_rows import AlignedRow, columns_of, covered, parts_of, rows_of
from policy_parse.readers.pages.grid import RuledEdge
from policy_parse.readers.pages.lines import NARROW_GAP, PrintedLine
from policy_parse.readers.pages.ruled_tables import PageTable, TableCell
from policy_parse.signs.reading import ReaderSigns

_FEWEST_COLUMNS = 2
_FEWEST_PLAIN = 3
"""The same where figures or alignment alone tell a table."""
_FEWEST_ROWS = 3
_FURTHEST = 3.2
"""Baselines of one table's lines are at most this far apart, in sizes."""
_FIGURE = re.compile(r"[0-9]")
_FIGURES = 0.6
"""Share of a column's cells with a figure that makes it a column of figures."""
_LONGEST_HEAD = 16
_NO_HEAD = re.compile("[。；：]")

_LONG = 1.7
"""How many times as long as its head, and as the cells of the shortest column, the cells of the longest are."""
_ALIGNED = 0.5
"""Sizes by which the parts of a column begin, or are centred, away from each other."""
_STEP = 1.1
"""Of the widest step between two rows: what is further down is no row."""
_MOST = 0.9
"""Share of the cells that begin or are centred one below the other."""


def take_aligned_tables(
    lines: Sequence[PrintedLine], edges: Iterable[RuledEdge], page: int, signs: ReaderSigns
) -> tuple[list[PageTable], list[PrintedLine]]:
    """Tables told by alignment and by what cells hold, and the lines outside them, both in the order of the page."""
    rules = [e for e in edges if e.horizontal]
    tables: list[PageTable] = []
    rest: list[PrintedLine] = []
    i = 0
    while i < len(lines):
        run = _run(lines, i)
        rows = _rows(run, rules, signs) if len(run) >= _FEWEST_ROWS else []
        if rows and _is_table(rows, rules, signs):
            tables.append(_table(rows, page))
            i += sum(len(row.lines) for row in rows)
        else:
            rest.append(lines[i])
            i += 1
    return tables, rest


def _run(lines: Sequence[PrintedLine], start: int) -> list[PrintedLine]:
    """Lines from `start` on that could be rows: words that may be heads, then gaps, or words in a column."""
    first = lines[start]
    if not first.gaps or any(len(part.text) > _LONGEST_HEAD or _NO_HEAD.search(part.text) for part in parts_of(first)):
        return []
    run = [first]
    columns = columns_of(run)
    narrowest = NARROW_GAP * first.size
    for line in lines[start + 1 :]:
        if line.y - run[-1].y > _FURTHEST * line.size:
            break
        together = covered([*columns, *((part.x0, part.x1) for part in parts_of(line))], narrowest)
        if len(together) < _FEWEST_COLUMNS or (not line.gaps and len(together) < len(columns)):
            break
        run.append(line)
        columns = together
    return run


def _rows(run: Sequence[PrintedLine], rules: Sequence[RuledEdge], signs: ReaderSigns) -> list[AlignedRow]:
    """The rows of a run; words that stand alone below the last of them are none unless they are a cell's."""
    columns = columns_of(run)
    x0, x1, size = columns[0][0], columns[-1][1], run[0].size
    across = [e.at for e in rules if e.start <= x0 + size and e.end >= x1 - size]
    rows = rows_of(run, columns, across, signs.tables)
    while rows and sum(map(bool, rows[-1].parts)) < _FEWEST_COLUMNS and not _is_last_row(rows, across, signs):
        rows.pop()
    return rows if len(rows) >= _FEWEST_ROWS else []


def _is_last_row(rows: Sequence[AlignedRow], across: Sequence[float], signs: ReaderSigns) -> bool:
    """True if the one cell of the last row is in its place: a line drawn below, or no further down and of one kind."""
    last, before = rows[-1], [row for row in rows[:-1] if sum(map(bool, row.parts)) >= _FEWEST_COLUMNS]
    column = next(c for c, parts in enumerate(last.parts) if parts)
    if len(before) < _FEWEST_ROWS:
        return False
    size, bottom = last.lines[0].size, _bottom(last.lines)
    if any(bottom - 0.3 * size <= at <= bottom + 1.5 * size for at in across):
        return True
    steps = [b.lines[0].y - a.lines[-1].y for a, b in pairwise(rows)]
    others = [row.cells[column] for row in before[1:]]
    kind = signs.tables.kind(last.cells[column])
    if kind == "text" or kind != signs.tables.kind_of_column(others) or steps[-1] > _STEP * max(steps[:-1]):
        return False
    return abs(last.parts[column][0].x0 - min(p.x0 for row in before for p in row.parts[column])) <= _ALIGNED * size


def _is_table(rows: Sequence[AlignedRow], rules: Sequence[RuledEdge], signs: ReaderSigns) -> bool:
    if _is_ruled([line for row in rows for line in row.lines], rules):
        return True
    if not _stand_below_each_other(rows):
        return False
    cells = [row.cells for row in rows]
    width = len(cells[0])
    filled = sum(sum(map(bool, row)) >= width - 1 for row in cells)
    plain = width >= _FEWEST_PLAIN and filled >= _FEWEST_ROWS and (_has_figures(cells) or _is_drawn_up(rows))
    return plain or signs.tables.tell_a_table(cells)


def _table(rows: Sequence[AlignedRow], page: int) -> PageTable:
    lines = [line for row in rows for line in row.lines]
    columns = columns_of(lines)
    xs = [columns[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1]]
    cells = [
        TableCell(r, c, 1, 1, (xs[c], _top(row.lines), xs[c + 1], _bottom(row.lines)), text, page, False)
        for r, row in enumerate(rows)
        for c, text in enumerate(row.cells)
    ]
    return PageTable(tuple(cells), tuple(xs), page, (xs[0], _top(lines), xs[-1], _bottom(lines)), tuple(lines))


def _has_figures(rows: Sequence[Sequence[str]]) -> bool:
    """True if a column but the first holds figures in most rows below the header."""
    body = rows[1:]
    for column in list(zip(*body, strict=True))[1:]:
        if sum(1 for text in column if _FIGURE.search(text)) >= _FIGURES * len(column):
            return True
    return False


def _is_drawn_up(rows: Sequence[AlignedRow]) -> bool:
    """True if all rows have all cells and one column is long, its head short.

    Lists of names and signatures have columns that are much alike, and no heads.
    """
    lengths = [[len(text) for text in column] for column in zip(*(row.cells for row in rows), strict=True)]
    if not all(map(all, lengths)):
        return False
    means = [sum(body) / len(body) for _, *body in lengths]
    long = means.index(max(means))
    return means[long] >= _LONG * min(means) and means[long] >= _LONG * lengths[long][0]


def _stand_below_each_other(rows: Sequence[AlignedRow]) -> bool:
    """True if most cells of each column begin, end or are centred one below the other."""
    near = _ALIGNED * rows[0].lines[0].size
    for column in zip(*(row.parts for row in rows), strict=True):
        parts = [part for parts in column for part in parts]
        places = ([p.x0 for p in parts], [p.x1 for p in parts], [(p.x0 + p.x1) / 2 for p in parts])
        if max(_near_the_middle(xs, near) for xs in places) < _MOST * len(parts) - 1:  # a head may be set apart
            return False
    return True


def _near_the_middle(xs: Sequence[float], near: float) -> int:
    middle = sorted(xs)[len(xs) // 2]
    return sum(abs(x - middle) <= near for x in xs)


def _is_ruled(run: Sequence[PrintedLine], rules: Sequence[RuledEdge]) -> bool:
    """True if lines are drawn across, above the first row and below the last."""
    x0, x1 = min(line.x0 for line in run), max(line.x1 for line in run)
    size = run[0].size
    across = [e.at for e in rules if e.start <= x0 + size and e.end >= x1 - size]
    above = any(_top(run) - 1.5 * size <= at <= _top(run) + 0.3 * size for at in across)
    below = any(_bottom(run) - 0.3 * size <= at <= _bottom(run) + 1.5 * size for at in across)
    return above and below


def _top(lines: Sequence[PrintedLine]) -> float:
    return min(line.box[1] for line in lines)


def _bottom(lines: Sequence[PrintedLine]) -> float:
    return max(line.box[3] for line in lines)
