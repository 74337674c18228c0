"""Marked targets against parsed ones in all of the plan: placed by their words, compared by their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policy_parse.evaluate.gold import Gold, MarkedTarget
from policy_parse.evaluate.quotes import Squeezed, likeness, same, same_head, same_unit, shared
from policy_parse.evaluate.remark_location import place_of
from policy_parse.evaluate.score import Tally
from policy_parse.evaluate.tasks import Marking
from policy_parse.model import Plan, Target
from policy_parse.span import Span

SAME_INDICATOR = 0.6
"""Two names of an indicator that share this much of their characters are the same."""
_BEFORE, _AFTER = 200, 400
"""How far from its task a target's words may be: a table row's goal is another cell than its content."""
_UNIQUE_LENGTH = 6
"""Shorter words of a target outside the tasks (≥92, a table's cell) are in many places and are not looked for."""

_Key = tuple[str | None, float | None, float | None, str, str | None, int | None]
"""Comparator, value, value_max, unit, change, year of the baseline: what makes two targets the same."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    target: MarkedTarget
    region: Span | None
    optional: bool

    def is_near(self, region: Span) -> bool:
        if self.region is None:
            return True
        return shared(self.region, region) > 0 or self.region.start <= region.start <= self.region.end


def compare_targets(gold: Gold, markings: Sequence[Marking], plan: Plan, text: Squeezed, tally: Tally) -> None:
    """Count targets and indicators into `tally`; those of an optional task neither count nor are wrong."""
    read = [*(t for task in plan.tasks for t in task.targets), *plan.targets]
    keys, regions = [_key(t) for t in read], [text.region(t.span) for t in read]
    taken: set[int] = set()
    for wanted in _wanted(gold, markings, text):
        key = _marked_key(wanted.target)
        same_numbers = [i for i, k in enumerate(keys) if k == key and i not in taken and wanted.is_near(regions[i])]
        found = _most_alike(wanted.target, same_numbers, read)
        if found is not None:
            taken.add(found)
        if not wanted.optional:
            _compare(wanted, None if found is None else read[found], plan, text, tally)
    quiet = [m.region for m in markings if m.region is not None and m.task.optional]
    for i, (target, region) in enumerate(zip(read, regions, strict=True)):
        if i not in taken and not any(q.start <= region.start < q.end for q in quiet):
            place = place_of(plan, target.span)
            tally.wrong("target", _short(target.text), _key_in_words(_key(target)), place)
            tally.wrong("indicator", _short(target.text), target.indicator or "?", place)


def _wanted(gold: Gold, markings: Sequence[Marking], text: Squeezed) -> Iterator[_Wanted]:
    for marking in markings:
        for target in marking.task.targets:
            yield _Wanted(target, _near(target, marking.region, text), marking.task.optional)
    inside = [m.region for m in markings if m.region is not None]
    for target in gold.targets:
        yield _Wanted(target, _outside(target, inside, text), optional=False)


def _near(target: MarkedTarget, task: Span | None, text: Squeezed) -> Span | None:
    """The words of a task's target: after its beginning, else a little before it."""
    if task is None:
        return text.find(target.text)
    stop = task.end + _AFTER
    after = text.find(target.text, task.start, stop)
    return after if after is not None else text.find(target.text, max(0, task.start - _BEFORE), stop)


def _outside(target: MarkedTarget, tasks: Sequence[Span], text: Squeezed) -> Span | None:
    """The words of a target of the plan itself: their first place in no task, else their first place."""
    words = same(target.text)
    if len(words) < _UNIQUE_LENGTH:
        return None
    spots = [m.start() for m in re.finditer(re.escape(words), text.text)]
    free = [s for s in spots if not any(task.start <= s < task.end for task in tasks)]
    at = next(iter(free or spots), None)
    return None if at is None else Span(at, at + len(words))


def _most_alike(wanted: MarkedTarget, candidates: Sequence[int], read: Sequence[Target]) -> int | None:
    """Of the parsed targets with the same numbers in the same place the first whose indicator is most alike."""
    return max(candidates, key=lambda i: likeness(wanted.indicator, read[i].indicator), default=None)


def _compare(wanted: _Wanted, got: Target | None, plan: Plan, text: Squeezed, tally: Tally) -> None:
    target, label = wanted.target, _short(wanted.target.text)
    place = place_of(plan, text.source(wanted.region)) if wanted.region is not None else None
    if wanted.region is None and text.find(target.text) is None:
        tally.unplaced(label, target.text)
    if got is None:
        tally.missed("target", label, _key_in_words(_marked_key(target)), place)
        tally.missed("indicator", label, target.indicator or "?", place)
        return
    tally.right("target")
    if likeness(target.indicator, got.indicator) >= SAME_INDICATOR or same_head(target.indicator, got.indicator):
        tally.right("indicator")
    else:
        tally.differs("indicator", label, target.indicator or "?", got.indicator or "?", place)


def _key(target: Target) -> _Key:
    baseline = target.baseline.year if target.baseline else None
    return (
        target.comparator,
        _number(target.value),
        _number(target.value_max),
        same_unit(target.unit),
        target.change,
        baseline,
    )


def _marked_key(target: MarkedTarget) -> _Key:
    return (
        target.comparator,
        _number(target.value),
        _number(target.value_max),
        same_unit(target.unit),
        target.change,
        target.baseline_year,
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else round(float(value), 9)


def _key_in_words(key: _Key) -> str:
    comparator, value, value_max, unit, change, baseline = key
    number = f"{value:g}" if value is not None else "?"
    if value_max is not None:
        number += f"–{value_max:g}"
    parts = [comparator or "?", number, unit, change or "", f"vs {baseline}" if baseline else ""]
    return " ".join(part for part in parts if part)


def _short(text: str) -> str:
    return same(text)[:24]
