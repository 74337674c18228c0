"""What stands on an OFD page: characters with their places, straight lines, pictures; in points from the top left.

GB/T 33190—2016: an object's own coordinates go through its CTM, then its Boundary's corner is added (8.3, 9.1); one
unit is a millimetre.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from policy_parse import limits
from policy_parse.readers.ofd.package import child, children, text_of
from policy_parse.readers.pages.grid import RuledEdge
from policy_parse.readers.pages.page import Glyph

Element = Any
Matrix = tuple[float, float, float, float, float, float]

POINTS = 72 / 25.4
"""Points in a millimetre."""
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_MOST_NUMBERS = 200_000
"""In one list of one object: ``g 999999999 1`` is not written out."""
_FURTHEST = 1e6
"""No number of a page is larger: what is, is damage; products of such numbers stay numbers, too."""
_ASLANT = 0.5
"""Points by which the ends of a level line may differ."""
_WHITE = 250
"""A fill at least this light is paper, not a shaded cell."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's resource and the box that it fills, in points."""

    resource: str
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Content:
    """Everything on one page, in the order in which it is drawn."""

    glyphs: list[Glyph] = field(default_factory=list)
    turned: list[list[Glyph]] = field(default_factory=list)
    """Runs of characters that do not run from left to right."""
    edges: list[RuledEdge] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute; what is no number ends the list."""
    found: list[float] = []
    for word in (text or "").split():
        try:
            value = float(word)
        except ValueError:
            break
        if not abs(value) <= _FURTHEST:
            break
        found.append(value)
    return found


def deltas(text: str | None) -> list[float]:
    """The advances of DeltaX or DeltaY, runs written out: ``g 3 4.2 5`` → 4.2, 4.2, 4.2, 5 (GB/T 33190, 11.3)."""
    found: list[float] = []
    words = iter((text or "").split())
    for word in words:
        try:
            if word == "g":
                count, value = int(next(words)), _advance(next(words))
                found += [value] * max(0, min(count, _MOST_NUMBERS - len(found)))
            else:
                found.append(_advance(word))
        except (ValueError, StopIteration):
            break
    return found


def _advance(word: str) -> float:
    """One advance. Raises ValueError for what is no number or leads off every page."""
    value = float(word)
    if not abs(value) <= _FURTHEST:
        raise ValueError(word)
    return value


def read_content(root: Element | None, content: Content | None = None) -> Content:
    """Everything that a page's or a template's Content.xml draws, after what `content` holds already."""
    content = content or Content()
    for layer in children(child(root, "Content"), "Layer"):
        _read_block(layer, content, 0)
    return content


def _read_block(block: Element, content: Content, depth: int) -> None:
    for element in block:
        name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if _is_unseen(element):
            continue
        if name == "TextObject":
            _read_text(element, content)
        elif name == "PathObject":
            content.edges.extend(_edges(element))
        elif name == "ImageObject":
            content.pictures.extend(_pictures(element))
        elif name == "PageBlock" and depth < limits.current().depth:
            _read_block(element, content, depth + 1)


def _is_unseen(element: Element) -> bool:
    """True for what nobody sees: hidden, wholly transparent, or text that is neither filled nor outlined."""
    if element.get("Visible") == "false" or element.get("Alpha") == "0":
        return True
    outline = element.get("Stroke") == "true"
    is_text = isinstance(element.tag, str) and element.tag.endswith("TextObject")
    colour = child(element, "FillColor") if is_text and not outline else None
    if colour is not None and colour.get("Alpha") == "0":
        return True
    return is_text and element.get("Fill") == "false" and not outline


def _place(element: Element) -> tuple[Matrix, float, float]:
    """An object's matrix and the corner of its boundary."""
    boundary = numbers(element.get("Boundary"))
    matrix = numbers(element.get("CTM"))
    corner = (boundary[0], boundary[1]) if len(boundary) == 4 else (0.0, 0.0)
    if len(matrix) != 6:
        return _UNIT, *corner
    a, b, c, d, e, f = matrix
    return (a, b, c, d, e, f), *corner


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _read_text(element: Element, content: Content) -> None:
    """The characters of a text object: where they run level, among the others; turned ones apart; slanted ones not.

    What runs aslant over a page is a watermark.
    """
    matrix = _place(element)[0]
    angle = math.degrees(math.atan2(matrix[1], matrix[0])) % 360
    quarter = round(angle / 90)
    if abs(angle - 90 * quarter) > 15:
        return
    glyphs = list(_glyphs(element))
    if quarter % 4 == 0:
        content.glyphs.extend(glyphs)
    elif glyphs:
        content.turned.append(glyphs)


