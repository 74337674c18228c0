"""What the rules of data/deadlines.toml need of one another; their examples are tried by tests/test_data.py."""

from itertools import chain

import pytest

from policy_parse.fields.deadlines.builders import BUILDERS
from policy_parse.fields.deadlines.rules import DeadlineRules, check
from policy_parse.lexicon import Lexicon
from policy_parse.text.fold import fold

LEXICON = Lexicon.load()
DEADLINES = DeadlineRules(LEXICON)
RULES = {rule.id: rule for rule in DEADLINES.rules}
ENTRIES = [entry for entry in LEXICON.table("deadlines") if "pattern" in entry]


def test_every_rule_has_an_example():
    assert [entry["id"] for entry in ENTRIES if not entry.get("examples")] == []


def test_every_builder_is_used():
    assert {entry["makes"] for entry in ENTRIES} == set(BUILDERS)


def test_every_rule_needs_a_word_of_its_own_examples():
    for entry in ENTRIES:
        for words, _ in entry["examples"]:
            for needs in (entry["needs"], *entry.get("needs_too", ())):
                assert any(need in fold(words).text for need in needs), (entry["id"], needs, words)


def test_every_word_that_a_rule_needs_is_in_an_example():
    unseen = {
        e["id"]: [
            word
            for word in chain(e["needs"], *e.get("needs_too", ()))
            if not any(word in fold(text).text for text, _ in e["examples"])
        ]
        for e in ENTRIES
    }
    assert {identity: words for identity, words in unseen.items() if words} == {}


def test_every_context_says_where_it_looks():
    assert [context.id for context in DEADLINES.contexts if context.before is None and context.after is None] == []


@pytest.mark.parametrize("rule", sorted(RULES))
def test_no_rule_matches_the_empty_string(rule):
    check(RULES[rule])
