"""Vocabulary files to one frozen Lexicon; a user's directories are laid over the package's own."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from policy_parse.errors import LexiconError
from policy_parse.lexicon.files import DATA, Entry, read_entries

__all__ = ["DATA", "Entry", "Lexicon"]


class Lexicon:
    """All vocabularies. Treat as frozen: the same value always gives the same tables; hashed by identity.

    Tables are read when first asked for.
    """

    def __init__(self, own: Sequence[Path] = ()) -> None:
        self._own = tuple(own)
        """A user's files, later ones over earlier ones."""
        self._tables: dict[str, tuple[Entry, ...]] = {}
        self._homes: dict[str, dict[str, Path]] = {}
        self._named: dict[str, dict[str, list[int]]] = {}
        """Table → name → places of the entries of this name."""

    @property
    def is_builtin(self) -> bool:
        """Whether these are the package's vocabularies and nothing else."""
        return not self._own

    @staticmethod
    def load(extra: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = ()) -> Lexicon:
        """The package's vocabularies with the directories `extra` over them, later ones last; one may stand alone.

        An entry with an ``id`` that is there already replaces it; any other is added after. Directories that have not
        changed since give the same Lexicon again, unless many others were loaded in between. Raises LexiconError (file,
        entry, reason) for a directory that is not there, a file that cannot be read or a table that has no counterpart
        in the package.
        """
        if isinstance(extra, str | os.PathLike):
            extra = (extra,)
        files: list[_File] = []
        for directory in map(Path, extra):
            for file in _vocabularies(directory):
                if not (DATA / file.name).exists():
                    raise LexiconError(str(file), "file", "没有同名的内置词表（no vocabulary of this name）")
                files.append(_File(file.resolve(), file.stat().st_mtime_ns, file.stat().st_size))
        return _load(tuple(files))

    def error(self, table: str, identity: str, reason: str) -> LexiconError:
        """The error that names the file which the entry `identity` of a table is read from."""
        return LexiconError(str(self.entry_file(table, identity) or table), identity, reason)

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
                for entry in read_entries(file):
                    merged[entry["id"]] = entry
                    homes[entry["id"]] = file
            if not merged:
                raise LexiconError(name, "table", "没有这个词表（no such vocabulary）")
            self._tables[name], self._homes[name] = tuple(merged.values()), homes
        return self._tables[name]

    def named(self, table: str, names: Iterable[str]) -> list[Entry]:
        """The entries of a table that one of `names` names, in file order; empty if there are none.

        A name is an entry's ``id``, its ``kind``, or of bounds the place and strength: ``before_level``.
        """
        entries = self.table(table)
        if (places := self._named.get(table)) is None:
            places = {}
            for i, entry in enumerate(entries):
                for name in _names(entry):
                    places.setdefault(name, []).append(i)
            self._named[table] = places
        return [entries[i] for i in sorted({i for name in names for i in places.get(name, ())})]

    def with_table(self, name: str, entries: Sequence[Entry]) -> Lexicon:
        """The same vocabularies but for the table `name`, which holds `entries`: to try what a word of it does."""
        other = Lexicon(self._own)
        other._tables, other._homes = dict(self._tables), {**self._homes, name: {}}
        other._tables[name] = tuple(entries)
        other._named = {table: places for table, places in self._named.items() if table != name}
        return other


def fingerprint(extra: Sequence[str | os.PathLike[str]] = ()) -> str:
    """A hash of the words of the package with the directories `extra` over them: the same words, the same hash.

    Raises LexiconError for a directory that is not there or has no vocabulary.
    """
    found = sha256()
    for file in (*_vocabularies(DATA), *(file for directory in map(Path, extra) for file in _vocabularies(directory))):
        data = file.read_bytes()
        found.update(f"{file.name} {len(data)}\n".encode() + data)
    return found.hexdigest()


def _vocabularies(directory: Path) -> list[Path]:
    if not directory.is_dir():
        raise LexiconError(str(directory), "directory", "没有这个目录（no such directory）")
    found = sorted((*directory.glob("*.toml"), *directory.glob("*.csv")))
    if not found:
        raise LexiconError(str(directory), "directory", "目录里没有词表（no vocabulary in it）")
    return found


def _names(entry: Entry) -> set[str]:
    names = {entry["id"]}
    if "kind" in entry:
        names.add(entry["kind"])
    if "strength" in entry:
        names.add(f"{entry['place']}_{entry['strength']}")
    return names


_KEPT = 8
"""Vocabularies that are kept: one that its user has changed is another one."""


class _File(NamedTuple):
    """A user's file as it was when it was read."""

    path: Path
    changed: int
    size: int


@lru_cache(_KEPT)
def _load(files: tuple[_File, ...]) -> Lexicon:
    lexicon = Lexicon([file.path for file in files])
    for file in files:
        _check(file.path, lexicon)  # faults are found now, not in the middle of a document
    return lexicon


def _check(file: Path, lexicon: Lexicon) -> None:
    """Raise LexiconError for a user's file that is not of the shape of ours, or leaves code without a word."""
    from policy_parse.lexicon.schema import TABLES, check_entry, lost

    table = file.stem
    if TABLES[table].refused:
        raise LexiconError(str(file), "file", TABLES[table].refused)
    own = read_entries(file)
    for entry in own:
        check_entry(table, entry, str(file))
    ours = read_entries(DATA / file.name)
    for missing in lost(table, ours, lexicon.table(table)):
        replaced = {entry["id"] for entry in ours} & {entry["id"] for entry in own}
        reason = f"换掉之后没有 {missing} 的词条了（no entry of this kind is left）"
        raise LexiconError(str(file), "、".join(sorted(replaced)), reason)
