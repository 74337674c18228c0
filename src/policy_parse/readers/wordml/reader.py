"""Word documents kept as one XML file, often named .doc: Word XML 2003 and flat OPC.

Office systems fill templates of these kinds and give the result a Word name. Both are packed as a docx in memory and
read as one, so that LibreOffice is not needed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256

from policy_parse import limits
from policy_parse.document import Document, Notice
from policy_parse.errors import ReadError
from policy_parse.signs.reading import ReaderSigns

FORMAT = "wordml"
SUFFIXES = (".doc",)
"""Not .xml, though Word gives it: few files so named are documents, and a folder's files are chosen by these."""

_HEAD = 8192
# <w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" | <pkg:package xmlns:pkg=
_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:(?P<old>wordDocument)|(?P<flat>package))\s")
_OLD = ("http://schemas.microsoft.com/office/word/2003/wordml", 'progid="Word.Document"')
_FLAT = "http://schemas.microsoft.com/office/2006/xmlPackage"
# The bytes of pictures, in base 64: they are not read.
_BINARY = re.compile(rb"(<(?:pkg:binaryData|w:binData)\b[^>]*>)[^<]*")
_BOMS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def sniff(data: bytes) -> bool:
    """True if `data` is a Word document as one XML file."""
    return _kind(data) is not None


def missing() -> str | None:
    """Nothing has to be installed."""
    return None


def read(data: bytes, *, name: str, password: str | None = None, signs: ReaderSigns | None = None) -> Document:
    """Read the document as the docx reader reads one. Raises ReadError if the XML is damaged beyond reading.

    `password` is ignored: these files are never encrypted.
    """
    from policy_parse.readers.docx import reader as docx
    from policy_parse.readers.opc import parse_xml
    from policy_parse.readers.wordml.parts import flat_parts, pack
    from policy_parse.readers.wordml.word_2003 import word_2003_parts

    content = _BINARY.sub(rb"\1", data)
    limits.refuse_markup(content, name)
    root, damaged = parse_xml(content)
    if root is None:
        raise ReadError(name, "XML 已损坏（the XML is damaged）")
    parts = word_2003_parts(root) if _kind(data) == "old" else flat_parts(root)
    document = docx.read(pack(parts), name=name, signs=signs)
    notices = document.notices
    if damaged:
        if not document.text.strip():
            raise ReadError(name, "XML 已损坏（the XML is damaged）")
        notices += (Notice("part-damaged", "error", "文档的 XML 已损坏，只读出了一部分"),)
    return replace(document, format=FORMAT, sha256=sha256(data).hexdigest(), notices=notices)


def _kind(data: bytes) -> str | None:
    """``old`` for Word XML 2003, ``flat`` for a flat package of a Word document, None for anything else."""
    head = data[:_HEAD]
    encoding = next((name for bom, name in _BOMS if head.startswith(bom)), "utf-8")
    text = head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n")
    if not text.startswith("<"):
        return None
    root = _ROOT.search(text)
    if root is None:
        return None
    if root.group("old"):
        return "old" if any(sign in text for sign in _OLD) else None
    return "flat" if _FLAT in text and "wordprocessingml".encode(encoding) in data else None
