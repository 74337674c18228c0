"""One PDF page through pdfium: its characters, its ruling lines and how much of it is pictures, turned upright.

Coordinates are points with the origin at the top left of the page as it is read: turned by its own /Rotate, and
turned once more where most of its text runs up or down (a wide table on an upright page).
pdfium's calls are cheap, a call per character is not: each character costs four, its text object two more, once.
pdfium is not thread-safe, not even with two documents.
"""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import Any

from policy_parse.readers.pages.page import PageContent
from policy_parse.readers.pdf.drawing import count_flat_texts, read_drawing
from policy_parse.readers.pdf.glyphs import Characters, place_characters, read_characters
from policy_parse.readers.pdf.turning import ReadingFrame


def read_page(document: Any, index: int) -> PageContent:
    """The content of page `index` (0-based). Raises ``pypdfium2.PdfiumError`` where pdfium cannot load it."""
    import pypdfium2.raw as pdfium

    page = document[index]
    try:
        text_page = page.get_textpage()
        try:
            rotation = pdfium.FPDFPage_GetRotation(page.raw) % 4
            characters = read_characters(pdfium, text_page.raw)
            frame = reading_frame(pdfium, page.raw, characters)
            width, height = frame.size
            glyphs, turned, unusable = place_characters(characters, frame)
            drawing = read_drawing(pdfium, page.raw, frame)
            return PageContent(
                number=index + 1,
                width=width,
                height=height,
                glyphs=glyphs,
                turned=turned,
                edges=drawing.edges,
                picture_share=min(1.0, drawing.picture_area / max(1.0, width * height)),
                unusable=unusable,
                unseen=count_flat_texts(pdfium, page.raw) if drawing.text_objects > characters.objects else 0,
                turn=(frame.turn - rotation) % 4,
            )
        finally:
            text_page.close()
    finally:
        page.close()


def reading_frame(pdfium: Any, page: Any, characters: Characters) -> ReadingFrame:
    """The frame in which a page with these characters is read: turned as most of its text is."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    directions = Counter(map(attrgetter("direction"), characters.styles))
    del directions[None]
    turn = directions.most_common(1)[0][0] if directions else pdfium.FPDFPage_GetRotation(page) % 4
    return ReadingFrame(box.left, box.bottom, box.right, box.top, turn)
