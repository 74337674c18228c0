"""A table as Parquet, by pyarrow (extra ``arrow``); each column has its description."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from policy_parse.model.frames import arrow_table, load
from policy_parse.model.tables import Row, Table


def render(table: Table, rows: Sequence[Row]) -> bytes:
    """The file. Raises MissingExtraError without pyarrow."""
    parquet = load("pyarrow.parquet", "arrow")
    out = load("pyarrow", "arrow").BufferOutputStream()
    parquet.write_table(arrow_table(table, rows), out, compression="zstd")
    return bytes(out.getvalue())


def is_as_written(table: Table, path: Path) -> bool:
    """True for a file with the columns of that table. Raises MissingExtraError without pyarrow."""
    parquet, arrow = load("pyarrow.parquet", "arrow"), load("pyarrow", "arrow")
    try:
        names = parquet.read_schema(path).names
    except arrow.ArrowException:
        return False
    return list(names) == [column.name for column in table.columns]
