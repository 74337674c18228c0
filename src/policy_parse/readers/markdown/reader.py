"""Text with HTML tables between its lines: the lines as text, the tables as those of a web page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from policy_parse import limits
from policy_parse.document import Document, Piece, build_document
from policy_parse.errors import ReadError
from policy_parse.readers.html.flow import plain_text
from policy_parse.readers.html.tables import read_table
from policy_parse.readers.txt import reader as txt
from policy_parse.readers.txt.decode import decode
from policy_parse.readers.txt.lines import split_lines
from policy_parse.readers.txt.pieces import build_pieces
from policy_parse.signs.reading import ReaderSigns, builtin_signs

FORMAT = "md"
SUFFIXES = (".md", ".markdown")

# <table> at the beginning of a line
_BEGINNING = re.compile(r"^[ \t]*<table\b[^>\n]{0,500}>", re.I | re.M)
_TAG = re.compile(r"<(/?)table\b[^>]{0,500}>", re.I)
# <div align="center"> and </div> on lines of their own, round a table
_FRAME = re.compile(
    r"^[ \t]*(?:</?(?:div|center|p|br|hr|span|section|font|details)\b[^<>\n]{0,300}>[ \t]*)+$", re.I | re.M
)
_SAMPLE = re.compile(rb"^[ \t]*<table\b", re.I | re.M)


def sniff(data: bytes) -> bool:
    """True if `data` is text in which a line begins with an HTML table; a page of nothing else is HTML."""
    return _SAMPLE.search(data) is not None and b"</table" in data.lower() and txt.sniff(data)


def missing() -> str | None:
    """Nothing has to be installed."""
    return None


def read(data: bytes, *, name: str, password: str | None = None, signs: ReaderSigns | None = None) -> Document:
    """The paragraphs and tables of a text, in the order of its lines; see `txt.read`. `password` is ignored.

    Raises ReadError if there is no visible character.
    """
    decoded = decode(data)
    limits.refuse_markup(decoded.text, name)
    pieces = list(_pieces(decoded.text, signs or builtin_signs()))
    document = build_document(pieces, name=name, format=FORMAT, data=data, notices=decoded.notices)
    if not document.text.strip():
        raise ReadError(name, "文件里没有文字（no text in the file）")
    return document


def _pieces(text: str, signs: ReaderSigns) -> Iterator[Piece]:
    at = 0
    while found := _BEGINNING.search(text, at):
        yield from _lines(text[at : found.start()], signs)
        at = _end(text, found.start())
        yield from _table(text[found.start() : at], signs)
    yield from _lines(text[at:], signs)


def _lines(text: str, signs: ReaderSigns) -> Iterator[Piece]:
    return iter(build_pieces(split_lines(_FRAME.sub("", text)), signs))


def _end(text: str, start: int) -> int:
    """Where the table that begins at `start` ends, tables inside it included; the end of `text` if it never does."""
    depth = 0
    for tag in _TAG.finditer(text, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.end()
    return len(text)


def _table(markup: str, signs: ReaderSigns) -> Iterator[Piece]:
    from lxml import html

    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    element = html.document_fromstring(markup, parser=parser).find(".//table")
    table = None if element is None else read_table(element, partial(plain_text, signs=signs))
    if table is not None:
        yield table
