"""Tables without ruling lines, where columns are plain from alignment: wide gaps one below the other.

Conservative on purpose, since running text must never be cut: three columns or more, three rows or more, blank from
top to bottom between the columns, and figures in a column, the same parts one below the other in every line, or lines
drawn above and below (三线表); two columns are enough where a line is drawn below the head too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from policy_parse.readers.pages.grid import RuledEdge
from policy_parse.readers.pages.lines import NARROW_GAP, PrintedLine, join_text
from policy_parse.readers.pages.ruled_tables import PageTable, TableCell

_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 3
_FEWEST_RULED = 2
"""The same between the three lines of a table that has no others."""
_FURTHEST = 3.2
"""Baselines of one table's lines are at most this far apart, in sizes."""
_FIGURE = re.compile(r"[0-9]")
_FIGURES = 0.6
"""Share of a column's cells with a figure that makes it a column of figures."""

_LONG = 1.7
"""How many times as long as its head, and as the cells of the shortest column, the cells of the longest are."""
_ALIGNED = 0.5
"""Sizes by which the parts of a column begin, or are centred, away from each other."""

_Part = tuple[float, float, str]
"""x0, x1 and text of a part of a line between two blanks."""


def take_aligned_tables(
    lines: Sequence[PrintedLine], edges: Iterable[RuledEdge], page: int
) -> tuple[list[PageTable], list[PrintedLine]]:
    """Tables told by alignment alone, and the lines outside them, both in the order of the page."""
    rules = [e for e in edges if e.horizontal]
    tables: list[PageTable] = []
    rest: list[PrintedLine] = []
    i = 0
    while i < len(lines):
        fewest = _FEWEST_COLUMNS if not _heads_three_lines(lines[i], rules) else _FEWEST_RULED
        run = _run(lines, i, fewest)
        table = _table(run, rules, page, fewest) if len(run) >= _FEWEST_ROWS else None
        if table is None:
            rest.append(lines[i])
            i += 1
        else:
            tables.append(table)
            i += len(run)
    return tables, rest


def _run(lines: Sequence[PrintedLine], start: int, fewest: int) -> list[PrintedLine]:
    """Lines from `start` on that could be rows: gaps for `fewest` columns at first, then gaps, or words in a column."""
    if len(lines[start].gaps) < fewest - 1:
        return []
    run = [lines[start]]
    columns = _columns(run)
    for line in lines[start + 1 :]:
        if line.y - run[-1].y > _FURTHEST * line.size:
            break
        together = _columns([*run, line])
        if len(together) < fewest or (not line.gaps and len(together) < len(columns)):
            break
        run.append(line)
        columns = together
    while run and not run[-1].gaps:
        run.pop()
    return run


def _parts(line: PrintedLine) -> list[_Part]:
    parts: list[_Part] = []
    x0, offset = line.x0, 0
    for end, start, at in line.blanks:
        parts.append((x0, end, line.text[offset:at].strip()))
        x0, offset = start, at
    parts.append((x0, line.x1, line.text[offset:].strip()))
    return parts


def _columns(lines: Sequence[PrintedLine]) -> list[tuple[float, float]]:
    """Stretches that words of `lines` cover, seen from above."""
    narrowest = NARROW_GAP * lines[0].size
    covered: list[tuple[float, float]] = []
    for x0, x1, _ in sorted(part for line in lines for part in _parts(line)):
        if covered and x0 - covered[-1][1] < narrowest:
            covered[-1] = covered[-1][0], max(covered[-1][1], x1)
        else:
            covered.append((x0, x1))
    return covered


def _table(run: Sequence[PrintedLine], rules: Sequence[RuledEdge], page: int, fewest: int) -> PageTable | None:
    columns = _columns(run)
    if len(columns) < fewest:
        return None
    rows: list[list[str]] = []
    places: list[list[PrintedLine]] = []
    for line in run:
        cells = [""] * len(columns)
        for x0, _, text in _parts(line):
            at = next(i for i, (a, b) in enumerate(columns) if a <= x0 <= b)
            cells[at] = f"{cells[at]} {text}" if cells[at] else text
        if cells[0] or not rows:
            rows.append(cells)
            places.append([line])
        else:
            rows[-1] = [join_text(a, b) for a, b in zip(rows[-1], cells, strict=True)]
            places[-1].append(line)
    filled = [row for row in rows if sum(map(bool, row)) >= len(columns) - 1]
    aligned = len(columns) >= _FEWEST_COLUMNS and (_has_figures(rows) or _is_drawn_up(run))
    three = fewest == _FEWEST_RULED and len(rows) >= _FEWEST_ROWS  # a head between lines: cells may be empty
    if not (three or len(filled) >= _FEWEST_ROWS) or not (aligned or _is_ruled(run, rules)):
        return None
    xs = [columns[0][0], *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), columns[-1][1]]
    cells_out = [
        TableCell(r, c, 1, 1, (xs[c], _top(places[r]), xs[c + 1], _bottom(places[r])), text, page, False)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    box = xs[0], _top(run), xs[-1], _bottom(run)
    return PageTable(tuple(cells_out), tuple(xs), page, box, tuple(run))


def _has_figures(rows: Sequence[Sequence[str]]) -> bool:
    """True if a column but the first holds figures in most rows below the header."""
    body = rows[1:]
    for column in list(zip(*body, strict=True))[1:]:
        if sum(1 for text in column if _FIGURE.search(text)) >= _FIGURES * len(column):
            return True
    return False


def _is_drawn_up(run: Sequence[PrintedLine]) -> bool:
    """True if all lines have as many parts, which begin or are centred one below the other, and one column is long.

    Its head is short. Lists of names and signatures have columns that are much alike, and no heads.
    """
    parts = [_parts(line) for line in run]
    if len({len(row) for row in parts}) > 1:
        return False
    lengths = [[len(text) for _, _, text in column] for column in zip(*parts, strict=True)]
    means = [sum(body) / len(body) for _, *body in lengths]
    long = means.index(max(means))
    if means[long] < _LONG * min(means) or means[long] < _LONG * lengths[long][0]:
        return False
    near = _ALIGNED * run[0].size
    for column in zip(*parts, strict=True):
        starts = [x0 for x0, _, _ in column]
        centres = [(x0 + x1) / 2 for x0, x1, _ in column]
        if min(max(starts) - min(starts), max(centres) - min(centres)) > near:
            return False
    return True


def _heads_three_lines(line: PrintedLine, rules: Sequence[RuledEdge]) -> bool:
    """True if lines are drawn across above and below a line: the head of a table of three lines."""
    size = line.size
    across = [e.at for e in rules if e.start <= line.x0 + size and e.end >= line.x1 - size]
    above = any(line.box[1] - 1.5 * size <= at <= line.box[1] + 0.3 * size for at in across)
    return above and any(line.box[3] - 0.3 * size <= at <= line.box[3] + 1.5 * size for at in across)


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
