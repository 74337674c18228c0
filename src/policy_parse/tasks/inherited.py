"""What items inherit: the units and times that a heading above, or a statement below the last item, gives for all."""

from __future__ import annotations

from typing import NamedTuple

from policy_parse.fields.units.statements import inherit
from policy_parse.model import Deadline, Unit
from policy_parse.structure.node import Node
from policy_parse.tasks.context import Context
from policy_parse.tasks.duties import duty
from policy_parse.tasks.phases import heading_times
from policy_parse.tasks.statements_of_item import ItemSegments, Segment

_ITEMS_BESIDE = 2
"""So many items with a statement each show that a plan says for every item who does it."""


class Inherited(NamedTuple):
    """What items without a statement of their own have from elsewhere."""

    units: tuple[Unit, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


def from_statement(segment: Segment, context: Context) -> Inherited:
    """What the statements of `segment` give for the items below."""
    return Inherited(inherit(segment.units), stated_deadlines(segment, context))


def from_heading(node: Node, segments: list[Segment], above: Inherited, context: Context) -> Inherited:
    """What the items below `node` inherit: from the statement on its lines, its office and time, or `above`."""
    stated = next((segment for segment in segments if segment.statements), None)
    if stated is not None:
        return from_statement(stated, context)
    if times := heading_times(node, context):
        above = above._replace(deadlines=times)
    office = duty(node, segments[0].words[0], context.units, context.signs) if segments else None
    return above if office is None else Inherited(inherit(office.units), above.deadlines)


def from_below(node: Node, segments: ItemSegments, context: Context) -> Inherited | None:
    """What a statement below the last of several items, none of which has one, gives for them all; None if none does.

    A line at the end of an item belongs to that item. It closes the section (责任处室：… 完成时限：… under its last
    measure) only where a section beside it is closed in the same way, or where it ends a further paragraph and the
    other items at the level of `node` have one each.
    """
    last = _closing(node, segments)
    if last is None or any(has_unread_label(segment, context) for n in node.walk() for segment in segments.of(n)):
        return None
    own = segments.of(last)[0]
    _, statement = own.statements[0]
    beside = [n for n in node.parent.children if n is not node] if node.parent is not None else []
    usual = statement.start == 0 and any(len(n.children) > 1 and _closing(n, segments) for n in beside)
    return from_statement(own, context) if usual or _others_have_one_each(node, last, segments) else None


def _closing(node: Node, segments: ItemSegments) -> Node | None:
    """The last item below `node`, if it alone has a statement, on a line after its own first one; else None."""
    if node.label is None:
        return None
    last = node
    while last.children:
        last = last.children[-1]
    own = segments.of(last)
    if last is node or len(own) != 1 or not own[0].statements or own[0].statements[0][0] is last.lines[0].folded:
        return None
    return None if any(segments.has_statement(other) for other in node.walk() if other is not last) else last


def has_unread_label(segment: Segment, context: Context) -> bool:
    """True if words of `segment` list organisations after a label that is not known: 主抓单位：县水利局."""
    for words in segment.words:
        for label in context.lines.any_label.finditer(words.text):
            if context.units.offices.is_unit(label["first"], strict=True):
                return True
    return False


def _others_have_one_each(node: Node, last: Node, segments: ItemSegments) -> bool:
    """True if the items beside `node` have a statement each, and `last` right below it one in another paragraph."""
    beside = [n for n in node.parent.children if n is not node] if node.parent is not None else []
    return (
        last.parent is node
        and last.lines[-1].label is None
        and len(beside) >= _ITEMS_BESIDE
        and all(any(map(segments.has_statement, n.walk())) for n in beside)
    )


def stated_deadlines(segment: Segment, context: Context) -> tuple[Deadline, ...]:
    """The times behind the deadline labels of the statements of `segment`."""
    return tuple(
        deadline
        for folded, statement in segment.statements
        for start, end in statement.deadlines
        for deadline in context.time_limits(folded.part(start, end), "label")
    )
