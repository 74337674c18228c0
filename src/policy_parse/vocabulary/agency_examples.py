"""The example of a row of ``agencies.csv``: a name as written in a made-up place, and the name that is meant."""

from __future__ import annotations

from policy_parse.errors import LexiconError
from policy_parse.fields.units.full_names import resolve_name
from policy_parse.fields.units.words import UnitWords
from policy_parse.lexicon import Entry
from policy_parse.lexicon.regions import MUNICIPALITIES, Place, Regions
from policy_parse.model import Region

CITY = Region(name="江州市", level="municipal", code="999900", path=("江苏省", "江州市"))
COUNTY = Region(name="灵县", level="county", code="999921", path=("江苏省", "江州市", "灵县"))
PROVINCE = Region(name="江苏省", level="provincial", code="320000", path=("江苏省",))


def agency(row: Entry, words: UnitWords) -> tuple[bool, object]:
    """True if the name as written is resolved as the row says, and what it is resolved to."""
    written, meant = row["written"], row["meant"]
    if row["kind"] == "national":
        read = resolve_name(written, region=None, words=words)
        return read == (meant, "national"), read[0]
    region, word = where(row, words.regions)
    if row["kind"] == "function":
        written, meant = word + written, region.name + meant
    name = resolve_name(written, region=region, words=words)[0]
    return name == meant, name


def where(row: Entry, places: Regions) -> tuple[Region, str]:
    """A place for which a row holds, and the word of level that its offices begin with."""
    codes = [code for code in (row.get("regions") or "").split() if not code.startswith("-")]
    levels = (row.get("levels") or "").split()
    if codes:
        return _real_place(row["meant"], codes, places)
    if row["written"].startswith("省") or levels[:1] == ["provincial"]:
        return PROVINCE, "省"
    if row["written"].startswith("县") or levels[:1] == ["county"]:
        return COUNTY, "县"
    return CITY, "市"


def _real_place(meant: str, codes: list[str], places: Regions) -> tuple[Region, str]:
    """The place that the full name begins with, else the first province of `codes`."""
    end, found = places.at_start(meant)
    place: Place | None = next((p for p in found if p.code[:2] in codes and p.name == meant[:end]), None)
    while place is not None:
        further, found = places.at_start(meant, end)
        inner = next((p for p in found if p.name == meant[end:further] and place in places.parents(p)), None)
        if inner is None:
            break
        place, end = inner, further
    place = place or next((p for p in places.provinces() if p.code[:2] in codes), None)
    if place is None:
        raise LexiconError("agencies.csv", meant, f"没有这样的省级代码（no such province）: {' '.join(codes)}")
    name, path = places.full_name(place), places.path(place)
    word = "市" if place.code in MUNICIPALITIES else "自治区" if place.name.endswith("自治区") else place.name[-1]
    return Region(name=name, level=place.level, code=place.code, path=path), word
