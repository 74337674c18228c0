"""A CSV for a table of Feishu (飞书多维表格) or DingTalk (钉钉多维表): one row a task, ISO dates, UTF-8 with a mark.

Run: python examples/tasks_for_feishu.py corpus/beibei-2022-water/source.docx tasks.csv

Both make a table of it through their import of local files (导入), with the first row as names of the columns. After
that set the type of 开始日期 and 截止日期 to 日期, of 状态 to 单选, and of the columns of units to 多选: units are
parted by commas, as options are. 负责人 and 状态 are there for the office; 原文 and 出处 say where each task stands.
"""

import csv
import sys
from collections.abc import Iterable, Iterator

from policy_parse import Plan, PolicyParseError, Task, Unit, parse
from policy_parse.model.location import Places

COLUMNS = [
    "任务", "说明", "牵头单位", "责任单位", "配合单位", "负责人", "状态", "开始日期", "截止日期", "时限", "目标",
    "章节", "原文", "出处", "来源文件", "任务编号",
]  # fmt: skip


def names(units: Iterable[Unit], *roles: str) -> str:
    """The names of the units with one of `roles`, parted by commas."""
    return ",".join(dict.fromkeys(unit.name for unit in units if unit.role in roles))


def row(plan: Plan, task: Task, places: Places) -> dict[str, str]:
    """One task. Its last day is that of its last time limit; a cell that the task does not give is empty."""
    units = (*task.responsible, *task.supporting)
    ends = [limit.end for limit in task.deadlines if limit.end]
    starts = [limit.start for limit in task.deadlines if limit.start]
    return {
        "任务": task.title or task.text[:40],
        "说明": task.text,
        "牵头单位": names(units, "lead"),
        "责任单位": names(units, "responsible"),
        "配合单位": names(units, "supporting", "guiding"),
        "负责人": "",
        "状态": "未开始",
        "开始日期": min(starts).isoformat() if starts else "",
        "截止日期": max(ends).isoformat() if ends else "",
        "时限": "；".join(limit.text for limit in task.deadlines),
        "目标": "；".join(target.text for target in task.targets),
        "章节": " / ".join(task.path),
        "原文": plan.text[task.span.start : task.span.end],
        "出处": places.words(task.span.start),
        "来源文件": plan.source.name,
        "任务编号": task.id,
    }


def rows(plan: Plan) -> Iterator[dict[str, str]]:
    """A row for each task; a cell that a spreadsheet would take for a formula is led by a '."""
    places = Places(plan)
    for task in plan.tasks:
        cells = row(plan, task, places)
        yield {name: f"'{words}" if words.startswith(tuple("=+-@＝＋－＠")) else words for name, words in cells.items()}


def main(source: str, out: str) -> None:
    """Write the tasks of `source` to `out`."""
    plan = parse(source)
    with open(out, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows(plan))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        main(*sys.argv[1:])
    except (PolicyParseError, OSError) as error:
        sys.exit(str(error))
