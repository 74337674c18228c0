"""The pages of a PDF on the review page: drawn within bounds, every value boxed where its characters stand."""

import hashlib
import io

import pytest

from policy_parse import ReadError, parse, review_page
from policy_parse.review import pictures, rendered
from policy_parse.review.pictures import pictures_of
from policy_parse.writers import find_writer, render


@pytest.fixture(scope="module")
def pdf(beibei):
    return (beibei / "source.pdf").read_bytes()


@pytest.fixture(scope="module")
def plan(pdf):
    return parse(pdf, name="source.pdf")


@pytest.fixture(scope="module")
def pages(plan, pdf):
    return pictures_of(plan, pdf, name="source.pdf")


@pytest.fixture(scope="module")
def shown(plan, pdf):
    """The page for review with its pictures."""
    return review_page(plan, pdf)


def test_every_page_is_there_in_the_frame_of_its_blocks(plan, pages):
    from PIL import Image

    assert [page.page for page in pages] == list(range(1, plan.source.page_count + 1))
    for page in pages:
        width, height = Image.open(io.BytesIO(page.picture)).size
        assert abs(width / height - page.width / page.height) < 0.01
    for block in plan.blocks:
        page = pages[block.page - 1]
        x0, top, x1, bottom = block.bbox
        assert -1 <= x0 <= x1 <= page.width + 1
        assert -1 <= top <= bottom <= page.height + 1


def test_all_but_a_few_values_have_every_character_boxed(plan, pages):
    covered = {i for page in pages for line in page.lines for i in range(line.start, line.start + len(line.edges) - 1)}
    values = list(plan.values())
    wanting = [
        v
        for v in values
        if any(i not in covered and not plan.text[i].isspace() for i in range(v.span.start, v.span.end))
    ]
    assert len(wanting) <= len(values) / 100
    for page in pages:
        for line in page.lines:
            assert 0 <= line.top < line.bottom <= page.height
            assert list(line.edges) == sorted(line.edges)


def test_pictures_are_bounded_in_sum(plan, pdf, monkeypatch):
    monkeypatch.setattr(pictures, "_MOST_BYTES", 100_000)
    few = pictures_of(plan, pdf, name="source.pdf")
    assert 0 < len(few) < plan.source.page_count
    assert sum(len(page.picture) for page in few) <= 100_000


def test_long_documents_get_smaller_pictures_and_none_beyond(plan, pdf, pages, monkeypatch):
    monkeypatch.setattr(pictures, "_WIDTHS", ((2, 1100), (5, 300)))
    few = pictures_of(plan, pdf, name="source.pdf")
    assert len(few) == 5
    assert len(few[0].picture) < len(pages[0].picture)


def test_the_same_bytes_give_the_same_page(plan, pdf, shown):
    assert review_page(plan, pdf) == shown


def test_the_page_holds_the_pictures(plan, shown):
    assert shown.count(b"data:image/webp;base64,") == plan.source.page_count
    assert review_page(plan) == render(plan, "html")


def test_another_document_is_refused(plan, beibei):
    with pytest.raises(ReadError, match="not the document of this plan"):
        review_page(plan, beibei / "source.docx")


def test_a_document_without_pages_has_none(beibei):
    data = (beibei / "source.docx").read_bytes()
    assert pictures_of(parse(data), data, name="source.docx") == ()


def test_a_file_that_cannot_be_drawn_leaves_the_text(plan):
    data = b"%PDF-1.4 nothing"
    broken = plan.model_copy(
        update={"source": plan.source.model_copy(update={"sha256": hashlib.sha256(data).hexdigest()})}
    )
    assert rendered(find_writer("html"), broken, data) == render(broken, "html")


def test_boxes_are_shown_and_lead_to_values(shown, open_page):
    page = open_page(shown)
    page.click("#show-pages")
    page.click(".chip.target", 6)
    page.wait("document.querySelector('.box-lit')")
    page.wait("document.querySelector('.page .sheet img[src]').complete")
    assert page.one(".page .sheet img[src^='data:image/webp']").get_property("complete")
    boxes = page.all(".box.lead")
    page.run("arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true}))", boxes[0])
    assert "lead" in page.one(".chip.current").get_attribute("class")


def test_words_can_be_selected_on_a_page(shown, open_page):
    page = open_page(shown)
    page.click("#show-pages")
    page.click(".chip.lead")
    page.wait("document.querySelector('#pages text')")
    page.run(
        """
        const node = Array.from(document.querySelectorAll('#pages text')).find((n) => n.textContent.includes('区水利局'));
        const at = node.textContent.indexOf('区水利局');
        const range = document.createRange();
        range.setStart(node.firstChild, at);
        range.setEnd(node.firstChild, at + 4);
        getSelection().removeAllRanges();
        getSelection().addRange(range);
        """
    )
    page.wait("!document.querySelector('#picker').hidden")
    page.click("#picker [data-kind=guiding]")
    assert page.lit() == "区水利局"
