"""The words with which findings name tasks and units."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policy_parse.model import Task
from policy_parse.model.wording import ORIGINS
from policy_parse.text.fold import clean

_SHOWN = 5


def name_of(task: Task) -> str:
    """A task as a reader would point at it: its number and short name, or how its text begins."""
    words = clean(task.title or task.text)
    short = words if len(words) <= 18 else words[:17] + "…"
    where = ORIGINS[task.origin]
    return f"{where}“{task.number + ' ' if task.number else ''}{short}”"


def names_of(tasks: Sequence[Task]) -> str:
    """The first few tasks by name, and their count if there are more."""
    names = list(dict.fromkeys(name_of(task) for task in tasks))
    return "、".join(names[:_SHOWN]) + (f"等{len(tasks)}项" if len(names) > _SHOWN else "")


def quoted(words: Iterable[str]) -> str:
    """“A”、“B”."""
    return "、".join(f"“{clean(word)}”" for word in words)
