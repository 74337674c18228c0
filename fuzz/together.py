"""Read documents in several threads of several processes at once: does each give the same bytes as when read alone?

    python fuzz/together.py [--seconds 120] [--threads 8] [--processes 2] [FILE or DIR ...]

By default the PDFs of `corpus/` and of `../shared/corpus`, where that is. Each is read once alone; then every thread
reads one after another, in an order of its own, until the time is over, and holds the JSON of each plan against the
first. Status 1 if any differed, or a process ended otherwise than by itself (pdfium is native code: two threads in it at
once would end the process).
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import threading
import time
from collections import Counter
from hashlib import sha256
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src")]
PLACES = (ROOT / "corpus", ROOT / "../shared/corpus")
Digests = dict[Path, str]


def digest(path: Path) -> str:
    """What identifies the plan of a document, or the reason why there is none."""
    from policy_parse import ReadError, dumps, parse

    try:
        return sha256(dumps(parse(path)).encode("utf-8", "surrogatepass")).hexdigest()
    except ReadError as error:
        return error.reason


def work(connection: Connection, number: int, alone: Digests, seconds: float, threads: int) -> None:
    """Read in `threads` threads for so many seconds; send how often each outcome came: same, another, an exception."""
    end, counts, lock = time.monotonic() + seconds, Counter[str](), threading.Lock()

    def read(thread: int) -> None:
        random, paths = Random(f"{number}:{thread}"), [*alone]
        while time.monotonic() < end:
            random.shuffle(paths)
            for path in paths:
                if time.monotonic() >= end:
                    break
                try:
                    kind = "same" if digest(path) == alone[path] else f"another: {path.name} of {path.parent.name}"
                except Exception as error:
                    kind = f"{type(error).__name__} at {path.parent.name}"
                with lock:
                    counts[kind] += 1

    running = [threading.Thread(target=read, args=(thread,)) for thread in range(threads)]
    for each in running:
        each.start()
    for each in running:
        each.join()
    connection.send(counts)


def together(alone: Digests, *, seconds: float, threads: int, processes: int) -> tuple[Counter[str], list[int | None]]:
    """How often each outcome came, and the exit status of each process."""
    context = multiprocessing.get_context("spawn")
    started = []
    for number in range(processes):
        mine, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, number, alone, seconds, threads))
        process.start()
        theirs.close()
        started.append((process, mine))
    counts = Counter[str]()
    for _, mine in started:
        try:
            counts += mine.recv()
        except EOFError:
            counts["a process that ended"] += 1
    for process, _ in started:
        process.join()
    return counts, [process.exitcode for process, _ in started]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="*", type=Path, default=[p for p in PLACES if p.is_dir()])
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--threads", type=int, default=8, help="of each process")
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    paths = [p for place in args.places for p in ([place] if place.is_file() else sorted(place.rglob("*.pdf")))]
    alone = {path: digest(path) for path in paths}
    counts, codes = together(alone, seconds=args.seconds, threads=args.threads, processes=args.processes)
    print(f"{len(paths)} documents, {args.processes} processes of {args.threads} threads, {args.seconds:g} s: "
          f"{sum(counts.values())} read, {dict(counts)}, processes ended with {codes}")  # fmt: skip
    sys.exit(0 if set(counts) == {"same"} and set(codes) == {0} else 1)


if __name__ == "__main__":
    main()
