"""What reforms made of offices: 区环保局 is 区生态环境局 since 2018 (``data/reforms.toml``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from policy_parse.fields.units.agencies import Agencies
from policy_parse.fields.units.same_office import Spelling
from policy_parse.lexicon.load import Lexicon
from policy_parse.lexicon.regions import Regions

BEFORE_REFORMS = 1900
"""In this year no reform of the vocabulary had happened: names of an office and of the one that took over are two."""

_CAPITAL = "0100"
"""What follows the two digits of a province in the code of its capital (GB/T 2260)."""


class Reform(NamedTuple):
    """One act: the offices that it ended or renamed, and those that do their work since."""

    id: str
    year: int
    before: frozenset[str]
    """Ids of ``data/agencies.csv``."""
    after: frozenset[str]
    seats: bool = False
    """True if a branch in the capital of a province became that of the province."""


class _Branch(NamedTuple):
    """An office of the centre in one place, by the full name: 中国人民银行 | 南昌 | 中心支行."""

    office: str
    places: frozenset[str]
    """Codes of the regions that the place may be."""
    rest: str


class Reforms:
    """``data/reforms.toml``, built once for a lexicon. Raises LexiconError for an office that agencies.csv lacks."""

    def __init__(self, lexicon: Lexicon, agencies: Agencies) -> None:
        self._agencies = agencies
        known = {entry["id"] for entry in lexicon.table("agencies")}
        self.reforms: list[Reform] = []
        for entry in lexicon.table("reforms"):
            for office in (*entry["before"], *entry["after"]):
                if office not in known:
                    raise lexicon.error("reforms", entry["id"], f"agencies.csv 没有 {office}（no such office）")
            before, after = frozenset(entry["before"]), frozenset(entry["after"])
            seats = bool(entry.get("seats"))
            self.reforms.append(Reform(entry["id"], int(entry["year"]), before, after, seats))
        for office, (successor, until) in agencies.successors.items():  # of a user's own rows; ours are all above
            self.reforms.append(Reform(office, until, frozenset((office,)), frozenset((successor,))))

    def between(self, one: Spelling, other: Spelling) -> Reform | None:
        """The reform by which two names of one place are one office, whichever is the older; None if there is none.

        Where one reform followed another (扶贫办, 乡村振兴局, 农业农村局) the last of them.
        """
        if one.name == other.name or one.place != other.place:
            return None
        mine, theirs = frozenset(self._ids(one.rest)), frozenset(self._ids(other.rest))
        if not mine.isdisjoint(theirs):
            return None
        return self._leads(mine, theirs) or self._leads(theirs, mine)

    def between_branches(self, one: str, other: str, regions: Regions) -> Reform | None:
        """The reform of an office of the centre by which two full names are its branch in one place."""
        mine, theirs = self._branch(one, regions), self._branch(other, regions)
        if mine is None or theirs is None or one == other:
            return None
        for before, after in ((mine, theirs), (theirs, mine)):
            for reform in self.reforms:
                if before.office in reform.before and after.office in reform.after and _goes_on(before, after, reform):
                    return reform
        return None

    def _branch(self, name: str, regions: Regions) -> _Branch | None:
        office = next(
            (a for full, a in self._agencies.national.items() if a.full == full and name.startswith(full)), None
        )
        if office is None:
            return None
        end, places = regions.at_start(name, len(office.full))
        return _Branch(office.id, frozenset(place.code for place in places), name[end:]) if places else None

    def latest(self, office: str) -> str:
        """The id of an office that does the work of `office` today: one word for all names that a reform joins."""
        reached, seen = office, {office}
        while acts := [r for r in self.reforms if reached in r.before and seen.isdisjoint(r.after)]:
            reached = min(acts[0].after)
            seen |= acts[0].after
        return reached

    def _leads(self, before: frozenset[str], after: frozenset[str]) -> Reform | None:
        """The last of the reforms that lead from one of `before` to one of `after`; the fewest reforms that do."""
        reached, seen = before, frozenset[str]()
        while reached:
            seen |= reached
            acts = [reform for reform in self.reforms if not reached.isdisjoint(reform.before)]
            for reform in acts:
                if not after.isdisjoint(reform.after):
                    return reform
            reached = frozenset().union(*(reform.after for reform in acts)) - seen
        return None

    def _ids(self, rest: str) -> Iterator[str]:
        for table in (self._agencies.functions, self._agencies.patterns):
            yield from (agency.id for agency in table.get(rest, ()))
        if (national := self._agencies.national.get(rest)) is not None:
            yield national.id


def _goes_on(before: _Branch, after: _Branch, reform: Reform) -> bool:
    """True if the places are one, or `reform` made the branch in a capital that of the province."""
    if not before.places.isdisjoint(after.places):
        return reform.seats or before.rest == after.rest
    return reform.seats and any(code[:2] + _CAPITAL in before.places for code in after.places if code.endswith("0000"))
