"""Patterns with slots for words: which words are put in, in which order, and what their compounds keep out."""

import re

import pytest

from policy_parse.errors import LexiconError
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.signs import with_words

LEXICON = Lexicon.load()


def found(pattern, text):
    match = re.search(with_words(pattern, "signs_tasks", LEXICON), text, re.VERBOSE)
    return match and match.group()


def test_a_word_is_not_found_where_one_of_its_compounds_begins():
    assert found("${indicators.quantifier}", "新泵站") == "新"
    assert found("${indicators.quantifier}", "新能源") is None


def test_adverbs_and_bounds_are_not_found_where_one_of_their_compounds_ends():
    assert found("${indicators.adverb}$", "均") == "均"
    assert found("${indicators.adverb}$", "亩均") is None
    assert found("${bounds.before_bound}$", "附近") is None
    assert found("${bounds.before_bound}$", "已近") == "近"


def test_only_the_long_words_are_put_in_where_a_slot_asks_for_them():
    assert found("${bounds.before_bound:long}", "超两成") is None
    assert found("${bounds.before_bound:long}", "超过两成") == "超过"
    assert found("${bounds.before_bound:long}", "两成以上") is None


def test_a_name_that_no_entry_has_is_an_error():
    with pytest.raises(LexiconError):
        with_words("${indicators.nothing}", "signs_tasks", LEXICON)
