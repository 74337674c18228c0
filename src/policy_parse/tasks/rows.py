"""A table of the document: tasks, row by row, or indicators with their values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from policy_parse.fields.targets.indicator_table import indicator_targets, is_indicator_table
from policy_parse.fields.units.items import NOBODY
from policy_parse.fields.units.statements import inherit
from policy_parse.model import Deadline, Role, Target, Task, Unit
from policy_parse.signs.columns import UNIT_MEANINGS
from policy_parse.structure.tables import Grid, GridCell, rows_of
from policy_parse.tasks.context import Commitments, Context, added, responsible, supporting
from policy_parse.tasks.signs import TaskSigns
from policy_parse.text.fold import clean
from policy_parse.text.numbering import read_label

_TEXTS = ("content", "title", "goal", "detail", "group")
_TITLE_MEAN_MAX = 14
"""Cells shorter than this on average, beside longer ones, are names of tasks rather than tasks."""


@dataclass(frozen=True, slots=True)
class TaskColumns:
    """Which columns of a task table are read as what."""

    content: int
    title: int | None
    groups: tuple[int, ...]
    index: int | None
    goals: tuple[int, ...]
    units: tuple[tuple[int, Role], ...]
    deadlines: tuple[int, ...]


def why_no_tasks(grid: Grid, signs: TaskSigns) -> str | None:
    """Why `grid` is no table of tasks (`refusals`); None if it is one."""
    if not any(column.meaning for column in grid.columns):
        return "task_table.head_unknown"
    if not grid.columns_of(*UNIT_MEANINGS, "deadline"):
        return "task_table.no_units"
    return "task_table.no_work" if _content_column(grid, signs) is None else None


def task_layout(grid: Grid, signs: TaskSigns) -> TaskColumns | None:
    """How `grid` holds tasks; None if it is no table of tasks."""
    content = _content_column(grid, signs)
    if content is None or why_no_tasks(grid, signs) is not None:
        return None
    units = tuple((c, grid.columns[c].meaning) for c in grid.columns_of(*UNIT_MEANINGS))
    deadlines = tuple(grid.columns_of("deadline"))
    index = next(iter(grid.columns_of("index")), None)
    texts = [c for c in grid.columns_of(*_TEXTS) if c != content]
    left = [c for c in texts if c < content]
    titles = [c for c in left if grid.columns[c].meaning != "group"]
    title = titles[-1] if titles else None
    return TaskColumns(
        content=content,
        title=title,
        groups=tuple(c for c in left if c != title),
        index=index,
        goals=tuple(c for c in texts if c > content and grid.columns[c].meaning == "goal"),
        units=units,  # type: ignore[arg-type]
        deadlines=deadlines,
    )


def _content_column(grid: Grid, signs: TaskSigns) -> int | None:
    """The column of the work to be done.

    Of columns named 任务, 措施, 内容 …: the finest (most cells of its own), and of equally fine ones the longer unless
    the shorter already reads as tasks and the other only describes them (主要内容).
    """
    candidates = grid.columns_of("content") or grid.columns_of("title") or grid.columns_of("goal", "detail")
    if not candidates:
        return None
    if len(candidates) == 1:
        more = [c for c in grid.columns_of("title") if c > candidates[0]]
        candidates += more
    best = candidates[0]
    for column in candidates[1:]:
        if _finer(grid, column, best, signs):
            best = column
    return best


def _finer(grid: Grid, column: int, than: int, signs: TaskSigns) -> bool:
    a, b = _own_cells(grid, column), _own_cells(grid, than)
    if len(a) != len(b):
        return len(a) > len(b)
    length_a, length_b = _mean(a), _mean(b)
    describes = signs.describing_column.match(grid.columns[column].heading) is not None
    return length_a > length_b and not (describes and length_b >= _TITLE_MEAN_MAX)


def _own_cells(grid: Grid, column: int) -> list[GridCell]:
    cells = {row[column].block: row[column] for row in grid.body if row[column] is not None}  # type: ignore[union-attr]
    return [c for c in cells.values() if c is not None and c.words and c.column == column]


def _mean(cells: Sequence[GridCell]) -> float:
    return sum(len(c.words) for c in cells) / max(1, len(cells))


def read_table(grid: Grid, context: Context) -> tuple[list[Task], list[Target]]:
    """Tasks of a task table, or else targets of an indicator table."""
    measured = "task_table.of_measures"
    reason = why_no_tasks(grid, context.signs) or (measured if _is_measured(grid, context) else None)
    layout = None if reason else task_layout(grid, context.signs)
    tasks = list(_RowReader(grid, layout, context).tasks()) if layout is not None else []
    for row in grid.rows[: grid.caption_rows + grid.header_rows] if layout is not None else ():
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
    """True if the column that is headed 单位 and nothing more names measures (%, 万亩): an indicator table."""
    units = grid.columns_of(*UNIT_MEANINGS)
    if grid.columns_of("deadline") or not units or any(grid.columns[c].heading != "单位" for c in units):
        return False
    cells = [cell.words for row in grid.body for c in units if (cell := row[c]) is not None]
    offices = any(context.units.offices.is_unit(words) for words in cells)
    return not offices and is_indicator_table(grid.rows, year=context.year, words=context.targets)


Row = tuple[GridCell | None, ...]


@dataclass(frozen=True, slots=True)
class _TaskRows:
    """The rows of one task: one, or several under one content cell that name the same units."""

    first: int
    """Grid row of the first."""
    band: tuple[str, ...]
    rows: list[Row]

    def cells(self, column: int) -> list[GridCell]:
        """The different cells of a column that hold words."""
        cells = {c.block: c for row in self.rows if (c := row[column]) is not None and c.words}
        return list(cells.values())


@dataclass(slots=True)
class _RowReader:
    grid: Grid
    layout: TaskColumns
    context: Context

    def tasks(self) -> Iterator[Task]:
        """The tasks of the table in the order of their first rows."""
        seen: set[int] = set()
        for rows in self._rows_of_tasks():
            content = rows.cells(self.layout.content)[0]
            yield self._task(rows, content, again=content.block in seen)
            seen.add(content.block)

    def _rows_of_tasks(self) -> Iterable[_TaskRows]:
        """The rows of the body by task: content, and the units that different rows of it name."""
        found: dict[tuple[int, tuple[str, ...]], _TaskRows] = {}
        latest: dict[int, tuple[str, ...]] = {}
        band: tuple[str, ...] = ()
        for r, row in rows_of(self.grid):
            if _is_band(row):
                self._refuse("row.group", row)
                band = (next(c.words for c in row if c is not None),)
                continue
            content = row[self.layout.content]
            if content is None or not content.words:
                self._refuse("row.no_work", row)
                continue
            if _repeats_head(self.grid, row):
                self._refuse("row.repeats_head", row)
                continue
            units = tuple(_named(row[column]) for column, _ in self.layout.units)
            if not any(units):
                units = latest.get(content.block, units)
            latest[content.block] = units
            found.setdefault((content.block, units), _TaskRows(r, band, [])).rows.append(row)
        return found.values()

    def _refuse(self, reason: str, row: Row) -> None:
        self.context.refuse(reason, (cell.span for cell in row if cell is not None))

    def _task(self, rows: _TaskRows, content: GridCell, *, again: bool) -> Task:
        row = rows.rows[0]
        title, number = self._title(row, content)
        units = self._units(row, content)
        own = self._commitments(content)
        goals = [self._commitments(cell) for i in self.layout.goals for cell in rows.cells(i)]
        return Task(
            id=f"t{self.grid.table + 1}.r{rows.first + 1}",
            origin="table",
            number=number,
            title=title,
            text=content.text,
            path=(*rows.band, *self._groups(row)),
            section_role="task",
            responsible=responsible(units),
            supporting=supporting(units),
            targets=tuple(t for each in (own, *goals) for t in each.targets),
            deadlines=(*own.deadlines, *self._deadlines(rows)),
            span=content.span,
            rule="table.row" if not again else "table.units_row",
        )

    def _commitments(self, cell: GridCell) -> Commitments:
        return self.context.commitments(cell.folded, lead=None)

    def _title(self, row: Row, content: GridCell) -> tuple[str | None, str | None]:
        """Title without its number, and the number: the index column's, the title's own, or the content's own."""
        cell = row[self.layout.title] if self.layout.title is not None else None
        words = cell.words if cell is not None and cell.block != content.block else ""
        label = read_label(words) if words else read_label(content.words)
        number = label.number if label else None
        index = row[self.layout.index] if self.layout.index is not None else None
        if index is not None and index.words:
            number = index.words.strip("（）.、")
        title = (words[label.end :] if label else words).rstrip("。；：") if words else None
        return title or None, number

    def _groups(self, row: Row) -> Iterator[str]:
        for column in self.layout.groups:
            cell = row[column]
            if cell is not None and cell.words:
                yield "".join(dict.fromkeys(clean(line) for line in cell.text.split("\n")))

    def _units(self, row: Row, content: GridCell) -> tuple[Unit, ...]:
        units: tuple[Unit, ...] = ()
        for column, role in self.layout.units:
            cell = row[column]
            if cell is None or not cell.words:
                continue
            folded = cell.folded
            statement = self.context.units.parse(folded, 0, len(folded.text), default=role)
            if statement is None:
                continue
            merged = cell.row_span > 1 and cell.row_span > content.row_span
            units = added(units, inherit(statement.units) if merged else statement.units)
        return units

    def _deadlines(self, rows: _TaskRows) -> Iterator[Deadline]:
        for column in self.layout.deadlines:
            for cell in rows.cells(column):
                yield from self.context.time_limits(cell.folded, "column")


def _named(cell: GridCell | None) -> str:
    """The words of a cell of units; '' if it names nobody."""
    return "" if cell is None or cell.words in NOBODY else cell.words


def _is_band(row: Row) -> bool:
    """A row that is one cell across: it names the group of the rows below."""
    cells = {c.block for c in row if c is not None}
    first = row[0]
    return (
        len(row) > 1 and len(cells) == 1 and first is not None and first.column_span == len(row) and bool(first.words)
    )


def _repeats_head(grid: Grid, row: Row) -> bool:
    heads = [re.sub(r"\s", "", c.heading) for c in grid.columns]
    words = [c.words if c is not None else "" for c in row]
    return len(words) > 1 and words == heads
