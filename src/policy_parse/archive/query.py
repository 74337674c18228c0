"""Asking an archive: statements that read, within a time, and nothing else."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from policy_parse.errors import QueryError

Cell = str | int | float | bytes | None


class Answer(NamedTuple):
    """The rows of an answer below the names of its columns."""

    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_ALLOWED_OF_FULL_TEXT = {(sqlite3.SQLITE_UPDATE, "sqlite_master"), (sqlite3.SQLITE_PRAGMA, "data_version")}
"""What FTS5 asks for when its table is opened. Neither changes the file, which is opened for reading alone."""
_REFUSED_FUNCTIONS = {"load_extension", "readfile", "writefile", "edit", "fts3_tokenizer"}
_REFUSED = ("not authorized", "prohibited", "authorization denied")
"""What SQLite says where `_authorize` says no."""
_LARGEST = 100_000_000
"""Bytes of one cell."""


def ask(
    path: Path, sql: str, parameters: Mapping[str, str | int | None] | None = None, *, seconds: float = 60
) -> Answer:
    """The answer to one statement. Raises QueryError for one that is wrong, writes, or takes longer than `seconds`.

    The file is opened for reading alone, and nothing but reading is let through.
    """
    try:
        with closing(_opened(path)) as base, _ending_after(base, seconds) as ended:
            base.set_authorizer(_authorize)
            try:
                found = base.execute(sql, parameters or {})
                rows = found.fetchall()
            except sqlite3.OperationalError as error:
                if ended.is_set():
                    raise QueryError(f"查了 {seconds:g} 秒还没有查完（took longer than {seconds:g} s）") from error
                raise
            return Answer(tuple(column[0] for column in found.description or ()), rows)
    except sqlite3.DatabaseError as error:
        if any(sign in str(error) for sign in _REFUSED):
            raise QueryError(f"只能查询，不能做别的（only reading is allowed: {error}）") from error
        raise QueryError(f"{path.name}: 查不了（cannot be asked: {error}）") from error
    except (sqlite3.Warning, sqlite3.Error, OverflowError) as error:  # Warning: two statements at once
        raise QueryError(f"查不了（cannot be asked: {error}）") from error


def tables_of(path: Path) -> frozenset[str]:
    """The names of the tables of a database. Raises QueryError."""
    answer = ask(path, "SELECT name FROM sqlite_master WHERE type = 'table'")
    return frozenset(str(name) for (name,) in answer.rows)


def _opened(path: Path) -> sqlite3.Connection:
    """The file, for reading. One of a folder that cannot be written to is taken as it lies there."""
    if not path.is_file():
        raise QueryError(f"{path}: 没有这个文件（no such file）")
    address = path.absolute().as_uri()
    try:
        base = sqlite3.connect(f"{address}?mode=ro", uri=True, check_same_thread=False)
        base.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        base = sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LARGEST)
    return base


def _authorize(action: int, first: str | None, second: str | None, *where: str | None) -> int:
    if action in _ALLOWED or (action, first) in _ALLOWED_OF_FULL_TEXT:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() not in _REFUSED_FUNCTIONS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


@contextmanager
def _ending_after(base: sqlite3.Connection, seconds: float) -> Iterator[threading.Event]:
    """What is asked inside ends after so many seconds; the event says whether it did."""
    ended = threading.Event()

    def end() -> None:
        ended.set()
        base.interrupt()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield ended
    finally:
        timer.cancel()
        timer.join()
