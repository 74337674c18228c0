"""The table on a sheet of a ledger: its head, wherever it stands, its columns, and the rows with work."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from policy_parse.writers.ledger_notes import plain

HIGHEST = 40
"""Rows in which the head is looked for."""


@dataclass(slots=True)
class Table:
    """A table of ours on a sheet, with the columns that people have added."""

    sheet: Any
    top: int
    """The row of its head."""
    heads: list[str]
    """What stands at the head of each column, '' where nothing does."""
    last: int
    """Its last row with work; `top` if it has none."""
    said_by: str
    """The head under which every row with work has something."""
    columns: dict[str, int] = field(default_factory=dict)
    """Head → column; the first where a head is given twice. In an office's own table: our head for each known one."""
    is_theirs: bool = False
    """True for the table of an office's own workbook, whose columns and look are not touched."""

    def rows(self) -> list[int]:
        """Rows with work; others, as a line between groups, are nobody's and stay."""
        column = self.columns[self.said_by]
        return [y for y in range(self.top + 1, self.last + 1) if plain(self.sheet.cell(y, column).value)]

    def words(self, row: int) -> dict[str, str]:
        """What a row says, by head."""
        return {head: plain(self.sheet.cell(row, x).value) for head, x in self.columns.items()}

    def cells(self, row: int) -> Iterator[tuple[str, Any]]:
        """Every cell of a row with its head; a head that is given twice, and none, named apart."""
        for head, x in zip(distinct(self.heads), range(1, len(self.heads) + 1), strict=True):
            yield head, self.sheet.cell(row, x)

    def add_column(self, head: str) -> None:
        """A column after the last one, which looks as that one does."""
        from openpyxl.utils import get_column_letter

        x = len(self.heads) + 1
        self.heads.append(head)
        self.columns[head] = x
        for y in range(self.top, self.last + 1):
            like_that(self.sheet.cell(y, x - 1), self.sheet.cell(y, x))
        self.sheet.cell(self.top, x).value = head
        self.sheet.column_dimensions[get_column_letter(x)].width = 14
        area = self.sheet.auto_filter
        if area.ref:
            first, _, end = area.ref.partition(":")
            if end:
                area.ref = f"{first}:{get_column_letter(x)}{end.lstrip('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}"


def table_on(sheet: Any, needed: Collection[str], said_by: str) -> Table | None:
    """The table whose head has all of `needed`; None if there is none."""
    for y in range(1, min(sheet.max_row, HIGHEST) + 1):
        heads = [plain(sheet.cell(y, x).value) for x in range(1, sheet.max_column + 1)]
        if set(needed) <= set(heads):
            while heads and not heads[-1]:
                heads.pop()
            break
    else:
        return None
    columns: dict[str, int] = {}
    for x, head in enumerate(heads, 1):
        if head:
            columns.setdefault(head, x)
    said = columns[said_by]
    last = next((row for row in range(sheet.max_row, y, -1) if plain(sheet.cell(row, said).value)), y)
    width = _width(sheet, y, last)
    return Table(sheet, y, [*heads, *[""] * max(width - len(heads), 0)], last, said_by, columns)


def _width(sheet: Any, top: int, last: int) -> int:
    """The last column with anything in the rows of the table, under a head or under none."""
    filled = (cell.column for row in sheet.iter_rows(min_row=top, max_row=last) for cell in row if plain(cell.value))
    return max(filled, default=1)


def distinct(heads: Sequence[str]) -> list[str]:
    """`heads` with a number where one is given again: 备注, 备注 2."""
    given: dict[str, int] = {}
    out = []
    for head in heads:
        given[head] = given.get(head, 0) + 1
        out.append(f"{head} {given[head]}".strip() if given[head] > 1 or not head else head)
    return out


def split_merged(table: Table) -> int:
    """Take cells apart that were merged over rows with work, each with the words of the whole; how many there were."""
    from openpyxl.utils import range_boundaries

    sheet = table.sheet
    count = 0
    for merged in [str(each) for each in sheet.merged_cells.ranges]:
        left, top, right, bottom = range_boundaries(merged)
        if bottom > table.top and top <= table.last:
            count += 1
            whole = sheet.cell(top, left)
            sheet.unmerge_cells(merged)
            for y in range(top, bottom + 1):
                for x in range(left, right + 1):
                    if (y, x) != (top, left):
                        like_that(whole, sheet.cell(y, x))
                        if x == left:
                            sheet.cell(y, x).value = whole.value
                            sheet.cell(y, x).data_type = whole.data_type
    return count


def like_that(cell: Any, other: Any) -> None:
    """Give `other` the look of `cell`."""
    other._style = copy(cell._style)
