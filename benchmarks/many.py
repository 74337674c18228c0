"""Many documents in one call: throughput with one and two workers, the parent's memory, and what a second run takes.

    python benchmarks/many.py FOLDER_OF_PLANS [--documents 10000] [--jobs 1 2] [--archive] [--kills 10] [--keep PLACE]

The plans are repeated under other names and other bytes until there are so many; one in a thousand is twenty times as
long. One in a hundred is damaged, empty, encrypted, larger than any document may be, takes all memory, hangs, or ends
the process that reads it; all of these must be named, and nothing else. The second run, ``--resume``, finds everything
done. With --archive ``collect`` is measured in the place of ``parse``. With --kills a run over 300 documents is killed
and resumed at random moments at the end (`killing.py`).

It is checked, and said where it is not so: failures are those that were made, each other document has its output, the
second run takes less than a tenth of the CPU of the first, the leading process stays below 200 MB, outputs are the same
whatever the number of workers. Exit code 1 where one of these does not hold.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path

ENDINGS = (".docx", ".pdf", ".txt", ".html", ".md")
STRANGE = """
import os, time
FORMAT, SUFFIXES = "strange", (".strange",)
sniff = lambda data: data.startswith(b"STRANGE ")
missing = lambda: None
def read(data, *, name, password=None):
    what = data.split()[1]
    while what == b"hang":
        time.sleep(1)
    return os.abort() if what == b"die" else bytearray(1 << 40)
