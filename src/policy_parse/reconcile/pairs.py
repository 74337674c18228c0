"""Which tasks of the text and which rows of the table state the same work."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from policy_parse.model import Task
from policy_parse.reconcile.likeness import Likeness, likenesses
from policy_parse.text.fold import clean

_SAME = 0.55
"""From here on two tasks state the same work; unrelated ones of one plan seldom share half of their words."""
_NEAR = 0.85
"""A second partner counts where it is nearly as like as the best: one row for two items, two rows for one item."""

_TITLED, _LONG = 0.25, 4
"""From here on they do if one item and one row have the same title, of so many characters."""


def relate(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """Return the same tasks, each with the ids of those that state the same work on the other side, in document order.

    Narrative tasks are compared with rows only. Links go both ways; ids that a task had are kept.
    """
    narrative = [task for task in tasks if task.origin == "narrative"]
    rows = [task for task in tasks if task.origin == "table"]
    if not narrative or not rows:
        return tuple(tasks)
    partners: dict[str, set[str]] = defaultdict(set)
    titled = _of_one_title(narrative, rows)
    alike = (
        pair._replace(score=_SAME) if _TITLED <= pair.score < _SAME and (pair.narrative, pair.row) in titled else pair
        for pair in likenesses(narrative, rows)
    )
    for pair in _same_work(alike):
        item, row = narrative[pair.narrative].id, rows[pair.row].id
        partners[item].add(row)
        partners[row].add(item)
    order = {task.id: place for place, task in enumerate(tasks)}

    def place_of(identity: str) -> tuple[int, str]:
        return order.get(identity, len(order)), identity

    return tuple(
        task.model_copy(update={"related": tuple(sorted({*task.related, *partners[task.id]}, key=place_of))})
        if task.id in partners
        else task
        for task in tasks
    )


def _of_one_title(narrative: Sequence[Task], rows: Sequence[Task]) -> set[tuple[int, int]]:
    """An item and a row of one title that no other item and no other row has."""
    titles = [[clean(task.title or "") for task in tasks] for tasks in (narrative, rows)]
    counts = [Counter(side) for side in titles]
    single = {title for title in counts[0] if counts[0][title] == counts[1][title] == 1 and len(title) >= _LONG}
    return {(titles[0].index(title), titles[1].index(title)) for title in single}


def _same_work(pairs: Iterator[Likeness]) -> list[Likeness]:
    """The pairs alike enough, and nearly the best that its row, or its item, has."""
    alike = [pair for pair in pairs if pair.score >= _SAME]
    best_row: dict[int, float] = defaultdict(float)
    best_item: dict[int, float] = defaultdict(float)
    for pair in alike:
        best_row[pair.row] = max(best_row[pair.row], pair.score)
        best_item[pair.narrative] = max(best_item[pair.narrative], pair.score)
    return [p for p in alike if p.score >= _NEAR * best_row[p.row] or p.score >= best_item[p.narrative]]
