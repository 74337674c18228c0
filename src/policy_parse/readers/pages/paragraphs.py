"""Lines to paragraphs by what can be measured: indent, a line that is not full, size, centring, markers, spacing.

Source of the signals: GB/T 9704—2012 (first line indented two characters, titles centred, signature at the right)
and the measurements on real documents: no single signal is enough (a paragraph may end at the very edge, a web page
may indent nothing), so each is relative to the margins that the page's own lines show.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policy_parse.document import Alignment, Paragraph
from policy_parse.readers.pages.grid import Box
from policy_parse.readers.pages.lines import Line, join_text, most_common
from policy_parse.readers.pages.ruled_tables import ROOM, first_word_width, is_open


@dataclass(frozen=True, slots=True)
class Region:
    """Where lines are set: a page's body, a column of it, or a frame; margins in points."""

    left: float
    right: float
    em: float
    """Size of the body text."""
    pitch: float
    """Usual distance of two baselines; 0 where it is not known."""
    indents: bool
    """Whether its paragraphs begin with an indent."""
    frame: int = 0
    """Different for each frame drawn round text, 0 outside."""
    box: int = 0
    """Which of the frame's boxes."""
    scraps: bool = False
    """Whether lines were pushed over by a converter's wider font, so that scraps of lines stand between full ones."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line and the region it stands in."""

    line: Line
    region: Region
    is_entry: bool = False
    """Whether it is a line of a table of contents."""
    in_column: bool = False
    """Whether it begins exactly below or above a line of another length: a list, neither centred nor a signature."""

    @property
    def indent(self) -> float:
        """Characters from the left margin."""
        return (self.line.x0 - self.region.left) / self.region.em

    @property
    def room(self) -> float:
        """Characters to the right margin."""
        return (self.region.right - self.line.x1) / self.region.em

    @property
    def is_large(self) -> bool:
        """Plainly larger than the body: a title."""
        return self.line.size > 1.2 * self.region.em

    @property
    def is_level(self) -> bool:
        """As far from the left margin as from the right one; titles of web pages stand a little off."""
        difference = self.indent - self.room
        if self.is_large:
            return abs(difference) < 4.0
        # A web page centres the line together with its first-line indent of two characters.
        return -1.2 < difference < (2.6 if self.indent > 5 else 1.2)

    @property
    def alignment(self) -> Alignment | None:
        """``center`` or ``right`` where that is plain, else None."""
        if self.in_column:
            return None
        if self.is_level and (self.indent > 2.7 or self.is_large):
            return "center"
        width = (self.region.right - self.region.left) / self.region.em
        if self.indent > 0.4 * width and self.room < 0.3 * width:
            return "right"
        return None


_NARROWEST = 0.55
"""Share of the page's width below which the longest lines are no full lines: the right margin is not known."""


def measure_region(
    lines: Sequence[Line], *, width: float = 0.0, frame: int = 0, fallback: Region | None = None
) -> Region:
    """The margins, size and spacing that `lines` show; what too few lines leave open comes from `fallback`.

    Where all lines are short on a page of `width`, its right margin is taken to be as wide as the left one.
    """
    if not lines:
        return fallback or Region(0.0, 595.0, 16.0, 0.0, True, frame)
    widest = max(line.x1 - line.x0 for line in lines)
    long = [line for line in lines if line.x1 - line.x0 > 0.7 * widest]
    em = most_common((round(line.size, 1), len(line.text)) for line in long) or 10.0
    if fallback is not None and (len(long) < 6 or widest < 0.7 * (fallback.right - fallback.left)):
        return _own_margins(lines, em, width, fallback)
    left = _edge([line.x0 for line in lines], em, -1)
    right = _edge([line.x1 for line in long], em, 1)
    pitch = _pitch(lines, em)
    if right - left < _NARROWEST * width:
        right = max(right, width - left)
    indents = _indents(lines, left, right, em)
    return Region(left, max(right, left + em), em, pitch, indents, frame, scraps=_scraps(lines, left, right, em))


_FEW_AT_EDGE = 3


def _own_margins(lines: Sequence[Line], em: float, width: float, fallback: Region) -> Region:
    """`fallback` with the margins of a page of few lines, where an indented line and others below it are all full.

    So much is set by margins of the page's own; items of a list that happen to be equally long begin alike too.
    """
    right = max(line.x1 for line in lines)
    starts = [line.x0 for line in lines if right - line.x1 < em]
    left = min(starts)
    indented = [x for x in starts if 1.2 * em < x - left < 3.2 * em]
    shown = len(starts) >= _FEW_AT_EDGE and 0 < len(indented) < len(starts)
    if not shown or right - left < _NARROWEST * width:
        return fallback
    return replace(fallback, left=left, right=right, em=em, pitch=_pitch(lines, em) or fallback.pitch)


