"""Blocks of a document in reading order: paragraphs, tables, notes and text boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from policy_parse.document import Alignment, Paragraph, Piece, Table
from policy_parse.document.pieces import Note
from policy_parse.readers.docx.names import (
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
from policy_parse.readers.docx.numbering import Numbering
from policy_parse.readers.docx.paragraph import ParagraphReader, ParagraphText
from policy_parse.readers.docx.styles import Styles, WordStyle, alignment_of, outline_level
from policy_parse.readers.docx.tables import Row, layout, table_cells

_STYLE = W + "pStyle"
_NUMBERING = W + "numPr"
_ALIGNMENT = W + "jc"
_OUTLINE = W + "outlineLvl"
_FRAME = W + "framePr"
_DROP_CAP = W + "dropCap"
_BLOCKS = frozenset((P, TBL, W + "altChunk", W + "subDoc"))
_GALLERY = f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"


@dataclass(slots=True)
class _Format:
    """What a paragraph's own properties say."""

    style: WordStyle
    number_id: str | None = None
    level: int | None = None
    alignment: Alignment | None = None
    outline: str | None = None
    joined: str | None = None
    """Why its words go on in the next paragraph: ``deleted`` mark, ``hidden`` mark, or None if they do not."""


@dataclass(slots=True)
class _Unfinished:
    """A paragraph whose words go on in the next one."""

    line: ParagraphText
    format: _Format
    label: str
    index: int | None


