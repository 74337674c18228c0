"""A worker process: it does one item after another and says what became of each."""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import Any

from policy_parse.batch.outcome import DocumentLimits, Named, Work
from policy_parse.errors import MemoryLimitError, PluginWarning, PolicyParseError, ReadError, one_document
from policy_parse.limits import Limits, using

READY = "ready"
_GRACE = 10
"""Seconds that a worker lives on without the process that started it, and those after its limit."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a worker says of an item."""

    value: Any = None
    error: ReadError | None = None
    fatal: PolicyParseError | None = None
    """Nothing can be read: the work itself could not be begun."""
    warnings: tuple[str, ...] = ()
    is_last: bool = False
    """True if the worker leaves: its memory may be in pieces."""


def serve(connection: Connection[Any, Any], work: Work, limits: DocumentLimits, reading: Limits) -> None:
    """Answer what comes over `connection` until it is closed; the whole of a worker's life.

    `limits` are for the worker, `reading` for what it reads of a document.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started us
    signal.signal(signal.SIGTERM, _leave)
    threading.Thread(target=_leave_with_the_parent, daemon=True).start()
    try:
        with using(reading):
            _serve(connection, work, limits)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _leave(*signal: object) -> None:
    """End as a program does, so that what a reader has started is put away."""
    raise SystemExit(0)


def _serve(connection: Connection[Any, Any], work: Work, limits: DocumentLimits) -> None:
    limit_memory(limits.megabytes)
    try:
        act = work()
    except PolicyParseError as error:
        connection.send(Answer(fatal=error))
        return
    connection.send(READY)
    with open(os.devnull, "wb") as nowhere:
        while True:
            item = connection.recv()
            if limits.seconds is not None:  # should nobody be left who ends us
                faulthandler.dump_traceback_later(limits.seconds + _GRACE, exit=True, file=nowhere)
            answer = _answer(act, item)
            faulthandler.cancel_dump_traceback_later()
            connection.send(answer)
            if answer.is_last:
                return


def _answer(act: Callable[[Any], Any], item: Named) -> Answer:
    name = item.document.name
    with warnings.catch_warnings():
        told: list[str] = []
        shown = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
            if issubclass(category, PluginWarning):
                told.append(str(message))
            else:
                shown(message, category, *where, **more)

        warnings.showwarning = show
        try:
            with one_document(name):
                return Answer(value=act(item), warnings=tuple(told))
        except ReadError as error:
            if isinstance(error.__cause__, MemoryError):
                return Answer(error=MemoryLimitError(name, NO_MEMORY), warnings=tuple(told), is_last=True)
            return Answer(error=error, warnings=tuple(told))
        except PolicyParseError as error:  # it is read, but what is made of it cannot be written
            return Answer(fatal=error)


NO_MEMORY = "内存超过限额（needs more memory than a document may: --memory-limit）"


def limit_memory(megabytes: int | None) -> None:
    """Let no more memory be had than that, where the system can: what asks for more gets a MemoryError."""
    if megabytes is None or sys.platform != "linux":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = megabytes << 20
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard < 0 else min(wanted, hard), hard))


def _leave_with_the_parent() -> None:
    """End this process soon after the one that started it, whatever it is busy with."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        threading.Event().wait(_GRACE)
        os._exit(1)
