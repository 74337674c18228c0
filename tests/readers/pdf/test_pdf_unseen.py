"""Pages that seem to hold characters that pdfium leaves out are read a second time only while that wins something."""

from types import SimpleNamespace

import pdfplumber
import pytest

from policy_parse.readers.pages.page import Glyph, PageContent
from policy_parse.readers.pdf.unseen_text import UnseenText


def page(number: int, unseen: int) -> PageContent:
    glyph = Glyph("水", 90.0, 106.0, 700.0, 16.0, "")
    return PageContent(number, 595.0, 842.0, [glyph], [], [], 0.0, 0, unseen=unseen)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the pages that pdfplumber is asked for; on odd ones there are more characters to be seen."""
    asked: list[int] = []

    class Pages:
        def __getitem__(self, index: int) -> SimpleNamespace:
            asked.append(index + 1)
            char = {"text": "水", "size": 16, "fontname": "Song", "bottom": 702, "x0": 90, "x1": 106}
            return SimpleNamespace(chars=[char] * (3 if index % 2 == 0 else 1), close=lambda: None)

    monkeypatch.setattr(pdfplumber, "open", lambda *_, **__: SimpleNamespace(pages=Pages()))
    return asked


def test_a_page_is_read_again_and_wins(opened: list[int]) -> None:
    assert len(UnseenText(b"", None).added_to(page(1, 4)).glyphs) == 3
    assert opened == [1]


def test_after_a_page_that_won_nothing_only_one_with_more_unseen_texts_is_tried(opened: list[int]) -> None:
    unseen = UnseenText(b"", None)
    for number, count in ((2, 4), (3, 4), (5, 3), (7, 5), (4, 2)):
        unseen.added_to(page(number, count))
    assert opened == [2, 7]
