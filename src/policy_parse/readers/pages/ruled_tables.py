"""Characters in the cells of a ruled grid: which cell each is in, and the text of a cell from its lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from policy_parse.readers.pages.grid import Box, RuledCell, RuledGrid
from policy_parse.readers.pages.lines import PrintedLine, build_lines, is_wide, join_text
from policy_parse.readers.pages.page import Glyph, PageContent
from policy_parse.signs.pages import PageSigns


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell, or the part of it on one page."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    text: str
    page: int
    is_cut: bool
    """True if its last line fills the cell, so that the text may go on below (on the next page)."""


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table, or the part of it on one page."""

    cells: tuple[TableCell, ...]
    xs: tuple[float, ...]
    page: int
    box: Box
    lines: tuple[PrintedLine, ...] = field(default=(), repr=False)
    """Its lines as running text, for when it turns out not to be a table."""

    @property
    def rows(self) -> int:
        """How many grid rows it has."""
        return max((c.row + c.row_span for c in self.cells), default=0)

    @property
    def columns(self) -> int:
        """How many grid columns it has."""
        return len(self.xs) - 1


def take_tables(
    page: PageContent, grids: Iterable[RuledGrid], signs: PageSigns
) -> tuple[list[PageTable], list[list[Box]], list[Glyph]]:
    """The tables of a page with their text, the frames drawn round running text, and the characters outside tables.

    A grid of one column (a box with a title row), or with nothing but one cell that runs through all columns, is a
    frame, not a table. A grid inside a table is read as text of its cell.
    """
    tables: list[PageTable] = []
    frames: list[list[Box]] = []
    rest = page.glyphs
    for grid in sorted(grids, key=lambda g: -(g.box[2] - g.box[0]) * (g.box[3] - g.box[1])):
        middle = ((grid.box[0] + grid.box[2]) / 2, (grid.box[1] + grid.box[3]) / 2)
        if any(contains(t.box, *middle) for t in tables):
            continue
        if len(grid.xs) == 2:
            frames.append([c.box for c in grid.cells])
            continue
        inside, outside = _split(rest, grid.box)
        in_cell = _by_cell(grid, inside)
        whole = [c for c in in_cell if c.column_span == len(grid.xs) - 1]
        if not in_cell or (len(in_cell) == 1 and whole):
            frames.extend([c.box] for c in in_cell)
            continue
        tables.append(_table(page, grid, in_cell, signs))
        rest = outside
    return sorted(tables, key=lambda t: (t.box[1], t.box[0])), frames, rest


