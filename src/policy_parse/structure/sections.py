"""The outline as the contract's sections."""

from __future__ import annotations

from policy_parse.model import Section
from policy_parse.span import Span
from policy_parse.structure.node import Node


def _reach(root: Node) -> dict[Node, Span | None]:
    """What each node covers with all below it; None if it has no line."""
    found: dict[Node, Span | None] = {}
    for node in reversed(list(root.walk())):  # every child before its parent
        spans = [line.span for line in node.lines]
        spans += [span for child in node.children if (span := found[child]) is not None]
        found[node] = Span(spans[0].start, max(span.end for span in spans)) if spans else None
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
