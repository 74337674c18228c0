"""What a PDF page draws besides text: lines and boxes as edges, and how much of it pictures cover."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from policy_parse.readers.pages.grid import Box, RuledEdge, box_edges
from policy_parse.readers.pdf.turning import ReadingFrame

_WHITE = 250
"""A fill at least this light in all three colours is paper, not a shaded cell."""


@dataclass(slots=True)
class Drawing:
    """Edges in the reading frame, and the area of all pictures in square points."""

    edges: list[RuledEdge] = field(default_factory=list)
    picture_area: float = 0.0
    text_objects: int = 0


def count_flat_texts(pdfium: Any, page: Any) -> int:
    """Text objects of no width or height in fonts that are not embedded: pdfium's text page leaves them out.

    It gives a font that is neither embedded nor installed no glyphs, so a character set by itself has no extent. In
    an embedded font, and in the standard ones that pdfium brings along, only a blank has none.
    """
    has_glyphs: dict[int, bool] = {}
    box = tuple(ctypes.c_float() for _ in range(4))
    flat = 0
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, i)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            pdfium.FPDFPageObj_GetBounds(item, *box)
            left, bottom, right, top = (side.value for side in box)
            if right - left < _FLAT or top - bottom < _FLAT:
                font = pdfium.FPDFTextObj_GetFont(item)
                address = ctypes.cast(font, ctypes.c_void_p).value or 0
                if address not in has_glyphs:
                    has_glyphs[address] = _has_glyphs(pdfium, font)
                flat += not has_glyphs[address]
    return flat


_STANDARD = ("times", "arial", "helvetica", "courier", "symbol", "zapfdingbats")


def _has_glyphs(pdfium: Any, font: Any) -> bool:
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, name, 128)
    face = name.value.decode("latin-1").rpartition("+")[2].lower()
    return pdfium.FPDFFont_GetIsEmbedded(font) != 0 or face.startswith(_STANDARD)


_FLAT = 0.01
_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_LONGEST_PATH = 4000
"""Segments of one path; longer ones are drawings."""
_DEEPEST_FORM = 8


def read_drawing(pdfium: Any, page: Any, frame: ReadingFrame) -> Drawing:
    """All that the page draws, that in its forms too."""
    drawing = Drawing()
    for i in range(pdfium.FPDFPage_CountObjects(page)):
        _draw(pdfium, pdfium.FPDFPage_GetObject(page, i), _IDENTITY, frame, drawing, 0)
    return drawing


def _draw(pdfium: Any, item: Any, outer: _Matrix, frame: ReadingFrame, drawing: Drawing, depth: int) -> None:
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_TEXT:
        drawing.text_objects += 1
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


def _draw_path(pdfium: Any, path: Any, matrix: _Matrix, frame: ReadingFrame, drawing: Drawing) -> None:
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


def _outlines(
    pdfium: Any, path: Any, count: int, matrix: _Matrix, frame: ReadingFrame
) -> Iterator[tuple[_Points, bool]]:
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
    """The box of a closed outline of four sides along the axes, else None.

    The ends of a thin one may be cut aslant: where two borders of a cell meet, browsers mitre them.
    """
    if len(points) not in (4, 5) or (len(points) == 5 and math.dist(points[0], points[4]) > _ASLANT):
        return None
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    along = max(_ASLANT, bottom - top) if bottom - top <= _THIN else _ASLANT
    down = max(_ASLANT, x1 - x0) if x1 - x0 <= _THIN else _ASLANT
    for x, y in points:
        if min(x - x0, x1 - x) > along or min(y - top, bottom - y) > down:
            return None
    return x0, top, x1, bottom


def _rectangle_edges(box: Box, *, is_shade: bool) -> tuple[RuledEdge, ...]:
    x0, top, x1, bottom = box
    if bottom - top <= _THIN:
        return () if x1 - x0 <= _THIN else (RuledEdge(True, (top + bottom) / 2, x0, x1),)
    if x1 - x0 <= _THIN:
        return (RuledEdge(False, (x0 + x1) / 2, top, bottom),)
    return box_edges(box, is_shade)


def _straight_edges(points: _Points) -> Iterator[RuledEdge]:
    for (xa, ya), (xb, yb) in pairwise(points):
        if abs(ya - yb) <= _ASLANT and xa != xb:
            yield RuledEdge(True, (ya + yb) / 2, min(xa, xb), max(xa, xb))
        elif abs(xa - xb) <= _ASLANT and ya != yb:
            yield RuledEdge(False, (xa + xb) / 2, min(ya, yb), max(ya, yb))
