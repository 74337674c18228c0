"""Rows of a sheet in another order, with all that refers to them: formulas, rules, lists, filters, names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from typing import Any

_LAST_ROW = 1_048_576
_SHEET = re.compile(r"^(?P<sheet>'(?:[^']|'')+'|[^'!:]+)!(?P<cells>.+)$")
_RANGE = re.compile(r"^(\$?[A-Z]{0,3}\$?)(\d+)(?::(\$?[A-Z]{0,3}\$?)(\d+))?$")


@dataclass(frozen=True, slots=True)
class Moves:
    """Where the rows `first` to `last` of a sheet go; what stands below goes with the end of the table."""

    first: int
    last: int
    """`first` less one where there are none."""
    rows: Mapping[int, int]
    """Old row → new row; a row that is not named is taken out."""
    new_last: int

    def row(self, row: int) -> int | None:
        """The place of one row; None if it is taken out."""
        if row < self.first:
            return row
        if row > self.last:
            return row + self.new_last - self.last if row < _LAST_ROW else row
        return self.rows.get(row)

    def rows_between(self, first: int, last: int) -> tuple[int, int] | None:
        """The place of a range of rows: one that reaches an end of the table does so again; None if none is left."""
        kept = [new for old, new in self.rows.items() if first <= old <= last]
        begin: int | None
        if first < self.first or first == self.first <= self.last:
            begin = first
        else:
            begin = self.row(first) if first > self.last else min(kept, default=None)
        if last > self.last:
            end = self.row(last)
        elif last == self.last:
            end = self.new_last
        else:
            end = last if last < self.first else max(kept, default=self.first - 1)
        return None if begin is None or end is None or end < begin else (begin, end)

    def cells(self, words: str, *, grows: bool = False) -> str | None:
        """The place of a cell or range, K4 or $K$4:$K$23 or 3:3; whole columns stay; None if none is left.

        `grows`: what covers a table of one row covers the table still.
        """
        found = _RANGE.match(words)
        if found is None:
            return words
        start, end = int(found[2]), int(found[4] or found[2])
        if start == end and not (grows and start == self.first == self.last):
            row = self.row(start)
            place = None if row is None else (row, row)
        else:
            place = self.rows_between(start, end)
        if place is None:
            return None
        column = found[3] or found[1]
        return f"{found[1]}{place[0]}" + (f":{column}{place[1]}" if found[4] or place[0] < place[1] else "")

    def formula(self, words: str, *, own: bool, title: str) -> str:
        """`words` (=SUM(K4:K23)) of the sheet itself (`own`) or of another, with the places that its cells have now."""
        from openpyxl.formula import Tokenizer
        from openpyxl.formula.tokenizer import Token

        tokens = Tokenizer(words)
        for token in tokens.items:
            if token.type == Token.OPERAND and token.subtype == Token.RANGE:
                named = _SHEET.match(token.value)
                sheet, cells = (f"{named['sheet']}!", named["cells"]) if named else ("", token.value)
                if own if not named else named["sheet"].strip("'").replace("''", "'") == title:
                    moved = self.cells(cells)
                    token.value = "#REF!" if moved is None else f"{sheet}{moved}"
        return str(tokens.render())


def move_rows(book: Any, sheet: Any, moves: Moves) -> None:
    """Move the rows of `sheet`; whatever in `book` refers to them refers to them still."""
    _formulas(book, sheet, moves)
    _names(book, sheet, moves)
    _cells(sheet, moves)
    _dimensions(sheet, moves)
    _ranges(sheet, moves)


def _formulas(book: Any, moved: Any, moves: Moves) -> None:
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                own = sheet is moved
                if isinstance(cell.value, str):
                    cell.value = moves.formula(cell.value, own=own, title=moved.title)
                elif hasattr(cell.value, "text"):  # one formula for many cells
                    cell.value.text = moves.formula(cell.value.text, own=own, title=moved.title)
                    if own:
                        cell.value.ref = moves.cells(cell.value.ref) or cell.value.ref


def _names(book: Any, moved: Any, moves: Moves) -> None:
    for names, own in ((book.defined_names, False), *((s.defined_names, s is moved) for s in book.worksheets)):
        for name in names.values():
            if name.attr_text:
                name.attr_text = moves.formula(f"={name.attr_text}", own=own, title=moved.title)[1:]


def _cells(sheet: Any, moves: Moves) -> None:
    cells = sheet._cells
    taken = [(place, cells.pop(place)) for place in sorted(cells) if place[0] >= moves.first]
    for (row, column), cell in taken:
        to = moves.row(row)
        if to is not None:
            cell.row = to
            cells[to, column] = cell
            if getattr(cell, "hyperlink", None) is not None:
                cell.hyperlink.ref = cell.coordinate


def _dimensions(sheet: Any, moves: Moves) -> None:
    dimensions = sheet.row_dimensions
    taken = [(row, dimensions.pop(row)) for row in sorted(dimensions) if row >= moves.first]
    for row, dimension in taken:
        to = moves.row(row)
        if to is not None:
            dimension.index = to
            dimensions[to] = dimension


def _ranges(sheet: Any, moves: Moves) -> None:
    from openpyxl.formatting.formatting import ConditionalFormattingList
    from openpyxl.worksheet.cell_range import MultiCellRange
    from openpyxl.worksheet.merge import MergedCellRange

    above = {str(each) for each in sheet.merged_cells.ranges if each.max_row < moves.first}
    merged = [place if place in above else moves.cells(place) for place in map(str, sheet.merged_cells.ranges)]
    sheet.merged_cells.ranges.clear()
    for place in filter(None, merged):
        sheet.merged_cells.ranges.add(MergedCellRange(sheet, place))
    for rule in list(sheet.data_validations.dataValidation):
        rule.sqref = MultiCellRange(_each(rule.sqref, moves))
        if not rule.sqref.ranges:
            sheet.data_validations.dataValidation.remove(rule)
    formats = ConditionalFormattingList()
    for formatting in sheet.conditional_formatting:
        places = " ".join(_each(formatting.sqref, moves))
        for rule in formatting.rules if places else ():
            formats.add(places, copy(rule))
    sheet.conditional_formatting = formats
    for table in (sheet.auto_filter, *(table for table in sheet.tables.values())):
        for part in (table, getattr(table, "autoFilter", None), getattr(table, "sortState", None)):
            if part is not None and getattr(part, "ref", None):
                part.ref = moves.cells(part.ref) or part.ref
    for condition in getattr(sheet.auto_filter.sortState, "sortCondition", None) or ():
        condition.ref = moves.cells(condition.ref) or condition.ref
    if sheet.print_area:
        areas = [area.rpartition("!")[2].replace("$", "") for area in _areas(sheet.print_area)]
        sheet.print_area = [moved for area in areas if (moved := moves.cells(area))]


def _areas(words: Any) -> list[str]:
    return words.split(",") if isinstance(words, str) else [str(area) for area in words]


def _each(ranges: Any, moves: Moves) -> list[str]:
    return [place for each in ranges.ranges if (place := moves.cells(str(each), grows=True))]
