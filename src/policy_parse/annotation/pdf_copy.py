"""A PDF with highlights and notes: the file as it was, and behind it what was added (an incremental update)."""

from __future__ import annotations

import ctypes
import hashlib
import io
import re
from collections.abc import Sequence
from typing import Any

from policy_parse.annotation.notes import Note
from policy_parse.annotation.pdf_places import Box, Mark, Marker, page_letters
from policy_parse.errors import ReadError, WriteError
from policy_parse.readers.pdf.reader import PDFIUM, open_document, read
from policy_parse.span import Span

AUTHOR = "policy-parse"
_COLOUR = (255, 214, 0, 110)
"""Red, green, blue, opacity."""
_PRINTED = 4
"""Annotation flag: shown on paper too."""


def highlighted(data: bytes, notes: Sequence[Note], *, name: str, password: str | None = None) -> bytes:
    """The bytes of a copy of a PDF with a highlight that carries the words of each note. Raises ReadError, ValueError.

    The copy begins with the bytes of the source; an encrypted one stays so, with the same password.
    """
    document = read(data, name=name, password=password)
    if any(span is not None and span.end > len(document.text) for span, _ in notes):
        raise ValueError(f"a note is beyond the text of {name}")
    with PDFIUM:
        opened = open_document(data, name, password)
        try:
            marker = Marker(document, [page_letters(opened, index) for index in range(len(opened))])
            marks = [(mark, words) for span, words in notes for mark in _marks(marker, span, name)]
            texts = _texts(opened)
        finally:
            opened.close()
        copy = _settled(_with_highlights(data, marks, name, password), data)
        if texts != _reopened_texts(copy, name, password):
            raise WriteError(name, "批注后文字有变，没有写出，请报告（notes would change the text, please report）")
        return copy


def _marks(marker: Marker, span: Span | None, name: str) -> list[Mark]:
    marks = marker.marks(span)
    if not marks:
        raise ReadError(name, "文件里没有可以批注的文字（no words that could carry a note）")
    return marks


def _with_highlights(data: bytes, marks: Sequence[tuple[Mark, str]], name: str, password: str | None) -> bytes:
    """The source with highlights behind it; opened anew, for pdfium writes again whatever it has looked at."""
    import pypdfium2.raw as pdfium

    opened = open_document(data, name, password)
    try:
        for mark, words in marks:
            _highlight(opened, mark, words, name)
        out = io.BytesIO()
        opened.save(out, flags=pdfium.FPDF_INCREMENTAL)
        return out.getvalue()
    finally:
        opened.close()


def _highlight(document: Any, mark: Mark, words: str, name: str) -> None:
    import pypdfium2.raw as pdfium

    page = document[mark.page]
    try:
        annotation = pdfium.FPDFPage_CreateAnnot(page.raw, pdfium.FPDF_ANNOT_HIGHLIGHT)
        if not annotation:
            raise ReadError(name, f"第{mark.page + 1}页不能批注（page {mark.page + 1} cannot carry a note）")
        try:
            pdfium.FPDFAnnot_SetColor(annotation, pdfium.FPDFANNOT_COLORTYPE_Color, *_COLOUR)
            whole = mark.boxes[0]
            for box in mark.boxes:
                pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, _corners(pdfium, box))
                whole = whole.joined(box)
            pdfium.FPDFAnnot_SetRect(annotation, pdfium.FS_RECTF(whole.left, whole.top, whole.right, whole.bottom))
            pdfium.FPDFAnnot_SetFlags(annotation, _PRINTED)
            for key, value in ((b"Contents", words), (b"T", AUTHOR)):
                pdfium.FPDFAnnot_SetStringValue(annotation, key, _wide(pdfium, value))
        finally:
            pdfium.FPDFPage_CloseAnnot(annotation)
    finally:
        page.close()


def _corners(pdfium: Any, box: Box) -> Any:
    """The corners as PDF wants them: the two above, then the two below."""
    return pdfium.FS_QUADPOINTSF(box.left, box.top, box.right, box.top, box.left, box.bottom, box.right, box.bottom)


def _wide(pdfium: Any, text: str) -> Any:
    data = text.replace("\x00", "").encode("utf-16-le", "replace") + b"\x00\x00"
    buffer = ctypes.create_string_buffer(data, len(data))
    return ctypes.cast(buffer, pdfium.FPDF_WIDESTRING)


_IDENTITY = re.compile(rb"/ID\[(?:<[0-9A-Fa-f]*>|\((?:[^\\()]|\\.)*\))(<[0-9A-F]{32}>)\]", re.DOTALL)


def _settled(copy: bytes, source: bytes) -> bytes:
    """The copy with an identity made from its content, where pdfium makes one by chance."""
    identities = list(_IDENTITY.finditer(copy, len(source)))
    if not identities:
        return copy
    found = identities[-1]
    start, end = found.span(1)
    if copy[start:end] in source:  # kept as it was: an encrypted file is read by it
        return copy
    made = hashlib.sha256(copy[: found.start()]).hexdigest()[:32].upper().encode()
    first = copy[found.start() : start].replace(copy[start:end], b"<" + made + b">")  # one of two alike, if it had none
    return copy[: found.start()] + first + b"<" + made + b">" + copy[end:]


def _texts(document: Any) -> list[str | None]:
    """The text of each page as pdfium has it; None for one that cannot be loaded."""
    import pypdfium2

    found: list[str | None] = []
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            found.append(None)
            continue
        try:
            text_page = page.get_textpage()
            found.append(text_page.get_text_range())
            text_page.close()
        finally:
            page.close()
    return found


def _reopened_texts(data: bytes, name: str, password: str | None) -> list[str | None]:
    document = open_document(data, name, password)
    try:
        return _texts(document)
    finally:
        document.close()
