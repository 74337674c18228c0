"""Which reader reads what: a built-in table, then the entry points ``policy_parse.readers``; loaded when first used.

A reader is a module with

- ``FORMAT``: its name in ``Source.format`` (docx),
- ``SUFFIXES``: file endings it usually has (``(".docx",)``), used only to name what is missing and for listings,
- ``sniff(data: bytes) -> bool``: whether these bytes are its format, by content, never by name; cheap,
- ``read(data: bytes, *, name: str, password: str | None = None) -> Document``; raises ReadError. If it has a parameter
  ``signs`` too, it is given what the caller's vocabulary knows of lines and columns (`signs.reading.ReaderSigns`),
- ``missing() -> str | None``: what must be installed before it can read, None if nothing is missing.

A plug-in that cannot be loaded, or fails when it is asked, is left out with a PluginWarning; one that fails at a
document gives a ReadError that names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib import import_module
from inspect import signature
from typing import Protocol, cast

from policy_parse import log
from policy_parse.document import Document
from policy_parse.errors import LimitError, PolicyParseError, ReadError
from policy_parse.plugins import in_words, load_plugins, warn
from policy_parse.signs.reading import ReaderSigns


class Reader(Protocol):
    """What a reader module provides."""

    FORMAT: str
    SUFFIXES: tuple[str, ...]

    def sniff(self, data: bytes) -> bool:
        """True if `data` is this reader's format."""
        ...

    def read(self, data: bytes, *, name: str, password: str | None = None) -> Document:
        """Read `data`; raises ReadError."""
        ...

    def missing(self) -> str | None:
        """What must be installed first, for a person; None if nothing is missing."""
        ...


class ReaderOfWords(Protocol):
    """A reader whose `read` takes the caller's vocabulary."""

    def read(
        self, data: bytes, *, name: str, password: str | None = None, signs: ReaderSigns | None = None
    ) -> Document:
        """Read `data`; raises ReadError."""
        ...


BUILTIN = ("docx", "pdf", "ofd", "xlsx", "wordml", "scan", "html", "office", "markdown", "txt")
"""Packages of ``policy_parse.readers`` in the order their ``reader`` is asked; txt takes what no other does."""


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader of this installation, plug-ins first, in the order in which they are asked."""
    return tuple(_in_order())


def _in_order() -> Iterator[Reader]:
    """Every reader, each loaded when its turn comes: a docx costs nothing of what a PDF needs."""
    yield from _plugins()
    for name in BUILTIN:
        yield cast(Reader, import_module(f"policy_parse.readers.{name}.reader"))


@cache
def _plugins() -> tuple[Reader, ...]:
    needed = ("FORMAT", "SUFFIXES", "sniff", "read", "missing")
    return cast(tuple[Reader, ...], load_plugins("policy_parse.readers", needed))


def find_reader(data: bytes, name: str) -> Reader:
    """The first reader whose `sniff` accepts `data`. Raises ReadError for empty or unknown bytes."""
    if not data.strip(b"\x00 \t\r\n"):
        raise ReadError(name, "文件是空的（the file is empty）")
    for reader in _in_order():
        if _sniffs(reader, data):
            return reader
    raise ReadError(name, "不认识的文件格式（unknown file format）")


def _sniffs(reader: Reader, data: bytes) -> bool:
    """True if `data` is this reader's; False, with a warning, for a plug-in that fails at it."""
    try:
        return reader.sniff(data)
    except Exception as error:
        if reader not in _plugins():
            raise
        warn(reader.FORMAT, f"出错，跳过（fails, left out: {in_words(error)}）")
        return False


def missing_of(reader: Reader) -> str | None:
    """What must be installed before `reader` can read, None if nothing; of a broken plug-in, how it fails."""
    try:
        return reader.missing()
    except Exception as error:
        if reader not in _plugins():
            raise
        return f"插件出错（the plug-in fails: {in_words(error)}）"


def read_document(data: bytes, *, name: str, password: str | None = None, signs: ReaderSigns | None = None) -> Document:
    """Read a document of any known format, chosen by content. Raises ReadError with the name and the reason.

    `signs` is what readers know of words; the package's own vocabulary if None. What an encrypted container of Office
    holds, text or workbook, is known only once it is decrypted.
    """
    if password is not None:  # a terminal in another encoding gives half characters, which no document was locked with
        password = password.encode("utf-8", "replace").decode()
    if _is_encrypted(data):
        from policy_parse.readers.encryption import decrypt

        inner = decrypt(data, name, password)
        return replace(read_document(inner, name=name, signs=signs), sha256=sha256(data).hexdigest())
    reader = find_reader(data, name)
    log.debug("%s: %d bytes, read as %s", name, len(data), reader.FORMAT)
    try:
        if not _takes_signs(reader):
            return reader.read(data, name=name, password=password)
        return cast(ReaderOfWords, reader).read(data, name=name, password=password, signs=signs)
    except LimitError as error:
        raise LimitError(name, error.limit, error.most) from error
    except PolicyParseError:
        raise
    except Exception as error:
        if reader not in _plugins():
            raise
        raise ReadError(name, f"插件 {reader.FORMAT} 出错（the plug-in fails: {in_words(error)}）") from error


def _takes_signs(reader: Reader) -> bool:
    """True if the reader asks for the caller's vocabulary."""
    parameters = signature(reader.read).parameters
    return "signs" in parameters or any(p.kind is p.VAR_KEYWORD for p in parameters.values())


def _is_encrypted(data: bytes) -> bool:
    """True if `data` is the compound file that Office puts round an encrypted document."""
    from policy_parse.readers.docx.package import is_package

    return not data.startswith(b"PK") and is_package(data)
