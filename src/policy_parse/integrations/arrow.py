"""What many documents gave as Arrow tables, each with a fixed schema: the flat tables and those of an archive."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from policy_parse.batch.many import ParseResult
from policy_parse.model.frames import arrow_schema, arrow_table, load
from policy_parse.model.tables import TABLES, Column, Table, rows_of


def _own(name: str, says: str, columns: tuple[Column, ...]) -> Table:
    """A table whose rows are not taken from a plan."""
    return Table(name, says, columns, lambda plan, places: iter(()))


_OF_ARCHIVE = (
    _own(
        "documents",
        "a document that was read",
        (
            Column("plan", "text", "sha256 of its bytes"),
            Column("json", "text", "the plan as `policy-parse parse` writes it"),
            Column("settings", "text", "hash of the version, vocabulary, year and limits it was read with"),
        ),
    ),
    _own(
        "sources",
        "a name under which a document was given",
        (Column("name", "text", "path below the folder"), Column("plan", "text", "sha256 of the document")),
    ),
    _own(
        "failures",
        "a document that could not be read",
        (
            Column("name", "text", "path below the folder"),
            Column("sha256", "text", "of its bytes, null where they cannot be had"),
            Column("kind", "text", "unreadable, password, missing-tool, limit, unforeseen, time, memory or crash"),
            Column("reason", "text", "for a person"),
            Column("settings", "text", "as in documents"),
            Column("limits", "text", "seconds and megabytes that it had"),
        ),
    ),
)
_TABLES = {table.name: table for table in (*TABLES, *_OF_ARCHIVE)}
NAMES = tuple(_TABLES)
"""The tables, called as in SQLite."""


def schema(name: str) -> Any:
    """The ``pyarrow.Schema`` of a table of `NAMES`, whatever documents give. Raises MissingExtraError."""
    return arrow_schema(_TABLES[name])


def table_of(name: str, rows: Iterable[tuple[Any, ...]]) -> Any:
    """The ``pyarrow.Table`` of that name with those rows. Raises MissingExtraError."""
    return arrow_table(_TABLES[name], list(rows))


def tables_of(results: Iterable[ParseResult]) -> dict[str, Any]:
    """A ``pyarrow.Table`` for each flat table, and ``failures`` (without settings and limits), by name.

    A document that is given twice is there once. Raises MissingExtraError without pyarrow.
    """
    load("pyarrow", "arrow")
    given = list(results)
    rows = rows_of(one.plan for one in given if one.plan is not None)
    found = {table.name: arrow_table(table, rows[table.name]) for table in TABLES}
    failures = [(*one.failure.values(), None, None) for one in given if one.failure is not None]
    return found | {"failures": table_of("failures", failures)}
