"""Bytes of a text file to text: byte order mark, wide characters, UTF-8, GB 18030, Big5, in that order of trust."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from policy_parse.document import Notice

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as the mark of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_FREQUENT = frozenset(
    "，。、：；（）《》的一是在不了有和人中大为上个国以要他时来用们生到作地于出就分对成会可主发年动同工也能下过"
    "市区县省政府部门关通知方案位责任单加强推进实施建设行理管务业目标水年月日第各"
    "為個國時來們對會發動過縣門關單強進實設業標務場區應機構當體點"
)
"""Characters that make up about a third of any official Chinese text, simplified or traditional."""
_PLAINLY = 0.1
"""So great a share of them is no chance."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the codec that gave it, and what could not be decoded."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """`data` as text; always gives a text. What cannot be decoded becomes U+FFFD and a Notice ``text-damaged``.

    `declared` (an encoding that the file itself names) is tried before the guesses, and believed unless another one
    gives plainly more frequent characters; gb2312 and gbk are read as GB 18030, of which they are parts: pages that
    say gb2312 hold characters beyond it. Big5 is taken only where it gives plainly more frequent characters than
    GB 18030, since most bytes decode in both.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _forgiving(data[len(mark) :], encoding)
    if b"\x00" in data:
        return _with_nulls(data, declared)
    named = _canonical(declared) if declared else None
    if named is not None and _cut(data, named):
        return _forgiving(data, _contradicting(data, named) or named)
    if _cut(data, "utf-8"):
        return _forgiving(data, "utf-8")
    gb, big5 = _cut(data, "gb18030"), _cut(data, "big5hkscs")
    if big5 and _is_plainer(data, "big5hkscs", "gb18030"):
        return _forgiving(data, "big5hkscs")
    if gb:
        return _forgiving(data, "gb18030")
    trials = [_forgiving(data, encoding) for encoding in ("utf-8", "gb18030")]
    return min(trials, key=lambda trial: trial.text.count("\ufffd"))


def _contradicting(data: bytes, named: str) -> str | None:
    """The encoding that plainly fits `data` better than the one that it names; nearly all bytes are Latin 1 too."""
    others = ("utf-8", "gb18030") if named != "utf-8" else ()
    return next((one for one in others if one != named and _cut(data, one) and _is_plainer(data, one, named)), None)


def _is_plainer(data: bytes, one: str, other: str) -> bool:
    """True if `data` holds plainly more frequent characters in the encoding `one` than in `other`."""
    return _familiar(data, one) > max(_PLAINLY, 1.5 * _familiar(data, other))


def _with_nulls(data: bytes, declared: str | None) -> Decoded:
    """Text of bytes with NULs: wide characters without a byte order mark, else text that stray NULs got into."""
    for encoding in _WIDE:
        if _cut(data, encoding) and _familiar(data, encoding) > _PLAINLY:
            return _forgiving(data, encoding)
    decoded = decode(data.replace(b"\x00", b""), declared)
    notice = Notice("text-damaged", "warning", f"文件里有{data.count(0)}个空字节（NUL），已略去，其余照常读取")
    return Decoded(decoded.text, decoded.encoding, (*decoded.notices, notice))


_NO_ENCODING = ("utf-16", "utf-32", "undefined", "punycode", "idna", "unicode-escape", "raw-unicode-escape", "unicode_")
"""Codecs that no file is written in; and wide characters, which without a NUL among the bytes are not there."""


def _canonical(name: str) -> str | None:
    """Python's name for a declared encoding, the GB family as ``gb18030``; None for one that no text is written in."""
    try:
        codec = codecs.lookup(name.strip().strip("\"'"))
        b"a".decode(codec.name)  # refused by what turns bytes to bytes: base64, zlib
    except (LookupError, ValueError):  # ValueError: a name with a NUL in it, a codec that refuses all
        return None
    found = codec.name
    if found.startswith(_NO_ENCODING):
        return None
    if found in {"gb2312", "gbk", "hz"}:
        return "gb18030"
    return "big5hkscs" if found == "big5" else found


def _cut(data: bytes, encoding: str) -> bool:
    """True if `data` is `encoding` but for one character cut off at its end."""
    try:
        codecs.getincrementaldecoder(encoding)().decode(data)
    except (UnicodeError, LookupError):
        return False
    return True


def _familiar(data: bytes, encoding: str) -> float:
    """Share of frequent characters among those beyond ASCII."""
    wide = [ch for ch in data[:20_000].decode(encoding, "replace") if ch > "\x7f"]
    return sum(ch in _FREQUENT for ch in wide) / len(wide) if wide else 0.0


def _forgiving(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    lost = text.count("\ufffd") - data.count("\ufffd".encode(encoding, "ignore") or b"\x00")
    if lost <= 0:
        return Decoded(text, encoding)
    where = "文件末尾被截断" if text.endswith("\ufffd") and lost == 1 else f"有{lost}处字节不能解码"
    text = text[:-1] if text.endswith("\ufffd") and lost == 1 else text
    return Decoded(text, encoding, (Notice("text-damaged", "warning", f"{where}（{encoding}），其余照常读取"),))
