"""Which documents a call is for: files, folders with all that is in them, patterns, ZIP archives, lists of these."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from policy_parse import limits
from policy_parse.errors import PasswordError, ReadError

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

STANDARD_INPUT = "-"
LIST = "@"
"""A word that begins so names a list: a word a line."""
PASSED_OVER = (".", "~$", "__MACOSX")
"""How names of hidden files, and of those that programs keep beside a file, begin."""
_ZIP = ".zip"
_SAID = 120
"""Characters of what is said of a damaged archive: it quotes names, whatever these are."""
_OF_A_DOCUMENT = frozenset(("[Content_Types].xml", "OFD.xml", "mimetype"))
"""Members of the formats that are ZIP archives themselves."""


class Document(NamedTuple):
    """One document to be read."""

    name: str
    """What results and messages call it; for one of a folder or archive the path below that."""
    path: Path | None
    """None for standard input, and for a document that is there as its bytes."""
    member: str | None = None
    """The document's name in the ZIP archive at `path`; None for a file of its own."""
    data: bytes | None = None

    def content(self, password: str | None = None) -> Path | bytes:
        """What `policy_parse.parse` takes. Raises ReadError where it cannot be had.

        `password` opens a member of a ZIP archive that has one.
        """
        if self.data is not None:
            return self.data
        if self.path is None:
            if sys.stdin is None:
                raise ReadError(self.name, "标准输入没有打开（standard input is closed）")
            return sys.stdin.buffer.read()
        return self.path if self.member is None else _member(self.name, self.path, self.member, password)


def with_content(document: Document) -> Document:
    """A document that any process can read: what stands on standard input, which is ours alone, goes with it.

    Where there is none, the document stays as it is: whoever reads it says so.
    """
    if document.path is not None or document.data is not None:
        return document
    try:
        content = document.content()
    except ReadError:
        return document
    assert isinstance(content, bytes)
    return document._replace(data=content)


class Documents(NamedTuple):
    """All documents of a call, in the order given, those of a folder or archive by name."""

    documents: tuple[Document, ...]
    passed_over: tuple[str, ...]
    """Files of folders, patterns and archives whose endings belong to no document."""
    ledgers: tuple[str, ...]
    """Workbooks of the folders that this program has written: results, not sources. Named by itself one is read."""
    are_many: bool
    """True if the call is for any number of documents: several words, or one that stands for several."""


def document_of(word: str) -> Document:
    """The one document that a word of the command line names."""
    return Document("<stdin>", None) if word == STANDARD_INPUT else Document(Path(word).name or word, Path(word))


def find_documents(words: Sequence[str], *, without: Path | None = None) -> Documents:
    """The documents that `words` name; what lies in the folder `without` is left out.

    A word is a file, a folder, a pattern (``plans/**/*.pdf``), a ZIP archive of documents, ``@LIST`` for a file with
    such words, one a line, or ``-``. Raises ReadError for a list that cannot be read and for a folder, pattern or
    archive without documents.
    """
    plain = list(_listed(words))
    found: list[Document] = []
    passed_over: list[str] = []
    ledgers: list[str] = []
    are_many = len(plain) > 1 or any(word.startswith(LIST) for word in words)
    for word in plain:
        if (inside := _inside(word, without)) is None:
            found.append(document_of(word))
            continue
        are_many, endings, before = True, document_endings(), len(found)
        for document in inside:
            if not document.name.lower().endswith(endings):
                passed_over.append(document.name)
            elif _is_ledger(document):
                ledgers.append(document.name)
            else:
                found.append(document)
        if len(found) == before:
            raise ReadError(word, _why_nothing(word))
    return Documents(tuple(dict.fromkeys(_distinct(found))), tuple(passed_over), tuple(ledgers), are_many)


def _why_nothing(word: str) -> str:
    if os.path.isdir(word):
        return "这个目录里没有可读的文件（a directory without documents）"
    if os.path.exists(word):
        return "这个压缩包里没有可读的文件（an archive without documents）"
    return "没有符合的文件（no document fits this pattern）"


def _distinct(found: Sequence[Document]) -> Iterator[Document]:
    """The same documents; those of one name are called by their whole paths."""
    names = Counter(document.name for document in found)
    for document in found:
        if names[document.name] == 1 or document.path is None:
            yield document
        else:
            yield document._replace(name=(document.path / (document.member or "")).as_posix())


def _listed(words: Iterable[str]) -> Iterator[str]:
    """The words, those of lists in the place of these."""
    for word in words:
        if not word.startswith(LIST) or os.path.exists(word):
            yield word
        else:
            lines = _text_of(word.removeprefix(LIST)).splitlines()
            yield from (line.strip() for line in lines if line.strip())


def _text_of(name: str) -> str:
    """The text of a list, in UTF-8 or GB 18030. Raises ReadError."""
    try:
        data = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    except OSError as error:
        raise ReadError(LIST + name, f"清单打不开（the list cannot be opened: {error.strerror}）") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ReadError(LIST + name, "清单既不是 UTF-8 也不是 GB18030（the list is neither UTF-8 nor GB 18030）")


