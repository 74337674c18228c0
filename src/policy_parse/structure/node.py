"""One numbered item with what stands under it: the outline is a tree of these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from policy_parse.model import SectionRole
from policy_parse.span import Span
from policy_parse.structure.lines import Line
from policy_parse.text.numbering import Label


@dataclass(eq=False, slots=True)
class Node:
    """A numbered item and what stands under it; the root has no label.

    `build_outline` hangs nodes together and settles their roles; who gets the outline from it only reads.
    """

    label: Label | None
    level: int
    heading: str
    """Its leading sentence on one line, without number and mark; empty for the root."""
    heading_span: Span | None
    role: SectionRole
    parent: Node | None = None
    lines: list[Line] = field(default_factory=list)
    """Its own lines, the one with the label first; those of its children are theirs."""
    children: list[Node] = field(default_factory=list)
    named: bool = False
    """True if its own heading gave its role."""
    above_table: bool = False
    """True if it is a heading with a table right below it, which says the work."""

    def walk(self) -> Iterator[Node]:
        """Yield the node and all below it, in text order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))

    def ancestors(self) -> Iterator[Node]:
        """From the parent to the root."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def path(self) -> tuple[str, ...]:
        """Headings above it, outermost first."""
        return tuple(reversed([n.heading for n in self.ancestors() if n.heading]))
