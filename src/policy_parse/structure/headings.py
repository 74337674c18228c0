"""What a heading is: its words, and the role of the section it opens (``data/headings.toml``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from policy_parse.lexicon import Lexicon
from policy_parse.model import SectionRole

HEADING_MAX = 60
"""A leading sentence longer than this is body text, not a heading."""

_REMARK = re.compile(r"（[^（）]*）$")
_END = re.compile(r"[。：；\n]|[？！](?!”)")
_MARK = re.compile(r"[（《“〔〈）》”〕〉。：；！？\n]")
_TRAILING = "。：；，、？！ \n*"


class _RoleWords(NamedTuple):
    role: SectionRole
    head: re.Pattern[str] | None
    """The forms that begin a heading (^…), tried once; searching for them would try them at every character."""
    anywhere: re.Pattern[str] | None

    def fit(self, words: str) -> bool:
        return (self.head is not None and self.head.match(words) is not None) or (
            self.anywhere is not None and self.anywhere.search(words) is not None
        )


_REMEMBERED = 2048
"""Headings that are kept: plans share 总体要求, 组织保障 and their like."""


class SectionWords:
    """The headings of ``data/headings.toml``, built from a lexicon once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._roles = [
            _RoleWords(
                entry["role"],
                _any(p for p in entry["patterns"] if _begins(p)),
                _any(p for p in entry["patterns"] if not _begins(p)),
            )
            for entry in lexicon.table("headings")
        ]

        self.role: Callable[[str], SectionRole | None] = lru_cache(_REMEMBERED)(self._role)
        """Role that the words of a folded heading give by themselves; None if they only name a topic."""

    def _role(self, heading: str) -> SectionRole | None:
        words = heading.strip(_TRAILING)
        if words.endswith("）"):
            words = _REMARK.sub("", words)
        return next((entry.role for entry in self._roles if entry.fit(words)), None)


# what a group, a set or an escape hides: \. [(|] (甲|(?:乙|丙))
_INSIDE = re.compile(r"\\.|\[[^\]]*\]|\((?:[^()]|\([^()]*\))*\)")


def _begins(pattern: str) -> bool:
    """True if all of `pattern` is bound to the beginning: ^总体要求, not ^总体要求|措施$."""
    return pattern.lstrip().startswith("^") and "|" not in _INSIDE.sub("", pattern)


def _any(patterns: Iterable[str]) -> re.Pattern[str] | None:
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    return re.compile(joined, re.VERBOSE) if joined else None


def heading_end(text: str, start: int) -> int:
    """Where the leading sentence of ``text[start:]`` ends, mark excluded: 。 ： ； or a line break.

    Marks inside brackets, quotes and book titles do not end it; nor does a colon inside “一核：…” quotes.
    """
    depth = 0
    for mark in _MARK.finditer(text, start):
        ch = mark[0]
        if ch in "（《“〔〈":
            depth += 1
        elif ch in "）》”〕〉":
            depth = max(0, depth - 1)
        elif depth == 0 or ch == "\n":
            return mark.start()
    if depth:  # a bracket that never closes hides no sentence end
        plain = _END.search(text, start)
        return plain.start() if plain else len(text)
    return len(text)


def heading_bracket(text: str, start: int) -> tuple[int, int] | None:
    """Where the bracket stands that ends the leading sentence of ``text[start:]``; None if none does."""
    end = heading_end(text, start)
    opens = text.rfind("（", start, end)
    return (opens, end) if opens > start and text[end - 1] == "）" else None
