"""Files that are written whole or not at all.

What is written has no name until it is on the disk, where the system knows such files: a process that is killed leaves
nothing. Elsewhere it has a hidden name beside the target, is locked while it is written, and what nobody holds any more
is removed by the next one that writes there.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Callable, Iterable, Mapping
from itertools import count
from pathlib import Path
from typing import IO, NamedTuple

from policy_parse import log
from policy_parse.errors import WriteError

try:
    import fcntl
except ImportError:  # Windows, where a file that is open cannot be removed
    fcntl = None  # type: ignore[assignment]

_ENDING = ".part"
_UNNAMED = getattr(os, "O_TMPFILE", None)
_OWN_FILES = "/proc/self/fd"


def write_whole(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Put `data`, which may come in pieces, at `path` in one step; on failure what was there stays and nothing is left
    beside it.

    A link is followed, a pipe or device is written to directly; a file that is read-only is not replaced, another
    keeps its mode. Raises WriteError.
    """
    target = Path(os.path.realpath(path))
    pieces = (data,) if isinstance(data, bytes) else data
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            with target.open("wb") as file:
                file.writelines(pieces)
        else:
            _put([(target, pieces)])
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
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _put([(Path(os.path.realpath(folder / name)), (data,)) for name, data in files.items()])
    except OSError as error:
        raise WriteError(str(folder), f"写不进去（cannot be written: {error.strerror or error}）") from error


def make_folder(folder: Path) -> None:
    """Make `folder`, and those above it, if it is not there. Raises WriteError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(str(folder), f"目录建不了（cannot be made: {error.strerror}）") from error


def remove_left_over(folder: Path) -> None:
    """Remove below `folder` what a process that was killed had begun to write; what another is writing stays."""
    for left in folder.rglob(f".*{_ENDING}"):
        _remove_unheld(left)


class _Part(NamedTuple):
    """A file that holds all that its target shall hold; locked, and without a name as long as `name` is empty."""

    file: IO[bytes]
    name: str


def _put(files: Iterable[tuple[Path, Iterable[bytes]]]) -> None:
    waiting: list[tuple[_Part, Path]] = []
    names: list[str] = []
    try:
        for target, pieces in files:
            _refuse(target)
            _sweep(target)
            waiting.append((_part(target, pieces), target))
        for part, target in waiting:
            if not part.name and _is_linked(part, target):
                continue
            names.append(part.name or _named(part, target))
            if fcntl is None:
                part.file.close()
            os.replace(names[-1], target)
        for folder in {target.parent for _, target in waiting}:
            _sync(folder)
    finally:
        for part, _ in waiting:
            part.file.close()
        _remove([*names, *(part.name for part, _ in waiting if part.name)])


def _refuse(target: Path) -> None:
    """Raise OSError for a folder, and for a file that is read-only, even for whoever may write everything."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if target.exists() and not (target.stat().st_mode & 0o222 and os.access(target, os.W_OK)):
        raise PermissionError(errno.EACCES, "read-only")


def _part(target: Path, pieces: Iterable[bytes]) -> _Part:
    """A new file beside `target` that holds all `pieces`; on failure there is none."""
    part = _new(target)
    try:
        _lock(part.file)
        part.file.writelines(pieces)
        part.file.flush()
        os.fsync(part.file.fileno())
        mode = _mode(target)
        if part.name:
            os.chmod(part.name, mode)
        else:
            os.fchmod(part.file.fileno(), mode)
    except BaseException:
        with contextlib.suppress(OSError):
            part.file.close()  # what is still held back is tried once more
        _remove([part.name])
        raise
    return part


def _new(target: Path) -> _Part:
    """An empty file in the folder of `target`: without a name where the system has such files."""
    import tempfile  # only where a file is written

    if _UNNAMED is not None and os.path.isdir(_OWN_FILES):
        with contextlib.suppress(OSError):
            return _Part(os.fdopen(os.open(target.parent, _UNNAMED | os.O_WRONLY, 0o600), "wb"), "")
    handle, name = tempfile.mkstemp(prefix=_prefix(target), suffix=_ENDING, dir=target.parent)
    return _Part(os.fdopen(handle, "wb"), name)


def _named(part: _Part, target: Path) -> str:
    """Give the file a hidden name, from which it can take the place of `target` at once.

    A process that is killed between these two calls leaves that name, which the next write there removes.
    """
    for number in count():
        name = target.parent / f"{_prefix(target)}{os.getpid()}-{number}{_ENDING}"
        if _is_linked(part, name):
            return str(name)
    raise AssertionError("numbers do not end")


def _is_linked(part: _Part, name: Path) -> bool:
    """True if the file, which had none, has that name now; False if another file has it."""
    try:
        # With a folder named, though the path needs none, Python takes the call that follows links (linkat).
        own = part.file.fileno()
        os.link(f"{_OWN_FILES}/{own}", name, src_dir_fd=own, follow_symlinks=True)
    except FileExistsError:
        return False
    return True


def _prefix(target: Path) -> str:
    return f".{target.name[:40]}."


def _sweep(target: Path) -> None:
    """Remove what a killed process has left beside `target`."""
    import glob

    for left in target.parent.glob(f"{glob.escape(_prefix(target))}*{_ENDING}"):
        _remove_unheld(left)


def _remove_unheld(part: Path) -> None:
    """Remove `part` if nobody holds it; one that is empty may not be held yet."""
    with contextlib.suppress(OSError):
        if fcntl is None:
            part.unlink()  # refused while it is open
            return
        with part.open("rb") as file:
            if os.fstat(file.fileno()).st_size and _lock(file):
                part.unlink()
                log.debug("removed what was left of a write: %s", part)


def _lock(file: IO[bytes]) -> bool:
    """True if `file` is ours now, False if another process holds it; given up when it is closed, at the latest."""
    if fcntl is None:
        return False
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # held, or a file system without locks
        return False
    return True


def _sync(folder: Path) -> None:
    """Let a rename in `folder` outlast a power cut, where a folder can be synced."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


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
