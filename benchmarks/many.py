"""Many documents in one call: throughput with one and two workers, the parent's memory, and what a second run takes.

    python benchmarks/many.py FOLDER_OF_PLANS [--documents 10000] [--jobs 1 2] [--archive] [--keep PLACE]

The plans are repeated under other names and other bytes until there are so many. One in a hundred is damaged, empty,
encrypted, takes all memory, hangs, or ends the process that reads it; all of these must be named, and nothing else. The
second run, ``--resume``, finds everything done. With --archive ``collect`` is measured in the place of ``parse``.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections import Counter
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
}


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
    if kind == "damaged":
        return ".pdf", pdf[: 1000 + number]
    if kind == "locked":
        from msoffcrypto.format.ooxml import OOXMLFile

        out = io.BytesIO()
        OOXMLFile(io.BytesIO(docx)).encrypt("secret", out)
        return ".docx", out.getvalue()
    return ".txt", f"STRANGE {kind} {number}".encode()


def make(sources: list[Path], folder: Path, count: int) -> Counter[str]:
    """Fill `folder`; how many documents of each kind of failure it holds."""
    read = [(file, file.read_bytes()) for file in sources]
    first = {ending: next(data for file, data in read if file.suffix == ending) for ending in (".pdf", ".docx")}
    kinds, faults = Counter[str](), cycle(FAULTS)
    for number, (file, data) in zip(range(count), cycle(read), strict=False):
        ending = file.suffix
        data = other_bytes(data, ending, number)
        if number % 100 == 50:
            kind = next(faults)
            ending, data = faulty(kind, number, first[".pdf"], first[".docx"])
            kinds[FAULTS[kind]] += 1
        place = folder / f"{number // 1000:03}"
        place.mkdir(exist_ok=True)
        (place / f"{number:06}{ending}").write_bytes(data)
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


def main() -> None:
    """Measure, print a line for each run, and exit with 1 where a failure was not named as it should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("plans", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--archive", action="store_true")
    parser.add_argument("--keep", type=Path)
    arguments = parser.parse_args()
    place = arguments.keep or Path(tempfile.mkdtemp())
    plug_in = place / "installed"
    announced = plug_in / "strange-1.dist-info"
    announced.mkdir(parents=True, exist_ok=True)
    (announced / "METADATA").write_text("Metadata-Version: 2.1\nName: strange\nVersion: 1\n")
    (announced / "entry_points.txt").write_text("[policy_parse.readers]\nstrange = strange\n")
    (plug_in / "strange.py").write_text(STRANGE)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(plug_in), *filter(None, sys.path)])}
    folder = place / "plans"
    folder.mkdir(exist_ok=True)
    sources = sorted(file for file in arguments.plans.rglob("*") if file.suffix in ENDINGS)
    expected = make(sources, folder, arguments.documents)
    print(f"{arguments.documents} documents of {len(sources)} plans, {sum(expected.values())} of them faulty")
    wrong = False
    for jobs in arguments.jobs:
        out = place / f"out{jobs}{'.sqlite' if arguments.archive else ''}"
        ending = ["--into", str(out)] if arguments.archive else ["-o", f"{out}/", "--resume"]
        command = [
            sys.executable,
            "-m",
            "policy_parse",
            "collect" if arguments.archive else "parse",
            str(folder),
            *ending,
        ]
        for turn in ("first", "again"):
            took, used, memory = measured([*command, "--jobs", str(jobs), "--time-limit", "60", "-q"], environment)
            rate = f"{took:8.1f} s ({arguments.documents / took:6.1f} documents/s)"
            print(f"{jobs} workers, {turn}: {rate}, CPU {used:8.1f} s, parent {memory:5.0f} MB", flush=True)
        found = failures(out, archive=arguments.archive)
        wrong |= found != expected
        print(f"   failures: {dict(found)}{'' if found == expected else f', expected {dict(expected)}'}", flush=True)
    if arguments.keep is None:
        shutil.rmtree(place)
    sys.exit(wrong)


def failures(out: Path, *, archive: bool) -> Counter[str]:
    """How many failures of each kind a run has named."""
    if archive:
        import sqlite3

        return Counter(
            dict(sqlite3.connect(out).execute("SELECT kind, count(*) FROM failures GROUP BY kind").fetchall())
        )
    return Counter(json.loads(line)["kind"] for line in (out / "failures.ndjson").read_text("utf-8").splitlines())


if __name__ == "__main__":
    main()
