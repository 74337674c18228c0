"""Words that a list says once for several names: 市水务局、财政局 (the level), 东山、西河、南岭区政府 (the ending)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policy_parse.fields.units.offices import Office, Offices
from policy_parse.fields.units.signs import UnitSigns
from policy_parse.model import Role
from policy_parse.span import Span
from policy_parse.text.sign import LazyPattern

_PLACE = LazyPattern(r"^[\u4e00-\u9fff]{2,3}$")  # 东山


class NamedUnit(NamedTuple):
    """A unit of a statement while its list is read."""

    text: str
    """As written."""
    words: str
    """`text` cleaned of spaces."""
    span: Span
    office: Office
    role: Role
    rule: str
    open_ended: bool


def share_level(units: Sequence[NamedUnit], offices: Offices) -> Iterator[NamedUnit]:
    """`units` of one statement; known offices without a level take that of the last unit that says one.

    Only the name and the level are settled so; the text stays as written. Offices that the vocabulary does not know
    (companies, branches, zones) stay as they are.
    """
    known = offices.words.agencies
    level = ""
    for unit in units:
        words, office = unit.words, unit.office
        if words in known.functions or words in known.patterns:
            if level and office.level is None:
                settled = offices.office(level + words)
                name = settled.name if settled.name != level + words else office.name
                unit = unit._replace(office=office._replace(name=name, level=settled.level))
        elif office.level is not None and (said := offices.words.signs.said_level.match(words)):
            level = said[0]
        yield unit


def places_before_a_government(names: Sequence[tuple[str, str]], signs: UnitSigns) -> set[int]:
    """Positions of the places that share the ending of the name after them: 东山 and 西河 in 东山、西河、南岭区政府.

    `names` are words with the mark before each.
    """
    found: set[int] = set()
    for i in range(len(names) - 1, 0, -1):
        (place, _), (name, before) = names[i - 1], names[i]
        if before != "、" or not _PLACE.match(place):
            continue
        if i in found or signs.government_of_a_place.match(name):
            found.add(i - 1)
    return found


def share_government(units: Sequence[NamedUnit], source: str, offices: Offices) -> list[NamedUnit]:
    """`units` of one statement; 武昌区 in 武昌区、青山区人民政府 is named in full as that district's government."""
    signs = offices.words.signs
    named = list(units)
    for i in range(len(units) - 2, -1, -1):
        unit, after = units[i], named[i + 1]
        if not signs.whole_place.match(unit.words) or source[unit.span.end : after.span.start].strip() != "、":
            continue
        ending = signs.government_ending.search(after.office.name)
        if ending and (office := offices.office(unit.words + ending[0])).level is not None and not office.collective:
            named[i] = unit._replace(office=unit.office._replace(name=office.name, level=office.level))
    return named
