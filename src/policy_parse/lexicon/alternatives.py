"""One pattern for many words, longest first, that leaves the compounds of the words alone (新, but not 新能源)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def any_beginning(words: Iterable[str], compounds: Sequence[str] = ()) -> str:
    """Source of one pattern for `words`; no word is found where one of `compounds` begins (新 but not 新能源)."""
    by_first = _grouped(compounds, 0)
    return "|".join(_before(word, by_first.get(word[0], ())) for word in _longest_first(words))


class Beginnings:
    """What `any_beginning` finds at the beginning of a text, without a pattern to compile for it."""

    def __init__(self, words: Iterable[str], compounds: Sequence[str] = ()) -> None:
        self._words = by_first_character(words)
        self._compounds = by_first_character(compounds)

    def begin(self, text: str) -> bool:
        """True if `text` begins with one of the words, and not with a compound of it."""
        words = self._words.get(text[:1], ())
        if not text.startswith(words):
            return False
        compounds = self._compounds.get(text[:1], ())
        if not text.startswith(compounds):
            return True
        longest = max(len(compound) for compound in compounds if text.startswith(compound))
        return any(len(word) >= longest and text.startswith(word) for word in words)


def by_first_character(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The words that begin with each character, longest first."""
    return {first: tuple(group) for first, group in _grouped(_longest_first(words), 0).items()}


def any_ending(words: Iterable[str], compounds: Sequence[str]) -> str:
    """Source of one pattern for `words`; no word is found where one of `compounds` ends (可 but not that of 许可)."""
    by_last = _grouped(compounds, -1)
    return "|".join(_behind(word, by_last.get(word[-1], ())) for word in _longest_first(words))


def _grouped(compounds: Sequence[str], at: int) -> dict[str, list[str]]:
    """The compounds by their first or last character, so that no word is held against all of them."""
    grouped: dict[str, list[str]] = {}
    for compound in compounds:
        grouped.setdefault(compound[at], []).append(compound)
    return grouped


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(set(words), key=lambda word: (-len(word), word))


def _before(word: str, compounds: Sequence[str]) -> str:
    if not compounds and word.isalnum():
        return word
    tails = sorted({re.escape(c[len(word) :]) for c in compounds if c.startswith(word) and len(c) > len(word)})
    return re.escape(word) + (f"(?!{'|'.join(tails)})" if tails else "")


def _behind(word: str, compounds: Sequence[str]) -> str:
    if not compounds and word.isalnum():
        return word
    heads = sorted({re.escape(c.removesuffix(word)) for c in compounds if c.endswith(word) and len(c) > len(word)})
    return "".join(f"(?<!{head})" for head in heads) + re.escape(word)
