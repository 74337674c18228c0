"""The process that reads documents: jobs on standard input, answers on standard output, until its input ends.

Run: python -m policy_parse.web.worker MOST_BYTES [LEXICON_DIR…]
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from policy_parse.vocabulary.prepare import prepared
from policy_parse.web.frames import put_frame, take_frame
from policy_parse.web.jobs import answer


def main(most: int, directories: list[Path]) -> None:
    """Answer jobs one after another; a request to end (SIGTERM) puts away what a job has started, as LibreOffice."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    lexicon = prepared(directories).lexicon
    while (frame := take_frame(sys.stdin.buffer, most)) is not None:
        put_frame(answers, *answer(frame, lexicon))


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]), [Path(word) for word in sys.argv[2:]])
    except (KeyboardInterrupt, BrokenPipeError):
        sys.exit(1)
