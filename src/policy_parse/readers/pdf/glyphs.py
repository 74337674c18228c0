"""The characters of a PDF page through pdfium, in bulk: the cost is the calls into the library alone."""

from __future__ import annotations

import ctypes
import math
from collections import Counter, deque
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple

from policy_parse.readers.pages.page import Glyph
from policy_parse.readers.pdf.turning import ReadingFrame
from policy_parse.text.radicals import IDEOGRAPHS


class GlyphStyle(NamedTuple):
    """How a text object is set."""

    size: float
    face: str
    direction: int | None
    """Quarter turns counter-clockwise that its writing direction is turned; None for a slanted one (a watermark)."""
    is_pale: bool = False
    """True for large text in a pale colour: a watermark, if it is large for its page."""


@dataclass(frozen=True, slots=True)
class Characters:
    """The characters of a page as parallel lists, in user space; those that pdfium supposes are marked unshown."""

    codes: list[int]
    """Unicode; 0 for a character that pdfium put in, or a half of a pair."""
    origins: list[float]
    """x, y of each, flat."""
    boxes: list[float]
    """left, top, right, bottom of each, flat."""
    styles: list[GlyphStyle]
    objects: int = 0
    """How many text objects they come from."""


_RETURN, _NEWLINE, _BLANK = 13, 10, 32
_ORIGIN_BYTES, _BOX_BYTES = 16, 16


def read_characters(pdfium: Any, text_page: Any) -> Characters:
    """Every character of a page. Calls are mapped in C and write into arrays: the cost is the calls alone."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return Characters([], [], [], [])
    address = ctypes.cast(text_page, ctypes.c_void_p).value or 0
    page, indices = repeat(address), range(count)
    calls = _calls()
    codes = _joined_pairs(list(map(calls.code, page, indices)))
    generated = calls.generated
    for i, code in enumerate(codes):
        if code <= _BLANK and (code in (_RETURN, _NEWLINE) or (code == _BLANK and generated(address, i))):
            codes[i] = 0
    origins, boxes = (ctypes.c_double * (2 * count))(), (ctypes.c_float * (4 * count))()
    start = ctypes.addressof(origins)
    xs = range(start, start + _ORIGIN_BYTES * count, _ORIGIN_BYTES)
    ys = range(start + 8, start + 8 + _ORIGIN_BYTES * count, _ORIGIN_BYTES)
    deque(map(calls.origin, page, indices, xs, ys), maxlen=0)
    start = ctypes.addressof(boxes)
    deque(map(calls.box, page, indices, range(start, start + _BOX_BYTES * count, _BOX_BYTES)), maxlen=0)
    handles = list(map(calls.text_object, page, indices))
    return Characters(codes, list(origins), list(boxes), _styles(pdfium, address, handles), len(set(handles)))


class _Calls(NamedTuple):
    """pdfium's calls taking and giving bare addresses, which ctypes passes on without making objects."""

    code: Any
    origin: Any
    box: Any
    text_object: Any
    generated: Any
    matrix: Any
    size: Any
    font: Any
    colour: Any


@cache
def _calls() -> _Calls:
    import pypdfium2.raw as pdfium

    pointer, number = ctypes.c_void_p, ctypes.c_int

    def bare(function: Any, result: Any, *arguments: Any) -> Any:
        # PYFUNCTYPE keeps Python's lock through the call, which is dearer to give up than the call takes.
        return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, pointer).value or 0)

    return _Calls(
        code=bare(pdfium.FPDFText_GetUnicode, ctypes.c_uint, pointer, number),
        origin=bare(pdfium.FPDFText_GetCharOrigin, number, pointer, number, pointer, pointer),
        box=bare(pdfium.FPDFText_GetLooseCharBox, number, pointer, number, pointer),
        text_object=bare(pdfium.FPDFText_GetTextObject, pointer, pointer, number),
        generated=bare(pdfium.FPDFText_IsGenerated, number, pointer, number),
        matrix=bare(pdfium.FPDFText_GetMatrix, number, pointer, number, pointer),
        size=bare(pdfium.FPDFText_GetFontSize, ctypes.c_double, pointer, number),
        font=bare(pdfium.FPDFTextObj_GetFont, pointer, pointer),
        colour=bare(pdfium.FPDFPageObj_GetFillColor, number, pointer, pointer, pointer, pointer, pointer),
    )


def _joined_pairs(codes: list[int]) -> list[int]:
    """Surrogate pairs as one code point at the first place, 0 at the second."""
    for i in [i for i, code in enumerate(codes) if 0xD800 <= code < 0xE000]:
        code, low = codes[i], codes[i + 1] if i + 1 < len(codes) else 0
        if 0xD800 <= code < 0xDC00 <= low < 0xE000:
            codes[i], codes[i + 1] = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00), 0
        elif code:  # not the second half of a pair
            codes[i] = _REPLACEMENT
    return codes


