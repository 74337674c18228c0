"""What the command returns and says: results on standard output, one line a matter on standard error, Chinese first.

A console that has Chinese characters is written to in its own encoding, what it cannot show replaced; any other, as
one that is said to be ASCII, in UTF-8. Data for programs (JSON, CSV, …) is UTF-8 wherever it goes but to a screen.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from policy_parse import log
from policy_parse.errors import PolicyParseError

if TYPE_CHECKING:
    from policy_parse.model import Plan

EXIT_OK, EXIT_UNREADABLE, EXIT_USAGE, EXIT_INTERRUPTED = 0, 1, 2, 130
EXIT_CHANGED = 1
"""Two plans differ, where `--fail-on-change` asks for it."""
PAGES_NOT_READ = "page-not-read"
"""The finding of pages that are pictures, where nothing that recognises characters is installed."""
_CHINESE = "中文"


class UsageError(PolicyParseError):
    """Wrong usage, found before any work is done; ``str(error)`` is a sentence for the user."""


def set_up_console() -> None:
    """Let standard output and error show Chinese, and never fail at a character."""
    if sys.stdout is None:  # closed by whoever started us
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = encoding_of(stream)
            reconfigure(encoding=encoding, errors="backslashreplace" if encoding == "utf-8" else "replace")


def encoding_of(stream: object) -> str:
    """The encoding that `stream` is written to in: its own where that has Chinese characters, else UTF-8."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        _CHINESE.encode(encoding)
    except (UnicodeError, LookupError):
        return "utf-8"
    return "utf-8" if encoding.lower().replace("_", "-") in ("utf-8", "utf8") else str(encoding)


def set_up_debugging() -> None:
    """Put what is logged on standard error, tracebacks with it."""
    import logging

    logger = logging.getLogger(log.LOGGER)
    if not logger.handlers and sys.stderr is not None:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(name)s: %(message)s"))
        logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)


def say(line: str) -> None:
    """Put one line on standard error."""
    if sys.stderr is not None:  # closed by whoever started us
        print(line, file=sys.stderr, flush=True)


def note(line: str, *, quiet: bool) -> None:
    """Say what is good to know, unless it is to be `quiet`."""
    if not quiet:
        say(line)


def complain(reason: object) -> None:
    """Say what is wrong in one line, led by the name of the command; a name of a file may have several.

    Of an error the traceback is logged, for whoever asks for it with ``--debug``.
    """
    if isinstance(reason, BaseException):
        log.debug("%s", type(reason).__name__, error=reason)
    say(f"policy-parse: {' '.join(str(reason).splitlines())}")


def complain_of_no_task(plan: Plan, name: str) -> None:
    """Say that the document gave no task; of a scan that was not read say that, and what reads it."""
    complain(words_of_no_task(plan, name))


def words_of_no_task(plan: Plan, name: str) -> str:
    """What `complain_of_no_task` says."""
    return _words_of_nothing(plan, f"{name}: 没有读到任务（no task found）", name)


def complain_of_no_indicator(plan: Plan, name: str) -> None:
    """The same of indicators."""
    complain(_words_of_nothing(plan, f"{name}: 没有读到指标（no indicator found）", name))


def _words_of_nothing(plan: Plan, words: str, name: str) -> str:
    unread = " ".join(finding.message for finding in plan.findings if finding.code == PAGES_NOT_READ)
    return f"{name}: 有页没有读出文字（pages were not read）：{unread}" if unread else words


def put(text: str) -> None:
    """Put a result for people on standard output, all of it, in the encoding of the console."""
    _put(text, encoding_of(sys.stdout))


def put_data(text: str) -> None:
    """Put a result for programs on standard output, all of it: UTF-8, but on a screen what the screen shows."""
    _put(text, encoding_of(sys.stdout) if sys.stdout.isatty() else "utf-8")


def put_result(data: bytes, *, binary: bool) -> None:
    """Put a whole result for programs on standard output, text without the mark that files begin with."""
    if binary:
        put_bytes(data)
    else:
        put_data(data.decode("utf-8-sig", "surrogatepass"))


def _put(text: str, encoding: str) -> None:
    if hasattr(sys.stdout, "buffer"):
        put_bytes(text.encode(encoding, "backslashreplace" if encoding == "utf-8" else "replace"))
    else:  # a program that calls us has put something of its own there
        sys.stdout.write(text)


def put_bytes(data: bytes) -> None:
    """Put a result on standard output, all of it: an unbuffered one takes a part, says how much, and drops the rest."""
    rest = memoryview(data)
    sys.stdout.flush()
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) or 0 :]
