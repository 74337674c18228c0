"""The formats of one kind of result that has no plug-ins: a module each, chosen by name or by a path's ending."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from policy_parse.errors import FormatError


class FormatTable(NamedTuple):
    """Formats with the endings that choose them; each is written by the module ``{home}.{format}_file``."""

    home: str
    suffixes: Mapping[str, tuple[str, ...]]

    def module(self, format: str) -> ModuleType:
        """The module that writes a format, loaded when it is asked for. Raises FormatError for an unknown name."""
        name = format.lower()
        if name not in self.suffixes:
            known = "、".join(self.suffixes)
            raise FormatError(format, f"不认识的输出格式，可用的有（unknown output format, known are） {known}")
        return import_module(f"{self.home}.{name}_file")

    def format_of(self, path: Path) -> str:
        """The format that a path's ending names. Raises FormatError where it names none."""
        for format, suffixes in self.suffixes.items():
            if path.suffix.lower() in suffixes:
                return format
        known = " ".join(suffix for suffixes in self.suffixes.values() for suffix in suffixes)
        raise FormatError(str(path), f"文件名的结尾没有说明格式，可用的有（no such format, known are） {known}")