def _pitch(lines: Sequence[Line], em: float) -> float:
    steps = [b.y - a.y for a, b in pairwise(lines) if a.page == b.page and 0 < b.y - a.y < 4 * em]
    return most_common((round(step), 1) for step in steps) or 0.0


def _edge(positions: list[float], em: float, sign: int) -> float:
    """The outermost position (to the left for -1) at which a good share of the lines begin or end."""
    reach = max(1, round(0.8 * em))
    counts = Counter(round(2 * p) for p in positions)  # half points
    weight = {at: sum(counts[at + d] for d in range(-reach, reach + 1)) for at in counts}
    best = max(weight, key=lambda at: (weight[at], at * sign)) / 2
    # A margin of fewer lines further out is still the margin: documents of one-line paragraphs begin indented.
    further = [p for p in positions if (p - best) * sign > 1.2 * em]
    if sign < 0 and len(further) >= max(2, 0.12 * len(positions)):
        return _edge(further, em, sign)
    close = sorted(p for p in positions if abs(p - best) <= 0.4 * em)
    return close[len(close) // 2] if close else best


_SCRAP = 4
"""Characters of a line too short to be one."""


def _scraps(lines: Sequence[Line], left: float, right: float, em: float) -> bool:
    found = sum(
        1
        for a, b, c in zip(lines, lines[1:], lines[2:], strict=False)
        if right - a.x1 < 2.5 * em
        and len(b.text) <= _SCRAP
        and not b.text.endswith(_ENDED)
        and c.x0 - left < em
        and c.x1 - c.x0 > 10 * em
    )
    return found >= 3


def _indents(lines: Sequence[Line], left: float, right: float, em: float) -> bool:
    after_short = [b for a, b in pairwise(lines) if right - a.x1 > 2 * em and b.x1 - b.x0 > 10 * em]
    indented = sum(1 for line in after_short if 1.2 < (line.x0 - left) / em < 3.2)
    return 2 * indented >= len(after_short)


_CHAPTER = re.compile(r"第[一二三四五六七八九十百]{1,4}[章节编篇条部]")
_NUMBERED = re.compile(
    r"""[一二三四五六七八九十]{1,3}、 | [（(][一二三四五六七八九十]{1,3}[）)]      # 一、 （二）
      | [0-9]{1,2}[.．、](?![0-9]) | [（(][0-9]{1,2}[）)] | [①-⑳]         # 3. （4） ⑤
      | 附[件表录图][0-9０-９]{0,2}[:：.]?                               # 附件1：
    """,
    re.VERBOSE,
)
_LABEL = re.compile(
    r"[（(〔［]?(?:牵头|责任|主办|配合|协办|参与|参加|支持|实施|落实|完成|整改|指导|督导|承办|时间|进度)"
    r"(?:单位|部门|处室|主体|领导|人|时限|时间|期限|节点|安排|要求|地区)(?:及[^：:]{1,8})?[:：]"
)
"""责任单位：…  完成时限：…"""
# 抄送：… · 某某市人民政府办公室 2022年8月8日印发: the record that closes a document (版记)
_RECORD = re.compile(r"抄[送报][：:]|[^。；]{4,40}[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日印发。?$")
_ENDED = tuple("。；！？：;:!?）)》”")
# 3 · —12— · iv, at the end of a line
_PAGE_NUMBER = re.compile(r"(?:[0-9]{1,4}|[ivx]{1,5})[ —-]{0,3}$")
_LEADERS = " \u3000\t.．·•…⋯‥—_-"
_FILLED = re.compile(r"[.．·…⋯‥]{3,}")
_DOCUMENT_NUMBER = re.compile(r"〔[0-9]{4}〕|[\[［【][0-9]{4}[\]］】].{0,3}[0-9]+号")


def is_contents(text: str) -> bool:
    """Whether a line is of a table of contents: words, leaders, a page number (一、总体要求 ………… 3)."""
    page = _PAGE_NUMBER.search(text, max(0, len(text) - 8))
    if page is None or not _FILLED.search(text):
        return False
    words = text[: page.start()].rstrip(_LEADERS)
    return len(words) >= 2 and page.start() - len(words) >= 4


def begins(previous: Placed, line: Placed, text: str, is_first: bool) -> bool:
    """Whether `line` begins a paragraph after `previous`, the last line of a paragraph that reads `text` so far.

    `is_first`: whether `previous` is that paragraph's first line too.
    """
    if previous.region.frame != line.region.frame:
        return True
    if previous.line.page == line.line.page and previous.region.box != line.region.box:
        return True
    if previous.is_entry:
        return True
    same_size = abs(previous.line.size - line.line.size) <= 0.12 * max(previous.line.size, line.line.size)
    centred = previous.alignment == "center", line.alignment == "center"
    if line.alignment == "right" or previous.alignment == "right":
        return not (is_open(text) and line.alignment != "right")
    if any(centred):
        return not (same_size and _continues_title(previous, line, text))
    if not same_size:
        return True
    if is_open(text):
        return False
    ended = text.endswith(_ENDED)
    if ended and _RECORD.match(line.line.text):
        return True
    if not ended and _runs_over(previous, line, is_first):
        return False
    if not ended and _breaks_off(text) and not _starts_item(line.line.text):
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
    if _CHAPTER.match(line.line.text):
        return True
    return not line.region.indents and _starts_item(line.line.text)


def _runs_over(previous: Placed, line: Placed, is_first: bool) -> bool:
    """Whether a sentence goes on over a scrap of a line, or under a numbered first line set further out."""
    if _starts_item(line.line.text):
        return False
    if line.region.scraps and not is_first and len(previous.line.text) <= _SCRAP and line.indent < 1.2:
        return True
    hanging = 0.8 < line.indent - previous.indent < 4.5 and previous.room < 1.7
    return is_first and hanging and _starts_item(previous.line.text)


# …强化组织领导。把节约用水贯穿城镇建设: sentences, and one without its end
_BROKEN_OFF = re.compile(
    r"[一-鿿”）]。(?:（[^（）。]{4,80}）)?(?:[一-鿿“”《》、]{1,40}|[^。；：]{6,40}，[一-鿿“”《》、]{2,40})$"
)


def _breaks_off(text: str) -> bool:
    """Whether a paragraph of sentences stops in the middle of one: a hard line end stands in it."""
    return _BROKEN_OFF.search(text) is not None


def _starts_item(text: str) -> bool:
    return bool(_CHAPTER.match(text) or _NUMBERED.match(text) or _LABEL.match(text))


def _is_apart(previous: Placed, line: Placed) -> bool:
    pitch = line.region.pitch
    if not pitch or previous.line.page != line.line.page:
        return False
    gap = line.line.y - previous.line.y
    return gap > (1.6 if line.region.indents else 1.3) * pitch


def _continues_title(previous: Placed, line: Placed, text: str) -> bool:
    """Whether a centred line goes on with the centred (or full) line above it."""
    a, b = previous.line, line.line
    if a.page != b.page or not (previous.is_level and (line.is_level or is_open(text))):
        return False
    if _CHAPTER.match(b.text) or _NUMBERED.match(b.text):
        return False
    if _DOCUMENT_NUMBER.search(a.text) or _DOCUMENT_NUMBER.search(b.text):
        return False
    if _CHAPTER.match(a.text) or text.endswith("。") or re.sub(r"\s", "", a.text) in ("目录", "附件", "附录", "前言"):
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


def build_paragraphs(lines: Iterable[Placed]) -> Iterator[Paragraph]:
    """Paragraphs of `lines`, which stand in reading order and hold no page numbers or running heads."""
    open_lines: list[Placed] = []
    parts: list[str] = []
    tail = ""
    for placed in _mark_columns(_mark_entries(list(lines))):
        if open_lines and begins(open_lines[-1], placed, tail, len(open_lines) == 1):
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


def _mark_entries(lines: list[Placed]) -> list[Placed]:
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


def _mark_columns(lines: list[Placed]) -> Iterator[Placed]:
    for i, placed in enumerate(lines):
        neighbours = [*lines[max(0, i - 2) : i], *lines[i + 1 : i + 3]]
        in_column = placed.indent > 2.7 and any(
            n.line.page == placed.line.page
            and abs(n.line.x0 - placed.line.x0) < 0.2 * placed.line.size
            and abs(n.line.x1 - placed.line.x1) > 0.6 * placed.line.size
            for n in neighbours
        )
        yield replace(placed, in_column=True) if in_column else placed


def _paragraph(placed: list[Placed], text: str) -> Paragraph:
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