def _styles(pdfium: Any, page: int, handles: list[int | None]) -> list[GlyphStyle]:
    """The style of each character, asked once for each text object."""
    calls = _calls()
    matrix = (ctypes.c_float * 6)()
    to_matrix = ctypes.addressof(matrix)
    known: dict[tuple[int | None, float, float, float, float, float], GlyphStyle] = {}
    styles: list[GlyphStyle] = []
    last: int | None = 0
    style = GlyphStyle(0.0, "", 0)
    for i, handle in enumerate(handles):
        if handle != last:
            if handle is not None:
                calls.matrix(page, i, to_matrix)
                a, b, c, d, _, _ = matrix
                key = (calls.font(handle), calls.size(page, i), a, b, c, d)
                found = known.get(key)
                if found is None:
                    found = known[key] = _style(pdfium, *key)
                style = found
                if style.size >= _LARGE and _is_pale(handle):
                    style = style._replace(is_pale=True)
            last = handle
        styles.append(style)
    return styles


def _style(pdfium: Any, font: int | None, size: float, a: float, b: float, c: float, d: float) -> GlyphStyle:
    angle = math.degrees(math.atan2(b, a)) % 360
    quarter = round(angle / 90)
    direction = quarter % 4 if abs(angle - quarter * 90) < 15 else None
    # Tenths of a point: exporters scale by matrices that give 15.96 and 16.02 in one line.
    return GlyphStyle(round(size * math.hypot(c, d), 1), _face(pdfium, font) if font else "", direction)


_LARGE = 16.0
"""Points; smaller text is nobody's watermark."""
_PALE, _PAPER, _THIN_INK = 150, 250, 128
"""The darkest of three colours of pale ink; white is none, it is text on a dark ground. Ink that lets much through."""


def _is_pale(handle: int) -> bool:
    """True if a text object is drawn in a pale colour or in ink that lets the page through."""
    colours = (ctypes.c_uint * 4)()
    start = ctypes.addressof(colours)
    if not _calls().colour(handle, start, start + 4, start + 8, start + 12):
        return False
    *ink, alpha = colours
    return alpha < _THIN_INK or _PALE <= min(ink) < _PAPER


_BOLD_WEIGHT = 600


def _face(pdfium: Any, address: int) -> str:
    font = ctypes.cast(address, pdfium.FPDF_FONT)
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
    name = buffer.value.decode("utf-8", "replace").rpartition("+")[2]
    bold = pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT or "bold" in name.lower()
    return "*" + name if bold else name


_WATERMARK = 1.3
"""Sizes of the page's text: pale text that is larger is a watermark."""


def _watermark_size(styles: list[GlyphStyle]) -> float:
    """The size beyond which pale text of a page is a watermark; none is where the page has no other text."""
    if not any(map(attrgetter("is_pale"), styles)):
        return math.inf
    sizes = Counter(style.size for style in styles if not style.is_pale).most_common(1)
    return _WATERMARK * sizes[0][0] if sizes else math.inf


def place_characters(characters: Characters, frame: ReadingFrame) -> tuple[list[Glyph], list[list[Glyph]], int]:
    """Visible characters in the reading frame: those along it, runs of those across it, and how many were useless."""
    glyphs: list[Glyph] = []
    turned: list[list[Glyph]] = []
    unusable = 0
    watermark = _watermark_size(characters.styles)
    width, height = frame.size
    turn = frame.turn
    new = tuple.__new__
    origins, boxes = characters.origins, characters.boxes
    last: tuple[float, float] | None = None
    for code, style, ox, oy, left, top, right, bottom in zip(
        characters.codes, characters.styles, origins[0::2], origins[1::2],
        boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4], strict=True,
    ):  # fmt: skip
        if not code:
            continue
        text = visible_text(code)
        if not text or style.direction is None or (style.is_pale and style.size > watermark):
            unusable += text is None
            continue
        if style.direction == turn == 0:
            x0, x1, y = left - frame.left, right - frame.left, frame.top - oy
            size = style.size or top - bottom
        else:
            xa, ya = frame.point(left, bottom)
            xb, yb = frame.point(right, top)
            x0, x1 = min(xa, xb), max(xa, xb)
            x, y = frame.point(ox, oy)
            size = style.size or abs(yb - ya)
            if style.direction != turn:
                if last is None or math.dist(last, (x, y)) > 3 * max(size, 1.0):
                    turned.append([])
                turned[-1].append(Glyph(text, x0, x1, max(ya, yb), abs(yb - ya), style.face))
                last = (x, y)
                continue
        if x1 - x0 <= 0.05 * size:  # a font that gives no advance for its characters
            x1 = x0 + size / 2
        if -size < y <= height + size and x1 > 0 and x0 < width:
            glyphs.append(new(Glyph, (text, x0, x1, y, size, style.face)))
        last = None
    return glyphs, turned, unusable


_REPLACEMENT = 0xFFFD
_UNSHOWN = frozenset({0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFFFE, 0xFFFF})
_SHOWN_AS = {0x02: "-", 0xAD: "-", 0xA0: " ", 0x09: " "}
"""pdfium gives 2 for a hyphen at the line end."""


@cache
def visible_text(code: int) -> str | None:
    """The character of a code point; "" if it is invisible, None if it maps to nothing.

    Radicals and compatibility ideographs become the ideographs they stand for.
    """
    if code in _SHOWN_AS:
        return _SHOWN_AS[code]
    if code in _UNSHOWN:
        return ""
    if code < _BLANK or code in (0x7F, _REPLACEMENT) or 0xE000 <= code < 0xF900 or code >= 0xF0000:
        return None
    return IDEOGRAPHS.get(chr(code), chr(code))
