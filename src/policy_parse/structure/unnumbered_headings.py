"""Headings without a number: a short line that heads the paragraphs below it, or the usual name of a section."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.document import Document
from policy_parse.model import SectionRole
from policy_parse.signs.lines import LineSigns
from policy_parse.structure.lines import Line
from policy_parse.structure.words import OutlineWords

_BODY_MIN = 40
_NO_HEADINGS = ("attachment", "copied", "date", "noise", "number", "printed", "recipients", "remark")
"""Kinds of lines that head nothing."""


def unnumbered_heads(lines: Sequence[Line], document: Document, signs: LineSigns) -> frozenset[int]:
    """Positions of lines that head the paragraphs after them without a number.

    A short line without marks, with a full paragraph right below; it counts if the document sets it off (bold, or
    as a heading), or if the same stretch between two numbers has several.
    """
    found: set[int] = set()
    stretch: list[int] = []
    for i, line in enumerate(lines):
        if line.label is not None:
            found.update(_accepted(stretch, lines, document))
            stretch = []
        elif _is_head(lines, i, document, signs):
            stretch.append(i)
    found.update(_accepted(stretch, lines, document))
    return frozenset(found)


def _accepted(stretch: Sequence[int], lines: Sequence[Line], document: Document) -> Sequence[int]:
    if len(stretch) >= 2:
        return stretch
    return [i for i in stretch if (block := document.blocks[lines[i].block]).bold or block.heading is not None]


def _is_head(lines: Sequence[Line], i: int, document: Document, signs: LineSigns) -> bool:
    if i == 0 or i + 1 >= len(lines):
        return False
    text, below = lines[i].folded.text, lines[i + 1]
    block = document.blocks[lines[i].block]
    return (
        below.label is None
        and len(below.folded.text) >= _BODY_MIN
        and (lines[i - 1].label is not None or lines[i - 1].folded.text[-1:] in ("", *"。；：）〕”"))
        and signs.bare_heading.match(text) is not None
        and lines[i].kind not in _NO_HEADINGS
        and signs.no_heading.search(text) is None
        and block.alignment not in ("center", "right")
    )


def named_head(line: Line, words: OutlineWords) -> SectionRole | None:
    """Role of a line of its own that is nothing but the usual name of a section, without a number: 重点任务."""
    text = line.folded.text
    if line.label is not None or not (match := words.lines.named_heading.match(text)):
        return None
    return words.sections.role(match["name"])
