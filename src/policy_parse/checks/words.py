"""What the checks know of words."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from policy_parse.fields.units.role_words import role_words
from policy_parse.fields.units.same_office import Spelling, spelling
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.offices import looks_like_unit
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

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.signs = CheckSigns(lexicon)

    @cached_property
    def role_labels(self) -> Collection[str]:
        """Every label that names a role: 责任单位, 牵头单位."""
        return role_words(self._lexicon).labels

    def is_plainly_unit(self, name: str) -> bool:
        """True if `name` is the name of an organisation by its own looks."""
        return looks_like_unit(name, self._lexicon, strict=True)

    def spelling(self, name: str, *, region: Region | None, year: int | None = None) -> Spelling:
        """Take `name` apart, as a document of `region` and of `year` means it."""
        return spelling(name, lexicon=self._lexicon, region=region, year=year)
