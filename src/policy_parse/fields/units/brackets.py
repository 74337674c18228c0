"""Which bracket closes which."""

from __future__ import annotations

import re

_BRACKET = re.compile(r"[（〔）〕]")


def closings(text: str) -> dict[int, int]:
    """Opening bracket → position after the one that closes it; those that nothing closes are left out.

    Round and square brackets close each other, as misprints such as （…〕 occur in published plans.
    """
    closings: dict[int, int] = {}
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] in "（〔":
            opened.append(match.start())
        elif opened:
            closings[opened.pop()] = match.end()
    return closings
