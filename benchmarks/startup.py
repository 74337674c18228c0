"""How long one document takes: as a whole process, as a library call that is warm, and what the import costs.

Run: python benchmarks/startup.py [FILE]

Prints the middle and the best of the runs; on a machine with other work the best says more.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

BEIBEI = Path(__file__).parents[1] / "corpus" / "beibei-2022-water"
PROCESSES, CALLS = 11, 31


def timed(run: Callable[[], object], times: int) -> str:
    """Middle and best of `times` runs, in milliseconds."""
    spent = []
    for _ in range(times):
        begin = time.perf_counter()
        run()
        spent.append((time.perf_counter() - begin) * 1000)
    return f"{median(spent):7.0f} {min(spent):7.0f}"


def process(*arguments: str) -> Callable[[], object]:
    """A fresh interpreter with `arguments`, run once before, so that byte code is there as after an install."""
    settings = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}

    def run() -> None:
        subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=settings)

    run()
    return run


def main(files: list[Path]) -> None:
    """Print one line a measurement."""
    from policy_parse import parse

    def row(name: str, run: Callable[[], object], times: int) -> None:
        print(f"{name:<52}{timed(run, times)}")

    print(f"{'milliseconds':<52}{'median':>7}{'best':>8}")
    row("python -c pass", process("-c", "pass"), PROCESSES)
    row("python -c 'import policy_parse'", process("-c", "import policy_parse"), PROCESSES)
    for file in files:
        row(f"policy-parse parse {file.name}", process("-m", "policy_parse", "parse", str(file)), PROCESSES)
        parse(file)
        row(f"parse('{file.name}'), warm", partial(parse, file), CALLS)


if __name__ == "__main__":
    main([Path(a) for a in sys.argv[1:]] or [BEIBEI / f"source.{suffix}" for suffix in ("docx", "pdf", "txt")])
