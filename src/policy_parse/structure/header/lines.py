"""The lines of a document, folded, each with its block and its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from policy_parse.document.blocks import Document
from policy_parse.span import Span
from policy_parse.structure.header.words import HeaderWords
from policy_parse.text.dates import find_dates
from policy_parse.text.fold import Folded
from policy_parse.text.numbering import Form, read_label

Kind = Literal[
    "plain",
    "unit",
    "letterhead",
    "number",
    "date",
    "recipients",
    "attachment",
    "remark",
    "copied",
    "printed",
    "noise",
    "body",
]
"""What a line is; titles are made of ``plain`` lines, and of ``unit`` lines above them."""


class HeaderLine:
    """One line of a block; `folded` has absolute offsets. Its kind is told when it is first asked for."""

    __slots__ = ("_kind", "_words", "block", "cell", "centered", "folded", "size")

    def __init__(
        self, block: int, folded: Folded, words: HeaderWords, *, centered: bool, cell: bool, size: float | None
    ) -> None:
        self.block, self.folded, self.centered, self.cell, self.size = block, folded, centered, cell, size
        self._words = words
        self._kind: Kind | None = None

    @property
    def kind(self) -> Kind:
        """What the line is."""
        if self._kind is None:
            self._kind = _kind(self.text, self._words)
        return self._kind

    def joined(self, folded: Folded) -> HeaderLine:
        """The same line with the words of those that it goes on in; its kind stays."""
        line = HeaderLine(self.block, folded, self._words, centered=self.centered, cell=self.cell, size=self.size)
        line._kind = self.kind
        return line

    @property
    def text(self) -> str:
        """The folded words."""
        return self.folded.text

    @property
    def span(self) -> Span:
        """The line in the source, without the spaces around it."""
        return self.folded.whole


# 12. before the first document of a collected volume
_COLLECTED = re.compile(r"^[0-9]{1,3}[.、](?![0-9])")
_SENTENCE = re.compile(r"[。；]|，$")
_LONGEST_TITLE_LINE = 120
_LONGEST_LIST = 600
"""Characters that recipients may take."""
_LONGEST_DATE = 24
"""二〇二二年十二月三十一日 with line breaks and brackets."""
_BRACKETED = re.compile(r"^[（(〔](.*)[）)〕]$")


_ITEM_FORMS: frozenset[Form] = frozenset(
    ("chapter", "section", "article", "han", "han_bracket", "arabic", "arabic_bracket")
)


def is_numbered(text: str) -> bool:
    """True if a folded line begins with a number of the outline: 一、 （一） 1. 第一章."""
    label = read_label(text)
    return label is not None and label.form in _ITEM_FORMS


def read_header_lines(document: Document, whole: Folded, words: HeaderWords) -> list[HeaderLine]:
    """Every line of `document`, whose folded text is `whole`, that holds a character, in text order, with its kind.

    A block is a line, or several where it has line breaks in it. Notes beside the text and tables of contents are
    left out; so is the number that a collected volume puts before the document (12. 某某市…方案). A cell as wide
    as its table, a frame round text or a title over the columns, counts as a paragraph.
    """
    return list(_lines(document, whole, words))


def _lines(document: Document, whole: Folded, words: HeaderWords) -> Iterator[HeaderLine]:
    widths: dict[int | None, int] = {}
    for block in document.blocks:
        widths[block.table] = max(widths.get(block.table, 0), (block.column or 0) + (block.column_span or 1))
    opening = True
    for number, block in enumerate(document.blocks):
        if block.contents or block.note in ("footnote", "endnote", "form"):
            continue
        start, end = block.span.start, block.span.end
        while start < end:
            stop = document.text.find("\n", start, end)
            stop = end if stop < 0 else stop
            # a long paragraph is text: its beginning is enough
            folded = whole.between(start, stop if stop - start <= _LONGEST_LIST else start + _LONGEST_TITLE_LINE * 2)
            if opening and folded.text:
                collected = _COLLECTED.match(folded.text)
                folded = folded.part(collected.end(), len(folded.text)) if collected else folded
                opening = not folded.text
            if folded.text.strip("\t"):
                yield HeaderLine(
                    block=number,
                    folded=folded,
                    words=words,
                    centered=block.alignment == "center" or block.heading == 0,
                    cell=block.kind == "cell" and (block.column_span or 1) < widths[block.table],
                    size=block.size,
                )
            start = stop + 1


def _kind(text: str, words: HeaderWords) -> Kind:
    signs = words.signs
    if len(text) > _LONGEST_TITLE_LINE:
        fields = signs.list_of_fields.match(text) is not None
        return "noise" if fields else "recipients" if _recipients_end(text) else "body"
    if "号" in text and signs.number_line.match(text) and not signs.title_before_number.search(text):
        return "number"
    if text[0] in "抄主" and signs.copied.match(text):
        return "copied"
    if "印" in text[-3:] and signs.printed.search(text) and len(text) < 80:
        return "printed"
    if is_date(text):
        return "date"
    if signs.remark.match(text):
        return "remark"
    if text[0] == "附" and signs.annex_line.match(text):
        return "attachment"
    if (text[-1] == "月" and signs.month_line.match(text)) or signs.noise.search(text):
        return "noise"
    if _recipients_end(text):
        return "recipients"
    if is_numbered(text):
        return "body"
    if _SENTENCE.search(text) or (signs.body_start.match(text) and not signs.title_end.search(text)):
        return "body"
    if words.is_unit(text, strict=True):
        return "unit"
    head = signs.letterhead.match(text)
    return "letterhead" if head and words.is_unit(head["office"], strict=True) else "plain"


def _recipients_end(text: str) -> bool:
    return text.endswith("：") and 3 <= len(text) <= _LONGEST_LIST and "。" not in text and not text.startswith("附")


def is_date(text: str) -> bool:
    """True if a folded line is a date and nothing else but brackets round it: （2022年6月17日）."""
    if len(text) > _LONGEST_DATE:
        return False
    inner = _BRACKETED.match(text)
    plain = inner[1] if inner else text
    dates = find_dates(plain)
    return len(dates) == 1 and dates[0].start == 0 and len(plain) - dates[0].end <= 1


def join_lines(lines: Sequence[HeaderLine]) -> Folded:
    """One folded text of `lines` in a row, without the breaks between them."""
    text: list[str] = []
    offsets: list[int] = []
    for line in lines:
        text.append(line.text)
        offsets.extend(line.folded.offsets)
    return Folded("".join(text), offsets)
