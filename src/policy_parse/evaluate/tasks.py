"""Marked tasks against parsed ones: which are the same, and what differs between the two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policy_parse.evaluate.gold import Gold, MarkedDeadline, MarkedTask
from policy_parse.evaluate.quotes import Squeezed, same, shared
from policy_parse.evaluate.remark_location import Place, place_of
from policy_parse.evaluate.score import Tally
from policy_parse.model import Deadline, Plan, Task
from policy_parse.span import Span

SAME_TASK = 0.5
"""Two regions that share this much of what they cover are the same task."""
_SAME_REGION = 0.9
_NUMBER_LENGTH = 6
"""The item's number may be in or out at the beginning,"""
_MARKS_LENGTH = 3
"""and a mark or two at the end."""
_TITLE_MARKS = "。:;，,."

_Unit = tuple[str, str]
"""Name, and role or side."""


@dataclass(frozen=True, slots=True)
class Marking:
    """A marked task and its region of the squeezed text; None if the text does not hold its quotes."""

    task: MarkedTask
    region: Span | None

    @property
    def label(self) -> str:
        """Its first words, to name it by."""
        return self.task.starts[:14]


def find_markings(gold: Gold, text: Squeezed) -> list[Marking]:
    """The marked tasks with their regions, each looked for after the beginning of the one before it."""
    found: list[Marking] = []
    cursor = 0
    for task in gold.tasks:
        region = text.between(task.starts, task.ends, cursor)
        if region is not None:
            cursor = region.start + 1
        found.append(Marking(task, region))
    return found


def compare_tasks(markings: Sequence[Marking], plan: Plan, text: Squeezed, tally: Tally) -> None:
    """Count tasks, boundaries, titles, units, roles and deadlines into `tally`."""
    regions = [text.region(task.span) for task in plan.tasks]
    mates = _mates([m.region for m in markings], regions)
    for i, marking in enumerate(markings):
        if marking.region is None:
            tally.unplaced(marking.label, f"{marking.task.starts} … {marking.task.ends}")
        if marking.task.optional:
            continue
        place = place_of(plan, text.source(marking.region)) if marking.region is not None else None
        if i in mates:
            _compare(marking, place, plan, mates[i], regions[mates[i]], tally)
        else:
            _missed(marking, place, tally)
    taken = set(mates.values())
    for j, task in enumerate(plan.tasks):
        if j not in taken and (task.section_role != "safeguard" or task.responsible):
            _wrong(task, plan, tally)


def _mates(marked: Sequence[Span | None], parsed: Sequence[Span]) -> dict[int, int]:
    """Marked task → parsed task: one to one, those that share most first."""
    pairs = [
        (much, i, j)
        for i, a in enumerate(marked)
        if a is not None
        for j, b in enumerate(parsed)
        if (much := shared(a, b)) >= SAME_TASK
    ]
    mates: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in mates and j not in taken:
            mates[i] = j
            taken.add(j)
    return mates


def _compare(marking: Marking, place: Place | None, plan: Plan, at: int, region: Span, tally: Tally) -> None:
    want, got, wanted = marking.task, plan.tasks[at], marking.region
    assert wanted is not None
    tally.right("task")
    if shared(wanted, region) >= _SAME_REGION or (
        abs(region.start - wanted.start) <= _NUMBER_LENGTH and abs(region.end - wanted.end) <= _MARKS_LENGTH
    ):
        tally.right("boundary")
    else:
        tally.differs("boundary", marking.label, f"{want.starts} … {want.ends}", _ends(got.span.of(plan.text)), place)
    if want.title:
        if same(want.title).strip(_TITLE_MARKS) == same(got.title).strip(_TITLE_MARKS):
            tally.right("title")
        else:
            tally.differs("title", marking.label, want.title, got.title, place)
    _compare_units(want.units, got, marking.label, place, plan, tally)
    _compare_deadlines(want.deadlines, got.deadlines, marking.label, place, plan, tally)


