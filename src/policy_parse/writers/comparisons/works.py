"""A comparison as pieces of work with the words of both plans: what sheets, pages and notes show of each match."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from policy_parse.model import Deadline, Plan, Target, Task, Unit, wording
from policy_parse.model.comparison import AnyChange, Comparison, MatchKind, TargetMatch
from policy_parse.model.location import Places
from policy_parse.span import Span
from policy_parse.writers.ledger import UNIT_HEADS, Entry, targets_in_words

_NAME = 20
"""Characters of the text that name work without a title."""


class Part(NamedTuple):
    """Words under a label: 正文, 表格, 牵头单位, 时限."""

    label: str
    words: str


class Side(NamedTuple):
    """What one plan says of a match."""

    number: str
    """As the document has it, else the id; several a line each."""
    name: str
    parts: tuple[Part, ...]
    """What is to be done, as the text says it and as the table does."""
    facts: tuple[Part, ...]
    """Units by their roles, and targets and time limits that `parts` do not say."""
    targets: str
    limits: str
    place: str
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """All that is to be done."""
        return "\n".join(part.words for part in self.parts)


class Work(NamedTuple):
    """One match with both its sides; None where a plan does not have it."""

    kind: MatchKind
    is_target: bool
    old: Side | None
    new: Side | None
    changes: tuple[AnyChange, ...]

    @property
    def name(self) -> str:
        """What it is called, by the new plan where that has it."""
        side = self.new or self.old
        return side.name if side else ""


def works_of(comparison: Comparison, old: Plan, new: Plan) -> list[Work]:
    """Every match: the plans' own targets, then the work, each in the order of the comparison."""
    places = Places(old), Places(new)
    found = [_own_target(match, (old, new), places) for match in comparison.targets]
    tasks = [{task.id: task for task in plan.tasks} for plan in (old, new)]
    for match in comparison.matches:
        sides = [_task_side(*side) for side in zip((match.old, match.new), tasks, places, strict=True)]
        found.append(Work(match.kind, False, sides[0], sides[1], match.changes))
    return found


def told_apart(work: Work) -> bool:
    """True if the kind of the match is a difference of its own, whatever else changed."""
    return work.kind in ("added", "dropped", "merged", "split")


def beside(old: Sequence[Part], new: Sequence[Part]) -> Iterator[tuple[str, str | None, str | None]]:
    """Words of both sides by label, None where a side has none; those of one label each beside each other."""
    if len(old) == len(new) == 1:
        label = new[0].label if new[0].label == old[0].label else f"{old[0].label} → {new[0].label}"
        yield label, old[0].words, new[0].words
        return
    words = [dict(side) for side in (old, new)]
    for label in dict.fromkeys((*words[1], *words[0])):
        yield label, words[0].get(label), words[1].get(label)


def words_of(value: Target | Deadline | Unit | str | None) -> str:
    """The words of one side of a change, those of the document; a target whose unit stands elsewhere says it.

    Of a cell with a bare number (≥6 under a head 亿元) the amount: ≥ 6亿元.
    """
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, Target) and value.unit and _plain(value.unit) not in _plain(value.text):
        amount = wording.amount(value)
        return f"{value.text}（{amount}）" if any(map(str.isalpha, value.text)) else amount
    return value.text


def _plain(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())


def _own_target(match: TargetMatch, plans: tuple[Plan, Plan], places: tuple[Places, Places]) -> Work:
    sides = [
        _target_side(plan.targets[index[0]], index[0], place) if index else None
        for plan, index, place in zip(plans, (match.old, match.new), places, strict=True)
    ]
    return Work(match.kind, True, sides[0], sides[1], match.changes)


def _target_side(target: Target, index: int, places: Places) -> Side:
    due = target.due.text if target.due else ""
    return Side(
        number=str(index + 1),
        name=target.indicator or words_of(target),
        parts=(Part(wording.TARGET, words_of(target)),),
        facts=(Part(wording.DEADLINE, due),) if due and due not in target.text else (),
        targets=target.text,
        limits=due,
        place=places.words(target.span.start),
        spans=(target.span,),
    )


def _task_side(ids: Sequence[str], tasks_by_id: Mapping[str, Task], places: Places) -> Side | None:
    if not ids:
        return None
    tasks = tuple(tasks_by_id[i] for i in ids)
    entry = Entry(0, tasks, tuple(places.words(task.span.start) for task in tasks))
    parts = tuple(_parts(tasks))
    text = "".join(part.words for part in parts)
    facts = [Part(head, words) for role, head in UNIT_HEADS.items() if (words := entry.units(role))]
    targets = targets_in_words(t for task in tasks for t in task.targets if t.text not in text)
    limits = "\n".join(dict.fromkeys(d.text for task in tasks for d in task.deadlines if d.text not in text))
    facts += [Part(label, words) for label, words in ((wording.TARGET, targets), (wording.DEADLINE, limits)) if words]
    return Side(
        number=entry.numbers or entry.ids,
        name=entry.title or tasks[0].text[:_NAME],
        parts=parts,
        facts=tuple(facts),
        targets=entry.targets,
        limits=entry.limits,
        place=entry.place,
        spans=tuple(task.span for task in tasks),
    )


def _parts(tasks: Sequence[Task]) -> Iterator[Part]:
    for origin, label in wording.ORIGINS.items():
        words = dict.fromkeys(map(_words, (task for task in tasks if task.origin == origin)))
        if words:
            yield Part(label, "\n".join(words))


def _words(task: Task) -> str:
    return task.text if not task.title or task.title in task.text else f"{task.title}。{task.text}"
