"""A scanned page to the same content that a drawn one gives: characters with places and ruling lines, in points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TypeVar

from policy_parse.document import Cell, Paragraph, Piece, Table
from policy_parse.document.pieces import BBox
from policy_parse.readers.pages.grid import RuledEdge
from policy_parse.readers.pages.page import Glyph, PageContent
from policy_parse.readers.scan.doubt import PageDoubt, legibility, touching_numbers
from policy_parse.readers.scan.engine import (
    FoundLines,
    RecognizedLine,
    find_lines,
    quarters_to_upright,
    read_lines,
    sureness,
)
from policy_parse.readers.scan.picture import (
    Image,
    PictureRule,
    contrast,
    find_rules,
    ink_share,
    runs_down,
    straighten,
    turned,
    turned_over,
    without_rules,
)
from policy_parse.readers.scan.repair import mend
from policy_parse.signs.pages import PageSigns

DPI = 200
"""What pages are rendered at for recognition: 150 reads as well but misses thin rules, 300 takes twice as long."""
_SAME_SIZE = 0.2
"""Sizes of recognised lines vary by this much even if all are set in one size."""
_FEW_STEPS = 3
"""Characters of a line with too few steps between them to show its size: a mark is set to one side of its place."""
_BLANK = 0.8
"""A gap between characters this wide, in sizes, is a blank: the recogniser leaves blanks out."""
_NARROWEST = 0.25
"""Of a character, as a share of its size."""
_BELOW_MIDDLE = 0.38
"""The baseline of a line of Chinese characters below its middle, as a share of their size."""


_TRY_THE_OTHER_WAY = 0.6
"""Mean confidence of a page below which it is read upside down too."""
_FOOT = 0.85
"""Share of a page's height below which its number is printed."""

_P = TypeVar("_P", Cell, Paragraph)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """The place of a recognised line, in points, and how sure it is."""

    box: BBox
    confidence: float
    length: int


@dataclass(frozen=True, slots=True)
class ScannedPage:
    """The content of a scanned page, the lines that it was recognised in, and what of it is doubtful."""

    content: PageContent
    lines: tuple[ReadLine, ...]
    doubt: PageDoubt


@dataclass(frozen=True, slots=True, eq=False)
class _Upright:
    """A picture turned so that it can be read, its rules, its lines."""

    image: Image
    rules: list[PictureRule]
    lines: list[RecognizedLine]
    quarters: int
    """How often the picture was turned, clockwise."""


def read_scan(image: Image, *, number: int, width: float, height: float, signs: PageSigns) -> ScannedPage:
    """Recognise a grey picture of a page `width` by `height` points; `number` is 1-based.

    A page that lies on its side or on its head is turned to be read; boxes are of the page as it is displayed.
    """
    dpi = image.shape[1] / width * 72
    read = _read_upright(image, dpi, signs)
    quality = legibility(read.lines, ink_share(image), contrast(image))
    found = read.lines if quality != "none" else []  # rubbish would go on the paragraph of the page before
    lines = [line for line in found if not _is_page_number(line, read.image.shape[0], signs)]
    lines = [part for line in lines for part in _cut_at_rules(line, read.rules)]
    scale = 72 / dpi
    body = _body_line(lines)
    content = PageContent(
        number=number,
        width=width if read.quarters % 2 == 0 else height,
        height=height if read.quarters % 2 == 0 else width,
        glyphs=[glyph for line in lines for glyph in _glyphs(line, _size(line, *body), scale)],
        turned=[],
        edges=[_edge(rule, scale) for rule in read.rules],
        picture_share=1.0,
        unusable=0,
        turn=read.quarters,
    )
    return ScannedPage(
        content=content,
        lines=tuple(_read_line(line, content, scale) for line in lines),
        doubt=PageDoubt(number, quality, tuple(touching_numbers(lines, read.rules, read.image))),
    )


def _read_line(line: RecognizedLine, content: PageContent, scale: float) -> ReadLine:
    left, right = line.characters[0].x0, line.characters[-1].x1
    box = (left * scale, line.top * scale, right * scale, line.bottom * scale)
    return ReadLine(content.to_page(box), line.confidence, len(line.characters))


def _read_upright(image: Image, dpi: float, signs: PageSigns) -> _Upright:
    """The lines of a picture that may lie on its side or on its head.

    Ink tells which way its lines seem to run; the lines that are found decide, and which end is up.
    """
    quarters = 3 if runs_down(image) else 0
    straight, rules, found = _find(turned(image, quarters), dpi)
    more = quarters_to_upright(found) if found else 0
    if more % 2:
        quarters, more = (quarters + more) % 4, 0
        straight, rules, found = _find(turned(image, quarters), dpi)
    if found is None:
        return _Upright(straight, rules, [], quarters)
    upright = _Upright(straight, rules, [], quarters)
    if more == 2:
        upright, found = _over(upright), found.turned_over()
    upright = replace(upright, lines=read_lines(found, signs))
    if sureness(upright.lines) < _TRY_THE_OTHER_WAY:
        other = replace(_over(upright), lines=read_lines(found.turned_over(), signs))
        upright = max(upright, other, key=lambda way: sureness(way.lines))
    return upright


