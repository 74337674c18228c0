"""Running text as lines: a paragraph, or the part of one where another numbered item begins inside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from policy_parse.document import Document, DocumentBlock
from policy_parse.signs.lines import LineSigns
from policy_parse.span import Span
from policy_parse.structure.header.lines import Kind
from policy_parse.text.fold import Folded
from policy_parse.text.numbering import RANKS, Form, Label, read_label, spaced_numbers


class Line(NamedTuple):
    """A stretch of one paragraph block that begins with its own label, or has none."""

    block: int
    """Index into ``Document.blocks``."""
    folded: Folded
    label: Label | None
    kind: Kind | None = None
    """What the header takes the line for that it begins with; None if it begins inside a line."""

    @property
    def start(self) -> int:
        """Where it begins in the source."""
        return self.folded.start

    @property
    def end(self) -> int:
        """Where it ends in the source."""
        return self.folded.end

    @property
    def span(self) -> Span:
        """Its place in the source."""
        return self.folded.whole

    @property
    def words_start(self) -> int:
        """Folded position after its label."""
        return self.label.end if self.label else 0


BULLETS = "●■◆▲★◎○□•▶►◇➢➤"
_DECORATION = f"\n\t*#·>{BULLETS}"
"""What may stand before a number or a heading: bullets, and the marks of a markdown copy."""
_NO_ITEM_BEFORE = frozenset("第附件表图栏款条项之")
_INNER_FORMS: frozenset[Form] = frozenset({"han", "han_bracket", "arabic", "arabic_bracket", "circled"})
_LONGEST_STATEMENT = 450
_WIDEST_GAP = 8
"""So many items may be lost in one place and the numbering still be the same one."""


def read_lines(
    document: Document, whole: Folded, start: int, stop: int, signs: LineSigns, kinds: Mapping[int, Kind]
) -> list[Line]:
    """The lines of the paragraph blocks ``start`` to ``stop``, in text order; `whole`: the document's folded text.

    `kinds`: what the header takes each line for, by where it begins.

    Tables, notes and tables of contents are left out. A paragraph is cut where the next item of a running numbering
    begins inside it (…。（二）…), as happens where a document lost its line breaks.
    """
    counter = _Counter()
    boxes = _boxes(document)
    lines: list[Line] = []
    spaced = spaced_numbers(document.text, (b.span for b in document.blocks[start:stop] if is_running(b)))
    for index in range(start, stop):
        block = document.blocks[index]
        if is_running(block):
            folded = whole.between(block.span.start, block.span.end)
            own = counter if block.frame is None else _Counter()
            lines.extend(_cut(folded, index, own, signs, spaced.get(block.span.start)))
        elif block.table in boxes:
            lines.extend(_box_lines(document, whole, index, signs))
    cut = _first_items(lines, signs)
    return [Line(line.block, line.folded, line.label, kinds.get(line.start)) for line in cut]


def _first_items(lines: list[Line], signs: LineSigns) -> Iterator[Line]:
    """`lines` with 1.分类整治：（1）… cut where the next number is （2）, on the next line or soon after it."""
    for i, line in enumerate(lines):
        at = _first_of_list(line, lines[i + 1 : i + 4], signs) if line.label and "：" in line.folded.text else None
        if at is None:
            yield line
        else:
            text = line.folded.text
            yield _line(line.folded, 0, at, line.block, line.label)
            yield _line(line.folded, at, len(text), line.block, read_label(text, at))


def _first_of_list(line: Line, below: list[Line], signs: LineSigns) -> int | None:
    """Where the first item of a list begins behind the colon of `line`, whose second one stands `below`."""
    second = next((x.label for x in below if x.label is not None), None)
    if second is None or line.label is None or second.ordinal != 2 or second.rank <= line.label.rank:
        return None
    text = line.folded.text
    starts = [m.end() for m in signs.item_inside.finditer(text) if m[0][0] == "："]
    return next(
        (k for k in reversed(starts) if (x := read_label(text, k)) and (x.form, x.ordinal) == (second.form, 1)), None
    )


def frame_of(block: DocumentBlock) -> tuple[str, int] | None:
    """Which frame (专栏) a line's block stands in: a ruled box, or a table of one column; None for running text."""
    if block.frame is not None:
        return "frame", block.frame
    return ("table", block.table) if block.table is not None else None


def _boxes(document: Document) -> frozenset[int | None]:
    """Tables of one column: frames round running text (专栏)."""
    width: dict[int | None, int] = {}
    for block in document.blocks:
        if block.kind == "cell":
            reach = (block.column or 0) + (block.column_span or 1)
            width[block.table] = max(width.get(block.table, 0), reach)
    return frozenset(table for table, columns in width.items() if columns == 1)


def _box_lines(document: Document, whole: Folded, index: int, signs: LineSigns) -> Iterator[Line]:
    """The paragraphs of one framed cell, numbered for themselves."""
    span = document.blocks[index].span
    counter, at = _Counter(), span.start
    for paragraph in document.text[span.start : span.end].split("\n"):
        folded = whole.between(at, at + len(paragraph))
        yield from _cut(folded, index, counter, signs)
        at += len(paragraph) + 1


def is_running(block: DocumentBlock) -> bool:
    """True if a block is part of the running text."""
    return block.kind == "paragraph" and block.note in (None, "textbox") and not block.contents


