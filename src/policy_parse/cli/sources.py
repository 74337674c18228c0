"""What a call reads: files, folders with all that is in them, standard input; and the vocabularies for it."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from policy_parse.cli.messages import UsageError
from policy_parse.errors import ReadError, WriteError

if TYPE_CHECKING:
    from policy_parse.lexicon import Lexicon

STANDARD_INPUT = STANDARD_OUTPUT = "-"
_PASSED_OVER = (".", "~$")
"""How names of hidden files, and of those that an office program keeps beside an open one, begin."""


class Document(NamedTuple):
    """One document to be read."""

    name: str
    """What results and messages call it; for one of a folder the path below that folder."""
    path: Path | None
    """None for standard input."""

    def content(self) -> Path | bytes:
        """What `policy_parse.parse` takes. Raises ReadError if standard input is closed."""
        if self.path is not None:
            return self.path
        if sys.stdin is None:
            raise ReadError(self.name, "标准输入没有打开（standard input is closed）")
        return sys.stdin.buffer.read()


def lexicon_of(args: argparse.Namespace) -> Lexicon:
    """The vocabularies that documents are read with. Raises LexiconError."""
    from policy_parse.vocabulary.prepare import prepared

    return prepared(args.lexicon).lexicon


def document_of(word: str) -> Document:
    """The one document that a word of the command line names."""
    return Document("<stdin>", None) if word == STANDARD_INPUT else Document(Path(word).name or word, Path(word))


class Documents(NamedTuple):
    """All documents of a call, in the order given, those of a folder by name."""

    documents: tuple[Document, ...]
    passed_over: tuple[str, ...]
    """Files of the folders whose endings belong to no document."""
    ledgers: tuple[str, ...]
    """Workbooks of the folders that this program has written: results, not sources. Named by itself one is read."""
    are_many: bool
    """True if the call is for any number of documents: several words, or a folder, even with one document in it."""


def documents_of(words: Sequence[str], *, without: Path | None = None) -> Documents:
    """The documents that `words` name; what lies in the folder `without` is left out.

    Raises ReadError for a folder without documents, UsageError if standard input is named twice.
    """
    if words.count(STANDARD_INPUT) > 1:
        raise UsageError("标准输入 - 只能用一次（standard input can be read only once）")
    if "" in words:
        raise UsageError("文件名是空的（an empty word names no file）")
    found: list[Document] = []
    passed_over: list[str] = []
    ledgers: list[str] = []
    for word in words:
        if word == STANDARD_INPUT or not Path(word).is_dir():
            found.append(document_of(word))
            continue
        inside = [Document(file.relative_to(word).as_posix(), file) for file in _files(Path(word), without)]
        endings = _endings()
        before = len(found)
        for document in inside:
            if not document.name.lower().endswith(endings):
                passed_over.append(document.name)
            elif _is_ledger(document.path):
                ledgers.append(document.name)
            else:
                found.append(document)
        if len(found) == before:
            raise ReadError(word, "这个目录里没有可读的文件（a directory without documents）")
    names = Counter(document.name for document in found)
    distinct = [d if names[d.name] == 1 or d.path is None else d._replace(name=d.path.as_posix()) for d in found]
    are_many = len(words) > 1 or Path(words[0]).is_dir()
    return Documents(tuple(dict.fromkeys(distinct)), tuple(passed_over), tuple(ledgers), are_many)


def _files(folder: Path, without: Path | None) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        below = (Path(place, name) for name in sorted(folders) if not name.startswith(_PASSED_OVER))
        folders[:] = [one.name for one in below if without is None or not _same(one, without)]
        yield from (Path(place, name) for name in sorted(names) if not name.startswith(_PASSED_OVER))


def _is_ledger(path: Path | None) -> bool:
    from policy_parse.writers.workbook import is_ledger

    return path is not None and path.suffix.lower() == ".xlsx" and is_ledger(path)


def _same(one: Path, other: Path) -> bool:
    return one.exists() and other.exists() and one.samefile(other)


def _endings() -> tuple[str, ...]:
    from policy_parse.registry import readers

    return tuple(suffix for reader in readers() for suffix in reader.SUFFIXES)


def refuse_to_overwrite(documents: Sequence[Document], targets: Sequence[Path]) -> None:
    """Raise UsageError if a file that would be written is one that is read, by whatever name or link."""
    read = {_identity(os.stat(d.path)) for d in documents if d.path is not None and d.path.exists()}
    if any(d.path is None for d in documents) and sys.stdin is not None:
        with contextlib.suppress(OSError):  # no file at all
            read.add(_identity(os.fstat(sys.stdin.fileno())))
    for target in targets:
        if target.exists() and _identity(target.stat()) in read:
            raise UsageError(f"{target}: 会覆盖原文件，请另起文件名（would overwrite a source, choose another name）")


def refuse_to_mix(documents: Sequence[Document], folder: Path, ending: str) -> None:
    """Raise UsageError if results would lie among their sources and be read as documents the next time."""
    if ending in _endings() and any(d.path is not None and _same(d.path.parent, folder) for d in documents):
        raise UsageError(
            f"{folder}: 结果会和原文件混在一起，请另选目录（results among sources, choose another folder）"
        )


def refuse_without_place(target: Path) -> None:
    """Raise WriteError, before anything is read, if the folder of a file that would be written is not there."""
    if not target.parent.is_dir():
        raise WriteError(str(target), f"没有目录 {target.parent}（no such directory）")


def refuse_typed_cells(writer: object, targets: Sequence[Path]) -> None:
    """Raise UsageError, before anything is read, if a ledger that people have filled in would be written over."""
    from policy_parse.writers import holds_typed_cells

    for target in targets:
        if holds_typed_cells(writer, target):
            raise UsageError(
                f"{target}: 表里可能有人填写过的内容，不覆盖；更新台账请用 policy-parse ledger，填写的都保留；"
                "否则请另起文件名"
                "（may hold cells that somebody filled in; `policy-parse ledger` updates a ledger and keeps them）"
            )


def refuse_outputs(documents: Sequence[Document], targets: Sequence[Path]) -> None:
    """Raise UsageError or WriteError, before anything is read, if `targets` cannot all be written as asked."""
    refuse_to_overwrite(documents, targets)
    if len({target.absolute() for target in targets}) < len(targets):
        raise UsageError(f"{targets[0]}: -o 和 --annotate 是同一个文件（-o and --annotate name one file）")
    for target in targets:
        refuse_without_place(target)


def refuse_to_annotate(document: Document, annotated: str) -> None:
    """Raise UsageError unless a file is to be annotated and written to another."""
    if annotated == STANDARD_OUTPUT:
        raise UsageError("--annotate 要写入文件（--annotate needs a file to write）")
    if document.path is None:
        raise UsageError("--annotate 不能批注标准输入（--annotate cannot read standard input）")


def _identity(status: os.stat_result) -> tuple[int, int]:
    return status.st_dev, status.st_ino
