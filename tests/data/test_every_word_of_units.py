"""No word of offices.toml and roles.toml is there that no example notices: each is taken out in turn."""

import pytest

from policy_parse.fields.units.role_words import RoleWords
from policy_parse.fields.units.signs import UnitSigns
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.offices import OfficeWords
from policy_parse.vocabulary.examples import cases_of, office_read, role_read

LEXICON = Lexicon.load()
ENTRIES = [(table, entry) for table in ("offices", "roles") for entry in LEXICON.table(table)]


def without(table, entry, key, word):
    """What reads the examples of a table, built without one word of one entry."""
    entries = [
        e if e["id"] != entry["id"] else {**e, key: [other for other in e[key] if other != word]}
        for e in LEXICON.table(table)
    ]
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
