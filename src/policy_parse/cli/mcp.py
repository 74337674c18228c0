"""``policy-parse mcp``: the tools for assistants, on standard input and output."""

from __future__ import annotations

import argparse
from importlib.util import find_spec
from pathlib import Path

from policy_parse.cli.messages import EXIT_OK, UsageError
from policy_parse.cli.sources import lexicon_of
from policy_parse.errors import MissingExtraError

_MEGABYTE = 1_000_000


def mcp(args: argparse.Namespace) -> int:
    """Serve until standard input ends. Raises MissingExtraError without the package `mcp`."""
    if find_spec("mcp") is None:
        raise MissingExtraError("mcp", "mcp")
    from policy_parse.integrations.mcp_server import server
    from policy_parse.integrations.workspace import RefusedError, Workspace

    if args.max_mb <= 0:
        raise UsageError(f"--max-mb {args.max_mb:g}: 要大于 0（must be more than 0）")
    roots = args.directories or [Path.cwd()]
    try:
        workspace = Workspace(
            roots, max_bytes=int(args.max_mb * _MEGABYTE), lexicon=lexicon_of(args), redact=bool(args.redact)
        )
    except RefusedError as error:
        raise UsageError(str(error)) from None
    server(workspace).run("stdio")
    return EXIT_OK
