"""Saved web pages: the article and its tables in, everything that the site puts round it out. Nothing is fetched."""

from __future__ import annotations

import re
from email import message_from_bytes

from policy_parse import limits
from policy_parse.document import Document, Notice, build_document
from policy_parse.errors import ReadError
from policy_parse.readers.txt.decode import Decoded, decode
from policy_parse.signs.reading import ReaderSigns, builtin_signs

FORMAT = "html"
SUFFIXES = (".html", ".htm", ".xhtml", ".shtml", ".mht", ".mhtml")

_TOO_DEEP = "网页的标签嵌套过深，没有读出正文（nested too deeply）"
_EMPTY = "网页里没有正文（no text in the page）"
_HEAD = 4096
# <!DOCTYPE html> | <html xmlns:o="urn:schemas-microsoft-com:office:office"> | <meta charset=gb2312> | <table border=1>
_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|article|center|font|h[1-6]|p)\b", re.I)
_LEADING = re.compile(rb"(?:\s|<\?xml[^>]*\?>|<!--.*?-->)*", re.S)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w-]+)", re.I
)
_ARCHIVE = re.compile(rb"(?im)^content-type:\s*(?:multipart/related|text/html)")


def sniff(data: bytes) -> bool:
    """True if `data` begins as HTML does, or is a web archive (MHTML)."""
    head = data[:_HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    if b"\x00" in head:
        return False
    start = _LEADING.match(head)
    return bool(_MARKUP.match(head, start.end() if start else 0)) or _is_archive(head)


def missing() -> str | None:
    """Nothing has to be installed."""
    return None


def read(data: bytes, *, name: str, password: str | None = None, signs: ReaderSigns | None = None) -> Document:
    """The article of a saved page: its title, paragraphs and tables with their spans, in reading order.

    Decoded before parsing, since a parser fed bytes cuts a page off at the first character beyond its declared
    gb2312. Scripts, menus, hidden elements and related links are left out. `password` is ignored. Raises ReadError
    where no text is found.
    """
    from policy_parse.readers.html.article import find_article
    from policy_parse.readers.html.flow import build_pieces

    decoded = _unpack(data, name) if _is_archive(data[:_HEAD]) else _decode(data)
    limits.refuse_markup(decoded.text, name)
    signs = signs or builtin_signs()
    article = find_article(decoded.text, signs.pages)
    try:
        pieces = build_pieces(article.body, signs, article.title) if article else []
    except RecursionError as error:  # tables in tables
        raise ReadError(name, _TOO_DEEP) from error
    notices: list[Notice] = list(decoded.notices)
    if article is not None and article.is_cut:
        notices.append(Notice("part-damaged", "error", "网页的标签嵌套过深，其后的内容没有读出"))
    document = build_document(pieces, name=name, format=FORMAT, data=data, notices=notices)
    if not document.text.strip():
        why = _TOO_DEEP if article and article.is_cut else _EMPTY
        raise ReadError(name, why)
    return document


def _is_archive(head: bytes) -> bool:
    return bool(_ARCHIVE.search(head)) and b"mime-version:" in head.lower()


def _decode(data: bytes, declared: str | None = None) -> Decoded:
    found = _CHARSET.search(data, 0, _HEAD)
    named = (found.group(1) or found.group(2)).decode("ascii") if found else declared
    return decode(data, named)


def _unpack(data: bytes, name: str) -> Decoded:
    """The first page of a web archive. Raises ReadError if it holds none."""
    try:
        message = message_from_bytes(data)
    except RecursionError as error:
        raise ReadError(name, "网页存档嵌套过深（nested too deeply）") from error
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return _decode(payload, part.get_content_charset())
    raise ReadError(name, "网页存档里没有网页（no page in the web archive）")
