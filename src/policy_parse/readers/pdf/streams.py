"""How large the streams of a PDF become once they are unpacked, looked at before pdfium unpacks them.

A stream of some kilobytes may become a gigabyte, which pdfium takes twice. What is packed how is seen by the bytes
themselves: names of filters may stand elsewhere in the file, and filters may follow on each other.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from policy_parse import limits

_STREAM = re.compile(rb"stream\r?\n")
_LENGTH = re.compile(rb"/Length\s+(\d{1,10})(?!\s+\d+\s+R)")
_SIZE = re.compile(rb"/(?:Width|Height)\s+(\d{1,6})\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_LONGEST_HEAD = 2000
"""Bytes before a stream in which its dictionary is sought."""
_DEEPEST = 8
"""Filters one after the other."""
_MOST_OF_FLATE = 1032
"""Bytes that one byte becomes, at most (zlib's own documentation)."""
_MOST_OF_LZW = 2731
"""The same of LZW: 4,096 bytes by 12 bits."""
_FILTERS_ELSEWHERE = re.compile(rb"/Filter\s+\d")
_NUMBER = re.compile(rb"(\d{1,9})\s+\d{1,5}\s*$")
_CONTENTS = re.compile(rb"/Contents\s+(\d{1,9})\s+\d{1,5}\s+R")
# [4 0 R 5 0 R …]: more pieces than programs make of a page
_MANY = re.compile(rb"\[\s*((?:\d{1,9}\s+\d{1,5}\s+R\s*){20,})\]")
_PIECE = 2**18
_CLEAR, _END = 256, 257
"""Codes of LZW (ISO 32000-1, 7.4.4)."""


def refuse_endless_streams(data: bytes, name: str, password: str | None) -> None:
    """Raise LimitError if streams of a PDF become larger than parts may be, one alone or those of pages together."""
    streams = list(_decrypted(data, password) if b"/Encrypt" in data else _streams(data))
    listed: list[bytes] = [data]
    for stream in streams:
        if stream.most > limits.SMALL_PART:
            _refuse(stream, name)
        if b"/ObjStm" in stream.head:
            listed.append(b"".join(_inflated(stream.pieces(), [0] * _DEEPEST, 0, limits.current().part_bytes)))
    _refuse_contents(listed, streams, name)


@dataclass(frozen=True, slots=True)
class _Stream:
    """A stream of a PDF: the number of its object, its dictionary, and where in which bytes it stands."""

    number: int
    head: bytes
    data: bytes
    start: int
    packed: int

    def pieces(self) -> Iterator[bytes]:
        """Its bytes, and more: where what is packed ends is known to whoever unpacks it."""
        if self.has(b"ASCII", b"A85", b"AHx"):
            letters = self.data[self.start : self.start + self.packed]
            yield _from_letters(letters, hexadecimal=self.has(b"Hex", b"AHx"))
            return
        first = self.start + min(self.packed, _PIECE)
        yield self.data[self.start : first]
        for at in range(first, len(self.data), _PIECE):
            yield self.data[at : at + _PIECE]

    def has(self, *words: bytes) -> bool:
        """True if its dictionary has one of `words`."""
        return any(word in self.head for word in words)

    @property
    def is_picture(self) -> bool:
        return b"/Image" in self.head and len(_SIZE.findall(self.head)) >= 2

    @property
    def most(self) -> int:
        """More bytes than it can become."""
        factor = _MOST_OF_LZW if self.has(b"LZW") else _MOST_OF_FLATE
        several = self.head.count(b"/Fl") + self.head.count(b"Decode") > 2 or _FILTERS_ELSEWHERE.search(self.head)
        return self.packed * (factor**2 if several else factor)

    def unpacked(self, most: int) -> int:
        """Bytes that it becomes; no more than some beyond `most` are counted."""
        if self.has(b"LZW"):
            return _lzw_length(self.data[self.start : self.start + self.packed], most)
        seen = [0] * _DEEPEST
        for _ in _inflated(self.pieces(), seen, 0, most):
            pass
        return max(seen)


def _streams(data: bytes) -> Iterator[_Stream]:
    """The streams of a PDF that is not encrypted, by the words that begin them."""
    last = 0
    for found in _STREAM.finditer(data):
        if data[found.start() - 3 : found.start()] == b"end":
            continue
        start = found.end()
        begin = data.rfind(b"obj", max(last, found.start() - _LONGEST_HEAD), found.start())
        head = data[begin + 3 : found.start()]
        if b"#" in head:
            head = _ESCAPED.sub(lambda escaped: bytes([int(escaped[1], 16)]), head)
        ends = data.find(b"endstream", start)
        packed = (ends if ends >= 0 else len(data)) - start
        length = _LENGTH.search(head)
        if length is not None and int(length[1]) > packed:
            packed = min(int(length[1]), len(data) - start)
        number = _NUMBER.search(data, max(last, begin - 20), begin)
        yield _Stream(int(number[1]) if number else -1, head, data, start, packed)
        last = start


def _refuse(stream: _Stream, name: str) -> None:
    """Raise LimitError for a stream that becomes too large; one of a picture may be as large as its picture."""
    if stream.is_picture:
        most = 4 * limits.current().pixels
        limits.refuse("pixels", 0 if stream.unpacked(most) <= most else most, name)
    else:
        limits.refuse_part(stream.packed, stream.unpacked(limits.current().part_bytes), name)


def _refuse_contents(listed: Sequence[bytes], streams: Sequence[_Stream], name: str) -> None:
    """Raise LimitError if a page puts together more than a part may be, or all pages more than all parts.

    What a page draws may be one stream or an array of them, and many pages may name the same one.
    """
    arrays = [found[1].split()[::3] for words in listed for found in _MANY.finditer(words)]
    alone = [found[1] for words in listed for found in _CONTENTS.finditer(words)]
    by_number = {stream.number: stream for stream in streams}
    used = Counter(number for array in (*arrays, alone) for number in array if number.isdigit())
    upper = sum(times * by_number[n].most for word, times in used.items() if (n := int(word[:9])) in by_number)
    if upper <= limits.current().part_bytes:
        return
    most = limits.current().part_bytes
    sizes = {word: by_number[n].unpacked(most) for word in used if (n := int(word[:9])) in by_number}
    for array in arrays:
        limits.refuse("part_bytes", sum(sizes.get(word, 0) for word in array), name)
    limits.refuse("total_bytes", sum(times * sizes.get(word, 0) for word, times in used.items()), name)


def _inflated(raw: Iterator[bytes], seen: list[int], depth: int, most: int) -> Iterator[bytes]:
    """`raw` unpacked piece by piece, as often as it is packed; `seen` has the bytes of each layer."""
    first = next(raw, b"")
    if depth >= _DEEPEST or not _is_flate(first):
        yield first
        yield from raw
        return
    yield from _inflated(_layer(first, raw, seen, depth, most), seen, depth + 1, most)


def _layer(first: bytes, raw: Iterator[bytes], seen: list[int], depth: int, most: int) -> Iterator[bytes]:
    unpack = zlib.decompressobj()
    waiting = first
    while waiting:
        try:
            piece = unpack.decompress(waiting, _PIECE)
        except zlib.error:
            return
        seen[depth] += len(piece)
        yield piece
        if unpack.eof or seen[depth] > most:
            return
        waiting = unpack.unconsumed_tail or next(raw, b"")


def _is_flate(data: bytes) -> bool:
    """True if `data` begins as what zlib packed (RFC 1950)."""
    return len(data) > 2 and data[0] & 15 == 8 and data[0] >> 4 <= 7 and (data[0] << 8 | data[1]) % 31 == 0


def _from_letters(data: bytes, *, hexadecimal: bool) -> bytes:
    """The bytes that letters stand for; as many as are right."""
    letters = data.partition(b">" if hexadecimal else b"~>")[0]
    try:
        if hexadecimal:
            digits = re.sub(rb"[^0-9A-Fa-f]", b"", letters).decode()
            return bytes.fromhex(digits + "0" * (len(digits) % 2))
        return base64.a85decode(letters.strip().removeprefix(b"<~"))
    except ValueError:
        return b""


def _lzw_length(data: bytes, most: int) -> int:
    """Bytes that an LZW stream becomes; no more than some beyond `most` are counted."""
    lengths = [1] * 258
    width, held, bits, total, last = 9, 0, 0, 0, 0
    for byte in data:
        held, bits = held << 8 | byte, bits + 8
        if bits < width:
            continue
        bits -= width
        code, held = held >> bits, held & (1 << bits) - 1
        if code == _CLEAR:
            lengths, width, last = [1] * 258, 9, 0
            continue
        if code == _END or code > len(lengths) or total > most:
            break
        size = lengths[code] if code < len(lengths) else last + 1
        if last and len(lengths) < 4096:
            lengths.append(last + 1)
        total, last = total + size, size
        if len(lengths) + 1 >= 1 << width and width < 12:
            width += 1
    return total


def _decrypted(data: bytes, password: str | None) -> Iterator[_Stream]:
    """Every stream of an encrypted file, as pdfminer finds and decrypts it."""
    import io

    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfparser import PDFParser
    from pdfminer.pdftypes import PDFStream

    try:
        document: Any = PDFDocument(PDFParser(io.BytesIO(data)), password or "")
        numbers = sorted({number for xref in document.xrefs for number in xref.get_objids()})
    except Exception:  # pdfminer raises all sorts on files that pdfium reads
        return
    for number in numbers[: limits.current().elements]:
        try:
            found = document.getobj(number)
            if not isinstance(found, PDFStream):
                continue
            content = found.get_rawdata()
            if found.decipher is not None and content:
                content = found.decipher(found.objid or 0, found.genno or 0, content, found.attrs)
        except Exception:
            continue
        if content:
            yield _Stream(number, repr(found.attrs).encode(), bytes(content), 0, len(content))
