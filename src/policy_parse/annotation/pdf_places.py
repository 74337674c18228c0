"""Where words of a PDF's text stand on its pages: boxes in user space, one a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import Any, NamedTuple

from policy_parse.document import Document, DocumentBlock
from policy_parse.model import Block, Plan
from policy_parse.readers.pdf.glyphs import Characters, visible_text
from policy_parse.readers.pdf.turning import ReadingFrame
from policy_parse.span import Span

_HAIR = 2.0
"""Points by which a character may stand out of its block's box."""
_LINE = 0.5
"""Character heights by which the middles of characters of one line differ at most."""
_BEGINNING = 6
"""Characters by which the rest of a paragraph is found on the next page."""
_FOUND = 0.6
"""The share of the words that must be found, else the whole block is marked."""


class Box(NamedTuple):
    """A box in user space."""

    left: float
    bottom: float
    right: float
    top: float

    def joined(self, other: Box) -> Box:
        """The smallest box round both."""
        return Box(
            min(self.left, other.left),
            min(self.bottom, other.bottom),
            max(self.right, other.right),
            max(self.top, other.top),
        )


class Mark(NamedTuple):
    """The boxes of some words on one page."""

    page: int
    """0-based."""
    boxes: tuple[Box, ...]


class Letter(NamedTuple):
    """One visible character of a page: its box in user space, and its middle and height in the reading frame."""

    text: str
    box: Box
    x: float
    y: float
    height: float


class PageLetters:
    """The visible characters of one page, line by line."""

    def __init__(self, characters: Characters, frame: ReadingFrame) -> None:
        self.frame = frame
        self._characters = characters

    @cached_property
    def all(self) -> list[Letter]:
        """Every character, from the top line down, each line from left to right."""
        return in_lines(list(self._letters()))

    def within(self, bbox: tuple[float, float, float, float]) -> list[Letter]:
        """Those whose middle is in a box of the reading frame, in lines."""
        x0, top, x1, bottom = bbox
        inside = (
            letter
            for letter in self._letters()
            if x0 - _HAIR <= letter.x <= x1 + _HAIR and top - _HAIR <= letter.y <= bottom + _HAIR
        )
        return in_lines(list(inside))

    def _letters(self) -> Iterator[Letter]:
        codes, boxes = self._characters.codes, self._characters.boxes
        for i, code in enumerate(codes):
            text = visible_text(code) if code else None
            if not text or text.isspace():
                continue
            left, top, right, bottom = boxes[4 * i : 4 * i + 4]
            (xa, ya), (xb, yb) = self.frame.point(left, bottom), self.frame.point(right, top)
            box = Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))
            yield Letter(text, box, (xa + xb) / 2, (ya + yb) / 2, abs(yb - ya))


def in_lines(letters: list[Letter]) -> list[Letter]:
    """`letters` line by line: by their middles from the top down, those of one line from left to right."""
    letters.sort(key=lambda letter: letter.y)
    lines: list[list[Letter]] = []
    for letter in letters:
        if lines and letter.y - lines[-1][0].y <= _LINE * max(letter.height, lines[-1][0].height):
            lines[-1].append(letter)
        else:
            lines.append([letter])
    return [letter for line in lines for letter in sorted(line, key=lambda one: one.x)]


