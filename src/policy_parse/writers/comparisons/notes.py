"""A comparison as notes on the new plan: what changed, at the words that say it now."""

from __future__ import annotations

from collections.abc import Iterator

from policy_parse.model import Plan, wording
from policy_parse.model.comparison import AnyChange, Comparison
from policy_parse.span import Span
from policy_parse.writers.comparisons.rows import note_of
from policy_parse.writers.comparisons.works import Side, Work, words_of, works_of

Note = tuple[Span | None, str]
"""Words of the new plan's text, and what is noted at them; None for the document as a whole."""


def notes_of(comparison: Comparison, old: Plan, new: Plan) -> list[Note]:
    """A note for each change at the words that changed, in the order of the new plan; what is gone at the head.

    Values that were dropped and titles are noted at the work that they were of; work that the new plan no longer has
    is listed in one note on the document.
    """
    works = works_of(comparison, old, new)
    notes = [note for work in works for note in _of_work(work)]
    notes.sort(key=lambda note: (note[0].start, note[0].end) if note[0] is not None else (-1, 0))
    gone = [_old(work.old, number=not work.is_target) for work in works if work.old and not work.new]
    head = f"【{wording.MATCH_KINDS['dropped']}】原方案有而本方案没有：\n"
    return [(None, head + "\n".join(gone)), *notes] if gone else notes


def _of_work(work: Work) -> Iterator[Note]:
    if work.new is None or not work.new.spans:
        return
    at, kind = work.new.spans[0], wording.MATCH_KINDS[work.kind]
    if work.kind == "added":
        yield at, f"【{kind}】原方案没有这一项"
    elif work.kind in ("merged", "split") and work.old is not None:
        yield at, f"【{kind}】原方案：{_old(work.old, number=True)}"
    for change in work.changes:
        yield _span(change) or at, _words(change)


def _span(change: AnyChange) -> Span | None:
    """Where the new plan says it; None for words without a place of their own and for what is dropped."""
    if change.new is None or isinstance(change.new, str):
        return None
    return change.new.span


def _words(change: AnyChange) -> str:
    """【目标】上调 25 km，更严 / 原：100公里."""
    said = words_of(change.old)
    return f"【{wording.CHANGE_FIELDS[change.field]}】{note_of(change)}" + (f"\n原：{said}" if said else "")


def _old(side: Side, *, number: bool) -> str:
    """2、3 改造集贸市场、改造便民商店（第17段；第18段）; `number`: whether the plan itself numbers it."""
    name, place = "、".join(side.name.split("\n")), "；".join(side.place.split("\n"))
    return f"{'、'.join(side.number.split())} {name}（{place}）" if number else f"{name}（{place}）"
