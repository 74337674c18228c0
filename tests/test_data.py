"""Every vocabulary: its entries match their own examples and leave their counter-examples alone; the files are in order.

`deadlines` has tests of its own beside these (tests/data/test_deadlines_data.py).
"""

import re
from decimal import Decimal

import pytest

from policy_parse.fields.role_words import role_words
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.load import DATA
from policy_parse.lexicon.offices import looks_like_unit
from policy_parse.structure.headings import section_role
from policy_parse.structure.tables import column_meaning
from policy_parse.text.fold import clean, fold

LEXICON = Lexicon.load()
FILES = sorted((*DATA.glob("*.toml"), *DATA.glob("*.csv")), key=lambda file: file.name)


def words_of(text):
    return fold(clean(text)).text


def cases(table, key):
    """One case for each example (or counter-example) of `table`."""
    return [
        pytest.param(entry, case, id=f"{entry['id']}: {case if isinstance(case, str) else case[0]}")
        for entry in LEXICON.table(table)
        for case in entry.get(key, ())
    ]


# ------------------------------------------------------------------------------------------------------- every file


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_file_opens_with_a_comment_that_explains_it(file):
    head = re.match(r"(?:#.*\n){3,}", file.read_text("utf-8"))
    assert head
    assert re.search(r"[Ss]ources?\b|[Ff]acts|art\\. [0-9]", head.group()), "where do the facts come from?"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_ids_are_unique(file):
    Lexicon().table(file.stem)  # the loader refuses an id given twice
    ids = [entry["id"] for entry in LEXICON.table(file.stem)]
    assert len(ids) == len(set(ids))


def _is_piece(table, entry):
    """Pieces of patterns, tried only inside rules, and words round a time, tried by tests/cases/deadlines.toml."""
    return table == "deadlines" and ("fragment" in entry or "role" in entry)


@pytest.mark.parametrize("file", [f for f in FILES if f.suffix == ".toml"], ids=lambda file: file.name)
def test_every_entry_has_examples(file):
    bare = [e["id"] for e in LEXICON.table(file.stem) if not e.get("examples") and not _is_piece(file.stem, e)]
    assert bare == []


@pytest.mark.parametrize("file", [f for f in FILES if f.suffix == ".toml"], ids=lambda file: file.name)
def test_patterns_compile_and_match_no_empty_text(file):
    for entry in LEXICON.table(file.stem):
        for pattern in entry.get("patterns", ()):
            assert not re.fullmatch(pattern, ""), (entry["id"], pattern)


@pytest.mark.parametrize("file", [f for f in FILES if f.suffix == ".toml"], ids=lambda file: file.name)
def test_no_word_is_empty_or_given_twice_in_an_entry(file):
    for entry in LEXICON.table(file.stem):
        for key in ("words", "aliases", "patterns", "names"):
            words = entry.get(key, ())
            assert "" not in words, entry["id"]
            assert sorted(words) == sorted(set(words)), entry["id"]


# ------------------------------------------------------------------------------------------------ columns, headings


@pytest.mark.parametrize(("entry", "head"), cases("columns", "examples"))
def test_column_head_has_its_meaning(entry, head):
    assert column_meaning(words_of(head), LEXICON) == (entry["meaning"], f"column.{entry['id']}")


@pytest.mark.parametrize(("entry", "head"), cases("columns", "never"))
def test_column_head_of_another_kind_is_left_alone(entry, head):
    assert column_meaning(words_of(head), LEXICON)[1] != f"column.{entry['id']}"


@pytest.mark.parametrize(("entry", "heading"), cases("headings", "examples"))
def test_heading_has_its_role(entry, heading):
    assert section_role(words_of(heading), LEXICON) == entry["role"]


@pytest.mark.parametrize(("entry", "heading"), cases("headings", "never"))
def test_heading_of_another_kind_is_left_alone(entry, heading):
    assert section_role(words_of(heading), LEXICON) != entry["role"]


# ------------------------------------------------------------------------------------------------------------ roles

SAID_BY = {"manner": "manner", "suffix": "suffix", "label": "label"}


def _role_entry(kind, text):
    """Id of the entry that reads `text`: a label at its head, a role word or a manner at its end."""
    words, text = role_words(LEXICON), words_of(text)
    if kind == "label":
        found = words.label.match(text)
        return found and words.labels[found["label"]][1]
    if kind == "manner":
        found = words.suffix.search(text + "负责")
        return found and found["manner"] == text and "manner"
    found = words.suffix.search(text)
    return found and words.suffixes[found["suffix"]][1]


@pytest.mark.parametrize(("entry", "text"), cases("roles", "examples"))
def test_role_word_is_read_by_its_entry(entry, text):
    assert _role_entry(entry["kind"], text) == entry["id"]


