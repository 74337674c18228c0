"""Characters to lines: grouped by baseline, superscripts put back, blanks told from letter spacing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from policy_parse.readers.pages.grid import Box
from policy_parse.readers.pages.page import Glyph


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of text, or the part of it that is in one column or cell."""

    text: str
    x0: float
    x1: float
    y: float
    """Baseline."""
    size: float
    """Size of most of its characters."""
    bold: bool
    face: str
    """Typeface of most of its 汉字."""
    page: int = 0
    gaps: tuple[tuple[float, float, int], ...] = ()
    """Gaps wider than a character: end of the words before, start of those after, and their offset in `text`."""
    blanks: tuple[tuple[float, float, int], ...] = ()
    """The same for all blanks as wide as those between columns may be; `gaps` are among them."""

    @property
    def box(self) -> Box:
        """The line's box, from ascent to descent."""
        return self.x0, self.y - 0.88 * self.size, self.x1, self.y + 0.14 * self.size


_SAME_BASELINE = 0.22
"""Share of the size by which baselines of one line differ (fonts mixed, a scan turned by a hair)."""
_RAISED_SIZE = 0.82
"""A superscript is at most this share of its line's size."""
_RAISED_REACH = 0.7
"""How far a superscript or subscript is from the line's baseline, in sizes of the line."""


def build_lines(glyphs: Iterable[Glyph], page: int = 0, *, columns: Sequence[float] = ()) -> list[PrintedLine]:
    """Lines of `glyphs`, top to bottom; `columns` are positions where a line is cut in two (gutters).

    Superscript digits come out as ²³…; a character drawn twice on one place (false bold) once.
    """
    rows = _attach_small(_by_baseline(glyphs))
    lines: list[PrintedLine] = []
    for row in rows:
        for part in _cut(row, columns):
            line = _line(part, page)
            if line is not None:
                lines.append(line)
    return lines


def _by_baseline(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    rows: list[list[Glyph]] = []
    row: list[Glyph] = []
    last_y, reach = float("-inf"), 0.0
    for glyph in sorted(glyphs, key=itemgetter(3)):
        own = _SAME_BASELINE * glyph.size
        if glyph.y - last_y > reach:
            row = [glyph]
            rows.append(row)
            last_y, reach = glyph.y, own
        else:
            row.append(glyph)
            if own > reach:
                reach = own
    return rows


@dataclass(slots=True)
class _Row:
    glyphs: list[Glyph]
    y: float
    size: float
    x0: float
    x1: float


def _measure(glyphs: list[Glyph]) -> _Row:
    _, x0s, x1s, ys, sizes, _ = zip(*glyphs, strict=True)
    size, y = sizes[0], ys[0]
    if not _all_are(size, sizes):
        size = _commonest([g.size for g in glyphs if g.text != " "] or sizes)
    if not _all_are(y, ys):
        # The commonest baseline: Latin fonts and raised marks may sit a little off.
        y = _commonest([round(g.y, 1) for g in glyphs if g.size >= size * 0.95])
    return _Row(glyphs, y, size, min(x0s), max(x1s))


def _all_are(value: object, values: Sequence[object]) -> bool:
    return values.count(value) == len(values)


def _commonest(values: Sequence[float]) -> float:
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v))


def most_common(weighted: Iterable[tuple[float, int]]) -> float:
    """The value with the greatest weight; the smallest of equals. 0.0 for none."""
    counts: Counter[float] = Counter()
    for value, weight in weighted:
        counts[value] += weight
    return min(counts, key=lambda v: (-counts[v], v), default=0.0)


def _attach_small(clusters: list[list[Glyph]]) -> list[_Row]:
    """Rows of small characters only, next to a row of larger ones: its super- and subscripts."""
    rows = [_measure(c) for c in clusters]
    kept: list[_Row] = []
    for i, row in enumerate(rows):
        host = _host(row, rows, i)
        if host is None:
            kept.append(row)
        else:
            host.glyphs.extend(row.glyphs)
    return kept


def _host(row: _Row, rows: list[_Row], index: int) -> _Row | None:
    best: _Row | None = None
    for j in (index - 2, index - 1, index + 1, index + 2):
        if not 0 <= j < len(rows):
            continue
        other = rows[j]
        if abs(row.y - other.y) > _RAISED_REACH * other.size:
            continue
        is_small = row.size <= _RAISED_SIZE * other.size
        if not (is_small and all(_has_neighbour(g, other) for g in row.glyphs if g.text != " ")) and not _is_set_on(
            row, other
        ):
            continue
        if best is None or abs(row.y - other.y) < abs(row.y - best.y):
            best = other
    return best


