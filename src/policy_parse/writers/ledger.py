"""The ledger (台账): one row a task, as an office keeps it; what csv, xlsx and markdown share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policy_parse.model import Block, Deadline, Plan, Role, Target, Task, Unit

COLUMNS = (
    "编号",
    "序号",
    "出自",
    "所属",
    "任务",
    "内容",
    "牵头单位",
    "责任单位",
    "配合单位",
    "指导单位",
    "目标",
    "时限",
    "截止日期",
    "关联任务",
    "出处",
)
"""Head of the ledger, in order."""


@dataclass(frozen=True, slots=True)
class Row:
    """One task, every cell as text in the order of `COLUMNS`."""

    cells: tuple[str, ...]


def ledger(plan: Plan) -> Iterator[Row]:
    """Return the rows of all tasks, in document order."""
    places = Places(plan)
    for task in plan.tasks:
        yield Row(
            (
                task.id,
                task.number or "",
                "表格" if task.origin == "table" else "正文",
                " / ".join(task.path),
                task.title or "",
                task.text,
                units_in_words(task, "lead"),
                units_in_words(task, "responsible"),
                units_in_words(task, "supporting"),
                units_in_words(task, "guiding"),
                _lines(target.text for target in task.targets),
                _lines(deadline.text for deadline in task.deadlines),
                _last_day(task.deadlines),
                _lines(task.related),
                places.of(task),
            )
        )


def units_in_words(task: Task, role: Role) -> str:
    """The task's units of one role as a list: 甲局、乙局等."""
    return "、".join(_unit(unit) for unit in (*task.responsible, *task.supporting) if unit.role == role)


def _unit(unit: Unit) -> str:
    return "".join(unit.text.split()) + ("等" if unit.open_ended else "")


def _lines(words: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys("".join(word.split()) for word in words))


def _last_day(deadlines: Iterable[Deadline]) -> str:
    ends = [deadline.end for deadline in deadlines if deadline.end is not None]
    return max(ends).isoformat() if ends else ""


def describe_target(target: Target) -> str:
    """`target` in one line for a reader: indicator, sign, value and unit."""
    signs = {"le": "≤", "lt": "<", "ge": "≥", "gt": ">", "eq": "=", "approx": "≈", "between": "="}
    upper = f"—{target.value_max}" if target.value_max is not None else ""
    change = {"increase": "增 ", "decrease": "降 "}.get(target.change or "", "")
    return (
        f"{target.indicator or ''} {change}{signs[target.comparator]} {target.value}{upper}{target.unit or ''}".strip()
    )


class Places:
    """Where in the document a task stands, in words: page, table and row, or paragraph."""

    def __init__(self, plan: Plan) -> None:
        self._blocks = plan.blocks
        self._starts = [block.span.start for block in plan.blocks]

    def block(self, offset: int) -> Block | None:
        """Return the block that holds `offset`, or the last before it."""
        i = bisect_right(self._starts, offset) - 1
        return self._blocks[i] if i >= 0 else None

    def of(self, task: Task) -> str:
        """第3页 表1第5行; rows and tables counted from one, as a person does. Without places, the offset."""
        block = self.block(task.span.start)
        words = []
        if block is not None and block.page is not None:
            words.append(f"第{block.page}页")
        if block is not None and block.table is not None and block.row is not None:
            words.append(f"表{block.table + 1}第{block.row + 1}行")
        elif block is not None and block.paragraph is not None:
            words.append(f"第{block.paragraph + 1}段")
        return " ".join(words) or f"第{task.span.start + 1}字"
