"""Where each character of a Word document's text stands in its XML: the way back from the text to the ``w:t`` elements.

The document is read by the very code that reads it for a plan, so that the text is the same; beside it each piece of
text keeps the element and offset of each of its characters. Computed numbers, formulas and symbols have none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from policy_parse.document import Cell, Document, Paragraph, Piece, Table, build_document
from policy_parse.document.pieces import Note
from policy_parse.readers.docx.body import Walker, _Unfinished
from policy_parse.readers.docx.names import Element
from policy_parse.readers.docx.numbering import Numbering
from policy_parse.readers.docx.paragraph import ParagraphReader, ParagraphText
from policy_parse.readers.docx.reader import FORMAT, read_pieces
from policy_parse.readers.docx.styles import Styles

_BLANKS = " \t\r\n"


class Origin(NamedTuple):
    """One character: the ``w:t`` that holds it, and its place in the text of that."""

    element: Element
    offset: int


Origins = Sequence[Origin | None]
"""One for each character of a text; None for one that stands in no ``w:t``."""


class TracedDocument(NamedTuple):
    """A document with the origin of each character of its text, and the root of its main part."""

    document: Document
    origins: Origins
    root: Element


def read_traced(data: bytes, *, name: str, password: str | None = None) -> TracedDocument:
    """Read a Word document as `reader.read` does, and where each character comes from. Raises ReadError."""
    parts = read_pieces(data, name=name, password=password, walker_of=_TracingWalker)
    document = build_document(parts.pieces, name=name, format=FORMAT, data=data, notices=parts.notices)
    origins: list[Origin | None] = [None] * len(document.text)
    for block, text in zip(document.blocks, _texts(parts.pieces), strict=True):
        if isinstance(text, _TracedText):
            origins[block.span.start : block.span.end] = text.origins
    return TracedDocument(document, origins, parts.root)


def _texts(pieces: Sequence[Piece]) -> Iterator[str]:
    """The text of each block that `build_document` makes, in order."""
    for piece in pieces:
        if isinstance(piece, Table):
            if any(cell.text.strip() for cell in piece.cells):
                yield from (cell.text for cell in sorted(piece.cells, key=_grid_place))
        elif piece.text.strip():
            yield piece.text


def _grid_place(cell: Cell) -> tuple[int, int]:
    return cell.row, cell.column


class _TracedText(str):
    """Text that knows where its characters come from."""

    __slots__ = ("origins",)
    origins: list[Origin | None]


def _traced(text: str, origins: list[Origin | None]) -> str:
    made = _TracedText(text)
    made.origins = origins
    return made


class _TracingReader(ParagraphReader):
    """Reads paragraphs and keeps, for each line, which of its parts come from which element."""

    def __init__(self, styles: Styles, warn: Callable[[str, str], None]) -> None:
        super().__init__(styles, warn)
        self._sources: dict[int, tuple[ParagraphText, dict[int, Element]]] = {}

    def _words(self, element: Element) -> None:
        line = self._line
        before = len(line.parts)
        super()._words(element)
        if len(line.parts) > before:
            self._sources.setdefault(id(line), (line, {}))[1][before] = element

    def origins(self, line: ParagraphText) -> list[Origin | None]:
        """One for each character of the line's parts joined."""
        _, sources = self._sources.get(id(line), (line, {}))
        found: list[Origin | None] = []
        for i, part in enumerate(line.parts):
            element = sources.get(i)
            if element is None:
                found += [None] * len(part)
                continue
            text = element.text or ""
            begin = 0 if len(part) == len(text) else len(text) - len(text.lstrip(_BLANKS))
            found += [Origin(element, min(begin + k, len(text) - 1)) for k in range(len(part))]
        return found


class _TracingWalker(Walker):
    """Walks a document; the text of its paragraphs and cells is traced."""

    def __init__(self, styles: Styles, numbering: Numbering, warn: Callable[[str, str], None]) -> None:
        super().__init__(styles, numbering, warn)
        self._traced_lines = _TracingReader(styles, warn)
        self.lines = self._traced_lines
        self._finished: list[tuple[str, list[Origin | None]]] = []

    def _finish(self, opened: _Unfinished, note: Note | None, contents: bool) -> Paragraph:
        piece = super()._finish(opened, note, contents)
        origins = _matched("".join(opened.line.parts), self._traced_lines.origins(opened.line), piece.text)
        self._finished.append((piece.text, origins))
        return replace(piece, text=_traced(piece.text, origins))

    def _cell_text(self, element: Element) -> str:
        first = len(self._finished)
        text = super()._cell_text(element)
        origins: list[Origin | None] = [None] * len(text)
        cursor = 0
        for part, own in self._finished[first:]:
            begin = text.find(part.replace("\t", " "), cursor) if part else -1
            if begin >= 0 and not text[cursor:begin].strip("\n\t"):
                cursor = begin + len(part)
                origins[begin:cursor] = own
        return _traced(text, origins)


def _matched(raw: str, origins: list[Origin | None], text: str) -> list[Origin | None]:
    """The origins of the characters of `text`: a computed number, then `raw` without some of its blanks."""
    kept = sum(not ch.isspace() for ch in raw)
    label = len(text)
    while label and kept:
        label -= 1
        kept -= not text[label].isspace()
    found: list[Origin | None] = [None] * label
    at = 0
    for ch in text[label:]:
        while at < len(raw) and raw[at] != ch:
            at += 1
        found.append(origins[at] if at < len(raw) else None)
        at += 1
    return found
