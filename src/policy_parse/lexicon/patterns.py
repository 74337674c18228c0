"""Patterns of a user's own vocabularies, tried before they meet a document: sound, never empty, never without end.

The package's own patterns are tried by its tests. A user's may be written in a hurry, and one with nested repeats can
hang on the first document that has a long number; ``regex`` can be given a time limit, ``re`` cannot.
"""

from __future__ import annotations

import re

from policy_parse.errors import LexiconError

SECONDS = 0.5
"""More than this for one probe of a few hundred characters is too slow for a thousand documents."""
_PROBES = tuple(
    probe + end
    for probe in (
        "1" * 300,
        "年" * 300,
        "一" * 300,
        "某局、" * 120,
        "（" * 150,
        "某某市" * 100,
        "a" * 300,
        "1,2.3-" * 60,
    )
    for end in ("", "#")
)


def check_pattern(file: str, entry: str, pattern: str, *, beside: bool = False, flags: int = 0) -> None:
    """Raise LexiconError for a pattern that is no regular expression, matches empty text, or takes too long.

    One that only looks at what stands `beside` something may be nothing but a look-ahead, which matches empty text.
    """
    import regex

    try:
        re.compile(pattern, flags)  # what runs it; regex, which knows more (\p{Han}), only takes its time
        compiled = regex.compile(pattern, flags)
    except (re.error, regex.error) as error:
        raise LexiconError(file, entry, f"正则表达式有误（bad pattern）: {error}") from error
    if not beside and compiled.fullmatch("") is not None:
        raise LexiconError(file, entry, "能匹配空文字（pattern matches the empty string）")
    try:
        for probe in _PROBES:
            compiled.search(probe, timeout=SECONDS)
    except TimeoutError:
        raise LexiconError(file, entry, "匹配太慢，请去掉嵌套的重复（too slow: nested repeats?）") from None
