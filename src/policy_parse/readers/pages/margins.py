"""Page numbers and running heads: lines in the margins that are not part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from policy_parse.readers.pages.lines import PrintedLine
from policy_parse.signs.pages import PageSigns

_ZONE = 0.14
"""Share of the page's height, at its head and foot, in which margins are sought."""
_OUTERMOST = 3
"""So many lines from the outside in."""
_SAME_HEIGHT = 4.0


def drop_margins(
    pages: Sequence[tuple[float, Sequence[PrintedLine]]], body_size: float, signs: PageSigns
) -> tuple[set[int], list[str]]:
    """Which lines are page numbers or running heads: their ``id``, and their texts page by page.

    `pages`: height and lines outside tables of each page, top to bottom. A line is dropped where it is a page number
    in the margin, or where its words (digits aside) stand at one height on three pages or a third of them.
    What stands once, such as the marks above the first page's title, stays.
    """
    candidates = [list(_candidates(height, lines)) for height, lines in pages]
    repeated = _repeated(candidates)
    counted = _counted(candidates)
    dropped: set[int] = set()
    texts: list[str] = []
    for page, found in enumerate(candidates):
        for line, is_last, gap in found:
            key = page, id(line)
            if key in repeated or (
                signs.page_number.fullmatch(line.text.strip())
                and (
                    key in counted
                    or signs.marked_page_number.match(line.text.strip())
                    or (is_last and _is_apart(line, gap, body_size))
                )
            ):
                dropped.add(id(line))
                texts.append(line.text)
    return dropped, texts


def _candidates(height: float, lines: Sequence[PrintedLine]) -> Iterable[tuple[PrintedLine, bool, float]]:
    """Lines in the margin zones, each with True if it is at the foot, and the gap to its neighbour inwards."""
    for i, line in enumerate(lines[:_OUTERMOST]):
        if line.y < _ZONE * height:
            yield line, False, (lines[i + 1].y - line.y if i + 1 < len(lines) else height)
    for i in range(max(len(lines) - _OUTERMOST, 0), len(lines)):
        line = lines[i]
        if line.y > (1 - _ZONE) * height:
            yield line, True, (line.y - lines[i - 1].y if i else height)


_Found = Sequence[Sequence[tuple[PrintedLine, bool, float]]]


def _repeated(candidates: _Found) -> set[tuple[int, int]]:
    """Lines whose words are at one height on many pages."""
    places: dict[str, list[tuple[int, PrintedLine]]] = defaultdict(list)
    for page, found in enumerate(candidates):
        for line, _, _ in found:
            key = re.sub(r"[0-9０-９\s]+", "#", line.text)
            if re.search(r"[^#\W_]", key):
                places[key].append((page, line))
    enough = max(2, min(3, len(candidates)), len(candidates) // 3)
    repeated: set[tuple[int, int]] = set()
    for members in places.values():
        levels: dict[int, set[int]] = defaultdict(set)
        for page, line in members:
            levels[round(line.y / _SAME_HEIGHT)].add(page)
        often = {
            at
            for at, found in list(levels.items())
            if len(found | levels.get(at - 1, set()) | levels.get(at + 1, set())) >= enough
        }
        repeated.update((page, id(line)) for page, line in members if round(line.y / _SAME_HEIGHT) in often)
    return repeated


def _counted(candidates: _Found) -> set[tuple[int, int]]:
    """Lines that are bare numbers counting up with the pages, at one height."""
    steps: Counter[int] = Counter()
    bare: list[tuple[int, int, int]] = []
    for page, found in enumerate(candidates):
        for line, _, _ in found:
            if line.text.isascii() and line.text.isdigit() and len(line.text) <= 4:
                steps[int(line.text) - page] += 1
                bare.append((page, id(line), int(line.text) - page))
    return {(page, key) for page, key, step in bare if steps[step] >= 2}


def _is_apart(line: PrintedLine, gap: float, body_size: float) -> bool:
    """True if the line is set apart from the text above it, by its distance or by its size."""
    return gap > 1.2 * body_size or line.size < 0.9 * body_size
