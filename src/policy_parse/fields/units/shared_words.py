"""Words that a list says once for several names: 市水务局、财政局 (the level), 东山、西河、南岭区政府 (the ending)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_parse.fields.units.offices import Offices
from policy_parse.fields.units.signs import UnitSigns
from policy_parse.model import Unit
from policy_parse.text.fold import clean

_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,3}$")  # 东山


def share_level(units: Sequence[Unit], offices: Offices) -> list[Unit]:
    """`units` of one statement; known offices without a level take that of the last unit that says one.

    Only the name and the level are settled so; the text stays as written. Offices that the vocabulary does not know
    (companies, branches, zones) stay as they are.
    """
    known = offices.words.agencies
    level = ""
    found: list[Unit] = []
    for unit in units:
        words = clean(unit.text)
        if words in known.functions or words in known.patterns:
            if level and unit.level is None:
                office = offices.office(level + words)
                settled = office.name if office.name != level + words else unit.name
                unit = unit.model_copy(update={"name": settled, "level": office.level})
        elif unit.level is not None and (said := offices.words.signs.said_level.match(words)):
            level = said[0]
        found.append(unit)
    return found


def places_before_a_government(names: Sequence[tuple[str, str]], signs: UnitSigns) -> set[int]:
    """Positions of the places that share the ending of the name after them: 东山 and 西河 in 东山、西河、南岭区政府.

    `names` are words with the mark before each.
    """
    found: set[int] = set()
    shares = False
    for i in range(len(names) - 1, -1, -1):
        name, before = names[i]
        if shares and _PLACE.match(name):
            found.add(i)
        shares = before == "、" and (i in found or signs.government_of_a_place.match(name) is not None)
    return found


def share_government(units: Sequence[Unit], source: str, offices: Offices) -> list[Unit]:
    """`units` of one statement; 武昌区 in 武昌区、青山区人民政府 is named in full as that district's government."""
    signs = offices.words.signs
    named = list(units)
    for i in range(len(units) - 2, -1, -1):
        place, after = clean(units[i].text), units[i + 1]
        between = source[units[i].span.end : after.span.start].strip()
        if between != "、" or not signs.whole_place.match(place):
            continue
        ending = signs.government_ending.search(named[i + 1].name)
        if ending and (office := offices.office(place + ending[0])).level is not None and not office.collective:
            named[i] = units[i].model_copy(update={"name": office.name, "level": office.level})
    return named
