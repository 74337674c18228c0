"""How much the server takes, keeps and waits for."""

from __future__ import annotations

from typing import NamedTuple

MEGABYTE = 1_000_000


class ServerLimits(NamedTuple):
    """Sizes in bytes, times in seconds."""

    file_bytes: int = 50 * MEGABYTE
    """Of one document."""
    corrections_bytes: int = 50 * MEGABYTE
    """Of one file of corrections."""
    upload_seconds: float = 120
    """From the first byte of an upload to its last."""
    idle_seconds: float = 15
    """Between two pieces of an upload, and for the head of a request."""
    read_seconds: float = 300
    """For one document, from when its turn comes."""
    megabytes_of_memory: int | None = 2048
    """That a worker may have for itself, where the system can limit it (Linux); None: no limit."""
    answer_seconds: float = 60
    """For one file that is asked for, or corrections that are merged."""
    plans: int = 60
    """That are kept, read or not."""
    kept_bytes: int = 600 * MEGABYTE
    """Of all that is kept: documents that wait, plans, pages for review, corrections."""
