"""Units of one piece of work in two plans: who joined, who left, who has another role or another name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from policy_parse.comparison.pieces import ROLE_ORDER
from policy_parse.comparison.words import ComparisonWords
from policy_parse.comparison.years import same_but_for_years
from policy_parse.fields.units.reforms import BEFORE_REFORMS, Reform
from policy_parse.fields.units.same_office import Spelling, alike, spelling
from policy_parse.model import Region, Unit
from policy_parse.model.comparison import UnitChange
from policy_parse.text.fold import clean, fold


class Offices:
    """Names of units of both plans, taken apart once each; whether two are one office."""

    def __init__(self, words: ComparisonWords, region: Region | None, years: int) -> None:
        self._words = words
        self._region = region
        self._years = years
        self._spelled: Callable[[str], Spelling] = lru_cache(maxsize=None)(self._take_apart)

    def _take_apart(self, name: str) -> Spelling:
        return spelling(name, words=self._words.units, region=self._region, year=BEFORE_REFORMS)

    def key(self, name: str) -> str:
        """One word for all names of an office, as far as the vocabulary knows: for evidence, not for changes."""
        spelled = self._spelled(name)
        office = self._words.reforms.latest(spelled.identity.partition("/")[0]) if spelled.identity else spelled.plain
        return f"{spelled.place}{office}"

    def same(self, one: Unit, other: Unit) -> bool:
        """True if both are one office, written alike or not; an office and the one that took over from it are two."""
        if _words(one) == _words(other) or one.name == other.name:
            return True
        if one.collective or other.collective:
            return False
        return alike(self._spelled(_words(one)), self._spelled(_words(other)))

    def continues(self, old: Unit, new: Unit) -> bool:
        """True if both are one office, or differ in nothing but the plan's year (2022年各创建单位)."""
        return self.same(old, new) or same_but_for_years(_words(old), _words(new), self._years)

    def once(self, units: Sequence[Unit]) -> list[Unit]:
        """Each office once, with the strongest of its roles, though text and table write it in two ways."""
        found: list[Unit] = []
        for unit in units:
            place = next((i for i, known in enumerate(found) if self.same(known, unit)), None)
            if place is None:
                found.append(unit)
            elif ROLE_ORDER.index(unit.role) < ROLE_ORDER.index(found[place].role):
                found[place] = unit
        return found

    def reform(self, one: Unit, other: Unit) -> Reform | None:
        """The reform that made one of two units the other; None if none did."""
        if one.collective or other.collective:
            return None
        reforms = self._words.reforms
        return reforms.between(self._spelled(_words(one)), self._spelled(_words(other))) or reforms.between_branches(
            one.name, other.name, self._words.units.regions
        )


def _words(unit: Unit) -> str:
    return fold(clean(unit.text)).text


class _Renamed(NamedTuple):
    old: int
    new: int
    reform: str


def unit_changes(old: Sequence[Unit], new: Sequence[Unit], offices: Offices) -> list[UnitChange]:
    """What changed, in the order of the new units, those that left last.

    Several offices that a reform made one are each renamed to it, and the reverse.
    """
    old, new = offices.once(old), offices.once(new)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for exact in (True, False):
        for j, unit in enumerate(new):
            if j in pairs:
                continue
            found = (i for i in range(len(old)) if i not in taken and _fits(old[i], unit, offices, exact=exact))
            if (i := next(found, None)) is not None:
                pairs[j] = i
                taken.add(i)
    left = [i for i in range(len(old)) if i not in taken]
    alone = [j for j in range(len(new)) if j not in pairs]
    renamed = _renamed(old, new, left, alone, offices)
    changes: list[UnitChange] = []
    for j, unit in enumerate(new):
        if j in pairs:
            changes += _roles(old[pairs[j]], unit)
        for one in (each for each in renamed if each.new == j):
            before = old[one.old]
            changes.append(UnitChange(field=unit.role, kind="renamed", old=before, new=unit, reform=one.reform))
            changes += _roles(before, unit)
        if j in alone and all(each.new != j for each in renamed):
            changes.append(UnitChange(field=unit.role, kind="joined", new=unit))
    gone = {each.old for each in renamed}
    return changes + [UnitChange(field=old[i].role, kind="left", old=old[i]) for i in left if i not in gone]


def _fits(old: Unit, new: Unit, offices: Offices, *, exact: bool) -> bool:
    return _words(old) == _words(new) if exact else offices.continues(old, new)


def _renamed(
    old: Sequence[Unit], new: Sequence[Unit], left: Sequence[int], alone: Sequence[int], offices: Offices
) -> list[_Renamed]:
    """Every old unit that only the old plan names and the new one that it became by a reform."""
    found = []
    for i in left:
        for j in alone:
            if (reform := offices.reform(old[i], new[j])) is not None:
                found.append(_Renamed(i, j, reform.id))
    return found


def _roles(old: Unit, new: Unit) -> list[UnitChange]:
    return [UnitChange(field=new.role, kind="role", old=old, new=new)] if old.role != new.role else []
