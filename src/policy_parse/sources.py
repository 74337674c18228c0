"""What a caller may give as a document: a path, bytes, or an open binary file."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import BinaryIO

from policy_parse import limits
from policy_parse.errors import ReadError

Source = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO


def load(source: Source, name: str | None = None) -> tuple[bytes, str]:
    """The bytes of `source` and what errors call it: `name`, else the name of the file, else ``<bytes>``.

    Raises ReadError for a file that cannot be opened, LimitError for one that is too large, TypeError for a source of
    another type.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        name = name or "<bytes>"
        limits.refuse("file_bytes", memoryview(source).nbytes, name)
        return bytes(source), name
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        name = name or path.name
        try:
            with path.open("rb") as file:
                limits.refuse("file_bytes", os.fstat(file.fileno()).st_size, name)
                return _all_of(file, name) or b"", name
        except FileNotFoundError:
            raise ReadError(str(path), "没有这个文件（no such file）") from None
        except IsADirectoryError:
            raise ReadError(str(path), "这是一个目录，不是文件（a directory, not a file）") from None
        except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
            reason = error.strerror if isinstance(error, OSError) else error
            raise ReadError(str(path), f"打不开（cannot be opened: {reason}）") from None
    is_text = isinstance(source, io.TextIOBase) or isinstance(getattr(source, "file", None), io.TextIOBase)
    name = name or Path(str(getattr(source, "name", "<stream>"))).name
    data = _all_of(source, name) if hasattr(source, "read") and not is_text else None
    if data is None:
        raise TypeError("source must be a path, bytes, or a file opened in binary mode (open(…, 'rb'))")
    return data, name


_PIECE = 2**24
"""Bytes read at once: a device without end is left at the limit."""


def _all_of(file: BinaryIO, name: str) -> bytes | None:
    """Everything that `file` holds; None if it does not give bytes. Raises LimitError."""
    pieces: list[bytes] = []
    size = 0
    while piece := file.read(_PIECE):
        if not isinstance(piece, bytes):
            return None
        size += len(piece)
        limits.refuse("file_bytes", size, name)
        pieces.append(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)
