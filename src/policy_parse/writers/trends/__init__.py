"""A Trend as a file: writers by name and ending.

A writer is a module with ``FORMAT``, ``SUFFIXES`` and ``render(trend) -> bytes``: the whole file, in UTF-8. The same
Trend always gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, cast

from policy_parse.model.trend import Trend
from policy_parse.writers.format_table import FormatTable

__all__ = ["FORMATS", "TrendWriter", "find_writer", "format_of"]


class TrendWriter(Protocol):
    """What a writer module provides."""

    FORMAT: str
    SUFFIXES: tuple[str, ...]

    def render(self, trend: Trend) -> bytes:
        """Return the whole file."""
        ...


FORMATS = FormatTable(__name__, {"csv": (".csv",), "json": (".json",), "svg": (".svg",), "text": (".txt",)})
"""Formats, and the endings that choose them."""


def find_writer(format: str) -> TrendWriter:
    """The writer of a format, loaded when it is asked for. Raises FormatError for an unknown name."""
    return cast(TrendWriter, FORMATS.module(format))


def format_of(path: Path) -> str:
    """The format that a path's ending names. Raises FormatError where it names none."""
    return FORMATS.format_of(path)
