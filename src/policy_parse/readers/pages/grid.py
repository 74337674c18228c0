"""Ruling lines to tables: edges → crossings → cells → grids; knows geometry only, no file format.

Shared by every reader that sees drawn lines (PDF, OFD, scans). The steps and tolerances are pdfplumber's
(snap 3 pt, join 3 pt, cross 3 pt, shortest edge 3 pt), so the same lines give the same cells; on top of them, rows
and columns are numbered and merged cells get their spans, and a table whose outer lines were not drawn is closed
where its other lines end together.

Glossary. *Edge*: one straight ruling line. *Lattice*: the positions of all edges of a component, extended through it.
*Field*: one rectangle of the lattice. *Cell*: fields that no edge separates. *Grid*: cells that touch each other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

TOLERANCE = 3.0
"""Points within which two positions are one, a gap is closed and two edges meet."""

SHORTEST = 3.0
"""Edges shorter than this (after joining) are strokes of letters or dots, not ruling lines."""

CLOSING = 10.0
"""How far edges must run on beyond the outermost crossing edge before an undrawn border is supposed there."""

LARGEST_LATTICE = 250_000
"""More fields than this is a drawing (a map, a chart), not a table."""

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom; origin at the top left."""


class RuledEdge(NamedTuple):
    """One horizontal or vertical ruling line: its position (`at`), its start and its end."""

    horizontal: bool
    at: float
    start: float
    end: float
    is_shade: bool = False
    """A side of a filled area rather than a drawn line; counts only if no lines are drawn round it."""


class RuledCell(NamedTuple):
    """One cell: its first grid row and column (0-based), how many it covers, and its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


class RuledGrid(NamedTuple):
    """One ruled table: cells in row order that cover no place twice, and the positions of its lines."""

    cells: tuple[RuledCell, ...]
    xs: tuple[float, ...]
    """Left edge of every column, and the right edge of the last."""
    ys: tuple[float, ...]
    """Top edge of every row, and the bottom edge of the last."""

    @property
    def box(self) -> Box:
        """The rectangle round all cells."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]


def box_edges(box: Box, is_shade: bool = False) -> tuple[RuledEdge, RuledEdge, RuledEdge, RuledEdge]:
    """The four edges of a drawn (or filled, `is_shade`) rectangle."""
    x0, top, x1, bottom = box
    return (
        RuledEdge(True, top, x0, x1, is_shade),
        RuledEdge(True, bottom, x0, x1, is_shade),
        RuledEdge(False, x0, top, bottom, is_shade),
        RuledEdge(False, x1, top, bottom, is_shade),
    )


def find_grids(edges: Iterable[RuledEdge], tolerance: float = TOLERANCE) -> list[RuledGrid]:
    """Every group of touching cells that `edges` enclose, top to bottom, then left to right.

    A grid of one cell is a frame round text; whether that is a table is the caller's to say. Grids may lie inside
    each other (a frame round a page, a table in a cell). Shaded areas inside a table of drawn lines are ignored: a
    shaded cell is often filled line by line.
    """
    edges = list(edges)
    lines = [e for e in edges if not e.is_shade]
    grids = _grids(lines, tolerance)
    if len(lines) < len(edges):
        ruled = [g.box for g in grids if len(g.cells) > 1]
        shades = [e for e in edges if e.is_shade and not any(_is_inside(e, box, tolerance) for box in ruled)]
        if shades:
            grids = _grids(lines + shades, tolerance)
    return sorted(grids, key=lambda g: (g.ys[0], g.xs[0]))


def _is_inside(edge: RuledEdge, box: Box, tolerance: float) -> bool:
    x0, top, x1, bottom = box
    middle = (edge.start + edge.end) / 2
    x, y = (middle, edge.at) if edge.horizontal else (edge.at, middle)
    return x0 - tolerance <= x <= x1 + tolerance and top - tolerance <= y <= bottom + tolerance


def _grids(edges: Sequence[RuledEdge], tolerance: float) -> list[RuledGrid]:
    horizontals, verticals = _tidy(edges, tolerance)
    grids: list[RuledGrid] = []
    for rows, columns in _components(horizontals, verticals, tolerance):
        grids.extend(_grids_of_component(rows, columns, tolerance))
    return grids


