"""What of a recognised page must not be trusted: rubbish, faded pages, numbers that may have lost their point."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Literal

from policy_parse.document import Cell, Notice, Piece, Table
from policy_parse.readers.scan.engine import RecognizedLine, sureness
from policy_parse.readers.scan.picture import Image, PictureRule

Legibility = Literal["good", "doubtful", "poor", "none"]

_RUBBISH = 0.6
"""Mean confidence of a page below which its words are none: handwriting, a page out of focus."""
_POOR = 0.85
"""Mean confidence below which many characters are wrong; pages that are read well have 0.95 and more."""
_UNSURE = 0.9
"""Confidence of a character below which it is often another one."""
_MANY_UNSURE = 0.02
"""Share of the words' characters that are unsure on a page with wrong names; sound pages have 0.013 at most."""
_FADED = 120
"""By how much ink is darker than paper at least, of 255; small type in good order has 138 and more, faded one 114."""
_INKY = 0.01
"""Share of a page that is ink if there is a paragraph on it."""
_HARDLY = 20
"""Characters of a page with hardly any text."""
_WIPED = 3
"""Pixels on each side of a rule's middle that are painted over before a page is read."""
_BESIDE = 3
"""Pixels beyond them that are looked at; what is dark there belongs to no rule."""
_DARK = 70
"""By how much the stroke of a digit is darker than the paper round it."""
_TOUCHES = 0.12
"""Share of a digit's width that must be dark beside the rule; the blur of a rule alone is less dark."""
_FEW = 3
"""Values with a point that a column needs before one without is doubted."""
_TOO_LARGE = 2.0
"""A value is doubted if it is so many times the largest of its column that has a point."""


@dataclass(frozen=True, slots=True)
class PageDoubt:
    """How well one page was read, and the numbers on it whose digits touch a rule."""

    number: int
    legibility: Legibility
    numbers: tuple[str, ...] = ()


def legibility(lines: Sequence[RecognizedLine], ink: float, contrast: float) -> Legibility:
    """How well a page was read: its `lines`, the share of it that is `ink` (0–1), by how much that is darker (0–255).

    A blank page is read well; an inky one with hardly any text was not read. A faded page is doubtful however sure the
    recogniser is: it takes specks for marks, and marks for others, and is sure of the words round them.
    """
    characters, sure = sum(len(line.characters) for line in lines), sureness(lines)
    if characters < _HARDLY:
        return "good" if ink < _INKY else "poor" if sure >= _POOR else "none"
    if sure < _POOR:
        return "none" if sure < _RUBBISH else "poor"
    return "doubtful" if contrast < _FADED or _unsure_share(lines) >= _MANY_UNSURE else "good"


def _unsure_share(lines: Iterable[RecognizedLine]) -> float:
    """The share of letters and figures of which the recogniser is not sure; marks it hardly ever is."""
    words = [character.confidence for line in lines for character in line.characters if character.text.isalnum()]
    return sum(confidence < _UNSURE for confidence in words) / len(words) if words else 0.0


def touching_numbers(lines: Iterable[RecognizedLine], rules: Sequence[PictureRule], image: Image) -> Iterator[str]:
    """The numbers in `lines` with a digit that touches one of the `rules` of `image`, as they were read."""
    level = [rule for rule in rules if rule.y0 == rule.y1]
    for line in lines:
        near = [rule for rule in level if line.top <= rule.y0 <= line.bottom]
        if near and any(c.text.isdigit() for c in line.characters):
            yield from _touching(line, near, image)


def _touching(line: RecognizedLine, rules: Sequence[PictureRule], image: Image) -> Iterator[str]:
    number, doubted = "", False
    for character in (*line.characters, None):
        if character is not None and (character.text.isdigit() or (number and character.text in ".,")):
            number += character.text
            doubted |= any(_meets(rule, line, character.x0, character.x1, image) for rule in rules)
            continue
        if doubted:
            yield number
        number, doubted = "", False


def _meets(rule: PictureRule, line: RecognizedLine, left: float, right: float, image: Image) -> bool:
    """True if what stands between `left` and `right` goes on to the side of `rule` on which `line` lies."""
    if not rule.x0 <= (left + right) / 2 <= rule.x1:
        return False
    y, above = int(rule.y0), rule.y0 > (line.top + line.bottom) / 2
    first = y - _WIPED - _BESIDE if above else y + _WIPED + 1
    band = image[max(first, 0) : first + _BESIDE, int(left) : int(right) + 1]
    if band.size == 0:
        return False
    around = image[max(int(line.top), 0) : int(line.bottom), int(left) : int(right) + 1]
    paper = float(sorted(around.ravel().tolist())[int(0.8 * around.size)])
    return bool((band.max(axis=0) < paper - _DARK).mean() >= _TOUCHES)


def lost_points(table: Table) -> Iterator[Cell]:
    """Cells whose number has no point and is far above those of its column, most of which have one: 145 under 14.2."""
    columns: dict[int, list[tuple[float, Cell]]] = defaultdict(list)
    for cell in table.cells:
        text = cell.text.strip().rstrip("%％")
        if text.replace(".", "", 1).isdecimal():
            columns[cell.column].append((float(text), cell))
    for column in columns.values():
        pointed = [value for value, cell in column if "." in cell.text]
        if len(pointed) < _FEW or 2 * len(pointed) <= len(column):
            continue
        for value, cell in column:
            if "." not in cell.text and value > _TOO_LARGE * max(pointed) and value > 10 * median(pointed) / 3:
                yield cell


def scan_notices(doubts: Sequence[PageDoubt], pieces: Iterable[Piece]) -> list[Notice]:
    """What a reader must say of scanned pages besides that they were recognised, page by page."""
    doubted: dict[int, list[str]] = {doubt.number: list(doubt.numbers) for doubt in doubts}
    for piece in pieces:
        for cell in lost_points(piece) if isinstance(piece, Table) else ():
            if cell.page in doubted and cell.text not in doubted[cell.page]:
                doubted[cell.page].append(cell.text)
    found: list[Notice] = []
    for doubt in doubts:
        page = doubt.number
        if doubt.legibility == "none":
            message = f"第{page}页字迹无法辨认，识别结果没有采用，请看原件。"
            found.append(Notice("page-illegible", "warning", message, page))
        elif doubt.legibility == "poor":
            message = f"第{page}页字迹不清，识别结果不可靠或有缺漏，请对照原件。"
            found.append(Notice("page-illegible", "warning", message, page))
        elif doubt.legibility == "doubtful":
            message = f"第{page}页褪色或者有些字认得没有把握，名称、数字和标点可能有误，请对照原件。"
            found.append(Notice("page-doubtful", "warning", message, page))
        if doubted[page]:
            named = "、".join(doubted[page])
            message = f"第{page}页的数字{named}紧贴表格线或者与同列不一致，可能认错（如漏了小数点），请对照原件。"
            found.append(Notice("digits-doubtful", "warning", message, page))
    return found
