"""A sign: a regular expression with a name, and the examples that show what it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any

_Found = re.Match[str] | None


class LazyPattern:
    """A regular expression that is compiled when it is first tried, used like one that is compiled.

    Compiling a set with all ideographs takes 0.3 ms, and most documents need few of the forms. `pattern` may be a
    function that gives the source, for one that takes time to put together. Every text in which it is found holds one
    of `needs`, if any are given: until one does, nothing is compiled.
    """

    match: Callable[..., _Found]
    search: Callable[..., _Found]
    fullmatch: Callable[..., _Found]
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[..., str]

    def __init__(self, pattern: str | Callable[[], str], flags: int = 0, needs: Sequence[str] = ()) -> None:
        self._source, self.flags, self._needs = pattern, flags, needs

    @cached_property
    def pattern(self) -> str:
        """The source of the expression."""
        return self._source if isinstance(self._source, str) else self._source()

    def __getattr__(self, name: str) -> Any:
        if name not in LazyPattern.__annotations__:
            raise AttributeError(name)
        if self._needs and name in ("match", "search"):
            return partial(self._once_needed, name)
        return getattr(self._compiled(), name)

    def _once_needed(self, name: str, text: str, *place: int) -> _Found:
        """What the pattern finds; nothing, and nothing is compiled, as long as no text holds a word that it needs."""
        if not any(word in text for word in self._needs):
            return None
        found: _Found = getattr(self._compiled(), name)(text, *place)
        return found

    def _compiled(self) -> LazyPattern:
        """The same with its methods those of the compiled expression."""
        compiled = re.compile(self.pattern, self.flags)
        for method in LazyPattern.__annotations__:
            setattr(self, method, getattr(compiled, method))
        return self


class Sign(LazyPattern):
    """A pattern that code relies on: `id` names it in results and in ``policy-parse rules``, `says` what it finds.

    Written in VERBOSE form: blanks and line breaks mean nothing, ``#`` begins a remark. `examples` must be found by
    `search`, `never` must not; an example with ``|`` on both sides of some words must be found as just these words
    (较|2020年|下降).
    """

    def __init__(
        self,
        id: str,
        pattern: str | Callable[[], str],
        *,
        says: str = "",
        examples: Sequence[str] = (),
        never: Sequence[str] = (),
        needs: Sequence[str] = (),
    ) -> None:
        super().__init__(pattern, re.VERBOSE, needs)
        self.id, self.says, self.examples, self.never = id, says, tuple(examples), tuple(never)

    def failures(self) -> Iterator[str]:
        """The examples that are not found, or not as the words they mark, and the counter-examples that are."""
        for example in self.examples:
            if not self.finds(example):
                yield example
        yield from (example for example in self.never if self.search(example) is not None)

    def finds(self, example: str) -> bool:
        """True if an example is found, and as the words that it marks with ``|`` if it does."""
        before, bar, rest = example.partition("|")
        words, closing, after = rest.partition("|")
        if not (bar and closing):
            return self.search(example) is not None
        found = self.search(before + words + after)
        return found is not None and found.span() == (len(before), len(before) + len(words))
