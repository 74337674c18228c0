"""Streams of an OLE2 compound file ([MS-CFB]): what encrypted documents and Word 97 files are kept in."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_LAST_SECTOR = 0xFFFFFFFA  # larger numbers mark the end of a chain and free sectors
_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
_SIZE, _LISTED = 120, 76
"""Offsets: of a stream's size in its entry; in the header, of the numbers of the table's own first sectors."""
_ENTRY = 128
_STREAM, _ROOT = 2, 5
_SECTOR_SHIFTS, _SMALL_SHIFT = (9, 12), 6
"""Sectors of 512 or 4096 bytes; small streams lie in sectors of 64 bytes."""


def is_compound_file(data: bytes) -> bool:
    """True if `data` begins as a compound file does."""
    return data.startswith(_MAGIC)


def read_streams(data: bytes, names: Collection[str]) -> dict[str, bytes]:
    """Those of the streams `names` that a compound file has. Raises ValueError if it is damaged."""
    try:
        return _read_streams(data, names)
    except (struct.error, IndexError) as error:
        raise ValueError("damaged compound file") from error


def find_stream(data: bytes, name: str) -> int | None:
    """Offset in `data` of the first sector of the stream `name`; None if it is missing or cannot be reached.

    For streams that are not small. Damage and a cut behind its directory entry do no harm.
    """
    try:
        layout = _read_layout(data)
        for entry in _entries(layout):
            if entry.name == name:
                return (entry.start + 1) * layout.sectors.size if entry.start < _LAST_SECTOR else None
    except (ValueError, struct.error, IndexError):
        pass
    return None


def _read_streams(data: bytes, names: Collection[str]) -> dict[str, bytes]:
    layout = _read_layout(data)
    sectors, table = layout.sectors, layout.table
    entries = list(_entries(layout))
    root = next((entry for entry in entries if entry.kind == _ROOT), None)
    if root is None or struct.unpack_from("<H", data, 32)[0] != _SMALL_SHIFT:
        raise ValueError("damaged compound file")
    cutoff, first_small = struct.unpack_from("<II", data, 56)
    small = _Sectors(sectors.joined(root.start, table), 1 << _SMALL_SHIFT, 0)
    small_table = _numbers(sectors.joined(first_small, table)) if first_small < _LAST_SECTOR else ()
    found: dict[str, bytes] = {}
    for entry in entries:
        if entry.kind == _STREAM and entry.name in names and entry.name not in found:
            is_small = entry.size < cutoff
            content = small.joined(entry.start, small_table) if is_small else sectors.joined(entry.start, table)
            found[entry.name] = content[: entry.size]
    return found


def with_longer_stream(data: bytes, name: str, added: bytes) -> bytes | None:
    """A compound file whose stream `name` goes on with `added`; None if there is no room for it, or no such stream.

    Room is what the last sector of a stream leaves free, and one sector more behind the last of the file. Raises
    ValueError, struct.error or IndexError for a damaged file.
    """
    layout = _read_layout(data)
    size, cutoff = layout.sectors.size, struct.unpack_from("<I", data, 56)[0]
    entry = next((e for e in _entries(layout) if e.kind == _STREAM and e.name == name), None)
    if entry is None or entry.size < cutoff:
        return None
    sectors = list(layout.sectors.numbers(entry.start, layout.table))
    longer = bytearray(data)
    if entry.size + len(added) > size * len(sectors):
        new = len(data) // size - 1  # the header takes the place of one
        if len(data) % size or layout.table[new] != _FREE or entry.size + len(added) > size * (len(sectors) + 1):
            return None
        for number, following in ((sectors[-1], new), (new, _END)):
            listed = struct.unpack_from("<I", data, _LISTED + 4 * (4 * number // size))[0]
            struct.pack_into("<I", longer, layout.sectors.place(listed) + 4 * number % size, following)
        longer += bytes(size)
        sectors.append(new)
    for i, byte in enumerate(added, entry.size):
        longer[layout.sectors.place(sectors[i // size]) + i % size] = byte
    struct.pack_into("<I", longer, entry.place + _SIZE, entry.size + len(added))
    return bytes(longer)


class _Sectors:
    """Numbered parts of `data`, each `size` bytes, the first at `offset`."""

    def __init__(self, data: bytes, size: int, offset: int) -> None:
        self._data = data
        self.size = size
        self._offset = offset

    def read(self, number: int) -> bytes:
        return self._data[self.place(number) : self.place(number) + self.size]

    def chain(self, first: int, table: Sequence[int]) -> Iterator[bytes]:
        """The sectors from `first` on, each naming the next in `table`. Raises ValueError if they run in a circle.

        A chain that is longer than the file runs in one.
        """
        return map(self.read, self.numbers(first, table))

    def numbers(self, first: int, table: Sequence[int]) -> Iterator[int]:
        """The numbers of the same sectors."""
        number = first
        for _ in range(min(len(table), len(self._data) // self.size) + 1):
            if number >= _LAST_SECTOR:
                return
            yield number
            number = table[number]
        raise ValueError("a chain of sectors runs in a circle")

    def place(self, number: int) -> int:
        """Where a sector begins in the data."""
        return self._offset + number * self.size

    def joined(self, first: int, table: Sequence[int]) -> bytes:
        """The content of the sectors from `first` on."""
        return b"".join(self.chain(first, table))


class _FileLayout(NamedTuple):
    sectors: _Sectors
    table: Sequence[int]
    """The allocation table: for each sector the next one of its stream."""
    first_directory: int
    """The sector in which the directory begins."""


class _Entry(NamedTuple):
    """One entry of the directory: the first sector and the size of a stream."""

    name: str
    kind: int
    place: int
    """Where the entry itself stands in the file."""
    start: int
    size: int


def _read_layout(data: bytes) -> _FileLayout:
    """Sectors and allocation table. Raises ValueError or struct.error if `data` is no compound file."""
    if not is_compound_file(data) or len(data) < _HEADER:
        raise ValueError("not a compound file")
    shift = struct.unpack_from("<H", data, 30)[0]
    if shift not in _SECTOR_SHIFTS:
        raise ValueError("damaged compound file")
    sectors = _Sectors(data, 1 << shift, 1 << shift)
    return _FileLayout(sectors, _read_table(data, sectors), struct.unpack_from("<I", data, 48)[0])


def _read_table(data: bytes, sectors: _Sectors) -> Sequence[int]:
    numbers = list(struct.unpack_from("<109I", data, 76))
    more = struct.unpack_from("<I", data, 68)[0]
    seen: set[int] = set()
    for _ in range(struct.unpack_from("<I", data, 72)[0]):
        if more >= _LAST_SECTOR:
            break
        if more in seen:
            raise ValueError("the list of the allocation table runs in a circle")
        seen.add(more)
        *further, more = _numbers(sectors.read(more))
        numbers.extend(further)
    used = [number for number in numbers if number < _LAST_SECTOR]
    if len(set(used)) < len(used):
        raise ValueError("a sector of the allocation table is used twice")
    return _numbers(b"".join(map(sectors.read, used)))


def _entries(layout: _FileLayout) -> Iterator[_Entry]:
    for number in layout.sectors.numbers(layout.first_directory, layout.table):
        sector, place = layout.sectors.read(number), layout.sectors.place(number)
        for at in range(0, len(sector) - _ENTRY + 1, _ENTRY):
            name_length = struct.unpack_from("<H", sector, at + 64)[0]
            name = sector[at : at + min(max(name_length - 2, 0), 64)].decode("utf-16-le", "replace")
            yield _Entry(name, sector[at + 66], place + at, *struct.unpack_from("<II", sector, at + 116))


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
