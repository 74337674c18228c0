"""The package of an OFD file (GB/T 33190—2016, 6 and 7): members, their XML, and paths between them."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from typing import Any

from policy_parse import limits
from policy_parse.errors import PasswordError, ReadError
from policy_parse.readers.opc import read_member

Element = Any
"""An lxml element."""


class OfdPackage:
    """Members by path, whatever the case of their names; XML without entities or network."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the package. Raises ReadError for a damaged one, PasswordError for an encrypted one, LimitError."""
        self.name = name
        self._unpacked = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise ReadError(name, "OFD 文件损坏，压缩包打不开（damaged package）") from error
        limits.refuse("entries", len(self._zip.filelist), name)
        self._members = {_plain(info.filename).lower(): info for info in self._zip.infolist()}
        if any(info.flag_bits & 1 for info in self._members.values()):
            raise PasswordError(name, "文件有密码（encrypted）")

    def read(self, path: str) -> bytes | None:
        """The bytes of a member; None if it is missing or damaged.

        Raises LimitError for one that is too large, and when more has been read than any document holds: one member
        may be named a thousand times.
        """
        info = self._members.get(_plain(path).lower())
        if info is None:
            return None
        self._unpacked += info.file_size
        limits.refuse_part(info.compress_size, info.file_size, self.name)
        limits.refuse("total_bytes", self._unpacked, self.name)
        try:
            return read_member(self._zip, info)
        except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError, _zlib_error()):
            return None

    def parse(self, path: str) -> Element | None:
        """The root of an XML member, read as far as it is whole; None if it is missing or no XML at all.

        Raises LimitError; see `read`.
        """
        from lxml import etree

        data = self.read(path)
        if data is None:
            return None
        limits.refuse_markup(data, self.name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            return None


def _zlib_error() -> type[Exception]:
    import zlib

    return zlib.error


def _plain(path: str) -> str:
    return posixpath.normpath("/" + path.replace("\\", "/").strip()).lstrip("/")


def locate(base: str, path: str) -> str:
    """`path` as a member of the package: from its root where it begins with ``/``, else beside the member `base`."""
    path = path.replace("\\", "/").strip()
    return _plain(path if path.startswith("/") else posixpath.join(posixpath.dirname(base), path))


def children(element: Element | None, name: str) -> Iterator[Element]:
    """Its child elements of that local name; versions of the standard differ in their namespaces."""
    for child in element if element is not None else ():
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == name:
            yield child


def child(element: Element | None, *names: str) -> Element | None:
    """The first descendant reached by the local names in turn; None if one is missing."""
    for name in names:
        element = next(children(element, name), None)
    return element


def text_of(element: Element | None) -> str:
    """The text of an element, blanks round it stripped; empty for None."""
    return (element.text or "").strip() if element is not None else ""
