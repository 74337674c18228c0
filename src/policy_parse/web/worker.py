"""The process that reads documents: jobs on standard input, answers on standard output, until its input ends.

Run: python -m policy_parse.web.worker MOST_BYTES MEGABYTES_OF_MEMORY [LEXICON_DIR…] (0: no limit of memory)
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread

from policy_parse.batch.worker import limit_memory
from policy_parse.vocabulary.prepare import prepared
from policy_parse.web.frames import BrokenFrameError, Frame, put_frame, take_frame
from policy_parse.web.jobs import answer

_GRACE_SECONDS = 3
"""For a job that is being done when nobody waits for it any more."""
_Jobs = SimpleQueue[Frame | None]


def main(most: int, megabytes: int, directories: list[Path]) -> None:
    """Answer jobs one after another; a request to end (SIGTERM) puts away what a job has started, as LibreOffice."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    limit_memory(megabytes or None)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    jobs: _Jobs = SimpleQueue()
    Thread(target=_listen, args=(jobs, most), daemon=True).start()
    lexicon = prepared(directories).lexicon
    while (frame := jobs.get()) is not None:
        put_frame(answers, *answer(frame, lexicon))


def _listen(jobs: _Jobs, most: int) -> None:
    """Pass jobs on; when no more can come, the server has gone, and so does this process, whatever it is busy with."""
    try:
        while (frame := take_frame(sys.stdin.buffer, most)) is not None:
            jobs.put(frame)
    except BrokenFrameError:  # the server went in the middle of one
        pass
    jobs.put(None)
    Event().wait(_GRACE_SECONDS)
    os._exit(1)


if __name__ == "__main__":
    status = 1
    try:
        main(int(sys.argv[1]), int(sys.argv[2]), [Path(word) for word in sys.argv[3:]])
        status = 0
    except (KeyboardInterrupt, BrokenPipeError):
        pass
    except Exception as error:  # a vocabulary that cannot be used, no memory to begin with
        print(f"policy-parse: {error}", file=sys.stderr)
    os._exit(status)  # the thread may be in the middle of reading
