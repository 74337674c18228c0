"""The title of the plan, and of the notice or letter that carries it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product, takewhile
from typing import NamedTuple

from policy_parse.structure.header.lines import HeaderLine, is_numbered, join_lines
from policy_parse.structure.header.signs import HeaderSigns
from policy_parse.structure.header.title_lines import MOST_LINES, is_file_name, title_ending_at
from policy_parse.structure.header.title_text import QUOTED, Title, alike, first_named, is_same, title_of
from policy_parse.text.fold import Folded
from policy_parse.text.numbering import read_label


class Titles(NamedTuple):
    """The titles that a document opens with; `own` is the plan's, `notice` the one that carries it."""

    own: Title | None = None
    notice: Title | None = None
    headline: Folded | None = None
    """A newspaper's own words round the title: 某某市委市政府出台《某某方案》."""
    letter: Title | None = None
    """The plan's name over the letter that hands it out, where that is no notice: 某某市十条措施."""
    headless: bool = False
    """The letter that hands the plan out stands above its title and has no heading of its own."""

    @property
    def lead(self) -> Title | None:
        """The heading that recipients and issuers stand below."""
        return self.notice or self.letter or self.own

    @property
    def below(self) -> int:
        """The line that recipients and signature stand below; -1 is the top of the document."""
        return self.lead.last if self.lead is not None and not self.headless else -1


_ITEM_MIN = 40
"""Characters from which a numbered line is an item with its text."""
_HEAD_LINES = 80
"""How far down a title is looked for: web pages put their menus before it."""
_LETTER_LINES = 8
"""How far below a heading its letter says what it hands out."""
_HANDED_OUT_WITHIN = 3
"""How far below its recipients a letter without a heading says so."""
_ABOVE_LETTER = ("number", "date", "remark", "noise", "letterhead")


def find_titles(lines: Sequence[HeaderLine], signs: HeaderSigns) -> Titles:
    """Find the title of the plan and of the notice that carries it.

    A notice whose plan has no title of its own further down lends it the words between 印发 and 的通知. If no line
    ends as titles do, the first plain line that stands out (centred, largest) is taken.
    """
    first = (
        _first_title(lines, signs) or _standing_out(lines, signs) or _run_on(lines, signs) or _reported(lines, signs)
    )
    if first is None:
        return Titles()
    notice = signs.notice.match(first.text) or signs.cut_notice.match(first.text)
    if notice is None:
        return _below_plan(lines, first, signs)
    inner = first_named(first.folded.part(*notice.span("inner")), signs)
    own = _carried(lines, first, inner.text, signs)
    headless = own is None and _is_below_letter(lines, first.first, signs)
    return Titles(own=own or Title(inner, first.first, first.last), notice=first, headless=headless)


def _below_plan(lines: Sequence[HeaderLine], first: Title, signs: HeaderSigns) -> Titles:
    """The titles of a document whose first title is no notice's: a headline, a plan, a letter's or a web page's."""
    headline = signs.headline.match(first.text)
    if headline is not None:
        inside = Title(first.folded.part(*headline.span("title")), first.first, first.last)
        return Titles(own=inside, headline=first.folded)
    asked = signs.consulted.search(first.text)
    if asked is not None:
        inner = first.folded.part(*asked.span("title" if asked["title"] else "draft"))
        own = _carried(lines, first, inner.text, signs)
        return Titles(own=own or Title(inner, first.first, first.last), notice=first)
    plan = signs.plan_of_notice.match(first.text)
    if plan is not None:
        inside = Title(first.folded.part(*plan.span("plan")), first.first, first.last)
        return Titles(own=_carried(lines, first, inside.text, signs) or inside, notice=first)
    over = _notice_of(lines, first, signs)
    if over is not None:
        return Titles(own=_carried(lines, over, first.text, signs) or first, notice=over)
    own = _handed_out(lines, first, signs)
    if own is not None:
        return Titles(own=own, letter=first)
    first = _masthead(lines, first, signs) or first
    if not _is_below_letter(lines, first.first, signs):
        return Titles(own=first)
    return Titles(own=_named_above(lines, first, signs), headless=True)


