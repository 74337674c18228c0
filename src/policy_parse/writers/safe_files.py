"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from policy_parse.errors import WriteError


def write_whole(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Put `data`, which may come in pieces, at `path` in one step; on failure what was there stays and nothing is left
    beside it.

    A link is followed, a pipe or device is written to directly. Raises WriteError.
    """
    target = Path(os.path.realpath(path))
    pieces = (data,) if isinstance(data, bytes) else data
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as file:
                file.writelines(pieces)
        else:
            _replace(target, pieces)
    except OSError as error:
        raise WriteError(str(path), f"写不进去（cannot be written: {error.strerror or error}）") from error


def is_free(path: Path, is_as_written: Callable[[Path], bool]) -> bool:
    """True if a file can be written to `path` without loss: none is there, an empty one, or one as we wrote it.

    Raises WriteError for a file that cannot be read, so that it is not written over either.
    """
    try:
        return not path.is_file() or not path.stat().st_size or is_as_written(path)
    except OSError as error:
        raise WriteError(str(path), f"原有的文件读不了（the file there cannot be read: {error.strerror}）") from error


def write_together(folder: Path, files: Mapping[str, bytes]) -> None:
    """Put files, by their names, into `folder`, which is made if it is not there: all of them or none.

    No earlier file is touched before every new one is on the disk. Raises WriteError.
    """
    targets = [Path(os.path.realpath(folder / name)) for name in files]
    parts: list[str] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for target, data in zip(targets, files.values(), strict=True):
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            parts.append(_part(target, (data,)))
        for part, target in zip(parts, targets, strict=True):
            os.replace(part, target)
    except OSError as error:
        raise WriteError(str(folder), f"写不进去（cannot be written: {error.strerror or error}）") from error
    finally:
        _remove(parts)


def make_folder(folder: Path) -> None:
    """Make `folder`, and those above it, if it is not there. Raises WriteError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(str(folder), f"目录建不了（cannot be made: {error.strerror}）") from error


def remove_left_over(folder: Path) -> None:
    """Remove below `folder` what a process that was killed had begun to write."""
    for part in folder.rglob(f".*{_PART}"):
        with contextlib.suppress(OSError):
            part.unlink()


def _replace(target: Path, pieces: Iterable[bytes]) -> None:
    part = _part(target, pieces)
    try:
        os.replace(part, target)
    finally:
        _remove([part])


_PART = ".part"


def _part(target: Path, pieces: Iterable[bytes]) -> str:
    """The name of a new file beside `target` that holds all `pieces`; on failure there is none."""
    import tempfile  # only where a file is written

    handle, name = tempfile.mkstemp(prefix=f".{target.name[:40]}.", suffix=_PART, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(target))
    except BaseException:
        _remove([name])
        raise
    return name


def _remove(names: Iterable[str]) -> None:
    for name in names:
        with contextlib.suppress(OSError):
            os.unlink(name)


def _mode(target: Path) -> int:
    """Permissions of the existing file, else those of a new one."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
