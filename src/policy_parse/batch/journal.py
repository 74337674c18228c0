"""What a run has done, on the disk as soon as it is done, so that a run that was stopped can go on.

A journal is a SQLite file: what is in it is whole even after SIGKILL.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from policy_parse import __version__
from policy_parse.batch.outcome import DocumentLimits
from policy_parse.errors import (
    CrashError,
    MemoryLimitError,
    MissingToolError,
    PasswordError,
    TimeLimitError,
    WriteError,
)
from policy_parse.limits import current
from policy_parse.writers.as_written import head_of

if TYPE_CHECKING:
    import sqlite3

_OF_LIMITS = (TimeLimitError.kind, MemoryLimitError.kind, CrashError.kind)
"""Kinds of failures that another limit may mend."""
_CAN_BE_MENDED = (MissingToolError.kind, PasswordError.kind)
"""Kinds of failures that are tried anew every time: a tool is installed, a password is given."""


_FAILURE = re.compile(rb'\{"name": "[^\n]*", "sha256": (?:null|"[0-9a-f]{64}"), "kind": "')


class Entry(NamedTuple):
    """What was made of one document, or why nothing was."""

    name: str
    sha256: str | None
    settings: str
    """What its result depends on besides its bytes: `settings_of`."""
    target: str | None = None
    """The file that its result was written to."""
    tasks: int = 0
    notice: str | None = None
    """What there is to say of it."""
    data: bytes | None = None
    """Its part of a file for all."""
    kind: str | None = None
    """Of a failure; None where there is none."""
    reason: str | None = None
    limits: str | None = None
    """Those that a failure was at."""

    def failure(self) -> Mapping[str, str | None]:
        """A row of ``failures.ndjson``."""
        return {"name": self.name, "sha256": self.sha256, "kind": self.kind, "reason": self.reason}

    def stands(self, limits: DocumentLimits) -> bool:
        """True unless it is a failure that may go otherwise this time."""
        return stands(self.kind, self.limits, limits)


def are_failures(path: Path) -> bool:
    """True for a file that begins with a row of ``failures.ndjson``. Raises OSError."""
    return _FAILURE.match(head_of(path)) is not None


def stands(kind: str | None, limits_then: str | None, limits: DocumentLimits) -> bool:
    """True unless a failure of this kind may go otherwise this time: a tool is installed, limits are others."""
    return kind not in _CAN_BE_MENDED and (kind not in _OF_LIMITS or limits_then == limits_key(limits))


def limits_key(limits: DocumentLimits) -> str:
    """The limits as a journal keeps them."""
    return json.dumps(limits)


def settings_of(vocabulary: str, **options: object) -> str:
    """A hash of what results depend on besides bytes: the version of the parser, the vocabulary's hash, the limits of
    reading that hold here (`policy_parse.limits`), options.
    """
    depends = [__version__, vocabulary, asdict(current()), options]
    return sha256(json.dumps(depends, sort_keys=True).encode()).hexdigest()


class Journal:
    """The entries of a run, by the names of the documents; in memory alone if it has no path."""

    def __init__(self, path: Path | None, *, fresh: bool) -> None:
        """Open what is there, or a `fresh` one. Raises WriteError, also where another run is at it."""
        import sqlite3

        self._path = path
        if fresh:
            self._remove()
        try:
            self._base = sqlite3.connect(":memory:" if path is None else path, isolation_level=None, timeout=1)
            self._base.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._base.execute("PRAGMA journal_mode = WAL")
            self._base.execute("PRAGMA synchronous = NORMAL")
            columns = ", ".join(f"{name}{' PRIMARY KEY' if name == 'name' else ''}" for name in Entry._fields)
            self._base.execute(f"CREATE TABLE IF NOT EXISTS done ({columns})")
            self._base.execute("BEGIN IMMEDIATE")  # nobody else has it from now on
            self._base.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def get(self, name: str) -> Entry | None:
        """The entry of a document without its data, None if there is none."""
        row = self._base.execute(f"SELECT {_LEAN} FROM done WHERE name = ?", (name,)).fetchone()
        return None if row is None else Entry(*row)

    def add(self, entry: Entry) -> None:
        """Keep an entry, in the place of an earlier one of that name. Raises WriteError."""
        import sqlite3

        try:
            self._base.execute(f"INSERT OR REPLACE INTO done VALUES ({', '.join('?' * len(entry))})", entry)
        except sqlite3.Error as error:
            raise self._failed(error) from error

    def data(self, names: Iterable[str]) -> Iterator[bytes]:
        """The parts that these documents have in a file for all, in this order."""
        for name in names:
            row = self._base.execute("SELECT data FROM done WHERE name = ? AND data NOT NULL", (name,)).fetchone()
            if row is not None:
                yield row[0]

    def close(self, *, keep: bool) -> None:
        """Close the file, and remove it unless it is to be kept for another run."""
        self._base.close()
        if not keep:
            self._remove()

    def _remove(self) -> None:
        if self._path is not None:
            for ending in ("", "-wal", "-shm", "-journal"):
                self._path.with_name(self._path.name + ending).unlink(missing_ok=True)

    def _failed(self, error: sqlite3.Error) -> WriteError:
        name = str(self._path or "")
        if "locked" in str(error):
            return WriteError(name, "另一个命令正在写这里（another run is writing here）")
        return WriteError(name, f"进度记录写不了（the record of what is done cannot be written: {error}）")


_LEAN = ", ".join("NULL" if name == "data" else name for name in Entry._fields)
