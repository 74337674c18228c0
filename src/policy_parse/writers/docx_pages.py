"""A landscape Word document of tables that fill the page: what those of plans and of comparisons share."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from policy_parse.writers.docx_xml import BODY, CELL_MARGIN, page_number
from policy_parse.writers.package import UNPRINTABLE, timeless
from policy_parse.writers.widths import fitted, width_of

_PAGE = (297, 210)
_MARGIN = 15
"""Millimetres."""
_NARROWEST, _MOST = 2.4, 6.2
"""Chinese characters: what a column has at least, and what its longest line can claim before the rest is dealt out."""


def landscape(title: str, elements: Iterable[str]) -> bytes:
    """The file: `elements` of the body in order (`docx_xml`), numbers at the foot of the pages.

    The same elements always give the same bytes.
    """
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml import parse_xml
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(_PAGE[0]), Mm(_PAGE[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    section.footer_distance = Mm(7)
    body = document.element.body
    for element in elements:
        body.insert(len(body) - 1, parse_xml(element))
    footer = section.footer.paragraphs[0]._p
    footer.getparent().replace(footer, parse_xml(page_number()))
    _set_fonts(document)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = UNPRINTABLE.sub("", title)[:255], "policy-parse", ""
    properties.language = "zh-CN"
    out = io.BytesIO()
    document.save(out)
    return timeless(out.getvalue())


def column_widths(
    heads: Sequence[str], words: Sequence[Sequence[str]], least: Mapping[str, float], size: float
) -> list[int]:
    """Widths in twentieths of a point that fill the page; `least` in characters of `size` for some columns."""
    lowest = []
    for x, head in enumerate(heads):
        longest = max((width_of(line) for row in words for line in row[x].split("\n")), default=0.0)
        lowest.append(least.get(head) or max(_NARROWEST, min(longest + 0.6, _MOST)))
    margins = 2 * CELL_MARGIN / 20 / size
    total = (_PAGE[0] - 2 * _MARGIN) * 72 / 25.4 / size - margins * len(heads)
    return [int((width + margins) * size * 20) for width in fitted(words, lowest, total, filled=True)]


def _set_fonts(document: Any) -> None:
    from docx.oxml.ns import qn

    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), BODY)
