"""Compound files (OLE2, [MS-CFB]): what encrypted documents and those of Office 97 are kept in. Read by olefile."""

from __future__ import annotations

import io

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


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
