"""A run that is killed with SIGKILL at random moments and resumed, against one that nobody disturbed.

    python benchmarks/killing.py FOLDER_OF_PLANS [--documents 300] [--kills 10] [--seed 1] [--jobs 2]

One document in twenty is faulty (see `many.py`, which does the same at its end). The outputs of ``parse --resume`` and
the tables of an archive of ``collect`` must be equal afterwards. Where a run ends before it was killed ten times, it is
compared and another one is begun.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import many


def outputs(out: Path) -> dict[str, object]:
    """What a run has left: files by their names, rows of an archive by its tables."""
    if out.is_dir():
        files = (file for file in out.rglob("*") if file.is_file() and ".policy-parse" not in file.name)
        return {file.relative_to(out).as_posix(): content(file) for file in files}
    with closing(sqlite3.connect(out)) as base:
        base.execute("INSERT INTO task_search (task_search) VALUES ('integrity-check')")
        found: dict[str, object] = {"check": base.execute("PRAGMA integrity_check").fetchall()}
        for (table,) in base.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
        ):
            if not table.startswith(("sqlite_", "task_search")):
                names = [row[1] for row in base.execute(f"PRAGMA table_info({table})") if row[1] != "id"]
                rows = sorted(map(repr, base.execute(f"SELECT {', '.join(names)} FROM {table}")))
                found[table] = sha256("\n".join(rows).encode()).hexdigest()
        return found


def content(file: Path) -> str:
    """The hash of an output; of ``failures.ndjson`` that of its rows in any order, since workers end in any."""
    data = file.read_bytes()
    if file.name == "failures.ndjson":
        data = b"\n".join(sorted(data.splitlines()))
    return sha256(data).hexdigest()


def command(what: str, folder: Path, out: Path, jobs: int, seconds: int) -> list[str]:
    """The command that reads `folder`, or goes on with it."""
    ending = ["--into", str(out)] if what == "collect" else ["-o", f"{out}/", "--resume"]
    rest = ["--jobs", str(jobs), "--time-limit", str(seconds), "-q"]
    return [sys.executable, "-m", "policy_parse", what, str(folder), *ending, *rest]


def tried(what: str, folder: Path, place: Path, environment: dict[str, str], arguments: argparse.Namespace) -> bool:
    """Kill and resume; True if what is left is equal each time."""
    ending = ".sqlite" if what == "collect" else ""
    undisturbed = place / f"undisturbed-{what}{ending}"
    parts = folder, arguments.jobs, arguments.time_limit
    begin = time.monotonic()
    subprocess.run(command(what, parts[0], undisturbed, *parts[1:]), env=environment, stderr=subprocess.DEVNULL)
    took, wanted = time.monotonic() - begin, outputs(undisturbed)
    chance, kills, runs, equal = random.Random(arguments.seed), 0, 0, True
    while kills < arguments.kills:
        runs += 1
        out = place / f"killed-{what}-{runs}{ending}"
        is_done = False
        while not is_done:
            process = subprocess.Popen(
                command(what, parts[0], out, *parts[1:]), env=environment, stderr=subprocess.DEVNULL
            )
            try:
                process.wait(chance.uniform(0.2, max(1.0, took / 4)) if kills < arguments.kills else None)
                is_done = True
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                kills += 1
        found = outputs(out)
        differing = sorted(name for name in {*wanted, *found} if wanted.get(name) != found.get(name))
        equal &= not differing
        if differing:
            print(f"   {what}, run {runs} differs in {differing[:5]}")
    verdict = "equal" if equal else "DIFFERENT"
    print(f"{what}: killed {kills} times in {runs} runs and resumed, {len(wanted)} outputs {verdict}", flush=True)
    return equal


def trials(plans: Path, arguments: argparse.Namespace) -> bool:
    """Try both commands in a folder of their own; True if nothing is lost in either."""
    with tempfile.TemporaryDirectory() as made:
        place = Path(made)
        environment = many.with_strange_reader(place)
        folder = place / "plans"
        folder.mkdir()
        expected = many.make(many.plans_of(plans), folder, arguments.documents, every=20)
        print(f"killing: {arguments.documents} documents, {sum(expected.values())} of them faulty")
        found = [tried(what, folder, place, environment, arguments) for what in ("parse", "collect")]
        return all(found)


def main() -> None:
    """Exit with 1 where something was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("plans", type=Path)
    parser.add_argument("--documents", type=int, default=300)
    add_options(parser)
    parser.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    sys.exit(not trials(parser.parse_args().plans, parser.parse_args()))


def add_options(parser: argparse.ArgumentParser) -> None:
    """How often, how, and how long a document may take."""
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--time-limit", type=int, default=60)


if __name__ == "__main__":
    main()
