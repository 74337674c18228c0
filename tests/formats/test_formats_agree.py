"""Two readings of one text agree: the same tasks, units, targets and time limits from every format."""

from __future__ import annotations

import json

import conversions
import facts
import pytest
from scan_of import scan

from policy_parse import parse
from policy_parse.api import read
from policy_parse.evaluate import evaluate_plan

pytestmark = pytest.mark.usefixtures("read_once")

KINDS = ("numbers", "units", "targets", "limits")
COPIES = ("plan.txt", "plan.pdf", "plan.ofd", "plan.html", "from_doc.docx", "from_odt.docx", "from_rtf.docx")
CONVERTED = ("accepted.pdf", "unrepeated.pdf", "typed.html", "plan.doc", "plan.odt", "typed.rtf")


@pytest.mark.parametrize("kind", KINDS)
def test_the_docx_gives_what_a_careful_reader_finds(plan_of, kind):
    assert getattr(facts, kind)(plan_of("plan.docx")) == facts.expected()[kind]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", COPIES)
def test_every_copy_gives_what_the_docx_gives(plan_of, name, kind):
    assert getattr(facts, kind)(plan_of(name)) == getattr(facts, kind)(plan_of("plan.docx"))


@pytest.mark.parametrize("name", COPIES)
def test_every_copy_gives_the_same_header_titles_and_paths(plan_of, name):
    def rest(plan):
        titles = [("".join((t.title or "").split()), tuple("".join(p.split()) for p in t.path)) for t in plan.tasks]
        return plan.header.model_dump(exclude={"spans"}), titles

    assert rest(plan_of(name)) == rest(plan_of("plan.docx"))


@pytest.mark.parametrize("name", CONVERTED)
def test_what_libreoffice_makes_here_gives_what_the_docx_gives(converted, plan_of, name):
    for kind in KINDS:
        assert getattr(facts, kind)(converted[name]) == getattr(facts, kind)(plan_of("plan.docx"))


def test_the_pdf_has_the_layouts_that_it_is_meant_to_have():
    import pypdfium2

    with pypdfium2.PdfDocument((conversions.FIXTURES / "plan.pdf").read_bytes()) as pdf:
        pages = ["".join(page.get_textpage().get_text_range().split()) for page in pdf]
        wide = [page.get_width() > page.get_height() for page in pdf]
    assert any(page.rfind("（") > page.rfind("）") for page in pages), "a statement broken over a page"
    assert set(wide) == {True, False}, "a landscape section"
    assert sum("牵头单位配合单位" in page for page in pages) >= 2, "a head of two rows, repeated"


def test_the_copies_stay_small():
    assert sum(path.stat().st_size for path in conversions.FIXTURES.iterdir()) < 300_000


@pytest.mark.parametrize("name", ["source.pdf", "source.txt"])
def test_the_readings_of_the_real_document_agree(beibei, name):
    one, other = parse(beibei / "source.docx"), parse(beibei / name)
    for kind in KINDS:
        assert getattr(facts, kind)(other) == getattr(facts, kind)(one)


@pytest.mark.parametrize("ending", ["doc", "odt", "rtf", "html", "pdf", "ofd"])
def test_the_copies_of_the_real_document_agree(converted, beibei, ending):
    one = parse(beibei / "source.docx")
    for kind in KINDS:
        assert getattr(facts, kind)(converted[f"source.{ending}"]) == getattr(facts, kind)(one)


@pytest.mark.parametrize("ending", ["doc", "odt", "rtf", "html"])
def test_the_copies_of_the_real_document_have_its_characters_and_its_blocks(converted_documents, beibei, ending):
    one, other = read(beibei / "source.docx"), converted_documents[f"source.{ending}"]
    assert "".join(other.text.split()) == "".join(one.text.split())
    assert [(b.kind, b.row, b.column, b.row_span, b.column_span) for b in other.blocks] == [
        (b.kind, b.row, b.column, b.row_span, b.column_span) for b in one.blocks
    ]


def test_the_real_document_in_gb18030_agrees(beibei):
    one = parse(beibei / "source.docx")
    other = parse((beibei / "source.txt").read_text("utf-8").encode("gb18030"), name="source.txt")
    for kind in KINDS:
        assert getattr(facts, kind)(other) == getattr(facts, kind)(one)


def share_right(found, wanted):
    """F1 over the facts of all tasks, place by place of the list."""
    pairs = list(zip(found, wanted, strict=True))
    right = sum(len(set(a) & set(b)) for a, b in pairs)
    return 2 * right / sum(len(set(a)) + len(set(b)) for a, b in pairs)


@pytest.mark.scan
def test_a_scan_of_the_plan_is_read_nearly_as_well(plan_of):
    pytest.importorskip("rapidocr")
    plan = parse(scan((conversions.FIXTURES / "plan.pdf").read_bytes()), name="scan.pdf")
    wanted = facts.expected()
    assert share_right(facts.units(plan), wanted["units"]) >= 0.97
    assert share_right(facts.limits(plan), wanted["limits"]) >= 0.95
    assert share_right(facts.targets(plan), wanted["targets"]) >= 0.95


@pytest.mark.scan
def test_a_scan_of_the_real_document_is_read_nearly_as_well(beibei):
    pytest.importorskip("rapidocr")
    plan = parse(scan((beibei / "source.pdf").read_bytes()), name="scan.pdf")
    score = evaluate_plan(json.loads((beibei / "gold.json").read_text("utf-8")), plan)
    assert score.counts["unit"].f1 >= 0.97
    assert score.counts["deadline"].f1 >= 0.95
    assert score.counts["target"].f1 >= 0.95
