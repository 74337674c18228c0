"""A Comparison as a file: writers by name and ending.

A writer is a module with ``FORMAT``, ``SUFFIXES`` and ``BINARY`` as those of plans have, and
``render(comparison, old, new) -> bytes``: the whole file; `old` and `new` are the plans, for the words that a
comparison names by id. The same three always give the same bytes.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from policy_parse.errors import FormatError
from policy_parse.model import Plan
from policy_parse.model.comparison import Comparison

__all__ = ["BUILTIN", "ComparisonWriter", "find_writer", "format_of"]


class ComparisonWriter(Protocol):
    """What a writer module provides."""

    FORMAT: str
    SUFFIXES: tuple[str, ...]
    BINARY: bool

    def render(self, comparison: Comparison, old: Plan, new: Plan) -> bytes:
        """Return the whole file; raises WriteError."""
        ...


BUILTIN = {
    "json": (".json",),
    "text": (".txt",),
    "xlsx": (".xlsx",),
    "docx": (".docx",),
    "html": (".html", ".htm"),
}
"""Formats, each in the module ``policy_parse.writers.comparisons.{format}_file``, with the endings that choose it."""


def find_writer(format: str) -> ComparisonWriter:
    """The writer of a format, loaded when it is asked for. Raises FormatError for an unknown name."""
    name = format.lower()
    if name not in BUILTIN:
        raise FormatError(
            format, f"不认识的输出格式，可用的有（unknown output format, known are） {'、'.join(BUILTIN)}"
        )
    return cast(ComparisonWriter, import_module(f"policy_parse.writers.comparisons.{name}_file"))


def format_of(path: Path) -> str:
    """The format that a path's ending names. Raises FormatError where it names none."""
    for format, suffixes in BUILTIN.items():
        if path.suffix.lower() in suffixes:
            return format
    known = " ".join(suffix for suffixes in BUILTIN.values() for suffix in suffixes)
    raise FormatError(str(path), f"文件名的结尾没有说明格式，可用的有（no such format, known are） {known}")
