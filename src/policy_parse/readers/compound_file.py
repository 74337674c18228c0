"""Compound files (OLE2, [MS-CFB]): what encrypted documents and those of Office 97 are kept in. Read by olefile."""

from __future__ import annotations

import io
import struct
from collections.abc import Collection
from typing import Any

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END, _FREE = 0xFFFFFFFE, 0xFFFFFFFF
"""In the allocation table: the last sector of a stream, and a sector of none."""
_LISTED, _OF_ITS_OWN = 76, 109
"""Where the header lists the sectors that hold the table, and how many it has room for."""
_ENTRY, _SIZE = 128, 120
"""Bytes of an entry of the directory, and where in it the size of its stream stands."""


def is_compound_file(data: bytes) -> bool:
    """True if `data` begins as a compound file does."""
    return data.startswith(_MAGIC)


def has_stream(data: bytes, *names: str) -> bool:
    """True if a compound file has one of the streams `names`; of a damaged one, if their names stand in it."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return any(file.exists(name) for name in names)
    except Exception:  # olefile does not check all that it reads: a damaged file ends in any error
        return any(name.encode("utf-16-le") in data for name in names)


def begin_of_stream(data: bytes, name: str, length: int) -> bytes | None:
    """The first `length` bytes of a stream, or fewer; None if there is no such stream or the file is damaged."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file, file.openstream(name) as stream:
            return bytes(stream.read(length))
    except Exception:
        return None


def read_streams(data: bytes, names: Collection[str]) -> dict[str, bytes]:
    """Those of the streams `names` that a compound file has. Raises ValueError if it is damaged."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return {name: file.openstream(name).read() for name in names if file.exists(name)}
    except Exception as error:
        raise ValueError("damaged compound file") from error


def find_stream(data: bytes, name: str) -> int | None:
    """Offset in `data` of the first sector of the stream `name`; None if it is missing, small, or the file damaged."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            entry = _entry(file, name)
            return None if entry is None else _place(file, entry.isectStart)
    except Exception:
        return None


def with_longer_stream(data: bytes, name: str, added: bytes) -> bytes | None:
    """A compound file whose stream `name` goes on with `added`; None if there is no room for it, or no such stream.

    Room is what the last sector of a stream leaves free, and one sector more behind the last of the file. olefile
    writes only what keeps its length. Raises ValueError for a damaged file.
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            entry = _entry(file, name)
            return None if entry is None else _lengthened(data, file, entry, added)
    except Exception as error:
        raise ValueError("damaged compound file") from error


def _lengthened(data: bytes, file: Any, entry: Any, added: bytes) -> bytes | None:
    size = file.sectorsize
    sectors = _chain(file, entry.isectStart)
    longer = bytearray(data)
    if entry.size + len(added) > size * len(sectors):
        new = len(data) // size - 1  # the header takes the place of one
        if len(data) % size or entry.size + len(added) > size * (len(sectors) + 1):
            return None
        last, behind = _listed(data, file, sectors[-1]), _listed(data, file, new)
        if struct.unpack_from("<I", data, behind)[0] != _FREE:
            return None
        struct.pack_into("<I", longer, last, new)
        struct.pack_into("<I", longer, behind, _END)
        longer += bytes(size)
        sectors.append(new)
    for i, byte in enumerate(added, entry.size):
        longer[_place(file, sectors[i // size]) + i % size] = byte
    part, at = divmod(_ENTRY * entry.sid, size)
    directory = _chain(file, file.first_dir_sector)[part]
    struct.pack_into("<I", longer, _place(file, directory) + at + _SIZE, entry.size + len(added))
    return bytes(longer)


def _entry(file: Any, name: str) -> Any:
    """The entry of a stream that is not small; None if there is none."""
    named = (entry for entry in file.direntries if entry is not None and entry.name == name)
    return next((entry for entry in named if not entry.is_minifat), None)


def _listed(data: bytes, file: Any, sector: int) -> int:
    """Where in the file its table says what follows on a sector. Raises IndexError past what the header lists."""
    part, at = divmod(4 * sector, int(file.sectorsize))
    if part >= _OF_ITS_OWN:
        raise IndexError(sector)
    return _place(file, struct.unpack_from("<I", data, _LISTED + 4 * part)[0]) + at


def _place(file: Any, sector: int) -> int:
    """Where a sector begins in the file, whose header takes the place of one."""
    return int(file.sectorsize * (sector + 1))


def _chain(file: Any, first: int) -> list[int]:
    """The numbers of the sectors from `first` on. Raises ValueError if they run in a circle."""
    numbers = [first]
    while (following := file.fat[numbers[-1]]) < _END:
        numbers.append(following)
        if len(numbers) > len(file.fat):
            raise ValueError("a chain of sectors runs in a circle")
    return numbers
