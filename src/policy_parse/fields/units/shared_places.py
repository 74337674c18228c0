"""Places that a list of units names without their ending: 东山、西河、南岭区政府."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_parse.fields.units.offices import Offices
from policy_parse.model import Unit
from policy_parse.text.fold import clean
from policy_parse.text.sign import LazyPattern

# 东山 · 东山区政府
_PLACE = LazyPattern(r"^[\u4e00-\u9fff]{2,3}$")
_OF_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,3}[区县市旗](?:人民政府|政府|管委会)$")


def before_a_government(names: Sequence[tuple[str, str]]) -> set[int]:
    """Positions of the places that share the ending of the name after them.

    `names` are words with the mark before each.
    """
    found: set[int] = set()
    shares = False
    for i in range(len(names) - 1, -1, -1):
        name, before = names[i]
        if shares and _PLACE.match(name):
            found.add(i)
        shares = before == "、" and (i in found or _OF_PLACE.match(name) is not None)
    return found


# 武昌区 · 山阴县
_WHOLE_PLACE = LazyPattern(r"^[\u4e00-\u9fff]{1,6}[区县市旗]$")
_ENDING = LazyPattern(r"(?<=[区县市旗])(?:人民政府|政府)$")


def share_government(units: Sequence[Unit], source: str, offices: Offices) -> list[Unit]:
    """`units` of one statement; 武昌区 in 武昌区、青山区人民政府 is named in full as that district's government."""
    named = list(units)
    for i in range(len(units) - 2, -1, -1):
        place, after = clean(units[i].text), units[i + 1]
        if source[units[i].span.end : after.span.start].strip() != "、" or not _WHOLE_PLACE.match(place):
            continue
        ending = _ENDING.search(named[i + 1].name)
        if ending and (office := offices.office(place + ending[0])).level is not None and not office.collective:
            named[i] = units[i].model_copy(update={"name": office.name, "level": office.level})
    return named