_CLOSE = 0.3
"""Of a size: a raised digit is no further from the character that it belongs to."""


_SET_ON = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})?|\[[0-9]{1,2}\]")
"""What is raised or lowered, a digit or two; PM2.5 lowers its number, a web page's note has brackets."""


def _is_set_on(row: _Row, other: _Row) -> bool:
    """True if a row holds nothing but small numbers, each set close to a character of `other` and no larger than it.

    Browsers print m³ with a digit of five sixths of the size, some programs with one of the whole size.
    """
    if len(row.glyphs) >= len(other.glyphs) or row.size > 1.02 * other.size:
        return False
    close = _CLOSE * other.size
    runs: list[list[Glyph]] = []
    for glyph in sorted((g for g in row.glyphs if g.text != " "), key=itemgetter(1)):
        if runs and glyph.x0 - runs[-1][-1].x1 <= close:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    return all(
        _SET_ON.fullmatch("".join(g.text for g in run)) is not None
        and any(-0.5 * other.size <= run[0].x0 - h.x1 <= close and h.text not in _DIGITS for h in other.glyphs)
        and not any(_is_covered(g, other) for g in run)
        for run in runs
    )


def _has_neighbour(glyph: Glyph, row: _Row) -> bool:
    """True if a character of `row` is right before or after `glyph`, and none on its place."""
    before = any(-0.25 * row.size <= glyph.x0 - g.x1 <= 0.9 * row.size for g in row.glyphs)
    return before and not _is_covered(glyph, row)


def _is_covered(glyph: Glyph, row: _Row) -> bool:
    return any(g.x0 + 0.3 * g.size < (glyph.x0 + glyph.x1) / 2 < g.x1 - 0.3 * g.size for g in row.glyphs)


def _cut(row: _Row, columns: Sequence[float]) -> list[list[Glyph]]:
    ordered = sorted(row.glyphs, key=itemgetter(1))
    if not columns:
        return [ordered]
    # Only where no character stands and the gap is one: a title may cross the gutter.
    columns = [c for c in columns if _is_gap(ordered, c, _COLUMN_GAP * row.size)]
    parts: list[list[Glyph]] = [[] for _ in range(len(columns) + 1)]
    for glyph in ordered:
        middle = (glyph.x0 + glyph.x1) / 2
        parts[sum(1 for c in columns if c < middle)].append(glyph)
    return [p for p in parts if p]


_COLUMN_GAP = 0.9
"""The least gap, in sizes, at which a line is cut in two columns."""


def _is_gap(ordered: list[Glyph], x: float, least: float) -> bool:
    before = max((g.x1 for g in ordered if g.x0 < x), default=float("-inf"))
    after = min((g.x0 for g in ordered if g.x0 >= x), default=float("inf"))
    return before <= x and after - before >= least


def _line(glyphs: list[Glyph], page: int) -> PrintedLine | None:
    glyphs = _once(glyphs)
    while glyphs and glyphs[-1].text in _BLANKS:
        glyphs.pop()
    while glyphs and glyphs[0].text in _BLANKS:
        glyphs.pop(0)
    if not glyphs:
        return None
    row = _measure(glyphs)
    face = _face(glyphs)
    text, blanks = _text(glyphs, row)
    return PrintedLine(
        text=text,
        x0=row.x0,
        x1=row.x1,
        y=row.y,
        size=row.size,
        bold=face.startswith("*"),
        face=face.lstrip("*"),
        page=page,
        gaps=tuple(b for b in blanks if b[1] - b[0] > _WIDE_GAP * row.size),
        blanks=blanks,
    )


def _face(glyphs: list[Glyph]) -> str:
    """The typeface of most of its 汉字, or of most of its characters if it has none."""
    faces = [g.face for g in glyphs]
    if _all_are(faces[0], faces):
        return faces[0]
    counts = Counter(g.face for g in glyphs if is_wide(g.text)) or Counter(faces)
    return min(counts, key=lambda f: (-counts[f], f))


_BLANKS = (" ", "\u3000")


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """Without characters drawn again on (nearly) the same place."""
    kept: list[Glyph] = []
    last = float("-inf")
    for glyph in glyphs:
        x0 = glyph.x0
        near = 0.18 * glyph.size
        if x0 - last < near and any(
            earlier.text == glyph.text != " " and x0 - earlier.x0 < near for earlier in kept[-3:]
        ):
            continue
        kept.append(glyph)
        last = x0
    return kept


