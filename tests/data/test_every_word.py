"""Nothing stands in a table of signs that no example notices: each word, each alternative is taken out in turn.

Words of a list are taken out several at a time, as many as stand in no example of another.
"""

import re

import pytest

from alternatives import apart, without_each
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.load import DATA
from policy_parse.lexicon.signs import with_words
from policy_parse.text.sign import Sign

LEXICON = Lexicon.load()
TABLES = sorted(file.stem for file in DATA.glob("signs_*.toml"))
PATTERNS = [(table, entry) for table in TABLES for entry in LEXICON.table(table) if "pattern" in entry]
WORDS = [(table, entry) for table in TABLES for entry in LEXICON.table(table) if "words" in entry]


def sign(table, entry, pattern=None, lexicon=LEXICON):
    return Sign(
        entry["id"],
        with_words(pattern or entry["pattern"], table, lexicon),
        examples=entry.get("examples", ()),
        never=entry.get("never", ()),
        needs=entry.get("needs", ()),
    )


def framed(entry, word):
    return [frame.replace("{}", word) for frame in entry.get("frames", ())]


@pytest.mark.parametrize("table", sorted({table for table, _ in PATTERNS}))
def test_each_alternative_of_a_pattern_is_in_an_example(table):
    unseen = []
    for entry in (entry for own, entry in PATTERNS if own == table):
        for alternative, rest in without_each(entry["pattern"]):
            try:
                missed = list(sign(table, entry, rest).failures())
            except re.error:  # a group that is referred to
                continue
            if not missed:
                unseen.append((entry["id"], alternative))
    assert unseen == []


@pytest.mark.parametrize(("table", "entry"), WORDS, ids=lambda value: value if isinstance(value, str) else value["id"])
def test_each_word_of_a_list_is_in_an_example(table, entry):
    """An example of a pattern that names the list, or a frame of the list with the word in it, is no longer found."""
    named = rf"({entry['id']}|{entry.get('kind', entry['id'])})\}}"
    users = [  # a name without a table is one of its own table
        (t, e) for t, e in PATTERNS if re.search((r"\$\{" if t == table else rf"\$\{{{table}\.") + named, e["pattern"])
    ]
    assert users, "no pattern names these words"
    whole = [sign(t, e) for t, e in users]
    assert [f for word in entry["words"] for f in framed(entry, word) if not any(one.finds(f) for one in whole)] == []
    examples = [*(text for _, user in users for key in ("examples", "never") for text in user.get(key, ()))]
    texts = {word: [text for text in examples if word in text.replace("|", "")] for word in entry["words"]}
    frames = {word: framed(entry, word) for word in entry["words"]}
    unseen = []
    for gone in apart({word: [*texts[word], *frames[word]] for word in entry["words"]}):
        left = [word for word in entry["words"] if word not in gone] or ["\x00"]
        rest = [{**e, "words": left} if e["id"] == entry["id"] else e for e in LEXICON.table(table)]
        less = [sign(t, e, lexicon=LEXICON.with_table(table, rest)) for t, e in users]
        failed = {text for one in less for text in one.failures()}
        for word in gone:
            is_framed = all(any(one.finds(frame) for one in less) for frame in frames[word])
            if failed.isdisjoint(texts[word]) and is_framed:
                unseen.append(word)
    assert unseen == []
