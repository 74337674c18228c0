"""What the checks know of words."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from policy_parse.fields.units.same_office import Spelling, spelling
from policy_parse.fields.units.words import UnitWords
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.signs import SignTable
from policy_parse.model import Region
from policy_parse.text.sign import Sign


class CheckSigns(SignTable):
    """The signs of ``data/signs_checks.toml``."""

    table = "signs_checks"

    deadline_label: Sign
    not_shortened: Sign
    indicator_frame: Sign
    unit_label: Sign
    unit_label_hint: Sign
    unit_column: Sign
    after_names: Sign
    not_work: Sign


class CheckWords:
    """The words of one lexicon that checks use."""

    def __init__(self, lexicon: Lexicon, units: UnitWords) -> None:
        self.units = units
        self.signs = CheckSigns(lexicon)

    @cached_property
    def role_labels(self) -> Collection[str]:
        """Every label that names a role: 责任单位, 牵头单位."""
        return self.units.roles.labels

    def is_plainly_unit(self, name: str) -> bool:
        """True if `name` is the name of an organisation by its own looks."""
        return self.units.offices.looks_like_unit(name, strict=True)

    def spelling(self, name: str, *, region: Region | None, year: int | None = None) -> Spelling:
        """Take `name` apart, as a document of `region` and of `year` means it."""
        return spelling(name, words=self.units, region=region, year=year)
