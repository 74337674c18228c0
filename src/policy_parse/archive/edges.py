"""Which units work together, counted as documents come and go: a network of all plans is too large to be counted when
it is asked for.
"""

from __future__ import annotations

import sqlite3

TABLES = (
    """CREATE TABLE unit_edges ( -- one row for two units that share a task
  source TEXT NOT NULL, -- name of one
  target TEXT NOT NULL, -- name of the other, behind it in the order of characters
  tasks INTEGER NOT NULL, -- how many tasks they share
  plans INTEGER NOT NULL, -- of how many plans
  PRIMARY KEY (source, target)
) WITHOUT ROWID""",
    "CREATE INDEX unit_edges_of_tasks ON unit_edges (tasks DESC, source, target, plans)",
)

_PAIRS = """SELECT one.name, other.name, count(DISTINCT one.task) AS tasks
FROM units AS one CROSS JOIN units AS other
  ON other.plan = one.plan AND other.task = one.task AND other.name > one.name
WHERE one.plan = ? AND NOT one.collective AND NOT other.collective
GROUP BY one.name, other.name"""
_PUT = f"""INSERT INTO unit_edges SELECT *, 1 FROM ({_PAIRS}) WHERE true
ON CONFLICT DO UPDATE SET tasks = tasks + excluded.tasks, plans = plans + 1"""
_TAKE = f"""INSERT INTO unit_edges SELECT *, 1 FROM ({_PAIRS}) WHERE true
ON CONFLICT DO UPDATE SET tasks = tasks - excluded.tasks, plans = plans - 1"""


def put(base: sqlite3.Connection, plan: str) -> None:
    """Count what the units of a plan share, once its rows are there."""
    base.execute(_PUT, (plan,))


def take(base: sqlite3.Connection, plan: str) -> None:
    """Count it no more, before its rows go."""
    base.execute(_TAKE, (plan,))
    base.execute("DELETE FROM unit_edges WHERE tasks = 0")


def fill(base: sqlite3.Connection) -> None:
    """Count what all plans of an archive share that had no such table."""
    for (plan,) in base.execute("SELECT plan FROM plans").fetchall():
        put(base, plan)
