"""What a sign finds in a long text, looked for only where something cheap to find stands."""

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
