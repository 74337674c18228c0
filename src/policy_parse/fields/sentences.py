"""A passage cut at its full stops: each sentence as folded and as written, with the times in it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from policy_parse.model import Deadline
from policy_parse.text.fold import Folded

# 。 and, in documents typed in English style, the . between Chinese words
_STOP = re.compile(r"[。；！？.](?:(?<!\.)[。；！？]*|(?<=[\u4e00-\u9fff）”%]\.)(?=[\u4e00-\u9fff（“]))")


class Sentence(NamedTuple):
    """One sentence without line breaks: as folded, and the times in it with their places in the folded text."""

    folded: Folded
    source: str
    times: tuple[tuple[int, int, Deadline], ...]

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    @property
    def shown(self) -> str:
        """The same characters as they are written in the source."""
        at = self.folded.offsets
        return self.source[at[0] : at[-1] + 1] if isinstance(at, range) else "".join(map(self.source.__getitem__, at))


def sentences(passage: Folded, source: str, times: Sequence[Deadline]) -> Iterator[Sentence]:
    """Each sentence of `passage` with its stop, in text order; what is left after the last stop is one too.

    One of more than 1,000 characters is cut behind commas. `times` are the time expressions of the passage: a sentence
    has those that stand in it whole, in text order.
    """
    flat = passage.without_breaks()
    times = sorted(times, key=_start)
    start = 0
    for end in (*(match.end() for match in _STOP.finditer(flat.text)), len(flat.text)):
        for at in cut_behind_commas(flat.text, start, end):
            yield _sentence(flat.part(start, at), source, times)
            start = at


def cut_behind_commas(text: str, start: int, end: int) -> Iterator[int]:
    """Where the parts of a sentence end that is too long to be one; for all others `end` alone, for none nothing.

    What is read of a sentence is looked for all over it; the longest of those of 280 plans has 450 characters. A list
    that a program has joined by commas would take time in step with the square of its length.
    """
    while end - start > _LONGEST:
        commas = (text.rfind(mark, start, start + _LONGEST) + 1 for mark in "，、")
        start = next((at for at in commas if at > start), None) or _outside_numbers(text, start + _LONGEST)
        yield start
    if start < end:
        yield end


def _outside_numbers(text: str, at: int) -> int:
    """The last place up to `at` that is neither in nor beside a number; `at` where there is none for a long way."""
    return next(
        (place for place in range(at, at - _LONGEST // 2, -1) if _NUMBER.isdisjoint(text[place - 1 : place + 1])), at
    )


_NUMBER = frozenset("0123456789.%万亿")
_LONGEST = 1000
"""Characters of a sentence."""


def _start(time: Deadline) -> int:
    return time.span.start


def _sentence(part: Folded, source: str, times: Sequence[Deadline]) -> Sentence:
    if not times:
        return Sentence(part, source, ())
    at, first, end = part.offsets, part.start, part.end
    times = times[bisect_left(times, first, key=_start) : bisect_left(times, end, key=_start)]
    inside = ((bisect_left(at, t.span.start), bisect_left(at, t.span.end), t) for t in times if t.span.end <= end)
    return Sentence(part, source, tuple(inside))
