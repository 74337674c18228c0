"""Finding the quotes of a gold file in a text: spelling, width and white space do not count."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from policy_parse.span import Span

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－"), "-")
# The same measure written two ways; the first of these endings that fits is rewritten.
_SAME_UNITS = {
    "m³": "m3",
    "立方米": "m3",
    "㎡": "m2",
    "平方米": "m2",
    "公里": "km",
    "千米": "km",
    "百分点": "个百分点",
    "％": "%",
}


@dataclass(frozen=True, slots=True)
class Squeezed:
    """A text without white space, in compatibility form, and where each of its characters came from."""

    text: str
    index: Sequence[int]
    """Non-decreasing: ㎡ becomes two characters that share a place."""

    def region(self, span: Span) -> Span:
        """The part of the squeezed text that a span of the source covers."""
        return Span(bisect_left(self.index, span.start), bisect_left(self.index, span.end))

    def source(self, region: Span) -> Span:
        """The span of the source that a part of the squeezed text came from; not for empty regions."""
        return Span(self.index[region.start], self.index[region.end - 1] + 1)

    def find(self, quote: str, start: int = 0, stop: int | None = None) -> Span | None:
        """The first place of `quote` between `start` and `stop`; None for a quote of nothing."""
        words = same(quote)
        at = self.text.find(words, start, stop) if words else -1
        return Span(at, at + len(words)) if at >= 0 else None

    def between(self, starts: str, ends: str, cursor: int) -> Span | None:
        """The region from the first `starts` at or after `cursor` to the first `ends` after that."""
        first = self.find(starts, cursor)
        last = self.find(ends, first.start) if first is not None else None
        return Span(first.start, last.end) if first is not None and last is not None else None


def squeeze(text: str) -> Squeezed:
    """`text` as it is compared; NFKC is right here, as nothing of it is ever shown."""
    shown = {ch: _spelling(ch) for ch in set(text)}
    out: list[str] = []
    index: list[int] = []
    for i, ch in enumerate(text):
        for plain in shown[ch]:
            out.append(plain)
            index.append(i)
    return Squeezed("".join(out), index)


def _spelling(ch: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", ch).translate(_DASHES) if not c.isspace())


def same(text: str | None) -> str:
    """`text` as it is compared with another; None counts as empty."""
    return squeeze(text or "").text


def same_unit(unit: str | None) -> str:
    """A unit of measure as it is compared: 亿立方米, 亿m³ and 亿m3 are one."""
    unit = same(unit)
    for written, plain in _SAME_UNITS.items():
        ending = same(written)
        if unit.endswith(ending):
            unit = unit[: -len(ending)] + plain
            break
    return unit.replace("个个百分点", "个百分点")


def shared(a: Span, b: Span) -> float:
    """How much of the stretch that two regions cover they have in common, 0 to 1."""
    both = min(a.end, b.end) - max(a.start, b.start)
    return both / (max(a.end, b.end) - min(a.start, b.start)) if both > 0 else 0.0


def same_head(one: str | None, other: str | None) -> bool:
    """True if one name is the other with more before it: a Chinese noun phrase ends in what it names."""
    short, long = sorted((same(one), same(other)), key=len)
    return len(short) >= _SHORTEST_HEAD and long.endswith(short)


_SHORTEST_HEAD = 4


def likeness(a: str | None, b: str | None) -> float:
    """How many of their characters two names share, whatever the order, 0 to 1."""
    left, right = Counter(same(a)), Counter(same(b))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 1.0
