"""The command ``policy-parse``: arguments and printing, no rules."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from policy_parse import log
from policy_parse.cli.messages import (
    EXIT_INTERRUPTED,
    EXIT_OK,
    EXIT_UNREADABLE,
    EXIT_USAGE,
    UsageError,
    complain,
    set_up_console,
    set_up_debugging,
)
from policy_parse.errors import FormatError, PluginWarning, PolicyParseError
from policy_parse.limits import DEFAULT, using, with_words

__all__ = ["main", "run"]

_COLLECT_AFTER = 100_000
"""New objects before Python looks for unused ones in circles, which plans are not: at its own 700 a command spends a
twentieth of its time on looking."""


def run() -> int:
    """`main` as the whole of a process: what it leaves in memory goes with the process, without being looked through.

    Python would look twice for unused objects among those of the vocabularies, for a tenth of a short command's time.
    Pydantic would look through every installed package for plug-ins of its own.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    status = main()
    gc.disable()
    gc.freeze()
    return status


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns 0 on success, 1 if a document cannot be read or a result cannot be written, 2 for wrong usage, 130 if it was
    interrupted.
    """
    set_up_console()
    _stop_on_request()
    gc.set_threshold(_COLLECT_AFTER)
    try:
        from policy_parse.cli.arguments import parser

        words = sys.argv[1:] if argv is None else argv
        args = parser(next((word for word in words if not word.startswith("-")), None)).parse_args(argv)
        if args.debug:
            set_up_debugging()
        with _warnings_in_a_line(), using(with_words(DEFAULT, getattr(args, "reading_limits", []))):
            status = int(args.run(args))
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except PolicyParseError as error:
        complain(error)
        return EXIT_USAGE if isinstance(error, FormatError | UsageError) else EXIT_UNREADABLE
    except KeyboardInterrupt:
        complain("已中断（interrupted）")
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader of our output has gone (| head)
        if sys.stderr is not None:
            sys.stderr.close()
        return EXIT_OK
    except OSError as error:  # standard output is closed, or its disk is full
        complain(f"标准输出写不进去（standard output cannot be written: {error.strerror}）")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nothing more is tried at exit
        return EXIT_UNREADABLE
    except Exception as error:
        what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        complain(
            f"程序没有料到的错误，请加 --debug 再运行一次并报告（unforeseen, run with --debug and report）: {what}"[
                :500
            ]
        )
        log.debug("unforeseen", error=error)
        return EXIT_UNREADABLE


def _stop_on_request() -> None:
    """Let a request to end (SIGTERM) end the command as Ctrl-C does: what it started and wrote halfway is put away."""
    if threading.current_thread() is threading.main_thread() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, signal.default_int_handler)


@contextmanager
def _warnings_in_a_line() -> Iterator[None]:
    """A warning of ours inside (a plug-in that is broken) is a line like any other."""
    import warnings

    with warnings.catch_warnings():
        shown = warnings.showwarning

        def show(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
            if issubclass(category, PluginWarning):
                complain(message)
            else:
                shown(message, category, *where, **more)

        warnings.showwarning = show
        yield
