"""Vocabulary files to one frozen Lexicon; a user's directories are laid over the package's own."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

from policy_parse.errors import LexiconError
from policy_parse.lexicon.patterns import check_pattern, patterns_of

Entry = Mapping[str, Any]
"""One vocabulary entry: an ``id`` and whatever the table's own module reads from it (`data/README.md`)."""

DATA = Path(__file__).resolve().parents[1] / "data"


class Lexicon:
    """All vocabularies. Treat as frozen: the same value always gives the same tables; hashed by identity.

    Tables are read when first asked for. Modules compile what they need with ``functools.cache`` keyed on the lexicon.
    """

    def __init__(self, directories: Sequence[Path]) -> None:
        self._directories = tuple(directories)
        self._tables: dict[str, tuple[Entry, ...]] = {}

    @property
    def is_builtin(self) -> bool:
        """Whether these are the package's vocabularies and nothing else."""
        return self._directories == (DATA,)

    @staticmethod
    def load(extra: Sequence[str | Path] = ()) -> Lexicon:
        """The package's vocabularies with the directories `extra` over them, later ones last.

        An entry with an ``id`` that is there already replaces it; any other is added after. Raises LexiconError
        (file, entry, reason) for a directory that is not there, a file that cannot be read or a table that has no
        counterpart in the package.
        """
        if not extra:
            return _builtin()
        directories = [DATA]
        for directory in map(Path, extra):
            if not directory.is_dir():
                raise LexiconError(str(directory), "directory", "没有这个目录（no such directory）")
            for file in sorted((*directory.glob("*.toml"), *directory.glob("*.csv"))):
                if not (DATA / file.name).exists():
                    raise LexiconError(str(file), "file", "没有同名的内置词表（no vocabulary of this name）")
            directories.append(directory)
        lexicon = Lexicon(directories)
        for name in sorted({f.stem for d in directories[1:] for f in (*d.glob("*.toml"), *d.glob("*.csv"))}):
            lexicon.table(name)  # faults are found now, not in the middle of a document
        for file in (file for directory in directories[1:] for file in sorted(directory.glob("*.toml"))):
            ours = _read(DATA / file.name)
            needed = set.intersection(*({*entry} for entry in ours)) - {"examples", "never"}
            for entry in _read(file):
                if lacking := sorted(needed - {*entry}):
                    raise LexiconError(str(file), entry["id"], f"没有 {', '.join(lacking)}（missing）")
                for pattern in patterns_of(entry):
                    check_pattern(str(file), entry["id"], pattern)
        return lexicon

    def table(self, name: str) -> tuple[Entry, ...]:
        """The entries of ``NAME.toml`` or ``NAME.csv`` in file order, a user's over ours. Raises LexiconError."""
        if name not in self._tables:
            merged: dict[str, Entry] = {}
            for directory in self._directories:
                for file in (directory / f"{name}.toml", directory / f"{name}.csv"):
                    if file.exists():
                        for entry in _read(file):
                            merged[entry["id"]] = entry
            if not merged:
                raise LexiconError(name, "table", "没有这个词表（no such vocabulary）")
            self._tables[name] = tuple(merged.values())
        return self._tables[name]


@cache
def _builtin() -> Lexicon:
    return Lexicon([DATA])


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
