"""What the front and back matter of a document say: titles, number, issuers, dates, recipients, region, period."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from policy_parse.document.blocks import Document
from policy_parse.lexicon.load import Lexicon
from policy_parse.model.header import DocumentNumber, Header
from policy_parse.span import Span
from policy_parse.structure.header.issuers import Issued, find_issued
from policy_parse.structure.header.letter import begins_with_letter
from policy_parse.structure.header.lines import NUMBER, HeaderLine, read_header_lines, title_words
from policy_parse.structure.header.parts import (
    find_attachments,
    find_copied,
    find_number,
    find_printed,
    find_recipients,
    trim_code,
)
from policy_parse.structure.header.period import find_period
from policy_parse.structure.header.region import find_region
from policy_parse.structure.header.titles import Title, Titles, find_titles, title_ending_at
from policy_parse.text.fold import Folded, clean, fold


class FrontMatter(NamedTuple):
    """The header, and which blocks are not the plan's own text.

    ``body_start`` and ``body_end`` are block numbers, half-open: what stands before is front matter, what stands
    after is back matter (版记, 附注, signature).
    """

    header: Header
    body_start: int
    body_end: int


def read_header(document: Document, lexicon: Lexicon) -> Header:
    """Read every header field that `document` gives, each with the span that it was read from.

    Errors: none; what is not there is null or empty.
    """
    return read_front_matter(document, fold(document.text), lexicon).header


def plan_year(header: Header) -> int | None:
    """Return the year that 年底前 means: the plan's first, else that of issue, printing or number; else None."""
    if header.plan_period is not None:
        return header.plan_period.start_year
    date = header.issued_on or header.printed_on
    if date is not None:
        return date.year
    return header.document_number.year if header.document_number else None


class _Fields:
    """The header being filled: values, where they were read, and the lines that hold nothing else."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.values: dict[str, Any] = {}
        self.spans: dict[str, Span | tuple[Span, ...]] = {}
        self.lines: set[int] = set()

    def words(self, name: str, folded: Folded) -> None:
        span = _span(folded)
        self.values[name], self.spans[name] = clean(span.of(self.text)), span

    def list(self, name: str, items: Sequence[Folded]) -> None:
        spans = tuple(_span(item) for item in items if item.text)
        if spans:
            self.values[name], self.spans[name] = tuple(clean(span.of(self.text)) for span in spans), spans

    def value(self, name: str, value: object, folded: Folded) -> None:
        self.values[name], self.spans[name] = value, _span(folded)

    def takes(self, first: int, last: int) -> None:
        self.lines.update(range(first, last + 1))


def _span(folded: Folded) -> Span:
    return folded.span(0, len(folded.text))


def read_front_matter(document: Document, whole: Folded, lexicon: Lexicon) -> FrontMatter:
    """Read the header of `document` and where the plan's own text begins and ends; `whole`: its folded text."""
    lines = read_header_lines(document, whole, lexicon)
    titles = find_titles(lines, lexicon)
    lead = titles.lead
    fields = _Fields(document.text)
    if titles.own is not None:
        fields.words("title", titles.own.folded)
        fields.takes(titles.own.first, titles.own.last)
    if titles.notice is not None:
        fields.words("notice_title", titles.notice.folded)
        fields.takes(titles.notice.first, titles.notice.last)
    _read_number(fields, lines, lead)
    issued = find_issued(lines, titles, lexicon)
    _read_issued(fields, issued)
    _read_lists(fields, lines, titles, lexicon)
    printed = find_printed(lines)
    if printed is not None:
        fields.value("printed_on", printed[1], printed[0])
        above = printed[2] - 1
        fields.takes(above if above >= 0 and lines[above].kind == "unit" else printed[2], printed[2])
    for title in (titles.own, titles.notice):
        period = find_period(title.folded) if title and "plan_period" not in fields.values else None
        if period is not None:
            fields.value("plan_period", *period)
    region = find_region(titles, issued, document.text, lexicon)
    if region is not None:
        fields.value("region", *region)
    start = _body_start(lines, titles, issued, fields.lines, lexicon)
    end = _body_end(lines, fields.lines, start)
    return FrontMatter(
        header=Header(**fields.values, spans=fields.spans),
        body_start=lines[start].block if start < len(lines) else len(document.blocks),
        body_end=lines[end].block if end < len(lines) else len(document.blocks),
    )


