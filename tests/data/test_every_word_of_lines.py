"""Nothing stands in titles, headings and columns that no example notices: each word, each alternative is taken out."""

import re

import pytest

from alternatives import without_each
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.signs import with_words
from policy_parse.text.fold import clean, fold
from policy_parse.text.sign import Sign

LEXICON = Lexicon.load()
NAMING = [(t, e["pattern"]) for t in ("signs_header", "signs_lines") for e in LEXICON.table(t) if "pattern" in e]
HOW = {"headings": re.Pattern.search, "columns": re.Pattern.fullmatch}
ENTRIES = [(table, entry) for table in HOW for entry in LEXICON.table(table)]
TITLES = LEXICON.table("titles")
name = lambda value: value if isinstance(value, str) else value["id"]  # noqa: E731


@pytest.mark.parametrize("entry", TITLES, ids=name)
def test_each_word_of_titles_is_in_a_frame(entry):
    """One of the signs that name its list or its kind finds the frame with the word, and not without the word."""
    naming = [(t, p) for t, p in NAMING if any(f"${{titles.{entry[key]}}}" in p for key in ("id", "kind"))]

    def signs(words):
        titles = [{**e, "words": words} if e["id"] == entry["id"] else e for e in TITLES]
        lexicon = LEXICON.with_table("titles", titles)
        return [Sign("tried", with_words(pattern, table, lexicon)) for table, pattern in naming]

    whole, unseen = signs(entry["words"]), []
    for word in entry["words"]:
        rest = signs([other for other in entry["words"] if other != word])
        texts = [frame.replace("{}", word) for frame in entry["frames"]]
        assert all(any(sign.search(text) for sign in whole) for text in texts), word
        if not any(
            sign.search(text) and not less.search(text)
            for text in texts
            for sign, less in zip(whole, rest, strict=True)
        ):
            unseen.append(word)
    assert unseen == []


def words_of(table, text):
    """The words as the table's reader tries them."""
    text = fold(clean(text)).text
    return text.strip("。：；，、？！*") if table == "headings" else text


@pytest.mark.parametrize(("table", "entry"), ENTRIES, ids=name)
def test_each_pattern_and_alternative_is_in_an_example(table, entry):
    """Without it an example is not found any more, or a counter-example is."""
    compiled = {pattern: re.compile(pattern, re.VERBOSE) for pattern in entry["patterns"]}
    find, unseen = HOW[table], []
    examples = [words_of(table, text) for text in entry["examples"]]
    never = [words_of(table, text) for text in entry["never"]]
    for pattern in entry["patterns"]:
        others = [each for other, each in compiled.items() if other != pattern]
        only_here = [text for text in examples if not any(find(other, text) for other in others)]
        not_elsewhere = [text for text in never if not any(find(other, text) for other in others)]
        if not only_here:
            unseen.append(pattern)
        for alternative, rest in without_each(pattern):
            less = re.compile(rest, re.VERBOSE)
            if all(find(less, text) for text in only_here) and not any(find(less, text) for text in not_elsewhere):
                unseen.append((alternative, pattern))
    assert unseen == []
