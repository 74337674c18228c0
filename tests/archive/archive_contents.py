"""What an archive holds, whatever the order in which it came."""

import sqlite3
from contextlib import closing


def rows(archive, sql, *values):
    with closing(sqlite3.connect(archive)) as base:
        return base.execute(sql, values).fetchall()


def contents(archive):
    """The rows of every table, sorted; of the index of full text its words, without the order in which they came."""
    tables = rows(archive, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    found = {name: rows(archive, f"SELECT * FROM {name}") for (name,) in tables if not name.startswith("task_search")}
    found["task_words"] = [row[1:] for row in found["task_words"]]
    return {name: sorted(given, key=repr) for name, given in found.items()}


def check_index(archive):
    """Raises sqlite3.DatabaseError unless the index of full text has the words that the archive has."""
    with closing(sqlite3.connect(archive)) as base:
        base.execute("INSERT INTO task_search (task_search, rank) VALUES ('integrity-check', 1)")
