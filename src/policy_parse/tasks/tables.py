"""A table of the document: tasks, row by row, or indicators with their values."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.fields.targets.indicator_table import indicator_targets, is_indicator_table
from policy_parse.model import Target, Task
from policy_parse.structure.tables import UNIT_MEANINGS, Grid
from policy_parse.tasks.context import Context
from policy_parse.tasks.rows import row_tasks, why_no_tasks


def read_table(grid: Grid, context: Context) -> tuple[list[Task], list[Target]]:
    """Tasks of a task table, or else targets of an indicator table."""
    reason = why_no_tasks(grid) or ("task_table.of_measures" if _is_measured(grid, context) else None)
    tasks = [] if reason else row_tasks(grid, context)
    for row in () if reason else grid.rows[: grid.caption_rows + grid.header_rows]:
        context.refuse("row.head", (cell.span for cell in row if cell is not None))
    if any(target.indicator for task in tasks for target in task.targets):
        return tasks, []
    targets = indicator_targets(grid.rows, source=context.source, year=context.year, words=context.targets)
    for why in (reason, None if targets else "task_table.no_indicators"):
        if reason and why:
            context.refuse(why, (cell.span for row in grid.rows for cell in row if cell is not None))
    return _with_values(tasks, targets, grid) if targets else (tasks, [])


def _with_values(tasks: Sequence[Task], targets: Sequence[Target], grid: Grid) -> tuple[list[Task], list[Target]]:
    """Give the values of indicators that offices answer for to the tasks of their rows; the others remain."""
    row_of = {cell.span: r for r, row in enumerate(grid.rows) for cell in row if cell is not None}
    stated: dict[int | None, list[Target]] = {}
    for target in targets:
        stated.setdefault(row_of.get(target.span), []).append(target)
    given = [task.model_copy(update={"targets": tuple(stated.pop(row_of.get(task.span), ()))}) for task in tasks]
    return given, [target for left in stated.values() for target in left]


def _is_measured(grid: Grid, context: Context) -> bool:
    """Whether the column that is headed 单位 and nothing more names measures (%, 万亩): an indicator table."""
    units = grid.columns_of(*UNIT_MEANINGS)
    if grid.columns_of("deadline") or not units or any(grid.columns[c].heading != "单位" for c in units):
        return False
    cells = [cell.words for row in grid.body for c in units if (cell := row[c]) is not None]
    offices = any(context.units.offices.is_unit(words) for words in cells)
    return not offices and is_indicator_table(grid.rows, year=context.year, words=context.targets)
