"""No word of offices.toml and roles.toml is there that no example notices: each is taken out in turn."""

import pytest

from alternatives import without_each
from policy_parse.fields.units.role_words import RoleWords
from policy_parse.fields.units.signs import UnitSigns
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.offices import OfficeWords
from policy_parse.vocabulary.examples import cases_of, office_read, role_read

LEXICON = Lexicon.load()
ENTRIES = [(table, entry) for table in ("offices", "roles") for entry in LEXICON.table(table)]


def without(table, entry, key, word, instead=None):
    """What reads the examples of a table, built without one word of one entry, or with `instead` for it."""
    left = [*(instead if other == word else other for other in entry[key] if other != word or instead is not None)]
    entries = [e if e["id"] != entry["id"] else {**e, key: left} for e in LEXICON.table(table)]
    lexicon = LEXICON.with_table(table, entries)
    if table == "offices":
        words = OfficeWords(lexicon)
        return lambda case: office_read(case, words)[0]
    roles = RoleWords(lexicon, UnitSigns(lexicon))
    return lambda case: role_read(case, roles)[0]


@pytest.mark.parametrize(
    ("table", "entry"), ENTRIES, ids=lambda value: value if isinstance(value, str) else value["id"]
)
def test_each_word_is_in_an_example(table, entry):
    """Without the word one of its entry's examples, or the word in one of its frames, is no longer read so."""
    key = "patterns" if "patterns" in entry else "words"
    unseen = []
    for word in entry[key]:
        passes = without(table, entry, key, word)
        tried = [case for case in cases_of(table, entry) if case.word in ("", word)]
        if all(map(passes, tried)):
            unseen.append(word)
    assert unseen == []


@pytest.mark.parametrize("entry", [e for _, e in ENTRIES if "patterns" in e], ids=lambda entry: entry["id"])
def test_each_alternative_of_a_pattern_is_in_an_example(entry):
    tried = list(cases_of("offices", entry))
    assert [
        alternative
        for pattern in entry["patterns"]
        for alternative, rest in without_each(pattern)
        if all(map(without("offices", entry, "patterns", pattern, rest), tried))
    ] == []
