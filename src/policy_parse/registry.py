"""Which reader reads what: a built-in table, then the entry points ``policy_parse.readers``; loaded when first used.

A reader is a module with

- ``FORMAT``: its name in ``Source.format`` (docx),
- ``SUFFIXES``: file endings it usually has (``(".docx",)``), used only to name what is missing and for listings,
- ``sniff(data: bytes) -> bool``: whether these bytes are its format, by content, never by name; cheap,
- ``read(data: bytes, *, name: str, password: str | None = None) -> Document``; raises ReadError,
- ``missing() -> str | None``: what must be installed before it can read, None if nothing is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, cast

from policy_parse.document import Document
from policy_parse.errors import PolicyParseError, ReadError


class Reader(Protocol):
    """What a reader module provides."""

    FORMAT: str
    SUFFIXES: tuple[str, ...]

    def sniff(self, data: bytes) -> bool:
        """True if `data` is of this reader's format."""
        ...

    def read(self, data: bytes, *, name: str, password: str | None = None) -> Document:
        """Read `data`; raises ReadError."""
        ...

    def missing(self) -> str | None:
        """What must be installed first, in words for the user; None if nothing is missing."""
        ...


BUILTIN = ("docx", "pdf", "ofd", "scan", "html", "office", "txt")
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
    points = sorted(entry_points(group="policy_parse.readers"), key=lambda p: p.name)
    return tuple(_load(point) for point in points)


def _load(point: EntryPoint) -> Reader:
    """The reader that an entry point announces. Raises PolicyParseError where it cannot be imported."""
    try:
        return cast(Reader, point.load())
    except Exception as error:  # whatever a foreign package raises while it is imported
        raise PolicyParseError(
            f"插件 {point.name}（{point.value}）无法加载（plug-in cannot be loaded）: {error}"
        ) from error


def find_reader(data: bytes, name: str) -> Reader:
    """The first reader whose `sniff` accepts `data`. Raises ReadError for empty or unknown bytes."""
    if not data.strip(b"\x00 \t\r\n"):
        raise ReadError(name, "文件是空的（the file is empty）")
    for reader in _in_order():
        if reader.sniff(data):
            return reader
    raise ReadError(name, "不认识的文件格式（unknown file format）")


def read_document(data: bytes, *, name: str, password: str | None = None) -> Document:
    """Read a document of any known format, chosen by content. Raises ReadError with the name and the reason."""
    return find_reader(data, name).read(data, name=name, password=password)
