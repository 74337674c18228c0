"""The agency vocabulary: short forms to full names, and what became of the offices that reforms ended."""

from __future__ import annotations

from typing import NamedTuple

from policy_parse.lexicon.load import Entry, Lexicon
from policy_parse.model.unit import Level

_LISTS = ("short", "ends", "levels", "regions")
ENDS = {"委": "委员会", "办": "办公室"}
"""Shortened ending → whole ending; every other ending is whole."""


class Agency(NamedTuple):
    """One meaning of a short form: the full name, and where it holds."""

    id: str
    full: str
    levels: tuple[str, ...]
    regions: tuple[str, ...]

    def holds(self, level: Level | None, code: str | None) -> bool:
        """True if it is meant at `level` in the region of `code`; an unknown one is never ruled out by level alone."""
        if self.levels and level not in self.levels:
            return False
        if not self.regions:
            return True
        without = [r[1:] for r in self.regions if r.startswith("-")]
        within = [r for r in self.regions if not r.startswith("-")]
        province = (code or "")[:2]
        return province not in without and (not within or province in within)


class Agencies:
    """``data/agencies.csv`` by short form, built once for a lexicon; several meanings come in file order.

    Raises LexiconError for a successor that is not there.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.functions: dict[str, list[Agency]] = {}
        self.patterns: dict[str, list[Agency]] = {}
        self.national: dict[str, Agency] = {}
        self.successors: dict[str, tuple[str, int]] = {}
        """Id of an office that was ended → id of the one that took over, and the last year before."""
        self.functions_of: dict[str, str] = {}
        """Id of a function → the first id of the function with the same full name: 科技委 and 科委 are one office."""
        rows = lexicon.table("agencies")
        known = {entry["id"] for entry in rows}
        first: dict[str, str] = {}
        for entry in rows:
            self._add(entry)
            if entry["kind"] == "function":
                self.functions_of[entry["id"]] = first.setdefault(entry["full"], entry["id"])
            if successor := entry.get("successor"):
                if successor not in known:
                    raise lexicon.error("agencies", entry["id"], f"没有 {successor}（no such successor）")
                if not entry.get("until"):
                    raise lexicon.error("agencies", entry["id"], "有 successor 就要有 until 年份（a year is missing）")
                self.successors[entry["id"]] = (successor, int(entry["until"]))

    def _add(self, entry: Entry) -> None:
        """Add one row under each of its short forms."""
        identity, kind, full = entry["id"], entry["kind"], entry["full"]
        shorts, ends, levels, regions = (tuple((entry.get(key) or "").split()) for key in _LISTS)
        if kind == "function":
            for end in ends:
                agency = Agency(identity, full + ENDS.get(end, end), levels, regions)
                written = {f"{form}{ending}" for form in (*shorts, full) for ending in (end, ENDS.get(end, end))}
                for form in sorted(written):
                    self.functions.setdefault(form, []).append(agency)
        elif kind == "pattern":
            before, _, after = full.partition("{place}")
            for form in dict.fromkeys((*shorts, after) if before in ("", "中共") else shorts):
                if form:
                    self.patterns.setdefault(form, []).append(Agency(identity, full, levels, regions))
        else:
            for form in dict.fromkeys((*shorts, full)):
                self.national[form] = Agency(identity, full, levels, regions)

    def current(self, identity: str, year: int | None = None) -> str:
        """The id of the office that does the work of `identity` in `year`; today if that is None."""
        seen = {identity}
        while (after := self.successors.get(identity)) is not None:
            successor, until = after
            if successor in seen or (year is not None and year <= until):
                break
            identity = successor
            seen.add(identity)
        return identity
