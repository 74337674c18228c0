"""CSV: the ledger for programs and pivot tables, one row for each task of the document.

A file of rows holds one kind of row: overall targets and findings are in the other formats. Rows that state the same
work are not put together here; 关联任务 names them.
"""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Sequence
from pathlib import Path

from policy_parse.model import Plan
from policy_parse.writers.as_written import head_of
from policy_parse.writers.ledger import COLUMNS, SOURCE, rows_of_tasks

FORMAT = "csv"
SUFFIXES = (".csv",)
BINARY = False

FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
"""First characters that make a spreadsheet take a cell for a formula (OWASP, CSV injection), full-width ones too."""
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def render(plan: Plan) -> bytes:
    """Return the ledger, UTF-8 with a mark so that Excel reads Chinese; what could run as a formula gets a '."""
    return csv_bytes(COLUMNS, rows_of_tasks(plan))


def render_all(plans: Iterable[Plan]) -> bytes:
    """The ledgers of all plans as one, the name of the document before each row."""
    return HEAD + b"".join(map(render_part, plans))


def render_part(plan: Plan) -> bytes:
    """The rows of one plan among many, the name of the document before each."""
    return _lines((plan.source.name, *row) for row in rows_of_tasks(plan))


def is_as_written(path: Path) -> bool:
    """True for a file with the head of one of ours; what people may have typed below it cannot be told."""
    return head_of(path).startswith((csv_bytes(COLUMNS, ()), HEAD))


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A file of rows below their head: see `render`."""
    return BOM_UTF8 + _lines([head]) + _lines(rows)


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) and not _NUMBER.fullmatch(cell) else cell


HEAD = csv_bytes((SOURCE, *COLUMNS), ())
"""The first line of a ledger of many plans."""
