"""Messages between the server and a worker: a head in JSON and byte strings, over a pipe."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from typing import Any, BinaryIO, NamedTuple

_LENGTH = struct.Struct(">Q")
_LONGEST_HEAD = 1_000_000


class Frame(NamedTuple):
    """One message."""

    head: dict[str, Any]
    parts: tuple[bytes, ...] = ()


class BrokenFrameError(Exception):
    """The pipe ended in the middle of a message, or held something else."""


def put_frame(pipe: BinaryIO, head: dict[str, Any], parts: Sequence[bytes] = ()) -> None:
    """Write one message, all of it. Raises OSError if nobody reads the pipe any more."""
    packed = json.dumps({"head": head, "sizes": [len(part) for part in parts]}).encode()
    pipe.write(_LENGTH.pack(len(packed)) + packed)
    for part in parts:
        pipe.write(part)
    pipe.flush()


def take_frame(pipe: BinaryIO, most: int) -> Frame | None:
    """The next message; None at the end of the pipe. Raises BrokenFrameError, also for more than `most` bytes."""
    first = pipe.read(_LENGTH.size)
    if not first:
        return None
    if len(first) < _LENGTH.size:
        raise BrokenFrameError("the pipe ended")
    (length,) = _LENGTH.unpack(first)
    if length > _LONGEST_HEAD:
        raise BrokenFrameError("no head of a message")
    try:
        about = json.loads(_whole(pipe, length))
        head, sizes = about["head"], about["sizes"]
    except (ValueError, KeyError, TypeError):
        raise BrokenFrameError("no head of a message") from None
    if sum(sizes) > most:
        raise BrokenFrameError(f"more than {most} bytes")
    return Frame(head, tuple(_whole(pipe, size) for size in sizes))


def _whole(pipe: BinaryIO, size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise BrokenFrameError("the pipe ended")
    return data
