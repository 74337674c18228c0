"""Regular expressions that few documents need."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

_Found = re.Match[str] | None


class Rare:
    """A regular expression that is compiled when it is first tried, used like one that is compiled.

    For forms that most documents do not have: compiling a set with all ideographs takes 0.3 ms, and a start that
    compiles every form takes a third longer.
    """

    match: Callable[..., _Found]
    search: Callable[..., _Found]
    fullmatch: Callable[..., _Found]
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[..., str]

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> Any:
        if name not in Rare.__annotations__:
            raise AttributeError(name)
        compiled = re.compile(self.pattern)
        for method in Rare.__annotations__:
            setattr(self, method, getattr(compiled, method))
        return self.__dict__[name]
