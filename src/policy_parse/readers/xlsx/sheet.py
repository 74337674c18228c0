"""What both kinds of workbook are read into before tables are found, and how much of one is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from policy_parse import limits


class Range(NamedTuple):
    """Merged cells: first and last row and column, 0-based, both included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """One sheet as a person sees it; rows and columns are 0-based."""

    name: str
    hidden: bool = False
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    """Text by (row, column), as the number format shows it; empty cells are left out."""
    merged: list[Range] = field(default_factory=list)
    ruled: set[int] = field(default_factory=set)
    """Rows in which at least one cell has a border: an empty one belongs to the table round it."""
    centred: set[tuple[int, int]] = field(default_factory=set)
    """Cells whose text is centred."""
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Workbook:
    """The sheets in their order, and what was met on the way."""

    sheets: list[Sheet] = field(default_factory=list)
    formulas_unread: int = 0
    """Formulas whose result is not in the file."""
    pictures: int = 0
    damaged: list[str] = field(default_factory=list)
    """Names of parts that could be read only in part, or not at all."""
    own_heads: Mapping[str, str] = field(default_factory=dict)
    """In an office's own workbook that we filled in: what it calls our columns."""


class Merges:
    """The merged cells of a sheet, each place looked up once. Ranges that overlap an earlier one are ignored."""

    def __init__(self, merged: Iterable[Range], cells: Iterable[tuple[int, int]]) -> None:
        places = list(cells)
        last_row = max((row for row, _ in places), default=-1)
        last_column = max((column for _, column in places), default=-1)
        self._origin: dict[tuple[int, int], Range] = {}
        looked_at = 0
        for merge in merged:
            shown = Range(merge.top, merge.left, min(merge.bottom, last_row), min(merge.right, last_column))
            if shown.bottom < shown.top or shown.right < shown.left:
                continue
            looked_at += (shown.bottom - shown.top + 1) * (shown.right - shown.left + 1)
            limits.refuse("cells", looked_at)
            covered = list(_places(shown))
            if not any(place in self._origin for place in covered):
                self._origin.update(dict.fromkeys(covered, shown))

    def at(self, row: int, column: int) -> Range:
        """The merged cells that cover a place, else the place alone."""
        return self._origin.get((row, column)) or Range(row, column, row, column)


def _places(merge: Range) -> Iterator[tuple[int, int]]:
    for row in range(merge.top, merge.bottom + 1):
        for column in range(merge.left, merge.right + 1):
            yield row, column
