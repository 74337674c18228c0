"""Characters that pdfium leaves out, through pdfplumber, which needs no glyphs to place them.

A text object of one character in a font that is neither embedded nor installed has no extent for pdfium, and its text
page drops it, as it does one that repeats the text of one shortly before. Old files set every character by itself in
such fonts. Slow, so only for pages where that happens.
"""

from __future__ import annotations

import io
import logging
from dataclasses import replace
from typing import Any

from policy_parse.readers.pages.page import Glyph, PageContent
from policy_parse.readers.pdf.glyphs import visible_text

_DESCENT = 0.12
"""Of a character's box below its baseline, as a share of its size."""


class UnseenText:
    """One PDF, opened by pdfplumber when the first page needs it."""

    def __init__(self, data: bytes, password: str | None) -> None:
        self._data = data
        self._password = password or ""
        self._pages: Any = None
        self._in_vain = 0
        """The most texts that seemed unseen on a page where nothing more was found."""

    def added_to(self, content: PageContent) -> PageContent:
        """`content` with the characters of its page as pdfplumber reads them; unchanged if that finds no more.

        Only for upright text: pdfplumber keeps no writing direction. A page with no more unseen texts than one on which
        nothing was found is not read again: they are blanks.
        """
        if content.turn or content.turned or content.unseen <= self._in_vain:
            return content
        try:
            if self._pages is None:
                import pdfplumber

                # Its remarks on odd fonts go to a program's own log, where there is one, not to standard error.
                logging.getLogger("pdfminer").addHandler(logging.NullHandler())
                self._pages = pdfplumber.open(io.BytesIO(self._data), password=self._password).pages
            page = self._pages[content.number - 1]
            glyphs = [g for char in page.chars if (g := _glyph(char)) is not None]
            page.close()
        except Exception:  # pdfminer raises all sorts on files that pdfium reads
            return content
        if _visible(glyphs) > _visible(content.glyphs):
            return replace(content, glyphs=glyphs)
        self._in_vain = max(self._in_vain, content.unseen)
        return content


def _visible(glyphs: list[Glyph]) -> int:
    return sum(1 for glyph in glyphs if glyph.text != " ")


def _glyph(char: dict[str, Any]) -> Glyph | None:
    text = "".join(visible_text(ord(c)) or "" for c in char["text"])
    if not text or not char.get("upright", True):
        return None
    size = round(float(char["size"]), 1)
    name = str(char["fontname"]).rpartition("+")[2]
    face = "*" + name if "bold" in name.lower() else name
    baseline = float(char["bottom"]) - _DESCENT * size
    return Glyph(text, float(char["x0"]), float(char["x1"]), baseline, size, face)
