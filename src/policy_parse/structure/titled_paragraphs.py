"""Paragraphs with titles of their own below a heading, each closed by its own statement of who does it."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.signs.lines import LineSigns
from policy_parse.structure.headings import HEADING_MAX
from policy_parse.structure.lines import Line
from policy_parse.structure.node import Node
from policy_parse.structure.unnumbered_items import part_of


def titled_paragraphs(node: Node, stated: Sequence[int | None], source: str, signs: LineSigns) -> list[Node]:
    """The paragraphs of `node` that open with a title and are closed by a statement, as items; else an empty list.

    `stated` gives for each line of `node` where its first statement begins, None if it has none. What stands before
    the first of them is an introduction and has none. One such paragraph alone counts only below the
    name of a section (重点任务), since the heading of an item is that item's own title.
    """
    lines = node.lines
    heads = [i for i, (line, at) in enumerate(zip(lines, stated, strict=True)) if i and _is_titled(line, at, signs)]
    if len(heads) < (1 if _names_section(node) else 2) or any(at is not None for at in stated[: heads[0]]):
        return []
    runs = [range(i, j) for i, j in zip(heads, [*heads[1:], len(lines)], strict=True)]
    if not all(any(stated[i] is not None for i in run) for run in runs):
        return []
    return [part_of(node, lines[run.start : run.stop], source, signs) for run in runs]


def _is_titled(line: Line, stated: int | None, signs: LineSigns) -> bool:
    """True if a title opens the paragraph and words of work follow it before the statement."""
    title = signs.titled_paragraph.match(line.folded.text) if line.label is None else None
    return title is not None and (stated is None or stated > title.end() + 1)


def _names_section(node: Node) -> bool:
    return node.named and node.role == "task" and len(node.lines[0].folded.text) <= HEADING_MAX