class Walker:
    """One pass over a document; every method must be called in reading order, for the numbers to be right."""

    def __init__(self, styles: Styles, numbering: Numbering, warn: Callable[[str, str], None]) -> None:
        self.lines = ParagraphReader(styles, warn)
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
        opened: _Unfinished | None = None
        for child, contents in _children(element):
            if child.tag == P:
                index = None
                if counted:
                    index = self._paragraphs
                    self._paragraphs += 1
                opened = self._open(child, opened, index)
                if opened.format.joined is None:
                    yield from self._close(opened, note, contents)
                    opened = None
            elif child.tag == TBL:
                if opened is not None:
                    yield from self._close(opened, note)
                    opened = None
                yield from self._table(child, note)
            else:
                self._warn("part-unread", "文档里嵌入了另一个文件，其内容没有读出")
        if opened is not None:
            yield from self._close(opened, note)

    def _close(self, opened: _Unfinished, note: Note | None, contents: bool = False) -> Iterator[Piece]:
        piece = self._finish(opened, note, contents)
        if piece.text:
            yield piece
        yield from self._boxes(opened.line)

    def _boxes(self, line: ParagraphText) -> Iterator[Piece]:
        for box in line.boxes:
            if isinstance(box, str):
                if box.strip():
                    yield Paragraph(box.strip(), note="textbox")
            else:
                yield from self.note(box, "textbox")

    def _table(self, element: Element, note: Note | None) -> Iterator[Piece]:
        rows = table_cells(element)
        if _is_frame(rows):
            for row in rows:
                yield from self._blocks(row.cells[0].element, note, counted=False)
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
        opened: _Unfinished | None = None
        for child, _ in _children(element):
            if child.tag == P:
                opened = self._open(child, opened, None)
                if opened.format.joined is None:
                    self._add_to_cell(opened, texts)
                    opened = None
            elif child.tag == TBL:
                texts.extend(self._nested(table_cells(child)))
        if opened is not None:
            self._add_to_cell(opened, texts)
        return "\n".join(texts)

    def _add_to_cell(self, opened: _Unfinished, texts: list[str]) -> None:
        text = self._finish(opened, None, False).text
        if text:
            texts.append(text.replace("\t", " "))
        if opened.line.boxes:
            self._waiting.extend(self._boxes(opened.line))

    def _nested(self, rows: list[Row]) -> Iterator[str]:
        by_row: dict[int, list[str]] = {}
        for cell in layout(rows, self._cell_text):
            by_row.setdefault(cell.row, []).append(cell.text)
        for texts in by_row.values():
            line = "\t".join(texts)
            if line.strip():
                yield line

    def _open(self, element: Element, before: _Unfinished | None, index: int | None) -> _Unfinished:
        """The paragraph `element`, its words after those of the one `before` that goes on in it."""
        form = self._format(element)
        line = self.lines.read(element, form.style, before.line if before is not None else None)
        label = ""
        if before is not None:
            label, index = before.label, before.index
        if form.joined == "hidden" and any(part.strip() for part in line.parts):
            label += self._numbering.label(form.number_id, form.level, form.style)
        return _Unfinished(line, form, label, index)

    def _finish(self, opened: _Unfinished, note: Note | None, contents: bool) -> Paragraph:
        line, form, label = opened.line, opened.format, opened.label
        if form.joined != "hidden":
            label += self._numbering.label(form.number_id, form.level, form.style)
        text = _tidy("".join(line.parts))
        if label:
            # 1. before 5项任务 must not become 1.5项任务.
            between = " " if label[-1] == "." and text[:1].isdecimal() else ""
            text = (label + between + text).strip() if text or any(map(str.isalnum, label)) else ""
        contents = contents or line.contents
        heading = form.style.heading
        if form.outline is not None and heading != 0:
            heading = outline_level(form.outline)
        return Paragraph(
            text,
            heading=None if contents else heading,
            index=opened.index,
            alignment=form.alignment or form.style.alignment,
            bold=line.bold > line.plain,
            size=line.size if line.sizes else form.style.size,
            note=note,
            contents=contents,
        )

    def _format(self, element: Element) -> _Format:
        form = _Format(self._styles.paragraph(None))
        properties = element.find(PPR)
        for child in properties if properties is not None else ():
            tag = child.tag
            if tag == _ALIGNMENT:
                form.alignment = alignment_of(child.get(VAL))
            elif tag == _STYLE:
                form.style = self._styles.paragraph(child.get(VAL))
            elif tag == _NUMBERING:
                form.number_id, form.level = _number(child)
            elif tag == _OUTLINE:
                form.outline = child.get(VAL)
            elif tag == RPR:
                form.joined = _mark(child) or form.joined
                if form.joined == "deleted":
                    self.lines.revised = True
            elif tag == _FRAME and child.get(_DROP_CAP, "none") != "none":
                form.joined = "hidden"  # an initial in a frame of its own: the word goes on in the next paragraph
        return form


def _children(element: Element, contents: bool = False) -> Iterator[tuple[Element, bool]]:
    """The blocks in `element`, wrappers around them left out, each with whether it is in a list of contents."""
    for child in element:
        tag = child.tag
        if tag in _BLOCKS:
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


def _is_frame(rows: list[Row]) -> bool:
    """True if a table is only a frame that a page was laid out in: one column, with whole tables in it."""
    if any(len(row.cells) != 1 for row in rows):
        return False
    return any(child.tag == TBL for row in rows for child, _ in _children(row.cells[0].element))


def _number(properties: Element) -> tuple[str | None, int | None]:
    key, level = properties.find(W + "numId"), properties.find(W + "ilvl")
    return (
        key.get(VAL) if key is not None else None,
        integer(level.get(VAL)) if level is not None else None,
    )


def _mark(properties: Element) -> str | None:
    """What became of a paragraph's mark: deleted, hidden, or None if it is an ordinary one."""
    hidden = None
    for child in properties:
        if child.tag == W + "del" or child.tag == W + "moveFrom":
            return "deleted"
        if child.tag == W + "vanish" and is_on(child):
            hidden = "hidden"
    return hidden


def _tidy(text: str) -> str:
    """`text` without blanks round its lines: indents and trailing spaces are layout, not words."""
    if "\n" in text:
        return "\n".join(line for line in (part.strip() for part in text.split("\n")) if line)
    return text.strip()
