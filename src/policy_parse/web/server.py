"""The server as a program: a port of this machine alone, until somebody ends it."""

from __future__ import annotations

import asyncio
import os
import socket
import threading
import webbrowser
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe
from tempfile import TemporaryDirectory

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from policy_parse.web.app import build_app
from policy_parse.web.guard import ADDRESS, Site
from policy_parse.web.limits import ServerLimits
from policy_parse.web.office import Office

_CONNECTIONS = 100
_SECONDS_TO_END = 2


def listen(port: int) -> socket.socket:
    """A socket that programs of this machine alone can reach; at any free port for 0. Raises OSError."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "posix":  # elsewhere it would let another program take the port over
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((ADDRESS, port))
        found.listen()
    except OSError:
        found.close()
        raise
    return found


def serve(
    listening: socket.socket,
    limits: ServerLimits,
    *,
    ready: Callable[[str, str], None],
    lexicon: Sequence[Path] = (),
    redact: bool = False,
    language: str = "zh",
) -> None:
    """Serve until Ctrl-C, a request to end, or the page's own button; then all that was kept is gone.

    `ready` is called once the page can be opened: with its address, and one that is good for one time. Temporary files
    of readers are in a folder that only this user may open, and that is removed at the end. With `redact` contacts of
    people are left out of all that is shown and given.
    """
    with TemporaryDirectory(prefix="policy-parse-", ignore_cleanup_errors=True) as folder:
        once = token_urlsafe(32)
        site = Site.at(listening.getsockname()[1])
        office = Office(limits, Path(folder), lexicon, redact=redact)
        server: uvicorn.Server

        def end() -> None:
            server.should_exit = True

        def begun() -> None:
            ready(site.address(site.token), site.address(once))

        app = build_app(office, site, once=once, language=language, begun=begun, end=end)
        server = uvicorn.Server(_settings(app, limits))
        try:
            server.run(sockets=[listening])
        finally:
            office.end()  # where it was ended in a hurry


def _settings(app: object, limits: ServerLimits) -> uvicorn.Config:
    class Protocol(PatientProtocol):
        head_seconds = limits.idle_seconds

    return uvicorn.Config(
        app,  # type: ignore[arg-type]
        http=Protocol,
        ws="none",
        loop="asyncio",
        lifespan="on",
        interface="asgi3",
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_graceful_shutdown=_SECONDS_TO_END,
    )


class PatientProtocol(H11Protocol):
    """HTTP over one connection, which is ended if the head of a request takes longer than `head_seconds`."""

    head_seconds = 15.0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._late: asyncio.TimerHandle | None = None
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; if that is no whole head yet, the rest is not waited for for ever."""
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._wait()
        elif self._late is not None:
            self._late.cancel()
            self._late = None

    def _wait(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(self.head_seconds, self.transport.close)


def open_browser(address: str) -> None:
    """Show the page in the user's browser, if there is one, without waiting for it."""

    def show() -> None:
        with suppress(webbrowser.Error):
            webbrowser.open(address)

    threading.Thread(target=show, daemon=True).start()
