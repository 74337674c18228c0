"""CSV: the ledger for a spreadsheet, one row a task."""

from __future__ import annotations

import csv
import io

from policy_parse.model import Plan
from policy_parse.writers.ledger import COLUMNS, ledger

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
    writer.writerows([_harmless(cell) for cell in row.cells] for row in ledger(plan))
    return out.getvalue().encode("utf-8-sig", "replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
