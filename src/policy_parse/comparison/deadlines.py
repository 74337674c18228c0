"""Time limits of one piece of work in two plans: the old one is carried over by the years between the plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from policy_parse.comparison.pieces import limit_of
from policy_parse.comparison.years import YEAR, carried_over
from policy_parse.model import Deadline
from policy_parse.model.comparison import DeadlineChange
from policy_parse.text.fold import clean, fold


def moved_end(deadline: Deadline | None, years: int) -> date | None:
    """The last day of `deadline` in a plan that is `years` later; None if it has none."""
    return carried_over(deadline.end, years) if deadline and deadline.end else None


def deadline_changes(
    old: Sequence[Deadline], new: Sequence[Deadline], years: int, *, own_years: range | None = None
) -> list[DeadlineChange]:
    """What changed, in the order of the new limits, what is dropped last.

    Limits that are the same once carried over are no change, but for the words (年底前 → 12月31日前); nor is one that
    stays as it is though it lies beyond the old plan's `own_years`: 到2025年 in the plans of 2022 and 2023. The rest
    are paired by the fewest days, days with days first.
    """
    left, right = list(range(len(old))), list(range(len(new)))
    pairs: dict[int, int] = {}
    for same in (_unchanged, _kept, _moved):
        for j in list(right):
            i = next((i for i in left if same(old[i], new[j], years, own_years)), None)
            if i is not None:
                left.remove(i)
                right.remove(j)
                if same is _moved:
                    pairs[j] = i
    for _, i, j in sorted(
        (abs((new[j].end - moved).days), i, j)  # type: ignore[operator]
        for i in left
        for j in right
        if (moved := moved_end(old[i], years)) is not None and new[j].end is not None
    ):
        if i in left and j in right:
            pairs[j] = i
            left.remove(i)
            right.remove(j)
    for i, j in list(zip(left, right, strict=False)):
        pairs[j] = i
        left.remove(i)
        right.remove(j)
    changes = [
        _change(old[pairs[j]], new[j], years) if j in pairs else _added(new[j]) for j in sorted({*pairs, *right})
    ]
    return changes + [DeadlineChange(kind="dropped", old=old[i]) for i in left]


def _unchanged(old: Deadline, new: Deadline, years: int, own_years: range | None) -> bool:
    """True if `new` is `old` carried over, in the same words, with or without the year."""
    one, other = (YEAR.sub("", fold(clean(limit.text)).text) for limit in (old, new))
    return _moved(old, new, years, own_years) and (one.endswith(other) or other.endswith(one))


def _moved(old: Deadline, new: Deadline, years: int, own_years: range | None) -> bool:
    """True if `new` is `old` carried over, whichever way it is written."""
    if old.kind != new.kind or old.time != new.time:
        return False
    if old.kind == "event":
        return YEAR.sub("", clean(old.text)) == YEAR.sub("", clean(new.text))
    if old.kind == "recurring":
        return old.rrule == new.rrule and _end(old, years) == new.end
    return _end(old, years) == new.end and (_start(old, years) == new.start or not (_is_period(old) or _is_period(new)))


def _kept(old: Deadline, new: Deadline, years: int, own_years: range | None) -> bool:
    """True if a limit beyond the years of the plan that set it stays as it is."""
    if old.end is None or own_years is None or limit_of(old) != limit_of(new):
        return False
    return old.end.year not in own_years


def _is_period(deadline: Deadline) -> bool:
    """True if the words say when it begins: 3月至6月, not 年底前."""
    return deadline.precision == "period"


def _end(deadline: Deadline, years: int) -> date | None:
    return moved_end(deadline, years)


def _start(deadline: Deadline, years: int) -> date | None:
    return carried_over(deadline.start, years) if deadline.start else None


def _added(new: Deadline) -> DeadlineChange:
    return DeadlineChange(kind="added", new=new)


def _change(old: Deadline, new: Deadline, years: int) -> DeadlineChange:
    moved = moved_end(old, years)
    if moved is None or new.end is None:
        return DeadlineChange(kind="reworded", old=old, new=new)
    days = (new.end - moved).days
    if not days:
        return DeadlineChange(kind="reworded", old=old, new=new, days=0)
    return DeadlineChange(kind="later" if days > 0 else "earlier", old=old, new=new, days=days)
