"""A sign: a regular expression with a name, and the examples that show what it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

_Found = re.Match[str] | None


_ANY_IDEOGRAPH = re.compile(r"\[(?:\u4e00|\\u4e00)-(?:\u9fff|\\u9fff)]")
_IDEOGRAPH = r"[^\\W\\d\\x00-\\xff\\u2070-\\u24ff]"
"""Finds what the set of all ideographs does, and is compiled in a tenth of the time: a set of two ranges needs no map
of all characters. It finds more: ideographs of rarer blocks and letters of other scripts (α, か), but no number that is
one sign (⁴, Ⅱ, ①).
"""
_OFTEN = 1000
"""Looking for its words so often takes as long as compiling a pattern."""


class LazyPattern:
    """A regular expression that is compiled when it is first tried, used like one that is compiled.

    Compiling a set with all ideographs takes 0.3 ms, and most documents need few of the forms. `pattern` may be a
    function that gives the source, for one that takes time to put together. A text without any of the words of `needs`
    has no match, and the pattern is not compiled for it; what `pattern` matches must hold one of them.
    """

    match: Callable[..., _Found]
    search: Callable[..., _Found]
    fullmatch: Callable[..., _Found]
    finditer: Callable[..., Iterator[re.Match[str]]]
    sub: Callable[..., str]
    split: Callable[..., list[str]]

    def __init__(self, pattern: str | Callable[[], str], flags: int = 0, needs: Sequence[str] = ()) -> None:
        self._source, self.flags, self.needs = pattern, flags, tuple(needs)

    @cached_property
    def pattern(self) -> str:
        """The source of the expression."""
        return self._source if isinstance(self._source, str) else self._source()

    def __getattr__(self, name: str) -> Any:
        if name not in LazyPattern.__annotations__:
            raise AttributeError(name)
        if not self.needs:
            return self._compiled(name)
        tried = self.__dict__[name] = self._sub_tried if name == "sub" else self._trying(name)
        return tried

    def _trying(self, method: str) -> Callable[..., Any]:
        """A method of the compiled pattern, which is not compiled while no text holds a word that is needed.

        One that is asked for often is compiled for its own sake: trying it takes less time than looking for its words.
        """
        needs, left = self.needs, _OFTEN

        def tried(text: str, *places: int) -> Any:
            nonlocal left
            left -= 1
            if not left:
                return self._compiled(method)(text, *places)
            for word in needs:
                if word in text:  # it may stand before the place: a sign may look back
                    return self._compiled(method)(text, *places)
            return iter(()) if method == "finditer" else [text] if method == "split" else None

        return tried

    def _sub_tried(self, replacement: Any, text: str, *count: int) -> str:
        if any(word in text for word in self.needs):
            return self._compiled("sub")(replacement, text, *count)  # type: ignore[no-any-return]
        return text

    def _compiled(self, method: str) -> Callable[..., Any]:
        compiled = re.compile(_ANY_IDEOGRAPH.sub(_IDEOGRAPH, self.pattern), self.flags)
        for each in LazyPattern.__annotations__:
            setattr(self, each, getattr(compiled, each))
        return self.__dict__[method]  # type: ignore[no-any-return]


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