def _glyphs(element: Element) -> Iterator[Glyph]:
    matrix, left, above = _place(element)
    size = (numbers(element.get("Size")) or [3.5])[0]
    scale = (numbers(element.get("HScale")) or [1.0])[0]
    bold = element.get("Bold") == "true" or (numbers(element.get("Weight")) or [400])[0] >= 600
    face = ("*" if bold else "") + (element.get("Font") or "")
    high = math.hypot(matrix[2], matrix[3]) * size * POINTS
    stretch = math.hypot(matrix[0], matrix[1]) * POINTS
    wide = stretch * size * scale
    x = y = 0.0
    for code in children(element, "TextCode"):
        text = code.text or ""
        x = (numbers(code.get("X")) or [x])[0]  # where it is left out, the one before goes on
        y = (numbers(code.get("Y")) or [y])[0]
        across, down = deltas(code.get("DeltaX")), deltas(code.get("DeltaY"))
        for i, char in enumerate(text):
            px, py = _apply(matrix, x, y)
            px, py = (px + left) * POINTS, (py + above) * POINTS
            width = wide * _share(char)
            if i < min(len(across), len(text) - 1) and 0 < across[i] * stretch <= 1.25 * wide:
                width = across[i] * stretch
            if char.strip():
                yield Glyph(char, px, px + width, py, high, face)
            x += across[i] if i < len(across) else (size * scale if not across and not down else 0.0)
            y += down[i] if i < len(down) else 0.0


def _share(char: str) -> float:
    """The usual width of a character as a share of its size; for the last of a run, which has no advance."""
    if char > "\x7f":
        return 1.0
    if char in "mwMW@%":
        return 0.85
    return 0.68 if char.isupper() else 0.5


_PATH = re.compile(r"[SMLQBAC]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARGUMENTS = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}


def _edges(element: Element) -> Iterator[RuledEdge]:
    """The level and upright pieces of a path that is drawn or filled; a box filled with white is paper."""
    fill = child(element, "FillColor")
    white = fill is not None and min(numbers(fill.get("Value")) or [0.0]) >= _WHITE
    if element.get("Stroke") == "false" and (element.get("Fill") != "true" or white):
        return
    matrix, left, above = _place(element)
    data = _PATH.findall(text_of(child(element, "AbbreviatedData"))[: 20 * _MOST_NUMBERS])
    at = start = (0.0, 0.0)
    place = 0
    while place < len(data):
        operator = data[place]
        count = _ARGUMENTS.get(operator)
        if count is None:
            place += 1
            continue
        values = _values(data[place + 1 : place + 1 + count])
        place += 1 + count
        if len(values) < count:
            return
        to = (values[-2], values[-1]) if count else start
        if operator in "LC" and to != at:
            x0, y0 = _apply(matrix, *at)
            x1, y1 = _apply(matrix, *to)
            x0, x1 = sorted(((x0 + left) * POINTS, (x1 + left) * POINTS))
            y0, y1 = sorted(((y0 + above) * POINTS, (y1 + above) * POINTS))
            if y1 - y0 <= _ASLANT:
                yield RuledEdge(True, (y0 + y1) / 2, x0, x1)
            elif x1 - x0 <= _ASLANT:
                yield RuledEdge(False, (x0 + x1) / 2, y0, y1)
        if operator in "SM":
            start = to
        at = to


def _values(words: Sequence[str]) -> list[float]:
    try:
        return [_advance(word) for word in words]
    except ValueError:
        return []


def _pictures(element: Element) -> Iterator[Picture]:
    boundary = numbers(element.get("Boundary"))
    if len(boundary) == 4 and element.get("ResourceID"):
        x, y, wide, high = (value * POINTS for value in boundary)
        yield Picture(element.get("ResourceID"), x, y, x + wide, y + high)
