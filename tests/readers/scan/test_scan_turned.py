"""What paper and scanners do to a page, and what is left of it: the own document worn, turned, stamped, photographed.

Marked `scan`: each test reads a page or two, some seconds each.
"""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from test_scan import OWN_DOCUMENT

from policy_parse import parse
from policy_parse.model import Plan
from policy_parse.readers.scan import reader as ocr

pytestmark = [
    pytest.mark.scan,
    pytest.mark.skipif(not ocr.available(), reason="the extra ocr is not installed"),
]
if ocr.available():
    import made_scans as made

TABLE, TEXT = 9, 5
MADE_UP_PLAN = Path(__file__).parents[2] / "formats" / "fixtures" / "plan.pdf"


@cache
def drawn(number: int) -> Plan:
    return parse(made.single_pages(OWN_DOCUMENT.read_bytes(), [number]), name="page.pdf")


def page(number: int) -> "made.Picture":
    return made.drawn_pages(OWN_DOCUMENT.read_bytes(), [number])[0]


def units(plan: Plan) -> Counter[tuple[str, str]]:
    return Counter((unit.text, unit.role) for task in plan.tasks for unit in (*task.responsible, *task.supporting))


def f1(plan: Plan, number: int) -> float:
    found, right = units(plan), units(drawn(number))
    return 2 * (found & right).total() / (found.total() + right.total())


def doubts(plan: Plan) -> list[str]:
    return [f.code for f in plan.findings if f.code in ("page-illegible", "digits-doubtful")]


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_worn_page_is_read_whichever_way_it_lies(quarters: int) -> None:
    plan = parse(made.as_pdf([made.turned(page(TABLE), quarters)]), name="scan.pdf")
    assert f1(plan, TABLE) >= 0.95
    assert doubts(plan) == []


def test_the_boxes_of_a_page_on_its_side_are_of_the_page_as_displayed() -> None:
    picture = made.turned(page(TEXT), 1)
    document = ocr.read(made.as_png(picture), name="page.png")
    high, wide = (72 * pixels / made.DPI for pixels in picture.shape[:2])
    boxes = [block.bbox for block in document.blocks if block.bbox]
    assert boxes
    assert all(0 <= x0 < x1 <= wide and 0 <= top < bottom <= high for x0, top, x1, bottom in boxes)
    assert sum(b[3] - b[1] for b in boxes) > sum(b[2] - b[0] for b in boxes)


def test_words_under_a_seal_are_read() -> None:
    plan = parse(made.as_pdf([made.stamped(page(TABLE))]), name="scan.pdf")
    assert f1(plan, TABLE) >= 0.95


def test_a_table_on_a_photograph_is_a_table() -> None:
    plan = parse(made.as_photo(made.photographed(page(TABLE))), name="photo.jpg")
    assert f1(plan, TABLE) >= 0.95


def test_a_poor_copy_is_read_for_the_most_part() -> None:
    plan = parse(made.as_pdf([made.poor(page(TABLE))], dpi=150, quality=35), name="scan.pdf")
    assert f1(plan, TABLE) >= 0.85


@pytest.mark.parametrize(("kind", "bar"), [("worn", 0.95), ("poor", 0.85), ("photographed", 0.95)])
def test_another_plan_is_read_too(kind: str, bar: float) -> None:
    pdf = MADE_UP_PLAN.read_bytes()
    right = units(parse(made.single_pages(pdf, [3]), name="page.pdf"))
    picture = getattr(made, kind)(made.drawn_pages(pdf, [3])[0])
    scan = made.as_pdf([picture], dpi=150, quality=35) if kind == "poor" else made.as_photo(picture)
    found = units(parse(scan, name="scan.pdf" if kind == "poor" else "scan.jpg"))
    assert 2 * (found & right).total() >= bar * (found.total() + right.total())


def test_a_line_of_years_stands_by_itself() -> None:
    plan = parse(made.as_pdf([made.worn(made.drawn_pages(MADE_UP_PLAN.read_bytes(), [2])[0])]), name="scan.pdf")
    assert "\n（2023—2025年）\n" in plan.text


def test_a_page_that_nobody_could_read_says_so_and_leaves_the_pages_round_it_alone() -> None:
    first, last = page(TEXT), page(TEXT + 1)
    plan = parse(made.as_pdf([made.worn(first), made.scribbled(first), made.worn(last)]), name="scan.pdf")
    (said,) = (finding for finding in plan.findings if finding.code == "page-illegible")
    assert (said.severity, said.message[:3]) == ("warning", "第2页")
    assert {block.page for block in plan.blocks} == {1, 3}
