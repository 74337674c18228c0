"""Which task some words belong to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

from policy_parse.model import Plan, Task
from policy_parse.span import Span

_REACH = 400
"""How many characters after its task a label may come that was not read as part of it."""


class TaskFinder:
    """Finds the task that some words are part of, or follow."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    @cached_property
    def _tasks(self) -> list[Task]:
        return sorted(self._plan.tasks, key=lambda task: task.span.start)

    @cached_property
    def _starts(self) -> list[int]:
        return [task.span.start for task in self._tasks]

    @cached_property
    def _sections(self) -> list[int]:
        return sorted(section.span.start for section in self._plan.sections)

    def holding(self, span: Span) -> Task | None:
        """The last task that begins before `span` and holds it; None if there is none."""
        i = bisect_right(self._starts, span.start)
        return self._tasks[i - 1] if i and self._tasks[i - 1].span.contains(span) else None

    def before(self, span: Span) -> Task | None:
        """The last task that begins before `span`, if no section begins between them; None if it is far before."""
        i = bisect_right(self._starts, span.start)
        if not i:
            return None
        task = self._tasks[i - 1]
        left = bisect_left(self._sections, task.span.end) < bisect_left(self._sections, span.start)
        return None if left or span.start - task.span.end > _REACH else task
