"""Blocks of a document in reading order: paragraphs, tables, and what stands beside the running text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policy_parse.document import Alignment, Paragraph, Piece, Table
from policy_parse.document.pieces import Note
from policy_parse.readers.docx_line import Line, LineReader
from policy_parse.readers.docx_names import (
    ALTERNATE,
    CONTAINERS,
    PPR,
    RPR,
    SDT,
    SDT_CONTENT,
    TBL,
    VAL,
    Element,
    P,
    W,
    alternative,
    integer,
    is_on,
)
from policy_parse.readers.docx_numbering import Numbering
from policy_parse.readers.docx_styles import Styles, alignment_of, outline_level
from policy_parse.readers.docx_table import Row, layout, table_cells

_STYLE = W + "pStyle"
_NUMBERING = W + "numPr"
_ALIGNMENT = W + "jc"
_OUTLINE = W + "outlineLvl"
_ALT_CHUNK = W + "altChunk"
_GALLERY = f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"
_UNSET = object()


@dataclass(slots=True)
class _Open:
    """A paragraph whose mark is deleted or hidden: its words go on in the next one."""

    line: Line
    label: str
    index: int | None


class Walker:
    """One pass over a document; every method must be called in reading order, for the numbers to be right."""

    def __init__(self, styles: Styles, numbering: Numbering, warn: Callable[[str, str], None]) -> None:
        self.lines = LineReader(styles, warn)
        self._styles = styles
        self._numbering = numbering
        self._warn = warn
        self._paragraphs = 0
        self._waiting: list[Piece] = []
        """Text boxes met inside a table: they follow it."""

    def body(self, element: Element) -> Iterator[Piece]:
        """The pieces of the document's body, its paragraphs counted."""
        return self._blocks(element, None, counted=True)

    def note(self, element: Element, kind: Note) -> Iterator[Piece]:
        """The pieces of one footnote, endnote or text box."""
        return self._blocks(element, kind, counted=False)

    def _blocks(self, element: Element, note: Note | None, *, counted: bool) -> Iterator[Piece]:
        opened: _Open | None = None
        for child, contents in _children(element):
            if child.tag == P:
                index = None
                if counted:
                    index = self._paragraphs
                    self._paragraphs += 1
                piece, opened, line = self._paragraph(child, opened, index, note)
                if piece is not None:
                    yield _as_contents(piece) if contents else piece
                    yield from self._boxes(line)
            elif child.tag == TBL:
                if opened is not None:
                    yield from self._close(opened, note)
                    opened = None
                yield from self._table(child, note)
            else:
                self._warn("part-unread", "文档里嵌入了另一个文件（altChunk），其内容没有读出")
        if opened is not None:
            yield from self._close(opened, note)

    def _close(self, opened: _Open, note: Note | None) -> Iterator[Piece]:
        text = _tidy(opened.label + "".join(opened.line.parts))
        if text:
            yield Paragraph(text, index=opened.index, note=note, size=opened.line.size)
        yield from self._boxes(opened.line)

    def _boxes(self, line: Line) -> Iterator[Piece]:
        for box in line.boxes:
            if isinstance(box, str):
                if box.strip():
                    yield Paragraph(box.strip(), note="textbox")
            else:
                yield from self.note(box, "textbox")

    def _table(self, element: Element, note: Note | None) -> Iterator[Piece]:
        rows = table_cells(element)
        if len(rows) == 1 and len(rows[0].cells) == 1 and rows[0].cells[0].element.find(f".//{TBL}") is not None:
            # One cell round whole tables is a frame, not a table.
            yield from self._blocks(rows[0].cells[0].element, note, counted=False)
            return
        waiting, self._waiting = self._waiting, []
        cells = layout(rows, self._cell_text)
        if cells:
            yield Table(tuple(cells))
        beside, self._waiting = self._waiting, waiting
        yield from beside

    def _cell_text(self, element: Element) -> str:
        """The paragraphs of a cell joined by line breaks; a table in it row by row, its cells by tabs."""
        texts: list[str] = []
        opened: _Open | None = None
        for child, _ in _children(element):
            if child.tag == P:
                piece, opened, line = self._paragraph(child, opened, None, None)
                if piece is not None:
                    if piece.text:
                        texts.append(piece.text.replace("\t", " "))
                    self._waiting.extend(self._boxes(line))
            elif child.tag == TBL:
                texts.extend(self._nested(table_cells(child)))
        if opened is not None:
            for rest in self._close(opened, None):
                if isinstance(rest, Paragraph) and rest.note is None:
                    texts.append(rest.text.replace("\t", " "))
                else:
                    self._waiting.append(rest)
        return "\n".join(texts)

    def _nested(self, rows: list[Row]) -> Iterator[str]:
        by_row: dict[int, list[str]] = {}
        for cell in layout(rows, self._cell_text):
            by_row.setdefault(cell.row, []).append(cell.text)
        for texts in by_row.values():
            line = "\t".join(texts)
            if line.strip():
                yield line

    def _paragraph(
        self, element: Element, opened: _Open | None, index: int | None, note: Note | None
    ) -> tuple[Paragraph | None, _Open | None, Line]:
        """The paragraph; or, where its mark is deleted or hidden, what waits for the next one."""
        style = number_id = level = None
        alignment: Alignment | None = None
        heading: object = _UNSET
        mark: str | None = None
        properties = element.find(PPR)
        if properties is not None:
            for child in properties:
                tag = child.tag
                if tag == _ALIGNMENT:
                    alignment = alignment_of(child.get(VAL))
                elif tag == _STYLE:
                    style = self._styles.paragraph(child.get(VAL))
                elif tag == _NUMBERING:
                    number_id, level = _number(child)
                elif tag == _OUTLINE:
                    heading = outline_level(child.get(VAL))
                elif tag == RPR:
                    mark = _mark(child)
        if style is None:
            style = self._styles.paragraph(None)
        line = self.lines.read(element, style, opened.line if opened is not None else None)
        text = "".join(line.parts)
        label = opened.label if opened is not None else ""
        if mark == "deleted" or (mark == "hidden" and not text.strip()):
            return None, _Open(line, label, opened.index if opened is not None else index), line
        number = self._numbering.label(number_id, level, style)
        label += number
        if mark == "hidden":
            return None, _Open(line, label, index), line
        text = _tidy(text)
        if label:
            between = " " if label[-1] == "." and text[:1].isdecimal() else ""
            text = (label + between + text).strip()
        piece = Paragraph(
            text,
            heading=style.heading if heading is _UNSET else heading,  # type: ignore[arg-type]
            index=opened.index if opened is not None else index,
            alignment=alignment or style.alignment,
            bold=line.bold > line.plain,
            size=line.size if line.sizes else style.size,
            note=note,
            contents=line.contents,
        )
        return piece, None, line


