"""Packages of Office Open XML (ISO/IEC 29500-2): zip archives of XML parts that name each other by relationships."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from policy_parse import limits
from policy_parse.errors import PasswordError, ReadError

Element = Any
"""An lxml element; lxml is imported only when a document is read."""

DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, IndexError)
"""What zipfile raises for an archive that is damaged or cut off."""

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""ISO/IEC 29500 strict → transitional; the rest of the vocabulary that is read here is the same in both."""


def is_strict(content: bytes) -> bool:
    """True if an XML part is written with the names of ISO/IEC 29500 strict."""
    return b"purl.oclc.org/ooxml" in content


def to_strict(content: bytes) -> bytes:
    """A part with transitional names, as `parse_xml` gives them, under those of ISO/IEC 29500 strict."""
    for strict, transitional in _STRICT:
        content = content.replace(transitional, strict)
    return content


class Relationship(NamedTuple):
    """A part that another one names: the last word of the relationship's type (worksheet), and its path."""

    kind: str
    path: str


def part_names(data: bytes) -> frozenset[str]:
    """Paths of all parts of a package in lower case. Raises one of DAMAGE if the archive cannot be listed."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return frozenset(map(normal, archive.namelist()))


def normal(name: str) -> str:
    """A part's path as programs mean it: some write back slashes, a leading slash, or other capitals."""
    return name.replace("\\", "/").lstrip("/").lower()


def parse_xml(content: bytes) -> tuple[Element | None, bool]:
    """The root of an XML part, and True if it is broken. No entity is resolved, nothing is fetched."""
    from lxml import etree

    if is_strict(content):
        for strict, transitional in _STRICT:
            content = content.replace(strict, transitional)
    for recover in (False, True):
        parser = etree.XMLParser(
            recover=recover,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(content, parser), recover
        except (etree.XMLSyntaxError, ValueError):
            continue
    return None, True


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, password: bytes | None = None) -> bytes:
    """The content of a member of a package. Raises one of DAMAGE, and RuntimeError as `ZipFile.read` does.

    Members of a package are stored or deflated (ISO/IEC 29500-2, ODF 1.3 part 2, GB/T 33190): one packed otherwise is
    damage. Of LZMA a head of five bytes may ask for 4 GB.
    """
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise zipfile.BadZipFile(f"method {info.compress_type} in a package")
    return archive.read(info, password)


class Parts:
    """The parts of one package. Raises PasswordError or ReadError if it cannot be opened."""

    def __init__(self, data: bytes, name: str, password: str | None) -> None:
        self._name = name
        self._password = password.encode() if password else None
        self._unpacked = 0
        self.damaged: list[str] = []
        """Paths of parts of which something was lost."""
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except DAMAGE as error:
            raise ReadError(name, "文件不完整或已损坏（the zip container is damaged or cut off）") from error
        limits.refuse("entries", len(self._archive.filelist), name)
        self._members = {normal(info.filename): info for info in self._archive.infolist()}

    def paths(self) -> Iterator[str]:
        """The path of every part."""
        return iter(self._members)

    def part(self, path: str) -> Element | None:
        """The root of the part at `path`: what can be saved of a damaged one; None if it is not there or lost."""
        info = self._members.get(path)
        if info is None:
            return None
        self._unpacked += info.file_size
        limits.refuse_part(info.compress_size, info.file_size, self._name)
        limits.refuse("total_bytes", self._unpacked, self._name)
        if info.flag_bits & 1 and self._password is None:
            raise PasswordError(self._name, "文档已加密，需要密码（the document is encrypted）")
        try:
            content = read_member(self._archive, info, self._password)
        except RuntimeError as error:  # what zipfile raises for a wrong password
            raise PasswordError(self._name, "密码不对（wrong password）") from error
        except DAMAGE:
            self.damaged.append(path)
            return None
        limits.refuse_markup(content, self._name)
        root, broken = parse_xml(content)
        if broken:
            self.damaged.append(path)
        return root

    def relationships(self, path: str) -> dict[str, Relationship]:
        """What the part at `path` names, by id; the package itself is at ``""``. Nothing outside the package."""
        folder, base = posixpath.split(path)
        root = self.part(posixpath.join(folder, "_rels", base + ".rels"))
        found: dict[str, Relationship] = {}
        for element in root.iter(_RELATIONSHIP) if root is not None else ():
            if element.get("TargetMode") == "External":
                continue
            target = element.get("Target", "").replace("\\", "/")
            whole = posixpath.normpath(target if target.startswith("/") else posixpath.join(folder, target))
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = Relationship(kind, normal(whole))
        return found
