"""LibreOffice as a program: several files to docx in one call, with a private profile and a time limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

_SECONDS = 120
"""For one call; each file beyond the first adds a few."""
_SECONDS_EACH = 10

# Macros are never run, links never updated: the file is untrusted.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>2</value></prop></item>
</oor:items>
"""  # noqa: E501


def find_soffice() -> str | None:
    """The path of LibreOffice's program; None if it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(files: Sequence[tuple[str, bytes]]) -> list[bytes | None]:
    """Each of `files` (its ending, its bytes) as docx, None if LibreOffice gave nothing, in their order.

    One file that brings LibreOffice down does not take the others with it: what is missing is tried once more, alone.
    """
    if not files:
        return []
    found = _call(files)
    if len(files) > 1:
        for i, docx in enumerate(found):
            if docx is None:
                found[i] = _call([files[i]])[0]
    return found


def _call(files: Sequence[tuple[str, bytes]]) -> list[bytes | None]:
    soffice = find_soffice()
    if soffice is None:
        return [None] * len(files)
    with TemporaryDirectory(prefix="policy-parse-", ignore_cleanup_errors=True) as directory:
        home = Path(directory)
        settings = home / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, "utf-8")
        sources = [home / f"{i}.{ending}" for i, (ending, _) in enumerate(files)]
        for source, (_, data) in zip(sources, files, strict=True):
            source.write_bytes(data)
        out = home / "out"
        command = [
            soffice,
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nologo",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(out),
            *map(str, sources),
        ]
        _run(command, _SECONDS + _SECONDS_EACH * (len(files) - 1))
        results = [out / f"{i}.docx" for i in range(len(files))]
        return [result.read_bytes() if result.is_file() else None for result in results]


def _run(command: list[str], seconds: int) -> None:
    """Run `command` quietly; at the time limit, and when we are stopped, it ends with all that it started."""
    before = _hold(_REQUESTS_TO_END)  # one that came while it starts would leave it running, known to nobody
    process: subprocess.Popen[bytes] | None = None
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _let_through(before)
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        if process is not None:
            _end(process)
    except BaseException:  # Ctrl-C: nothing of it may go on working in a folder that is removed
        _let_through(before)
        if process is not None:
            _end(process)
        raise


_REQUESTS_TO_END = (signal.SIGINT, signal.SIGTERM)


def _hold(signals: Sequence[signal.Signals]) -> set[int] | None:
    """Let `signals` wait; which ones waited before, None on a system where they cannot."""
    return set(signal.pthread_sigmask(signal.SIG_BLOCK, signals)) if hasattr(signal, "pthread_sigmask") else None


def _let_through(before: set[int] | None) -> None:
    if before is not None:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_TRIES, _PAUSE = 250, 0.02
"""Times, and seconds between them, that we look whether killed processes are gone."""


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill `process` and every process that it started, and wait until they are gone."""
    if not hasattr(os, "killpg"):
        process.kill()
        process.wait()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for _ in range(_TRIES):
            os.killpg(process.pid, 0)  # raises once the last one is gone
            Event().wait(_PAUSE)