def _over(upright: _Upright) -> _Upright:
    """The same turned upside down, not read."""
    over = turned(upright.image, 2)
    return _Upright(over, turned_over(upright.rules, over), [], (upright.quarters + 2) % 4)


def _find(image: Image, dpi: float) -> tuple[Image, list[PictureRule], FoundLines | None]:
    straight = straighten(image)
    rules = find_rules(straight, dpi)
    return straight, rules, find_lines(without_rules(straight, rules))


def _is_page_number(line: RecognizedLine, high: int, signs: PageSigns) -> bool:
    """True if a line at the foot of a picture `high` pixels high is its number: — 9 —, one dash perhaps not seen."""
    return line.top > _FOOT * high and signs.recognized_page_number.fullmatch(line.text) is not None


def read_edges(image: Image, *, width: float) -> list[RuledEdge]:
    """The ruling lines in a grey picture of a page `width` points wide, as it lies.

    For scans that carry a text layer of their own: their characters are given, only their lines are a picture.
    """
    dpi = image.shape[1] / width * 72
    return [_edge(rule, 72 / dpi) for rule in find_rules(image, dpi)]


def _cut_at_rules(line: RecognizedLine, rules: Sequence[PictureRule]) -> list[RecognizedLine]:
    """A line that was recognised across the border of two cells, cut there."""
    middle = (line.top + line.bottom) / 2
    left, right = line.characters[0].x0, line.characters[-1].x1
    cuts = sorted(r.x0 for r in rules if r.x0 == r.x1 and r.y0 < middle < r.y1 and left + 2 < r.x0 < right - 2)
    parts: list[RecognizedLine] = []
    rest = list(line.characters)
    for cut in (*cuts, float("inf")):
        part = [c for c in rest if (c.x0 + c.x1) / 2 < cut]
        rest = rest[len(part) :]
        if part:
            parts.append(replace(line, characters=tuple(part)))
    return parts


def _body_line(lines: Sequence[RecognizedLine]) -> tuple[float, float]:
    """Size and height, in pixels, of the line in which the middle character of a page stands; 0 where there is none."""
    if not lines:
        return 0.0, 0.0
    size = median([size for line in lines for size in [line.size] * len(line.characters)])
    return size, median([high for line in lines for high in [line.bottom - line.top] * len(line.characters)])


def _size(line: RecognizedLine, body: float, height: float) -> float:
    """The size of a line: that of the body if it differs by no more than two recognised lines of one size do."""
    size = line.size
    if abs(size - body) <= _SAME_SIZE * body:
        return body
    as_high = abs(line.bottom - line.top - height) <= _SAME_SIZE * height
    return body if as_high and len(line.characters) <= _FEW_STEPS else size


def _glyphs(line: RecognizedLine, size: float, scale: float) -> Iterator[Glyph]:
    """The characters of a line, each reaching to the next: the recogniser places them only roughly."""
    baseline = (line.top + line.bottom) / 2 + _BELOW_MIDDLE * size
    characters = line.characters
    left = characters[0].x0
    for i, character in enumerate(characters):
        following = characters[i + 1].x0 if i + 1 < len(characters) else float("inf")
        parted = following - character.x1 > _BLANK * size
        right = max(character.x1 if parted else following, left + _NARROWEST * size)
        yield Glyph(character.text, left * scale, right * scale, baseline * scale, size * scale, "")
        left = following if parted else right


def _edge(rule: PictureRule, scale: float) -> RuledEdge:
    if rule.y0 == rule.y1:
        return RuledEdge(True, rule.y0 * scale, rule.x0 * scale, rule.x1 * scale)
    return RuledEdge(False, rule.x0 * scale, rule.y0 * scale, rule.y1 * scale)


def with_confidence(pieces: Iterable[Piece], pages: Sequence[ScannedPage], signs: PageSigns) -> list[Piece]:
    """`pieces` with the mean confidence of the recognised lines in their boxes, and what whole paragraphs tell mended.

    Pieces of pages that were not scanned stay as they are.
    """
    lines = {page.content.number: page.lines for page in pages}
    return [
        Table(tuple(_sure(cell, lines, signs) for cell in piece.cells))
        if isinstance(piece, Table)
        else _sure(piece, lines, signs)
        for piece in pieces
    ]


def _sure(piece: _P, lines: dict[int, tuple[ReadLine, ...]], signs: PageSigns) -> _P:
    if piece.page not in lines or not piece.text:
        return piece
    return replace(piece, text=mend(piece.text, signs), confidence=_mean(lines[piece.page], piece.bbox))


def _mean(lines: Sequence[ReadLine], box: BBox | None) -> float | None:
    """The mean confidence, by characters, of the lines whose middle lies in `box`; of all lines if none does."""
    if not lines or box is None:
        return None
    inside = [line for line in lines if _holds(box, line.box)] or list(lines)
    return round(sum(r.confidence * r.length for r in inside) / sum(r.length for r in inside), 3)


def _holds(box: BBox, line: BBox) -> bool:
    x, y = (line[0] + line[2]) / 2, (line[1] + line[3]) / 2
    return box[0] - 2 <= x <= box[2] + 2 and box[1] - 2 <= y <= box[3] + 2