def _missed(marking: Marking, place: Place | None, tally: Tally) -> None:
    task, label = marking.task, marking.label
    tally.missed("task", label, f"{task.starts} … {task.ends}", place)
    tally.missed("boundary", label, f"{task.starts} … {task.ends}", place)
    if task.title:
        tally.missed("title", label, task.title, place)
    for field, units in (("unit", _sides(task.units)), ("role", _roles(task.units))):
        for unit in sorted(units):
            tally.missed(field, label, _named(unit), place)
    for deadline in task.deadlines:
        tally.missed("deadline", label, deadline.text, place)


def _wrong(task: Task, plan: Plan, tally: Tally) -> None:
    label = same(task.title or task.text)[:14]
    place = place_of(plan, task.span)
    tally.wrong("task", label, _ends(task.span.of(plan.text)), place)
    tally.wrong("boundary", label, _ends(task.span.of(plan.text)), place)
    _compare_units((), task, label, place, plan, tally)
    _compare_deadlines((), task.deadlines, label, place, plan, tally)


# ------------------------------------------------------------------------------------------------------ units


def _compare_units(
    wanted: Iterable[_Unit], task: Task, label: str, place: Place | None, plan: Plan, tally: Tally
) -> None:
    read = [(unit.text, unit.role) for unit in (*task.responsible, *task.supporting)]
    places = {same(unit.text): place_of(plan, unit.span) for unit in (*task.responsible, *task.supporting)}
    wanted = tuple(wanted)
    for field, want, got in (
        ("unit", _sides(wanted), _sides(read)),
        ("role", _roles(wanted), _roles(read)),
    ):
        for _ in want & got:
            tally.right(field)
        for unit in sorted(got - want):
            tally.wrong(field, label, _named(unit), places[unit[0]])
        for unit in sorted(want - got):
            tally.missed(field, label, _named(unit), place)


def _roles(units: Iterable[_Unit]) -> frozenset[_Unit]:
    return frozenset((same(name), role) for name, role in units)


def _sides(units: Iterable[_Unit]) -> frozenset[_Unit]:
    """Names with their side: guiding units count with supporting ones, leads with responsible ones."""
    sides = {"guiding": "supporting", "lead": "responsible"}
    return frozenset((same(name), sides.get(role, role)) for name, role in units)


def _named(unit: _Unit) -> str:
    return f"{unit[0]} [{unit[1]}]"


# -------------------------------------------------------------------------------------------------- deadlines


def _compare_deadlines(
    wanted: Iterable[MarkedDeadline],
    read: Iterable[Deadline],
    label: str,
    place: Place | None,
    plan: Plan,
    tally: Tally,
) -> None:
    left = list(read)
    for want in wanted:
        found = next((got for got in left if _same_deadline(want, got)), None)
        if found is None:
            tally.missed("deadline", label, _limit(want.text, want.kind, want.end, want.rrule), place)
        else:
            left.remove(found)
            tally.right("deadline")
    for got in left:
        end = got.end.isoformat() if got.end else None
        tally.wrong("deadline", label, _limit(got.text, got.kind, end, got.rrule), place_of(plan, got.span))


def _same_deadline(want: MarkedDeadline, got: Deadline) -> bool:
    """Same kind, and the same last day or the same recurrence; a marked rule may leave the details out.

    A time of day counts where it is marked.
    """
    if want.kind != got.kind or want.time not in (None, got.time):
        return False
    if want.kind == "recurring":
        rule = got.rrule or ""
        return not want.rrule or want.rrule in (rule, rule.split(";")[0])
    if want.kind in ("ongoing", "event"):
        return True
    return want.end == (got.end.isoformat() if got.end else None)


def _limit(text: str, kind: str | None, end: str | None, rrule: str | None) -> str:
    return f"{text} → {rrule or end or kind}"


def _ends(text: str, length: int = 14) -> str:
    """The first and last words of a stretch."""
    text = text.replace("\n", " ")
    return text if len(text) <= 2 * length + 3 else f"{text[:length]} … {text[-length:]}"
