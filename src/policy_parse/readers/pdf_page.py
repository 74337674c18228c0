"""One PDF page through pdfium: its characters, its ruling lines and how much of it is pictures, turned upright.

Coordinates are points with the origin at the top left of the page as it is read: turned by its own /Rotate, and
turned once more where most of its text runs up or down (a wide table on an upright page).
pdfium's calls are cheap, a call per character is not: each character costs four, its text object two more, once.
pdfium is not thread-safe, not even with two documents.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise, repeat
from typing import Any, NamedTuple
from unicodedata import normalize

from policy_parse.readers.grid import Box, Edge, box_edges


class Glyph(NamedTuple):
    """One visible character: its box along the line, its baseline, its size, its typeface."""

    text: str
    x0: float
    x1: float
    y: float
    """Baseline, from the top of the page."""
    size: float
    face: str
    """Name of the font, with a leading ``*`` where it is bold."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """What stands on one page, before anything is grouped."""

    number: int
    """1-based."""
    width: float
    height: float
    glyphs: list[Glyph]
    turned: list[list[Glyph]]
    """Runs of characters at a right angle to the rest (a label written upwards), each in writing order."""
    edges: list[Edge]
    picture_share: float
    """How much of the page pictures cover, 0–1."""
    unusable: int
    """Characters that stand for nothing: private use, U+FFFD, no mapping at all."""
    turn: int = 0
    """Quarter turns that the reading frame is turned from the page as displayed."""

    def to_page(self, box: Box) -> Box:
        """`box` in the frame of the page as displayed."""
        return _turn_box(box, self.turn, self.width, self.height)


@dataclass(slots=True)
class _Frame:
    """User space of a page → upright reading frame."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn % 2 else (width, height)


def read_page(document: Any, index: int) -> PageContent:
    """The content of page `index` (0-based). Raises ``pypdfium2.PdfiumError`` where pdfium cannot load it."""
    import pypdfium2.raw as pdfium

    page = document[index]
    try:
        text_page = page.get_textpage()
        try:
            box = pdfium.FS_RECTF()
            pdfium.FPDF_GetPageBoundingBox(page.raw, box)
            rotation = pdfium.FPDFPage_GetRotation(page.raw) % 4
            characters = _read_characters(pdfium, text_page.raw)
            directions = Counter(s.direction for s in characters.styles if s.direction is not None)
            turn = directions.most_common(1)[0][0] if directions else rotation
            frame = _Frame(box.left, box.bottom, box.right, box.top, turn)
            width, height = frame.size
            glyphs, turned, unusable = _place(characters, frame)
            drawing = _drawing(pdfium, page.raw, frame)
            return PageContent(
                number=index + 1,
                width=width,
                height=height,
                glyphs=glyphs,
                turned=turned,
                edges=drawing.edges,
                picture_share=min(1.0, drawing.picture_area / max(1.0, width * height)),
                unusable=unusable,
                turn=(turn - rotation) % 4,
            )
        finally:
            text_page.close()
    finally:
        page.close()


class _Style(NamedTuple):
    size: float
    face: str
    direction: int | None
    """Quarter turns counter-clockwise that its writing direction is turned; None for a slanted one (a watermark)."""


@dataclass(frozen=True, slots=True)
class _Characters:
    """The characters of a page as parallel lists, in user space; those that pdfium supposes are marked unshown."""

    codes: list[int]
    """Unicode; 0 for a character that pdfium put in, or a half of a pair."""
    origins: list[float]
    """x, y of each, flat."""
    boxes: list[float]
    """left, top, right, bottom of each, flat."""
    styles: list[_Style]


_RETURN, _NEWLINE, _BLANK = 13, 10, 32
_WHITE = 250
"""A fill at least this light in all three colours is paper, not a shaded cell."""
_ORIGIN_BYTES, _BOX_BYTES = 16, 16


