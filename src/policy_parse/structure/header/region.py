"""The administrative region that a document is for: named by its issuer or title, settled by its text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policy_parse.lexicon.regions import Place, Regions
from policy_parse.model.header import Region
from policy_parse.structure.header.issuers import Issued
from policy_parse.structure.header.signs import HeaderSigns
from policy_parse.structure.header.titles import Titles
from policy_parse.structure.header.words import HeaderWords
from policy_parse.text.fold import Folded

_MOST_TEXT = 20_000
"""As much of the text as is searched for other mentions."""


def find_region(titles: Titles, issued: Issued, text: str, words: HeaderWords) -> tuple[Region, Folded] | None:
    """Find the region of the issuer, else of the title, with the words that name it.

    A name that several counties bear is settled by which of their cities or provinces the document mentions most;
    if none is, ``code`` is None. A province's office that does not name its province (省生态环境厅) is settled by
    the province that the text mentions, if it is plainly one. Offices of the state have no region.
    """
    known, signs = words.regions, words.signs
    opening = text[:_MOST_TEXT]
    for folded in _evidence(titles, issued):
        start = _at_name(folded.text, signs)
        found = _read(folded, start, opening, words)
        if found is not None:
            return found
    for folded in _evidence(titles, issued):
        start = _at_name(folded.text, signs)
        if signs.province_unnamed.match(folded.text[start:]):
            province = _most_mentioned(list(known.provinces()), opening, known)
            if province is not None:
                return _region(province, known), folded.part(start, start + 1)
    return None


def _evidence(titles: Titles, issued: Issued) -> Iterator[Folded]:
    yield from issued.issuers
    if titles.lead is not None and titles.lead is not titles.own:
        yield titles.lead.folded
    if titles.own is not None:
        yield titles.own.folded
    if titles.headline is not None:
        yield titles.headline


def _at_name(text: str, signs: HeaderSigns) -> int:
    match = signs.before_region.match(text)
    return match.end() if match else 0


def _read(folded: Folded, start: int, opening: str, words: HeaderWords) -> tuple[Region, Folded] | None:
    """Read the region whose name begins at `start`, read from the province down as far as names follow one another."""
    text, known, signs = folded.text, words.regions, words.signs
    end, places = known.at_start(text, start)
    if not places or not _stands_alone(text, start, end, places, words):
        return None
    while True:
        further, below = known.at_start(text, end)
        inside = [p for p in below if any(_inside(p, place, known) for place in places)]
        full = [p for p in inside if text[end:further] == p.name]
        if not full:
            break
        end, places = further, tuple(full)
    place = places[0] if len(places) == 1 else _most_mentioned(_nearest(places, text[start:end]), opening, known)
    if place is None:
        level = places[0].level
        return Region(name=text[start:end], level=level, path=(text[start:end],)), folded.part(start, end)
    township = signs.township.match(text, end)
    if township and place.level == "county":
        name = township["name"]
        region = Region(name=known.full_name(place) + name, level="township", path=(*known.path(place), name))
        return region, folded.part(start, township.end("name"))
    return _region(place, known), folded.part(start, end)


def _stands_alone(text: str, start: int, end: int, places: Sequence[Place], words: HeaderWords) -> bool:
    """True if the words are the region's name, not the beginning of another; short ones are of cities, provinces."""
    if _in_full(text[start:end], places):
        return True
    further, below = words.regions.at_start(text, end)
    goes_on = words.signs.goes_on_as_a_name.match(text[end:]) and not _in_full(text[end:further], below)
    return any(place.level != "county" for place in places) and not goes_on


def _in_full(name: str, places: Sequence[Place]) -> bool:
    return any(place.name == name for place in places)


def _nearest(places: Sequence[Place], name: str) -> list[Place]:
    """Those named in full, where any is; current ones before former ones, provinces and cities before counties."""
    chosen = [p for p in places if p.name == name] or list(places)
    chosen = [p for p in chosen if p.until is None] or chosen
    return [p for p in chosen if p.level != "county"] or chosen


def _inside(place: Place, outer: Place, known: Regions) -> bool:
    return outer.code != place.code and any(parent.code == outer.code for parent in known.parents(place))


def _most_mentioned(places: Sequence[Place], opening: str, known: Regions) -> Place | None:
    """Choose the one of `places` that `opening` mentions more than twice as often as any other; an only one at once."""
    if len(places) < 2:
        return next(iter(places), None)
    counts = []
    for place in places:
        names = {p.name for p in known.parents(place)} | {p.short for p in known.parents(place)} or {
            place.name,
            place.short,
        }
        counts.append((sum(opening.count(name) for name in names), place))
    counts.sort(key=lambda pair: pair[0], reverse=True)
    if counts[0][0] <= 2 * counts[1][0]:
        return None
    return counts[0][1]


def _region(place: Place, known: Regions) -> Region:
    return Region(name=known.full_name(place), level=place.level, code=place.code, path=known.path(place))
