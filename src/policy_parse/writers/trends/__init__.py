"""A Trend as a file: writers by name and ending.

A writer is a module with ``FORMAT``, ``SUFFIXES`` and ``render(trend) -> bytes``: the whole file, in UTF-8. The same
Trend always gives the same bytes.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from policy_parse.errors import FormatError
from policy_parse.model.trend import Trend

__all__ = ["BUILTIN", "TrendWriter", "find_writer", "format_of"]


class TrendWriter(Protocol):
    """What a writer module provides."""

    FORMAT: str
    SUFFIXES: tuple[str, ...]

    def render(self, trend: Trend) -> bytes:
        """Return the whole file."""
        ...


BUILTIN = {"csv": (".csv",), "json": (".json",), "svg": (".svg",), "text": (".txt",)}
"""Formats, each in the module ``policy_parse.writers.trends.{format}_file``, with the endings that choose it."""


def find_writer(format: str) -> TrendWriter:
    """The writer of a format, loaded when it is asked for. Raises FormatError for an unknown name."""
    name = format.lower()
    if name not in BUILTIN:
        raise FormatError(
            format, f"不认识的输出格式，可用的有（unknown output format, known are） {'、'.join(BUILTIN)}"
        )
    return cast(TrendWriter, import_module(f"policy_parse.writers.trends.{name}_file"))


def format_of(path: Path) -> str:
    """The format that a path's ending names. Raises FormatError where it names none."""
    for format, suffixes in BUILTIN.items():
        if path.suffix.lower() in suffixes:
            return format
    known = " ".join(suffix for suffixes in BUILTIN.values() for suffix in suffixes)
    raise FormatError(str(path), f"文件名的结尾没有说明格式，可用的有（no such format, known are） {known}")