def _named_above(lines: Sequence[HeaderLine], title: Title, signs: HeaderSigns) -> Title:
    """`title` with the lines below it that it has in the letter above: 《某某机制|促进…方案》已经同意，现印发给你们."""
    for line in lines[: title.first]:
        for quoted in QUOTED.finditer(line.text):
            if quoted["words"].startswith(title.text):
                return _grown(lines, title, title.first - 1, quoted["words"], signs)
    return title


def _masthead(lines: Sequence[HeaderLine], heading: Title, signs: HeaderSigns) -> Title | None:
    """The document's own title below that of its web page, with those above it who issued it; None if there is none."""
    below = range(heading.last + 1, min(heading.last + 1 + _HEAD_LINES, len(lines)))
    for i in reversed(list(takewhile(lambda i: lines[i].kind != "body", below))):
        title = title_ending_at(lines, i, signs, after=i - 1) if lines[i].kind == "plain" else None
        if title is None or not title.text.endswith(heading.text):
            continue
        first = i - sum(1 for _ in takewhile(lambda k: lines[k].kind == "unit", range(i - 1, heading.last, -1)))
        dated = [line.kind for line in lines[title.last + 1 : title.last + 2]] == ["date"]
        if first < i or (dated and title.text != heading.text):
            return title_of(join_lines(lines[first : title.last + 1]), first, title.last, signs)
    return None


def _handed_out(lines: Sequence[HeaderLine], heading: Title, signs: HeaderSigns) -> Title | None:
    """The plan's title over its own text, if the letter between it and `heading` names it: 现将《…》印发给你们."""
    below = range(heading.last + 1, min(heading.last + 1 + _LETTER_LINES, len(lines)))
    named = next((m["title"] for i in below if (m := signs.handed_out.search(lines[i].text))), None)
    if named is None or not heading.text.endswith(named[-4:]):
        return None
    for i in range(heading.last + 1, len(lines)):
        title = title_ending_at(lines, i, signs, after=heading.last) if lines[i].kind == "plain" else None
        if title is not None and title.text == named:
            return title
    return None


def _notice_of(lines: Sequence[HeaderLine], heading: Title, signs: HeaderSigns) -> Title | None:
    """Find the notice under the title of its web page, which names the plan alone: 关于印发某某方案的通知."""
    for i in range(heading.last + 1, min(heading.last + 1 + _LETTER_LINES, len(lines))):
        if lines[i].kind != "plain":
            continue
        title = title_ending_at(lines, i, signs, after=heading.last)
        notice = signs.notice.match(title.text) if title is not None else None
        if title is not None and notice is not None:
            inner = first_named(title.folded.part(*notice.span("inner")), signs)
            return title if inner.text == heading.text else None
    return None


def _first_title(lines: Sequence[HeaderLine], signs: HeaderSigns) -> Title | None:
    sentences = 0
    for i, line in enumerate(lines[:_HEAD_LINES]):
        if line.kind == "body":
            sentences += 1
            if sentences > 3 or (len(line.text) >= _ITEM_MIN and read_label(line.text) is not None):
                return None  # part of a plan: what is named further down is a table or an attachment of it
        elif line.kind == "plain" and not (line.cell or is_file_name(lines, i) or _is_numbered(line)):
            title = title_ending_at(lines, i, signs)
            if title is not None:
                return title
    return None


def _is_numbered(line: HeaderLine) -> bool:
    """True if a line begins with a number and a blank, as a heading does: 2 重点工作."""
    digits = len(line.text) - len(line.text.lstrip("0123456789"))
    offsets = line.folded.offsets
    return 0 < digits < min(3, len(line.text)) and offsets[digits] - offsets[digits - 1] > 1


