"""Nothing stands in data/deadlines.toml that no example notices: each alternative is taken out in turn.

Of a fragment the examples of all rules that name it are tried, of a rule its own, of a context the sentences that it fits.
"""

import re

import pytest

from alternatives import without_each
from policy_parse.fields.deadlines.reading import TimeFrame
from policy_parse.fields.deadlines.rules import DeadlineRules, found_time
from policy_parse.lexicon import Lexicon
from policy_parse.text.fold import fold
from policy_parse.vocabulary.examples import ISSUED, YEAR, marked_time

LEXICON = Lexicon.load()
ENTRIES = {entry["id"]: entry for entry in LEXICON.table("deadlines")}
PATTERNS = [
    (entry["id"], key)
    for entry in ENTRIES.values()
    for key in ("fragment", "pattern", "before", "after")
    if key in entry and any(without_each(entry[key]))
]


def without(identity, key, rest):
    """The rules and contexts with `rest` in place of one pattern."""
    entries = [{**e, key: rest} if e["id"] == identity else e for e in ENTRIES.values()]
    return DeadlineRules(LEXICON.with_table("deadlines", entries))


def notices(rules, identity, key):
    """Whether an example of the entry, or of a rule that names the fragment, is not read as it should be."""
    if key == "fragment":
        slot = re.compile(r"\$\{" + identity.removeprefix("fragment.") + r"(:\d)?\}")
        return any(not reads(rule) for rule in rules.rules if slot.search(ENTRIES[rule.id]["pattern"]))
    if key == "pattern":
        return not all(reads(rule) for rule in rules.rules if rule.id == identity)
    context = next(context for context in rules.contexts if context.id == identity)
    entry = ENTRIES[identity]
    return not all(fits(context, case) for case in entry["examples"]) or any(
        fits(context, case) for case in entry.get("never", ())
    )


def reads(rule):
    entry = ENTRIES[rule.id]
    return all(value(rule, *example) for example in entry["examples"]) and not any(
        rule.pattern.search(fold(words).text) for words in entry.get("never", ())
    )


def value(rule, words, meant):
    before, words, after = words.split("|") if "|" in words else ("", words, "")
    text = fold(before + words + after).text
    match = rule.pattern.search(text)
    if match is None or match.span() != (len(before), len(text) - len(after)):
        return False
    reading = rule.build(match.groupdict(), TimeFrame(YEAR, ISSUED))
    return reading is not None and meant in (str(reading.end or "") or reading.rrule or reading.kind, reading.kind)


def fits(context, sentence):
    text, found = marked_time(sentence, RULES)
    return context.fits(found_time(text, *found))


RULES = DeadlineRules(LEXICON)


@pytest.mark.parametrize(("identity", "key"), PATTERNS)
def test_each_alternative_is_in_an_example(identity, key):
    unseen = []
    for alternative, rest in without_each(ENTRIES[identity][key]):
        try:
            noticed = notices(without(identity, key, rest), identity, key)
        except (re.error, KeyError):  # a group that is referred to
            continue
        if not noticed:
            unseen.append(alternative)
    assert unseen == []
