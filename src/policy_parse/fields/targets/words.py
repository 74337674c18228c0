"""The words of quantities and, of data/indicators.toml and the tables of signs, those of targets, for a lexicon."""

from __future__ import annotations

import re
from functools import cached_property

from policy_parse.fields.quantities.words import QuantityWords
from policy_parse.fields.targets.form_signs import FormSigns
from policy_parse.fields.targets.value_signs import ValueSigns
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.alternatives import any_beginning
from policy_parse.model import Effort


class TargetWords(QuantityWords):
    """The words round a number that make it a target: what quantities need, words by kind, signs."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__(lexicon)
        self.values = ValueSigns(lexicon)
        self.forms = FormSigns(lexicon)
        kinds: dict[str, list[str]] = {}
        self._compounds: dict[str, list[str]] = {}
        self._efforts: dict[str, Effort] = {}
        for entry in lexicon.table("indicators"):
            kinds.setdefault(entry["kind"], []).extend(entry["words"])
            self._compounds.setdefault(entry["kind"], []).extend(entry.get("compounds", ()))
            if entry["kind"] in ("effort", "effort_verb"):
                self._efforts |= dict.fromkeys(entry["words"], entry["effort"])
        self.kinds = {kind: tuple(words) for kind, words in kinds.items()}

    @cached_property
    def quantity_end(self) -> re.Pattern[str]:
        """The end of a name that a quantity has: 利用|率, 面积|（万亩）."""
        return re.compile(f"(?:{self.pattern('quantity_name')})(?:（[^）]*）)?$")

    def pattern(self, *kinds: str) -> str:
        """Source of one pattern for every word of `kinds`, longest first."""
        compounds = [word for kind in kinds for word in self._compounds[kind]]
        return any_beginning((word for kind in kinds for word in self.kinds[kind]), compounds)

    def effort(self, word: str) -> Effort:
        """The effort that a word such as 力争 shows."""
        return self._efforts[word]
