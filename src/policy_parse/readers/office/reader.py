"""Older office formats (.doc, .wps, .rtf, .odt): converted to docx by LibreOffice, then read as docx.

The one reader that imports another: what LibreOffice writes is a docx like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Literal

from policy_parse import limits
from policy_parse.document import Document
from policy_parse.errors import LimitError, MissingToolError, PasswordError, ReadError
from policy_parse.readers.compound_file import begin_of_stream, has_stream, is_compound_file
from policy_parse.readers.office.convert import convert, find_soffice
from policy_parse.readers.office.last_paragraph import with_last_paragraph
from policy_parse.readers.opc import DAMAGE, read_member
from policy_parse.signs.reading import ReaderSigns

FORMAT = "office"
SUFFIXES = (".doc", ".wps", ".rtf", ".odt", ".fodt", ".dot", ".wpt", ".ott")

Kind = Literal["doc", "wps", "rtf", "odt", "fodt"]

_NEEDED = "要读取这种格式需安装 LibreOffice（install LibreOffice Writer: apt install libreoffice-writer）"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
_ENCRYPTED = 0x0100
"""Bit fEncrypted of the flags at offset 10 of a Word file's information block ([MS-DOC] 2.5.2)."""


def sniff(data: bytes) -> bool:
    """True if `data` is a Word 97 file (WPS Writer saves the same), RTF, or an OpenDocument text."""
    return kind_of(data) is not None


def kind_of(data: bytes, name: str = "") -> Kind | None:
    """The format of `data`, by content; `name` only decides between .doc and .wps, which are one format."""
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if is_compound_file(data):
        if not has_stream(data, "WordDocument"):
            return None
        return "wps" if name.lower().endswith((".wps", ".wpt")) else "doc"
    if data.startswith(b"PK") and data[30:38] == b"mimetype" and _OPEN_DOCUMENT in data[38:200]:
        return "odt"
    if (
        data[:200].lstrip().startswith(b"<?xml")
        and b"<office:document" in data[:4096]
        and _OPEN_DOCUMENT in data[:8192]
    ):
        return "fodt"
    return None


def missing() -> str | None:
    """What to install before these formats can be read; None if LibreOffice is there."""
    return None if find_soffice() else _NEEDED


def read(data: bytes, *, name: str, password: str | None = None, signs: ReaderSigns | None = None) -> Document:
    """Convert `data` and read the result; ``format`` is the real one (doc, wps, rtf, odt).

    An encrypted Word file is opened with `password`; of an OpenDocument text it does not help, for LibreOffice takes no
    password on its command line. Raises MissingToolError without LibreOffice, PasswordError, ReadError if the file
    cannot be converted.
    """
    opened = data
    if password and _is_encrypted(kind_of(data, name), data) and is_compound_file(data):
        from policy_parse.readers.encryption import decrypt

        opened = decrypt(data, name, password)
    found = read_many([(name, opened)], signs)[0]
    if isinstance(found, ReadError):
        raise found
    return found if opened is data else replace(found, sha256=sha256(data).hexdigest())


def read_many(files: Sequence[tuple[str, bytes]], signs: ReaderSigns | None = None) -> list[Document | ReadError]:
    """Each file's document or the error that it gave, in their order; all are converted in one call."""
    kinds = [kind_of(data, name) for name, data in files]
    found: list[Document | ReadError] = []
    for (name, _), docx in zip(files, convert_many(files), strict=True):
        if isinstance(docx, ReadError):
            found.append(docx)
            continue
        from policy_parse.readers.docx import reader

        try:
            found.append(reader.read(docx, name=name, signs=signs))
        except ReadError as error:
            found.append(error)
    return [
        document
        if isinstance(document, ReadError)
        else replace(document, format=kind or FORMAT, sha256=sha256(data).hexdigest())
        for document, kind, (_, data) in zip(found, kinds, files, strict=True)
    ]


def convert_many(files: Sequence[tuple[str, bytes]]) -> list[bytes | ReadError]:
    """Each of `files` (name, bytes) as docx, or why not, in their order; one call of LibreOffice for all of them."""
    found: list[bytes | ReadError | None] = [_refused(name, data) for name, data in files]
    waiting = [i for i, error in enumerate(found) if error is None]
    if waiting and not find_soffice():
        for i in waiting:
            found[i] = MissingToolError(files[i][0], _NEEDED)
        waiting = []
    sources = [_source(files[i][1]) for i in waiting]
    for i, conversion in zip(waiting, convert(sources), strict=True):
        found[i] = conversion.docx or _unconverted(files[i][0], in_time=conversion.in_time)
    return [item for item in found if item is not None]


def _unconverted(name: str, *, in_time: bool) -> ReadError:
    if not in_time:
        return LimitError(name, "conversion_seconds", limits.current().conversion_seconds)
    return ReadError(name, "LibreOffice 不能转换，文件可能已损坏（cannot be converted, perhaps damaged）")


def _source(data: bytes) -> tuple[str, bytes]:
    """The ending that tells LibreOffice what `data` is, and the bytes that it is given."""
    kind = str(kind_of(data))
    return kind, with_last_paragraph(data) if kind == "doc" else data


def _refused(name: str, data: bytes) -> ReadError | None:
    kind = kind_of(data)
    if kind is None:
        return ReadError(name, "不是 doc、wps、rtf 或 odt 文件（no doc, wps, rtf or odt file）")
    if _is_encrypted(kind, data):
        if is_compound_file(data):
            return PasswordError(name, "文档已加密，需要密码（the document is encrypted）")
        return PasswordError(name, "文件有密码，请先去掉密码再读（encrypted: save it without a password first）")
    return None


def _is_encrypted(kind: Kind | None, data: bytes) -> bool:
    if kind in ("doc", "wps"):
        flags = (begin_of_stream(data, "WordDocument", 12) or b"")[10:]
        return bool(int.from_bytes(flags, "little") & _ENCRYPTED)
    if kind == "odt":
        import io
        import zipfile

        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                manifest = package.getinfo("META-INF/manifest.xml")
                return manifest.file_size < limits.SMALL_PART and b"encryption-data" in read_member(package, manifest)
        except (KeyError, *DAMAGE):  # LibreOffice mends some of what is damaged, and says so of the rest
            return False
        except RuntimeError:  # zipfile's word for a member that needs a password
            return True
    return False
