"""Worker processes: started when first needed, asked one job at a time, killed when a job takes too long."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from policy_parse.web.frames import BrokenFrameError, Frame, put_frame, take_frame
from policy_parse.web.limits import ServerLimits

_GRACE_SECONDS = 2.0
"""For a worker that is told to end, to end what it has started itself."""


_SECONDS_TO_START = 60.0
"""For a new worker, until it has loaded the vocabularies."""


class LateError(Exception):
    """A job took longer than it may, and its worker was killed."""


class LostError(Exception):
    """A worker ended in the middle of a job: it crashed, or had no memory left."""


class Worker:
    """One process that does jobs within `limits`; a new one is started after it was killed.

    Its temporary files go into `folder`. It has a session of its own, so that Ctrl-C is for the server alone. What it
    answers is bytes and JSON, never objects: it has read what strangers wrote (the workers of `batch`, which serve one
    call of a program to its end, send objects).
    """

    def __init__(self, folder: Path, limits: ServerLimits, lexicon: Sequence[Path] = ()) -> None:
        self._folder, self._most = folder, limits.kept_bytes
        memory = str(limits.megabytes_of_memory or 0)
        program = [sys.executable, "-P", "-m", "policy_parse.web.worker"]
        self._command = [*program, str(limits.kept_bytes), memory, *map(str, lexicon)]
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def ask(
        self, head: dict[str, Any], parts: Sequence[bytes], seconds: float, begun: Callable[[], None] | None = None
    ) -> Frame:
        """The answer to one job; `begun` is called when its turn has come, and `seconds` are counted from then on.

        Raises LateError, LostError. Cancelled, it kills the worker too.
        """
        async with self._one_at_a_time:
            if self._process is None or self._process.poll() is not None:
                await self._start()
            if begun is not None:
                begun()
            return await self._answer(head, parts, seconds)

    async def _start(self) -> None:
        try:
            await self._answer({"job": "ready"}, (), _SECONDS_TO_START)
        except LateError:
            raise LostError from None

    async def _answer(self, head: dict[str, Any], parts: Sequence[bytes], seconds: float) -> Frame:
        asked = asyncio.create_task(asyncio.to_thread(self._ask, head, parts))
        try:
            return await asyncio.wait_for(asyncio.shield(asked), seconds)
        except (TimeoutError, asyncio.CancelledError) as error:
            await asyncio.shield(asyncio.to_thread(self.end))
            with suppress(LostError):
                await asked
            if isinstance(error, TimeoutError):
                raise LateError from None
            raise

    def _ask(self, head: dict[str, Any], parts: Sequence[bytes]) -> Frame:
        try:
            process = self._running()
            put_frame(cast(BinaryIO, process.stdin), head, parts)
            found = take_frame(cast(BinaryIO, process.stdout), self._most)
        except (OSError, ValueError, BrokenFrameError):
            found = None
        if found is None or found.head.pop("is_last", False):
            self.end()
        if found is None:
            raise LostError
        return found

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            place = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self._folder))
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=os.environ | place,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
        return self._process

    def end(self) -> None:
        """End the process, whatever it does, and wait until it is gone."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError, ValueError):
                cast(BinaryIO, pipe).close()
