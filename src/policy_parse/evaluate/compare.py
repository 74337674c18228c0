"""Two runs over one corpus: what is better, what is worse."""

from __future__ import annotations

from collections import Counter

from policy_parse.evaluate.corpus import DocumentScore, Run
from policy_parse.evaluate.score import FIELDS, Note, total
from policy_parse.model import Model


class Change(Model):
    """F1 of one field before and after; None if a run holds none of it."""

    field: str
    before: float | None
    after: float | None


class Difference(Model):
    """A fault that one of the runs has and the other has not."""

    document: str
    note: Note


class Comparison(Model):
    """`gains` are faults that went away, `losses` faults that are new. Judged on the documents that both runs read."""

    changes: tuple[Change, ...]
    gains: tuple[Difference, ...]
    losses: tuple[Difference, ...]
    only_before: tuple[str, ...]
    """Documents that only the earlier run read."""
    only_after: tuple[str, ...]


def compare_runs(before: Run, after: Run) -> Comparison:
    """What changed from `before` to `after`. A fault is the same where field, place by words and wanted value are."""
    old, new = _read(before), _read(after)
    both = [name for name in new if name in old]
    gains: list[Difference] = []
    losses: list[Difference] = []
    for name in both:
        was, now = _notes(old[name]), _notes(new[name])
        gains += [Difference(document=name, note=note) for note in _beyond(was, now)]
        losses += [Difference(document=name, note=note) for note in _beyond(now, was)]
    sums = [total(s for n in both if (s := run[n].score) is not None) for run in (old, new)]
    return Comparison(
        changes=tuple(
            Change(field=field, before=sums[0].f1(field), after=sums[1].f1(field))
            for field in FIELDS
            if any(field in s.counts for s in sums)
        ),
        gains=tuple(gains),
        losses=tuple(losses),
        only_before=tuple(sorted(old.keys() - new.keys())),
        only_after=tuple(sorted(new.keys() - old.keys())),
    )


def _read(run: Run) -> dict[str, DocumentScore]:
    return {d.name: d for d in run.documents if d.score is not None}


def _notes(document: DocumentScore) -> tuple[Note, ...]:
    return document.score.notes if document.score else ()


def _beyond(notes: tuple[Note, ...], others: tuple[Note, ...]) -> list[Note]:
    """Those of `notes` that `others` has not, each as often as it is more frequent."""
    left = Counter(note.key for note in others)
    found = []
    for note in notes:
        if left[note.key]:
            left[note.key] -= 1
        else:
            found.append(note)
    return found
