"""What changed from one year's plan to the next: targets raised or lowered, tasks that are new, gone or in other hands.

Run: python examples/compare_years.py examples/plans/jiangcheng-2024.txt examples/plans/jiangcheng-2025.txt
"""

import sys
from collections.abc import Iterator

from policy_parse import Plan, PolicyParseError, TargetChange, TaskMatch, UnitChange, compare, parse


def differences(old: Plan, new: Plan) -> Iterator[str]:
    """One line for each difference, in the order of the later plan."""
    comparison = compare(old, new)
    for match in (*comparison.targets, *comparison.matches):
        if isinstance(match, TaskMatch) and not match.old:
            yield f"新增  {title(new, match.new[0])}"
        elif isinstance(match, TaskMatch) and not match.new:
            yield f"取消  {title(old, match.old[0])}"
        for change in match.changes:
            words = " → ".join(
                "无" if side is None else getattr(side, "text", side) for side in (change.old, change.new)
            )
            if isinstance(change, TargetChange):
                yield f"指标  {change.indicator}：{words}（{change.kind}, {change.effect}）"
            elif isinstance(change, UnitChange):
                yield f"分工  {title(new, match.new[0])}：{words}（{change.kind}）"


def title(plan: Plan, identity: str | int) -> str:
    """The short name of a task, else how it begins."""
    task = next(task for task in plan.tasks if task.id == identity)
    return task.title or task.text[:20]


def main(before: str, after: str) -> None:
    """Print what changed."""
    for line in differences(parse(before), parse(after)):
        print(line)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    try:
        main(*sys.argv[1:])
    except (PolicyParseError, OSError) as error:
        sys.exit(str(error))