class _Counter:
    """The last number seen of each form, forgotten when an outer form moves on, and the last of all for items that are
    numbered through over their sections.
    """

    def __init__(self) -> None:
        self.last: dict[Form, int] = {}
        self.through: dict[Form, int] = {}

    def see(self, label: Label) -> None:
        self.last = {f: n for f, n in self.last.items() if RANKS[f] <= label.rank}
        self.last[label.form] = self.through[label.form] = label.ordinal

    def expects(self, label: Label) -> bool:
        return self.last.get(label.form, 0) + 1 == label.ordinal

    def runs_on_to(self, label: Label) -> bool:
        return self.through.get(label.form, 0) + 1 == label.ordinal

    def skips_to(self, label: Label) -> bool:
        return 1 < label.ordinal - self.through.get(label.form, 0) <= _WIDEST_GAP


def _cut(
    folded: Folded, block: int, counter: _Counter, signs: LineSigns, spaced: Label | None = None
) -> Iterator[Line]:
    text = folded.text
    begin = 0
    while begin < len(text) and text[begin] in _DECORATION:
        begin += 1
    label = spaced or _run_in(text, begin, counter, signs) or read_label(text, begin)
    if label:
        counter.see(label)
    ahead = begin + 1
    while True:
        if label and (glued := _glued(text, label, counter, signs)):
            end, start, inner = glued.start, glued.start, glued
        elif (following := _next_item(text, begin, ahead, label, counter, signs)) is not None:
            end, start, inner = following
        else:
            break
        yield _line(folded, begin, end, block, label)
        begin, label, ahead = start, inner, start + 1
        counter.see(inner)
    if begin < len(text):
        yield _line(folded, begin, len(text), block, label)


def _next_item(
    text: str, begin: int, ahead: int, label: Label | None, counter: _Counter, signs: LineSigns
) -> tuple[int, int, Label] | None:
    """Where the next item begins inside a paragraph: the end of what stands before it, its own start, its label."""
    for end, start in _places(text, ahead, signs):
        inner = read_label(text, start)
        if inner is not None and _starts_item(text, begin, inner, label, counter, signs):
            return end, start, inner
    return None


def _run_in(text: str, at: int, counter: _Counter, signs: LineSigns) -> Label | None:
    """The number that runs into digits of the words behind it, where it is the next one: 7.|815工程, after 6."""
    match = signs.number_run_in.match(text, at)
    if match is None or counter.last.get("arabic", 0) + 1 != int(match["number"]) or match["number"] == "1":
        return None
    return Label("arabic", match["number"], int(match["number"]), at, match.end())


def _glued(text: str, label: Label, counter: _Counter, signs: LineSigns) -> Label | None:
    """The label of an item that stands right behind the heading of its section, no mark between.

    一、健全机制（三）完善投入机制。 The first one of its form needs a second one, （一） behind 一、 aside.
    """
    run_on = signs.heading_run_on.match(text, label.end)
    inner = read_label(text, run_on.end()) if run_on else None
    if inner is None or inner.rank <= label.rank:
        return None
    if inner.ordinal == 1:
        first = label.form == "han" and inner.form == "han_bracket"
        return inner if first or _has_second(text, inner, signs) else None
    return inner if counter.expects(inner) or counter.runs_on_to(inner) else None


def _places(text: str, begin: int, signs: LineSigns) -> list[tuple[int, int]]:
    """Where an item may begin inside a paragraph: the end of what stands before it, and its own start."""
    places = [(match.start() + 1, match.end()) for match in signs.item_inside.finditer(text, begin - 1)]
    midst = [m.start() for m in signs.item_in_sentence.finditer(text, begin) if _is_word(text[m.start() - 1])]
    return sorted([*places, *((at, at) for at in midst)]) if midst else places


def _is_word(before: str) -> bool:
    return "\u4e00" <= before <= "\u9fff" and before not in _NO_ITEM_BEFORE


def _starts_item(text: str, begin: int, inner: Label, outer: Label | None, counter: _Counter, signs: LineSigns) -> bool:
    if inner.end >= len(text) or text[inner.end] in "。；，、）":
        return False
    before = text[inner.start - 1]
    if inner.form == "first_is":
        near = text[max(begin, inner.start - _LONGEST_STATEMENT) : inner.start]
        return inner.ordinal > 1 and signs.statement_end.search(near) is not None
    if inner.form not in _INNER_FORMS:
        return False
    if before == "：" and inner.ordinal == 1 and signs.measures_label.search(text, begin, inner.start):
        return signs.whole_sentence.match(text, inner.end) is not None
    if before == "：":  # 1.分类整治：（1）…。（2）…。 sentence by sentence; a list of clauses (…；…；) is one item
        return inner.ordinal == 1 and inner.form in ("arabic_bracket", "circled") and _has_second(text, inner, signs)
    if _is_word(before):
        return counter.runs_on_to(inner) and signs.titled_sentence.match(text, inner.end) is not None
    if inner.ordinal > 1:
        if counter.expects(inner):
            return before != "；" or inner.form in ("arabic_bracket", "circled")
        if before != "。" or signs.titled_sentence.match(text, inner.end) is None:
            return False
        return counter.runs_on_to(inner) or (counter.skips_to(inner) and _has_second(text, inner, signs))
    # （一）… 。1. … 2. … : a first item inside a paragraph needs a second one there
    return (
        before == "。"
        and (inner.form == "han" if outer is None else outer.rank < inner.rank)
        and inner.form in ("han", "han_bracket", "arabic")
        and _has_second(text, inner, signs)
    )


def _has_second(text: str, first: Label, signs: LineSigns) -> bool:
    for match in signs.item_inside.finditer(text, first.end - 1):
        label = read_label(text, match.end())
        if label and label.form == first.form:
            return label.ordinal == first.ordinal + 1
    return False


def _line(folded: Folded, start: int, end: int, block: int, label: Label | None) -> Line:
    """The line of ``folded[start:end]``, whose `label` was read in the whole."""
    own = label._replace(start=label.start - start, end=label.end - start) if label and start else label
    return Line(block, folded.part(start, end), own)
