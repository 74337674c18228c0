"""Indicator tables for tests: cells with the places of their words in one text."""

from __future__ import annotations

from dataclasses import dataclass

from policy_parse.fields.indicator_table import ValueCell
from policy_parse.span import Span
from policy_parse.text.fold import Folded, fold


@dataclass(frozen=True)
class _Cell:
    text: str
    span: Span
    folded: Folded

    @property
    def words(self) -> str:
        """Its folded words on one line."""
        return "".join(self.folded.text.split())


def table(*rows: str) -> tuple[str, list[list[ValueCell | None]]]:
    """Rows of cells separated by |; ``^`` repeats the cell above, ``<`` the cell to the left (merged cells)."""
    source, grid = "", []
    for row in rows:
        cells: list[ValueCell | None] = []
        for words in row.split("|"):
            words = words.strip()
            if words == "^":
                cells.append(grid[-1][len(cells)])
            elif words == "<":
                cells.append(cells[-1])
            else:
                start, source = len(source), source + words + "\t"
                cells.append(_Cell(words, Span(start, start + len(words)), fold(source, start, start + len(words))))
        grid.append(cells)
        source += "\n"
    return source, grid
