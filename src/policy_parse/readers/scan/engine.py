"""The recogniser: a picture to lines of characters with their places; RapidOCR, its models in the package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from statistics import mean, median
from typing import Any

from policy_parse.readers.scan.picture import Image
from policy_parse.readers.scan.repair import repair
from policy_parse.signs.pages import PageSigns

NEEDED = (
    "扫描件需要文字识别：pip install 'policy-parse[ocr]' 或 pip install '.[ocr]'（scanned pages need text recognition）"
)
_LEAST_SCORE = 0.3
"""Lines of less are noise: seals, stains, grain."""


@dataclass(frozen=True, slots=True)
class Recognized:
    """One character and its box in pixels."""

    text: str
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class RecognizedLine:
    """One line as recognised: its characters from left to right, its box, its mean confidence 0–1."""

    characters: tuple[Recognized, ...]
    top: float
    bottom: float
    confidence: float

    @property
    def text(self) -> str:
        """Its characters together."""
        return "".join(character.text for character in self.characters)

    @property
    def size(self) -> float:
        """Pixels from one Chinese character to the next; the line's height if it has fewer than two."""
        wide = [c for c in self.characters if c.text > "\u2e80"]
        middles = [(c.x0 + c.x1) / 2 for c in wide]
        steps = [b - a for a, b in pairwise(middles) if b > a]
        if not steps:
            return 0.7 * (self.bottom - self.top)
        usual = median(steps)  # digits between stretch a step, and places are whole columns of the network
        return mean([step for step in steps if 0.7 * usual <= step <= 1.3 * usual] or [usual])


def available() -> bool:
    """True if the extra ``ocr`` is installed; nothing is loaded to find out."""
    return all(find_spec(module) is not None for module in ("rapidocr_onnxruntime", "cv2", "numpy"))


@cache
def _engine() -> Any:
    """The recogniser, loaded once a process."""
    import logging

    from rapidocr_onnxruntime import RapidOCR

    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return RapidOCR()


def recognize(image: Image, signs: PageSigns) -> list[RecognizedLine]:
    """The lines of a straight picture, from top to bottom, usual mistakes repaired.

    The direction classifier is off: pages stand upright, and it turns lines over that were right.
    """
    import cv2

    coloured = cv2.cvtColor(image, cv2.COLOR_GRAY2BGR) if image.ndim == 2 else image
    found, _ = _engine()(coloured, use_cls=False, return_word_box=True, text_score=_LEAST_SCORE)
    lines = [_line(signs, *entry) for entry in found or ()]
    return sorted((line for line in lines if line.characters), key=lambda line: (line.top, line.characters[0].x0))


def _line(
    signs: PageSigns,
    box: Sequence[Sequence[float]],
    text: str,
    confidence: float,
    boxes: Sequence[Sequence[Sequence[float]]] = (),
    words: Sequence[str] = (),
    _scores: Sequence[float] = (),
) -> RecognizedLine:
    left, right = min(p[0] for p in box), max(p[0] for p in box)
    top, bottom = min(p[1] for p in box), max(p[1] for p in box)
    found: list[Recognized] = []
    for word, corners in zip(words, boxes, strict=False):
        found += _spread(word, min(p[0] for p in corners), max(p[0] for p in corners))
    if "".join(c.text for c in found) != "".join(text.split()):
        found = _spread(text, left, right)
    repaired = repair("".join(c.text for c in found), signs)
    characters = (Recognized(char, c.x0, c.x1) for char, c in zip(repaired, found, strict=True))
    return RecognizedLine(tuple(characters), top, bottom, float(confidence))


def _spread(text: str, left: float, right: float) -> list[Recognized]:
    """The characters of `text` evenly between `left` and `right`, ASCII half as wide; blanks left out."""
    widths = [0.5 if char < "\x7f" else 1.0 for char in text]
    step = (right - left) / (sum(widths) or 1.0)
    found: list[Recognized] = []
    for char, wide in zip(text, widths, strict=True):
        if char.strip():
            found.append(Recognized(char, left, left + wide * step))
        left += wide * step
    return found