class Marker:
    """Finds the boxes of spans of one document, which may be given as its Plan."""

    def __init__(self, document: Document | Plan, pages: Sequence[PageLetters]) -> None:
        self._document, self._pages = document, pages
        self._found: dict[int, dict[int, tuple[int, Letter]]] = {}

    def marks(self, span: Span | None) -> list[Mark]:
        """Where the words of `span` stand, page by page; the whole block where they are not found one by one.

        For None, the first block. Empty for a document without a box.
        """
        blocks: Sequence[DocumentBlock | Block] = self._document.blocks
        if span is None:
            return next((mark for block in blocks if (mark := self._whole(block))), [])
        marks: list[Mark] = []
        for number, block in enumerate(blocks):
            if block.span.overlaps(span):
                marks += self._in_block(number, block, span)
        if marks:
            return marks
        near = sorted(blocks, key=lambda block: abs(block.span.start - span.start))
        return next((mark for block in near if (mark := self._whole(block))), [])

    def _in_block(self, number: int, block: DocumentBlock | Block, span: Span) -> list[Mark]:
        start, end = max(span.start, block.span.start), min(span.end, block.span.end)
        wanted = [i for i in range(start, end) if not self._document.text[i].isspace()]
        letters = self.letters(number)
        found = [letters[i] for i in wanted if i in letters]
        if not wanted:
            return []
        return _marks(found) if len(found) >= _FOUND * len(wanted) else self._whole(block)

    def _whole(self, block: DocumentBlock | Block) -> list[Mark]:
        if block.page is None or block.bbox is None or block.page > len(self._pages):
            return []
        frame = self._pages[block.page - 1].frame
        x0, top, x1, bottom = block.bbox
        (xa, ya), (xb, yb) = frame.user_point(x0, top), frame.user_point(x1, bottom)
        return [Mark(block.page - 1, (Box(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)),))]

    def letters(self, number: int) -> dict[int, tuple[int, Letter]]:
        """For offsets of block `number`, the page (0-based) and the character; it may go on over the next pages."""
        block = self._document.blocks[number]
        known = self._found.get(number)
        if known is not None:
            return known
        found = self._found[number] = {}
        if block.page is None or block.bbox is None:
            return found
        text = self._document.text
        rest = [i for i in range(block.span.start, block.span.end) if not text[i].isspace()]
        letters = self._pages[block.page - 1].within(block.bbox) if block.page <= len(self._pages) else []
        for page in range(block.page - 1, len(self._pages)):
            matched = _matched([text[i] for i in rest], letters)
            found.update((rest[i], (page, letters[j])) for i, j in matched)
            rest = rest[matched[-1][0] + 1 :] if matched else rest
            if not rest or page + 1 == len(self._pages):
                break
            letters = _from(self._pages[page + 1].all, "".join(text[i] for i in rest))
            if not letters:
                break
        return found


def _from(letters: Sequence[Letter], words: str) -> list[Letter]:
    """The characters of a page from where `words` begin, as many as these are; none if they do not."""
    at = "".join(letter.text[:1] for letter in letters).find(words[:_BEGINNING])
    return list(letters[at : at + len(words)]) if at >= 0 else []


def _matched(words: Sequence[str], letters: Sequence[Letter]) -> list[tuple[int, int]]:
    """Pairs of places in `words` and `letters` that hold the same character, both in order."""
    texts = [letter.text for letter in letters]
    if texts == list(words):
        return [(i, i) for i in range(len(texts))]
    matcher = SequenceMatcher(None, list(words), texts, autojunk=False)
    return [(m.a + k, m.b + k) for m in matcher.get_matching_blocks() for k in range(m.size)]


def _marks(found: Sequence[tuple[int, Letter]]) -> list[Mark]:
    """The characters as boxes, one for each line, page by page."""
    pages: dict[int, list[tuple[float, float, Box]]] = {}
    for page, letter in found:
        lines = pages.setdefault(page, [])
        if lines and abs(letter.y - lines[-1][0]) <= _LINE * max(letter.height, lines[-1][1]):
            y, height, box = lines[-1]
            lines[-1] = y, height, box.joined(letter.box)
        else:
            lines.append((letter.y, letter.height, letter.box))
    return [Mark(page, tuple(box for _, _, box in lines)) for page, lines in pages.items()]


def page_letters(document: Any, index: int) -> PageLetters:
    """The characters of page `index` (0-based) of pdfium's document; none of one that cannot be loaded."""
    import pypdfium2
    import pypdfium2.raw as pdfium

    from policy_parse.readers.pdf.glyphs import read_characters
    from policy_parse.readers.pdf.page import reading_frame

    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return PageLetters(Characters([], [], [], []), ReadingFrame(0, 0, 0, 0, 0))
    try:
        text_page = page.get_textpage()
        try:
            characters = read_characters(pdfium, text_page.raw)
            return PageLetters(characters, reading_frame(pdfium, page.raw, characters))
        finally:
            text_page.close()
    finally:
        page.close()
