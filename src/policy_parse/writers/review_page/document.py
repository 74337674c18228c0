"""The text of a plan as plain HTML: paragraphs, headings by their level, tables with merged cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from policy_parse.model import Block, Plan
from policy_parse.writers.package import UNPRINTABLE

_HIGHEST, _LOWEST = 3, 6
"""Levels of HTML headings that those of the document become: h1 and h2 are the page's own."""

_Numbered = tuple[int, Block]


def document_html(plan: Plan) -> str:
    """Every block in order with its number (``data-b``); all that the document says is escaped."""
    return "".join(_parts(plan))


def escaped(words: str) -> str:
    """`words` for HTML, without the characters that it cannot hold."""
    return escape(UNPRINTABLE.sub("", words))


def _parts(plan: Plan) -> Iterator[str]:
    levels = {section.span.start: section.level for section in plan.sections}
    blocks = enumerate(plan.blocks)
    for table, part in groupby(blocks, key=lambda one: one[1].table if one[1].kind == "cell" else None):
        if table is not None:
            yield f'<div class="wide"><table>\n{"".join(_rows(plan.text, part))}</table></div>\n'
            continue
        for number, block in part:
            tag = "p"
            if block.kind == "heading":
                tag = f"h{min(max(levels.get(block.span.start, 1), 1) + _HIGHEST - 1, _LOWEST)}"
            yield f'<{tag} class="block" data-b="{number}">{escaped(block.span.of(plan.text))}</{tag}>\n'


def _rows(text: str, cells: Iterable[_Numbered]) -> Iterator[str]:
    for _, row in groupby(cells, key=lambda one: one[1].row):
        yield "<tr>" + "".join(_cell(text, number, block) for number, block in row) + "</tr>\n"


def _cell(text: str, number: int, block: Block) -> str:
    size = f'rowspan="{block.row_span or 1}" colspan="{block.column_span or 1}"'
    return f'<td class="block" data-b="{number}" {size}>{escaped(block.span.of(text))}</td>'
