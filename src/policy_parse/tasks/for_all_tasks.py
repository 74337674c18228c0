"""Units that a document names once for all its tasks: 以下均需各市人民政府落实，不再列出."""

from __future__ import annotations

from policy_parse.fields.units.document_rules import everywhere
from policy_parse.fields.units.statements import inherit
from policy_parse.model import Task
from policy_parse.tasks.context import Context, added, responsible, supporting
from policy_parse.text.fold import Folded


def apply_document_wide_units(tasks: list[Task], whole: Folded, context: Context) -> list[Task]:
    """The same tasks with the units of a document-wide rule (以下均需各市人民政府落实，不再列出) on those after it.

    Tasks under 保障措施 without units stay as they are.
    """
    if (rule := everywhere(whole.text, context.units.words.signs)) is None:
        return tasks
    statement = context.units.parse(whole, rule.start, rule.end, default="responsible")
    if statement is None:
        return tasks
    place = whole.offsets[rule.start]
    units = inherit(statement.units)

    def falls_under(task: Task) -> bool:
        after = task.span.end > place if rule.from_here else task.span.start > place
        return after and (task.section_role != "safeguard" or bool(task.responsible))

    return [
        task.model_copy(
            update={
                "responsible": responsible(added(task.responsible, units)),
                "supporting": supporting(added(task.supporting, units)),
            }
        )
        if falls_under(task)
        else task
        for task in tasks
    ]
