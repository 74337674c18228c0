"""What the header of a document is read with, built from a lexicon once."""

from __future__ import annotations

from functools import cached_property

from policy_parse.lexicon.load import Lexicon
from policy_parse.lexicon.offices import OfficeWords
from policy_parse.lexicon.regions import Regions
from policy_parse.signs.lines import LineSigns
from policy_parse.structure.header.signs import HeaderSigns


class HeaderWords:
    """The signs of headers and of lines, the names of offices and of regions."""

    def __init__(self, lexicon: Lexicon, lines: LineSigns, offices: OfficeWords, regions: Regions) -> None:
        self.signs = HeaderSigns(lexicon)
        self.lines, self.regions = lines, regions
        self.is_unit = offices.looks_like_unit
        self._lexicon = lexicon

    @cached_property
    def national_offices(self) -> tuple[str, ...]:
        """The names of the offices of the centre, long and short; not those that also begin the name of a local one."""
        rows = [row for row in self._lexicon.table("agencies") if row["kind"] == "national"]
        names = {name for row in rows for name in (row["full"], *row["short"].split())}
        return tuple(name for name in names if not name.startswith("人民"))