def _read_characters(pdfium: Any, text_page: Any) -> _Characters:
    """Every character of a page. Calls are mapped in C and write into arrays: the cost is the calls alone."""
    count = pdfium.FPDFText_CountChars(text_page)
    if count <= 0:
        return _Characters([], [], [], [])
    address = ctypes.cast(text_page, ctypes.c_void_p).value or 0
    page, indices = repeat(address), range(count)
    calls = _calls()
    codes = _joined_pairs(list(map(calls.code, page, indices)))
    generated = calls.generated
    for i, code in enumerate(codes):
        if code in (_RETURN, _NEWLINE) or (code == _BLANK and generated(address, i)):
            codes[i] = 0
    origins, boxes = (ctypes.c_double * (2 * count))(), (ctypes.c_float * (4 * count))()
    start = ctypes.addressof(origins)
    xs = range(start, start + _ORIGIN_BYTES * count, _ORIGIN_BYTES)
    ys = range(start + 8, start + 8 + _ORIGIN_BYTES * count, _ORIGIN_BYTES)
    deque(map(calls.origin, page, indices, xs, ys), maxlen=0)
    start = ctypes.addressof(boxes)
    deque(map(calls.box, page, indices, range(start, start + _BOX_BYTES * count, _BOX_BYTES)), maxlen=0)
    handles = list(map(calls.text_object, page, indices))
    return _Characters(codes, list(origins), list(boxes), _styles(pdfium, address, handles))


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
    )


def _joined_pairs(codes: list[int]) -> list[int]:
    """Surrogate pairs as one code point at the first place, 0 at the second."""
    for i, code in enumerate(codes):
        if 0xD800 <= code < 0xE000:
            low = codes[i + 1] if i + 1 < len(codes) else 0
            if code < 0xDC00 <= low < 0xE000:
                codes[i], codes[i + 1] = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00), 0
            else:
                codes[i] = _REPLACEMENT
    return codes


def _styles(pdfium: Any, page: int, handles: list[int | None]) -> list[_Style]:
    """The style of each character, asked once for each text object."""
    calls = _calls()
    matrix = (ctypes.c_float * 6)()
    to_matrix = ctypes.addressof(matrix)
    known: dict[tuple[int | None, float, float, float, float, float], _Style] = {}
    styles: list[_Style] = []
    last: int | None = 0
    style = _Style(0.0, "", 0)
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
            last = handle
        styles.append(style)
    return styles


def _style(pdfium: Any, font: int | None, size: float, a: float, b: float, c: float, d: float) -> _Style:
    angle = math.degrees(math.atan2(b, a)) % 360
    quarter = round(angle / 90)
    direction = quarter % 4 if abs(angle - quarter * 90) < 15 else None
    # Tenths of a point: exporters scale by matrices that give 15.96 and 16.02 in one line.
    return _Style(round(size * math.hypot(c, d), 1), _face(pdfium, font) if font else "", direction)


_BOLD_WEIGHT = 600


def _face(pdfium: Any, address: int) -> str:
    font = ctypes.cast(address, pdfium.FPDF_FONT)
    buffer = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, 128)
    name = buffer.value.decode("utf-8", "replace").rpartition("+")[2]
    bold = pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT or "bold" in name.lower()
    return "*" + name if bold else name


def _place(characters: _Characters, frame: _Frame) -> tuple[list[Glyph], list[list[Glyph]], int]:
    """Visible characters in the reading frame: those along it, runs of those across it, and how many were useless."""
    glyphs: list[Glyph] = []
    turned: list[list[Glyph]] = []
    unusable = 0
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
        text = shown(code)
        if not text or style.direction is None:
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
def shown(code: int) -> str | None:
    """The character that a code point shows, "" for one that shows nothing, None for one that stands for nothing.

    Kangxi radicals and compatibility ideographs become the characters they stand for. Only these two ranges: NFKC
    would also turn （），：㎡³① into (),:m231.
    """
    if code in _SHOWN_AS:
        return _SHOWN_AS[code]
    if code in _UNSHOWN:
        return ""
    if code < _BLANK or code in (0x7F, _REPLACEMENT) or 0xE000 <= code < 0xF900 or code >= 0xF0000:
        return None
    if 0x2F00 <= code < 0x2FD6 or 0xF900 <= code < 0xFB00:
        mapped = normalize("NFKC", chr(code))
        return mapped if len(mapped) == 1 else chr(code)
    return chr(code)


@dataclass(slots=True)
class _Drawing:
    edges: list[Edge] = field(default_factory=list)
    picture_area: float = 0.0


_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_LONGEST_PATH = 4000
"""Segments of one path; longer ones are drawings."""
_DEEPEST_FORM = 8


def _drawing(pdfium: Any, page: Any, frame: _Frame) -> _Drawing:
    drawing = _Drawing()
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        _draw(pdfium, pdfium.FPDFPage_GetObject(page, i), _IDENTITY, frame, drawing, 0)
    return drawing


