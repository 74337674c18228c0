"""The words round indicators, and the columns of indicator tables, by their own examples."""

from __future__ import annotations

from typing import Any

import pytest

from policy_parse.fields.indicator_table import column_meaning
from policy_parse.fields.targets import find_targets
from policy_parse.lexicon import Lexicon
from policy_parse.text.fold import fold

LEXICON = Lexicon.load()


def examples(table: str, key: str) -> list[Any]:
    return [
        pytest.param(entry, case, id=f"{entry['id']}: {case}")
        for entry in LEXICON.table(table)
        for case in entry.get(key, ())
    ]


@pytest.mark.parametrize(("entry", "case"), examples("indicators", "examples"))
def test_words_round_an_indicator_are_told_from_it(entry: Any, case: tuple[str, str]) -> None:
    sentence, indicator = case
    found = [t.indicator for t in find_targets(fold(sentence), source=sentence, year=2023, lexicon=LEXICON)]
    assert (found[0] if found else "") == indicator


@pytest.mark.parametrize(("entry", "head"), examples("indicator_columns", "examples"))
def test_a_head_has_its_meaning(entry: Any, head: str) -> None:
    assert column_meaning(head, 2021, LEXICON) == entry["meaning"]


@pytest.mark.parametrize(("entry", "head"), examples("indicator_columns", "never"))
def test_a_head_of_another_meaning_is_left_alone(entry: Any, head: str) -> None:
    assert column_meaning(head, 2021, LEXICON) != entry["meaning"]
