"""How long it takes to bring a ledger and a calendar up to date. Run: python benchmarks/updating.py [500 1000 3000]

The plans are made up, as in `comparing`: one task in eight is reworded, or every one. CPU seconds of this
process, once each; the libraries and jieba's words are loaded before.
"""

import sys
import time

from comparing import plan

from policy_parse import Plan, parse
from policy_parse.vocabulary.prepare import prepared
from policy_parse.writers import ics_file, xlsx_file
from policy_parse.writers.ledger_update.update import update_ledger


def reworded(made: Plan, one_in: int) -> Plan:
    """The same plan with other words in one task of so many: its name and its last clause."""
    lines = made.text.split("\n")
    for at in range(2, len(lines), one_in):
        lines[at] = lines[at].replace("。", "工作，下大力气。", 1).replace("新建设施", "全年新建设施")
    return parse("\n".join(lines).encode(), name=made.source.name)


def ledger(earlier: bytes, new: Plan) -> int:
    """Rows of a ledger that go on in the new plan."""
    words = prepared(None)
    return update_ledger(earlier, [new], words.comparison, name="ledger", many=False, heads=words.columns).kept


def calendar(earlier: bytes, new: Plan) -> int:
    """Bytes of the calendar."""
    return len(ics_file.renew([new], earlier))


def main() -> None:
    """Print a line for each number of tasks."""
    small = plan(8, 2024)
    ledger(xlsx_file.render(small), reworded(small, 1))
    calendar(ics_file.render(small), reworded(small, 1))
    for tasks in map(int, sys.argv[1:] or ("500", "1000", "3000")):
        old = plan(tasks, 2024)
        for one_in in (8, 1):
            new = reworded(old, one_in)
            shown = []
            for name, make, update in (("ledger", xlsx_file.render, ledger), ("calendar", ics_file.render, calendar)):
                earlier = make(old)
                start = time.process_time()
                figure = update(earlier, new)
                shown.append(f"{name} {time.process_time() - start:6.2f} s ({figure:,})")
            print(f"{tasks:>5} tasks, one in {one_in} reworded: {', '.join(shown)}", flush=True)


if __name__ == "__main__":
    main()
