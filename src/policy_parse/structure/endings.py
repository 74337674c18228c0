"""What closes a document after its items: who signed and when, an address, a last paragraph without a number."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.signs.lines import LineSigns
from policy_parse.structure.lines import Line
from policy_parse.structure.node import Node

_ITEMS_MIN = 4
_BESIDE_MIN = 2
_PARAGRAPH_MIN = 30
_SENTENCE_ENDS = "。）〕！"


def after_items(lines: Sequence[Line], signs: LineSigns) -> frozenset[int]:
    """Positions of the lines after the last numbered one that sign or close the document."""
    last = max((i for i, line in enumerate(lines) if line.label is not None), default=len(lines))
    found: set[int] = set()
    for i in range(last + 1, len(lines)):
        text = lines[i].folded.text
        if signs.closing_address.match(text):
            found.add(i)
        elif lines[i].kind == "date":
            found.update(_signature(lines, last, i, signs))
    return frozenset(found)


def _signature(lines: Sequence[Line], last: int, date: int, signs: LineSigns) -> range:
    """The date and the names right above it; empty if nobody signs."""
    first = date
    while first - 1 > last and signs.signed_name.match(lines[first - 1].folded.text):
        first -= 1
    return range(first, date + 1) if first < date else range(0)


def closing_items(root: Node) -> frozenset[Node]:
    """Items that end in a paragraph which closes their document (or their plan, where one document holds several).

    Told by form alone: the items beside it (or all items, where it has too few beside it) are one paragraph each, or
    a heading and a paragraph, and the last one has one unnumbered paragraph more.
    """
    plans = [root, *(child for child in root.children if child.level == 0)]
    return frozenset(item for plan in plans for item in _closing(plan))


def _closing(plan: Node) -> list[Node]:
    items = [n for n in _within(plan) if n.label is not None and not n.children]
    if len(items) < _ITEMS_MIN:
        return []
    last = items[-1]
    beside = [n for n in last.parent.children if n is not last] if last.parent is not None else []
    alike = beside if len(beside) >= _BESIDE_MIN and not any(n.children for n in beside) else items[:-1]
    usual = max(len(item.lines) for item in alike)
    if usual > 2 or len(last.lines) != usual + 1:
        return []
    before, line = last.lines[-2:]
    complete = before.folded.text[-1:] in tuple(_SENTENCE_ENDS)
    return [last] if complete and line.label is None and len(line.folded.text) >= _PARAGRAPH_MIN else []


def _within(plan: Node) -> list[Node]:
    """The nodes of one plan, without those of the plans it carries."""
    return [plan, *(n for child in plan.children if child.level != 0 for n in _within(child))]
