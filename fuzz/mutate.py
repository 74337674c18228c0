"""Damage documents and read what comes of it: each mutant gives a Plan that keeps its promises, or a clear error.

    python fuzz/mutate.py [--number 5000] [--seed 1] [--keep DIR] [FILE or DIR ...]
    python fuzz/mutate.py --seed 1 --only 1234 --keep DIR

Mutant N of a seed is the same on every run with the same documents (default: `seeds/`, `corpus/`, and `../shared/corpus`
where it is), so that `--only N` gives it back. They are read in worker processes, each with a limit on memory, and are
given up at a limit of CPU seconds; what ends a worker is a fault like any other. Status 1 if there was one. Mutants of
doc, wps, rtf and odt go through LibreOffice, some seconds each; `--without-office` leaves them at the door.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import signal
import sys
import time
import traceback
import warnings
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from random import Random

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "src")]
from mutations import mutate  # noqa: E402

ROOT = Path(__file__).parents[1]
PLACES = (ROOT / "fuzz" / "seeds", ROOT / "corpus", ROOT / "../shared/corpus")
ENDINGS = (
    ".docx .pdf .ofd .xlsx .xls .et .html .htm .mht .md .txt .tsv .doc .wps .rtf .odt .xml .png .jpg .tif".split()  # noqa: SIM905
)
LARGEST = 400_000
"""Bytes of a document that is damaged: those of larger ones are mostly pictures."""


@dataclass(frozen=True)
class Outcome:
    """What became of one mutant: ``read``, ``refused``, or a fault in a word or two, with the whole of it."""

    kind: str
    said: str
    seconds: float
    megabytes: int


def documents_of(places: list[Path]) -> list[Path]:
    """Every document below `places`, in an order that does not depend on the machine."""
    found = [p for place in places for p in ([place] if place.is_file() else sorted(place.rglob("*")))]
    return [p for p in found if p.suffix.lower() in ENDINGS and p.is_file() and p.stat().st_size <= LARGEST]


def mutant(documents: list[Path], seed: int, number: int) -> tuple[str, bytes]:
    """The ending of the document that mutant `number` is made of, and its bytes.

    Every format comes as often as the others, and every document of a format.
    """
    random = Random(f"{seed}:{number}")
    kind = random.choice(sorted({document.suffix.lower() for document in documents}))
    chosen = random.choice([document for document in documents if document.suffix.lower() == kind])
    return chosen.suffix.lower(), mutate(chosen.read_bytes(), random)


def check(data: bytes, name: str) -> Outcome:
    """Read `data` and look whether the plan keeps what a Plan promises."""
    from policy_parse import ReadError, Span, UnforeseenError, parse

    begin = time.process_time()
    try:
        plan = parse(data, name=name)
        whole = Span(0, len(plan.text))
        assert plan.text.strip() or plan.findings, "nothing read and nothing said"
        for value in plan.values():
            assert value.text, "a value without words"
            assert value.span.of(plan.text) == value.text, "words that are not where they are said to be"
        assert all(a.span.end <= b.span.start for a, b in pairwise(plan.blocks)), "blocks that overlap"
        assert all(whole.contains(task.span) for task in plan.tasks), "a task outside the text"
        assert len({task.id for task in plan.tasks}) == len(plan.tasks), "two tasks of one id"
        kind, said = "read", ""
    except UnforeseenError as error:
        kind, said = _place(error.__cause__ or error), _whole(error)
    except ReadError as error:
        kind, said = ("refused", str(error)) if "\n" not in str(error) else ("an error of two lines", str(error))
    except BaseException as error:
        kind, said = _place(error), _whole(error)
    seconds = time.process_time() - begin
    return Outcome(kind, said, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10)


def _place(error: BaseException) -> str:
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "policy_parse" in f.filename]
    at = f"{Path(frames[-1].filename).name}:{frames[-1].lineno} {frames[-1].name}" if frames else "?"
    return f"{type(error).__name__} {at}"


def _whole(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))[-3000:]


def work(connection: Connection, gigabytes: float, office: bool) -> None:
    """Read what comes through `connection` until nothing comes any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    import policy_parse.readers.office.convert
    import policy_parse.readers.office.reader

    if not office:
        policy_parse.readers.office.convert.find_soffice = lambda: None
        policy_parse.readers.office.reader.find_soffice = lambda: None
    limit = int(gigabytes * 2**30)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    while (task := connection.recv()) is not None:
        connection.send(check(*task))


