"""`needs` of signs: a pattern that is tried only on texts with certain words matches no text without them."""

import re
from re import _constants as op
from re import _parser as parser

import pytest

from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.schema import SIGN_TABLES
from policy_parse.lexicon.signs import sign_of, with_words
from policy_parse.text.sign import LazyPattern

LEXICON = Lexicon.load()
SIGNS = [(table, entry) for table in SIGN_TABLES for entry in LEXICON.table(table) if "needs" in entry]


def inevitable(nodes):
    """Sets of words, of each of which any match of the parsed pattern holds at least one."""
    found, run = [], ""
    for kind, value in [*nodes, (None, None)]:
        if kind is op.LITERAL:
            run += chr(value)
            continue
        if run:
            found.append({run})
            run = ""
        if kind is op.IN and all(each is op.LITERAL for each, _ in value):
            found.append({chr(each) for _, each in value})
        elif kind is op.SUBPATTERN:
            found += inevitable(value[3])
        elif kind is op.ASSERT:  # looks ahead or back: inside the text all the same
            found += inevitable(value[1])
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[0]:
            found += inevitable(value[2])
        elif kind is op.BRANCH:
            found += one_of_each([inevitable(branch) for branch in value[1]])
    return found


def one_of_each(branches):
    """What is inevitable whichever branch is taken: one set of each branch, put together in every way."""
    together = [set()]
    for sets in branches:
        together = [union | each for union in together for each in sets][:256]
    return together


def holds(pattern, needs):
    """True if every match of the pattern holds one of the words of `needs`."""
    parsed = parser.parse(pattern, re.VERBOSE)
    return any(all(any(need in word for need in needs) for word in words) for words in inevitable(parsed))


@pytest.mark.parametrize(("table", "entry"), SIGNS, ids=lambda part: part if isinstance(part, str) else part["id"])
def test_what_a_sign_needs_stands_in_all_that_it_matches(table, entry):
    assert holds(with_words(entry["pattern"], table, LEXICON), entry["needs"])


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [("泵站 | 水库", ["泵"]), ("泵? 站", ["泵"]), ("(?! 泵 ) 站", ["泵"]), ("[泵站] 房", ["泵"]), ("泵站", ["库"])],
)
def test_a_need_that_a_match_can_do_without_is_noticed(pattern, needs):
    assert not holds(pattern, needs)


@pytest.mark.parametrize(
    ("pattern", "needs"),
    [("泵站 | 水库", ["泵", "水"]), ("泵 站?", ["泵"]), ("(?<= 泵 ) 站", ["泵"]), ("[泵站] 房", ["泵", "站"])],
)
def test_a_need_that_every_match_has_is_right(pattern, needs):
    assert holds(pattern, needs)


def test_a_pattern_is_not_compiled_before_a_text_holds_what_it_needs():
    broken = LazyPattern("泵(", needs=["泵"])  # cannot be compiled, so that trying it raises
    assert broken.search("水库") is None
    assert broken.match("水库", 1) is None
    assert broken.fullmatch("水库") is None
    assert list(broken.finditer("水库")) == []
    assert broken.sub("机", "水库") == "水库"
    with pytest.raises(re.error):
        broken.search("泵站")


def test_a_pattern_that_is_asked_for_often_is_compiled_whatever_the_texts_hold():
    broken = LazyPattern("泵(", needs=["泵"])
    with pytest.raises(re.error):
        any(broken.search("水库") for _ in range(10_000))


def test_words_of_ones_own_are_found_without_what_the_packages_words_need(tmp_path):
    own = '[[entry]]\nid = "past.own"\nkind = "past"\nwords = ["往常"]\nexamples = [["往常建成泵站12座。", ""]]\n'
    (tmp_path / "indicators.toml").write_text(own, "utf-8")
    for lexicon, found in ((Lexicon.load(tmp_path), True), (LEXICON, False)):
        past = next(entry for entry in lexicon.table("signs_target_forms") if entry["id"] == "past")
        sign = sign_of("signs_target_forms", "past", past, lexicon)
        assert (sign.search("往常建成泵站12座") is not None) == found


def test_once_a_text_holds_what_it_needs_a_pattern_is_used_like_any_other():
    pattern = LazyPattern("泵.", needs=["泵"])
    assert pattern.search("水库") is None
    assert pattern.search("提灌泵站")[0] == "泵站"
    assert pattern.search("水库") is None
    assert pattern.sub("机", "泵站和水库") == "机和水库"
