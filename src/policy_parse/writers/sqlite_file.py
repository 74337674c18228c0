"""SQLite: the flat tables of one plan or many in one database; days are ISO text, true and false 1 and 0."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

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
    return b"".join(render_pieces(plans))


def render_pieces(plans: Iterable[Plan]) -> Iterator[bytes]:
    """The same in pieces; `plans` are asked for one after another and not kept."""
    import sqlite3
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="policy-parse-") as folder:
        file = Path(folder, "plans.sqlite")
        base = sqlite3.connect(file, isolation_level=None)
        try:
            for setting in ("journal_mode = OFF", "synchronous = OFF"):  # a file of our own, which nobody else sees
                base.execute(f"PRAGMA {setting}")
            base.execute("BEGIN")
            for statement in definitions():
                base.execute(statement)
            seen: set[str] = set()
            for plan in plans:
                if plan.source.sha256 not in seen:
                    seen.add(plan.source.sha256)
                    rows = rows_of([plan])
                    for table in TABLES:
                        base.executemany(insertion(table), stored(rows[table.name]))
            base.execute("COMMIT")
        finally:
            base.close()
        with file.open("rb") as written:
            while piece := written.read(_PIECE):
                yield piece


_PIECE = 1 << 20


def definitions() -> Iterator[str]:
    """The statements that make the tables and their indexes."""
    for table in TABLES:
        yield _definition(table)
        if table.name not in _KEYS:
            column = "task" if any(column.name == "task" for column in table.columns) else "code"
            yield f"CREATE INDEX {table.name}_of_plan ON {table.name} (plan, {column})"


def insertion(table: Table) -> str:
    """The statement that puts a row into a table."""
    return f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.columns))})"


def is_as_written(path: Path) -> bool:
    """True for a database with the tables and columns of ours and nothing else that anybody has put into it."""
    import sqlite3

    query = "SELECT m.name, c.name FROM sqlite_master AS m, pragma_table_info(m.name) AS c WHERE m.type <> 'index'"
    try:
        base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        with contextlib.closing(base):
            return set(base.execute(query)) == {(table.name, c.name) for table in TABLES for c in table.columns}
    except sqlite3.Error:
        return False


def stored(rows: Iterable[Row]) -> Iterator[tuple[object, ...]]:
    """Rows as the database has them: days are ISO text."""
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
