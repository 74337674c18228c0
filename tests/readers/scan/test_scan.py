"""Scanned pages: a page of the own document rendered, turned and made noisy."""

import io
from pathlib import Path

import pytest

from policy_parse import registry
from policy_parse.document import Document
from policy_parse.errors import MissingToolError, ReadError
from policy_parse.readers.pdf import reader as pdf
from policy_parse.readers.scan import reader as ocr

OWN_DOCUMENT = Path(__file__).parents[3] / "corpus/beibei-2022-water/source.pdf"
TABLE_PAGE = 8

needs_ocr = pytest.mark.skipif(not ocr.available(), reason="the extra ocr is not installed")


def picture(color: int = 255, format: str = "PNG") -> bytes:
    from PIL import Image

    data = io.BytesIO()
    Image.new("L", (300, 400), color).save(data, format)
    return data.getvalue()


@pytest.mark.parametrize("format", ["PNG", "JPEG", "TIFF", "BMP", "WEBP"])
def test_pictures_are_known_by_their_first_bytes(format: str) -> None:
    assert registry.find_reader(picture(format=format), "page").FORMAT == "image"


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "available", lambda: False)
    with pytest.raises(MissingToolError, match="ocr"):
        ocr.read(picture(), name="page.png")


@needs_ocr
def test_a_damaged_picture_is_an_error() -> None:
    with pytest.raises(ReadError):
        ocr.read(picture()[:60], name="page.png")


@needs_ocr
def test_an_empty_picture_is_an_error() -> None:
    with pytest.raises(ReadError, match="没有认出文字"):
        ocr.read(picture(), name="page.png")


def scan(page: int, turned: float) -> bytes:
    """A page of the own document as a scanner gives it: 200 dpi, turned, noisy, JPEG."""
    import numpy
    import pypdfium2
    from PIL import Image

    document = pypdfium2.PdfDocument(OWN_DOCUMENT)
    image = document[page - 1].render(scale=200 / 72).to_pil().convert("L")
    document.close()
    image = image.rotate(turned, fillcolor=255, resample=Image.Resampling.BICUBIC)
    noisy = numpy.asarray(image) * 0.93 + 8 + numpy.random.default_rng(7).normal(0, 9, (image.height, image.width))
    data = io.BytesIO()
    Image.fromarray(noisy.clip(0, 255).astype("uint8")).save(data, "JPEG", quality=55, dpi=(200, 200))
    return data.getvalue()


@pytest.fixture(scope="module")
def recognized() -> Document:
    return ocr.read(scan(TABLE_PAGE, 0.6), name="page.jpg")


@needs_ocr
def test_a_scanned_table_has_the_cells_of_the_drawn_one(recognized: Document) -> None:
    import pypdfium2

    whole = pypdfium2.PdfDocument(OWN_DOCUMENT)
    single = pypdfium2.PdfDocument.new()
    single.import_pages(whole, [TABLE_PAGE - 1])
    data = io.BytesIO()
    single.save(data)
    drawn = pdf.read(data.getvalue(), name="page.pdf")
    places = [(b.row, b.column, b.row_span, b.column_span) for b in drawn.blocks if b.kind == "cell"]
    assert [(b.row, b.column, b.row_span, b.column_span) for b in recognized.blocks if b.kind == "cell"] == places
    wrong = [
        (a.span.of(drawn.text), b.span.of(recognized.text))
        for a, b in zip(drawn.blocks, recognized.blocks, strict=True)
        if a.span.of(drawn.text) != b.span.of(recognized.text)
    ]
    assert len(wrong) <= 0.1 * len(places), wrong


@needs_ocr
def test_recognized_blocks_say_so(recognized: Document) -> None:
    assert recognized.format == "image"
    assert all(0.5 < (b.confidence or 0) <= 1 for b in recognized.blocks if b.span.of(recognized.text))
    assert {b.page for b in recognized.blocks} == {1}
    assert [notice.code for notice in recognized.notices] == ["page-recognized"]


@needs_ocr
def test_a_scan_with_a_text_layer_gets_its_table_from_the_lines_in_its_picture() -> None:
    from dataclasses import replace

    import pypdfium2

    from policy_parse.readers.pages.layout import lay_out_page, lay_out_pages
    from policy_parse.readers.pdf.page import read_page
    from policy_parse.signs.reading import builtin_signs

    signs = builtin_signs()

    document = pypdfium2.PdfDocument(OWN_DOCUMENT)
    drawn = read_page(document, TABLE_PAGE - 1)
    pictured = replace(drawn, edges=pdf.ocr_edges(document, TABLE_PAGE - 1), picture_share=1.0)
    document.close()

    def cells(content: object) -> list[tuple[int, int, int, str]]:
        tables = [
            piece for piece in lay_out_pages([lay_out_page(content, signs)], signs.pages) if hasattr(piece, "cells")
        ]  # type: ignore[arg-type]
        return [(c.row, c.column, c.row_span, c.text) for table in tables for c in table.cells]

    assert cells(pictured) == cells(drawn)
