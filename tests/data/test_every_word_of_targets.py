"""Every word of the tables of targets does something: taken out, an example or a frame with it is read otherwise.

Words are taken out several at a time, as many as stand in no example of another: what is not in a text cannot change how
it is read.
"""

import re

import pytest

from alternatives import apart
from policy_parse.fields.indicator_table import column_meaning
from policy_parse.fields.indicator_words import IndicatorWords
from policy_parse.fields.targets.find import find_targets
from policy_parse.fields.targets.words import TargetWords
from policy_parse.lexicon import Lexicon
from policy_parse.text.fold import fold

LEXICON = Lexicon.load()
WORDS = TargetWords(LEXICON)


def targets(text, words):
    """All that is read of a sentence."""
    found = find_targets(fold(text), source=text, year=2022, words=words)
    return [target.model_dump(exclude={"span"}) for target in found]


def measure(text, words):
    """What is read behind the numeral 3."""
    found = words.measures.match(text, 1)
    return found and (found, words.measures.parse(found.unit))


def head(text, words):
    """What a column of this head holds."""
    return column_meaning(text, 2021, IndicatorWords(words.lexicon, words))


def sentences(entry, key, word):
    """The examples and counter-examples of `entry` with `word` in them, and its frames with the word put in."""
    examples = (
        row if isinstance(row, str) else row[0] for row in (*entry.get("examples", ()), *entry.get("never", ()))
    )
    frames = entry.get("compound_frames" if key == "compounds" else "frames", ())
    return [*(text for text in examples if word in text), *(frame[0].replace("{}", word) for frame in frames)]


def amount(entry, key, word):
    """A number with the measure: 3公顷; with what begins like one and is none: 3条件."""
    return ["3" + re.sub(r"\(\?!.*?\)", "", word)]


def itself(entry, key, word):
    return [word]


TABLES = {
    "bounds": (("words", "compounds"), sentences, targets),
    "indicators": (("words", "compounds"), sentences, targets),
    "measures": (("aliases", "compounds"), amount, measure),
    "indicator_columns": (("exact", "contains"), itself, head),
}
LISTS = [
    (table, entry, key)
    for table, (keys, _, _) in TABLES.items()
    for entry in LEXICON.table(table)
    for key in keys
    if key in entry
]


def without(table, entry, key, gone):
    """The words of all tables, but for those of a list that are `gone`."""
    kept = [word for word in entry[key] if word not in gone] or ["\x00"]
    rest = [{**each, key: kept} if each["id"] == entry["id"] else each for each in LEXICON.table(table)]
    return TargetWords(LEXICON.with_table(table, rest))


@pytest.mark.parametrize(
    ("table", "entry", "key"), LISTS, ids=lambda value: value["id"] if isinstance(value, dict) else value
)
def test_each_word_is_noticed_when_it_is_taken_out(table, entry, key):
    _, texts_of, read = TABLES[table]
    texts = {word: texts_of(entry, key, word) for word in entry[key]}
    unnoticed = []
    for group in apart(texts):
        words = without(table, entry, key, group)
        unnoticed += [word for word in group if all(read(t, WORDS) == read(t, words) for t in texts[word])]
    assert unnoticed == []


@pytest.mark.parametrize("table", ["bounds", "indicators"])
def test_no_word_stands_twice_where_one_of_them_could_be_taken_out_unseen(table):
    same = "place" if table == "bounds" else "kind"
    words = [(entry[same], word) for entry in LEXICON.table(table) for word in entry["words"]]
    assert sorted(words) == sorted(set(words))


def test_each_alias_of_a_measure_is_read_whole():
    """3公顷 and 3万公顷: no other alias, compound or magnitude word comes before it."""
    for entry in LEXICON.table("measures"):
        for alias in entry["aliases"]:
            for unit in (alias, "万" + alias):
                found = WORDS.measures.match("3" + unit, 1)
                assert found is not None, unit
                assert found.unit == unit
                assert "/" in alias or WORDS.measures.parse(unit).dimension == entry["dimension"], unit


def test_each_compound_of_a_measure_is_none_of_its_aliases():
    for entry in LEXICON.table("measures"):
        for compound in entry.get("compounds", ()):
            (text,) = amount(entry, "compounds", compound)
            found = WORDS.measures.match(text, 1)
            assert found is None or found.unit not in entry["aliases"], text


def test_each_head_is_read_as_its_entry_says():
    for entry in LEXICON.table("indicator_columns"):
        for word in (*entry.get("exact", ()), *entry.get("contains", ())):
            assert head(word, WORDS) == entry["meaning"], word
