"""A Word 97 file that ends with a table gets a paragraph after it, without which LibreOffice loses the whole table.

Word never writes such a file ([MS-DOC] 2.4.1: the text ends with a paragraph mark); LibreOffice does, and reads the
cells of its own table as one line. The text stays where it is: the table of its pieces, moved to the end of its
stream, gets one more piece, which shows a paragraph mark that stands elsewhere in the text.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise

from policy_parse.readers.compound_file import find_stream, read_streams, with_longer_stream

_TEXT, _TABLES = "WordDocument", ("0Table", "1Table")
_SECOND_TABLE = 0x0200
"""Bit fWhichTblStm of the flags at offset 10: the stream 1Table is the one in use."""
_TEXT_LENGTH, _MARKS_OF_PARAGRAPHS, _PIECES = 0x4C, 0x102, 0x1A2
"""Offsets in the information block: ccpText; fcPlcfBtePapx and fcClx, each followed by a length."""
_PAGE = 512
_PIECE_TABLE = b"\x02"
_NARROW = 0x40000000
"""Bit of a piece's offset: one byte a character, at half of it."""
_CELL, _PARAGRAPH = "\x07", "\r"
_IN_TABLE = b"\x16\x24\x01"
"""sprmPFInTable, set."""


def with_last_paragraph(data: bytes) -> bytes:
    """`data` with a paragraph after the table that ends its text; `data` itself if it needs none or cannot have one."""
    try:
        return _mended(data) or data
    except (ValueError, struct.error, IndexError, KeyError):
        return data


def _mended(data: bytes) -> bytes | None:
    flags = struct.unpack_from("<H", data, _start(data) + 10)[0]
    name = _TABLES[bool(flags & _SECOND_TABLE)]
    streams = read_streams(data, (_TEXT, name))
    text, table = streams[_TEXT], streams[name]
    at, length = struct.unpack_from("<II", text, _PIECES)
    if table[at : at + 1] != _PIECE_TABLE:  # changes of a quick save stand before it: Word's own
        return None
    end = struct.unpack_from("<I", text, _TEXT_LENGTH)[0]
    bounds, pieces = _pieces(table[at + 5 : at + length])
    after = next(i for i, bound in enumerate(bounds) if bound >= end)  # what follows are notes and running heads
    if bounds[after] != end or _characters(text, pieces[after - 1], end - bounds[after - 1])[-1] != _CELL:
        return None
    mark = next(_paragraph_marks(text, table, bounds[: after + 1], pieces), None)
    if mark is None:
        return None
    bounds = [*bounds[: after + 1], *(bound + 1 for bound in bounds[after:])]
    pieces = [*pieces[:after], mark, *pieces[after:]]
    listed = struct.pack(f"<{len(bounds)}I", *bounds) + b"".join(pieces)
    added = _PIECE_TABLE + struct.pack("<I", len(listed)) + listed
    longer = with_longer_stream(data, name, added)
    if longer is None:
        return None
    mended = bytearray(longer)
    struct.pack_into("<I", mended, _start(data) + _TEXT_LENGTH, end + 1)
    struct.pack_into("<II", mended, _start(data) + _PIECES, len(table), len(added))
    return bytes(mended)


def _start(data: bytes) -> int:
    """Where the information block stands in the file: in the first sector of the text's stream."""
    start = find_stream(data, _TEXT)
    if start is None:
        raise ValueError("no text")
    return start


def _pieces(listed: bytes) -> tuple[list[int], list[bytes]]:
    """The first character of each piece and the end of the last, and what is said of each piece (8 bytes)."""
    count = (len(listed) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", listed)
    first = 4 * (count + 1)
    return list(bounds), [listed[first + 8 * i : first + 8 * i + 8] for i in range(count)]


def _place(piece: bytes) -> tuple[int, int]:
    """Where a piece's text stands in its stream, and how many bytes a character has."""
    offset = struct.unpack_from("<I", piece, 2)[0]
    return (((offset & ~_NARROW) // 2), 1) if offset & _NARROW else (offset, 2)


def _characters(text: bytes, piece: bytes, length: int) -> str:
    start, width = _place(piece)
    return text[start : start + width * length].decode("latin-1" if width == 1 else "utf-16-le", "replace")


def _paragraph_marks(text: bytes, table: bytes, bounds: list[int], pieces: list[bytes]) -> Iterator[bytes]:
    """Pieces of one character that show a paragraph mark outside of tables."""
    outside = list(_outside_tables(text, table))
    for (first, last), piece in zip(pairwise(bounds), pieces, strict=False):
        start, width = _place(piece)
        for i, character in enumerate(_characters(text, piece, last - first)):
            place = start + width * i
            if character == _PARAGRAPH and any(a <= place < b for a, b in outside):
                yield piece[:2] + struct.pack("<I", 2 * place | _NARROW if width == 1 else place) + piece[6:]


def _outside_tables(text: bytes, table: bytes) -> Iterator[tuple[int, int]]:
    """From where to where in the stream of the text paragraphs are that stand in no table."""
    at, length = struct.unpack_from("<II", text, _MARKS_OF_PARAGRAPHS)
    count = (length - 4) // 8
    for number in struct.unpack_from(f"<{count}I", table, at + 4 * (count + 1)):
        page = text[_PAGE * number : _PAGE * (number + 1)]
        runs = page[_PAGE - 1]
        places = struct.unpack_from(f"<{runs + 1}I", page)
        for i in range(runs):
            said = 2 * page[4 * (runs + 1) + 13 * i]
            size = 2 * (page[said] or page[said + 1]) + 1 if said else 0
            if _IN_TABLE not in page[said : said + size + 1]:
                yield places[i], places[i + 1]
