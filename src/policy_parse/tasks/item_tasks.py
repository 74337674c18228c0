"""From a segment of an item to a task."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from policy_parse.model import SectionRole, Target, Task
from policy_parse.structure.node import Node
from policy_parse.tasks.context import Commitments, Context, added, responsible, supporting
from policy_parse.tasks.duties import duty
from policy_parse.tasks.inherited import Inherited, has_unread_label, stated_deadlines
from policy_parse.tasks.lead_ins import LeadIns
from policy_parse.tasks.statements_of_item import Segment
from policy_parse.text.fold import Folded


class TaskItem(NamedTuple):
    """What the tasks of one item have in common."""

    node: Node
    identity: str
    title: str | None
    role: SectionRole
    inherited: Inherited = Inherited()


@dataclass(slots=True)
class Narrative:
    """What the running text holds: its tasks in text order, and the targets stated outside them."""

    tasks: list[Task] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)


@dataclass(slots=True)
class Collector:
    """Collects the tasks and targets of the running text."""

    context: Context
    lead_ins: LeadIns
    found: Narrative = field(default_factory=Narrative)

    def add_task(self, item: TaskItem, segment: Segment, rule: str) -> None:
        """Add the task that `segment` of `item` states; nothing if it has no words."""
        if not segment.words:
            return
        node, source = item.node, self.context.source
        units = segment.units
        office = duty(node, segment.words[0], self.context.units, self.context.signs)
        if office is not None:
            units = added(office.units, units)
        commitments = [self._commitments(words) for words in segment.words]
        stated = stated_deadlines(segment, self.context)
        if not units and not has_unread_label(segment, self.context):
            units = added(units, item.inherited.units)
            stated = stated or item.inherited.deadlines
        self.found.tasks.append(
            Task(
                id=item.identity,
                origin="narrative",
                number=node.label.number if node.label else None,
                title=item.title,
                text="\n".join(source[words.start : words.end] for words in segment.words),
                path=(*node.path(), *((node.heading,) if node.level == 0 else ())),
                section_role=item.role,
                responsible=responsible(units),
                supporting=supporting(units),
                targets=tuple(target for each in commitments for target in each.targets),
                deadlines=(*(deadline for each in commitments for deadline in each.deadlines), *stated),
                span=segment.span,
                rule=rule,
            )
        )

    def add_targets(self, passage: Folded, kept: Callable[[Target], bool] = lambda _: True) -> bool:
        """Add those targets of words that belong to no task which are `kept`; True if there are any."""
        targets = [target for target in self._commitments(passage).targets if kept(target)]
        self.found.targets.extend(targets)
        return bool(targets)

    def _commitments(self, passage: Folded) -> Commitments:
        return self.context.commitments(passage, self.lead_ins.of(passage))
