"""The administrative regions of GB/T 2260: found by full or short name, each with its path from the province down."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from policy_parse.lexicon.load import Entry, Lexicon
from policy_parse.lexicon.signs import SignTable
from policy_parse.model.unit import Level
from policy_parse.text.sign import Sign

MUNICIPALITIES = frozenset(("110000", "120000", "310000", "500000"))
"""北京, 天津, 上海, 重庆: provinces that are called 市."""

_LONGEST = 16


class RegionSigns(SignTable):
    """The sign of ``data/signs_units.toml`` that tells a region's name from its kind."""

    table = "signs_units"

    kind_of_region: Sign


class Place(NamedTuple):
    """One region of the list. `code` has six digits; `until` is the first year without it, None for current ones."""

    code: str
    name: str
    until: int | None
    short: str
    """The name without its kind: 北碚, 内蒙古, 彭水; the whole name if one character would be left."""

    @property
    def level(self) -> Level:
        """Province, prefecture or county, by its code."""
        if self.code.endswith("0000"):
            return "provincial"
        return "municipal" if self.code.endswith("00") else "county"


class Regions:
    """All regions of ``data/regions.csv`` by code and by name; a `Place` is made of those that are asked for."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.signs = RegionSigns(lexicon)
        self._by_code: dict[str, Entry] = {}
        self._by_name: dict[str, list[Entry]] = {}
        for entry in lexicon.table("regions"):
            name, code, former = entry["name"], entry["id"][:6], entry.get("until")
            if not former or code not in self._by_code:
                self._by_code[code] = entry
            self._by_name.setdefault(name, []).append(entry)
            if not former:
                for other in self._other_names(name):
                    self._by_name.setdefault(other, []).append(entry)

    def _other_names(self, name: str) -> Iterator[str]:
        """How a region is named too: 北碚, 彭水县, 延边州."""
        short = self._short(name)
        if short != name:
            yield short
        if "自治" not in name:
            return
        if name.endswith("自治州"):
            yield short + "州"
        elif name.endswith(("自治县", "自治旗")) and short != name:
            yield short + name[-1]  # 彭水县
        elif name.endswith("自治区") and name != short + "自治区":
            yield short + "自治区"

    def _short(self, name: str) -> str:
        """The name without its kind; the whole name if one character would be left."""
        if "自治" in name or len(name) > 3:
            short = self.signs.kind_of_region.sub("", name)
        else:  # most names by far: two characters and their kind
            short = name[:-1] if name[-1] in "省市县区旗盟" else name
        return short if len(short) >= 2 else name

    def _place(self, entry: Entry) -> Place:
        former = entry.get("until")
        return Place(entry["id"][:6], entry["name"], int(former) if former else None, self._short(entry["name"]))

    def named(self, name: str) -> tuple[Place, ...]:
        """Return every region of this full or short name, current ones before former ones."""
        places = map(self._place, self._by_name.get(name, ()))
        return tuple(sorted(places, key=lambda place: (place.until or 9999) * -1))

    def at_start(self, text: str, start: int = 0) -> tuple[int, tuple[Place, ...]]:
        """Find the regions whose full or short name `text` has at `start`, the longest such name, and where it ends.

        ``(start, ())`` if there is none.
        """
        for end in range(min(len(text), start + _LONGEST), start + 1, -1):
            if text[start:end] in self._by_name:
                return end, self.named(text[start:end])
        return start, ()

    def parents(self, place: Place) -> tuple[Place, ...]:
        """Return the regions above `place`, the province first."""
        codes = (place.code[:2] + "0000", place.code[:4] + "00")
        return tuple(
            self._place(self._by_code[code])
            for code in codes
            if code in self._by_code and code != place.code and code < place.code
        )

    def path(self, place: Place) -> tuple[str, ...]:
        """Return the names from the province down to `place`."""
        return (*(parent.name for parent in self.parents(place)), place.name)

    def full_name(self, place: Place) -> str:
        """Return the name as its offices bear it: a district after its city (重庆市北碚区), others alone (昆山市).

        Everything under a municipality comes after its name.
        """
        parents = self.parents(place)
        if place.level == "county" and parents:
            if parents[0].code in MUNICIPALITIES:
                return parents[0].name + place.name
            if place.name.endswith("区") and parents[-1].level == "municipal":
                return parents[-1].name + place.name
        return place.name

    def provinces(self) -> Iterator[Place]:
        """Yield every province, by code."""
        return (self._place(entry) for code, entry in sorted(self._by_code.items()) if code.endswith("0000"))
