"""Streams of a compound file ([MS-CFB]): only what an encrypted document needs."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from policy_parse.readers.docx.names import OLE2

_HEADER = 512
_LAST_SECTOR = 0xFFFFFFFA  # larger numbers mark the end of a chain and free sectors
_ENTRY = 128
_STREAM, _ROOT = 2, 5


def streams(data: bytes) -> dict[str, bytes]:
    """The streams of a compound file by name. Raises ValueError where it is damaged."""
    if not data.startswith(OLE2) or len(data) < _HEADER:
        raise ValueError("not a compound file")
    try:
        return _streams(data)
    except (struct.error, IndexError) as error:
        raise ValueError("damaged compound file") from error


def _streams(data: bytes) -> dict[str, bytes]:
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or mini_shift != 6:
        raise ValueError("damaged compound file")
    first_directory, _, cutoff, first_mini = struct.unpack_from("<IIII", data, 48)
    sectors = _Sectors(data, 1 << shift, 1 << shift)
    table = _table(data, sectors)
    directory = sectors.chain(first_directory, table)
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
    root = next((entry for entry in entries if entry[66] == _ROOT), None)
    if root is None:
        raise ValueError("damaged compound file")
    small = _Sectors(sectors.chain(_place(root)[0], table), 1 << mini_shift, 0)
    mini_table = _numbers(sectors.chain(first_mini, table)) if first_mini < _LAST_SECTOR else ()
    found: dict[str, bytes] = {}
    for entry in entries:
        if entry[66] == _STREAM:
            start, size = _place(entry)
            content = small.chain(start, mini_table) if size < cutoff else sectors.chain(start, table)
            name_length = struct.unpack_from("<H", entry, 64)[0]
            found[entry[: max(name_length - 2, 0)].decode("utf-16-le", "replace")] = content[:size]
    return found


class _Sectors:
    """Numbered pieces of `data`, each `size` bytes, the first at `offset`."""

    def __init__(self, data: bytes, size: int, offset: int) -> None:
        self._data = data
        self._size = size
        self._offset = offset

    def read(self, number: int) -> bytes:
        start = self._offset + number * self._size
        return self._data[start : start + self._size]

    def chain(self, first: int, table: Sequence[int]) -> bytes:
        """The sectors from `first` on, each naming the next in `table`."""
        parts: list[bytes] = []
        number = first
        while number < _LAST_SECTOR:
            if len(parts) > len(table):
                raise ValueError("a chain of sectors runs in a circle")
            parts.append(self.read(number))
            number = table[number]
        return b"".join(parts)


def _table(data: bytes, sectors: _Sectors) -> Sequence[int]:
    """The allocation table: for each sector the next one of its stream."""
    numbers = list(struct.unpack_from("<109I", data, 76))
    more = struct.unpack_from("<I", data, 68)[0]
    for _ in range(struct.unpack_from("<I", data, 72)[0]):
        if more >= _LAST_SECTOR:
            break
        *further, more = _numbers(sectors.read(more))
        numbers.extend(further)
    return _numbers(b"".join(sectors.read(number) for number in numbers if number < _LAST_SECTOR))


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _place(entry: bytes) -> tuple[int, int]:
    """First sector and size of a directory entry's stream."""
    start, size = struct.unpack_from("<II", entry, 116)
    return start, size
