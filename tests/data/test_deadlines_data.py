"""Every rule of data/deadlines.toml finds its own examples, whole and with the value they state, and nothing else."""

from datetime import date

import pytest

from policy_parse.fields.deadline_builders import BUILDERS
from policy_parse.fields.deadline_rules import check, contexts, rules
from policy_parse.fields.deadlines import find_deadlines, find_times
from policy_parse.lexicon import Lexicon
from policy_parse.text.fold import fold

LEXICON = Lexicon.load()
RULES = {rule.id: rule for rule in rules(LEXICON)}
ENTRIES = [entry for entry in LEXICON.table("deadlines") if "pattern" in entry]
EXAMPLES = [(e["id"], words, value) for e in ENTRIES for words, value in e["examples"]]
NEVER = [(e["id"], words) for e in ENTRIES for words in e.get("never", [])]


def value(deadline):
    return str(deadline.end or "") or deadline.rrule or deadline.kind


@pytest.mark.parametrize(("rule", "words", "expected"), EXAMPLES)
def test_example_is_found_whole_by_its_rule(rule, words, expected):
    settings = {"source": words, "year": 2022, "issued_on": date(2022, 8, 8), "lexicon": LEXICON}
    if RULES[rule].in_text:
        found = [time.deadline for time in find_times(fold(words), **settings)]
    else:
        found = list(find_deadlines(fold(words), place="column", **settings))
    assert [(d.text, d.rule) for d in found] == [(words, rule)]
    assert expected in (value(found[0]), found[0].kind)


@pytest.mark.parametrize(("rule", "words"), NEVER)
def test_rule_leaves_its_counterexample_alone(rule, words):
    assert RULES[rule].pattern.search(fold(words).text) is None


def test_every_rule_has_an_example():
    assert [entry["id"] for entry in ENTRIES if not entry.get("examples")] == []


def test_every_builder_is_used():
    assert {entry["makes"] for entry in ENTRIES} == set(BUILDERS)


def test_every_rule_needs_a_word_of_its_own_examples():
    for entry in ENTRIES:
        for words, _ in entry["examples"]:
            assert any(need in fold(words).text for need in entry["needs"]), (entry["id"], words)


def test_every_context_says_where_it_looks():
    assert [context.id for context in contexts(LEXICON) if context.before is None and context.after is None] == []


@pytest.mark.parametrize("rule", sorted(RULES))
def test_no_rule_matches_the_empty_string(rule):
    check(RULES[rule])
