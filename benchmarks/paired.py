"""Two states of this project beside each other in one run: whole process, warm call, extraction.

    git worktree add ../before COMMIT
    python benchmarks/paired.py ../before/src src [--rounds N] [--corpus DIR]

The states take turns, so that what else the machine does meets both; CPU seconds, not the clock. The lowest of a state
says most on a busy machine, the ratio of the medians how sure it is. Each state reads the corpus by itself first; only
the extraction is counted then, over every .docx and .txt document of DIR (default: corpus/ here, and ../shared/corpus
where it is).
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parents[1]
PLAN = HERE / "corpus" / "beibei-2022-water" / "source.docx"
CORPORA = (HERE / "corpus", HERE / "../shared/corpus")

WORKER = """
import sys, time
source, plan, *folders = sys.argv[1:]
sys.path.insert(0, source)
from pathlib import Path
from policy_parse import parse
from policy_parse.api import parse_document, read
documents = []
for folder in folders:
    for file in sorted(Path(folder).rglob("*")):
        if file.suffix in (".docx", ".txt"):
            try:
                documents.append(read(file))
            except Exception:
                pass  # a document that one state reads and the other does not would be counted in neither
def extraction():
    for document in documents:
        parse_document(document)
def warm():
    for _ in range(5):
        parse(plan)
warm()
extraction()
print(sum(len(document.text) for document in documents), flush=True)
for line in sys.stdin:
    begin = time.process_time()
    {"warm": warm, "extraction": extraction}[line.strip()]()
    print(time.process_time() - begin, flush=True)
"""


class State:
    """One state of the project: a process of its own that does what it is asked, and fresh ones."""

    def __init__(self, source: Path, folders: list[Path]) -> None:
        self.source = source
        arguments = [sys.executable, "-c", WORKER, str(source), str(PLAN), *map(str, folders)]
        self._worker = subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.characters = int(self._answer())

    def _answer(self) -> str:
        assert self._worker.stdout is not None
        return self._worker.stdout.readline()

    def ask(self, what: str) -> float:
        """CPU seconds of one round of `what` in the process that is warm."""
        assert self._worker.stdin is not None
        self._worker.stdin.write(what + "\n")
        self._worker.stdin.flush()
        return float(self._answer())

    def process(self) -> float:
        """CPU seconds of ``policy-parse parse`` of one document in a fresh process."""
        kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-m", "policy_parse", "parse", str(PLAN)],
            env={**kept, "PYTHONPATH": str(self.source)},
            stdout=subprocess.DEVNULL,
            check=True,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def close(self) -> None:
        """End the process that is warm."""
        assert self._worker.stdin is not None
        self._worker.stdin.close()
        self._worker.wait()


def show(name: str, rounds: int, measures: list[Callable[[], float]], per: int = 1) -> list[float]:
    """Take turns, print a line of milliseconds and ratios, and return the lowest of each."""
    taken: list[list[float]] = [[] for _ in measures]
    for _ in range(rounds):
        for one, times in zip(measures, taken, strict=True):
            times.append(one() / per * 1000)
    low, middle = [min(times) for times in taken], [median(times) for times in taken]
    figures = "   ".join(f"{a:8.1f} {b:8.1f}" for a, b in zip(low, middle, strict=True))
    print(f"{name:<28}{figures}   {low[1] / low[0]:.3f} / {middle[1] / middle[0]:.3f}")
    return low


def main() -> None:
    """Measure two states in turns."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--corpus", type=Path, action="append")
    arguments = parser.parse_args()
    folders = arguments.corpus or [folder for folder in CORPORA if folder.is_dir()]
    with ExitStack() as closing:
        states = [State(source.resolve(), folders) for source in (arguments.before, arguments.after)]
        for state in states:
            closing.callback(state.close)
            state.process()  # byte code is there for what is counted, as after an install
        print(f"{'CPU, milliseconds':<28}{'before':>8} {'median':>8}   {'after':>8} {'median':>8}   ratio of both")
        show("whole process", arguments.rounds, [state.process for state in states])
        show("parse(), warm", arguments.rounds, [lambda state=state: state.ask("warm") for state in states], per=5)
        low = show("extraction", arguments.rounds, [lambda state=state: state.ask("extraction") for state in states])
        speeds = [f"{state.characters / best * 1000:,.0f}" for state, best in zip(states, low, strict=True)]
        print(f"{'characters a second':<28}{speeds[0]:>17}   {speeds[1]:>17}")


if __name__ == "__main__":
    main()
