"""Hard-wrapped lines to paragraphs: the cheapest way to set them again as lines of one page width.

Text taken from a PDF comes as fragments: a line of the page may be cut after a comma or before a book title, and
only the page's width tells a full line from a short one. Each boundary between two fragments is one of three:
they stood in one line of the page (SAME), the line was full and wrapped (WRAP), or the paragraph ended (END).
A wrap costs what the line lacks of the page's width, an end what speaks against it in the words on both sides.
Dynamic programming over the line's first fragment finds the cheapest reading of all boundaries together.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, replace
from typing import Literal

from policy_parse.readers.txt.lines import TextLine
from policy_parse.signs.lines import LineSigns, ends_sentence, open_brackets

Boundary = Literal["same", "wrap", "end"]

_LOOKAHEAD = 40
"""Most fragments that one line of a page is cut into."""
_FEW = 200
"""Lines; of more, the width measured is sure."""
_UNBROKEN = re.compile(r"[\x21-\x7e]+")
"""A number or a Latin word, which is not split over two lines."""
_SHORTER = 3.0
"""Characters by which a line is plainly shorter than the page is wide."""
_INDENT = 2.0
"""First lines begin two characters in (GB/T 9704—2012, 7.3)."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a hard-wrapped text says of the page it was set on."""

    width: float
    """Of a full line, in full-width characters."""
    cut: bool
    """Lines are cut into fragments at punctuation."""
    blanks_end: bool
    """A blank line ends a paragraph, not only a page."""
    indents: bool
    """The first line of a paragraph is indented and others are not."""


def measure(lines: Sequence[TextLine], signs: LineSigns) -> Page | None:
    """The page that `lines` were wrapped on; None if they are whole paragraphs already.

    Hard-wrapped: no line is much wider than the commonest wide line, and many of that width stop within a sentence.
    """
    open_lines = [line for line in lines if not (ends_sentence(line.text) or signs.ends_in_field(line.text))]
    if len(open_lines) < 6:
        return None
    width = _full_width(open_lines)
    if width is None:
        return None
    full = sum(abs(line.width + line.indent - width) <= 1.5 for line in open_lines)
    broad = sum(line.width > width / 2 for line in lines)
    over = sum(line.width > width + 3 for line in lines)
    # Cells of a table written one below the other: short, and cut in the middle of words.
    cells = sum(line.width < width / 2 and "\u4e00" <= line.text[-1] <= "\u9fff" for line in lines)
    if full < max(4, 0.08 * broad) or over > 0.02 * len(lines) or cells > 0.5 * len(lines):
        return None
    commas = [line for line in open_lines if line.text[-1] in "，、,"]
    short = sum(line.width + line.indent < width - 3 for line in commas)
    blank = sum(line.blanks > 0 for line in lines[1:])
    after_ends = sum(line.blanks > 0 and ends_sentence(before.text) for before, line in itertools.pairwise(lines))
    indented = sum(line.indent > 0 for line in lines)
    return Page(
        width=width,
        cut=short >= max(3, 0.2 * len(commas)),
        blanks_end=blank > 0.08 * len(lines) and after_ends > 0.4 * blank,
        indents=0.04 * len(lines) < indented < 0.8 * len(lines),
    )


