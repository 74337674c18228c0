"""Tables that look like ones of tasks or indicators of which nothing was read, and those read by their cells alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Literal

from policy_parse.checks.words import CheckWords
from policy_parse.model import Finding, Plan, Task
from policy_parse.signs.columns import UNIT_MEANINGS
from policy_parse.signs.tables import TableWords, mean_length
from policy_parse.span import cover
from policy_parse.structure.tables import Grid, read_tables
from policy_parse.text.fold import clean, folded_text

_TEXTS = ("content", "title", "goal", "detail")
_LONG = 10
"""Characters on average of a column that may say what is to be done."""
_HEADS_SHOWN = 12


def table_unread(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """A table of which nothing was read though it has a column of offices, limits or indicators, with its heads.

    A warning where it names offices or limits beside work, info where it only looks like a table of indicators.
    """
    read = sorted([task.span.start for task in plan.tasks] + [target.span.start for target in plan.targets])
    cells: dict[int | None, list[int]] = {}
    for block in plan.blocks:
        if block.kind == "cell":
            cells.setdefault(block.table, []).extend((block.span.start, block.span.end))
    silent = {table for table, ends in cells.items() if bisect_left(read, min(ends)) == bisect_right(read, max(ends))}
    if not silent:
        return
    for grid in read_tables(plan.text, plan.blocks, folded_text(plan.text), words.tables):
        if grid.table not in silent or not grid.body:
            continue
        severity = _doubt(grid, words.tables)
        if severity is not None:
            spans = [cell.span for row in grid.rows for cell in row if cell is not None]
            yield Finding(
                code="table-unread",
                severity=severity,
                message=f"有一张表没有读出任务和指标，请核对：表头为“{_heads(grid)}”",
                spans=(cover(spans),),
            )


def table_inferred(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """A table whose work stands under a head that no vocabulary has, with that head: info, one a table."""
    guessed = [task for task in plan.tasks if task.rule == "table.row_by_cells"]
    if not guessed:
        return
    cells = {block.span: block for block in plan.blocks if block.kind == "cell"}
    tables: dict[int | None, list[Task]] = {}
    for task in guessed:
        if (cell := cells.get(task.span)) is not None:
            tables.setdefault(cell.table, []).append(task)
    for table, tasks in tables.items():
        first = cells[tasks[0].span]
        above = [b for b in cells.values() if b.table == table and (b.row or 0) < (first.row or 0)]
        heads = [b for b in above if b.column == first.column and b.span.start < b.span.end]
        head = clean(heads[-1].span.of(plan.text)) if heads else ""
        yield Finding(
            code="table-inferred",
            severity="info",
            message=f"不认识表头“{head}”，该栏按各格的内容读作工作任务，请核对",
            tasks=tuple(task.id for task in tasks),
            spans=(heads[-1].span if heads else cover([task.span for task in tasks]),),
        )


def _doubt(grid: Grid, words: TableWords) -> Literal["info", "warning"] | None:
    """How much a table of which nothing was read looks like one of ours."""
    if any(words.signs.result_head.search(column.heading) for column in grid.columns):
        return None
    if grid.columns_of("person") and not grid.columns_of(*_TEXTS):
        return None
    doers = grid.columns_of(*UNIT_MEANINGS, "deadline", "mark") or [
        c for c, column in enumerate(grid.columns) if not column.meaning and column.kind in ("office", "time")
    ]
    if doers and any(_may_be_work(grid, c) for c in range(len(grid.columns)) if c not in doers):
        return "warning"
    indicators = any(words.signs.indicator_head.search(column.heading) for column in grid.columns)
    return "info" if indicators or len(grid.columns_of("period")) > 1 else None


def _may_be_work(grid: Grid, column: int) -> bool:
    if grid.columns[column].meaning in _TEXTS or grid.columns[column].kind == "work":
        return True
    cells = [cell.words for row in grid.body if (cell := row[column]) is not None and cell.words]
    return grid.columns[column].kind == "text" and mean_length(cells) >= _LONG


def _heads(grid: Grid) -> str:
    heads = [column.heading for column in grid.columns if column.heading]
    first = [cell.words for cell in grid.rows[0] if cell is not None and cell.words]
    return "、".join(list(dict.fromkeys(heads or first))[:_HEADS_SHOWN])
