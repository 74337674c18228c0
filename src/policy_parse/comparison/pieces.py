"""Pieces of work: a task of the text with the rows of the table that state the same, put together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from policy_parse.model import Deadline, Plan, Role, Target, Task, Unit
from policy_parse.text.fold import clean, fold

CLAUSE_ENDS = re.compile(r"[，。；,;\n]")
ROLE_ORDER: tuple[Role, ...] = ("lead", "responsible", "supporting", "guiding")
"""Strongest first."""


@dataclass(frozen=True)
class Piece:
    """One piece of work, or several that are compared together because the other plan states them as one."""

    tasks: tuple[Task, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of its tasks, in document order."""
        return tuple(task.id for task in self.tasks)

    @cached_property
    def text(self) -> str:
        """All its words, titles first."""
        return "\n".join(chain((self.title,), (task.text for task in self.tasks)))

    @cached_property
    def title(self) -> str:
        """Its short names, each once, a line for each; empty if it has none."""
        return "\n".join(dict.fromkeys(task.title for task in self.tasks if task.title))

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """Its targets, the same bound on the same indicator once."""
        return _once(chain.from_iterable(task.targets for task in self.tasks))

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The time limits of its tasks, the same limit once."""
        return tuple({limit_of(d): d for task in reversed(self.tasks) for d in reversed(task.deadlines)}.values())[::-1]

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """Its units, each name once with the strongest role that it has."""
        found: dict[str, Unit] = {}
        for unit in (u for task in self.tasks for u in (*task.responsible, *task.supporting)):
            known = found.get(unit.name)
            if known is None or ROLE_ORDER.index(unit.role) < ROLE_ORDER.index(known.role):
                found[unit.name] = unit
        return tuple(found.values())

    @property
    def path(self) -> str:
        """The headings above its first task."""
        return "\n".join(self.tasks[0].path)

    @cached_property
    def content(self) -> tuple[object, ...]:
        """What it says, wherever it stands: the same for equal pieces, and good for an order."""
        return (
            self.text,
            tuple(sorted(unit.role + unit.name for unit in self.units)),
            tuple(sorted(map(str, map(limit_of, self.deadlines)))),
            tuple(sorted(str(_bound(target)) for target in self.targets)),
        )


def pieces_of(plan: Plan) -> tuple[Piece, ...]:
    """The pieces of work of `plan`, each task in one, in the order in which the document first states them."""
    return tuple(Piece(tasks) for tasks in _groups(plan.tasks))


def together(pieces: Iterable[Piece]) -> Piece:
    """Several pieces as one."""
    return Piece(tuple(task for piece in pieces for task in piece.tasks))


def limit_of(deadline: Deadline) -> tuple[object, ...]:
    """What a deadline asks for, however it is written."""
    words = clean(deadline.text) if deadline.kind == "event" else ""
    return deadline.kind, deadline.start, deadline.end, deadline.rrule, deadline.time, words


def plain_indicator(target: Target) -> str:
    """The indicator as it is compared; the words of the target where it has none."""
    return fold(clean(target.indicator or target.text)).text


def _bound(target: Target) -> tuple[object, ...]:
    due = limit_of(target.due) if target.due else None
    number = (target.quantity.value, target.quantity.value_max, target.quantity.unit)
    return plain_indicator(target), target.comparator, *number, target.change, target.per, due


def _once(targets: Iterable[Target]) -> tuple[Target, ...]:
    """Each bound once; of one that text and table state alike the first, and a due year that only one gives."""
    found: dict[tuple[object, ...], Target] = {}
    for target in targets:
        key = _bound(target)[:-1]
        known = found.get(key)
        if known is not None and known.due and target.due and limit_of(known.due) != limit_of(target.due):
            key = _bound(target)
        if known is None or key not in found or (known.due is None and target.due is not None):
            found[key] = target
    return tuple(found.values())


def _groups(tasks: Sequence[Task]) -> Iterator[tuple[Task, ...]]:
    order = {task.id: place for place, task in enumerate(tasks)}
    seen: set[int] = set()
    for first in range(len(tasks)):
        group, waiting = set[int](), [first]
        while waiting:
            place = waiting.pop()
            if place not in seen:
                seen.add(place)
                group.add(place)
                waiting += (order[other] for other in tasks[place].related if other in order)
        if group:
            yield tuple(tasks[place] for place in sorted(group))