def _tidy(edges: Sequence[RuledEdge], tolerance: float) -> tuple[list[RuledEdge], list[RuledEdge]]:
    """Edges at nearly one position snapped together, overlapping or nearly touching ones joined, short ones dropped."""
    tidied: tuple[list[RuledEdge], list[RuledEdge]] = ([], [])
    for direction in (True, False):
        ordered = sorted(e for e in edges if e.horizontal is direction and e.end - e.start > 0.0)
        for cluster in _clusters(ordered, tolerance):
            at = sum({e.at for e in cluster}) / len({e.at for e in cluster})
            tidied[0 if direction else 1].extend(_join(direction, at, cluster, tolerance))
    return tidied


def _clusters(ordered: Sequence[RuledEdge], tolerance: float) -> list[list[RuledEdge]]:
    """Edges in order of position, cut where the next is more than `tolerance` further."""
    clusters: list[list[RuledEdge]] = []
    last = float("-inf")
    for edge in ordered:
        if edge.at - last > tolerance:
            clusters.append([])
        clusters[-1].append(edge)
        last = edge.at
    return clusters


def _join(direction: bool, at: float, cluster: list[RuledEdge], tolerance: float) -> list[RuledEdge]:
    joined: list[RuledEdge] = []
    start, end = float("inf"), float("-inf")
    for edge in sorted(cluster, key=lambda e: e.start):
        if edge.start <= end + tolerance:
            end = max(end, edge.end)
            continue
        if end - start >= SHORTEST:
            joined.append(RuledEdge(direction, at, start, end))
        start, end = edge.start, edge.end
    if end - start >= SHORTEST:
        joined.append(RuledEdge(direction, at, start, end))
    return joined


