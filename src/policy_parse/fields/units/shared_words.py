"""Offices of a list that says the level once for all: 市水务局、财政局、住房城乡建设局."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_parse.fields.units.agencies import agencies
from policy_parse.fields.units.offices import Offices
from policy_parse.lexicon import Lexicon
from policy_parse.model import Unit
from policy_parse.text.fold import clean

# 市水务局 · 自治区党委组织部
_PREFIX = re.compile(r"^(?:自治区|省|市|区|县|旗|州|盟)(?=[\u4e00-\u9fff]{2})")


def share_prefix(units: Sequence[Unit], offices: Offices, lexicon: Lexicon) -> list[Unit]:
    """`units` of one statement; known offices without a level take that of the last unit that says one.

    Only the name and the level are settled so; the text stays as written. Offices that the vocabulary does not know
    (companies, branches, zones) stay as they are.
    """
    known = agencies(lexicon)
    prefix = ""
    found: list[Unit] = []
    for unit in units:
        words = clean(unit.text)
        if words in known.functions or words in known.patterns:
            if prefix and unit.level is None:
                office = offices.office(prefix + words)
                settled = office.name if office.name != prefix + words else unit.name
                unit = unit.model_copy(update={"name": settled, "level": office.level})
        elif unit.level is not None and (said := _PREFIX.match(words)):
            prefix = said[0]
        found.append(unit)
    return found
