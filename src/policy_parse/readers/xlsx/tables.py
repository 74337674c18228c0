"""A sheet as paragraphs and tables: titles and fill-in rows above a table, one table for each run of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policy_parse import limits
from policy_parse.document import Cell, Paragraph, Piece, Table
from policy_parse.readers.xlsx.sheet import Merges, Range, Sheet
from policy_parse.text.sign import Sign

_PROGRAMS_NAME = Sign(
    "xlsx.programs_name",
    r"(?i: (?: sheet | 工作表 ) \s* \d* \s* (?: \( \d+ \) )? )",
    says="the name that a program gave to a sheet",
    examples=["|Sheet1|", "|Sheet 2|", "|工作表1|", "|sheet1 (2)|"],
)
# 填报单位：县水利局 | （单位：万元） | 填报日期:
_FIELD = re.compile(r"[^：:；;。，,\n]{1,14}[：:]")
_BREAK = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_BETWEEN = "　"
"""Between the cells of a fill-in row."""


def sheet_pieces(sheet: Sheet, *, named: bool) -> Iterator[Piece]:
    """The pieces of a sheet, top down. Empty rows part tables, unless they have borders; empty columns are left out.

    Above a table, rows with one filled cell (a title merged over the width) and fill-in rows (填报单位：… | 时间：…)
    are paragraphs; below it, those of the last rows that are merged over its whole width or are fill-in rows.
    `named`: the sheet's name becomes a heading before its first table, unless a program gave that name or a title
    above the table holds it. Raises LimitError.
    """
    return _SheetTables(sheet).pieces(named=named)


class _SheetTables:
    """The filled cells of one sheet, each at its first place, and what they cover."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        cells = {place: text for place, raw in sheet.cells.items() if (text := _tidy(raw))}
        self._merges = Merges(sheet.merged, cells)
        self._rows: dict[int, list[tuple[Range, str]]] = {}
        """The filled cells that begin in a row, left to right; a row that is only covered has none."""
        for (row, column), text in sorted(cells.items()):
            covered = self._merges.at(row, column)
            if (covered.top, covered.left) == (row, column):
                self._rows.setdefault(row, []).append((covered, text))
                for below in range(row + 1, covered.bottom + 1):
                    self._rows.setdefault(below, [])

    def pieces(self, *, named: bool) -> Iterator[Piece]:
        name = self._sheet.name.strip()
        waiting = named and bool(name) and not _PROGRAMS_NAME.fullmatch(name)
        for run in self._runs():
            first = self._first_of_table(run)
            last = self._last_of_table(run, first)
            for row in run[:first]:
                waiting = waiting and not any(_bare(name) in _bare(text) for _, text in self._rows[row])
                yield from self._paragraphs(row)
            if first < last:
                if waiting:
                    yield Paragraph(name, heading=1)
                    waiting = False
                yield self._table(run[first:last])
            for row in run[last:]:
                yield from self._paragraphs(row)

    def _runs(self) -> Iterator[list[int]]:
        """Filled rows that follow each other, or have nothing but empty rows with borders between them."""
        run: list[int] = []
        for row in sorted(self._rows):
            if run and not all(between in self._sheet.ruled for between in range(run[-1] + 1, row)):
                yield run
                run = []
            run.append(row)
        if run:
            yield run

    def _first_of_table(self, run: Sequence[int]) -> int:
        """How many leading rows of `run` stand above its table; all of them if no row has two cells."""
        width = max(len(self._rows[row]) for row in run)
        if width < 2:
            return len(run)
        count = 0
        for at, row in enumerate(run):
            cells = self._rows[row]
            if (len(cells) > 1 and not _is_form(cells, width)) or not self._covers_alone(run[at + 1 :], cells):
                return count
            count = at + 1
        # Several fill-in rows and nothing else are a card: a table of its own, below its title.
        fields = [at for at, row in enumerate(run) if len(self._rows[row]) > 1]
        return fields[0] if len(fields) > 1 else len(run)

    def _covers_alone(self, below: Sequence[int], cells: Sequence[tuple[Range, str]]) -> bool:
        """True if no cell begins in the rows `below` that `cells` cover."""
        bottom = max((covered.bottom for covered, _ in cells), default=-1)
        return not any(self._rows[row] for row in below if row <= bottom)

    def _last_of_table(self, run: Sequence[int], first: int) -> int:
        """Where the rows below the table of `run` begin."""
        if first == len(run):
            return first
        columns = [covered for row in run[first:] for covered, _ in self._rows[row]]
        left, right = min(c.left for c in columns), max(c.right for c in columns)
        last = len(run)
        while last > first + 1:
            cells = self._rows[run[last - 1]]
            across = len(cells) == 1 and left == cells[0][0].left < cells[0][0].right == right
            if not across and not (cells and cells[0][0].left == left and _is_form(cells, 0)):
                break
            last -= 1
        return last if last > first + 1 else len(run)

    def _paragraphs(self, row: int) -> Iterator[Paragraph]:
        """A row outside a table as a paragraph: its one cell, or its fields, one after the other, as a form."""
        cells = self._rows[row]
        if not cells:
            return
        text = cells[0][1]
        for _, more in cells[1:]:
            text += more if text[-1] in "：:" else _BETWEEN + more
        beside = len(cells) == 1 and cells[0][0].left > 0 and _is_form(cells, 0)
        if len(cells) > 1 or beside:
            yield Paragraph(text, note="form")
        else:
            centred = cells[0][0][:2] in self._sheet.centred
            yield Paragraph(text, alignment="center" if centred else None)

    def _table(self, rows: Sequence[int]) -> Table:
        """The table of `rows`; places that no cell covers have an empty one."""
        begun = {covered.left for row in rows for covered, _ in self._rows[row]}
        row_at = {row: at for at, row in enumerate(rows)}
        column_at = {column: at for at, column in enumerate(sorted(begun))}
        limits.refuse("cells", len(row_at) * len(column_at))
        free = {(y, x) for y in row_at.values() for x in column_at.values()}
        cells: list[Cell] = []
        for row, at in row_at.items():
            for covered, text in self._rows[row]:
                down = [row_at[y] for y in range(row, covered.bottom + 1) if y in row_at]
                across = [column_at[x] for x in range(covered.left, covered.right + 1) if x in column_at]
                free.difference_update((y, x) for y in down for x in across)
                cells.append(Cell(text, at, across[0], len(down), len(across)))
        cells += [Cell("", y, x) for y, x in free]
        return Table(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column))))


def _is_form(cells: Sequence[tuple[Range, str]], width: int) -> bool:
    """True if a row is filled in, not a row of a table of `width` columns: fields with their values, or one and a date.

    填报单位：县水利局 | 填报时间：2025年3月; 填报单位： | 县水利局; 填报单位：县水利局 | 2025年3月 above six columns.
    """
    texts = [text for _, text in cells]
    if not texts or not _FIELD.match(texts[0]):
        return False
    if len(texts) * 2 <= width:
        return True
    return all(_FIELD.match(text) or before[-1] in "：:" for before, text in pairwise(texts))


def _tidy(text: str) -> str:
    """`text` with its lines as paragraphs of the cell: no blanks round them, no empty ones, no tabs."""
    lines = (line.strip() for line in _BREAK.sub("\n", text).replace("\t", " ").split("\n"))
    return "\n".join(line for line in lines if line)


def _bare(text: str) -> str:
    return "".join(text.split())
