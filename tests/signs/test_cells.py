"""What the cells of a column hold: numbers that count its rows, or values."""

import pytest

from policy_parse.lexicon import Lexicon
from policy_parse.signs.tables import is_empty
from policy_parse.vocabulary.words import words_of

TABLES = words_of(Lexicon.load()).tables


@pytest.mark.parametrize(
    "cells", [["1", "2", "3"], ["5", "6"], ["1", "1", "2"], ["3", "3.1", "4"], ["1.1", "1.2", "2"]]
)
def test_numbers_that_follow_each_other_count_the_rows(cells):
    assert TABLES.kind_of_column(cells) == "ordinal"


@pytest.mark.parametrize("cells", [["1", "2", "4"], ["10", "20", "15"], ["3", "3.2"], ["1.1", "1.3"], ["2.3", "2.4"]])
def test_numbers_that_do_not_are_values(cells):
    assert TABLES.kind_of_column(cells) == "value"


@pytest.mark.parametrize(("words", "empty"), [("", True), ("/", True), ("—", True), ("无", True), ("无锡市", False)])
def test_a_mark_for_nothing_is_nothing(words, empty):
    assert is_empty(words) is empty
