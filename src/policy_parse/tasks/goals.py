"""Targets of words that belong to no task: goals, and what introduces the items of a task section."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.model import Target
from policy_parse.structure.node import Node
from policy_parse.tasks.item_tasks import Collector
from policy_parse.tasks.statements_of_item import Segment
from policy_parse.text.fold import Folded, fold

_LONGEST_FIELD = 40
"""Longer words are no field of a guide with its value."""


def add_targets_outside_tasks(collector: Collector, node: Node, segments: Sequence[Segment]) -> None:
    """Add the targets of `segments` of `node`, none of which is a task, as far as its section states any."""
    signs = collector.context.signs
    for segment in segments:
        for passage in segment.words:
            if node.role == "task" and segment.is_heading:
                if not collector.add_targets(passage, commits):
                    collector.context.refuse("section.heading", [passage.whole])
                continue  # 突破发展3个新兴领域: a heading counts its items
            if node.role in ("goal", "task") or (
                node.role == "background" and signs.goal_paragraph.match(passage.text)
            ):
                collector.add_targets(passage)
            elif not (_may_be_a_field(node, passage.text) and collector.add_targets(passage, is_service_time)):
                collector.context.refuse("section.role", [passage.whole])
                if node.role == "background":
                    add_stated_goals(collector, passage)


def _may_be_a_field(node: Node, words: str) -> bool:
    """True if `words` of a guide may be a field with its value: 受理时限：1个工作日."""
    return node.role == "other" and len(words) <= _LONGEST_FIELD and "：" in words


def is_service_time(target: Target) -> bool:
    """True for a service time that is the value of a field."""
    return target.rule == "target.service" and "：" in fold(target.text).text


def commits(target: Target) -> bool:
    """True if the number of a heading is a commitment, and no count of the items below it."""
    return target.comparator != "eq" or target.change is not None or target.quantity.dimension == "ratio"


def add_goal_paragraphs(collector: Collector, segment: Segment) -> None:
    """Add the targets of the paragraphs of `segment` that say they are goals: 工作目标：到2031年，…."""
    for passage in segment.words:
        if collector.context.signs.goal_paragraph.match(passage.text):
            collector.add_targets(passage)
        else:
            collector.context.refuse("paragraph.no_statement", [passage.whole])


def add_stated_goals(collector: Collector, paragraph: Folded) -> None:
    """Add the targets of a paragraph from the sentence on that names a year to come: 到2031年，…."""
    year = collector.context.year
    if year is None:
        return
    for match in collector.context.signs.goal_sentence.finditer(paragraph.text):
        if int(match["year"]) >= year:
            collector.add_targets(paragraph.part(match.start(), len(paragraph.text)))
            return
