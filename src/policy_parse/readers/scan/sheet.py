"""The sheet of paper in a photograph, seen from above and evenly lit."""

from __future__ import annotations

from typing import Any

from policy_parse.readers.scan.picture import Image, shrunk

_LOOKED_AT = 800
"""Pixels of the long side of the copy in which the sheet is looked for."""
_SMALLEST = 0.25
"""Share of the picture that a sheet takes at least; less is a box on a page."""
_WHOLE = 0.97
"""A sheet of more is the whole picture: a scan, or a page as drawn."""
_FILLED = 0.94
"""Share of its four-cornered outline that a sheet fills at least; a page with dark parts in its margin does not."""
_GAP = 0.05
"""Share of the long side that letters, rules and photographs leave between bright parts of one sheet."""
_ROUGHNESS = 0.02
"""Share of its length by which the outline of a sheet may stray from straight sides."""
_A4 = 2**0.5
_ABOUT_A4 = 0.15
"""Share by which the sides of a slanted sheet may be off and still be those of A4."""
_LONG_SIDE = 2339
"""Pixels of A4's long side at 200 dpi."""
_PAPER = 245.0
"""Brightness of evenly lit paper."""


def flat_sheet(picture: Any) -> Any | None:
    """The sheet in a colour picture as a rectangle of its own; None if the picture is the page itself.

    A sheet is the largest bright region with four corners that leaves a darker rim. Rules that are not parallel in
    the picture are so afterwards; a curled sheet, or one that runs out of the picture, is left as it is.
    """
    import cv2
    import numpy as np

    corners = _corners(picture)
    if corners is None:
        return None
    across = max(np.linalg.norm(corners[0] - corners[1]), np.linalg.norm(corners[2] - corners[3]))
    down = max(np.linalg.norm(corners[1] - corners[2]), np.linalg.norm(corners[3] - corners[0]))
    wide, high = _size(float(across), float(down))
    sheet = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, sheet)
    return cv2.warpPerspective(picture, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def _corners(picture: Any) -> Any | None:
    """Top left, top right, bottom right and bottom left corner of the sheet in `picture`."""
    import cv2
    import numpy as np

    small = shrunk(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), _LOOKED_AT)
    soft = cv2.GaussianBlur(small, (0, 0), 2)
    bright = cv2.threshold(soft, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)[1]
    gap = int(_GAP * max(small.shape))
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((gap, gap), np.uint8))
    found, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not found:
        return None
    region = max(found, key=cv2.contourArea)
    outline = cv2.convexHull(region)
    quad = cv2.approxPolyDP(outline, _ROUGHNESS * cv2.arcLength(outline, True), True)
    share = cv2.contourArea(outline) / small.size
    if len(quad) != 4 or not _SMALLEST < share < _WHOLE or cv2.contourArea(region) < _FILLED * cv2.contourArea(quad):
        return None
    points = quad[:, 0].astype(np.float32) * (max(picture.shape[:2]) / max(small.shape))
    sums, differences = points.sum(axis=1), points[:, 0] - points[:, 1]
    return np.array(
        [points[sums.argmin()], points[differences.argmax()], points[sums.argmax()], points[differences.argmin()]],
        np.float32,
    )


def _size(across: float, down: float) -> tuple[int, int]:
    """Width and height in pixels of a sheet whose sides look so long; A4 if that can be."""
    ratio = max(across, down) / min(across, down)
    if abs(ratio / _A4 - 1) <= _ABOUT_A4:
        ratio = _A4
    short = round(_LONG_SIDE / ratio)
    return (short, _LONG_SIDE) if down >= across else (_LONG_SIDE, short)


def even_light(grey: Image) -> Image:
    """A grey picture divided by the brightness of its paper, so that a shadow is paper too."""
    import cv2
    import numpy as np

    small = cv2.resize(grey, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 31)
    paper = cv2.resize(paper, grey.shape[::-1], interpolation=cv2.INTER_LINEAR).astype(np.float32)
    return np.clip(grey * (_PAPER / np.maximum(paper, 1)), 0, 255).astype(np.uint8)
