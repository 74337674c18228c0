"""The place of a value: half-open code-point offsets into ``Plan.text``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code-point range ``[start, end)``; ``start <= end`` always holds.

    Raises ``ValueError`` where it would not.
    """

    start: int = field(metadata={"description": "offset of the first character"})
    end: int = field(metadata={"description": "offset behind the last character"})

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of `text` that this span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """True if `other` lies wholly inside; a span contains itself."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True if the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def moved(self, by: int) -> Span:
        """The same length, `by` characters further on."""
        return Span(self.start + by, self.end + by)


def cover(spans: Iterable[Span]) -> Span:
    """The smallest span that contains every one of `spans`; raises ``ValueError`` if there are none."""
    spans = tuple(spans)
    if not spans:
        raise ValueError("cover of no spans")
    return Span(min(s.start for s in spans), max(s.end for s in spans))
