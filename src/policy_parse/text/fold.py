"""One spelling for matching, with the way back: width, marks, traditional characters; offsets are kept."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from policy_parse.span import Span
from policy_parse.text.radicals import IDEOGRAPHS
from policy_parse.text.sign import Sign
from policy_parse.text.traditional import simplified


def _folding() -> dict[int, str]:
    """Character → the one character it is matched as.

    Letters, digits and signs become half-width (Ａ１％＋ → A1%+); Chinese punctuation becomes full-width
    (, ; : ? ! ( ) → ，；：？！（）); every dash becomes ``-``, every wave ``~``; quotes become “ ”.
    """
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for ascii_mark, mark in zip(",;:?!()", "，；：？！（）", strict=True):
        table[ord(ascii_mark)] = mark
        table[ord(mark)] = mark
    table |= dict.fromkeys(map(ord, "‐‑‒–—―−－﹣─"), "-")
    table |= dict.fromkeys(map(ord, "～〜∼˜﹏"), "~")
    table |= dict.fromkeys(map(ord, "〔［[【﹝"), "〔")
    table |= dict.fromkeys(map(ord, "〕］]】﹞"), "〕")
    table |= dict.fromkeys(map(ord, "︰﹕∶"), "：")
    table |= {
        ord("﹪"): "%",
        ord("．"): ".",
        ord("﹒"): ".",
        ord("⩾"): "≥",
        ord("≧"): "≥",
        ord("≦"): "≤",
        ord("⩽"): "≤",
    }
    table |= {
        ord("<"): "<",
        ord(">"): ">",
        ord("﹤"): "<",
        ord("﹥"): ">",
        ord("︿"): "^",
        ord("丶"): "、",
        ord("､"): "、",
    }
    table |= {
        ord("｡"): "。",
        ord("「"): "“",
        ord("」"): "”",
        ord("『"): "“",
        ord("』"): "”",
        ord("〝"): "“",
        ord("〞"): "”",
    }
    table |= {ord("«"): "《", ord("»"): "》", ord("‹"): "〈", ord("›"): "〉"}
    return table | {ord(sign): ideograph for sign, ideograph in IDEOGRAPHS.items()}


FOLDING = _folding()
_SPACES_AND_MARKS = (
    *(0x20, 0xA0, 0xAD, 0x0B, 0x0C, 0x0D, 0x1680, 0x2028, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF),
    *range(0x2000, 0x200E),
)
_DROPPED = frozenset(map(chr, _SPACES_AND_MARKS))
"""Left out of the folded text: spaces of every width, zero-width marks, soft hyphens. Not ``\\n`` and ``\\t``."""
_GAP = re.compile(f"[{''.join(sorted(_DROPPED))}]+")
_FOLDED = {chr(code): to for code, to in FOLDING.items() if chr(code) != to} | dict.fromkeys(_DROPPED, "")
_FOLDABLE = re.compile(f"[{re.escape(''.join(_FOLDED))}]")
"""What folding changes: so little of a Chinese text that replacing it is ten times as fast as translating the whole."""


def _plain(match: re.Match[str]) -> str:
    return _FOLDED[match[0]]


class Folded(NamedTuple):
    """Folded text and, for each of its characters, where it stands in the source.

    ``offsets`` has one entry for each character of `text`: absolute offsets into the source that was folded.
    """

    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Source span of ``text[start:end]``, from its first to its last character; not for empty ranges."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    @property
    def start(self) -> int:
        """Where its first character stands in the source; not for empty text."""
        return self.offsets[0]

    @property
    def end(self) -> int:
        """Where its last character ends in the source; not for empty text."""
        return self.offsets[-1] + 1

    @property
    def whole(self) -> Span:
        """Source span of all of it; not for empty text."""
        return Span(self.start, self.end)

    def part(self, start: int, end: int) -> Folded:
        """The folded characters ``start`` to ``end``, still with absolute offsets."""
        if start == 0 and end == len(self.text):
            return self
        return Folded(self.text[start:end], self.offsets[start:end])

    def without_breaks(self) -> Folded:
        """The same without line breaks."""
        if "\n" not in self.text:
            return self
        offsets = [offset for ch, offset in zip(self.text, self.offsets, strict=True) if ch != "\n"]
        return Folded(self.text.replace("\n", ""), offsets)

    def between(self, start: int, end: int) -> Folded:
        """The folded characters that stand in the source from `start` to `end`."""
        offsets = self.offsets
        first = bisect_left(offsets, start)
        return self.part(first, bisect_left(offsets, end, first))


def fold(source: str, start: int = 0, end: int | None = None) -> Folded:
    r"""Fold ``source[start:end]``; offsets stay absolute. ``\n`` and ``\t`` are kept, every other space goes.

    One source character gives one folded character or none, so order is kept and a span never splits a character.
    Traditional characters become simplified ones. ``1,200`` keeps its comma as ``,`` (a comma between digits is part of
    a number); ``10:30`` keeps its colon.
    """
    end = len(source) if end is None else end
    text = simplified(source[start:end])
    folded = _keep_numbers(_FOLDABLE.sub(_plain, text))
    if len(folded) == len(text):
        return Folded(folded, range(start, end))
    offsets: list[int] = []
    begin = start
    for gap in _GAP.finditer(text):
        offsets.extend(range(begin, start + gap.start()))
        begin = start + gap.end()
    offsets.extend(range(begin, end))
    return Folded(folded, offsets)


@lru_cache(maxsize=1)
def folded_text(text: str) -> Folded:
    """The whole text of a document folded, once for its reading and all checks of its plan."""
    return fold(text)


# 1，200 but not 1，2000: a comma needs three digits after it; 10：30: a colon one
_COMMA = re.compile("，(?<=[0-9]，)(?=[0-9]{3}(?![0-9]))")
_COLON = re.compile("：(?<=[0-9]：)(?=[0-9])")
_STOP = Sign(
    "text.half_width_stop",
    r"\. (?<= (?: [\u4e00-\u9fff] | [）”》%] ) \. ) (?<! [一二三四五六七八九十]\. ) (?! [0-9A-Za-z.] )",
    says="a full stop that a typesetting system set half-width",
    examples=["推进改造|.|开展"],
    never=["一.总体要求", "改造.5", "a.b"],
)


def _keep_numbers(text: str) -> str:
    """Give commas and colons between digits their half-width form back, and full stops behind words their full one."""
    text = _COLON.sub(":", _COMMA.sub(",", text))
    return _STOP.sub("。", text) if "." in text else text


def tidy(text: str) -> str:
    """`text` on one line as a person would write it: no white space but one blank between two Latin words."""
    if _BLANK.search(text) is None:
        return text
    return " ".join(text.split()) if text.isascii() else _LOOSE.sub("", " ".join(text.translate(_SPACES).split()))


_SPACES = {ord(ch): " " for ch in _DROPPED}
_LOOSE = re.compile(r"(?<![!-~]) | (?![!-~])|(?<=\d) (?=\d)")


def clean(text: str) -> str:
    """`text` without any white space (a name broken over lines becomes one word); nothing else is changed."""
    return text if text.isalnum() else _BLANK.sub("", text)  # a word of 汉字 has nothing to clean


_BLANK = re.compile(rf"[\s{''.join(sorted(_DROPPED))}]+")
