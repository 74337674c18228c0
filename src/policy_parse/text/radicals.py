"""Signs for radicals that some PDFs carry where the ideograph is meant (⽔ for 水, ⻓ for 长), and their ideographs."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_SUPPLEMENT = dict(
    zip(
        "⺠⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "民虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
        strict=True,
    )
)
"""CJK Radicals Supplement: those that look like a whole ideograph; by Unicode's EquivalentUnifiedIdeograph."""


def _ideographs() -> dict[str, str]:
    """Kangxi radicals, the supplement, compatibility ideographs: sign → the one ideograph that it is read as.

    Only these blocks: normalizing all of a text would turn （），：㎡³① into (),:m231 too.
    """
    table = dict(_SUPPLEMENT)
    for code in (*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1 and plain != chr(code):
            table[chr(code)] = plain
    return table


IDEOGRAPHS: Mapping[str, str] = _ideographs()
"""Sign → ideograph, one character each."""
_CODES = {ord(sign): ideograph for sign, ideograph in IDEOGRAPHS.items()}


def with_ideographs(text: str) -> str:
    """`text` with the ideograph for every radical sign in it; of the same length."""
    return text if text.isascii() else text.translate(_CODES)
