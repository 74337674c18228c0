"""The paragraph that introduces a list: 到2031年，主要目标是：, then items after —— or 1."""

from __future__ import annotations

from bisect import bisect_right

from policy_parse.structure.lines import Line
from policy_parse.structure.node import Node
from policy_parse.text.fold import Folded
from policy_parse.text.numbering import Form

_DASH = "-"
_BULLETS = frozenset("●•·◆■")
_FORMS: frozenset[Form] = frozenset(("han_bracket", "arabic", "arabic_bracket", "first_is"))
"""Numbers of the items that a paragraph introduces; 一、 and 第一章 number the sections of the document."""


class LeadIns:
    """The lead-in of every line of the outline below `root`."""

    def __init__(self, root: Node, source: str) -> None:
        lines = [(line.start, node, i) for node in root.walk() for i, line in enumerate(node.lines)]
        lines.sort(key=lambda place: place[0])
        self._starts = [start for start, _, _ in lines]
        self._lines = lines
        self._source = source

    def of(self, passage: Folded) -> Folded | None:
        """The paragraph that introduces the list in which `passage`, or the line it is part of, is an item; or None.

        It ends in ：, or in 。 if the items begin with a dash.
        """
        i = bisect_right(self._starts, passage.offsets[0]) - 1
        if i < 0:
            return None
        _, node, k = self._lines[i]
        mark = self._mark(node.lines[k])
        if mark is None:
            return None
        before = [*(node.parent.lines[-1:] if node.parent is not None else ()), *node.lines[:k]]
        lead = next((line.folded for line in reversed(before) if self._mark(line) != mark), None)
        return lead if lead is not None and lead.text.endswith(("：", "。") if mark == _DASH else "：") else None

    def _mark(self, line: Line) -> str | None:
        """How an item of a list begins: its dash, its bullet or the form of its number; None if it is no item."""
        if line.folded.text.startswith(_DASH):
            return _DASH
        if line.label is not None:
            return line.label.form if line.label.form in _FORMS else None
        begins = line.folded.offsets[0]
        before = self._source[begins - 1 : begins]
        return before if before in _BULLETS else None
