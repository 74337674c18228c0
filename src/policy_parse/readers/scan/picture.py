"""A page's picture made straight, and the ruling lines in it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

Image = Any
"""A grey picture: a numpy array, height by width, 0 black to 255 white."""

_STEEPEST = 5.0
"""Degrees by which a scanned page may be turned."""
_INK = 50
"""By how much ink is darker than paper in a small copy, where it is mixed with it."""
_STRIPS = 6
"""Strips of a page that are looked at one by one."""
_BLANK = 0.02
"""Share of a row that may be dark though nothing is written there: specks."""
_FAINT = 20
"""By how much ink is darker than what is around it in a small copy of a faded page."""
_SPECK = 8
"""Pixels of a small copy that a speck covers at most; a comma is larger."""
_MARGIN = 0.02
"""Share of the page's long side that is kept round what is written."""
_SHORTEST_RULE = 0.3
"""Inches; a stroke of a large character is shorter, the side of a table's cell seldom."""
_LONG = 2.0
"""Inches; no stroke of a character is as long."""
_NARROWEST_TABLE = 1.3
"""Inches; the characters of a red heading are smaller."""
_THICKEST_RULE = 0.06
"""Inches."""
_DARKER = 8
"""By how much a rule is darker than what is around it; rules of a faded scan are hardly more."""


@dataclass(frozen=True, slots=True)
class PictureRule:
    """A horizontal or vertical ruling line, in pixels of the straight picture."""

    x0: float
    y0: float
    x1: float
    y1: float


def turned(image: Image, quarters: int) -> Image:
    """`image` turned by so many quarters, clockwise."""
    import numpy as np

    return np.ascontiguousarray(np.rot90(image, -quarters)) if quarters % 4 else image


def turned_over(rules: list[PictureRule], image: Image) -> list[PictureRule]:
    """The rules of `image` as they lie when it is turned upside down."""
    high, wide = image.shape[:2]
    return [PictureRule(wide - r.x1, high - r.y1, wide - r.x0, high - r.y0) for r in rules]


def runs_down(image: Image) -> bool:
    """True if lines of text seem to run down the page: there is more blank between its columns of ink than its rows.

    Characters stand in columns too where all are as wide as each other, but nearer than lines do.
    """
    ink = _ink(shrunk(image, 800))
    return _blank_rows(ink.T) > _blank_rows(ink)


def _blank_rows(ink: Image) -> float:
    """The share of rows without ink, in each of some strips side by side, so that a tilt does not matter."""
    import numpy as np

    strips = np.array_split(ink, _STRIPS, axis=1)
    return float(np.mean([((strip > 0).mean(axis=1) < _BLANK).mean() for strip in strips]))


def ink_share(image: Image) -> float:
    """How much of a grey picture is clearly darker than its paper, 0–1; grain is not."""
    import numpy as np

    small = shrunk(image, 800)
    return float((small < np.median(small) - _INK).mean())


def written_part(image: Image, least: int) -> tuple[slice, slice]:
    """The rows and columns of a grey picture that hold all its ink and some paper round it; specks are none.

    A blank margin is a third of most pages, and the network that looks for lines works on every pixel alike. Both
    sides are multiples of 32 where the picture has room, which is what that network works on, and `least` pixels long
    or more.
    """
    import cv2

    small = shrunk(image, 800)
    dark = cv2.adaptiveThreshold(small, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, _FAINT)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    inked = boxes[1:count][boxes[1:count, cv2.CC_STAT_AREA] > _SPECK]
    high, wide = image.shape[:2]
    if not len(inked):
        return slice(0, high), slice(0, wide)
    scale = max(high, wide) / max(small.shape)
    first, last = inked[:, :2].min(axis=0), (inked[:, :2] + inked[:, 2:4]).max(axis=0)
    margin = _MARGIN * max(high, wide)
    rows, columns = (
        _stretch(float(first[i]) * scale - margin, float(last[i]) * scale + margin, whole, least)
        for i, whole in ((1, high), (0, wide))
    )
    return rows, columns


def _stretch(first: float, last: float, whole: int, least: int) -> slice:
    """The pixels from `first` to `last` and as many more as make a multiple of 32; all `whole` where there are none."""
    size = 32 * ceil(max(last - first, least) / 32)
    if size >= whole:
        return slice(0, whole)
    start = min(max(int((first + last - size) / 2), 0), whole - size)
    return slice(start, start + size)


def contrast(image: Image) -> float:
    """By how much the darkest hundredth of a grey picture is darker than its paper, 0–255: the core of its strokes."""
    import numpy as np

    few = image[::3, ::3]
    return float(np.median(few) - np.percentile(few, 1))


