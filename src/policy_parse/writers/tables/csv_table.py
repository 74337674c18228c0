"""A table as CSV: what is null is an empty cell, numbers have a point, days are ISO, true and false, lists are JSON.

Words that a spreadsheet could take for a formula, and those that begin with ', are led by a ': without it they are as
written. Numbers and days never are.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from pathlib import Path

from policy_parse.model.tables import Cell, Kind, Row, Table
from policy_parse.writers.as_written import head_of
from policy_parse.writers.csv_file import FORMULA

_LED = (*FORMULA, "'")


def render(table: Table, rows: Iterable[Row]) -> bytes:
    """The file, UTF-8 with a mark so that Excel reads Chinese."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([column.name for column in table.columns])
    written = [_WRITTEN[column.kind] for column in table.columns]
    writer.writerows(
        ["" if cell is None else put(cell) for put, cell in zip(written, row, strict=True)] for row in rows
    )
    return out.getvalue().encode("utf-8-sig")


def is_as_written(table: Table, path: Path) -> bool:
    """True for a file with the head of that table."""
    return head_of(path).startswith(render(table, ()))


def _words(cell: Cell) -> str:
    words = str(cell)
    return f"'{words}" if words.startswith(_LED) else words


def _truth(cell: Cell) -> str:
    return "true" if cell else "false"


_WRITTEN: dict[Kind, Callable[[Cell], str]] = {
    "text": _words,
    "list": str,
    "integer": str,
    "number": repr,
    "date": str,
    "boolean": _truth,
}
