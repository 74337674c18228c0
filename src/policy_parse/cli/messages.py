"""What the command returns and says on standard error: one line a matter, Chinese first."""

from __future__ import annotations

import sys

from policy_parse.errors import PolicyParseError

EXIT_OK, EXIT_UNREADABLE, EXIT_USAGE, EXIT_INTERRUPTED = 0, 1, 2, 130
EXIT_CHANGED = 1
"""Two plans differ, where `--fail-on-change` asks for it."""


class UsageError(PolicyParseError):
    """Wrong usage, found before any work is done; ``str(error)`` is a sentence for the user."""


def say(line: str) -> None:
    """Put one line on standard error."""
    if sys.stderr is not None:  # closed by whoever started us
        print(line, file=sys.stderr, flush=True)


def complain(reason: object) -> None:
    """Say what is wrong, led by the name of the command."""
    say(f"policy-parse: {reason}")


def put(text: str) -> None:
    """Put a result on standard output, all of it."""
    if hasattr(sys.stdout, "buffer"):
        put_bytes(text.encode("utf-8", "backslashreplace"))
    else:  # a program that calls us has put something of its own there
        sys.stdout.write(text)


def put_bytes(data: bytes) -> None:
    """Put a result on standard output, all of it: an unbuffered one takes a part, says how much, and drops the rest."""
    rest = memoryview(data)
    sys.stdout.flush()
    while rest:
        rest = rest[sys.stdout.buffer.write(rest) or 0 :]