def straighten(image: Image) -> Image:
    """`image` turned so that its lines lie level; unchanged if they do already.

    The angle is the one at which rows of ink differ most from the gaps between them (the variance of row sums is
    largest), first by half degrees on a small copy, then finer: words and ruling lines both vote, neither is needed.
    The corners that are laid bare are as bright as the paper, so that no edge of it seems to be written there.
    """
    import cv2
    import numpy as np

    small = _ink(shrunk(image, 800))
    coarse = max((step / 2 for step in range(-10, 11)), key=lambda angle: _sharpness(small, angle))
    fine = _ink(shrunk(image, 1600))
    angle = max((coarse + step / 20 for step in range(-10, 11)), key=lambda angle: _sharpness(fine, angle))
    if abs(angle) < 0.05 or abs(angle) > _STEEPEST:
        return image
    high, wide = image.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    paper = int(np.median(image[::8, ::8]))
    return cv2.warpAffine(image, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=paper)


def find_rules(image: Image, dpi: float) -> list[PictureRule]:
    """The ruling lines of a straight picture, each as one line through its middle.

    Long runs of dark pixels (morphological opening). What is thicker than a line is a shaded box or a picture, and
    what meets no line of the other direction is a stroke of a character unless it is long: both are left out.
    """
    import cv2

    soft = cv2.GaussianBlur(image, (0, 0), 1.0)  # grain breaks faded rules, specks make some
    dark = cv2.adaptiveThreshold(soft, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, _DARKER)
    thickest = max(_THICKEST_RULE * dpi, 4) + 2
    rows = [
        PictureRule(x, y + high / 2, x + wide, y + high / 2)
        for x, y, wide, high in _long_runs(dark, dpi, across=True)
        if high <= thickest
    ]
    columns = [
        PictureRule(x + wide / 2, y, x + wide / 2, y + high)
        for x, y, wide, high in _long_runs(dark, dpi, across=False)
        if wide <= thickest
    ]
    near = 0.04 * dpi
    kept_rows = [r for r in rows if r.x1 - r.x0 >= _LONG * dpi or any(_meet(r, c, near) for c in columns)]
    kept_columns = [c for c in columns if any(_meet(r, c, near) for r in kept_rows)]
    return [
        rule for group in _hanging_together(kept_rows, kept_columns, near) for rule in group if _is_wide(group, dpi)
    ]


def _hanging_together(rows: list[PictureRule], columns: list[PictureRule], near: float) -> list[list[PictureRule]]:
    """Rules that meet each other, directly or through others."""
    groups: list[list[PictureRule]] = []
    waiting = [*rows, *columns]
    while waiting:
        group = [waiting.pop()]
        for rule in group:
            met = [w for w in waiting if _meet(rule, w, near) or _meet(w, rule, near)]
            group += met
            waiting = [w for w in waiting if w not in met]
        groups.append(group)
    return groups


def _is_wide(group: list[PictureRule], dpi: float) -> bool:
    """True if rules span more than one character does; the strokes of a red heading meet like a small table's lines."""
    return max(r.x1 for r in group) - min(r.x0 for r in group) >= _NARROWEST_TABLE * dpi


def _long_runs(dark: Image, dpi: float, *, across: bool) -> list[tuple[int, int, int, int]]:
    """Boxes (x, y, width, height) of what is dark over the length of a rule, along rows or along columns."""
    import cv2

    length = max(int(_SHORTEST_RULE * dpi), 20)
    # A line still a little aslant is a stair of short runs: it is swollen across before looking for long ones.
    swell = cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3) if across else (3, 1))
    run = cv2.getStructuringElement(cv2.MORPH_RECT, (length, 1) if across else (1, length))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(
        cv2.morphologyEx(cv2.dilate(dark, swell), cv2.MORPH_OPEN, run), connectivity=8
    )
    return [(x, y, wide, high) for x, y, wide, high, _ in boxes[1:count].tolist()]


def _meet(row: PictureRule, column: PictureRule, near: float) -> bool:
    return row.x0 - near <= column.x0 <= row.x1 + near and column.y0 - near <= row.y0 <= column.y1 + near


def without_rules(image: Image, rules: list[PictureRule]) -> Image:
    """A copy of `image` with its ruling lines painted over, so that they are not read as strokes."""
    copy = image.copy()
    for rule in rules:
        x0, x1 = int(min(rule.x0, rule.x1)) - 2, int(max(rule.x0, rule.x1)) + 3
        y0, y1 = int(min(rule.y0, rule.y1)) - 2, int(max(rule.y0, rule.y1)) + 3
        copy[max(y0, 0) : y1, max(x0, 0) : x1] = 255
    return copy


def shrunk(image: Image, longest: int) -> Image:
    """A copy of `image` whose longer side is `longest` pixels, the other at least one; `image` itself if smaller."""
    import cv2

    scale = longest / max(image.shape[:2])
    if scale >= 1:
        return image
    height, width = (max(1, round(side * scale)) for side in image.shape[:2])
    return cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)


def _ink(image: Image) -> Image:
    import cv2

    return cv2.threshold(image, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)[1]


def _sharpness(ink: Image, angle: float) -> float:
    import cv2

    high, wide = ink.shape[:2]
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), angle, 1.0)
    sums = cv2.warpAffine(ink, matrix, (wide, high), flags=cv2.INTER_NEAREST).sum(axis=1, dtype="float64")
    return float(((sums[1:] - sums[:-1]) ** 2).sum())
