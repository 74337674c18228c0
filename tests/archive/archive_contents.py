"""What an archive holds, whatever the order in which it came."""

import sqlite3
from contextlib import closing


def rows(archive, sql, *values):
    with closing(sqlite3.connect(archive)) as base:
        return base.execute(sql, values).fetchall()


def contents(archive):
    """The rows of every table, sorted."""
    tables = rows(archive, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {name: sorted(rows(archive, f"SELECT * FROM {name}"), key=repr) for (name,) in tables}
