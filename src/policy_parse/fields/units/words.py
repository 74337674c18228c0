"""What is known of organisations, built from a lexicon once: signs, role words, kinds of offices, agencies, regions."""

from __future__ import annotations

from functools import cached_property

from policy_parse.fields.units.agencies import Agencies
from policy_parse.fields.units.items import ItemReader
from policy_parse.fields.units.role_words import RoleWords
from policy_parse.fields.units.signs import UnitSigns
from policy_parse.lexicon.load import Lexicon
from policy_parse.lexicon.offices import OfficeWords
from policy_parse.lexicon.regions import Regions


class UnitWords:
    """The words of one lexicon that units are read with, each part built when it is first asked for.

    Raises LexiconError then.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @cached_property
    def signs(self) -> UnitSigns:
        """Patterns of names, lists and statements."""
        return UnitSigns(self._lexicon)

    @cached_property
    def roles(self) -> RoleWords:
        """Labels and role words: 责任单位：…, …牵头."""
        return RoleWords(self._lexicon, self.signs)

    @cached_property
    def items(self) -> ItemReader:
        """What single items of lists say."""
        return ItemReader(self.signs, self.roles, self.offices, self.agencies)

    @cached_property
    def offices(self) -> OfficeWords:
        """What the name of an organisation looks like."""
        return OfficeWords(self._lexicon)

    @cached_property
    def agencies(self) -> Agencies:
        """Full names of known offices by their short forms."""
        return Agencies(self._lexicon)

    @cached_property
    def regions(self) -> Regions:
        """The administrative regions."""
        return Regions(self._lexicon)
