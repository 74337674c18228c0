"""The file of an archive: its tables, how it is opened, what it holds of a document.

Beside the flat tables (`model.tables`, the same as in ``-o plans.sqlite``) it has

- ``documents``: each plan whole, and what it was read with,
- ``sources``: under which names a document was found,
- ``failures``: documents that could not be read, and why,
- ``corrections``: what reviewers changed, in the order in which it is merged,
- ``unit_edges``: which units share tasks (`archive.edges`),
- ``redacted``: plans that are kept without contacts of people, and whose corrections are,
- ``task_words`` and ``task_search``: the index of full text (`archive.index`, `archive.search`).

Every write is one transaction a document, so that what is done is there after any interruption; others may read
meanwhile (WAL).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from policy_parse.archive import edges
from policy_parse.archive.index import Words
from policy_parse.batch.packed import unpacked
from policy_parse.errors import WriteError
from policy_parse.model import Plan
from policy_parse.model.tables import TABLES, Row
from policy_parse.writers.sqlite_file import definitions, insertion, stored

APPLICATION = 0x506C616E
"""What tells an archive from another database (``PRAGMA application_id``): "Plan"."""
VERSION = 2
"""Of its tables (``PRAGMA user_version``); since 2 there are ``unit_edges`` and ``redacted``."""

_UNITS_OF_NAME = "CREATE INDEX units_of_name ON units (name)"  # narrow: words are sought in all names
_REDACTED = """CREATE TABLE redacted ( -- one row for a document that is kept without contacts of people
  plan TEXT PRIMARY KEY -- sha256 of the document
)"""
_OWN = (
    """CREATE TABLE documents ( -- one row for a document that was read
  plan TEXT PRIMARY KEY, -- sha256 of its bytes
  json BLOB NOT NULL, -- the plan as `policy-parse parse` writes it, with its corrections, compressed by zlib
  as_read BLOB, -- the same before corrections, null where there are none
  settings TEXT NOT NULL -- hash of the version, vocabulary, year and limits it was read with
)""",
    """CREATE TABLE sources ( -- one row for a name under which a document was given
  name TEXT PRIMARY KEY, -- path as it was given
  plan TEXT NOT NULL -- sha256 of the document
)""",
    """CREATE TABLE failures ( -- one row for a document that could not be read
  name TEXT PRIMARY KEY, -- path as it was given
  sha256 TEXT, -- of its bytes, null where they cannot be had
  kind TEXT NOT NULL, -- unreadable, password, missing-tool, unforeseen, time, memory or crash
  reason TEXT NOT NULL, -- for a person
  settings TEXT NOT NULL, -- as in documents
  limits TEXT NOT NULL -- seconds and megabytes that it had
)""",
    """CREATE TABLE corrections ( -- one row for a file of corrections
  plan TEXT NOT NULL, -- sha256 of the document
  number INTEGER NOT NULL, -- place in the order in which they are merged
  json TEXT NOT NULL, -- the file (`policy-parse schema corrections`)
  PRIMARY KEY (plan, number),
  UNIQUE (plan, json)
)""",
    _REDACTED,
    """CREATE TABLE task_words ( -- one row for a task: its words for full text, parted by blanks
  id INTEGER PRIMARY KEY,
  plan TEXT NOT NULL, -- sha256 of the document
  task TEXT NOT NULL, -- its id in the plan
  title TEXT NOT NULL, -- of its title
  text TEXT NOT NULL, -- of its text
  units TEXT NOT NULL, -- of the names of its units, as written and in full
  offices TEXT NOT NULL, -- those that the vocabulary knows, in full, each as one word
  indicators TEXT NOT NULL, -- of what its targets measure
  plan_title TEXT NOT NULL -- of the title of its plan
)""",
    """CREATE VIRTUAL TABLE task_search USING fts5(
  title, text, units, offices, indicators, plan_title,
  content = 'task_words', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0'
)""",
    *edges.TABLES,
    "CREATE INDEX task_words_of_plan ON task_words (plan)",
    "CREATE INDEX sources_of_plan ON sources (plan)",
    "CREATE INDEX failures_of_sha256 ON failures (sha256)",
    _UNITS_OF_NAME,
    "CREATE INDEX units_of_task ON units (plan, task, name, collective)",
    "CREATE INDEX targets_of_indicator ON targets (indicator, quantity_unit, comparator, quantity, quantity_max, plan)",
    "CREATE INDEX deadlines_of_end_on ON deadlines (end_on)",
    "CREATE INDEX plans_of_region_code ON plans (region_code)",
)


_NO_ARCHIVE = "不是 collect 建立的库，请另起文件名（no archive of `policy-parse collect`, choose another name）"


class Reading(NamedTuple):
    """What is stored of a document that was read."""

    plan: str
    json: bytes
    as_read: bytes | None
    rows: Mapping[str, Sequence[Row]]
    """Of every flat table, by its name."""
    words: Sequence[Words]
    """Of the index of full text, a row a task."""
    redacted: tuple[str, ...] | None = None
    """Of a plan without contacts its files of corrections without them; None: contacts are in it."""

    @property
    def tasks(self) -> int:
        """How many tasks it has."""
        return len(self.words)


class Failure(NamedTuple):
    """A row of ``failures``."""

    name: str
    sha256: str | None
    kind: str
    reason: str
    settings: str
    limits: str


_MAGIC = b"SQLite format 3\0"


def is_archive(path: Path) -> bool:
    """True if the file at `path` is one of ours, by its content."""
    head = _head(path)
    return head.startswith(_MAGIC) and head[68:72] == APPLICATION.to_bytes(4, "big")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(100)
    except OSError:
        return b""


class Archive:
    """An archive that is open for writing. Raises WriteError where the file is something else or cannot be written."""

    def __init__(self, path: Path) -> None:
        self._path = path
        if path.exists() and path.stat().st_size and not _head(path).startswith(_MAGIC):
            raise WriteError(str(path), _NO_ARCHIVE)
        with self._failing():
            self._base = sqlite3.connect(path, isolation_level=None, timeout=60)
            with self._transaction():  # before WAL, so that the file itself says from the first moment what it is
                (tables,) = self._base.execute("SELECT count(*) FROM sqlite_master").fetchone()
                (application,) = self._base.execute("PRAGMA application_id").fetchone()
                (version,) = self._base.execute("PRAGMA user_version").fetchone()
                if not tables:
                    self._make()
                elif application == APPLICATION and version < VERSION:
                    self._renew()
            if tables and application != APPLICATION:
                self._base.close()
                raise WriteError(str(path), _NO_ARCHIVE)
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = NORMAL")
            self._base.execute("PRAGMA secure_delete = ON")  # what was replaced is not left in free pages
        if version > VERSION:
            raise WriteError(str(path), "由更新的版本建立（made by a later version of policy-parse）")

    def _make(self) -> None:
        for statement in (*definitions(), *_OWN):
            self._base.execute(statement)
        self._base.execute(f"PRAGMA application_id = {APPLICATION}")
        self._base.execute(f"PRAGMA user_version = {VERSION}")

    def _renew(self) -> None:
        """Bring the tables of an earlier version to this one."""
        for statement in (_REDACTED, *edges.TABLES, "DROP INDEX units_of_name", _UNITS_OF_NAME):
            self._base.execute(statement)
        edges.fill(self._base)
        self._base.execute(f"PRAGMA user_version = {VERSION}")

    @contextmanager
    def _failing(self) -> Iterator[None]:
        """What SQLite raises inside comes out as a WriteError that names the file."""
        try:
            yield
        except sqlite3.Error as error:
            raise WriteError(str(self._path), f"写不进去（cannot be written: {error}）") from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All that is done inside, or nothing of it. Raises WriteError."""
        with self._failing():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._base.execute("ROLLBACK")
                raise
            self._base.execute("COMMIT")

    def settings(self, plan: str) -> str | None:
        """What the document was read with; None if it is not there."""
        row = self._base.execute("SELECT settings FROM documents WHERE plan = ?", (plan,)).fetchone()
        return None if row is None else str(row[0])

    def tasks(self, plan: str) -> int:
        """How many tasks a document that is there has."""
        return int(self._base.execute("SELECT tasks FROM plans WHERE plan = ?", (plan,)).fetchone()[0])

    def others(self, settings: str) -> int:
        """How many documents were read with other settings than these."""
        found = self._base.execute("SELECT count(*) FROM documents WHERE settings <> ?", (settings,)).fetchone()
        return int(found[0])

    def plan(self, plan: str) -> tuple[Plan, Plan] | None:
        """The plan as it was read and as it stands with its corrections; None if it is not there."""
        row = self._base.execute(
            "SELECT coalesce(as_read, json), json FROM documents WHERE plan = ?", (plan,)
        ).fetchone()
        return None if row is None else (unpacked(row[0]), unpacked(row[1]))

    def is_redacted(self, plan: str) -> bool:
        """True if the plan is kept without contacts of people."""
        return self._base.execute("SELECT 1 FROM redacted WHERE plan = ?", (plan,)).fetchone() is not None

    def failure(self, sha256: str) -> Failure | None:
        """How a document with these bytes failed; None if it did not."""
        row = self._base.execute("SELECT * FROM failures WHERE sha256 = ? ORDER BY name", (sha256,)).fetchone()
        return None if row is None else Failure(*row)

    def corrections(self, plan: str) -> tuple[str, ...]:
        """The files of corrections of a plan, in the order in which they are merged."""
        found = self._base.execute("SELECT json FROM corrections WHERE plan = ? ORDER BY number", (plan,))
        return tuple(json for (json,) in found)

    def keep(self, reading: Reading, settings: str, names: Sequence[str]) -> None:
        """Put a reading in the place of an earlier one of the same bytes, found under these names."""
        with self._transaction():
            self._keep(reading, settings)
            self._redact(reading)
            self._name(reading.plan, names)

    def _keep(self, reading: Reading, settings: str) -> None:
        edges.take(self._base, reading.plan)
        for table in TABLES:
            self._base.execute(f"DELETE FROM {table.name} WHERE plan = ?", (reading.plan,))
            self._base.executemany(insertion(table), stored(reading.rows[table.name]))
        edges.put(self._base, reading.plan)
        self._index(reading)
        self._base.execute(
            "INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?)",
            (reading.plan, reading.json, reading.as_read, settings),
        )

    def _redact(self, reading: Reading) -> None:
        """Note whether the plan is one without contacts; if it is, so are its corrections from now on."""
        self._base.execute("DELETE FROM redacted WHERE plan = ?", (reading.plan,))
        if reading.redacted is not None:
            self._base.execute("INSERT INTO redacted VALUES (?)", (reading.plan,))
            self._base.execute("DELETE FROM corrections WHERE plan = ?", (reading.plan,))
            rows = [(reading.plan, number, json) for number, json in enumerate(reading.redacted, 1)]
            self._base.executemany("INSERT OR IGNORE INTO corrections VALUES (?, ?, ?)", rows)

    def _index(self, reading: Reading) -> None:
        """Put the words of a reading in the place of those of an earlier one; the index must be told what goes."""
        indexed = "title, text, units, offices, indicators, plan_title"
        held = f"SELECT 'delete', id, {indexed} FROM task_words WHERE plan = ?"
        self._base.execute(f"INSERT INTO task_search (task_search, rowid, {indexed}) {held}", (reading.plan,))
        self._base.execute("DELETE FROM task_words WHERE plan = ?", (reading.plan,))
        for row in reading.words:
            put = self._base.execute("INSERT INTO task_words VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", row)
            values = (put.lastrowid, *row[2:])
            self._base.execute(f"INSERT INTO task_search (rowid, {indexed}) VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def forget(self) -> None:
        """Take the words of readings that were replaced out of the index, which else keeps them until it is merged."""
        with self._transaction():
            self._base.execute("INSERT INTO task_search (task_search) VALUES ('optimize')")

    def name(self, plan: str, name: str) -> None:
        """Note one more name of a document that is there."""
        if self._base.execute("SELECT plan FROM sources WHERE name = ?", (name,)).fetchone() != (plan,):
            with self._transaction():
                self._name(plan, [name])

    def _name(self, plan: str, names: Sequence[str]) -> None:
        for name in names:
            self._base.execute("INSERT OR REPLACE INTO sources VALUES (?, ?)", (name, plan))
            self._base.execute("DELETE FROM failures WHERE name = ?", (name,))

    def fail(self, failure: Failure, names: Sequence[str]) -> None:
        """Note that a document, given under these names, could not be read."""
        with self._transaction():
            rows = [failure._replace(name=name) for name in names]
            self._base.executemany("INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?, ?)", rows)

    def correct(self, plan: str, json: str, reading: Reading) -> None:
        """Keep a file of corrections and the reading that it gives."""
        settings = self.settings(plan)
        assert settings is not None
        place = "SELECT coalesce(max(number), 0) + 1 FROM corrections WHERE plan = ?"
        with self._transaction():
            (number,) = self._base.execute(place, (plan,)).fetchone()
            self._base.execute("INSERT INTO corrections VALUES (?, ?, ?)", (plan, number, json))
            self._keep(reading, settings)

    def close(self) -> None:
        """Close the file; what the write-ahead log holds goes into it, so that it can be copied and sent."""
        with self._failing():
            self._base.execute("PRAGMA optimize")
            self._base.close()