def _read_number(fields: _Fields, lines: Sequence[HeaderLine], lead: Title | None) -> None:
    found = find_number(lines)
    if found is not None:
        folded, line = found
        fields.takes(line, line)
    elif lead is not None and lead.number is not None:
        folded = lead.number
    else:
        return
    match = NUMBER.search(folded.text)
    if match is None:
        return
    start, end = trim_code(match)
    folded = folded.part(start, end)
    span = _span(folded)
    number = DocumentNumber(
        text=clean(span.of(fields.text)),
        code=match["code"][start - match.start("code") :],
        year=int(match["year"]),
        serial=int(match["serial"]),
    )
    fields.value("document_number", number, folded)


def _read_issued(fields: _Fields, issued: Issued) -> None:
    fields.list("issuers", issued.issuers)
    if issued.date is not None and issued.date_folded is not None:
        fields.value("issued_on", issued.date, issued.date_folded)
    fields.takes(issued.first, issued.last)


def _read_lists(fields: _Fields, lines: Sequence[HeaderLine], titles: Titles, lexicon: Lexicon) -> None:
    words = title_words(lexicon)
    lead = titles.lead

    def title_near(line: int) -> Folded | None:
        for i in range(line, min(line + 4, len(lines))):
            title = title_ending_at(lines, i, words, after=line - 1) if lines[i].kind in ("plain", "unit") else None
            if title is not None:
                return title.folded
        return None

    attached = find_attachments(lines, title_near)
    if attached is not None and lead is not None and [i.text for i in attached.items] == [lead.text]:
        attached = None  # 附件 above the title: the document is one, and names none
    for name, listed in (
        ("recipients", find_recipients(lines, titles.below, lexicon) if lead or begins_with_letter(lines) else None),
        ("copied_to", find_copied(lines, lexicon)),
        ("attachments", attached),
    ):
        if listed is not None:
            fields.list(name, listed.items)
            fields.takes(listed.first, listed.last)


def _body_start(lines: Sequence[HeaderLine], titles: Titles, issued: Issued, taken: set[int], lexicon: Lexicon) -> int:
    """Find the first line of the plan's own text: below its title and what belongs to it."""
    own, notice = titles.own, titles.notice
    if own is None:
        at = 0
    elif notice is not None and own.first == notice.first:
        at = notice.last + 1
        if notice.last < issued.first and issued.last - notice.last < len(lines) - issued.last:
            at = issued.last + 1  # the plan follows the signature without a title of its own
    else:
        at = _repeated(lines, own, lexicon).last + 1
    while at < len(lines) and (at in taken or lines[at].kind in ("number", "date", "remark", "noise", "letterhead")):
        at += 1
    return at


def _repeated(lines: Sequence[HeaderLine], own: Title, lexicon: Lexicon) -> Title:
    """Find the last place of the title before the text: it stands again below a cover or a table of contents."""
    words = title_words(lexicon)
    for i in range(own.last + 1, min(own.last + 40, len(lines))):
        if lines[i].kind == "body":
            break
        title = title_ending_at(lines, i, words, after=own.last) if lines[i].kind == "plain" else None
        if title is not None and title.text == own.text:
            return title
    return own


def _body_end(lines: Sequence[HeaderLine], taken: set[int], start: int) -> int:
    end = len(lines)
    while end > start and (
        end - 1 in taken or lines[end - 1].kind in ("remark", "printed", "copied", "letterhead", "noise")
    ):
        end -= 1
    return end
