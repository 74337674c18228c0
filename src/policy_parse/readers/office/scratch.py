"""A private folder for one call of another program; what a killed process has left is removed by the next call."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from policy_parse import log

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_PREFIX = "policy-parse-"
_LOCK, _UNLOCKED = "lock", "lock.new"
"""A file of every folder, locked by its owner before it gets that name."""


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A new folder that nobody else may look into, and that is gone afterwards, with all that is in it."""
    _sweep(Path(gettempdir()))
    with TemporaryDirectory(prefix=_PREFIX, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with (folder / _UNLOCKED).open("wb") as held:
            if fcntl is not None:
                fcntl.flock(held.fileno(), fcntl.LOCK_EX)
            os.replace(folder / _UNLOCKED, folder / _LOCK)
            yield folder


def _sweep(place: Path) -> None:
    """Remove our own folders in `place` whose owner has ended without doing so."""
    if fcntl is None:
        return
    for folder in place.glob(f"{_PREFIX}*"):
        with suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            with (folder / _LOCK).open("rb") as held:
                fcntl.flock(held.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)  # raises while somebody holds it
                shutil.rmtree(folder, ignore_errors=True)
                log.debug("removed what was left of a conversion: %s", folder)
