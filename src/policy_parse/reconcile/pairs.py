"""Which tasks of the text and which rows of the table state the same work."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.model import Task


def relate(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The same tasks, each with the ids of those that state the same work on the other side."""
    return tuple(tasks)
