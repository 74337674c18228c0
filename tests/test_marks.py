"""Documents that two readers marked before either saw what the program reads: those that may be looked into, field by field.

`judge` is scored by hand once when a round of work ends, and joins `spent` then; what it gave stands in marks/README.md.
"""

import json
import tomllib
from pathlib import Path

import pytest

from marked_documents import plan_of
from policy_parse.evaluate import evaluate_plan, faults_of, read_gold
from policy_parse.evaluate.score import total

MARKS = Path(__file__).parent / "marks"
UNMARKED = Path(__file__).parents[2] / "shared" / "corpus" / "unmarked"
SPLIT = tomllib.loads((MARKS / "split.toml").read_text("utf-8"))
FLOORS = tomllib.loads((Path(__file__).parent / "corpus_floors.toml").read_text("utf-8"))["marks"]
EVERY = [name for names in SPLIT.values() for name in names]
OPEN = [*SPLIT["develop"], *SPLIT["spent"]]

needs_unmarked = pytest.mark.skipif(not UNMARKED.is_dir(), reason="the larger corpus is not beside this project")


def marks_of(name):
    return MARKS / f"{name}.gold.json"


def document_of(name):
    """The published file of this name, whatever its suffix."""
    return next(file for file in UNMARKED.iterdir() if file.stem == name)


def test_every_marking_is_of_one_list():
    assert sorted(EVERY) == sorted(file.name.removesuffix(".gold.json") for file in MARKS.glob("*.gold.json"))


@pytest.mark.parametrize("name", EVERY)
def test_every_marking_is_one_and_names_its_document(name):
    assert read_gold(marks_of(name)).document == name
    assert "text" not in json.loads(marks_of(name).read_text("utf-8"))  # quotes and values, never the document


@needs_unmarked
@pytest.mark.parametrize("name", OPEN)
def test_the_marks_quote_their_document(name):
    assert faults_of(read_gold(marks_of(name)), plan_of(document_of(name)).text) == []


@needs_unmarked
@pytest.mark.parametrize("part", ["develop", "spent"])
def test_no_field_falls_on_what_was_marked_blind(part):
    scores = total(evaluate_plan(read_gold(marks_of(name)), plan_of(document_of(name))) for name in SPLIT[part])
    low = {
        field: round(scores.counts[field].f1, 3)
        for field, floor in FLOORS[part].items()
        if scores.counts[field].f1 < floor
    }
    assert low == {}
