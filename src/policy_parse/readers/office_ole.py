"""The directory of an OLE2 compound file ([MS-CFB]), read as far as finding where a stream begins."""

from __future__ import annotations

from struct import unpack_from

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = 128
_END = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_MOST_SECTORS = 4096
"""Of the directory that are followed: a damaged chain may run in a circle."""


def is_ole(data: bytes) -> bool:
    """Whether `data` is an OLE2 compound file."""
    return data.startswith(_MAGIC)


def find_stream(data: bytes, name: str) -> int | None:
    """Offset in `data` of the first sector of the stream `name`; None where there is none or the file is damaged."""
    if not is_ole(data) or len(data) < 512:
        return None
    size = 1 << min(unpack_from("<H", data, 30)[0], 16)
    wanted = name.encode("utf-16-le") + b"\x00\x00"
    sector: int = unpack_from("<I", data, 48)[0]
    for _ in range(_MOST_SECTORS):
        start = (sector + 1) * size
        if sector >= _END or start + size > len(data):
            return None
        for at in range(start, start + size, _ENTRY):
            length = unpack_from("<H", data, at + 64)[0]
            if length == len(wanted) and data[at : at + length] == wanted:
                first: int = unpack_from("<I", data, at + 116)[0]
                return (first + 1) * size if first < _END else None
        following = _next_sector(data, sector, size)
        if following is None:
            return None
        sector = following
    return None


def _next_sector(data: bytes, sector: int, size: int) -> int | None:
    """What the allocation table says comes after `sector`; tables beyond the header's 109 are not followed."""
    table, place = divmod(sector, size // 4)
    if table >= 109:
        return None
    start = (unpack_from("<I", data, 76 + 4 * table)[0] + 1) * size + 4 * place
    if start + 4 > len(data):
        return None
    following: int = unpack_from("<I", data, start)[0]
    return following
