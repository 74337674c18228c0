"""SQLite: the flat tables of one plan or many in one database; days are ISO text, true and false 1 and 0."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from policy_parse.model import Plan
from policy_parse.model.tables import TABLES, Kind, Row, Table, rows_of

FORMAT = "sqlite"
SUFFIXES = (".sqlite", ".sqlite3", ".db")
BINARY = True

_TYPES: Mapping[Kind, str] = {
    "text": "TEXT", "list": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "DATE", "boolean": "BOOLEAN",
}  # fmt: skip
_KEYS = {"plans": ("plan",), "tasks": ("plan", "task")}
"""Columns that tell one row from another."""


def render(plan: Plan) -> bytes:
    """The database of one plan."""
    return render_all([plan])


def render_all(plans: Iterable[Plan]) -> bytes:
    """The database of all plans; what each column means stands in its definition (``.schema``)."""
    import sqlite3

    rows = rows_of(plans)
    base = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for table in TABLES:
            base.execute(_definition(table))
            marks = ", ".join("?" * len(table.columns))
            base.execute("BEGIN")
            base.executemany(f"INSERT INTO {table.name} VALUES ({marks})", _stored(rows[table.name]))
            base.execute("COMMIT")
            if table.name not in _KEYS:
                column = "task" if any(column.name == "task" for column in table.columns) else "code"
                base.execute(f"CREATE INDEX {table.name}_of_plan ON {table.name} (plan, {column})")
        return base.serialize()
    finally:
        base.close()


def _stored(rows: Iterable[Row]) -> Iterable[tuple[object, ...]]:
    return (tuple(c.isoformat() if isinstance(c, datetime.date) else c for c in row) for row in rows)


def _definition(table: Table) -> str:
    """CREATE TABLE with the meaning of table and columns as comments, which the database keeps."""
    key = _KEYS.get(table.name)
    lines = [f'  "{column.name}" {_TYPES[column.kind]}' for column in table.columns]
    comments = [f" -- {column.says}" for column in table.columns]
    if key:
        lines.append(f"  PRIMARY KEY ({', '.join(key)})")
        comments.append("")
    commas = [","] * (len(lines) - 1) + [""]
    body = "\n".join(map("".join, zip(lines, commas, comments, strict=True)))
    return f"CREATE TABLE {table.name} ( -- one row for {table.says}\n{body}\n)"
