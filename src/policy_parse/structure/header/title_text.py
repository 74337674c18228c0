"""The words of a title taken apart: what its brackets and book-title marks add, the plans that a notice names."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from policy_parse.structure.header.lines import HeaderLine
from policy_parse.structure.header.signs import HeaderSigns
from policy_parse.text.dates import find_dates
from policy_parse.text.fold import Folded

_LIKENESS = 0.72
QUOTED = re.compile("《(?P<words>[^《》]{8,80})》")
"""A title in book-title marks."""
_QUOTED_WITHIN, _LOST_MAX, _EDGE = 3, 8, 4
"""Lines below a title that may quote it whole; characters that it may have lost, and must have on either side."""


class Title(NamedTuple):
    """One title: its folded words, the lines ``first`` to ``last`` that it stands on, and what its brackets add."""

    folded: Folded
    first: int
    last: int
    date: datetime.date | None = None
    date_folded: Folded | None = None
    number: Folded | None = None

    @property
    def text(self) -> str:
        """The folded words."""
        return self.folded.text


def without_tail(text: str, signs: HeaderSigns) -> str:
    """A title's words without the date and the number that may stand behind them."""
    match = _dated_tail(text, signs)
    text = text[: match.start()] if match else text
    number = signs.number_tail.match(text)
    return text[: number.start("number")] if number else text


def title_of(folded: Folded, first: int, last: int, signs: HeaderSigns) -> Title:
    """The title of these words; the date and the number that may stand behind it are kept apart."""
    date, date_folded, number = None, None, None
    if folded.text.startswith("#"):  # a heading as markdown writes it
        folded = folded.part(len(folded.text) - len(folded.text.lstrip("#")), len(folded.text))
    tail = _dated_tail(folded.text, signs)
    if tail:
        at = tail.start("inner")
        for start, end, day in find_dates(tail["inner"])[:1]:
            date, date_folded = day, folded.part(at + start, at + end)
        folded = folded.part(0, tail.start())
    match = signs.number_tail.match(folded.text)
    if match:
        number = folded.part(*match.span("inner"))
        folded = folded.part(0, match.start("number"))
    return Title(without_marks(folded, signs), first, last, date, date_folded, number)


def _dated_tail(text: str, signs: HeaderSigns) -> re.Match[str] | None:
    """The brackets at the end of a title if they hold a date."""
    match = signs.date_tail.search(text)
    if match and (find_dates(match["inner"]) or signs.month_of_date.match(match["inner"])):
        return match
    return None


def without_marks(folded: Folded, signs: HeaderSigns) -> Folded:
    """《某某方案》 → 某某方案, if the marks enclose the whole; 附件1某某方案 → 某某方案."""
    attached = signs.annex_before_title.match(folded.text)
    folded = folded.part(attached.end(), len(folded.text)) if attached else folded
    number = signs.number.match(folded.text)  # 滨政发〔2031〕4号《某某意见》
    if number and folded.text.startswith("《", number.end()):
        folded = folded.part(number.end(), len(folded.text))
    text = folded.text
    if text.startswith("《") and text.endswith("》") and text.count("《") == text.count("》"):
        depth = 0
        for i, ch in enumerate(text):
            depth += (ch == "《") - (ch == "》")
            if depth == 0 and i < len(text) - 1:
                return folded
        return folded.part(1, len(text) - 1)
    if text.startswith("〈") and text.find("〉") == len(text) - 1:
        return folded.part(1, len(text) - 1)
    if text.startswith("《") and "》" not in text:  # 《某某意见〉: the wrong mark closes
        return folded.part(1, len(text.rstrip("〉>")))
    return folded


def first_named(inner: Folded, signs: HeaderSigns) -> Folded:
    """What a notice carries: 《甲方案》和《乙清单》, 省水利厅《甲方案》 → 甲方案; without such marks, all of it."""
    match = signs.named_plans.match(inner.text)
    return inner.part(*match.span("title")) if match else without_marks(inner, signs)


def is_same(text: str, wanted: str, signs: HeaderSigns) -> bool:
    """True if two titles have the same words: marks, 的 and 关于 do not count."""
    return signs.no_letter.sub("", text) == signs.no_letter.sub("", wanted)


def alike(text: str, wanted: str, signs: HeaderSigns) -> bool:
    """True if two titles are spellings of one: marks, 的 and 关于 do not count."""
    text, wanted = signs.no_letter.sub("", text), signs.no_letter.sub("", wanted)
    if len(text) < 6:
        return False
    if text in wanted or wanted in text:
        return len(text) * 2 >= len(wanted) or wanted.startswith(text)
    from difflib import SequenceMatcher  # only where a title is written two ways

    matcher = SequenceMatcher(None, text, wanted, autojunk=False)
    return (
        matcher.real_quick_ratio() >= _LIKENESS and matcher.quick_ratio() >= _LIKENESS and matcher.ratio() >= _LIKENESS
    )


def quoted_whole(title: Title, lines: Sequence[HeaderLine]) -> Folded | None:
    """The title as a line below it quotes it, if the title lost a few characters between two of its own; else None.

    A page that is cut at its edge loses the end of a line: …农田建|方案, and below it 印发《…农田建设方案》.
    """
    text = title.text
    for line in lines[title.last + 1 : title.last + 1 + _QUOTED_WITHIN]:
        for match in QUOTED.finditer(line.text):
            quoted = match["words"]
            lost = len(quoted) - len(text)
            same = next((i for i, (a, b) in enumerate(zip(text, quoted, strict=False)) if a != b), len(text))
            if 0 < lost <= _LOST_MAX and _EDGE <= same <= len(text) - _EDGE and quoted.endswith(text[same:]):
                return line.folded.part(*match.span("words"))
    return None
