"""What stands near a place of a long text: what a sign finds there, and where the clause begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_parse.text.sign import Sign

_REACH = 48
"""Characters on either side: what is looked for is shorter."""


def around(sign: Sign, places: list[int], text: str, before: int = _REACH) -> Iterator[re.Match[str]]:
    """The matches of `sign` that hold one of `places` (in order), none overlapping; as over the whole text.

    A match must begin at most `before` characters before its place, and end less than 48 behind it.
    """
    done = 0
    for place in places:
        if place < done:
            continue
        start = max(done, place - before)
        for match in sign.finditer(text, start, place + _REACH):
            if match.start() > place:
                break
            done = match.end()
            if done > place:
                yield match
                break


def clause_start(text: str, at: int, marks: str, begin: int = 0) -> int:
    """Where what stands at `at` begins: behind the last of `marks` before it, at `begin` if there is none since."""
    return max(begin, *(text.rfind(mark, begin, at) + 1 for mark in marks))
