"""The sheet of work that is gone from the plan: rows go there with all that people typed, and come back with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import copy
from typing import Any

from policy_parse.model.ledger import DAYS_LEFT, MARK, TITLE
from policy_parse.writers.ledger_notes import plain
from policy_parse.writers.ledger_update.table import Table, like_that
from policy_parse.writers.workbook import put_value

SILENT = frozenset(("序号", "编号", "原序号", "出处", "涉及序号", "涉及编号"))
"""What follows the document's layout; that it moved is no news."""
_ALIKE = (TITLE, "内容")
"""Work that comes back says the same under these heads."""


def put_away(book: Any, values: Any, table: Table, y: int, name: str) -> None:
    """Copy a row to the sheet of what is gone, under the same heads; formulas as what they came to."""
    sheet = book[name] if name in book.sheetnames else book.create_sheet(name)
    heads = [plain(sheet.cell(1, x).value) for x in range(1, sheet.max_column + 1)]
    heads = [] if heads == [""] else heads
    below = sheet.max_row + 1
    for head, cell in table.cells(y):
        if head in (MARK, DAYS_LEFT) or (cell.value is None and cell.comment is None):
            continue
        if head not in heads:
            heads.append(head)
            like_that(table.sheet.cell(table.top, cell.column), sheet.cell(1, len(heads)))
            put_value(sheet.cell(1, len(heads)), head)
        other = sheet.cell(below, heads.index(head) + 1)
        like_that(cell, other)
        value = cell.value
        if cell.data_type == "f":
            result = values.cell(y, cell.column).value
            value = plain(cell.value) if result is None else result
        other.value = value
        if isinstance(value, str):
            other.data_type = "s"
        if cell.comment is not None:
            other.comment = copy(cell.comment)
    sheet.freeze_panes = "A2"


def take_back(
    book: Any, table: Table, name: str, new: Mapping[int, Mapping[str, str]], ours: Collection[str]
) -> dict[int, dict[str, Any]]:
    """What was typed beside work that was gone and is in the plan again: new row → head → value.

    Its row leaves the sheet of what is gone, unless it says more than comes back: a correction of our words, a comment.
    """
    if name not in book.sheetnames:
        return {}
    sheet = book[name]
    heads = [plain(cell.value) for cell in sheet[1]]
    waiting = {tuple(row.get(head, "") for head in _ALIKE): j for j, row in new.items()}
    found: dict[int, dict[str, Any]] = {}
    for y in range(sheet.max_row, 1, -1):  # the latest first
        cells = dict(zip(heads, sheet[y], strict=True))
        work = tuple(plain(cells[head].value) if head in cells else "" for head in _ALIKE)
        typed = {head: cell.value for head, cell in cells.items() if head not in ours and cell.value is not None}
        if any(work) and work in waiting and typed.keys() <= table.columns.keys():
            row = new[waiting[work]]
            found[waiting.pop(work)] = typed
            if not any(cell.comment or (head in ours and _says_more(head, cell, row)) for head, cell in cells.items()):
                sheet.delete_rows(y)
    return found


def _says_more(head: str, cell: Any, row: Mapping[str, str]) -> bool:
    return head not in SILENT and plain(cell.value) != row.get(head, "")
