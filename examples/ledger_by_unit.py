"""A ledger for a supervision office: one line for each unit of each task, the earliest deadline first.

Run: python examples/ledger_by_unit.py corpus/beibei-2022-water/source.docx ledger.csv

The usual ledger, one line for each piece of work, needs no script: policy-parse parse plan.docx -o ledger.xlsx
"""

import csv
import sys
from collections.abc import Iterator
from datetime import date

from policy_parse import Plan, PolicyParseError, Task, parse

ROLES = {"lead": "牵头", "responsible": "责任", "supporting": "配合", "guiding": "指导"}


def first_end(task: Task) -> date:
    """The first day on which the task is due; tasks without a date come last."""
    return min((deadline.end for deadline in task.deadlines if deadline.end), default=date.max)


def lines(plan: Plan) -> Iterator[dict[str, str]]:
    """Unit, role, task, deadline in its own words, last day, targets in their own words."""
    for task in sorted(plan.tasks, key=first_end):
        for unit in (*task.responsible, *task.supporting):
            yield {
                "单位": unit.name,
                "角色": ROLES[unit.role],
                "任务": task.title or task.text[:40],
                "时限": "；".join(deadline.text for deadline in task.deadlines),
                "截止日期": "" if first_end(task) == date.max else first_end(task).isoformat(),
                "指标": "；".join(target.text for target in task.targets),
            }


def main(source: str, out: str) -> None:
    """Write the ledger of `source` to `out`, as a CSV file that spreadsheet programs open with Chinese intact."""
    with open(out, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, ["单位", "角色", "任务", "时限", "截止日期", "指标"])
        writer.writeheader()
        writer.writerows(lines(parse(source)))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        main(*sys.argv[1:])
    except (PolicyParseError, OSError) as error:
        sys.exit(str(error))
