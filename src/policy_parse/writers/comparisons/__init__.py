"""A Comparison as a file: writers by name and ending.

A writer is a module with ``FORMAT``, ``SUFFIXES`` and ``BINARY`` as those of plans have, and
``render(comparison, old, new) -> bytes``: the whole file; `old` and `new` are the plans, for the words that a
comparison names by id. The same three always give the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, cast

from policy_parse.model import Plan
from policy_parse.model.comparison import Comparison
from policy_parse.writers.format_table import FormatTable

__all__ = ["FORMATS", "ComparisonWriter", "find_writer", "format_of"]


class ComparisonWriter(Protocol):
    """What a writer module provides."""

    FORMAT: str
    SUFFIXES: tuple[str, ...]
    BINARY: bool

    def render(self, comparison: Comparison, old: Plan, new: Plan) -> bytes:
        """Return the whole file; raises WriteError."""
        ...


FORMATS = FormatTable(
    __name__,
    {"json": (".json",), "text": (".txt",), "xlsx": (".xlsx",), "docx": (".docx",), "html": (".html", ".htm")},
)
"""Formats, and the endings that choose them."""


def find_writer(format: str) -> ComparisonWriter:
    """The writer of a format, loaded when it is asked for. Raises FormatError for an unknown name."""
    return cast(ComparisonWriter, FORMATS.module(format))


def format_of(path: Path) -> str:
    """The format that a path's ending names. Raises FormatError where it names none."""
    return FORMATS.format_of(path)