def _full_width(open_lines: Sequence[TextLine]) -> float | None:
    """The largest width at which many of `open_lines` stop, 18 to 90; a full line varies by a character or so."""
    widths = sorted(line.width + line.indent for line in open_lines)
    counts = Counter(map(round, widths))
    for peak in sorted(counts, reverse=True):
        broad = len(widths) - bisect_left(widths, peak / 2)  # not the lines of narrow cells
        if 18 <= peak <= 90 and counts[peak - 1] + counts[peak] + counts[peak + 1] >= max(4, 0.01 * broad):
            # First lines, two characters shorter, may be more than full ones.
            most = max(counts[w] for w in range(peak - 2, peak + 1))
            peak = next(w for w in range(peak, peak - 3, -1) if counts[w] >= 0.4 * most)
            near = [w for w in widths if abs(w - peak) <= 1]
            return near[len(near) // 2]
    return None


def reflow(lines: Sequence[TextLine], page: Page, signs: LineSigns) -> list[Boundary]:
    """For each boundary between two of `lines`, how they stood to each other on `page`.

    Where most full lines are first lines, their width was taken for the page's: two characters more is tried too.
    """
    wider = replace(page, width=page.width + _INDENT)
    beyond = sum(line.width > page.width + 1 for line in lines)
    tried = (page, wider) if beyond > 1 and len(lines) < _FEW else (page,)
    costs = _Costs(lines, page, signs)
    return min((_set_again(costs.on(each)) for each in tried), key=lambda found: found[0])[1]


def _set_again(costs: _Costs) -> tuple[float, list[Boundary]]:
    """The cheapest boundaries and what they cost."""
    best: dict[tuple[int, bool], float] = {(0, True): 0.0}
    came: list[dict[tuple[int, bool], tuple[tuple[int, bool], Boundary]]] = []
    for at in range(len(costs.texts) - 1):
        following: dict[tuple[int, bool], float] = {}
        origin: dict[tuple[int, bool], tuple[tuple[int, bool], Boundary]] = {}
        for state, cost in best.items():
            start, first = state
            for boundary, price in costs.of(at, start, first):
                to = state if boundary == "same" else (at + 1, boundary == "end")
                known = following.get(to)
                if known is None or cost + price < known:
                    following[to] = cost + price
                    origin[to] = (state, boundary)
        best = following
        came.append(origin)
    state = min(best, key=lambda s: best[s])
    cost = best[state]
    boundaries: list[Boundary] = []
    for origin in reversed(came):
        state, boundary = origin[state]
        boundaries.append(boundary)
    return cost, boundaries[::-1]


class _Price:
    """What speaks against a reading of a boundary; 1 is about one character by which a full line misses the width."""

    # The paragraph goes on though the next fragment looks like the beginning of one.
    LABEL_AFTER_END = 5.0
    """A number opens the next fragment and this one ends a sentence or a labelled list: hardly ever one paragraph."""
    LABEL_IN_SENTENCE = 1.5
    """A number opens the next fragment within a sentence: it may be a figure of the sentence, but seldom is."""
    SERIES = 0.8
    """一是… goes on in the same paragraph as often as it opens one."""
    LABEL_IN_BRACKET = -0.5
    """A number inside a bracket that is still open often refers to an item (依照第三条 / （一）项)."""
    NOTE = 4.0
    """（此件公开发布） is a paragraph of its own."""
    FIELD = 2.0
    """责任单位：… usually opens a paragraph; authors who put it behind the item's sentences exist."""
    DATE_OR_NUMBER = 4.0
    """A date of signature and a document number are lines of their own."""
    BLANK_LINE = 3.0
    """The text has blank lines between paragraphs, and here is one; it may also stand for the end of a page."""
    INDENT = 4.0
    """The text indents first lines, and the next fragment is indented."""

    # The line was full and wrapped.
    SLACK = 1.0
    """Full lines of one page differ by a character: marks may hang over or move to the next line."""
    FIRST_LINE = 0.6
    """A first line as wide as the others was indented by blanks that the copy lost."""
    WORST_LACK = 4.0
    """At most, however short the line: a page may hold narrower parts."""

    # Both fragments stood in one line of the page.
    CUT_LINE = 0.3
    """Where lines are cut at punctuation, a cut costs next to nothing."""
    UNCUT_LINE = 3.0
    """Where they are not, a line that ends early ended for a reason."""
    CUT_IN_WORDS = 2.5
    """Cuts stand at marks, book titles, figures and Latin words, not between two characters of a phrase."""

    # The paragraph ended.
    BARE_LABEL = 6.0
    """A number alone (16.) waits for its words."""
    CLOSED = 0.5
    """After a closed sentence a paragraph may end as well as go on."""
    HEADING = 0.3
    """A short line that is a heading or a title, or has a date, a number or a label after it, ends without a mark."""
    IN_PROSE = 4.0
    """The line has no mark at its end, and the next fragment goes on with marks that this line lacks: prose."""
    SHORT_LINE = 1.5
    """No mark at its end, but plainly shorter than the page: perhaps a heading."""
    UNCLOSED = 3.0
    """No mark at its end, and no shorter than the page."""
    OPEN_BRACKET = 5.0
    """A paragraph does not end inside a bracket."""
    COMMA = 5.0
    """A paragraph does not end with a comma."""
    CLOSING_MARK = 8.0
    """No paragraph begins with a mark that closes something."""
    OPENING_BRACKET = 0.7
    """A responsibility statement in brackets seldom stands alone."""
    FULL_LINE = 1.5
    """A line without a mark that fills the page most likely wrapped."""
    NO_INDENT = 1.5
    """The text indents first lines, and the next fragment is not indented."""
    NO_BLANK_LINE = 1.5
    """The text has blank lines between paragraphs, and there is none here."""


class _Costs:
    """What each reading of a boundary costs. What a fragment looks like is asked once, whatever line it stands in."""

    def __init__(self, lines: Sequence[TextLine], page: Page, signs: LineSigns) -> None:
        self.signs = signs
        self.page = page
        self.texts = [line.text for line in lines]
        self.blanks = [line.blanks for line in lines]
        self.indents = [line.indent for line in lines]
        self.ends = [0.0]
        for line in lines:
            self.ends.append(self.ends[-1] + line.width + line.indent)
        self.marks = [0]
        for text in self.texts:
            self.marks.append(self.marks[-1] + sum(map(text.count, "，。；")))
        self.open = open_brackets(self.texts, self._next_items())
        # …、市水利局 / 按职责分工负责）: a bracket over several fragments is a statement, and statements end items.
        self.closed = [
            ends_sentence(text) or (text[-1] in "）)〕］】]" and before and not after)
            for text, before, after in zip(self.texts, [False, *self.open], self.open, strict=False)
        ]
        self.labels = [self.signs.is_label(text) for text in self.texts]
        self.bare_labels = [self.signs.is_bare_label(text) for text in self.texts]
        self.opens_field = [self.signs.is_field(text) and text[0] not in "（(〔【[" for text in self.texts]
        self.fields = self._in_fields()
        self.notes = [self.signs.is_note(text) for text in self.texts]
        self.dates = [self.signs.is_date(text) for text in self.texts]
        self.numbers = [self.signs.is_document_number(text) for text in self.texts]
        self.titles = self.signs.spread_titles(self.texts)
        self.title_ends = {at + 1 for at in self.titles} - self.titles
        self.annexes = [self.signs.annex_mark.match(text) is not None for text in self.texts]
        boundaries = range(len(self.texts) - 1)
        self.sure = [self._sure(at) for at in boundaries]
        self.going_on = [self._going_on(at) for at in boundaries]
        self.same = [self._same(at) for at in boundaries]
        self.ending = [self._ending(at) for at in boundaries]
        alone = [self.bare_labels[at] or self.notes[at] or self.notes[at + 1] for at in boundaries]
        self.unclosed = [not (alone[at] or self.closed[at]) for at in boundaries]
        self.unmarked = [self.unclosed[at] and not self._closes_before_label(at) for at in boundaries]
        words = [_UNBROKEN.match(text) for text in self.texts]
        self.unbroken = [len(word.group()) / 2 if word else 0.0 for word in words]

    def on(self, page: Page) -> _Costs:
        """The same costs on a page of another width."""
        other = copy(self)
        other.page = page
        return other

    def _next_items(self) -> frozenset[int]:
        """The fragments that begin with the number after the last one of its form, below a statement left open."""
        found: set[int] = set()
        last: dict[str, int] = {}
        for at, text in enumerate(self.texts):
            label = self.signs.number(text)
            if label is not None:
                if last.get(label.form, 0) + 1 == label.ordinal > 1:
                    before = "".join(self.texts[max(0, at - 4) : at])
                    if self.signs.statement_bracket.search(before):
                        found.add(at)
                last[label.form] = label.ordinal
        return frozenset(found)

    def _in_fields(self) -> list[bool]:
        """For each fragment, whether it belongs to a labelled list (责任单位：…), which ends without a mark."""
        inside, found = False, []
        for label, opens, closed in zip(self.labels, self.opens_field, self.closed, strict=True):
            inside = (inside and not label) or opens
            found.append(inside)
            inside = inside and not closed
        return found

    def of(self, at: int, start: int, first: bool) -> list[tuple[Boundary, float]]:
        """The readings of the boundary after fragment `at`, where its line of the page began with `start`."""
        sure = self.sure[at]
        if sure is not None:
            return [(sure, 0.0)]
        begin = self.ends[start]
        fill = self.ends[at + 1] - begin
        readings: list[tuple[Boundary, float]] = [
            ("end", self.end(at, start, first, fill)),
            ("wrap", self.wrap(at, first, fill)),
        ]
        after = self.ends[at + 2] - begin
        if after <= self.page.width + 1.5 and at - start < _LOOKAHEAD and not self.indents[at + 1]:
            readings.append(("same", self.same[at]))
        return readings

    def _sure(self, at: int) -> Boundary | None:
        """The one reading of the boundary after fragment `at` that a title or the mark of an annex leaves."""
        if at in self.titles:
            return "wrap"
        return "end" if at in self.title_ends or self._beside_annex_mark(at) else None

    def _beside_annex_mark(self, at: int) -> bool:
        """True if 附件 stands alone before or after the boundary, and in no bracket."""
        return (
            (self.annexes[at] or self.annexes[at + 1])
            and not self.open[at]
            and self.texts[at + 1][0] not in "，。、；）》"
        )

    def _going_on(self, at: int) -> float:
        """What speaks against fragment ``at + 1`` going on with the paragraph of fragment `at`."""
        cost = 0.0
        if self.labels[at + 1] and not self.bare_labels[at]:
            ended = self.closed[at] or self.fields[at]
            is_series = self.texts[at + 1][1:2] == "是"
            cost += _Price.SERIES if is_series else _Price.LABEL_AFTER_END if ended else _Price.LABEL_IN_SENTENCE
            cost += _Price.LABEL_IN_BRACKET if self.open[at] else 0.0
        if self.notes[at + 1] or self.notes[at]:
            cost += _Price.NOTE
        if self.opens_field[at + 1] and not self.open[at]:
            cost += _Price.FIELD
        if self.dates[at + 1] or self.dates[at] or self.numbers[at + 1] or self.numbers[at]:
            cost += _Price.DATE_OR_NUMBER
        if self.page.blanks_end and self.blanks[at + 1]:
            cost += _Price.BLANK_LINE
        if self.page.indents and self.indents[at + 1]:
            cost += _Price.INDENT
        return cost

    def wrap(self, at: int, first: bool, fill: float) -> float:
        """What speaks against fragment `at` ending a full line, filled so far, that wrapped."""
        over = fill - self.page.width
        lack = abs(over)
        if first:
            lack = min(abs(over + _INDENT), lack + _Price.FIRST_LINE)
        if over < 0 and self.unbroken[at + 1]:
            lack = max(0.0, lack - self.unbroken[at + 1])
        if lack <= _Price.SLACK:
            return self.going_on[at]
        return min(lack - _Price.SLACK, _Price.WORST_LACK) + self.going_on[at]

    def _same(self, at: int) -> float:
        """What speaks against fragment `at` and the next having been one line of the page."""
        before, after = self.texts[at][-1], self.texts[at + 1][0]
        cost = _Price.CUT_LINE if self.page.cut else _Price.UNCUT_LINE
        if not (
            before in "，、。；：！？”》）〉〕】,.;:!?)"
            or after in "《“（〔【‘(，。、；："
            or before.isascii()
            or after.isascii()
        ):
            cost += _Price.CUT_IN_WORDS
        return cost + self.going_on[at]

    def end(self, at: int, start: int, first: bool, fill: float) -> float:
        """What speaks against the paragraph ending with fragment `at`."""
        cost = self.ending[at]
        if self.unmarked[at]:
            cost += self.end_without_mark(at, start, first, fill)
        if self.unclosed[at] and abs(fill - self.page.width) <= _Price.SLACK:
            cost += _Price.FULL_LINE
        return cost

    def _ending(self, at: int) -> float:
        """The part of it that does not depend on the line of the page."""
        text, following = self.texts[at], self.texts[at + 1]
        if self.bare_labels[at]:
            return _Price.BARE_LABEL
        if self.notes[at] or self.notes[at + 1]:
            return 0.0
        cost = _Price.CLOSED if self.closed[at] or self._closes_before_label(at) else 0.0
        if self.open[at]:
            cost += _Price.OPEN_BRACKET
        if text[-1] in "，、,":
            cost += _Price.COMMA
        if following[0] in "，。、；：）》”！？":
            cost += _Price.CLOSING_MARK
        elif following[0] in "（〔" and not self.labels[at + 1]:
            cost += _Price.OPENING_BRACKET
        if self.page.indents and not self.indents[at + 1] and not self.labels[at + 1]:
            cost += _Price.NO_INDENT
        if self.page.blanks_end and not self.blanks[at + 1]:
            cost += _Price.NO_BLANK_LINE
        return cost

    def _closes_before_label(self, at: int) -> bool:
        return self.labels[at + 1] and self.texts[at][-1] in "）〕］】)]"

    def end_without_mark(self, at: int, start: int, first: bool, fill: float) -> float:
        """What speaks against a paragraph ending with fragment `at`, which has no mark at its end."""
        short = first and fill < self.page.width - _SHORTER
        if short and (
            (self.labels[start] and self.marks[at + 1] == self.marks[start])
            or self.dates[at + 1]
            or self.dates[at]
            or self.labels[at + 1]
            or self.numbers[at + 1]
            or self.signs.closes_title(self.texts[at])
        ):
            return _Price.HEADING
        if self.marks[at + 1] > self.marks[start]:
            return _Price.IN_PROSE
        return _Price.SHORT_LINE if short else _Price.UNCLOSED
