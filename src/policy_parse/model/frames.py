"""The flat tables as data frames: pandas, polars and Arrow, loaded when asked for (extras of the package)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any

from policy_parse.errors import MissingExtraError
from policy_parse.model.plan import Plan
from policy_parse.model.tables import TABLES, Kind, Row, Table, rows_of

Frames = dict[str, Any]
"""A frame for each table, by its name: plans, tasks, units, targets, deadlines, findings."""


def to_pandas(plans: Iterable[Plan]) -> Frames:
    """``pandas.DataFrame``s; nullable types (string, Int64, Float64, boolean), dates as ``datetime64[s]``.

    Raises MissingExtraError without pandas.
    """
    pandas = load("pandas", "pandas")
    kinds: dict[Kind, str] = {
        "text": "string", "list": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean",
    }  # fmt: skip

    def series(values: list[Any], kind: Kind) -> Any:
        if kind == "date":
            return pandas.array(pandas.to_datetime(pandas.Series(values, dtype=object)).to_numpy("datetime64[s]"))
        return pandas.array(values, dtype=kinds[kind])

    return _frames(plans, pandas.DataFrame, series)


def to_polars(plans: Iterable[Plan]) -> Frames:
    """``polars.DataFrame``s with String, Int64, Float64, Date and Boolean. Raises MissingExtraError without polars."""
    polars = load("polars", "polars")
    kinds = {
        "text": polars.String, "list": polars.String, "integer": polars.Int64, "number": polars.Float64,
        "date": polars.Date, "boolean": polars.Boolean,
    }  # fmt: skip
    return _frames(plans, polars.DataFrame, lambda values, kind: polars.Series(values, dtype=kinds[kind]))


def to_arrow(plans: Iterable[Plan]) -> Frames:
    """``pyarrow.Table``s with string, int64, double, date32 and bool; each field has its description.

    Raises MissingExtraError without pyarrow.
    """
    load("pyarrow", "arrow")
    rows = rows_of(plans)
    return {table.name: arrow_table(table, rows[table.name]) for table in TABLES}


def arrow_table(table: Table, rows: Sequence[Row]) -> Any:
    """The ``pyarrow.Table`` of those rows; see `to_arrow`."""
    arrow = load("pyarrow", "arrow")
    schema = arrow_schema(table)
    columns = zip(_columns(table, rows), schema, strict=True)
    return arrow.Table.from_arrays([arrow.array(values, type=field.type) for values, field in columns], schema=schema)


def arrow_schema(table: Table) -> Any:
    """The ``pyarrow.Schema`` of that table, the same whatever its rows hold. Raises MissingExtraError."""
    arrow = load("pyarrow", "arrow")
    kinds = {
        "text": arrow.string(), "list": arrow.string(), "integer": arrow.int64(), "number": arrow.float64(),
        "date": arrow.date32(), "boolean": arrow.bool_(),
    }  # fmt: skip
    fields = [arrow.field(c.name, kinds[c.kind], metadata={"description": c.says}) for c in table.columns]
    return arrow.schema(fields, metadata={"description": f"one row for {table.says}"})


def load(module: str, extra: str) -> Any:
    """An optional package. Raises MissingExtraError, which names the `extra` to install, if it is not there."""
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtraError(module, extra) from error


def _frames(plans: Iterable[Plan], frame: Callable[[Any], Any], series: Callable[[list[Any], Kind], Any]) -> Frames:
    """Each table as `frame` of its columns by name, each column as `series` of its values and kind."""
    rows = rows_of(plans)
    found = {}
    for table in TABLES:
        columns = zip(table.columns, _columns(table, rows[table.name]), strict=True)
        found[table.name] = frame({column.name: series(values, column.kind) for column, values in columns})
    return found


def _columns(table: Table, rows: Sequence[Row]) -> list[list[Any]]:
    return [[row[i] for row in rows] for i in range(len(table.columns))]