def _carried(lines: Sequence[HeaderLine], notice: Title, expected: str, signs: HeaderSigns) -> Title | None:
    """Find the carried plan's own title below the notice: it reads like `expected`, or is the first after the date."""
    signed, items = None, False
    for i in range(notice.last + 1, len(lines)):
        line = lines[i]
        items = items or (line.kind == "body" and is_numbered(line.text))
        if line.kind == "date" and signed is None:
            signed = i
        if line.kind not in ("plain", "unit", "letterhead"):
            continue
        title = title_ending_at(lines, i, signs, after=notice.last)
        if title is None or signs.notice.match(title.text):
            continue
        title = _grown(lines, title, notice.last, expected, signs)
        if items:  # below numbered items only the plan that was named may follow, no caption of an annex
            if is_same(title.text, expected, signs):
                return title
        elif alike(title.text, expected, signs) or (signed is not None and i - signed <= 6 and not line.cell):
            return title
    return None


def _grown(lines: Sequence[HeaderLine], title: Title, after: int, expected: str, signs: HeaderSigns) -> Title:
    """`title` with the lines round it, down from `after`, that make it the `expected` one; as it is if none do."""
    firsts = list(takewhile(lambda i: _is_of_title(lines[i]), range(title.first, after, -1)))
    lasts = list(takewhile(lambda i: _is_of_title(lines[i]), range(title.last, len(lines))))
    for first, last in product(firsts[:MOST_LINES], lasts[:MOST_LINES]):
        longer = title_of(join_lines(lines[first : last + 1]), first, last, signs)
        if is_same(longer.text, expected, signs):
            return longer
    return title


def _is_of_title(line: HeaderLine) -> bool:
    return line.kind in ("plain", "unit", "letterhead")


def _standing_out(lines: Sequence[HeaderLine], signs: HeaderSigns) -> Title | None:
    """Find a title without a title's ending: centred or larger lines at the top, else a short first line."""
    plain = [
        i
        for i, line in enumerate(lines[:20])
        if line.kind == "plain" and not line.cell and signs.name_line.match(line.text)
    ]
    if not plain:
        return None
    largest = max((lines[i].size or 0 for i in plain), default=0)
    first = next((i for i in plain if lines[i].centered and (lines[i].size or 0) == largest), plain[0])
    last = first
    while (
        last + 1 < len(lines)
        and last - first < MOST_LINES
        and lines[last + 1].kind == "plain"
        and lines[first].centered
        and lines[last + 1].centered
        and lines[last + 1].size == lines[first].size
    ):
        last += 1
    if not lines[first].centered and (first > 0 or last + 1 >= len(lines) or lines[last + 1].kind == "plain"):
        return None  # a line like any other: a fragment of text, not its title
    return title_of(join_lines(lines[first : last + 1]), first, last, signs)


def _run_on(lines: Sequence[HeaderLine], signs: HeaderSigns) -> Title | None:
    """Find a title that the document's first paragraph is glued to: 某某市节水方案|为贯彻…. The line stays text."""
    match = signs.title_run_on.match(lines[0].text) if lines else None
    return Title(lines[0].folded.part(*match.span("title")), 0, -1) if match else None


def _reported(lines: Sequence[HeaderLine], signs: HeaderSigns) -> Title | None:
    """Find the plan that a report on it names in its opening: 我市印发《某某方案》."""
    for i, line in enumerate(lines[:4]):
        match = signs.reported_plan.search(line.text)
        if match:
            return Title(line.folded.part(*match.span("title")), i, i - 1)
    return None


def begins_with_letter(lines: Sequence[HeaderLine]) -> bool:
    """True if nothing but a number, a date or what a web page says stands above the recipients."""
    return next((line.kind for line in lines if line.kind not in _ABOVE_LETTER), "") == "recipients"


def _is_below_letter(lines: Sequence[HeaderLine], title: int, signs: HeaderSigns) -> bool:
    """True if the title on line `title` stands below a letter that hands the plan out and has no heading of its own.

    Web pages print such letters below a headline that is lost.
    """
    if not begins_with_letter(lines[:title]):
        return False
    first = next(i for i, line in enumerate(lines) if line.kind == "recipients") + 1
    return any(signs.handed_to_you.search(line.text) for line in lines[first : min(first + _HANDED_OUT_WITHIN, title)])