def _children(element: Element, contents: bool = False) -> Iterator[tuple[Element, bool]]:
    """The paragraphs and tables in `element`, seen through whatever stands round them; and whether a table of contents."""
    for child in element:
        tag = child.tag
        if tag == P or tag == TBL or tag == _ALT_CHUNK:
            yield child, contents
        elif tag == SDT:
            content = child.find(SDT_CONTENT)
            if content is not None:
                gallery = child.find(_GALLERY)
                listed = gallery is not None and gallery.get(VAL) == "Table of Contents"
                yield from _children(content, contents or listed)
        elif tag == ALTERNATE:
            chosen = alternative(child)
            if chosen is not None:
                yield from _children(chosen, contents)
        elif tag in CONTAINERS:
            yield from _children(child, contents)


def _number(properties: Element) -> tuple[str | None, int | None]:
    key, level = properties.find(W + "numId"), properties.find(W + "ilvl")
    return (
        key.get(VAL) if key is not None else None,
        integer(level.get(VAL)) if level is not None else None,
    )


def _mark(properties: Element) -> str | None:
    """What became of a paragraph's mark: deleted, hidden, or None where it stands."""
    hidden = None
    for child in properties:
        if child.tag == W + "del" or child.tag == W + "moveFrom":
            return "deleted"
        if child.tag == W + "vanish" and is_on(child):
            hidden = "hidden"
    return hidden


def _as_contents(piece: Paragraph) -> Paragraph:
    return Paragraph(
        piece.text, index=piece.index, alignment=piece.alignment, bold=piece.bold, size=piece.size, contents=True
    )


def _tidy(text: str) -> str:
    """`text` without blanks round its lines: indents and trailing spaces are layout, not words."""
    if "\n" in text:
        return "\n".join(line for line in (part.strip() for part in text.split("\n")) if line)
    return text.strip()
