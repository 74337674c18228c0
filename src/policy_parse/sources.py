"""What a caller may give as a document: a path, bytes, or an open binary file."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import BinaryIO

from policy_parse.errors import ReadError

Source = str | os.PathLike[str] | bytes | bytearray | memoryview | BinaryIO


def load(source: Source, name: str | None = None) -> tuple[bytes, str]:
    """The bytes of `source` and what errors call it: `name`, else the name of the file, else ``<bytes>``.

    Raises ReadError for a file that cannot be opened, TypeError for a source of another type.
    """
    if isinstance(source, bytes | bytearray | memoryview):
        return bytes(source), name or "<bytes>"
    if isinstance(source, str | os.PathLike):
        path = Path(source)
        name = name or path.name
        try:
            return path.read_bytes(), name
        except FileNotFoundError:
            raise ReadError(str(path), "没有这个文件（no such file）") from None
        except IsADirectoryError:
            raise ReadError(str(path), "这是一个目录，不是文件（a directory, not a file）") from None
        except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
            reason = error.strerror if isinstance(error, OSError) else error
            raise ReadError(str(path), f"打不开（cannot be opened: {reason}）") from None
    is_text = isinstance(source, io.TextIOBase) or isinstance(getattr(source, "file", None), io.TextIOBase)
    data = source.read() if hasattr(source, "read") and not is_text else None
    if not isinstance(data, bytes):
        raise TypeError("source must be a path, bytes, or a file opened in binary mode (open(…, 'rb'))")
    return data, name or Path(str(getattr(source, "name", "<stream>"))).name
