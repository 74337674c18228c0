"""How long each format takes to be written, for a plan of so many tasks. Run: python benchmarks/writing.py [500]

CPU seconds of this process, best of three, without the loading of the libraries; the last line is the sum.
"""

import sys
import time

from comparing import plan

from policy_parse.writers import formats, render


def main() -> None:
    """Print a line for each format."""
    made, small = plan(int((sys.argv[1:] or ["500"])[0]), 2025), plan(2, 2025)
    total = 0.0
    for format in formats():
        render(small, format)
        times = []
        for _ in range(3):
            start = time.process_time()
            data = render(made, format)
            times.append(time.process_time() - start)
        total += min(times)
        print(f"{format:8} {min(times):6.2f} s {len(data):10,} bytes")
    print(f"{'all':8} {total:6.2f} s")


if __name__ == "__main__":
    main()