class Worker:
    """A process that reads mutants one after the other, and the one that it is at."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._args = args
        self._process: SpawnProcess | None = None
        self.number = -1
        self.began = 0.0

    def give(self, number: int, data: bytes, name: str) -> None:
        """Let it read mutant `number`."""
        if self._process is None:
            context = multiprocessing.get_context("spawn")
            self.connection, other = context.Pipe()
            self._process = context.Process(target=work, args=(other, self._args.gigabytes, self._args.office))
            self._process.start()
            other.close()
        self.number, self.began = number, time.monotonic()
        self.connection.send((data, name))

    def outcome(self, *, ready: bool) -> Outcome | None:
        """What became of it; None while it goes on. At the limit of time the process is ended."""
        assert self._process is not None
        if ready:
            try:
                found: Outcome = self.connection.recv()
            except EOFError:
                self._process.join()
                code = self._process.exitcode
                self._process = None
                return Outcome(f"ended by {code}", "", time.monotonic() - self.began, 0)
            return Outcome("slow", found.kind, found.seconds, found.megabytes) if self._is_slow(found) else found
        if time.monotonic() - self.began < self._args.patience:
            return None
        self.end()
        return Outcome("no end", "", self._args.patience, 0)

    def _is_slow(self, found: Outcome) -> bool:
        return found.kind in ("read", "refused") and found.seconds > self._args.seconds

    def end(self) -> None:
        """End the process, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None


def run(args: argparse.Namespace, documents: list[Path]) -> bool:
    """Read all mutants, say what became of them; True if there was no fault."""
    numbers = iter([args.only] if args.only is not None else range(args.start, args.start + args.number))
    workers = [Worker(args) for _ in range(args.workers)]
    counts: Counter[tuple[str, str]] = Counter()
    faults: Counter[str] = Counter()
    endings: dict[int, str] = {}
    slowest, largest, busy = (0.0, -1), (0, -1), []
    idle = list(workers)
    while True:
        while idle and (number := next(numbers, None)) is not None:
            ending, data = mutant(documents, args.seed, number)
            endings[number] = ending
            if args.only is not None and args.keep:
                (args.keep / f"{args.seed}-{number}{ending}").write_bytes(data)
            worker = idle.pop()
            worker.give(number, data, f"mutant-{number}{ending}")
            busy.append(worker)
        if not busy:
            break
        ready = wait([worker.connection for worker in busy], timeout=0.5)
        for worker in list(busy):
            found = worker.outcome(ready=worker.connection in ready)
            if found is None:
                continue
            busy.remove(worker)
            idle.append(worker)
            ending = endings.pop(worker.number)
            kind = found.kind if found.kind in ("read", "refused") else "fault"
            counts[ending, kind] += 1
            if sum(counts.values()) % 500 == 0:
                print(f"{sum(counts.values())} read", flush=True)
            slowest, largest = (
                max(slowest, (found.seconds, worker.number)),
                max(largest, (found.megabytes, worker.number)),
            )
            if kind == "fault":
                faults[found.kind] += 1
                print(f"{worker.number}{ending}: {found.kind} ({found.seconds:.1f} s)", flush=True)
                if faults[found.kind] == 1 and found.said:
                    print(found.said, flush=True)
                if args.keep:
                    _, data = mutant(documents, args.seed, worker.number)
                    (args.keep / f"{args.seed}-{worker.number}{ending}").write_bytes(data)
    for worker in workers:
        worker.end()
    for ending in sorted({ending for ending, _ in counts}):
        print(f"{ending:6}", {kind: counts[ending, kind] for kind in ("read", "refused", "fault")})
    print(f"slowest {slowest[0]:.1f} s (mutant {slowest[1]}), largest process {largest[0]} MB (at mutant {largest[1]})")
    print(f"{sum(counts.values())} mutants, {sum(faults.values())} faults: {dict(faults)}")
    return not faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="*", type=Path, default=[p for p in PLACES if p.is_dir()])
    parser.add_argument("--number", type=int, default=5000, help="how many mutants")
    parser.add_argument("--start", type=int, default=0, help="the number of the first")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="this mutant alone")
    parser.add_argument("--keep", type=Path, help="a folder for the mutants that are faults")
    parser.add_argument("--seconds", type=float, default=20, help="CPU seconds beyond which a mutant is a fault")
    parser.add_argument("--patience", type=float, default=120, help="seconds by the clock after which it is given up")
    parser.add_argument("--gigabytes", type=float, default=1.5, help="address space of a worker")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--without-office", dest="office", action="store_false")
    args = parser.parse_args()
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore")  # zipfile's, of members that are there twice
    sys.exit(0 if run(args, documents_of(args.places)) else 1)


if __name__ == "__main__":
    main()
