"""A table as NDJSON: an object a line, every column in each; numbers have a point always, days are ISO."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from policy_parse.model.tables import Row, Table


def render(table: Table, rows: Iterable[Row]) -> bytes:
    """The file, UTF-8."""
    names = [column.name for column in table.columns]
    lines = (json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False, default=str) for row in rows)
    return "".join(f"{line}\n" for line in lines).encode()


def is_as_written(table: Table, path: Path) -> bool:
    """True for lines with the columns of that table."""
    with path.open("rb") as file:
        first = file.readline(_LONGEST)
    try:
        row = json.loads(first)
    except ValueError:
        return False
    return isinstance(row, dict) and [*row] == [column.name for column in table.columns]


_LONGEST = 1 << 24
"""Bytes of a line."""