@pytest.mark.parametrize(("entry", "text"), cases("roles", "never"))
def test_role_word_is_not_read_into_other_words(entry, text):
    assert _role_entry(entry["kind"], text) != entry["id"]


def test_a_role_word_says_one_role():
    said = [(entry["kind"], word) for entry in LEXICON.table("roles") for word in entry["words"]]
    assert sorted(said) == sorted(set(said))


# ---------------------------------------------------------------------------------------------------------- offices

NAMES = {"firm", "loose", "class_head", "class_level", "class_tail", "place"}
PLAIN_BY_ITSELF = {"firm", "class_head", "class_level"}


@pytest.mark.parametrize(("entry", "name"), [c for c in cases("offices", "examples") if c.values[0]["kind"] in NAMES])
def test_office_name_looks_like_one(entry, name):
    assert looks_like_unit(name, LEXICON, strict=entry["kind"] in PLAIN_BY_ITSELF)


@pytest.mark.parametrize(
    ("entry", "words"),
    [c for c in cases("offices", "examples") if c.values[0]["kind"] not in NAMES]
    + [c for c in cases("offices", "never") if c.values[0]["kind"] in NAMES],
)
def test_words_that_name_no_office_do_not_look_like_one(entry, words):
    assert not looks_like_unit(words, LEXICON, strict=True)


# ----------------------------------------------------------------------------------------------------------- titles


def _title_kind(kind, text):
    from policy_parse.structure.header_lines import title_words

    words, text = title_words(LEXICON), words_of(text)
    return {
        "ending": lambda: words.ending.search(text) is not None,
        "body": lambda: text.startswith(words.body),
        "noise": lambda: words.noise.search(text) is not None,
        "remark": lambda: words.remark.match(text) is not None,
    }[kind]()


@pytest.mark.parametrize(("entry", "text"), cases("titles", "examples"))
def test_title_words_are_found(entry, text):
    assert _title_kind(entry["kind"], text)


@pytest.mark.parametrize(("entry", "text"), cases("titles", "never"))
def test_title_words_leave_other_lines_alone(entry, text):
    if entry["kind"] == "ending":  # one pattern for all endings: only this entry's words are in question
        assert not words_of(text).endswith(tuple(entry["words"]))
    else:
        assert not _title_kind(entry["kind"], text)


# --------------------------------------------------------------------------------------------------- measures, bounds


def _amounts(text):
    """What the number in `text` comes to, with its unit; None where no measure follows it."""
    from policy_parse.fields.measures import measures_of
    from policy_parse.text.numerals import NUMBER, parse_number

    folded, measures = words_of(text), measures_of(LEXICON)
    number = re.match(NUMBER, folded)
    found = measures.match(folded, number.end()) if number else None
    return found and found.end == len(folded) and measures.quantity(parse_number(number.group()), None, found.unit)


@pytest.mark.parametrize(("entry", "case"), cases("measures", "examples"))
def test_measure_is_multiplied_out(entry, case):
    words, value, unit = case
    quantity = _amounts(words)
    assert quantity, words
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)
    assert quantity.dimension.split("/")[0] == entry["dimension"].split("/")[0] or "/" in words


@pytest.mark.parametrize(("entry", "words"), cases("measures", "never"))
def test_words_that_begin_like_a_measure_are_none(entry, words):
    from policy_parse.fields.targets import find_targets

    assert find_targets(fold(words), source=words, year=2022, lexicon=LEXICON) == ()


@pytest.mark.parametrize(("entry", "case"), cases("bounds", "examples"))
def test_bound_gives_comparator_and_change(entry, case):
    from policy_parse.fields.targets import find_targets

    words, comparator, change = case
    found = find_targets(fold(words), source=words, year=2022, lexicon=LEXICON)
    assert [(t.comparator, t.change or "") for t in found] == [(comparator, change)]


@pytest.mark.parametrize(("entry", "words"), cases("bounds", "never"))
def test_bound_words_without_a_commitment_give_no_target(entry, words):
    from policy_parse.fields.targets import find_targets

    assert find_targets(fold(words), source=words, year=2022, lexicon=LEXICON) == ()


# ---------------------------------------------------------------------------------------------------------- regions


def test_regions_are_sorted_and_well_formed():
    ids = [entry["id"] for entry in LEXICON.table("regions")]
    assert ids == sorted(ids)
    for entry in LEXICON.table("regions"):
        assert re.fullmatch(r"[1-8][0-9]{5}(-(?:19|20)[0-9]{2})?", entry["id"]), entry
        assert bool(entry["until"]) == ("-" in entry["id"]), entry
        assert entry["name"] == entry["name"].strip() != ""


def test_every_county_lies_in_a_province():
    codes = {entry["id"][:6] for entry in LEXICON.table("regions")}
    assert {code for code in codes if code[:2] + "0000" not in codes} == set()
