"""Sections and annexes that are a guide for applicants, field by field: 事项名称：… 受理条件：… 申请材料：…."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_parse.signs.lines import LineSigns
from policy_parse.structure.node import Node
from policy_parse.text.traditional import simplified

_FIELDS_MIN = 4
_APPLYING_MIN = 2
"""So many fields that only an applicant needs (受理时限, 申请材料) tell a guide from the particulars of an event."""
_SHARE = 0.7


def settle_guides(root: Node, signs: LineSigns) -> None:
    """Give the role ``other`` to all below a heading whose items are the fields of a guide, and to an annex of such.

    What such items hold is what somebody applies for and has to bring, no work of the plan. The
    document's own first list is never one.
    """
    for node in list(root.walk()):
        if len(node.children) < _FIELDS_MIN:
            continue
        for items in _lists(node.children):
            own = node in (root, *root.children[:1]) and node.label is None and items[0] is node.children[0]
            if not own and _is_guide(items, signs):
                for item in items:
                    for below in item.walk():
                        below.role = "other"


def _lists(items: Sequence[Node]) -> Iterator[Sequence[Node]]:
    """`items` cut where their numbers begin anew: those of a plan, and those of an annex that no title sets apart."""
    start = 0
    for i, item in enumerate(items):
        if i > start and item.label is not None and item.label.ordinal == 1:
            yield items[start:i]
            start = i
    yield items[start:]


def _is_guide(items: Sequence[Node], signs: LineSigns) -> bool:
    """True if most of several items are named by the fields of a form, and some by what an applicant has to know."""
    if len(items) < _FIELDS_MIN:
        return False
    names = [simplified(item.heading.rstrip("：")) for item in items]
    if sum(signs.applicants_field.search(name) is not None for name in names) < _APPLYING_MIN:
        return False
    return sum(signs.form_field.match(name) is not None for name in names) >= _SHARE * len(names)
