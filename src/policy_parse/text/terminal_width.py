"""Columns for a terminal: Chinese characters are two cells wide."""

from __future__ import annotations

import unicodedata


def cells(words: str) -> int:
    """How many cells of a terminal `words` take (UAX 11: wide and full-width characters two)."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in words)


def padded(words: str, width: int, *, right: bool = False) -> str:
    """`words` with blanks up to `width` cells; put to the right with `right`."""
    blanks = " " * max(0, width - cells(words))
    return blanks + words if right else words + blanks
