"""Each word of directions.toml and each office of reforms.toml is taken out in turn; an example must notice."""

import pytest

from policy_parse.lexicon import Lexicon
from policy_parse.vocabulary.examples import cases_of, verdict

LEXICON = Lexicon.load()


def without(table, entry, key, word):
    changed = {**entry, key: [each for each in entry[key] if each != word]}
    return LEXICON.with_table(table, [changed if one["id"] == entry["id"] else one for one in LEXICON.table(table)])


def words(table, *keys):
    return [(entry, key, word) for entry in LEXICON.table(table) for key in keys for word in entry[key]]


def notices(table, entry, key, word):
    lexicon = without(table, entry, key, word)
    return any(not verdict(case, lexicon).passed for case in cases_of(table, entry))


@pytest.mark.parametrize(("entry", "key", "word"), words("directions", "words"), ids=lambda value: str(value)[:24])
def test_an_example_notices_each_ending(entry, key, word):
    assert notices("directions", entry, key, word)


@pytest.mark.parametrize(
    ("entry", "key", "word"), words("reforms", "before", "after"), ids=lambda value: str(value)[:40]
)
def test_an_example_notices_each_office(entry, key, word):
    assert notices("reforms", entry, key, word)
