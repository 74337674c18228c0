"""What a heading is: its words, and the role of the section it opens (``data/headings.toml``)."""

from __future__ import annotations

import re
from functools import cache

from policy_parse.lexicon import Lexicon
from policy_parse.model import SectionRole

HEADING_MAX = 60
"""A leading sentence longer than this is body text, not a heading."""

_END = re.compile(r"[。：；\n]|[？！](?!”)")
_TRAILING = "。：；，、？！ \n*"


@cache
def _patterns(lexicon: Lexicon) -> tuple[tuple[SectionRole, str, re.Pattern[str]], ...]:
    return tuple(
        (entry["role"], entry["id"], re.compile("|".join(f"(?:{p})" for p in entry["patterns"])))
        for entry in lexicon.table("headings")
    )


def section_role(heading: str, lexicon: Lexicon) -> SectionRole | None:
    """Role that the words of a folded heading give by themselves; None where they only name a topic."""
    words = heading.strip(_TRAILING)
    words = re.sub(r"（[^（）]*）$", "", words)
    for role, _, pattern in _patterns(lexicon):
        if pattern.search(words):
            return role
    return None


def heading_end(text: str, start: int) -> int:
    """Where the leading sentence of ``text[start:]`` ends, mark excluded: 。 ： ； or a line break.

    Marks inside brackets, quotes and book titles do not end it; nor does a colon inside “一核：…” quotes.
    """
    depth = 0
    for i in range(start, len(text)):
        ch = text[i]
        if ch in "（《“〔〈":
            depth += 1
        elif ch in "）》”〕〉":
            depth = max(0, depth - 1)
        elif (depth == 0 and ch in "。：；！？") or ch == "\n":
            return i
    if depth:  # a bracket that never closes hides no sentence end
        plain = _END.search(text, start)
        return plain.start() if plain else len(text)
    return len(text)
