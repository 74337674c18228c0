"""The recogniser: a picture to lines of characters with their places; RapidOCR, its models in the package."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from statistics import mean, median
from typing import Any

from policy_parse.readers.scan.picture import Image, written_part
from policy_parse.readers.scan.repair import repair, stray, with_known_labels
from policy_parse.signs.pages import PageSigns

NEEDED = (
    "扫描件需要文字识别：pip install 'policy-parse[ocr]' 或 pip install '.[ocr]'（scanned pages need text recognition）"
)
_LEAST_SCORE = 0.3
"""Lines of less are noise: seals, stains, grain."""
_LONG = 1.5
"""A box so many times as long as it is thick shows which way its line runs."""
_SHORTEST_SIDE = 736
"""Pixels; a smaller picture is made as large as this before lines are looked for."""
_VOTERS = 24
"""Lines that are asked which end of the page is up."""


_FIRST_WIDE = "\u2e80"
"""Characters beyond this one are as wide as they are high."""


@dataclass(frozen=True, slots=True)
class Recognized:
    """One character and its box in pixels."""

    text: str
    x0: float
    x1: float
    confidence: float = 1.0
    """0–1."""


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
        """Pixels from one Chinese character to its neighbour; by the line's height if no two stand side by side."""
        steps = [
            (b.x0 + b.x1 - a.x0 - a.x1) / 2
            for a, b in pairwise(self.characters)
            if a.text > _FIRST_WIDE < b.text and b.x0 + b.x1 > a.x0 + a.x1
        ]
        if not steps:
            return 0.7 * (self.bottom - self.top)
        usual = median(steps)  # places are whole columns of the network
        return mean([step for step in steps if 0.7 * usual <= step <= 1.3 * usual] or [usual])


@dataclass(frozen=True, slots=True, eq=False)
class FoundLines:
    """The lines of a picture, found but not read yet."""

    image: Any
    """The picture, in colour."""
    scaled: Any
    """The copy of it that the recogniser works on."""
    record: dict[str, Any]
    """How the recogniser goes back from its copy to the picture."""
    boxes: Any
    """Corners of each line in the copy."""
    pictures: Sequence[Any]
    """Each line cut out, a tall one laid on its side."""

    def turned_over(self) -> FoundLines:
        """The same lines in the picture turned upside down."""
        import numpy as np

        high, wide = self.scaled.shape[:2]
        return FoundLines(
            image=np.ascontiguousarray(np.rot90(self.image, 2)),
            scaled=np.rot90(self.scaled, 2),
            record=self.record,
            boxes=(np.array([wide, high], np.float32) - self.boxes)[:, [2, 3, 0, 1]],
            pictures=[np.ascontiguousarray(np.rot90(picture, 2)) for picture in self.pictures],
        )


def available() -> bool:
    """True if the extra ``ocr`` is installed; nothing is loaded to find out."""
    return all(find_spec(module) is not None for module in ("rapidocr", "onnxruntime", "cv2", "numpy"))


@cache
def _engine() -> Any:
    """The recogniser, loaded once a process; it asks for no network, its models are in its package."""
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "critical"})
    engine.update_params(return_word_box=True, return_single_char_box=True, text_score=_LEAST_SCORE)
    return engine


_THINNEST = 5
"""Pixels of the shorter side of a picture that may hold a line of characters."""


def find_lines(image: Image) -> FoundLines | None:
    """The lines in a straight grey picture; None if there are none."""
    import cv2
    import numpy as np
    from rapidocr.main import RapidOCRError

    if min(image.shape) < _THINNEST:
        return None
    coloured = cv2.cvtColor(image, cv2.COLOR_GRAY2BGR)
    scaled, record = _engine().preprocess_img(coloured)
    rows, columns = written_part(scaled[..., 0], _SHORTEST_SIDE)
    try:
        pictures, found = _engine().detect_and_crop(scaled[rows, columns], record)
    except RapidOCRError:
        return None
    corner = np.array([columns.start, rows.start], np.float32)
    return FoundLines(coloured, scaled, record, found.boxes + corner, pictures)


