"""All that the steps know of words, built from a lexicon once and passed plainly: each step gets the part it uses."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache

from policy_parse.checks.words import CheckSigns, CheckWords
from policy_parse.comparison.words import ComparisonWords
from policy_parse.errors import LexiconError
from policy_parse.fields.deadlines.rules import DeadlineRules
from policy_parse.fields.indicator_words import IndicatorWords
from policy_parse.fields.targets.words import TargetWords
from policy_parse.fields.units.offices import Offices
from policy_parse.fields.units.words import UnitWords
from policy_parse.lexicon import Lexicon
from policy_parse.model import Region
from policy_parse.redaction.signs import ContactSigns
from policy_parse.signs.columns import ColumnHeads
from policy_parse.signs.lines import LineSigns
from policy_parse.signs.reading import ReaderSigns
from policy_parse.signs.tables import TableWords
from policy_parse.structure.header.words import HeaderWords
from policy_parse.structure.headings import SectionWords
from policy_parse.structure.words import OutlineWords
from policy_parse.tasks.signs import TaskSigns
from policy_parse.text.sign import LazyPattern

_REGIONS = 16
_LEXICA = 8
"""A vocabulary takes megabytes, and one that its user changes while a service runs is another one each time."""


class Words:
    """The words of one lexicon, each part built when it is first asked for. Raises LexiconError then."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._checked = False

    @cached_property
    def targets(self) -> TargetWords:
        """What tells a target: bounds, measures, the words round a number."""
        return TargetWords(self.lexicon)

    @cached_property
    def indicators(self) -> IndicatorWords:
        """What tables of indicators are read with."""
        return IndicatorWords(self.lexicon, self.targets)

    @cached_property
    def units(self) -> UnitWords:
        """What tells organisations and what they have to do: names, lists, role words, agencies, regions."""
        return UnitWords(self.lexicon)

    @cached_property
    def offices(self) -> Callable[[Region | None, bool], Offices]:
        """The organisations of documents of a region, or of the centre; kept for the regions that came last."""
        return lru_cache(_REGIONS)(lambda region, national: Offices(self.units, region, national=national))

    @cached_property
    def reading(self) -> ReaderSigns:
        """What readers of files go by: labels, page numbers, heads of columns."""
        return ReaderSigns(self.lexicon)

    @property
    def columns(self) -> ColumnHeads:
        """What the heads of table columns mean."""
        return self.reading.columns

    @property
    def tables(self) -> TableWords:
        """What the cells of a table hold, and what its columns mean."""
        return self.reading.tables

    @property
    def lines(self) -> LineSigns:
        """What a line looks like: number, label, date, title, signature."""
        return self.reading.lines

    @cached_property
    def header(self) -> HeaderWords:
        """What the header is read with."""
        return HeaderWords(self.lexicon, self.lines, self.units.offices, self.units.regions)

    @cached_property
    def outline(self) -> OutlineWords:
        """What the outline is built with."""
        return OutlineWords(self.lines, SectionWords(self.lexicon))

    @cached_property
    def deadlines(self) -> DeadlineRules:
        """What a time looks like, and what the words round it say that it is."""
        return DeadlineRules(self.lexicon)

    @cached_property
    def tasks(self) -> TaskSigns:
        """What tells a task in the words of a plan."""
        return TaskSigns(self.lexicon)

    def check(self) -> None:
        """Build every part and compile every pattern. Raises LexiconError for what cannot be used; does it once."""
        if not self._checked:
            _build(self)
            self._checked = True

    @cached_property
    def checks(self) -> CheckWords:
        """What the checks know of labels, names and indicators."""
        return CheckWords(CheckSigns(self.lexicon), self.units, self.lines, self.tables, self.targets)

    @cached_property
    def comparison(self) -> ComparisonWords:
        """What comparing two plans knows of units, reforms and indicators."""
        return ComparisonWords(self.lexicon, self.units)

    @cached_property
    def contacts(self) -> ContactSigns:
        """What tells personal data."""
        return ContactSigns(self.lexicon)


@lru_cache(_LEXICA)
def words_of(lexicon: Lexicon) -> Words:
    """The words of `lexicon`, built once; kept for the lexica that were asked for last."""
    return Words(lexicon)


def _build(part: object) -> None:
    """Build what a part of the words holds, and what that holds: cached properties, and the patterns of signs."""
    for kind in type(part).__mro__:
        for name, attribute in vars(kind).items():
            if isinstance(attribute, cached_property):
                getattr(part, name)
    for held in vars(part).values():
        if isinstance(held, LazyPattern):
            _compile(held)
        elif type(held).__module__.startswith("policy_parse.") and hasattr(held, "__dict__") and held is not part:
            _build(held)


def _compile(pattern: LazyPattern) -> None:
    try:
        pattern.search("")
    except re.error as error:
        home, _, name = getattr(pattern, "id", pattern.pattern).rpartition(".")
        raise LexiconError(f"signs_{home}", name, f"模式有误（not a pattern: {error}）") from error