def contains(box: Box, x: float, y: float) -> bool:
    """True if a point lies in a box."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


_MIDDLE = 0.36
"""How far the middle of a character is above its baseline, in sizes."""


def _split(glyphs: Iterable[Glyph], box: Box) -> tuple[list[Glyph], list[Glyph]]:
    x0, top, x1, bottom = box
    inside: list[Glyph] = []
    outside: list[Glyph] = []
    for glyph in glyphs:
        middle = glyph.y - _MIDDLE * glyph.size
        if top <= middle <= bottom and x0 <= (glyph.x0 + glyph.x1) / 2 <= x1:
            inside.append(glyph)
        else:
            outside.append(glyph)
    return inside, outside


def _by_cell(grid: RuledGrid, glyphs: Iterable[Glyph]) -> dict[RuledCell, list[Glyph]]:
    """The characters of each cell that has a visible one."""
    by_place = {
        (row, column): cell
        for cell in grid.cells
        for row in range(cell.row, cell.row + cell.row_span)
        for column in range(cell.column, cell.column + cell.column_span)
    }
    in_cell: dict[RuledCell, list[Glyph]] = {}
    for glyph in glyphs:
        row = bisect_right(grid.ys, glyph.y - _MIDDLE * glyph.size) - 1
        column = bisect_right(grid.xs, (glyph.x0 + glyph.x1) / 2) - 1
        cell = by_place.get((row, column)) or _nearest(grid, glyph)
        in_cell.setdefault(cell, []).append(glyph)
    return {cell: found for cell, found in in_cell.items() if any(g.text.strip() for g in found)}


def _table(page: PageContent, grid: RuledGrid, in_cell: dict[RuledCell, list[Glyph]], signs: PageSigns) -> PageTable:
    lines = {cell: build_lines(found, page.number) for cell, found in in_cell.items()}
    turned = _turned_texts(page, grid)
    padding = _padding(grid, lines)
    cells = []
    for cell in grid.cells:
        text, is_cut = _cell_text(lines.get(cell, ()), cell.box, padding, signs)
        text = "\n".join(t for t in (text, turned.get(cell, "")) if t)
        cells.append(TableCell(*cell[:4], cell.box, text, page.number, is_cut))
    running = sorted((line for found in lines.values() for line in found), key=lambda k: (k.y, k.x0))
    return PageTable(tuple(cells), grid.xs, page.number, grid.box, tuple(running))


def _nearest(grid: RuledGrid, glyph: Glyph) -> RuledCell:
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.y - _MIDDLE * glyph.size

    def distance(cell: RuledCell) -> float:
        x0, top, x1, bottom = cell.box
        return max(x0 - x, 0.0, x - x1) + max(top - y, 0.0, y - bottom)

    return min(grid.cells, key=distance)


def _turned_texts(page: PageContent, grid: RuledGrid) -> dict[RuledCell, str]:
    """Labels written upwards or downwards in a cell."""
    texts: dict[RuledCell, str] = {}
    for run in page.turned:
        x = sum((g.x0 + g.x1) / 2 for g in run) / len(run)
        y = sum(g.y - g.size / 2 for g in run) / len(run)
        for cell in grid.cells:
            if contains(cell.box, x, y):
                texts[cell] = texts.get(cell, "") + "".join(g.text for g in run).strip()
    return texts


_WORD_PADDING = 5.4
"""Word's and WPS's own margin on either side of a cell, points (0.19 cm)."""


def _padding(grid: RuledGrid, lines: dict[RuledCell, list[PrintedLine]]) -> float:
    """The blank on either side of a cell's text: the least that lines of several cells leave, at most Word's own."""
    left = sorted(min(line.x0 for line in found) - cell.box[0] for cell, found in lines.items() if len(found) > 1)
    if not left:
        return _WORD_PADDING
    return min(_WORD_PADDING, max(0.0, left[len(left) // 10]))


def _cell_text(lines: Sequence[PrintedLine], box: Box, padding: float, signs: PageSigns) -> tuple[str, bool]:
    r"""The text of a cell, its paragraphs joined by ``\n``, and whether its last line fills the cell's width.

    A line belongs to the paragraph before it unless that one had room left for the line's first word, so that
    the author ended it. Lines of one paragraph are joined without a blank between 汉字.
    """
    if not lines:
        return "", False
    left, right = box[0] + padding, max(box[2] - padding, max(line.x1 for line in lines))
    text = lines[0].text
    start = 0
    for previous, line in pairwise(lines):
        if _ends(previous, line, _room(previous, left, right), text[start:], signs):
            text += "\n"
            start = len(text)
            text += line.text
        else:
            text = text[:start] + join_text(text[start:], line.text)
    return text, _room(lines[-1], left, right) <= (1 + ROOM) * lines[-1].size


def _room(line: PrintedLine, left: float, right: float) -> float:
    """How much more would have gone on a line: what is free at its right, at both sides if it is centred."""
    before, after = line.x0 - left, right - line.x1
    return before + after if abs(before - after) < 0.8 * line.size else after


ROOM = 0.7
"""More room than for the next line's first word and this (in characters): the author ended the line."""
_ENDED = tuple("。；！？;")


def _ends(previous: PrintedLine, line: PrintedLine, room: float, text: str, signs: PageSigns) -> bool:
    if is_open(text):
        return False
    if text.endswith(_ENDED) and signs.item_label.match(line.text):
        return True
    return room > ROOM * previous.size + first_word_width(line)


_UNIT = re.compile(r"[（(〔《【［“‘]*(?:[!-&*-~]+|.)[，。、；：？！”’）)〕》】］…—%％]*")
"""What no line end may divide: a 汉字 or a Latin word, with the marks that may not end or begin a line."""


def first_word_width(line: PrintedLine) -> float:
    """The room that the line before would have needed to take in the first of `line`, in points."""
    unit = _UNIT.match(line.text)
    if not unit:
        return line.size
    return min(30 * line.size, sum(1.0 if is_wide(c) else 0.5 for c in unit[0]) * line.size)


_LONGEST_BRACKET = 200
_BRACKETS = re.compile(r"[（(〔《【［）)〕》】］]")
_OPENING = "（(〔《【［"


def is_open(text: str) -> bool:
    """True if a bracket opened in the last `_LONGEST_BRACKET` characters of `text` is not closed yet."""
    depth = 0
    for mark in _BRACKETS.findall(text[-_LONGEST_BRACKET:]):
        depth = depth + 1 if mark in _OPENING else max(0, depth - 1)
    return depth > 0
