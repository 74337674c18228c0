"""A docx file as a package: its parts, found by their relationships and parsed without touching anything outside.

python-docx is not used to open it: it refuses strict documents, templates and packages with one damaged part, and
parses parts that hold no text.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

from policy_parse import limits
from policy_parse.document import Notice
from policy_parse.errors import PasswordError, ReadError
from policy_parse.readers.compound_file import is_compound_file
from policy_parse.readers.docx.names import OVERRIDE, RELATIONSHIP, ZIP, Element, W
from policy_parse.readers.opc import DAMAGE, normal, parse_xml, read_member

ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_MOST_OF_TYPES = 2**20
"""Bytes of the list of parts in which the main one's type is sought."""

_MAIN_TYPE = re.compile(rb"wordprocessingml\.(?:document|template)\.main\+xml|word\.\w+\.macroEnabled\w*\.main\+xml")


def is_package(data: bytes) -> bool:
    """True if `data` is a Word document in a zip container, whole or cut off, or an encrypted OOXML container."""
    if is_compound_file(data):
        return ENCRYPTED_STREAM in data
    if not data.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = [normal(name) for name in archive.namelist()]
            if any(name.startswith("word/") for name in names):
                return True
            types = next((n for n in archive.namelist() if normal(n) == "[content_types].xml"), None)
            if types is None:
                return False
            if archive.getinfo(types).compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                return False
            with archive.open(types) as part:
                return _MAIN_TYPE.search(part.read(_MOST_OF_TYPES)) is not None
    except (RuntimeError, *DAMAGE):
        return b"word/" in data


def main_part(data: bytes, name: str) -> str:
    """Path of the part that holds the text. Raises ReadError for a file that cannot be opened."""
    return WordPackage(data, name, None, []).main


class WordPackage:
    """The parts of one docx file. Raises PasswordError or ReadError if it cannot be opened."""

    def __init__(self, data: bytes, name: str, password: str | None, notices: list[Notice]) -> None:
        self._name = name
        self._notices = notices
        self._password = password.encode() if password else None
        if is_compound_file(data):
            from policy_parse.readers.encryption import decrypt

            data = decrypt(data, name, password)
        self._data = data
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except DAMAGE as error:
            raise ReadError(name, "文件不完整或已损坏（the zip container is damaged or cut off）") from error
        limits.refuse("entries", len(self._archive.filelist), name)
        self._unpacked = 0
        self._members = {normal(info.filename): info for info in self._archive.infolist()}
        self.main = self._find_main()
        self._targets = self._relationships(self.main)

    def root(self) -> Element:
        """The root of the main document part; raises ReadError if none can be read."""
        info = self._members.get(self.main)
        if info is None:
            raise ReadError(self._name, "缺少正文 document.xml（the main document part is missing）")
        root = self.part(self.main)
        if root is None:
            raise ReadError(self._name, "正文 document.xml 已损坏（the main document part is damaged）")
        if not str(root.tag).startswith(W):
            raise ReadError(self._name, "正文不是 Word 文档（the main part is no WordprocessingML）")
        return root

    def related(self, kind: str, cut: Callable[[bytes], bytes] | None = None) -> Element | None:
        """The part that the main part has for `kind` (styles, numbering, …), None if it is missing or damaged.

        `cut` takes out of its bytes what need not be parsed.
        """
        path = self._targets.get(kind) or posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")
        return self.part(path, cut) if path in self._members else None

    def part(self, path: str, cut: Callable[[bytes], bytes] | None = None) -> Element | None:
        """The root element of the part at `path`; what can be saved of a damaged one, with a notice."""
        info = self._members.get(path)
        if info is None:
            return None
        content, damaged = self._unpack(info)
        content = content if cut is None else cut(content)
        limits.refuse_markup(content, self._name)
        root, broken = parse_xml(content)
        if damaged or broken:
            lost = "只读出了一部分" if root is not None else "没有读出"
            self._notices.append(Notice("part-damaged", "error", f"文档的 {path} 已损坏，{lost}"))
        return root

    def _unpack(self, info: zipfile.ZipInfo) -> tuple[bytes, bool]:
        """The content of a member, and whether it is damaged. Raises LimitError for one that becomes too large."""
        self._unpacked += info.file_size
        limits.refuse_part(info.compress_size, info.file_size, self._name)
        limits.refuse("total_bytes", self._unpacked, self._name)
        try:
            if not info.flag_bits & 1 or self._password is not None:
                return read_member(self._archive, info, self._password), False
        except RuntimeError as error:  # zipfile's word for a wrong password, and for one that is needed
            if self._password is not None:
                raise PasswordError(self._name, "密码不对（wrong password）") from error
        except DAMAGE:
            return self._salvage(info), True
        raise PasswordError(self._name, "文档已加密，需要密码（the document is encrypted）")

    def _salvage(self, info: zipfile.ZipInfo) -> bytes:
        """What can be unpacked of a member before the damage."""
        start = info.header_offset
        header = self._data[start : start + 30] if start >= 0 else b""
        if header[:4] != ZIP or len(header) < 30:
            return b""
        start += 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
        packed = self._data[start : start + info.compress_size]
        if info.compress_type == zipfile.ZIP_STORED:
            return packed
        unpack, parts, size = zlib.decompressobj(-zlib.MAX_WBITS), [], 0
        most = limits.current().part_bytes
        for at in range(0, len(packed), 512):
            try:
                parts.append(unpack.decompress(packed[at : at + 512], most))
            except zlib.error:
                break
            size += len(parts[-1])
            if size > most:
                break
        return b"".join(parts)

    def _find_main(self) -> str:
        path = self._relationships("").get("officeDocument")
        if path in self._members:
            return path
        types = self._members.get("[content_types].xml")
        root = self.part("[content_types].xml") if types is not None else None
        for override in root.iter(OVERRIDE) if root is not None else ():
            if _MAIN_TYPE.search(override.get("ContentType", "").encode()):
                path = normal(override.get("PartName", ""))
                if path in self._members:
                    return path
        return "word/document.xml"

    def _relationships(self, path: str) -> dict[str, str]:
        """Paths by kind for the part at `path`; what lies outside the package is left out."""
        folder, base = posixpath.split(path)
        root = self.part(posixpath.join(folder, "_rels", base + ".rels"))
        targets: dict[str, str] = {}
        for element in root.iter(RELATIONSHIP) if root is not None else ():
            if element.get("TargetMode") == "External":
                continue
            target = element.get("Target", "").replace("\\", "/")
            found = normal(posixpath.normpath(target if target.startswith("/") else posixpath.join(folder, target)))
            targets.setdefault(element.get("Type", "").rpartition("/")[2], found)
        return targets
