"""The faults to plant, and the findings of the one document of the project, are well formed: every quote stands once.

What the checks find of them is tested elsewhere; nothing here runs a check.
"""

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from planting import ROUNDS, STANDING

from marked_documents import file_of, needs_shared, text_of
from thoroughness import sample

HERE = Path(__file__).parent
EVERY = [plant for rows in ROUNDS.values() for plant in rows]
READ = sample(sorted({plant["document"] for plant in EVERY}), 4)
"""Documents that are read for their quotes; those of the first round are all read."""
FINDINGS = tomllib.loads((HERE / "beibei_findings.toml").read_text("utf-8"))


@cache
def published(document):
    """The characters of a text file, lines that break in a sentence joined; the paragraphs and cells of a .docx."""
    file = file_of(document)
    if file.suffix == ".pdf":
        return text_of(document)
    if file.suffix == ".txt":
        return file.read_text("utf-8").replace("\n", "")
    docx = pytest.importorskip("docx")
    body = docx.Document(str(file)).element.body
    qualified = docx.oxml.ns.qn
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter(qualified("w:t")))
        for paragraph in body.iter(qualified("w:p"))
    )


@needs_shared
@pytest.mark.parametrize(
    "plant",
    [plant for plant in EVERY if plant["document"] in READ],
    ids=lambda plant: f"{plant['codes'][0]} {plant['find'][:12]}",
)
def test_a_fault_can_be_planted_at_one_place(plant):
    texts, find = [text_of(plant["document"]), published(plant["document"])], plant["find"]
    if plant["document"].endswith(".txt"):  # of a text file lines may break anywhere
        texts, find = [text.replace("\n", "") for text in texts], find.replace("\n", "")
    assert [text.count(find) for text in texts] == [1, 1]


@needs_shared
@pytest.mark.parametrize("plant", ROUNDS["01"], ids=lambda plant: f"{plant['codes'][0]} {plant['find'][:12]}")
def test_what_is_to_be_found_stands_in_the_changed_text(plant):
    assert plant.get("op", "replace") in {"replace", "delete"}
    text = text_of(plant["document"])
    changed = text if plant.get("op") == "delete" else text.replace(plant["find"], plant["replace"])
    assert plant["words"]
    assert [words for words in plant["words"] if words not in changed] == []


def test_faults_of_every_kind_are_planted_in_ten_documents():
    assert len({plant["document"] for plant in ROUNDS["01"]}) == 10
    assert min(Counter(plant["codes"][0] for plant in ROUNDS["01"]).values()) >= 1
    assert len({(plant["document"], plant["find"], plant.get("replace")) for plant in ROUNDS["01"]}) == len(
        ROUNDS["01"]
    )


@needs_shared
def test_what_is_true_already_stands_in_its_document():
    for known in STANDING:
        assert [words for words in known["words"] if words not in text_of(known["document"])] == []


@pytest.mark.parametrize("kind", ["finding", "optional", "never"])
def test_places_of_the_findings_stand_once(kind):
    text = text_of(FINDINGS["document"])
    for finding in FINDINGS[kind]:
        assert {place: text.count(place) for place in finding["places"] if text.count(place) != 1} == {}
        assert [words for words in finding.get("words", []) if words not in text] == []
