"""Chinese text to words, by jieba with the project's vocabularies as words of its own; the only module that loads it.

The tokenizer is one of our own, not the one that a process shares. Its dictionary is read from jieba's file and cut
down to what the texts can hold: the words come out as from the whole, and jieba's cache in the folder for temporary
files is neither read nor written.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable
from functools import cache
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
    with warnings.catch_warnings():  # of its old syntax, the first time that it is compiled
        warnings.simplefilter("ignore")
        import jieba

    known, total = _dictionary()
    beginnings = {run[i : i + 2] for text in texts for run in runs(text) for i in range(len(run))}
    words = {word: count for word, count in known.items() if len(word) == 1 or word[:2] in beginnings}
    tokenizer: Any = jieba.Tokenizer()
    tokenizer.FREQ = _with_beginnings(words)
    tokenizer.total, tokenizer.initialized = total, True
    for word in sorted(vocabulary):
        if word[:2] in beginnings and not words.get(word):
            tokenizer.add_word(word, max(_RARE, tokenizer.suggest_freq(word)))

    def cut(run: str) -> Iterable[str]:
        found: Iterable[str] = tokenizer.cut(run, HMM=True)
        return found

    return cut


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


def _with_beginnings(words: dict[str, int]) -> dict[str, int]:
    """The same words with their beginnings at 0, as jieba looks them up."""
    whole = dict(words)
    for word in words:
        for end in range(1, len(word)):
            whole.setdefault(word[:end], 0)
    return whole
