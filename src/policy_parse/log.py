"""What a developer may want to know, through `logging` and its logger ``policy_parse``; nothing is ever printed.

A program that wants to hear of it has imported `logging`; where nobody has, it is not loaded for our sake.
"""

from __future__ import annotations

import sys

LOGGER = "policy_parse"


def debug(message: str, *values: object, error: BaseException | None = None) -> None:
    """Log `message` with `values` put in as `logging` does, and the traceback of `error`."""
    logging = sys.modules.get("logging")
    if logging is not None:
        logging.getLogger(LOGGER).debug(message, *values, exc_info=error)
