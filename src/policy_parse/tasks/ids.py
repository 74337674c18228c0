"""Ids of tasks."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.model import Task


def with_unique_ids(tasks: Sequence[Task]) -> list[Task]:
    """The same tasks with ids that no two share; a second use of an id gets a suffix: n.1~2."""
    used: dict[str, int] = {}
    out = []
    for task in tasks:
        used[task.id] = used.get(task.id, 0) + 1
        out.append(task if used[task.id] == 1 else task.model_copy(update={"id": f"{task.id}~{used[task.id]}"}))
    return out
