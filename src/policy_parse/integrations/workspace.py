"""The documents that a program from outside may ask for: those below given directories, up to a size."""

from __future__ import annotations

import hashlib
import os
import stat
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from policy_parse.api import parse, read, redact, redact_document
from policy_parse.document import Document
from policy_parse.errors import PolicyParseError, ReadError
from policy_parse.lexicon import Lexicon
from policy_parse.model import Plan
from policy_parse.registry import readers
from policy_parse.vocabulary.prepare import prepared

MAX_BYTES = 50_000_000
MAX_DOCUMENTS = 200
"""Of one folder, or one search."""
_KEPT = 8
"""Plans that are kept, so that a second question about a document does not read it again."""


class RefusedError(PolicyParseError):
    """A path outside the directories that are open, a file that is too large or none: ``str(error)`` says which."""


class Workspace:
    """Documents below `roots`, each at most `max_bytes` long, read one at a time. Nothing is ever written.

    Paths are followed to what they lead to, links too, before they are judged. Relative ones are looked for below
    each root in turn. With `redact` no plan and no document holds contacts of people.
    """

    def __init__(
        self, roots: Sequence[Path], *, max_bytes: int = MAX_BYTES, lexicon: Lexicon | None = None, redact: bool = False
    ) -> None:
        self.roots = tuple(root.resolve() for root in roots)
        for root in self.roots:
            if not root.is_dir():
                raise RefusedError(f"{root}: 没有这个目录（no such directory）")
        self.lexicon = prepared(lexicon).lexicon
        self._max_bytes, self._redact = max_bytes, redact
        self._plans: OrderedDict[tuple[str, bytes, int | None], Plan] = OrderedDict()
        self._one_at_a_time = Lock()

    def plan(self, path: str, *, year: int | None = None) -> Plan:
        """The Plan of a document. Raises RefusedError, ReadError; ValueError for a year that none can be."""
        file, data = self._content(path)
        with self._one_at_a_time:
            key = (file.name, hashlib.sha256(data).digest(), year)
            if key not in self._plans:
                plan = parse(data, name=file.name, year=year, lexicon=self.lexicon)
                self._plans[key] = redact(plan, lexicon=self.lexicon) if self._redact else plan
                while len(self._plans) > _KEPT:
                    self._plans.popitem(last=False)
            self._plans.move_to_end(key)
            return self._plans[key]

    def document(self, path: str) -> Document:
        """The document itself, without tasks. Raises RefusedError, ReadError."""
        file, data = self._content(path)
        with self._one_at_a_time:
            document = read(data, name=file.name, lexicon=self.lexicon)
            return redact_document(document, lexicon=self.lexicon) if self._redact else document

    def documents(self, paths: Sequence[str]) -> tuple[str, ...]:
        """The paths, for a folder those of all documents in it and below, each once.

        Raises RefusedError if there are more than 200, or none in a folder.
        """
        endings = tuple(suffix for reader in readers() for suffix in reader.SUFFIXES)
        found: dict[str, None] = {}
        for path in paths:
            place = self._place(path)
            inside = self._below(place, endings) if place.is_dir() else [place]
            if not inside:
                raise RefusedError(f"{path}: 这个目录里没有可读的文件（a directory without documents）")
            found.update(dict.fromkeys(map(str, inside)))
            if len(found) > MAX_DOCUMENTS:
                raise RefusedError(f"{path}: 超过 {MAX_DOCUMENTS} 个文件（more than {MAX_DOCUMENTS} documents）")
        return tuple(found)

    def _below(self, folder: Path, endings: tuple[str, ...]) -> list[Path]:
        found = []
        for place, folders, names in os.walk(folder):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            wanted = (name for name in sorted(names) if name.lower().endswith(endings))
            found += [Path(place, name) for name in wanted if not name.startswith((".", "~$"))]
            if len(found) > MAX_DOCUMENTS:
                break
        return [file for file in found if file.is_file() and self._is_open(file.resolve())]

    def _place(self, path: str) -> Path:
        """Where `path` leads. Raises RefusedError if that is outside the roots, or not there."""
        try:
            tried = [(root / path).resolve() for root in self.roots]
            allowed = [place for place in tried if self._is_open(place)]
            found = next((place for place in allowed if place.exists()), None)
        except (OSError, ValueError, RuntimeError):  # a NUL in it, links that go round
            raise RefusedError(f"{path!r}: 不是文件名（not the name of a file）") from None
        if not allowed:
            open_ones = "、".join(map(str, self.roots))
            raise RefusedError(f"{path}: 不在开放的目录里（outside the directories that are open: {open_ones}）")
        if found is None:
            raise RefusedError(f"{path}: 没有这个文件（no such file）")
        return found

    def _is_open(self, place: Path) -> bool:
        return any(place.is_relative_to(root) for root in self.roots)

    def _content(self, path: str) -> tuple[Path, bytes]:
        place = self._place(path)
        if place.is_dir():
            raise RefusedError(f"{path}: 这是一个目录，不是文件（a directory, not a file）")
        if not stat.S_ISREG(place.stat().st_mode):
            raise RefusedError(f"{path}: 不是普通文件（not a regular file）")
        try:
            with place.open("rb") as file:
                data = file.read(self._max_bytes + 1)
        except OSError as error:
            raise ReadError(path, f"打不开（cannot be opened: {error.strerror}）") from None
        if len(data) > self._max_bytes:
            limit = f"{self._max_bytes / 1e6:g} MB"
            raise RefusedError(f"{path}: 文件超过 {limit}（larger than {limit}）")
        return place, data
