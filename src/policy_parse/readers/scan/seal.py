"""Red seals, and the words under them."""

from __future__ import annotations

from typing import Any

from policy_parse.readers.scan.picture import Image

_REDDER = 25
"""By how much red must be brighter than green and blue to be the ink of a seal."""
_LEAST_RED = 0.0005
"""Share of a page below which no seal is on it."""
_SMALLEST, _LARGEST = 25 / 25.4, 66 / 25.4
"""Inches across; official seals measure 38 to 58 mm."""
_NEAR = 0.12
"""Inches between the parts of one seal: rim, star, characters."""
_ROUND = 0.75
"""Width by height, or height by width, at least; a red heading is wide."""
_LIGHT = 0.75
"""Brightness, as a share of the paper's, above which what is left of a seal is paper: ink of uneven strength leaves a
shade of its characters, which is read where nothing else stands; the black under it is far darker."""
_DENSE = 0.3
"""Share of its box that a seal covers at least, its parts joined."""


def grey_without_seals(picture: Any, dpi: float) -> Image:
    """A colour picture in grey, what stands under a round red seal laid bare.

    Red ink is bright in the red channel and black ink is not: there the red channel stands for the grey. What is red
    and not round (headings, rules) stays as it is.
    """
    import cv2
    import numpy as np

    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    if not _has_red(picture):
        return grey
    soft = cv2.GaussianBlur(picture, (0, 0), 1.5)
    red = cv2.subtract(soft[..., 0], cv2.max(soft[..., 1], soft[..., 2])) > _REDDER
    for part in _seals(red, dpi):
        channel = picture[part][..., 0].astype(np.float32)
        inked = red[part]
        covered = cv2.dilate(inked.astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
        paper, seal = np.percentile(channel, 90), np.percentile(channel[inked], 70)
        bare = channel * (paper / max(seal, 1.0))
        bare = np.where(bare > _LIGHT * paper, paper, bare).clip(0, 255).astype(np.uint8)
        grey[part] = np.where(covered, bare, grey[part])
    return grey


def _has_red(picture: Any) -> bool:
    """True if there is enough red in `picture` for a seal; looked for in every fourth pixel."""
    import cv2

    few = picture[::4, ::4].astype("int16")
    return bool((few[..., 0] - cv2.max(few[..., 1], few[..., 2]) > _REDDER).mean() >= _LEAST_RED)


def _seals(red: Any, dpi: float) -> list[tuple[slice, slice]]:
    """The places of seals in a map of what is red."""
    import cv2
    import numpy as np

    near = max(int(_NEAR * dpi), 3)
    joined = cv2.dilate(red.astype(np.uint8), np.ones((near, near), np.uint8))
    count, _, boxes, _ = cv2.connectedComponentsWithStats(joined)
    return [
        (slice(y, y + high), slice(x, x + wide))
        for x, y, wide, high, area in boxes[1:count].tolist()
        if _SMALLEST * dpi <= wide - near <= _LARGEST * dpi
        and _ROUND <= wide / high <= 1 / _ROUND
        and area >= _DENSE * wide * high
    ]
