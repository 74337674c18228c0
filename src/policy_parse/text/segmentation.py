"""Chinese text to words, by jieba with the project's vocabularies as words of its own; the only module that loads it.

The tokenizer is one of our own, not the one that a process shares. Its dictionary is read from jieba's file and cut
down to what the texts can hold: the words come out as from the whole, and jieba's cache in the folder for temporary
files is neither read nor written.
"""

from __future__ import annotations

import re
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from math import log
from typing import Any

Segmenter = Callable[[str], Iterable[str]]
"""A run of letters and ideographs → its words."""

_RUN = re.compile(r"[^\W\d_]+")
_RARE = 3
"""How often a word of our own counts where jieba does not know it, at the least."""


def runs(text: str) -> list[str]:
    """Runs of letters and ideographs in folded text; no word reaches over a mark or a number."""
    return _RUN.findall(text)


def segmenter_for(texts: Iterable[str], vocabulary: Iterable[str]) -> Segmenter:
    """What cuts the runs of `texts` into words; words of `vocabulary` stay whole where they are likelier so.

    Deterministic: the same texts and vocabulary, the same words.
    """
    tokenizer, _, _ = _cut_down(texts, vocabulary)

    def cut(run: str) -> Iterable[str]:
        found: Iterable[str] = tokenizer.cut(run, HMM=True)
        return found

    return cut


@lru_cache(maxsize=1)
def search_segmenter(vocabulary: frozenset[str]) -> Segmenter:
    """What cuts any run into the shortest words: 污水|处理|厂, 人民|政府; what is in no dictionary, into characters.

    A text and what is sought in it are cut alike wherever the words of both begin and end at the same places, so that
    words which follow one another are found whatever longer words they are part of. Its dictionary is whole, takes
    about a second and 150 MB, and is kept.
    """
    known, total = _dictionary()
    return _shortest_words(_tokenizer(known, total, vocabulary), known, total)


def search_segmenter_for(texts: Iterable[str], vocabulary: frozenset[str]) -> Segmenter:
    """What cuts the runs of folded `texts` as `search_segmenter` does; for what is sought, which is short.

    Whatever could be a word in them is looked up: beside the words of a query the whole dictionary is long.
    """
    known, total = _dictionary()
    longest = max(_LONGEST, max(map(len, vocabulary), default=0))
    parts = {part for text in texts for run in runs(text) for part in _parts(run, longest)}
    words = {part: known[part] for part in parts & known.keys()}
    return _shortest_words(_tokenizer(words, total, parts & vocabulary), words, total)


_LONGEST = 16
"""Characters of the longest word in jieba's dictionary."""


def _parts(run: str, longest: int) -> Iterator[str]:
    """All that stands in a run, from anywhere to anywhere, up to so many characters."""
    for start in range(len(run)):
        for end in range(start + 1, min(len(run), start + longest) + 1):
            yield run[start:end]


def _cut_down(texts: Iterable[str], vocabulary: Iterable[str]) -> tuple[Any, dict[str, int], int]:
    """A tokenizer with the words alone that `texts` can hold; these, and the sum of all frequencies."""
    known, total = _dictionary()
    beginnings = {run[i : i + 2] for text in texts for run in runs(text) for i in range(len(run))}
    groups = _by_beginning()
    words = {word: known[word] for beginning in {"", *beginnings} for word in groups.get(beginning, ())}
    own = [word for word in vocabulary if word[:2] in beginnings]
    return _tokenizer(words, total, own), words, total


def _shortest_words(tokenizer: Any, words: Mapping[str, int], total: int) -> Segmenter:
    pairs = {word: log(count / total) for word, count in words.items() if len(word) == _SHORT and count}

    @lru_cache(maxsize=1 << 16)
    def shortest(word: str) -> tuple[str, ...]:
        return _shortest(word, pairs) if len(word) > _SHORT and not word.isascii() else (word,)

    def cut(run: str) -> Iterable[str]:
        return [part for word in tokenizer.cut(run, HMM=False) for part in shortest(word)]

    return cut


_SHORT = 2
"""Characters of most Chinese words."""


def _shortest(word: str, pairs: Mapping[str, float]) -> tuple[str, ...]:
    """A word in words of two characters and single ones: as few single ones as there can be, then what is likeliest."""
    best: list[tuple[int, float, tuple[str, ...]]] = [(0, 0.0, ())]
    for end in range(1, len(word) + 1):
        single, likely, parts = best[end - 1]
        options = [(single + 1, likely, (*parts, word[end - 1 : end]))]
        if end >= _SHORT and (pair := word[end - _SHORT : end]) in pairs:
            single, likely, parts = best[end - _SHORT]
            options.append((single, likely - pairs[pair], (*parts, pair)))
        best.append(min(options))
    return best[-1][2]


def _tokenizer(words: dict[str, int], total: int, vocabulary: Iterable[str]) -> Any:
    """Jieba with these words and frequencies, and those of `vocabulary` that it does not know."""
    with warnings.catch_warnings():  # of its old syntax, the first time that it is compiled
        warnings.simplefilter("ignore")
        import jieba

    tokenizer: Any = jieba.Tokenizer()
    tokenizer.FREQ = _with_beginnings(words)
    tokenizer.total, tokenizer.initialized = total, True
    for word in sorted(vocabulary):
        if not words.get(word):
            tokenizer.add_word(word, max(_RARE, tokenizer.suggest_freq(word)))
    return tokenizer


def pairs_of_characters(run: str) -> Iterable[str]:
    """The neighbouring characters of a run: what needs no segmentation."""
    return [run[i : i + 2] for i in range(len(run) - 1)] if len(run) > 1 else [run]


@cache
def _dictionary() -> tuple[dict[str, int], int]:
    """Jieba's words with their frequencies, and the sum of these."""
    from importlib.resources import files

    columns = files("jieba").joinpath("dict.txt").read_text("utf-8").split()
    known = dict(zip(columns[::3], map(int, columns[1::3]), strict=True))
    return known, sum(known.values())


@cache
def _by_beginning() -> Mapping[str, list[str]]:
    """Jieba's words by their first two characters; those of a single character under the empty string."""
    found = defaultdict[str, list[str]](list)
    for word in _dictionary()[0]:
        found[word[:2] if len(word) > 1 else ""].append(word)
    return found


def _with_beginnings(words: dict[str, int]) -> dict[str, int]:
    """The same words with their beginnings at 0, as jieba looks them up."""
    whole = dict(words)
    for word in words:
        for end in range(1, len(word)):
            whole.setdefault(word[:end], 0)
    return whole
