"""How long each format takes to be written, for a plan of so many tasks. Run: python benchmarks/writing.py [500]

CPU seconds of this process, best of three, without the loading of the libraries; the last line is the sum.
"""

import sys
import time

from comparing import plan

from policy_parse import Plan
from policy_parse.writers import formats, render
from policy_parse.writers.tables import FORMATS, files_of


def written(plan: Plan, format: str) -> int:
    """Bytes of the file, or of the tables."""
    if format in formats():
        return len(render(plan, format))
    return sum(map(len, files_of([plan], format).values()))


def main() -> None:
    """Print a line for each format, those that are a folder of tables too."""
    made, small = plan(int((sys.argv[1:] or ["500"])[0]), 2025), plan(2, 2025)
    total = 0.0
    for format in dict.fromkeys((*formats(), *FORMATS)):
        written(small, format)
        times = []
        for _ in range(3):
            start = time.process_time()
            size = written(made, format)
            times.append(time.process_time() - start)
        total += min(times)
        print(f"{format:14} {min(times):6.2f} s {size:10,} bytes")
    print(f"{'all':14} {total:6.2f} s")


if __name__ == "__main__":
    main()