def _inside(word: str, without: Path | None) -> Iterator[Document] | None:
    """What a folder, an archive or a pattern holds, by name; None for a word that names one document."""
    if word == STANDARD_INPUT:
        return None
    if os.path.isdir(word):
        return _of_folder(word, without)
    if os.path.exists(word):
        return _of_archive(Path(word)) if _is_archive(word) else None
    return _of_pattern(word, without) if any(sign in word for sign in "*?[") else None


def _of_folder(folder: str, without: Path | None) -> Iterator[Document]:
    for place, folders, names in os.walk(folder):
        below = sorted(name for name in folders if not name.startswith(PASSED_OVER))
        folders[:] = [name for name in below if without is None or not is_same(Path(place, name), without)]
        head = os.path.relpath(place, folder).replace(os.sep, "/")
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(PASSED_OVER) and path.is_file():
                yield Document(name if head == "." else f"{head}/{name}", path)


def _of_pattern(pattern: str, without: Path | None) -> Iterator[Document]:
    """The files that a pattern fits, named as it is written; folders that it fits are no documents."""
    from glob import iglob

    for name in sorted(iglob(pattern, recursive=True)):
        path = Path(name)
        if path.is_file() and (without is None or not any(is_same(one, without) for one in path.parents)):
            yield Document(path.as_posix(), path)


def is_same(one: Path, other: Path) -> bool:
    """True if both are one file or folder that is there, by whatever name or link."""
    return one.exists() and other.exists() and one.samefile(other)


def _is_ledger(document: Document) -> bool:
    path = document.path
    if path is None or document.member is not None or path.suffix.lower() != ".xlsx":
        return False
    from policy_parse.writers.workbook import is_ledger

    return is_ledger(path)


@lru_cache(1)
def document_endings() -> tuple[str, ...]:
    """The endings that documents have, by all readers of this installation."""
    from policy_parse.registry import readers

    return tuple(suffix for reader in readers() for suffix in reader.SUFFIXES)


# ---------------------------------------------------------------------------------------------------------- archives


class _Archive(NamedTuple):
    """An archive that is open, and its members by their names."""

    file: ZipFile
    members: dict[str, ZipInfo]


def _is_archive(word: str) -> bool:
    """True for a ZIP archive that holds documents, not one that a document is kept in."""
    if not word.lower().endswith(_ZIP):
        return False
    from zipfile import is_zipfile

    return is_zipfile(word) and not _OF_A_DOCUMENT & _archive(Path(word)).members.keys()


def _of_archive(path: Path) -> Iterator[Document]:
    for name, info in sorted(_archive(path).members.items()):
        if not info.is_dir() and not any(part.startswith(PASSED_OVER) for part in name.split("/")):
            yield Document(name, path, name)


def _archive(path: Path) -> _Archive:
    """The archive as it is now. Raises ReadError for one that is damaged or not there."""
    from zipfile import BadZipFile

    try:
        status = path.stat()
        return _opened(path, status.st_mtime_ns, status.st_size)
    except (OSError, BadZipFile, NotImplementedError) as error:
        raise _not_opened(path.name, error) from error


@lru_cache(2)
def _opened(path: Path, changed: int, size: int) -> _Archive:
    from zipfile import ZipFile

    file = ZipFile(path)
    return _Archive(file, {_name(info): info for info in file.infolist()})


def _not_opened(name: str, error: Exception) -> ReadError:
    return ReadError(name, f"压缩包打不开（the archive cannot be opened: {str(error)[:_SAID]}）")


def _member(name: str, path: Path, member: str, password: str | None) -> bytes:
    """The bytes of a member. Raises ReadError, LimitError; PasswordError for one that needs a password, or another."""
    import lzma
    import zlib
    from zipfile import BadZipFile

    archive = _archive(path)
    if (info := archive.members.get(member)) is None:
        raise ReadError(name, f"{path.name} 里没有这个文件（not in the archive）")
    limits.refuse("file_bytes", info.file_size, name)
    try:
        return archive.file.read(info, None if password is None else password.encode("utf-8", "replace"))
    except RuntimeError as error:  # how zipfile asks for a password
        if not info.flag_bits & _ENCRYPTED:
            raise _not_opened(name, error) from error
        raise PasswordError(
            name, "压缩包有密码，请用 --password（the archive needs a password, or another）"
        ) from error
    except (OSError, BadZipFile, zlib.error, lzma.LZMAError, EOFError, MemoryError, ValueError) as error:
        raise _not_opened(name, error) from error


_ENCRYPTED, _UTF_8 = 0x1, 0x800
"""Flags of a member: it has a password; its name is in UTF-8 (without it Windows writes its own encoding)."""


def _name(info: ZipInfo) -> str:
    """The member's name; one that Chinese Windows wrote is in GB 18030, though `zipfile` takes it for code page 437."""
    name = info.filename
    if not info.flag_bits & _UTF_8:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")