"""
FAULTS = {
    "hang": "time",
    "die": "crash",
    "grow": "memory",
    "empty": "unreadable",
    "damaged": "unreadable",
    "locked": "password",
    "huge": "limit",
}
LONG = 20
"""How many times as long a long document is."""


def other_bytes(data: bytes, ending: str, number: int) -> bytes:
    """The same document in bytes of its own."""
    if ending == ".docx":
        file = io.BytesIO(data)
        with zipfile.ZipFile(file, "a") as package:
            package.comment = str(number).encode()
        return file.getvalue()
    if ending == ".pdf":
        return data + f"\n%{number}\n".encode()
    return data + b"\n" + format(number, "b").replace("0", " ").replace("1", "\t").encode()


def faulty(kind: str, number: int, pdf: bytes, docx: bytes) -> tuple[str, bytes]:
    """The ending and the bytes of a document that cannot be read."""
    if kind == "empty":
        return ".docx", b" " * number
    if kind == "huge":
        return ".txt", b"\n" * ((256 << 20) + number)
    if kind == "damaged":
        return ".pdf", pdf[: 1000 + number]
    if kind == "locked":
        from msoffcrypto.format.ooxml import OOXMLFile

        out = io.BytesIO()
        OOXMLFile(io.BytesIO(docx)).encrypt("secret", out)
        return ".docx", out.getvalue()
    return ".txt", f"STRANGE {kind} {number}".encode()


def write(file: Path, data: bytes) -> None:
    """Write a document; blank lines alone take no room on the disk."""
    with file.open("wb") as out:
        if len(data) > 100 << 20:
            out.truncate(len(data))
        else:
            out.write(data)


def plans_of(folder: Path) -> list[Path]:
    """The plans that are repeated."""
    return sorted(file for file in folder.rglob("*") if file.suffix in ENDINGS)


def make(sources: list[Path], folder: Path, count: int, every: int = 100) -> Counter[str]:
    """Fill `folder`; how many documents of each kind of failure it holds, one in `every`."""
    read = [(file, file.read_bytes()) for file in sources]
    first = {ending: next(data for file, data in read if file.suffix == ending) for ending in (".pdf", ".docx")}
    kinds, faults = Counter[str](), cycle(FAULTS)
    for number, (file, data) in zip(range(count), cycle(read), strict=False):
        ending = file.suffix
        data = other_bytes(data * LONG if number % 1000 == 500 and ending in (".txt", ".md") else data, ending, number)
        if number % every == every // 2:
            kind = next(faults)
            ending, data = faulty(kind, number, first[".pdf"], first[".docx"])
            kinds[FAULTS[kind]] += 1
        place = folder / f"{number // 1000:03}"
        place.mkdir(exist_ok=True)
        write(place / f"{number:06}{ending}", data)
    return kinds


def measured(command: list[str], environment: dict[str, str]) -> tuple[float, float, float]:
    """Seconds by the clock, CPU seconds of all processes, and the most memory of the first one in MB."""
    before, begin, most = os.times(), time.monotonic(), 0
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)

    def watch() -> None:
        nonlocal most
        while process.poll() is None:
            try:
                status = Path(f"/proc/{process.pid}/status").read_text()
                most = max(most, int(status.split("VmHWM:")[1].split()[0]))
            except (OSError, IndexError):
                return
            time.sleep(0.1)

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    watcher.join()
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return time.monotonic() - begin, used, most / 1024


def with_strange_reader(place: Path) -> dict[str, str]:
    """The environment of a process that has the reader of STRANGE documents installed."""
    plug_in = place / "installed"
    announced = plug_in / "strange-1.dist-info"
    announced.mkdir(parents=True, exist_ok=True)
    (announced / "METADATA").write_text("Metadata-Version: 2.1\nName: strange\nVersion: 1\n")
    (announced / "entry_points.txt").write_text("[policy_parse.readers]\nstrange = strange\n")
    (plug_in / "strange.py").write_text(STRANGE)
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(plug_in), *filter(None, sys.path)])}


def main() -> None:
    """Measure, print a line for each run, and exit with 1 where something is not as it must be."""
    import killing

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("plans", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--archive", action="store_true")
    parser.add_argument("--keep", type=Path)
    killing.add_options(parser)
    parser.set_defaults(kills=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        place = arguments.keep or Path(made)
        wrong = list(measure(arguments, place))
    if arguments.kills:
        few = argparse.Namespace(**{**vars(arguments), "documents": min(300, arguments.documents), "jobs": 2})
        if not killing.trials(arguments.plans, few):
            wrong.append("a run that was killed differs")
    print("\n".join(f"WRONG: {what}" for what in wrong) or "all as it must be")
    sys.exit(bool(wrong))


def measure(arguments: argparse.Namespace, place: Path) -> Iterator[str]:
    """What is not as it must be."""
    import killing

    environment = with_strange_reader(place)
    folder = place / "plans"
    folder.mkdir(exist_ok=True)
    sources = plans_of(arguments.plans)
    expected = make(sources, folder, arguments.documents)
    print(f"{arguments.documents} documents of {len(sources)} plans, {sum(expected.values())} of them faulty")
    clocks, first_outputs = [], None
    for jobs in arguments.jobs:
        out = place / f"out{jobs}{'.sqlite' if arguments.archive else ''}"
        what = "collect" if arguments.archive else "parse"
        command = killing.command(what, folder, out, jobs, arguments.time_limit)
        spent = []
        for turn in ("first", "again"):
            took, used, memory = measured(command, environment)
            spent.append(used)
            rate = f"{took:8.1f} s ({arguments.documents / took:6.1f} documents/s)"
            print(f"{jobs} workers, {turn}: {rate}, CPU {used:8.1f} s, parent {memory:5.0f} MB", flush=True)
            if turn == "first":
                clocks.append(took)
            if memory > MOST_MEMORY:
                yield f"{jobs} workers, {turn}: {memory:.0f} MB"
        print(f"   the second run took {spent[1] / spent[0]:.3f} of the first one's CPU")
        if spent[1] > spent[0] / 10:
            yield f"{jobs} workers: the second run took {spent[1] / spent[0]:.2f} of the first"
        found = failures(out, archive=arguments.archive)
        print(f"   failures: {dict(found)}{'' if found == expected else f', expected {dict(expected)}'}", flush=True)
        if found != expected:
            yield f"{jobs} workers: failures {dict(found)}, expected {dict(expected)}"
        number = read_documents(out, archive=arguments.archive)
        print(f"   outputs: {number}", flush=True)
        if number + sum(found.values()) != arguments.documents:
            yield f"{jobs} workers: {number} outputs"
        outputs = killing.outputs(out)
        if outputs != (first_outputs := first_outputs or outputs):
            yield f"{jobs} workers: outputs differ from those of {arguments.jobs[0]}"
    if len(clocks) > 1:
        print(f"{arguments.jobs[1]} workers are {clocks[0] / clocks[1]:.2f} times as fast by the clock")


MOST_MEMORY = 200
"""MB of the leading process."""


def read_documents(out: Path, *, archive: bool) -> int:
    """How many documents of a run have an output."""
    if archive:
        with closing(sqlite3.connect(out)) as base:
            return int(base.execute("SELECT count(*) FROM sources").fetchone()[0])
    return sum(1 for _ in out.rglob("*.json"))


def failures(out: Path, *, archive: bool) -> Counter[str]:
    """How many failures of each kind a run has named."""
    if archive:
        with closing(sqlite3.connect(out)) as base:
            return Counter(dict(base.execute("SELECT kind, count(*) FROM failures GROUP BY kind").fetchall()))
    return Counter(json.loads(line)["kind"] for line in (out / "failures.ndjson").read_text("utf-8").splitlines())


if __name__ == "__main__":
    main()
