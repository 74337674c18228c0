"""The outline as the contract's sections."""

from __future__ import annotations

from policy_parse.model import Section
from policy_parse.span import Span
from policy_parse.structure.lines import Line
from policy_parse.structure.node import Node


def _reach(root: Node) -> dict[Node, Span | None]:
    """What each node covers with all below it; None if it has no line."""
    found: dict[Node, Span | None] = {}
    for node in reversed(list(root.walk())):  # every child before its parent
        parts: list[Line | Span] = [*node.lines, *(span for child in node.children if (span := found[child]))]
        found[node] = Span(parts[0].start, max(part.end for part in parts)) if parts else None
    return found


def outline_sections(root: Node) -> tuple[Section, ...]:
    """The outline as the contract has it: ids by place (1, 1.2), spans from the number to the last line under it."""
    sections: list[Section] = []
    reach = _reach(root)

    def visit(node: Node, identity: str, parent: str | None) -> None:
        if node.parent is not None:
            span = reach[node]
            if span is None:
                return
            sections.append(
                Section(
                    id=identity,
                    parent=parent,
                    level=node.level,
                    number=node.label.number if node.label else None,
                    heading=node.heading,
                    role=node.role,
                    span=span,
                )
            )
        for i, child in enumerate(node.children, 1):
            visit(child, f"{identity}.{i}" if identity else str(i), identity or None)

    visit(root, "", None)
    return tuple(sections)
