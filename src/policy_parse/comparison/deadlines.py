"""Time limits of one piece of work in two plans: the old one is carried over by the years between the plans."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from policy_parse.comparison.pieces import limit_of
from policy_parse.comparison.years import in_one_year, without_years
from policy_parse.model import Deadline
from policy_parse.model.comparison import DeadlineChange, DeadlineChangeKind
from policy_parse.text.fold import clean, fold


def days_between(old: Deadline | None, new: Deadline | None, years: int) -> int | None:
    """Days from the last day of `old`, in a plan that is `years` later, to that of `new`; None if one has none."""
    return _days(old.end if old else None, new.end if new else None, years)


def _days(old: date | None, new: date | None, years: int) -> int | None:
    if old is None or new is None:
        return None
    before, after = in_one_year(old, new, years)
    return (after - before).days


def deadline_changes(
    old: Sequence[Deadline], new: Sequence[Deadline], years: int, *, own_years: range | None = None
) -> list[DeadlineChange]:
    """What changed, in the order of the new limits, what is dropped last.

    Limits that are the same once carried over are no change, but for the words (年底前 → 12月31日前); nor is one that
    stays as it is though it lies beyond the old plan's `own_years`: 到2025年 in the plans of 2022 and 2023. The rest
    are paired by the fewest days, days with days first. A limit may be stated several times, as it governs several
    things: one of them may change and the others not, and how often it is stated is no change.
    """
    left, right = list(range(len(old))), list(range(len(new)))
    pairs: dict[int, int] = {}
    settled = set[tuple[object, ...]]()
    for same in (_unchanged, _kept, _moved):
        for j in list(right):
            i = next((i for i in left if same(old[i], new[j], years, own_years)), None)
            if i is not None:
                left.remove(i)
                right.remove(j)
                settled |= {("old", *limit_of(old[i])), ("new", *limit_of(new[j]))}
                if same is _moved:
                    pairs[j] = i
    for _, i, j in sorted(
        (abs(days), i, j) for i in left for j in right if (days := days_between(old[i], new[j], years)) is not None
    ):
        if i in left and j in right:
            pairs[j] = i
            left.remove(i)
            right.remove(j)
    for i, j in list(zip(left, right, strict=False)):
        pairs[j] = i
        left.remove(i)
        right.remove(j)
    left = [i for i in left if ("old", *limit_of(old[i])) not in settled]
    right = [j for j in right if ("new", *limit_of(new[j])) not in settled]
    changes = [
        _change(old[pairs[j]], new[j], years) if j in pairs else _added(new[j]) for j in sorted({*pairs, *right})
    ]
    return _told_once(changes + [DeadlineChange(kind="dropped", old=old[i]) for i in left])


def _told_once(changes: Sequence[DeadlineChange]) -> list[DeadlineChange]:
    """Each change from a limit to a limit once."""
    found: dict[tuple[object, ...], DeadlineChange] = {}
    for change in changes:
        sides = (limit_of(limit) if limit else None for limit in (change.old, change.new))
        found.setdefault((change.kind, *sides), change)
    return list(found.values())


def _unchanged(old: Deadline, new: Deadline, years: int, own_years: range | None) -> bool:
    """True if `new` is `old` carried over, in the same words, with or without the year."""
    one, other = (without_years(fold(clean(limit.text)).text) for limit in (old, new))
    return _moved(old, new, years, own_years) and (one.endswith(other) or other.endswith(one))


def _moved(old: Deadline, new: Deadline, years: int, own_years: range | None) -> bool:
    """True if `new` is `old` carried over, whichever way it is written."""
    if old.kind != new.kind or old.time != new.time:
        return False
    if old.kind == "event":
        return without_years(clean(old.text)) == without_years(clean(new.text))
    if not _is_same_day(old.end, new.end, years):
        return False
    if old.kind == "recurring":
        return old.rrule == new.rrule
    return _is_same_day(old.start, new.start, years) or not (_is_period(old) or _is_period(new))


def _kept(old: Deadline, new: Deadline, years: int, own_years: range | None) -> bool:
    """True if a limit beyond the years of the plan that set it stays as it is."""
    if old.end is None or own_years is None or limit_of(old) != limit_of(new):
        return False
    return old.end.year not in own_years


def _is_period(deadline: Deadline) -> bool:
    """True if the words say when it begins: 3月至6月, not 年底前."""
    return deadline.precision == "period"


def _is_same_day(old: date | None, new: date | None, years: int) -> bool:
    """True if both are one day once the old one is carried over, or neither is given."""
    return old is new if old is None or new is None else _days(old, new, years) == 0


def _added(new: Deadline) -> DeadlineChange:
    return DeadlineChange(kind="added", new=new)


def _change(old: Deadline, new: Deadline, years: int) -> DeadlineChange:
    days = days_between(old, new, years)
    kind: DeadlineChangeKind = "reworded" if not days else "later" if days > 0 else "earlier"
    return DeadlineChange(kind=kind, old=old, new=new, days=days)
