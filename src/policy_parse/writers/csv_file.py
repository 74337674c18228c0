"""CSV: the ledger for programs and pivot tables, one row for each task as it stands in the document.

A file of rows holds one kind of row: overall targets and findings stand in the other formats. Rows that state the same
work are not put together here; 关联任务 names them.
"""

from __future__ import annotations

import csv
import io

from policy_parse.model import Plan
from policy_parse.writers.ledger import COLUMNS, rows_of_tasks

FORMAT = "csv"
SUFFIXES = (".csv",)
BINARY = False

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""First characters that make a spreadsheet take a cell for a formula (OWASP, CSV injection)."""


def render(plan: Plan) -> bytes:
    """Return the ledger, UTF-8 with a mark so that Excel reads Chinese; what could run as a formula gets a '."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in row] for row in rows_of_tasks(plan))
    return out.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
