"""Vocabulary files to one frozen Lexicon; a user's directories are laid over the package's own."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any, NamedTuple

from policy_parse.errors import LexiconError
from policy_parse.lexicon.patterns import check_pattern, patterns_of

Entry = Mapping[str, Any]
"""One vocabulary entry: an ``id`` and whatever the table's own module reads from it (`data/README.md`)."""

DATA = Path(__file__).resolve().parents[1] / "data"


class Lexicon:
    """All vocabularies. Treat as frozen: the same value always gives the same tables; hashed by identity.

    Tables are read when first asked for. Modules compile what they need with ``functools.cache`` keyed on the lexicon.
    """

    def __init__(self, own: Sequence[Path] = ()) -> None:
        self._own = tuple(own)
        """A user's files, later ones over earlier ones."""
        self._tables: dict[str, tuple[Entry, ...]] = {}
        self._homes: dict[str, dict[str, Path]] = {}

    @property
    def is_builtin(self) -> bool:
        """Whether these are the package's vocabularies and nothing else."""
        return not self._own

    @staticmethod
    def load(extra: str | Path | Sequence[str | Path] = ()) -> Lexicon:
        """The package's vocabularies with the directories `extra` over them, later ones last; one may stand alone.

        An entry with an ``id`` that is there already replaces it; any other is added after. Directories that have not
        changed since give the same Lexicon again. Raises LexiconError (file, entry, reason) for a directory that is
        not there, a file that cannot be read or a table that has no counterpart in the package.
        """
        if isinstance(extra, str | Path):
            extra = (extra,)
        files: list[_File] = []
        for directory in map(Path, extra):
            if not directory.is_dir():
                raise LexiconError(str(directory), "directory", "没有这个目录（no such directory）")
            for file in sorted((*directory.glob("*.toml"), *directory.glob("*.csv"))):
                if not (DATA / file.name).exists():
                    raise LexiconError(str(file), "file", "没有同名的内置词表（no vocabulary of this name）")
                files.append(_File(file.resolve(), file.stat().st_mtime_ns, file.stat().st_size))
        return _load(tuple(files))

    def entry_file(self, table: str, identity: str) -> Path | None:
        """The file that the entry `identity` of a table is read from; None where no such entry is."""
        self.table(table)
        return self._homes[table].get(identity)

    def _files(self, table: str) -> list[Path]:
        """The files of a table, ours first."""
        ours = (DATA / f"{table}.toml", DATA / f"{table}.csv")
        return [*(file for file in ours if file.exists()), *(file for file in self._own if file.stem == table)]

    def table(self, name: str) -> tuple[Entry, ...]:
        """The entries of ``NAME.toml`` or ``NAME.csv`` in file order, a user's over ours. Raises LexiconError."""
        if name not in self._tables:
            merged: dict[str, Entry] = {}
            homes: dict[str, Path] = {}
            for file in self._files(name):
                for entry in _read(file):
                    merged[entry["id"]] = entry
                    homes[entry["id"]] = file
            if not merged:
                raise LexiconError(name, "table", "没有这个词表（no such vocabulary）")
            self._tables[name], self._homes[name] = tuple(merged.values()), homes
        return self._tables[name]


class _File(NamedTuple):
    """A user's file as it was when it was read."""

    path: Path
    changed: int
    size: int


@cache
def _load(files: tuple[_File, ...]) -> Lexicon:
    own = [file.path for file in files]
    lexicon = Lexicon(own)
    for name in sorted({file.stem for file in own}):
        lexicon.table(name)  # faults are found now, not in the middle of a document
    for file in (file for file in own if file.suffix == ".toml"):
        ours = _read(DATA / file.name)
        needed = set.intersection(*({*entry} for entry in ours)) - {"examples", "never"}
        for entry in _read(file):
            if lacking := sorted(needed - {*entry}):
                raise LexiconError(str(file), entry["id"], f"没有 {', '.join(lacking)}（missing）")
            for pattern in patterns_of(entry):
                check_pattern(str(file), entry["id"], pattern)
    return lexicon


def _read(file: Path) -> Sequence[Entry]:
    """The entries of one file; every one has an ``id`` that is unique in it. Raises LexiconError."""
    rows: Sequence[Entry]
    try:
        text = file.read_text("utf-8")
        if file.suffix == ".csv":
            rows = _table([line for line in text.splitlines() if not line.startswith("#")])
        else:
            rows = tomllib.loads(text).get("entry", [])
            if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
                raise LexiconError(str(file), "entry", "应写作 [[entry]]（must be written as [[entry]]）")
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, csv.Error) as error:
        raise LexiconError(str(file), "file", str(error)) from error
    seen: set[str] = set()
    for position, row in enumerate(rows, 1):
        identity = row.get("id")
        if not isinstance(identity, str) or not identity:
            raise LexiconError(str(file), f"entry {position}", "没有 id（entry without id）")
        if identity in seen:
            raise LexiconError(str(file), identity, "id 重复（id given twice）")
        seen.add(identity)
    return rows


def _table(lines: Sequence[str]) -> list[Entry]:
    """The rows of a CSV file by the names of its first line; None for a cell that is missing at a row's end."""
    rows = csv.reader(lines)
    names = next(rows, [])
    return [dict(zip_longest(names, row[: len(names)])) for row in rows if row]
