"""Tables drawn in plain text: tab-led cells, tab-separated rows, rows between bars; each to a grid of strings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from policy_parse.document import Cell, Table
from policy_parse.readers.txt.lines import TextLine
from policy_parse.signs.columns import MEASURE, UNIT_MEANINGS
from policy_parse.signs.pages import PageSigns
from policy_parse.signs.reading import ReaderSigns
from policy_parse.text.traditional import simplified

Rows = list[list[str]]

_NOBODY = frozenset("/／—-－–无")
_FILLED_MEANINGS = ("lead", "responsible", "deadline")
_RULE = re.compile(r"[\s|:+\-=─━═┄┈┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬│┃║]+")
_CORNERS = ("┌", "┏", "╔", "+")
_BARS = tuple("|｜│┃║")
_BAR = re.compile(r"[|｜│┃║]")


def find_table(lines: Sequence[TextLine], at: int, signs: ReaderSigns) -> tuple[Table, int] | None:
    """The table that begins at ``lines[at]`` and the number of the line after it; None if none does.

    Three forms are known: one cell a line, each led by a tab, rows apart by blank lines (pasted from Word); one row
    a line, cells apart by tabs (pasted from Excel); one row a line between bars (Markdown, drawn frames).
    """
    if not may_be_row(lines[at]):
        return None
    found = _tab_led(lines, at) or _tab_separated(lines, at, signs.pages)
    if found is None:
        barred = _barred(lines, at) or _cell_a_line(lines, at)
        found = barred and (_moved_right(barred[0], signs), barred[1])
    if found is None:
        return None
    grid, end = found
    return table_of_rows(grid, signs), end


def may_be_row(line: TextLine) -> bool:
    """True if a line holds a tab, a bar or the corner of a frame."""
    return "\t" in line.raw or _BAR.search(line.text) is not None or line.text[:1] in _CORNERS


def table_of_rows(grid: Rows, signs: ReaderSigns, *, own: Collection[int] = ()) -> Table:
    """A grid of strings to a Table: cells that continue the one above are merged with it, a lone cell spans its row.

    An empty cell continues the one above where every cell to its left does too, the row's number aside (grouping
    columns), and in a column that every row fills (责任单位, 完成时限) or that writes “/” for nobody. Any other empty
    cell is empty, and so is any in the columns `own`, where each row has a cell of its own.
    """
    columns = max(map(len, grid))
    rows = [row + [""] * (columns - len(row)) for row in grid]
    continuing = _columns_that_continue(rows, signs).difference(own)
    is_numbered = signs.pages.index_head.fullmatch(simplified(rows[0][0])) is not None
    owner: dict[int, int] = {}
    spans: dict[tuple[int, int], int] = {}
    cells: list[tuple[int, int, int]] = []
    for number, row in enumerate(rows):
        if columns > 2 and row[0] and not any(row[1:]) and len(grid[number]) == 1:
            owner.clear()
            cells.append((number, 0, columns))
            continue
        leading = True
        for column, text in enumerate(row):
            leading = leading and (not text or (column == 0 and is_numbered))
            if not text and column in owner and column not in own and (leading or column in continuing):
                spans[owner[column], column] += 1
                continue
            if number or text:
                owner[column] = number
            spans[number, column] = 1
            cells.append((number, column, 1))
    return Table(
        tuple(
            Cell(
                text=rows[number][column],
                row=number,
                column=column,
                row_span=spans.get((number, column), 1),
                column_span=wide,
            )
            for number, column, wide in cells
        )
    )


def _columns_that_continue(rows: Rows, signs: ReaderSigns) -> set[int]:
    found = set()
    for column in range(len(rows[0])):
        head = rows[0][column]
        values = {row[column].strip() for row in rows[1:]}
        if values & _NOBODY or _fills_every_row(head, signs):
            found.add(column)
    return found


def _fills_every_row(head: str, signs: ReaderSigns) -> bool:
    """True for a column of which every row has words: 责任单位, 完成时限, and what the vocabulary knows as such."""
    if signs.pages.optional_column.search(simplified(head)):
        return False
    if signs.pages.filled_column.search(simplified(head)):
        return True
    return head != MEASURE and signs.column(head) in _FILLED_MEANINGS


def _tab_led(lines: Sequence[TextLine], at: int) -> tuple[Rows, int] | None:
    """``⇥工作事项`` / ``⇥责任单位`` / blank / ``⇥节约用水`` / ``⇥市水利局``; lines without a tab continue a cell."""
    groups: list[list[str]] = []
    end = at
    while end < len(lines) and (lines[end].raw.startswith("\t") or (end > at and _continues_cell(lines, end))):
        line = lines[end]
        if line.raw.startswith("\t"):
            if "\t" in line.raw.strip():
                return None
            if not groups or line.blanks:
                groups.append([])
            groups[-1].append(line.text)
        else:
            groups[-1][-1] += "\n" + line.text
        end += 1
    sizes = Counter(len(group) for group in groups if len(group) > 1)
    if not sizes or len(groups) < 2:
        return None
    columns = max(sizes, key=lambda size: (sizes[size], size))
    return _whole_rows(groups, columns), end


def _continues_cell(lines: Sequence[TextLine], at: int) -> bool:
    """A line without a tab inside a run of tab-led cells: no blank above it, and another cell after it."""
    if lines[at].blanks or lines[at].raw.startswith("\t"):
        return False
    for line in lines[at + 1 : at + 40]:
        if line.raw.startswith("\t"):
            return True
        if line.blanks:
            return False
    return False


def _whole_rows(groups: list[list[str]], columns: int) -> Rows:
    """Groups of cells to rows: a row that a blank line inside a cell cut in two is put together again."""
    rows: Rows = []
    at = 0
    while at < len(groups):
        row, after = list(groups[at]), at + 1
        while len(row) < columns and after < len(groups) and len(row) + len(groups[after]) <= columns:
            row += groups[after]
            after += 1
        if len(row) == columns:
            rows.append(row)
            at = after
        else:
            rows.append(list(groups[at]))
            at += 1
    return rows


def _tab_separated(lines: Sequence[TextLine], at: int, signs: PageSigns) -> tuple[Rows, int] | None:
    """``节约用水⇥市水利局⇥2024年底前``: two rows or more with a tab inside, no blank line within a row."""
    grid: Rows = []
    end = at
    while end < len(lines) and ("\t" in lines[end].raw.strip("\n") or _is_band(lines, end, grid, signs)):
        if lines[end].blanks > 1 and grid:
            break
        grid.append([cell.strip() for cell in lines[end].raw.split("\t")])
        end += 1
    if len(grid) < 2 or sum(sum(map(bool, row)) > 1 for row in grid) < 2:
        return None
    return _without_empty_columns(grid), end


def _is_band(lines: Sequence[TextLine], at: int, grid: Rows, signs: PageSigns) -> bool:
    """True if the line between two rows of the same cells names the rows below it; a head after it begins a table."""
    if not grid or at + 1 >= len(lines) or lines[at].blanks or lines[at + 1].blanks:
        return False
    below = [cell.strip() for cell in lines[at + 1].raw.split("\t")]
    same = len(below) == len(grid[-1]) > 2 and below != grid[0]
    return same and signs.band.fullmatch(lines[at].raw.strip()) is not None


def _barred(lines: Sequence[TextLine], at: int) -> tuple[Rows, int] | None:
    """``| 任务 | 单位 |``, a rule of dashes under the head; drawn frames (│) likewise, a cell over several lines."""
    grid: Rows = []
    end = at
    ruled = framed = False
    fresh = True
    while end < len(lines) and not (grid and lines[end].blanks):
        text = lines[end].text
        if _RULE.fullmatch(text) and len(text) > 2:
            ruled = fresh = True
            framed = framed or "─" in text or "━" in text or text.startswith("+")
        elif len(_BAR.findall(text)) >= 2 or (ruled and _BAR.search(text)):
            cells = [cell.strip() for cell in _BAR.split(re.sub(r"^[|｜│┃║]|[|｜│┃║]$", "", text))]
            if framed and not fresh and len(grid[-1]) == len(cells):
                grid[-1] = [above + cell for above, cell in zip(grid[-1], cells, strict=True)]
            else:
                grid.append(cells)
            fresh = False
        else:
            break
        end += 1
    if len(grid) < 2 or not (ruled or len({len(row) for row in grid}) == 1 or _lacks_cells(grid)):
        return None
    return grid, end


_LACKING = 2


def _lacks_cells(grid: Rows) -> bool:
    """True if the rows of `grid` are as long as the first one, or lack the cells that are merged with those above."""
    columns = len(grid[0])
    return columns > 3 and len(grid) > 2 and all(columns - _LACKING <= len(row) <= columns for row in grid)


def _moved_right(grid: Rows, signs: ReaderSigns) -> Rows:
    """`grid` with those rows moved to the right whose first cells are merged with the ones above and were left out.

    A copy of a page has such rows filled up at their end; where they belong is told by the offices under their heads.
    """
    heads = grid[0]
    offices = [i for i, head in enumerate(heads) if signs.column(head) in UNIT_MEANINGS]
    return [grid[0], *(_moved(row, len(heads), offices, signs) for row in grid[1:])] if offices else grid


def _moved(row: list[str], columns: int, offices: Sequence[int], signs: ReaderSigns) -> list[str]:
    filled = row + [""] * (columns - len(row))
    free = next((k for k, cell in enumerate(reversed(filled)) if cell), columns)
    if len(filled) != columns or any(signs.tables.lists_offices(filled[i]) for i in offices):
        return row
    for k in range(1, free + 1):
        moved = [""] * k + filled[: columns - k]
        if all(signs.tables.lists_offices(moved[i]) for i in offices if moved[i]) and moved[offices[0]]:
            return moved
    return row


def _cell_a_line(lines: Sequence[TextLine], at: int) -> tuple[Rows, int] | None:
    """``序号 |`` / ``工作任务 |`` / ``1 |`` / ``节约用水 |``: a cell a line, a bar behind each, rows that count on."""
    cells: list[str] = []
    end = at
    while end < len(lines) and lines[end].text[-1:] in _BARS and len(_BAR.findall(lines[end].text)) == 1:
        cells.append(lines[end].text[:-1].strip())
        end += 1
    columns = next((i for i, cell in enumerate(cells) if cell.isdigit()), 0)
    if columns < 3 or len(cells) % columns or len(cells) < 3 * columns:
        return None
    grid = [cells[i : i + columns] for i in range(0, len(cells), columns)]
    first = int(grid[1][0])
    counted = all(row[0] == str(number) for number, row in enumerate(grid[1:], first))
    return (grid, end) if counted else None


def _without_empty_columns(grid: Rows) -> Rows:
    """`grid` without columns that no row fills, as a leading tab or a trailing one makes them; lone cells stay."""
    columns = max(map(len, grid))
    rows = [row if len(row) == 1 else row + [""] * (columns - len(row)) for row in grid]
    full = [row for row in rows if len(row) > 1]
    kept = [column for column in range(columns) if any(row[column] for row in full)]
    return [row if len(row) == 1 else [row[column] for column in kept] for row in rows]
