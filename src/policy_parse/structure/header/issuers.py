"""Who issued the document and when: signature, heading, letterhead, record, in this order."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from policy_parse.structure.header.lines import HeaderLine, join_lines
from policy_parse.structure.header.title_text import Title
from policy_parse.structure.header.titles import Titles
from policy_parse.structure.header.words import HeaderWords
from policy_parse.text.dates import find_dates
from policy_parse.text.fold import Folded

_MOST_ISSUERS = 40
_WRAPPED_MAX = 3
_LONGEST_SIGNATURE = 80
"""Characters of a line that says who makes the document public, when, and from when on it holds."""


class Issued(NamedTuple):
    """Issuers and date of issue, and the lines ``first`` to ``last`` of the signature (none: last < first)."""

    issuers: tuple[Folded, ...] = ()
    date: datetime.date | None = None
    date_folded: Folded | None = None
    first: int = 0
    last: int = -1


def find_issued(lines: Sequence[HeaderLine], titles: Titles, words: HeaderWords) -> Issued:
    """署名 and 成文日期.

    The first signature below the title (units, then a date alone) gives both. Without one, issuers come from the
    heading, the letterhead, the lines round the title or the record at the end, and the date from the brackets behind
    or under the title or a line of its own.
    """
    lead = titles.lead
    below = titles.below
    signatures = [s for s in _signatures(lines, words) if s.first > below]
    headed = heading_issuers(lead, words) if lead else ()
    if signatures:
        signed = signatures[0]
        # signed 省政府办公厅 under a heading that says 某某省人民政府办公厅
        short = len(signed.issuers) == len(headed) and any(
            words.signs.level_only.match(name.text) or (full.text.endswith(name.text) and full.text != name.text)
            for name, full in zip(signed.issuers, headed, strict=True)
        )
        return signed._replace(issuers=headed) if short else signed
    issuers = headed or _letterhead(lines) or _near_title(lines, lead, words) or _record(lines, words)
    for title in (lead, titles.own):
        if title is not None and title.date is not None:
            return Issued(issuers, title.date, title.date_folded)
    for i in _date_lines(lines, below):
        start, end, date = find_dates(lines[i].text)[0]
        return Issued(issuers, date, lines[i].folded.part(start, end), i, i)
    for i in range(below + 1, min(below + 4, len(lines))):  # （江政办发〔2024〕15号 2024年3月1日）
        dates = find_dates(lines[i].text) if lines[i].kind == "number" else []
        if dates:
            return Issued(issuers, dates[0].date, lines[i].folded.part(dates[0].start, dates[0].end), i, i)
    return _labelled(lines, Issued(issuers), words)


def _labelled(lines: Sequence[HeaderLine], issued: Issued, words: HeaderWords) -> Issued:
    """What the table of a web page says where the document does not: 成文日期：2024-03-05, 发文机关 | 某某市水利局."""
    for i, line in enumerate(lines[:60]):
        match = words.signs.page_label.match(line.text)
        if match is None:
            continue
        value = line.folded.part(*match.span("value"))
        if not value.text and line.cell and i + 1 < len(lines):
            value = lines[i + 1].folded
        dates = find_dates(value.text)
        if match["date"] and dates and issued.date is None:
            start, end, date = dates[0]
            issued = issued._replace(date=date, date_folded=value.part(start, end))
        elif not issued.issuers and not dates and words.is_unit(value.text, strict=True):
            issued = issued._replace(issuers=(value,))
    return issued


def _date_lines(lines: Sequence[HeaderLine], below: int) -> list[int]:
    """Dates alone on a line under the title, then those at the end of the document."""
    ends = range(max(below + 1, len(lines) - 12), len(lines))
    return [i for i in (*range(below + 1, min(below + 6, len(lines))), *reversed(ends)) if _is_date(lines[i])]


def _is_date(line: HeaderLine) -> bool:
    """True for a date alone; one in a cell of a table is a time limit or the like, never the date of issue."""
    return not line.cell and line.kind == "date"


def _signatures(lines: Sequence[HeaderLine], words: HeaderWords) -> list[Issued]:
    found = []
    for i, line in enumerate(lines):
        if not line.cell and (line.kind in ("plain", "body") or line.text.endswith(("发布", "发布。"))):
            signed = _on_one_line(line, i, words)
            if signed is not None:
                found.append(signed)
        if not _is_date(line) or line.text[0] in "（(〔":
            continue
        issuers: list[Folded] = []
        first = i
        if first > 1 and words.signs.sealed_for.match(lines[first - 1].text):
            first -= 1
        while first > 0 and i - first < _MOST_ISSUERS and not lines[first - 1].cell:
            units, taken = _signing_above(lines, first, words)
            if not units:
                break
            issuers[:0] = units
            first -= taken
        if issuers:
            start, end, date = find_dates(line.text)[0]
            found.append(Issued(tuple(issuers), date, line.folded.part(start, end), first, i))
    return found


def _signing_above(lines: Sequence[HeaderLine], first: int, words: HeaderWords) -> tuple[list[Folded], int]:
    """The units on the line above line `first`, or on two where the last characters of a name wrapped; and how many."""
    above = lines[first - 1]
    wrapped = len(above.text) <= _WRAPPED_MAX and above.text not in words.national_offices
    if first > 1 and wrapped and above.kind in ("plain", "unit") and not lines[first - 2].cell:
        whole = lines[first - 2].joined(join_lines(lines[first - 2 : first]))
        if words.is_unit(whole.text, strict=True):
            return [whole.folded], 2
    return signing_units(above, words), 1


def _on_one_line(line: HeaderLine, number: int, words: HeaderWords) -> Issued | None:
    """某某市水利局 2024年3月5日, 某某区人民政府办公室2024年3月5日发布。: units and date of a signature side by side."""
    dates = find_dates(line.text) if len(line.text) < _LONGEST_SIGNATURE else []
    if not dates or not dates[0].start:
        return None
    start, end, date = dates[0]
    if end < len(line.text) and not words.signs.made_public.match(line.text[end:]):
        return None
    units = [unit for piece in _apart(line.folded.part(0, start)) for unit in _run_together(piece, words)]
    if not all(words.is_unit(unit.text, strict=True) for unit in units):
        return None
    return Issued(tuple(units), date, line.folded.part(start, end), number, number)


def signing_units(line: HeaderLine, words: HeaderWords) -> list[Folded]:
    """Return the units that make up a line, parted where the source has spaces; none for any other line."""
    if line.kind not in ("unit", "plain") or len(line.text) > 120:
        return []
    pieces = [_without_seal(unit, words) for unit in _apart(line.folded)]
    units = [unit for piece in pieces for unit in _run_together(piece, words)]
    return units if all(words.is_unit(unit.text) for unit in units) else []


def _without_seal(folded: Folded, words: HeaderWords) -> Folded:
    """某某领导小组办公室（代章） → 某某领导小组办公室."""
    match = words.signs.seal.search(folded.text)
    return folded.part(0, match.start()) if match else folded


def _apart(folded: Folded) -> list[Folded]:
    """Split at the spaces that part names in the source (教育部 财政部), not at those for looks (水 利 局)."""
    gaps = (i for i in range(1, len(folded.text)) if folded.offsets[i] - folded.offsets[i - 1] > 1)
    cuts = [0, *gaps, len(folded.text)]
    pieces = [folded.part(a, b) for a, b in pairwise(cuts)]
    return [folded] if any(len(piece.text) < 3 for piece in pieces) else pieces


def heading_issuers(title: Title, words: HeaderWords) -> tuple[Folded, ...]:
    """Find the issuers before 关于 or 印发: one, or several, parted by spaces or 、 or run together."""
    match = words.signs.issuer_of_heading.match(title.text)
    if match is None:
        return ()
    several = words.signs.and_others.search(match["issuer"])
    named = title.folded.part(0, several.start() if several else match.end("issuer"))
    units: list[Folded] = []
    for piece in _apart(named):
        for part in _split(piece, "、，"):
            units.extend(_run_together(part, words))
    return tuple(units) if units and all(words.is_unit(unit.text, strict=True) for unit in units) else ()


def _split(folded: Folded, marks: str) -> list[Folded]:
    cuts = [-1, *(i for i, ch in enumerate(folded.text) if ch in marks), len(folded.text)]
    return [folded.part(a + 1, b) for a, b in pairwise(cuts) if b > a + 1]


def _run_together(folded: Folded, words: HeaderWords) -> list[Folded]:
    """Part names that stand together without a space: each but the first begins as a name does, all look like names."""
    text = folded.text
    for seam in words.signs.seam.finditer(text):
        at = seam.start()
        left, right = text[:at], text[at:]
        if len(left) < 3 or len(right) < 3 or not _begins_name(left, right, words):
            continue
        rest = _run_together(folded.part(at, len(text)), words)
        if all(words.is_unit(part, strict=True) for part in (left, *(unit.text for unit in rest))):
            return [folded.part(0, at), *rest]
    return [folded]


def _begins_name(left: str, right: str, words: HeaderWords) -> bool:
    """True if `right` begins a name of its own: a place, a level, a national office; not 国家税务总局|某某市税务局."""
    national = words.national_offices
    if right.startswith(national):
        return True
    end, places = words.regions.at_start(right)
    if places and end < len(right):
        return left not in national and not left.endswith("人民银行")
    return words.signs.begins_local_name.match(right) is not None and left[:1] not in "国"


def _letterhead(lines: Sequence[HeaderLine]) -> tuple[Folded, ...]:
    """发文机关标志: 某某市人民政府办公室文件."""
    for line in lines[:20]:
        if line.kind == "letterhead":
            return (line.folded.part(0, len(line.text) - 2),)
    return ()


def _near_title(lines: Sequence[HeaderLine], lead: Title | None, words: HeaderWords) -> tuple[Folded, ...]:
    """Find a unit on a line of its own right above or below the title, as on a cover."""
    if lead is None:
        return ()
    for i in (lead.last + 1, lead.last + 2, lead.first - 1):
        if 0 <= i < len(lines) and lines[i].kind == "unit" and not lines[i].cell:
            return tuple(signing_units(lines[i], words))
    return ()


def _record(lines: Sequence[HeaderLine], words: HeaderWords) -> tuple[Folded, ...]:
    """印发机关 of the record at the end: 某某市人民政府办公室 2022年8月8日印发."""
    for line in reversed(lines[-30:]):
        if line.kind == "printed":
            at = find_dates(line.text)
            issuer = line.folded.part(0, at[0].start) if at and at[0].start else None
            if issuer is not None and words.is_unit(issuer.text, strict=True):
                return (issuer,)
    return ()
