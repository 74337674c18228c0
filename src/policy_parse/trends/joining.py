"""Readings put together: first those of one name, then names that are of one indicator."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from policy_parse.comparison.targets import LIKE, name_likeness, unit_of_both
from policy_parse.trends.names import Names
from policy_parse.trends.readings import Reading


@dataclass
class Group:
    """Readings of one indicator."""

    readings: list[Reading] = field(default_factory=list)
    likeness: float | None = None
    """How alike the least alike of its names are, where it has several."""


def joined(readings: Sequence[Reading], names: Names) -> list[Group]:
    """The readings as groups, in the order of the first of each.

    All of a group are of one measure, whose units convert, measured from one year or from as many years back; of one
    office they have one scope. What one plan tells apart stays apart.
    """
    groups: list[Group] = []
    by_name: dict[tuple[object, ...], list[Group]] = {}
    for reading in readings:
        same = by_name.setdefault((reading.name, reading.measure), [])
        fitting = (one for one in same if _fits(reading, one) and names.is_told(reading, one.readings))
        group = next(fitting, None)
        if group is None:
            group = Group()
            same.append(group)
            groups.append(group)
        group.readings.append(reading)
    return _renamed(groups, names)


def _renamed(groups: list[Group], names: Names) -> list[Group]:
    """Groups of other names joined, the likest first; a group grows only by what fits all of it."""
    found = []
    for i, one in enumerate(groups):
        for j, other in enumerate(groups[i + 1 :], i + 1):
            if one.readings[0].measure == other.readings[0].measure and (like := _likeness(one, other, names)):
                found.append((-like, i, j))
    home = list(range(len(groups)))
    for like, i, j in sorted(found):
        one, other = groups[home[i]], groups[home[j]]
        if one is other or not _may_join(one, other, names):
            continue
        kept, gone = sorted((home[i], home[j]))
        known = [likeness for likeness in (one.likeness, other.likeness, -like) if likeness is not None]
        groups[kept] = Group([*groups[kept].readings, *groups[gone].readings], min(known))
        home = [kept if place == gone else place for place in home]
    return [groups[place] for place in dict.fromkeys(home)]


def _likeness(one: Group, other: Group, names: Names) -> float:
    """The best likeness of a reading of one and a reading of the other; 0 if there is none."""
    mine, theirs = one.readings[0].name, other.readings[0].name
    if mine == theirs or name_likeness(mine, theirs) < LIKE:
        return 0.0  # of one name, but told apart already by baseline, unit or scope; or of no like names
    return max(names.likeness(a, b) for a in one.readings for b in other.readings)


def _may_join(one: Group, other: Group, names: Names) -> bool:
    """True if every reading of the other fits, and no plan has both as two things."""
    apart = any(
        a.plan == b.plan and not names.likeness(a, b) for a in one.readings for b in other.readings if a.name != b.name
    )
    return not apart and all(_fits(reading, one) for reading in other.readings)


def _fits(reading: Reading, group: Group) -> bool:
    return _one_baseline([*group.readings, reading]) and all(
        unit_of_both(reading.target, other.target) is not None and _one_scope(reading, other)
        for other in group.readings
    )


def _one_baseline(readings: Sequence[Reading]) -> bool:
    """True if none says from what it is measured, or all say one year, or one number of years before their own."""
    if all(reading.target.baseline is None for reading in readings):
        return True
    years = {reading.baseline for reading in readings}
    if None in years:
        return (
            len(years) == 1
            and len({reading.target.baseline and reading.target.baseline.text for reading in readings}) == 1
        )
    back = {None if r.year is None or r.baseline is None else r.year - r.baseline for r in readings}
    return len(years) == 1 or (len(back) == 1 and None not in back)


def _one_scope(one: Reading, other: Reading) -> bool:
    """True if both hold for the same place: one word of one office; 全市 and 全区, not 各区, of two."""
    scopes = one.target.scope, other.target.scope
    if not (scopes[0] and scopes[1]):
        return True
    return scopes[0] == scopes[1] if one.office == other.office else scopes[0][0] == scopes[1][0]
