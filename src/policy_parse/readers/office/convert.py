"""LibreOffice as a program: several files to docx in one call, with a private profile and a time limit.

Where the system allows it, it has no network, and it ends when we do, however that happens (namespaces of Linux).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from threading import Event
from typing import NamedTuple

from policy_parse import limits, log
from policy_parse.readers.office.scratch import scratch_folder

_SECONDS_EACH = 10
"""For each file of a call beyond the first."""
_MOST_MEMORY = 6 * 2**30
"""Bytes of address space that LibreOffice may take; it needs one or two thousand million."""

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


class Conversion(NamedTuple):
    """What became of one file: its docx, None if LibreOffice gave none, and whether it ended by itself."""

    docx: bytes | None
    in_time: bool = True


def convert(files: Sequence[tuple[str, bytes]]) -> list[Conversion]:
    """Each of `files` (its ending, its bytes) as docx, in their order.

    One file that brings LibreOffice down does not take the others with it: what is missing is tried once more, alone.
    """
    if not files:
        return []
    found = _call(files)
    if len(files) > 1:
        for i, conversion in enumerate(found):
            if conversion.docx is None:
                found[i] = _call([files[i]])[0]
    return found


@cache
def confinement() -> tuple[str, ...]:
    """The words before a command that keep it from the network, end it with us, and bound it; none without a way.

    Tried once: a container may forbid what its programs know.
    """
    words = (
        "setpriv", "--pdeathsig", "KILL",
        "unshare", "--user", "--map-current-user", "--net", "--pid", "--fork", "--kill-child", "--mount-proc",
        "prlimit", f"--as={_MOST_MEMORY}", "--core=0",
    )  # fmt: skip
    if any(shutil.which(program) is None for program in ("setpriv", "unshare", "prlimit", "true")):
        return ()
    try:
        tried = subprocess.run([*words, "true"], capture_output=True, stdin=subprocess.DEVNULL, timeout=10, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return words if tried.returncode == 0 else ()


def _call(files: Sequence[tuple[str, bytes]]) -> list[Conversion]:
    soffice = find_soffice()
    if soffice is None:
        return [Conversion(None)] * len(files)
    with scratch_folder() as home:
        settings = home / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_PROFILE, "utf-8")
        sources = [home / f"{i}.{ending}" for i, (ending, _) in enumerate(files)]
        for source, (_, data) in zip(sources, files, strict=True):
            source.write_bytes(data)
        out = home / "out"
        command = [
            *confinement(),
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
        log.debug("LibreOffice converts %d files: %s", len(files), command)
        in_time = _run(command, limits.current().conversion_seconds + _SECONDS_EACH * (len(files) - 1))
        results = [out / f"{i}.docx" for i in range(len(files))]
        return [Conversion(result.read_bytes() if result.is_file() else None, in_time) for result in results]


def _run(command: list[str], seconds: int) -> bool:
    """Run `command` quietly; at the time limit, and when we are stopped, it ends with all that it started.

    True if it ended by itself.
    """
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
        return True
    except subprocess.TimeoutExpired:
        if process is not None:
            _end(process)
        return False
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
