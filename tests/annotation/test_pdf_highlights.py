"""Highlights with notes on a copy of a PDF: at the right characters, behind the bytes of the source."""

import ctypes
import io

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from policy_parse import Span, annotate, notes_of, parse
from policy_parse.annotation.pdf_copy import highlighted
from policy_parse.readers.pdf.turning import ReadingFrame


def annotations(data):
    """For each highlight: its page, what it says, and the characters of the page that lie in its boxes."""
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    found = []
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        for number in range(pdfium.FPDFPage_GetAnnotCount(page.raw)):
            note = pdfium.FPDFPage_GetAnnot(page.raw, number)
            quads, words = pdfium.FS_QUADPOINTSF(), ""
            for i in range(pdfium.FPDFAnnot_CountAttachmentPoints(note)):
                pdfium.FPDFAnnot_GetAttachmentPoints(note, i, quads)
                words += inside(text, quads.x1, quads.y3, quads.x2, quads.y1)
            buffer = ctypes.create_string_buffer(8192)
            size = pdfium.FPDFAnnot_GetStringValue(
                note, b"Contents", ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 8192
            )
            found.append((index + 1, buffer.raw[: size - 2].decode("utf-16-le"), words))
    return found


def inside(text, left, bottom, right, top):
    chars = []
    for i in range(text.count_chars()):
        a, b, c, d = text.get_charbox(i)
        if left <= (a + c) / 2 <= right and bottom <= (b + d) / 2 <= top:
            chars.append(text.get_text_range(i, 1))
    return "".join("".join(chars).split())


@pytest.fixture(scope="module")
def noted(beibei):
    data = (beibei / "source.pdf").read_bytes()
    plan = parse(data)
    return data, plan, highlighted(data, notes_of(plan), name="source.pdf")


def test_each_finding_is_marked_at_its_characters(noted):
    _, plan, copy = noted
    found = annotations(copy)
    for span, note in notes_of(plan):
        page = next(block.page for block in reversed(plan.blocks) if block.span.start <= span.start)
        words = "".join(span.of(plan.text).split())
        assert {(page, note, words), (page + 1, note, words)} & set(found)  # a paragraph goes on over the page
    assert len(found) == len(notes_of(plan))


def test_the_copy_begins_with_the_source_and_reads_the_same(noted):
    data, plan, copy = noted
    assert copy.startswith(data)
    assert parse(copy).text == plan.text
    assert copy == highlighted(data, notes_of(plan), name="source.pdf")


def test_a_paragraph_over_two_pages_is_marked_on_both(noted):
    data, plan, _ = noted
    pages = {block.page for block in plan.blocks}
    assert len(pages) > 1
    block = next(
        one
        for one, after in zip(plan.blocks, plan.blocks[1:], strict=False)
        if one.kind == "paragraph" and after.page != one.page and len(one.span) > 150
    )
    copy = highlighted(data, [(block.span, "说明")], name="source.pdf")
    marked = annotations(copy)
    assert [page for page, _, _ in marked] == [block.page, block.page + 1]
    assert "".join(words for _, _, words in marked) == "".join(block.span.of(plan.text).split())


def test_a_note_on_the_whole_document_is_on_its_first_block(noted):
    data, plan, _ = noted
    [(page, note, words)] = annotations(highlighted(data, [(None, "说明")], name="source.pdf"))
    assert (page, note) == (1, "说明")
    assert words == "".join(plan.blocks[0].span.of(plan.text).split())


@pytest.mark.parametrize("turn", range(4))
def test_the_way_from_the_page_as_read_leads_back(turn):
    frame = ReadingFrame(10, 20, 310, 420, turn)
    for point in ((10, 20), (310, 420), (50, 300)):
        assert frame.user_point(*frame.point(*point)) == point


def test_written_whole_and_never_over_the_source(noted, beibei, tmp_path):
    _, plan, copy = noted
    out = tmp_path / "noted.pdf"
    annotate(beibei / "source.pdf", notes_of(plan), out)
    assert out.read_bytes() == copy
    with pytest.raises(ValueError, match="beyond the text"):
        annotate(beibei / "source.pdf", [(Span(0, 10**6), "说明")], tmp_path / "other.pdf")
    assert [file.name for file in tmp_path.iterdir()] == ["noted.pdf"]
