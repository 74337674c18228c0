"""An archive as earlier versions of the program made it."""

import sqlite3
from contextlib import closing


def as_of_version_1(path):
    """Take away what version 2 brought."""
    with closing(sqlite3.connect(path)) as base:
        base.execute("DROP TABLE unit_edges")
        base.execute("DROP TABLE redacted")
        base.execute("PRAGMA user_version = 1")
        base.commit()
