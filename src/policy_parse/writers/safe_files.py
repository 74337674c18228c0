"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from policy_parse.errors import WriteError


def write_whole(path: Path, data: bytes) -> None:
    """Put `data` at `path` in one step; on failure what was there stays and nothing is left beside it.

    A link is followed, a pipe or device is written to directly. Raises WriteError.
    """
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise WriteError(str(path), f"写不进去（cannot be written: {error.strerror or error}）") from error


def _replace(target: Path, data: bytes) -> None:
    import tempfile  # only where a file is written

    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(target))
        os.replace(name, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def _mode(target: Path) -> int:
    """Permissions of the existing file, else those of a new one."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
