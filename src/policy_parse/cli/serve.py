"""``policy-parse serve``: the local page, until Ctrl-C."""

from __future__ import annotations

import argparse
from contextlib import suppress
from importlib.util import find_spec

from policy_parse.cli.messages import EXIT_OK, UsageError, put, say
from policy_parse.cli.sources import lexicon_of
from policy_parse.cli.texts import language, text
from policy_parse.errors import MissingExtraError

_NEEDED = ("starlette", "uvicorn")
_MOST = 100_000
"""Of megabytes or seconds."""


def serve(args: argparse.Namespace) -> int:
    """Serve until somebody ends it. Raises MissingExtraError without ``web``, UsageError where the port is taken."""
    for package in _NEEDED:
        if find_spec(package) is None:
            raise MissingExtraError(f"serve: {package}", "web")
    from policy_parse.web.limits import MEGABYTE, ServerLimits
    from policy_parse.web.server import listen, open_browser
    from policy_parse.web.server import serve as serve_page

    for option, value in (("--limit-mb", args.limit_mb), ("--time-limit", args.time_limit)):
        if not 0 < value <= _MOST:
            raise UsageError(f"{option} {value:g}: 要大于 0，不超过 {_MOST}（must be more than 0, at most {_MOST}）")
    if args.lexicon:
        lexicon_of(args)  # a vocabulary that cannot be used is told before anything begins
    limits = ServerLimits(
        file_bytes=int(args.limit_mb * MEGABYTE),
        read_seconds=args.time_limit,
        megabytes_of_memory=args.memory_limit or None,
    )

    def ready(address: str, for_one_time: str) -> None:
        put(f"{text('serving', address)}\n")
        if not args.no_browser:
            open_browser(for_one_time)  # others may see what a program is started with

    try:
        listening = listen(args.port)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"--port {args.port}: 用不了，换一个，或不写（cannot be used: {reason}）") from None
    directories = [place.resolve() for place in args.lexicon]
    with suppress(KeyboardInterrupt):  # the usual way to end it
        serve_page(
            listening,
            limits,
            ready=ready,
            lexicon=directories,
            redact=args.redact is not None,
            language=language(),
        )
    say(text("served"))
    return EXIT_OK
