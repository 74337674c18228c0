"""Phases of work that are numbered in words, a paragraph each: 第一阶段：动员摸底（6月1日—6月10日）."""

from __future__ import annotations

from policy_parse.signs.lines import LineSigns
from policy_parse.structure.lines import Line
from policy_parse.structure.node import Node
from policy_parse.structure.unnumbered_items import part_of
from policy_parse.text.numbering import Label, han_value


def numbered_phases(node: Node, source: str, signs: LineSigns) -> list[Node]:
    """The phases that the paragraphs below the heading of `node` count up, as items; empty if there are not two."""
    if len(node.lines) < 3:
        return []
    lines = [_labelled(line, signs) if i else line for i, line in enumerate(node.lines)]
    heads = [i for i, (line, was) in enumerate(zip(lines, node.lines, strict=True)) if line is not was]
    counted = [label.ordinal for i in heads if (label := lines[i].label) is not None]
    if len(heads) < 2 or counted != list(range(1, len(heads) + 1)):
        return []
    return [part_of(node, lines[i:j], source, signs) for i, j in zip(heads, [*heads[1:], len(lines)], strict=True)]


def _labelled(line: Line, signs: LineSigns) -> Line:
    """The line with the number of its phase as its label; the same line if it has none."""
    text = line.folded.text
    phase = signs.numbered_phase.match(text) if line.label is None and text.startswith("第") else None
    ordinal = han_value(phase["ordinal"]) if phase is not None else None
    if phase is None or ordinal is None:
        return line
    return line._replace(label=Label("first_is", phase["number"], ordinal, phase.start(), phase.end()))