def quarters_to_upright(found: FoundLines) -> int:
    """The quarters, clockwise, by which the page must be turned so that its lines can be read.

    The whole page decides once, where line by line would turn over lines that were right: lines that run down mean a
    page on its side, and the heads of its longest lines vote which end is up.
    """
    import numpy as np

    across = np.linalg.norm(found.boxes[:, 0] - found.boxes[:, 1], axis=1)
    down = np.linalg.norm(found.boxes[:, 0] - found.boxes[:, 3], axis=1)
    lying, standing = across[across > _LONG * down].sum(), down[down > _LONG * across].sum()
    on_its_side = bool(standing > 2 * lying)
    longest = np.argsort(-(down if on_its_side else across))[:_VOTERS]
    heads = [found.pictures[i] for i in longest]
    # The classifier sees pictures four times as wide as high: of a longer line only the head is shown to it.
    _, result = _engine().cls_and_rotate([head[:, : 4 * head.shape[0]] for head in heads])
    is_over = sum((1 if label == "180" else -1) * (float(score) - 0.5) for label, score in result.cls_res) > 0
    # Lines that run down were laid on their left side, which is right if they run from bottom to top no more.
    return (1 if is_over else 3) if on_its_side else (2 if is_over else 0)


def read_lines(found: FoundLines, signs: PageSigns) -> list[RecognizedLine]:
    """The lines read, from top to bottom, usual mistakes repaired."""
    from rapidocr.ch_ppocr_cls import TextClsOutput
    from rapidocr.ch_ppocr_det import TextDetOutput
    from rapidocr.main import RapidOCRError

    engine = _engine()
    detected = TextDetOutput(boxes=found.boxes, scores=[1.0] * len(found.boxes))
    pictures = list(found.pictures)
    try:
        read = engine.recognize_txt(pictures)
    except RapidOCRError:
        return []
    result = engine.build_final_output(found.image, detected, TextClsOutput(), read, pictures, found.record)
    if not result.txts:
        return []
    words: Sequence[Any] = result.word_results
    if len(words) != len(result.txts):  # the library leaves out what it could not place
        words = [()] * len(result.txts)
    lines = [
        _line(signs, box.tolist(), text, score, placed)
        for box, text, score, placed in zip(result.boxes, result.txts, result.scores, words, strict=True)
    ]
    return sorted((line for line in lines if line.characters), key=lambda line: (line.top, line.characters[0].x0))


def sureness(lines: Sequence[RecognizedLine]) -> float:
    """The mean confidence of `lines` by characters; 0 if there are none."""
    characters = sum(len(line.characters) for line in lines)
    return sum(line.confidence * len(line.characters) for line in lines) / characters if characters else 0.0


def _line(
    signs: PageSigns,
    box: Sequence[Sequence[float]],
    text: str,
    confidence: float,
    words: Sequence[Any],
) -> RecognizedLine:
    left, right = min(p[0] for p in box), max(p[0] for p in box)
    top, bottom = min(p[1] for p in box), max(p[1] for p in box)
    found: list[Recognized] = []
    for word in words:
        if len(word) == 3 and isinstance(word[0], str):  # characters, confidence, corners
            places = [p[0] for p in word[2]]
            found += _spread(word[0], min(places), max(places), float(word[1]))
    if "".join(c.text for c in found) != "".join(text.split()):
        found = _spread(text, left, right, float(confidence))
    repaired = repair("".join(c.text for c in found), signs)
    repaired = with_known_labels(repaired, [c.confidence for c in found], signs)
    specks = stray(repaired, signs)
    characters = (replace(c, text=char) for char, c in zip(repaired, found, strict=True))
    kept = tuple(character for i, character in enumerate(characters) if i not in specks)
    return RecognizedLine(kept, top, bottom, float(confidence))


def _spread(text: str, left: float, right: float, confidence: float) -> list[Recognized]:
    """The characters of `text` evenly between `left` and `right`, ASCII half as wide; blanks left out."""
    widths = [0.5 if char < "\x7f" else 1.0 for char in text]
    step = (right - left) / (sum(widths) or 1.0)
    found: list[Recognized] = []
    for char, wide in zip(text, widths, strict=True):
        if char.strip():
            found.append(Recognized(char, left, left + wide * step, confidence))
        left += wide * step
    return found
