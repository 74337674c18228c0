"""What changed from one year's plan to the next: targets raised or lowered, tasks that are new, gone or in other hands.

Run: python examples/compare_years.py examples/plans/jiangcheng-2024.txt examples/plans/jiangcheng-2025.txt
"""

import sys
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from policy_parse import Plan, PolicyParseError, Target, Task, parse

ALIKE = 0.75


def all_targets(plan: Plan) -> dict[str, Target]:
    """Every target of `plan` by its indicator; the first where one is stated twice."""
    found: dict[str, Target] = {}
    for target in (*plan.targets, *(target for task in plan.tasks for target in task.targets)):
        if target.indicator:
            found.setdefault(target.indicator, target)
    return found


def titled(plan: Plan) -> dict[str, Task]:
    """Every task of `plan` by its title."""
    return {task.title: task for task in plan.tasks if task.title}


def pairs(before: Iterable[str], after: Iterable[str]) -> Iterator[tuple[str | None, str | None]]:
    """Names of both that mean the same, then those that only one has."""
    left = list(before)
    for key in after:
        match = get_close_matches(key, left, n=1, cutoff=ALIKE)
        yield (match[0] if match else None), key
        if match:
            left.remove(match[0])
    yield from ((key, None) for key in left)


def differences(before: Plan, after: Plan) -> Iterator[str]:
    """One line for each difference, in the order of the later plan."""
    old_targets, new_targets = all_targets(before), all_targets(after)
    for old, new in pairs(old_targets, new_targets):
        if old and new and old_targets[old].quantity != new_targets[new].quantity:
            yield f"指标  {new}：{old_targets[old].text} → {new_targets[new].text}"
    old_tasks, new_tasks = titled(before), titled(after)
    for old, new in pairs(old_tasks, new_tasks):
        if old is None:
            yield f"新增  {new}"
        elif new is None:
            yield f"取消  {old}"
        elif (was := names(old_tasks[old])) != (now := names(new_tasks[new])):
            yield f"分工  {new}：{'、'.join(was)} → {'、'.join(now)}"


def names(task: Task) -> list[str]:
    """The names of those who lead the task or are responsible for it."""
    return [unit.text for unit in task.responsible]


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
