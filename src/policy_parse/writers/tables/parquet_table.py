"""A table as Parquet, by pyarrow (extra ``arrow``); each column has its description."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.model.frames import arrow_table, load
from policy_parse.model.tables import Row, Table


def render(table: Table, rows: Sequence[Row]) -> bytes:
    """The file. Raises MissingExtraError without pyarrow."""
    parquet = load("pyarrow.parquet", "arrow")
    out = load("pyarrow", "arrow").BufferOutputStream()
    parquet.write_table(arrow_table(table, rows), out, compression="zstd")
    return bytes(out.getvalue())
