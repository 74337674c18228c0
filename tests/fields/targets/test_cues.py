"""Cues: each row makes its example read as it says, and without the row the example is read otherwise."""

import pytest

from policy_parse.errors import LexiconError
from policy_parse.fields.targets.cues import COMMITMENTS, READINGS, Cue
from policy_parse.fields.targets.facts import CHEAP, FACTS
from policy_parse.fields.targets.find import weigh_numbers
from policy_parse.fields.targets.weigh import weighing
from policy_parse.fields.targets.words import TargetWords
from policy_parse.lexicon import Lexicon
from policy_parse.lexicon.schema import CUED
from policy_parse.text.fold import fold

LEXICON = Lexicon.load()
WORDS = TargetWords(LEXICON)
ROWS = LEXICON.table("target_cues")


def read_as(example, words=WORDS):
    """What the number between the two | is read as; None where it is no number at all."""
    before, number, _ = example.split("|")
    text = example.replace("|", "")
    place = len(before), len(before) + len(number)
    found = weigh_numbers(fold(text), source=text, year=2031, words=words)
    return next((n.weighing.best.reading for n in found if n.span.start < place[1] and n.span.end > place[0]), None)


def test_what_a_cue_may_speak_for_is_told_in_one_place():
    assert CUED == READINGS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_its_example_is_read_as_it_says(row):
    assert read_as(row["example"]) == (row["reads"] or row["reading"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_its_example_is_read_otherwise_without_it(row):
    rest = [other for other in ROWS if other is not row]
    assert read_as(row["example"], TargetWords(LEXICON.with_table("target_cues", rest))) != read_as(row["example"])


@pytest.mark.parametrize(("key", "value"), [("when", "blue"), ("finds", "nowhere: upon"), ("finds", "clause: nothing")])
def test_a_row_that_names_what_is_not_there_is_told(key, value):
    row = {**ROWS[0], key: value}
    with pytest.raises(LexiconError, match=r"no such|no pattern"):
        read_as(row["example"], TargetWords(LEXICON.with_table("target_cues", [row])))


def cue(reading, weight):
    return Cue(f"target_cue.{reading}", reading, weight, ())


def test_what_is_cheap_to_know_are_facts():
    assert {name for names in CHEAP.values() for name in names} <= set(FACTS)


def test_the_heaviest_reading_wins_and_the_margin_is_to_the_best_on_the_other_side():
    found = weighing([cue("level", 4.0), cue("count", 3.0), cue("support", 5.0), cue("support", -3.5)])
    assert [(candidate.reading, candidate.score) for candidate in found.candidates] == [
        ("level", 4.0), ("count", 3.0), ("support", 1.5),
    ]  # fmt: skip
    assert found.is_commitment
    assert found.margin == 2.5


def test_confidence_rises_with_the_margin_from_one_half():
    given = [weighing([cue("level", 4.0), cue("support", 4.0 - margin)]).confidence for margin in (0, 0.5, 1, 2, 4, 9)]
    assert given == sorted(given)
    assert given[0] == 0.5
    assert given[-1] <= 1


def test_commitments_are_readings():
    assert set(COMMITMENTS) < set(READINGS)
