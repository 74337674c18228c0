"""The words of a lexicon: built once, and for a user's vocabulary wholly, before the first document."""

from functools import cached_property

import pytest

from policy_parse.errors import LexiconError
from policy_parse.lexicon import Lexicon
from policy_parse.vocabulary.prepare import prepared
from policy_parse.vocabulary.words import Words, words_of

OWN = '[[entry]]\nid = "mine"\nmeaning = "responsible"\npatterns = ["主抓科所"]\nexamples = ["主抓科所"]\n'
PARTS = [name for name, part in vars(Words).items() if isinstance(part, cached_property)]


def test_the_same_lexicon_has_the_same_words():
    lexicon = Lexicon.load()
    assert words_of(lexicon) is words_of(lexicon) is prepared() is prepared(lexicon)


def test_every_part_of_the_packages_own_words_can_be_built():
    words = Words(Lexicon.load())
    words.check()
    assert {*PARTS} <= {*vars(words)}


def test_a_part_of_the_packages_own_words_is_built_when_it_is_asked_for():
    words = Words(Lexicon.load())
    assert {*PARTS} & {*vars(words)} == set()
    assert words.targets is words.targets


def test_a_users_words_are_built_wholly_before_any_document(tmp_path):
    (tmp_path / "columns.toml").write_text(OWN, "utf-8")
    words = prepared(tmp_path)
    assert {*PARTS} <= {*vars(words)}
    assert prepared(tmp_path) is words


def test_a_sign_that_cannot_be_compiled_is_found_by_the_check():
    lexicon = Lexicon.load()
    broken = [{**entry, "pattern": "(职责"} for entry in lexicon.table("signs_tasks")]
    with pytest.raises(LexiconError, match="signs_tasks"):
        Words(lexicon.with_table("signs_tasks", broken)).check()