_DIGITS = "0123456789"
_SUPERSCRIPT = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


_WIDE_GAP = 1.2
"""Sizes between two columns or cells."""
NARROW_GAP = 0.8
"""Sizes between two columns that other lines show to be columns."""


def _text(glyphs: list[Glyph], row: _Row) -> tuple[str, tuple[tuple[float, float, int], ...]]:
    """The text of a line, and its blanks."""
    size = row.size
    least = 0.05 * size
    spacing = -1.0
    parts: list[str] = []
    blanks: list[tuple[float, float, int]] = []
    end = float("inf")
    previous = glyphs[0]
    blank = False
    for glyph in glyphs:
        text = glyph.text
        if text in _BLANKS:
            blank = True
            continue
        if glyph.x0 - end > least:
            if spacing < 0:
                spacing = _letter_spacing(glyphs)
            if _parted(previous, glyph, size, spacing, blank):
                parts.append(" ")
                if glyph.x0 - end >= NARROW_GAP * size:
                    blanks.append((end, glyph.x0, sum(map(len, parts))))
        blank = False
        parts.append(text.translate(_SUPERSCRIPT) if glyph.y < row.y and _is_raised(glyph, row) else text)
        previous = glyph
        end = glyph.x1
    return "".join(parts), tuple(blanks)


def _is_raised(glyph: Glyph, row: _Row) -> bool:
    least = 0.12 if glyph.size <= _RAISED_SIZE * row.size else 0.25
    return row.y - glyph.y > least * row.size and glyph.text.isascii()


_WIDEST_SPACING = 3.0
"""Sizes between the characters of a title that is drawn out; further apart stand cells."""


def _letter_spacing(glyphs: list[Glyph]) -> float:
    """The gap between most neighbours: large in a title drawn out over the line, not in a row of marks far apart."""
    visible = [g for g in glyphs if g.text not in _BLANKS]
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(visible))
    usual = gaps[(len(gaps) - 1) // 3] if gaps else 0.0
    return max(0.0, usual) if usual < _WIDEST_SPACING * glyphs[0].size else 0.0


_CJK_GAP = 0.85
"""A gap between 汉字, or 汉字 and digits, this wide (in sizes) is a blank; a narrower one is spacing."""
_CJK_BLANK = 0.4
"""Between two 汉字 this is enough (甲部 乙部): no exporter spaces them, as it does 汉字 and digits."""
_LATIN_GAP = 0.18
"""A gap between letters or digits this wide is a blank."""


def _parted(before: Glyph, after: Glyph, size: float, spacing: float, blank: bool) -> bool:
    """True if a blank belongs between two neighbours."""
    gap = after.x0 - before.x1
    wide = is_wide(before.text), is_wide(after.text)
    if any(wide):
        if before.text.isalpha() and after.text.isalpha() and all(wide):
            return gap > max(_CJK_BLANK * size, 2.5 * spacing)
        return gap > max(_CJK_GAP * size, 1.6 * spacing)
    if blank:
        return gap > 0.05 * size
    return gap > max(_LATIN_GAP * size, 1.6 * spacing)


def is_wide(text: str) -> bool:
    """True if a character is as wide as it is high: 汉字, kana, full-width punctuation."""
    return text >= "⺀" or text in "“”‘’…—·①②③④⑤⑥⑦⑧⑨⑩×÷≥≤≠±℃‰"


def join_text(before: str, after: str) -> str:
    """Two lines of one paragraph as one text: a blank only between Latin words, a hyphen at the line end dropped."""
    if not before or not after:
        return before + after
    last, first = before[-1], after[0]
    if not (last.isascii() and first.isascii()):
        return before + after
    if last == "-" and len(before) > 1 and before[-2].isalpha() and first.islower():
        return before[:-1] + after
    if last.isalpha() and (first.isalpha() or first.isdigit()) and _is_word(before):
        return f"{before} {after}"
    if last in ",;:" and first.isalnum():
        return f"{before} {after}"
    return before + after


def _is_word(text: str) -> bool:
    """True if `text` ends in a Latin word rather than a letter of a code (PM, A)."""
    tail = text[-3:]
    return len(tail) == 3 and tail.isascii() and tail[-2:].isalpha()
