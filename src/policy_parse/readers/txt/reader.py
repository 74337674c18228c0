"""Plain text: paragraphs broken over lines joined again, tables drawn with tabs or bars rebuilt."""

from __future__ import annotations

import re

from policy_parse.document import Document, build_document
from policy_parse.errors import ReadError
from policy_parse.readers.txt.decode import decode
from policy_parse.readers.txt.lines import split_lines
from policy_parse.readers.txt.pieces import build_pieces
from policy_parse.signs.reading import ReaderSigns, builtin_signs

FORMAT = "txt"
SUFFIXES = (".txt", ".text")  # a .tsv in a folder is mostly a list of its files; named by itself it is read

_SAMPLE = 65_536
_SIGNATURE = 16
"""Bytes in which other formats name themselves; a NUL there is no stray one."""
_FEW = 3
"""So many strange characters are allowed in a short text, even if they are more than one in fifty."""
_STRANGE = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x9f\ufffd]")
"""Undecodable and control characters, save those that lay out text and the end mark of DOS."""


def sniff(data: bytes) -> bool:
    """True if `data` is text in an encoding that we know: next to no NULs, control or undecodable characters."""
    sample = data[:_SAMPLE]
    decoded = decode(sample)
    text = decoded.text
    strange = len(_STRANGE.findall(text))
    if not decoded.encoding.startswith(("utf-16", "utf-32")):
        if b"\x00" in sample[:_SIGNATURE]:
            return False
        strange += sample.count(0)
    return bool(text) and strange <= max(len(text) // 50, min(_FEW, len(text) // 10))


def missing() -> str | None:
    """Nothing has to be installed."""
    return None


def read(data: bytes, *, name: str, password: str | None = None, signs: ReaderSigns | None = None) -> Document:
    """The paragraphs and tables of a text file, in the order of its lines.

    Guarantees: no visible character is lost but the marks of Markdown and of drawn tables; undecodable bytes become
    U+FFFD and a Notice. Raises ReadError if there is no visible character. `password` is ignored.
    """
    decoded = decode(data)
    pieces = build_pieces(split_lines(decoded.text), signs or builtin_signs())
    document = build_document(pieces, name=name, format=FORMAT, data=data, notices=decoded.notices)
    if not document.text.strip():
        raise ReadError(name, "文件里没有文字（no text in the file）")
    return document
