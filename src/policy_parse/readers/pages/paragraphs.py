"""Lines to paragraphs by what can be measured: indent, a line that is not full, size, centring, labels, spacing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from policy_parse.document import Alignment, Paragraph
from policy_parse.readers.pages.grid import Box
from policy_parse.readers.pages.lines import join_text, most_common
from policy_parse.readers.pages.regions import ENDED, SCRAP, PlacedLine
from policy_parse.readers.pages.ruled_tables import ROOM, first_word_width, is_open
from policy_parse.signs.pages import PageSigns

# 3 · —12— · iv, at the end of a line
_PAGE_NUMBER = re.compile(r"(?:[0-9]{1,4}|[ivx]{1,5})[ —-]{0,3}$")
_LEADERS = " \u3000\t.．·•…⋯‥—_-"
_FILLED = re.compile(r"[.．·…⋯‥]{3,}")


def is_contents(text: str) -> bool:
    """True if a line is of a table of contents: words, leaders, a page number (一、总体要求 ………… 3)."""
    page = _PAGE_NUMBER.search(text, max(0, len(text) - 8))
    if page is None or not _FILLED.search(text):
        return False
    words = text[: page.start()].rstrip(_LEADERS)
    return len(words) >= 2 and page.start() - len(words) >= 4


def _begins(previous: PlacedLine, line: PlacedLine, text: str, signs: PageSigns, *, is_first: bool) -> bool:
    """True if `line` begins a paragraph after `previous`, the last line of a paragraph that reads `text` so far.

    `is_first`: whether `previous` is that paragraph's first line too.
    """
    if previous.region.frame != line.region.frame:
        return True
    if previous.line.page == line.line.page and previous.region.box != line.region.box:
        return True
    if previous.is_entry:
        return True
    ended = text.endswith(ENDED)
    if not ended and _IDEOGRAPH.fullmatch(line.line.text):
        return False
    placed = previous.alignment in ("center", "right") or line.alignment == "right"
    if not (ended or is_first or placed) and _IDEOGRAPH.fullmatch(previous.line.text):
        return _starts_item(line.line.text, signs)
    same_size = abs(previous.line.size - line.line.size) <= 0.12 * max(previous.line.size, line.line.size)
    centred = previous.alignment == "center", line.alignment == "center"
    if line.alignment == "right" or previous.alignment == "right":
        return not (is_open(text) and line.alignment != "right")
    if any(centred):
        return not (same_size and _continues_title(previous, line, text, signs))
    if not same_size:
        return True
    if is_open(text):
        return False
    if ended and signs.closing_record.match(line.line.text):
        return True
    if not ended and _runs_over(previous, line, signs, is_first=is_first):
        return False
    if not ended and _breaks_off(text) and not _starts_item(line.line.text, signs):
        return False
    if not ended and _stops_at_number(previous, line, text, signs):
        return False
    em = line.region.em
    if previous.room * em > ROOM * previous.line.size + first_word_width(line.line):
        return True
    if _is_apart(previous, line):
        return True
    if 1.2 <= line.indent <= 4.2:
        # Two first lines in a row, unless the whole block is set in.
        return line.indent - previous.indent > 0.8 or ended or (is_first and line.region.indents)
    if line.indent > 4.2:
        return line.indent - previous.indent > 0.8
    if not ended:
        return False
    if signs.chapter.match(line.line.text):
        return True
    return not line.region.indents and _starts_item(line.line.text, signs)


_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
"""A line of one is no paragraph: it is the end of a line that was too long."""


def _runs_over(previous: PlacedLine, line: PlacedLine, signs: PageSigns, *, is_first: bool) -> bool:
    """True if a sentence goes on over a scrap of a line, or under a numbered first line set further out."""
    if _starts_item(line.line.text, signs):
        return False
    if line.region.scraps and not is_first and len(previous.line.text) <= SCRAP and line.indent < 1.2:
        return True
    hanging = 0.8 < line.indent - previous.indent < 4.5 and previous.room < 1.7
    return is_first and hanging and _starts_item(previous.line.text, signs)


# …强化组织领导。把节约用水贯穿城镇建设: sentences, and one without its end
_BROKEN_OFF = re.compile(
    r"[\u4e00-\u9fff”）]。(?:（[^（）。]{4,80}）)?"
    r"(?:[\u4e00-\u9fff“”《》、]{1,40}|[^。；：]{6,40}，[\u4e00-\u9fff“”《》、]{2,40})$"
)


def _breaks_off(text: str) -> bool:
    """True if a paragraph of sentences stops in the middle of one: a hard line end stands in it."""
    return _BROKEN_OFF.search(text) is not None


_NEARLY_FULL = 0.2
"""Share of the width that may be free at the end of a line that goes on: where all are short the margin is a guess."""


def _stops_at_number(previous: PlacedLine, line: PlacedLine, text: str, signs: PageSigns) -> bool:
    """True if a sentence stops at a digit whose unit must follow: 改造管网35 | 公里."""
    region = line.region
    room = previous.room * region.em < _NEARLY_FULL * (region.right - region.left)
    return room and text[-1:].isdigit() and not line.line.text[:1].isdigit() and not _starts_item(line.line.text, signs)


def _starts_item(text: str, signs: PageSigns) -> bool:
    return bool(signs.chapter.match(text) or signs.numbered.match(text) or signs.field_label.match(text))


def _is_apart(previous: PlacedLine, line: PlacedLine) -> bool:
    pitch = line.region.pitch
    if not pitch or previous.line.page != line.line.page:
        return False
    gap = line.line.y - previous.line.y
    return gap > (1.6 if line.region.indents else 1.3) * pitch


def _continues_title(previous: PlacedLine, line: PlacedLine, text: str, signs: PageSigns) -> bool:
    """True if a centred line goes on with the centred (or full) line above it."""
    a, b = previous.line, line.line
    if a.page != b.page or not (previous.is_level and (line.is_level or is_open(text))):
        return False
    if signs.chapter.match(b.text) or signs.numbered.match(b.text):
        return False
    if signs.document_number_part.search(a.text) or signs.document_number_part.search(b.text):
        return False
    if signs.chapter.match(a.text) or text.endswith("。") or signs.part_title.fullmatch(re.sub(r"\s", "", a.text)):
        return False
    if previous.is_large:
        return b.y - a.y <= 3.0 * a.size
    if previous.room > _SHORT and not is_open(text) and line.indent < 1 and line.room < 1:
        return False  # a centred line would have been filled before a full one follows it
    return a.bold == b.bold and b.y - a.y <= max(2.3 * a.size, 1.45 * line.region.pitch)


_SHORT = 4
"""Characters of room that make a line of body size plainly shorter than a full one."""
_TAIL = 400
"""Characters of a paragraph that tell whether it goes on."""


def build_paragraphs(lines: Iterable[PlacedLine], signs: PageSigns) -> Iterator[Paragraph]:
    """Paragraphs of `lines`, which stand in reading order and hold no page numbers or running heads."""
    open_lines: list[PlacedLine] = []
    parts: list[str] = []
    tail = ""
    for placed in _mark_columns(_mark_entries(list(lines))):
        if open_lines and _begins(open_lines[-1], placed, tail, signs, is_first=len(open_lines) == 1):
            yield _paragraph(open_lines, "".join(parts))
            open_lines, parts, tail = [], [], ""
        text = placed.line.text
        if parts:
            parts[-1] = join_text(parts[-1], text)[: -len(text)]
        parts.append(text)
        tail = join_text(tail, text)[-_TAIL:]
        open_lines.append(placed)
    if open_lines:
        yield _paragraph(open_lines, "".join(parts))


_PAGE = re.compile(r"\s[0-9]{1,3}$")
_FEWEST_ENTRIES = 3


def _mark_entries(lines: list[PlacedLine]) -> list[PlacedLine]:
    """Lines of contents: with leaders, or three or more in a row that end in a page number at the right margin."""
    like = [bool(p.line.gaps) and p.room < 2 and bool(_PAGE.search(p.line.text)) for p in lines]
    marked = list(lines)
    for i, placed in enumerate(lines):
        start, end = i, i + 1
        while start > 0 and like[start - 1]:
            start -= 1
        while end < len(lines) and like[end] and end - start < _FEWEST_ENTRIES:
            end += 1
        if is_contents(placed.line.text) or (like[i] and end - start >= _FEWEST_ENTRIES):
            marked[i] = replace(placed, is_entry=True)
    return marked


def _mark_columns(lines: list[PlacedLine]) -> Iterator[PlacedLine]:
    for i, placed in enumerate(lines):
        neighbours = [*lines[max(0, i - 2) : i], *lines[i + 1 : i + 3]]
        in_column = placed.indent > 2.7 and any(
            n.line.page == placed.line.page
            and abs(n.line.x0 - placed.line.x0) < 0.2 * placed.line.size
            and abs(n.line.x1 - placed.line.x1) > 0.6 * placed.line.size
            for n in neighbours
        )
        yield replace(placed, in_column=True) if in_column else placed


def _paragraph(placed: list[PlacedLine], text: str) -> Paragraph:
    first = placed[0].line
    here = [p.line.box for p in placed if p.line.page == first.page]
    alignments = {p.alignment for p in placed}
    alignment: Alignment | None = alignments.pop() if len(alignments) == 1 else None
    if alignment is None and any(p.alignment == "center" for p in placed) and all(p.is_level for p in placed):
        alignment = "center"
    return Paragraph(
        text=text,
        page=first.page,
        bbox=round_box(here),
        alignment=alignment,
        bold=sum(len(p.line.text) for p in placed if p.line.bold) * 2 > len(text),
        size=most_common((p.line.size, len(p.line.text)) for p in placed),
        contents=placed[-1].is_entry or is_contents(text),
        frame=placed[0].region.frame or None,
    )


def round_box(boxes: Sequence[Box]) -> Box:
    """The box round all `boxes`, to a tenth of a point."""
    return (
        round(min(b[0] for b in boxes), 1),
        round(min(b[1] for b in boxes), 1),
        round(max(b[2] for b in boxes), 1),
        round(max(b[3] for b in boxes), 1),
    )