def _components(
    horizontals: list[RuledEdge], verticals: list[RuledEdge], tolerance: float
) -> list[tuple[list[RuledEdge], list[RuledEdge]]]:
    """Horizontal and vertical edges that hang together by crossing each other."""
    positions = [v.at for v in verticals]
    parent = list(range(len(horizontals) + len(verticals)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, h in enumerate(horizontals):
        for j in range(bisect_left(positions, h.start - tolerance), bisect_right(positions, h.end + tolerance)):
            v = verticals[j]
            if v.start - tolerance <= h.at <= v.end + tolerance:
                parent[root(i)] = root(len(horizontals) + j)
    members: dict[int, tuple[list[RuledEdge], list[RuledEdge]]] = {}
    for i, edge in enumerate((*horizontals, *verticals)):
        members.setdefault(root(i), ([], []))[0 if edge.horizontal else 1].append(edge)
    return [m for m in members.values() if m[0] and m[1] and len(m[0]) + len(m[1]) >= 3]


def _grids_of_component(rows: list[RuledEdge], columns: list[RuledEdge], tolerance: float) -> list[RuledGrid]:
    rows, columns = _close(rows, columns, tolerance), _close(columns, rows, tolerance)
    xs = sorted({v.at for v in columns})
    ys = sorted({h.at for h in rows})
    if len(xs) < 2 or len(ys) < 2 or len(xs) * len(ys) > LARGEST_LATTICE:
        return []
    above = _covered(rows, ys, xs, tolerance)
    beside = _covered(columns, xs, ys, tolerance)
    regions = _regions(len(ys) - 1, len(xs) - 1, above, beside)
    return [_number(group, xs, ys) for group in _touching(regions)]


def _close(edges: list[RuledEdge], crossing: list[RuledEdge], tolerance: float) -> list[RuledEdge]:
    """`edges`, with an outer border added where most of `crossing` run to one common end and none is drawn there.

    Tables drawn without their left and right lines, or cut by the page before their last line.
    """
    closed = list(edges)
    for ends, sign in (([c.start for c in crossing], -1.0), ([c.end for c in crossing], 1.0)):
        outermost = max((e.at for e in edges), key=lambda at: at * sign)
        furthest = max(ends, key=lambda e: e * sign)
        common = [c.at for c, e in zip(crossing, ends, strict=True) if abs(e - furthest) <= tolerance]
        if len(common) < 2 or len(common) < 0.6 * len(crossing):
            continue
        if (furthest - outermost) * sign > CLOSING:
            closed.append(RuledEdge(edges[0].horizontal, furthest, min(common), max(common)))
        elif abs(furthest - outermost) <= tolerance:
            drawn = sum(e.end - e.start for e in edges if e.at == outermost)
            if drawn < 0.8 * (max(common) - min(common)):
                closed.append(RuledEdge(edges[0].horizontal, outermost, min(common), max(common)))
    return closed


def _covered(edges: list[RuledEdge], at: list[float], cuts: list[float], tolerance: float) -> list[list[bool]]:
    """For each position in `at` and each stretch between neighbouring `cuts`: whether an edge runs along it."""
    index = {position: i for i, position in enumerate(at)}
    covered = [[False] * (len(cuts) - 1) for _ in at]
    for edge in edges:
        line = covered[index[edge.at]]
        first = bisect_left(cuts, edge.start - tolerance)
        last = bisect_right(cuts, edge.end + tolerance) - 1
        for i in range(first, last):
            line[i] = True
    return covered


_Region = tuple[int, int, int, int]
"""First row, first column, one past the last row, one past the last column."""


def _regions(rows: int, columns: int, above: list[list[bool]], beside: list[list[bool]]) -> list[_Region]:
    """Rectangles of fields that edges enclose on all sides and none divides; a bent one is cut into its rows."""
    seen = [[False] * columns for _ in range(rows)]
    regions: list[_Region] = []
    for row in range(rows):
        for column in range(columns):
            if not seen[row][column]:
                fields, is_open = _flood(row, column, rows, columns, above, beside, seen)
                if not is_open:
                    regions.extend(_rectangles(fields))
    return sorted(regions)


def _flood(
    row: int,
    column: int,
    rows: int,
    columns: int,
    above: list[list[bool]],
    beside: list[list[bool]],
    seen: list[list[bool]],
) -> tuple[list[tuple[int, int]], bool]:
    """All fields reachable from one without crossing an edge, and whether the outside is."""
    fields: list[tuple[int, int]] = []
    is_open = False
    waiting = [(row, column)]
    seen[row][column] = True
    while waiting:
        r, c = waiting.pop()
        fields.append((r, c))
        for nr, nc, wall in (
            (r - 1, c, above[r][c]),
            (r + 1, c, above[r + 1][c]),
            (r, c - 1, beside[c][r]),
            (r, c + 1, beside[c + 1][r]),
        ):
            if wall:
                continue
            if not (0 <= nr < rows and 0 <= nc < columns):
                is_open = True
            elif not seen[nr][nc]:
                seen[nr][nc] = True
                waiting.append((nr, nc))
    return fields, is_open


def _rectangles(fields: list[tuple[int, int]]) -> list[_Region]:
    top, bottom = min(r for r, _ in fields), max(r for r, _ in fields) + 1
    left, right = min(c for _, c in fields), max(c for _, c in fields) + 1
    if (bottom - top) * (right - left) == len(fields):
        return [(top, left, bottom, right)]
    cut: list[_Region] = []
    for row in range(top, bottom):
        columns = sorted(c for r, c in fields if r == row)
        start = columns[0]
        for previous, column in zip(columns, (*columns[1:], -1), strict=True):
            if column != previous + 1:
                cut.append((row, start, row + 1, previous + 1))
                start = column
    return cut


def _touching(regions: list[_Region]) -> list[list[_Region]]:
    """Regions grouped so that those with a common corner or side are together."""
    by_corner: dict[tuple[int, int], list[int]] = {}
    for i, (top, left, bottom, right) in enumerate(regions):
        for corner in (
            *((top, c) for c in range(left, right + 1)),
            *((bottom, c) for c in range(left, right + 1)),
            *((r, left) for r in range(top + 1, bottom)),
            *((r, right) for r in range(top + 1, bottom)),
        ):
            by_corner.setdefault(corner, []).append(i)
    group = list(range(len(regions)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for members in by_corner.values():
        for i in members[1:]:
            group[root(i)] = root(members[0])
    groups: dict[int, list[_Region]] = {}
    for i, region in enumerate(regions):
        groups.setdefault(root(i), []).append(region)
    return list(groups.values())


def _number(regions: list[_Region], xs: list[float], ys: list[float]) -> RuledGrid:
    """Rows and columns counted by those lines only that bound a cell."""
    used_rows = sorted({r for region in regions for r in (region[0], region[2])})
    used_columns = sorted({c for region in regions for c in (region[1], region[3])})
    row_of = {r: i for i, r in enumerate(used_rows)}
    column_of = {c: i for i, c in enumerate(used_columns)}
    cells = [
        RuledCell(
            row_of[top],
            column_of[left],
            row_of[bottom] - row_of[top],
            column_of[right] - column_of[left],
            (xs[left], ys[top], xs[right], ys[bottom]),
        )
        for top, left, bottom, right in regions
    ]
    return RuledGrid(tuple(sorted(cells)), tuple(xs[c] for c in used_columns), tuple(ys[r] for r in used_rows))
