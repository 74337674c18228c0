"""The time in brackets at the end of a heading: 宣传阶段（11月1日—11月9日）. It limits the work and is no statement."""

from __future__ import annotations

from policy_parse.model import Deadline
from policy_parse.span import Span
from policy_parse.structure.headings import heading_bracket
from policy_parse.structure.node import Node
from policy_parse.tasks.context import Context


def heading_times(node: Node, context: Context) -> tuple[Deadline, ...]:
    """The times that the heading of `node` ends in, if its bracket holds nothing else."""
    bracket = heading_bracket(node.lines[0].folded.text, node.lines[0].words_start) if node.lines else None
    if bracket is None:
        return ()
    inside = node.lines[0].folded.part(bracket[0] + 1, bracket[1] - 1)
    times = context.time_limits(node.lines[0].folded.part(*bracket), "text")
    whole = inside.span(0, len(inside.text)) if inside.text else None
    return times if whole and times and (times[0].span.start, times[-1].span.end) == (whole.start, whole.end) else ()


def without_times(heading: Span, node: Node) -> Span:
    """The words of a heading before the bracket that ends it."""
    bracket = heading_bracket(node.lines[0].folded.text, node.lines[0].words_start)
    if bracket is None:
        return heading
    return Span(heading.start, min(heading.end, node.lines[0].folded.span(0, bracket[0]).end))
