"""The plan's own title, and the same title in the notice that carries it, written otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from policy_parse.checks.nearby import clause_start
from policy_parse.checks.wording import quoted
from policy_parse.checks.words import CheckWords
from policy_parse.model import Finding, Plan
from policy_parse.span import Span
from policy_parse.text.fold import Folded, fold

_HEAD, _TAIL = 4, 2
"""Characters by which a title is found in a heading."""
_REGION = 3
"""Characters that two spellings of a title begin with alike."""
_MOST, _SHARE = 4, 4
"""Characters by which they differ at most, and the part of the title: one of four."""
_MOST_HERE, _SHARE_HERE = 8, 3
"""The same where the notice says that this is what it carries, and names no other document with it."""
_OPENING = 1500
"""Characters behind the title in which a document says, before its first section, that it is made."""
_SENTENCE = 60
"""Characters behind a quoted title in which the notice says that it carries it."""


def title_variant(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """最严格的水资源管理工作方案 / 最严格水资源管理工作方案: one finding with every place of the other spelling.

    Looked for in the notice's heading and, in 《》, in the notice's text. A title that only lacks the region at its
    head, or leaves out 的 before the kind of document, is the same; one with a 的 that the plan's has not is another.
    """
    header = plan.header
    own = header.spans.get("title")
    if header.title is None or not isinstance(own, Span):
        return
    title = _plain(header.title)
    places: list[tuple[str, Span]] = []
    notice = header.spans.get("notice_title")
    if header.notice_title is not None and isinstance(notice, Span) and not notice.overlaps(own):
        found = _carried(title, fold(plan.text, notice.start, notice.end), words)
        places += [found] if found else []
    letter = fold(plan.text, 0, own.start)
    read_in_notice = isinstance(notice, Span) and notice.overlaps(own)
    if read_in_notice:  # the plan has no heading of its own behind the notice
        letter = _opening(own.end, plan)
    for match in words.signs.quoted_title.finditer(letter.text):
        span = letter.span(*match.span("title"))
        in_heading = isinstance(notice, Span) and notice.contains(span)
        says_so = words.signs.issued_here.search(letter.text[match.end() - 1 : match.end() + _SENTENCE]) is not None
        is_here = says_so and _alone(letter, match)
        if in_heading or (read_in_notice and not is_here):
            continue
        if _otherwise(title, _plain(match["title"]), words, is_here=is_here):
            places.append((match["title"], span))
    places += _of_other_years(header.title, own, plan, words)
    if places:
        names = dict.fromkeys((header.title, *("".join(text.split()) for text, _ in places)))
        yield Finding(
            code="title-variant",
            severity="info",
            message=f"标题有两种写法：{quoted(names)}",
            spans=(own, *(span for _, span in places)),
        )


def _opening(start: int, plan: Plan) -> Folded:
    """What stands behind a title, at `start`, before the first section."""
    first = min((one.span.start for one in plan.sections if one.span.start >= start), default=len(plan.text))
    return fold(plan.text, start, min(first, start + _OPENING))


def _of_other_years(title: str, own: Span, plan: Plan, words: CheckWords) -> Iterator[tuple[str, Span]]:
    """The title with other years where the words before the first section say that they make this document."""
    years = words.signs.years_at_end.match(title)
    if years is None or (core := title[years.end() :]) not in plan.text[own.end : own.end + _OPENING]:
        return
    opening = _opening(own.end, plan)
    at = opening.text.find(core)
    made = words.signs.made_here.search(opening.text[:at]) if at >= 0 else None
    if made is not None and made["years"] not in fold(title).text:
        yield opening.text[made.start("years") : at + len(core)], opening.span(made.start("years"), at + len(core))


def _plain(title: str) -> str:
    """A title without marks."""
    return "".join(filter(str.isalnum, fold(title).text))


def _carried(title: str, heading: Folded, words: CheckWords) -> tuple[str, Span] | None:
    """The title as a notice's heading has it, if that is written otherwise."""
    kept = [i for i, ch in enumerate(heading.text) if ch.isalnum()]
    plain = "".join(heading.text[i] for i in kept)
    end = plain.rfind(title[-_TAIL:]) + _TAIL
    starts = [match.start() for match in re.finditer(re.escape(title[:_HEAD]), plain)]
    # a notice may begin like the title that it carries: 江城县水利局关于印发《江城县水利局2025年方案》
    start = min(starts, key=lambda at: abs(end - at - len(title)), default=-1)
    if start < 0 or end - start < _HEAD + _TAIL or title in plain:
        return None
    is_here = start > 0 and words.signs.carried_alone.search(heading.text[kept[end - 1] + 1 :]) is not None
    if not _otherwise(title, plain[start:end], words, is_here=is_here):
        return None
    span = heading.span(kept[start], kept[end - 1] + 1)
    return plain[start:end], span


def _alone(before: Folded, match: re.Match[str]) -> bool:
    """True if the sentence of a quoted title quotes no other before it."""
    start = clause_start(before.text, match.start(), "。；\n")
    return "《" not in before.text[start : match.start()]


def _otherwise(title: str, other: str, words: CheckWords, *, is_here: bool = False) -> bool:
    """True if `other` is `title` with a few characters more, less or other, and no other number.

    `is_here`: it is said to be this document's title, so that more of them, and numbers, may be other.
    """
    if other in (title, words.signs.dropped_of.sub("", title)):
        return False
    if other[:_REGION] != title[:_REGION] and (not is_here or title.endswith(other) or other.endswith(title)):
        return False
    changed = [
        title[a:b] + other[c:d]
        for kind, a, b, c, d in SequenceMatcher(None, title, other, autojunk=False).get_opcodes()
        if kind != "equal"
    ]
    if is_here and words.signs.year_of_title.sub("", title) == other:
        return True
    count = sum(map(len, changed))
    most = min(_MOST_HERE, len(title) // _SHARE_HERE) if is_here else min(_MOST, len(title) // _SHARE)
    return count <= most and (is_here or not any(map(words.signs.other_number.search, changed)))
