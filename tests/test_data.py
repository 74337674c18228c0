"""Every vocabulary: its entries match their own examples and leave their counter-examples alone; the files are in order.

What one table needs beside these stands in tests/data.
"""

import re

import pytest

from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.load import DATA
from policy_parse.lexicon.schema import check_entry
from policy_parse.vocabulary.examples import cases, verdict

LEXICON = Lexicon.load()
FILES = sorted((*DATA.glob("*.toml"), *DATA.glob("*.csv")), key=lambda file: file.name)
CASES = list(cases(LEXICON))


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
    """Pieces of patterns, tried only inside rules; tests/data/test_every_word*.py takes each word out."""
    return (table == "deadlines" and "fragment" in entry) or (table.startswith("signs_") and "words" in entry)


@pytest.mark.parametrize("file", [f for f in FILES if f.suffix == ".toml"], ids=lambda file: file.name)
def test_every_entry_has_examples(file):
    entries = [e for e in LEXICON.table(file.stem) if not _is_piece(file.stem, e)]
    bare = [e["id"] for e in entries if not (e.get("examples") or e.get("frames"))]
    assert bare == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_entry_is_as_strictly_made_as_a_users_must_be(file):
    for entry in LEXICON.table(file.stem):
        check_entry(file.stem, entry, file.name)


# --------------------------------------------------------------------------------------------- examples of every file


@pytest.mark.parametrize("table", sorted({case.table for case in CASES}))
def test_examples_are_read_so_and_counterexamples_are_not(table):
    """A table at a time: as tests of their own, eleven thousand cases took longer to be counted than to be read."""
    tried = [(case, verdict(case, LEXICON)) for case in CASES if case.table == table]
    assert [(c.key, c.entry["id"], c.text, result.read) for c, result in tried if not result.passed] == []


def test_every_table_with_examples_is_tried():
    told = {file.stem for file in FILES if any(e.get("examples") or e.get("written") for e in LEXICON.table(file.stem))}
    assert {case.table for case in CASES} == told - {
        "forms",
        "findings",
    }  # tests/test_rules.py, tests/checks/test_codes.py


def test_a_role_word_says_one_role():
    said = [(entry["kind"], word) for entry in LEXICON.table("roles") for word in entry["words"]]
    assert sorted(said) == sorted(set(said))


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
