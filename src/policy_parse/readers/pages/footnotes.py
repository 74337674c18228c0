"""Footnotes of a page: the lines under the short rule at its foot, no part of the running text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from policy_parse.document import Paragraph
from policy_parse.readers.pages.grid import RuledEdge
from policy_parse.readers.pages.lines import PrintedLine, join_text
from policy_parse.readers.pages.paragraphs import round_box
from policy_parse.signs.pages import PageSigns

_SHORTEST, _LONGEST = 0.08, 0.4
"""Length of the rule as a share of the page's width; Word and LibreOffice draw about a quarter."""
_NEAR = 3.0
"""Characters between the rule and the first line under it."""


def note_rule(lines: Sequence[PrintedLine], edges: Sequence[RuledEdge], width: float, signs: PageSigns) -> float | None:
    """Height of the rule above the page's footnotes, from the top; None if it has no footnotes.

    A level line of that length that no upright one meets, from the left margin, with text above it and a line that
    begins with a note's mark right below it.
    """
    if not lines:
        return None
    left = min(line.x0 for line in lines)
    for edge in edges:
        if not edge.horizontal or edge.is_shade or not _SHORTEST * width <= edge.end - edge.start <= _LONGEST * width:
            continue
        below = [line for line in lines if line.y > edge.at]
        if not below or len(below) == len(lines) or abs(edge.start - left) > 2 * below[0].size:
            continue
        first = min(below, key=lambda line: line.y)
        if (
            first.y - edge.at <= _NEAR * first.size
            and signs.footnote_mark.match(first.text)
            and not _crossed(edge, edges)
        ):
            return edge.at
    return None


def _crossed(edge: RuledEdge, edges: Sequence[RuledEdge]) -> bool:
    upright = (e for e in edges if not e.horizontal and edge.start - 1 <= e.at <= edge.end + 1)
    return any(e.start - 1 <= edge.at <= e.end + 1 for e in upright)


def build_notes(lines: Iterable[PrintedLine], signs: PageSigns) -> Iterator[Paragraph]:
    """The notes in `lines`, each from its mark to the next; the mark itself is left out."""
    group: list[PrintedLine] = []
    for line in lines:
        if group and signs.footnote_mark.match(line.text):
            yield _note(group, signs)
            group = []
        group.append(line)
    if group:
        yield _note(group, signs)


def _note(lines: Sequence[PrintedLine], signs: PageSigns) -> Paragraph:
    text = lines[0].text
    mark = signs.footnote_mark.match(text)
    text = text[mark.end() :] if mark else text
    for line in lines[1:]:
        text = join_text(text, line.text)
    boxes = [line.box for line in lines if line.page == lines[0].page]
    return Paragraph(text, page=lines[0].page, bbox=round_box(boxes), size=lines[0].size, note="footnote")
