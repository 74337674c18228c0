"""What the front and back matter of a document say: titles, number, issuers, dates, recipients, region, period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from policy_parse.document.blocks import Document
from policy_parse.model.header import DocumentNumber, Header
from policy_parse.span import Span
from policy_parse.structure.header.issuers import Issued, find_issued
from policy_parse.structure.header.lines import HeaderLine, Kind, read_header_lines
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
from policy_parse.structure.header.signs import HeaderSigns
from policy_parse.structure.header.title_lines import title_ending_at
from policy_parse.structure.header.title_text import Title, quoted_whole
from policy_parse.structure.header.titles import Titles, begins_with_letter, find_titles
from policy_parse.structure.header.words import HeaderWords
from policy_parse.structure.lines import Line
from policy_parse.text.fold import Folded, clean


class FrontMatter(NamedTuple):
    """The header, and which blocks are not the plan's own text.

    ``body_start`` and ``body_end`` are block numbers, half-open: what stands before is front matter, what stands
    after is back matter (版记, 附注, signature).
    """

    header: Header
    title: Line | None
    """The plan's title as a line of the text."""
    body_start: int
    body_end: int
    kinds: Mapping[int, Kind]
    """What each line is, by where it begins in the text."""


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

    def claim_lines(self, first: int, last: int) -> None:
        self.lines.update(range(first, last + 1))


def _span(folded: Folded) -> Span:
    return folded.whole


def read_front_matter(document: Document, whole: Folded, words: HeaderWords) -> FrontMatter:
    """Read the header of `document` and where the plan's own text begins and ends; `whole`: its folded text."""
    lines = read_header_lines(document, whole, words)
    titles = find_titles(lines, words.signs)
    lead = titles.lead
    fields = _Fields(document.text)
    if titles.own is not None:
        fields.words("title", titles.own.folded)
        fields.claim_lines(titles.own.first, titles.own.last)
    if titles.notice is not None:
        fields.words("notice_title", titles.notice.folded)
        fields.claim_lines(titles.notice.first, titles.notice.last)
    _read_number(fields, lines, lead, words.signs)
    issued = find_issued(lines, titles, words)
    _read_issued(fields, issued)
    _read_lists(fields, lines, titles, words)
    printed = find_printed(lines)
    if printed is not None:
        fields.value("printed_on", printed[1], printed[0])
        above = printed[2] - 1
        fields.claim_lines(above if above >= 0 and lines[above].kind == "unit" else printed[2], printed[2])
    for title in (titles.own, titles.notice):
        period = find_period(title.folded, words.signs) if title and "plan_period" not in fields.values else None
        if period is not None:
            fields.value("plan_period", *period)
    region = find_region(titles, issued, document.text, words)
    if region is not None:
        fields.value("region", *region)
    start = _body_start(lines, titles, issued, fields.lines, words)
    end = _body_end(lines, fields.lines, start)
    title_span = fields.spans.get("title")
    if titles.own is not None and (whole_title := quoted_whole(titles.own, lines)) is not None:
        fields.words("title", whole_title)
    return FrontMatter(
        header=Header(**fields.values, spans=fields.spans),
        title=_title_line(title_span, lines, whole) if isinstance(title_span, Span) else None,
        body_start=lines[start].block if start < len(lines) else len(document.blocks),
        body_end=lines[end].block if end < len(lines) else len(document.blocks),
        kinds={line.folded.start: line.kind for line in lines if not line.cell},
    )


def _title_line(title: Span, lines: Sequence[HeaderLine], whole: Folded) -> Line:
    block = next(line.block for line in lines if line.folded.end > title.start)
    return Line(block, whole.between(title.start, title.end), None)


def _read_number(fields: _Fields, lines: Sequence[HeaderLine], lead: Title | None, signs: HeaderSigns) -> None:
    found = find_number(lines, signs)
    if found is not None:
        folded, line = found
        fields.claim_lines(line, line)
    elif lead is not None and lead.number is not None:
        folded = lead.number
    else:
        return
    match = signs.number.search(folded.text)
    if match is None:
        return
    start, end = trim_code(match, signs)
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
    fields.claim_lines(issued.first, issued.last)


def _read_lists(fields: _Fields, lines: Sequence[HeaderLine], titles: Titles, words: HeaderWords) -> None:
    lead = titles.lead

    def title_near(line: int) -> Folded | None:
        near = range(line, min(line + 4, len(lines)))
        named = (i for i in near if lines[i].kind in ("plain", "unit"))
        titles = (title_ending_at(lines, i, words.signs, after=line - 1) for i in named)
        return next((title.folded for title in titles if title is not None), None)

    attached = find_attachments(lines, title_near, words)
    if attached is not None and lead is not None and [i.text for i in attached.items] == [lead.text]:
        attached = None  # 附件 above the title: the document is one, and names none
    for name, listed in (
        ("recipients", find_recipients(lines, titles.below, words) if lead or begins_with_letter(lines) else None),
        ("copied_to", find_copied(lines, words)),
        ("attachments", attached),
    ):
        if listed is not None:
            fields.list(name, listed.items)
            fields.claim_lines(listed.first, listed.last)


def _body_start(
    lines: Sequence[HeaderLine], titles: Titles, issued: Issued, taken: set[int], words: HeaderWords
) -> int:
    """Find the first line of the plan's own text: below its title and what belongs to it."""
    own, notice = titles.own, titles.notice
    if own is None:
        at = 0
    elif notice is not None and own.first == notice.first:
        at = notice.last + 1
        if notice.last < issued.first and issued.last - notice.last < len(lines) - issued.last:
            at = issued.last + 1  # the plan follows the signature without a title of its own
    else:
        at = _repeated(lines, own, words).last + 1
    while at < len(lines) and (at in taken or lines[at].kind in ("number", "date", "remark", "noise", "letterhead")):
        at += 1
    return at


def _repeated(lines: Sequence[HeaderLine], own: Title, words: HeaderWords) -> Title:
    """Find the last place of the title before the text: it stands again below a cover or a table of contents."""
    for i in range(own.last + 1, min(own.last + 40, len(lines))):
        if lines[i].kind == "body":
            break
        title = title_ending_at(lines, i, words.signs, after=own.last) if lines[i].kind == "plain" else None
        if title is not None and title.text.endswith(own.text):
            return title
    return own


def _body_end(lines: Sequence[HeaderLine], taken: set[int], start: int) -> int:
    end = len(lines)
    while end > start and (
        end - 1 in taken or lines[end - 1].kind in ("remark", "printed", "copied", "letterhead", "noise")
    ):
        end -= 1
    return end