def _draw(pdfium: Any, item: Any, outer: _Matrix, frame: _Frame, drawing: _Drawing, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        return
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        _draw_path(pdfium, item, _times(_matrix(pdfium, item), outer), frame, drawing)
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
        inner = _times(_matrix(pdfium, item), outer)
        for i in range(pdfium.FPDFFormObj_CountObjects(item)):
            _draw(pdfium, pdfium.FPDFFormObj_GetObject(item, i), inner, frame, drawing, depth + 1)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        a, b, c, d, _, _ = _times(_matrix(pdfium, item), outer)
        drawing.picture_area += abs(a * d - b * c)


def _matrix(pdfium: Any, item: Any) -> _Matrix:
    m = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, m):
        return _IDENTITY
    return m.a, m.b, m.c, m.d, m.e, m.f


def _times(m: _Matrix, n: _Matrix) -> _Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _draw_path(pdfium: Any, path: Any, matrix: _Matrix, frame: _Frame, drawing: _Drawing) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroke)
    if not stroke.value and (not fill.value or _is_paper(pdfium, path)):
        return
    count = pdfium.FPDFPath_CountSegments(path)
    if count > _LONGEST_PATH:
        return
    for points, straight in _outlines(pdfium, path, count, matrix, frame):
        box = _rectangle(points)
        if straight and box is not None:
            drawing.edges.extend(_rectangle_edges(box, is_shade=not stroke.value))
        elif stroke.value:
            drawing.edges.extend(_straight_edges(points))


def _is_paper(pdfium: Any, path: Any) -> bool:
    red, green, blue, alpha = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
        return False
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE


_Points = list[tuple[float, float]]


def _outlines(pdfium: Any, path: Any, count: int, matrix: _Matrix, frame: _Frame) -> Iterator[tuple[_Points, bool]]:
    """The points of each part of a path, closed ones ending where they began, and whether it has no curve."""
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    points: _Points = []
    straight = True
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        px, py = x.value, y.value
        point = frame.point(a * px + c * py + e, b * px + d * py + f)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points, straight
            points, straight = [point], True
        else:
            straight = straight and kind == pdfium.FPDF_SEGMENT_LINETO
            points.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and points[-1] != points[0]:
            points.append(points[0])
    if len(points) > 1:
        yield points, straight


_THIN = 3.0
"""A filled rectangle this thin is a line; pdfplumber's snapping makes it one at the same tolerance."""
_ASLANT = 0.5
"""How far two ends of a level line may differ: rounding, or a scan turned by a hair."""


def _rectangle(points: _Points) -> Box | None:
    """The box of a closed outline of four sides along the axes, else None."""
    if len(points) not in (4, 5) or (len(points) == 5 and math.dist(points[0], points[4]) > _ASLANT):
        return None
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    for x, y in points:
        if min(x - x0, x1 - x) > _ASLANT or min(y - top, bottom - y) > _ASLANT:
            return None
    return x0, top, x1, bottom


def _rectangle_edges(box: Box, *, is_shade: bool) -> tuple[Edge, ...]:
    x0, top, x1, bottom = box
    if bottom - top <= _THIN:
        return () if x1 - x0 <= _THIN else (Edge(True, (top + bottom) / 2, x0, x1),)
    if x1 - x0 <= _THIN:
        return (Edge(False, (x0 + x1) / 2, top, bottom),)
    return box_edges(box, is_shade)


def _straight_edges(points: _Points) -> Iterator[Edge]:
    for (xa, ya), (xb, yb) in pairwise(points):
        if abs(ya - yb) <= _ASLANT and xa != xb:
            yield Edge(True, (ya + yb) / 2, min(xa, xb), max(xa, xb))
        elif abs(xa - xb) <= _ASLANT and ya != yb:
            yield Edge(False, (xa + xb) / 2, min(ya, yb), max(ya, yb))


def _turn_box(box: Box, turn: int, width: float, height: float) -> Box:
    x0, top, x1, bottom = box
    if turn == 0:
        return box
    if turn == 1:  # the reading frame is the page turned clockwise once: its left is the page's bottom
        return top, width - x1, bottom, width - x0
    if turn == 2:
        return width - x1, height - bottom, width - x0, height - top
    return height - bottom, x0, height - top, x1
