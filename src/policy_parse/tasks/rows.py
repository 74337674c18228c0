"""A table of the document: tasks, row by row, or indicators with their values."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from policy_parse.fields.indicator_table import (
    NameColumn,
    holds_measures,
    indicator_targets,
    is_indicator_table,
)
from policy_parse.fields.units.items import NOBODY
from policy_parse.fields.units.statements import inherit
from policy_parse.model import Deadline, Target, Task, Unit
from policy_parse.signs.columns import MEASURE, UNIT_MEANINGS
from policy_parse.signs.tables import is_empty
from policy_parse.structure.tables import Grid, GridCell, rows_of
from policy_parse.tasks.context import Commitments, Context, added, responsible, supporting
from policy_parse.tasks.table_layout import TaskColumns, task_layout, why_no_tasks
from policy_parse.tasks.table_marks import marked_units, period_of, units_of_band
from policy_parse.tasks.table_verbs import under_its_head
from policy_parse.text.fold import clean
from policy_parse.text.numbering import read_label


def read_table(grid: Grid, context: Context) -> tuple[list[Task], list[Target]]:
    """Tasks of a task table, or else targets of an indicator table."""
    names = name_column(grid, context)
    measured = is_indicator_table(grid.rows, year=context.year, words=context.indicators, names=names)
    named = names.column if names is not None else None
    reason = why_no_tasks(grid, context.signs, context.tables, measured=measured, names=named)
    if reason is None and _is_measured(grid, context):
        reason = "task_table.of_measures"
    layout = None if reason else task_layout(grid, context.signs, context.tables, names=named)
    tasks = list(_RowReader(grid, layout, context).tasks()) if layout is not None else []
    for row in grid.rows[: grid.caption_rows + grid.header_rows] if layout is not None else ():
        context.refuse("row.head", (cell.span for cell in row if cell is not None))
    if any(target.indicator for task in tasks for target in task.targets):
        return tasks, []
    targets = indicator_targets(
        grid.rows, source=context.source, year=context.year, words=context.indicators, names=names
    )
    for why in (reason, None if targets else "task_table.no_indicators"):
        if reason and why:
            context.refuse(why, (cell.span for row in grid.rows for cell in row if cell is not None))
    return _with_values(tasks, targets, grid) if targets else (tasks, [])


def _with_values(tasks: Sequence[Task], targets: Sequence[Target], grid: Grid) -> tuple[list[Task], list[Target]]:
    """Give the values of indicators that offices answer for to the tasks of their rows; the others remain."""
    row_of = {cell.span: r for r, row in enumerate(grid.rows) for cell in row if cell is not None}
    filled = sorted((span.start, r) for span, r in row_of.items() if span.start < span.end)
    stated: dict[int | None, list[Target]] = {}
    for target in targets:  # one of a pair is a part of its cell: 22 of 22/55
        at = bisect_right(filled, (target.span.start, len(grid.rows))) - 1
        stated.setdefault(filled[at][1], []).append(target)
    given = [task.model_copy(update={"targets": tuple(stated.pop(row_of.get(task.span), ()))}) for task in tasks]
    return given, [target for left in stated.values() for target in left]


def _is_measured(grid: Grid, context: Context) -> bool:
    """True if the column that is headed 单位 and nothing more names measures (%, 万亩): an indicator table."""
    units = grid.columns_of(*UNIT_MEANINGS)
    if grid.columns_of("deadline") or not units or any(grid.columns[c].heading != "单位" for c in units):
        return False
    cells = [cell.words for row in grid.body for c in units if (cell := row[c]) is not None]
    short = all(len(part) <= _MEASURE_MAX for words in cells for part in words.split("/"))
    return short and not any(context.units.offices.is_unit(words) for words in cells)


_MEASURE_MAX = 6
"""Characters of a measure: 万吨/日."""


def name_column(grid: Grid, context: Context) -> NameColumn | None:
    """The column of what is measured, by its cells: names before columns of values, none of offices or places.

    The values have measures: in a column of their own, in the names or in the cells. None where no head row is.
    """
    values = [c for c in grid.columns_of("value", "goal") if grid.columns[c].kind in ("value", "ordinal")]
    if not grid.header_rows or not values:
        return None
    names = [c for c in range(values[0]) if _may_name(grid, c, context)]
    measures = any(_is_measures(grid, c, context) for c in range(len(grid.columns)))
    if not names or not (measures or _carries_measures(grid, names[-1], values)):
        return None
    cells = [cell.words for row in grid.body if (cell := row[names[-1]]) is not None and cell.words]
    if 2 * sum(map(context.units.offices.is_unit, cells)) > len(cells):
        return None
    timed = (c for c in values if context.tables.kind(grid.columns[c].heading) == "time")
    periods = tuple((c, next(period_of(grid, c, context), None)) for c in timed)
    return NameColumn(names[-1], grid.caption_rows, grid.caption_rows + grid.header_rows, periods)


def _may_name(grid: Grid, column: int, context: Context) -> bool:
    return grid.columns[column].kind in ("text", "work") and not _is_measures(grid, column, context)


def _is_measures(grid: Grid, column: int, context: Context) -> bool:
    """True if a column holds units of measure, by its head (计量单位) or by its cells."""
    if grid.columns[column].kind == "office":
        return False
    return grid.columns[column].heading.endswith(MEASURE) or holds_measures(grid.body, column, context.indicators)


def _carries_measures(grid: Grid, names: int, values: Sequence[int]) -> bool:
    """True if most names end in a measure in brackets, or most values are written with one."""
    named = [c.words.endswith("）") for row in grid.body if (c := row[names]) is not None and c.words]
    valued = [not c.words[-1].isdigit() for row in grid.body for v in values if (c := row[v]) and c.words]
    return 2 * sum(named) > len(named) or 2 * sum(valued) > len(valued)


Row = tuple[GridCell | None, ...]


@dataclass(frozen=True, slots=True)
class _TaskRows:
    """The rows of one task: one, or several under one content cell that name the same units."""

    first: int
    """Grid row of the first."""
    band: GridCell | None
    """The row that names their group."""
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
            if self.layout.periods:
                yield from self._periods(rows, content)
            else:
                yield self._task(rows, content, again=content.block in seen)
            seen.add(content.block)

    @property
    def _rule(self) -> str:
        known = self.grid.columns[self.layout.content].rule
        return "table.row" if known or self.layout.named else "table.row_by_cells"

    def _rows_of_tasks(self) -> Iterable[_TaskRows]:
        """The rows of the body by task: content, and the units that different rows of it name."""
        found: dict[tuple[int, tuple[str, ...]], _TaskRows] = {}
        latest: dict[int, tuple[str, ...]] = {}
        band: GridCell | None = None
        for r, row in rows_of(self.grid):
            if (reason := self._no_work(row)) is not None:
                self._refuse(reason, row)
                continue
            if (group := _band(row, self.layout)) is not None:
                self._refuse("row.group", row)
                band = group
                continue
            content = row[self.layout.content]
            if content is None or not content.words:
                self._refuse("row.no_work", row)
                continue
            units = tuple(_named(row[column]) for column in self._unit_columns())
            if not any(units):
                units = latest.get(content.block, units)
            latest[content.block] = units
            found.setdefault((content.block, units), _TaskRows(r, band, [])).rows.append(row)
        return found.values()

    def _unit_columns(self) -> Iterator[int]:
        yield from (column for column, _ in self.layout.units)
        yield from self.layout.marks

    def _no_work(self, row: Row) -> str | None:
        """Why a row states no work: it repeats the head, sums up others, or is to be signed."""
        signs = self.context.tables.signs
        cells = [c for c in row if c is not None]
        last = max((cell.row for cell in cells), default=0)
        filled = [cell.words for cell in cells if cell.words and cell.row == last]
        if _repeats_head(self.grid, row):
            return "row.repeats_head"
        if filled and signs.total.match(filled[0]):
            return "row.total"
        return "row.to_fill_in" if filled and all(map(signs.fill_in.match, filled)) else None

    def _refuse(self, reason: str, row: Row) -> None:
        self.context.refuse(reason, (cell.span for cell in row if cell is not None))

    def _task(self, rows: _TaskRows, content: GridCell, *, again: bool) -> Task:
        row = rows.rows[0]
        title, number = self._title(row, content)
        heading = self.grid.columns[self.layout.content].heading
        words = under_its_head(content.folded, heading, self.context.tables.signs)
        own = self.context.commitments(words, lead=None)
        goals = [self._commitments(cell) for i in self.layout.goals for cell in rows.cells(i)]
        return self._row(
            rows,
            content,
            title=title,
            number=number,
            path=(*self._band(rows), *self._groups(row)),
            targets=tuple(t for each in (own, *goals) for t in each.targets),
            deadlines=(*own.deadlines, *self._deadlines(rows)),
            rule="table.units_row" if again else self._rule,
        )

    def _periods(self, rows: _TaskRows, content: GridCell) -> Iterator[Task]:
        """A task for each cell of work under a period; what the row is to reach belongs to the last of them."""
        row = rows.rows[0]
        title, number = self._title(row, content)
        words = content.words[label.end :] if (label := read_label(content.words)) else content.words
        filled = [(c, cell) for c in self.layout.periods for cell in rows.cells(c) if not is_empty(cell.words)]
        goals = [self._commitments(cell).targets for i in self.layout.goals for cell in rows.cells(i)]
        for i, (column, cell) in enumerate(filled, 1):
            own = self._commitments(cell)
            reached = tuple(target for each in goals for target in each) if i == len(filled) else ()
            yield self._row(
                rows,
                cell,
                title=words.rstrip("。；：") if cell is not content else None,
                number=number,
                path=(*self._band(rows), *self._groups(row), *((title,) if title else ())),
                targets=(*own.targets, *reached),
                deadlines=(*period_of(self.grid, column, self.context), *own.deadlines, *self._deadlines(rows)),
                rule="table.period",
            )

    def _row(
        self,
        rows: _TaskRows,
        content: GridCell,
        *,
        title: str | None,
        number: str | None,
        path: tuple[str, ...],
        targets: tuple[Target, ...],
        deadlines: tuple[Deadline, ...],
        rule: str,
    ) -> Task:
        units = self._units(rows, content)
        return Task(
            id=f"t{self.grid.table + 1}.r{rows.first + 1}",
            origin="table",
            number=number,
            title=title,
            text=content.text,
            path=path,
            section_role="task",
            responsible=responsible(units),
            supporting=supporting(units),
            targets=targets,
            deadlines=deadlines,
            span=content.span,
            rule=rule,
        )

    def _band(self, rows: _TaskRows) -> tuple[str, ...]:
        return () if rows.band is None else (rows.band.words,)

    def _commitments(self, cell: GridCell) -> Commitments:
        return self.context.commitments(cell.folded, lead=None)

    def _title(self, row: Row, content: GridCell) -> tuple[str | None, str | None]:
        """Title without its number, and the number: the index column's, the title's own, or the content's own."""
        cell = row[self.layout.title] if self.layout.title is not None else None
        words = cell.words if cell is not None and cell.block != content.block else ""
        if self.layout.named:
            words = content.words
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

    def _units(self, rows: _TaskRows, content: GridCell) -> tuple[Unit, ...]:
        row = rows.rows[0]
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
            above = cell.row + cell.row_span <= content.row
            units = added(units, inherit(statement.units) if merged or above else statement.units)
        units = added(units, marked_units(self.grid, row, self.layout.marks, self.context))
        if not units and rows.band is not None:
            units = inherit(units_of_band(rows.band, self.context))
        return units

    def _deadlines(self, rows: _TaskRows) -> Iterator[Deadline]:
        """The limits of the row; a later column that gives a last day again (年底前 | 2031-12-31) adds nothing."""
        days: set[date | None] = {None}
        for column in self.layout.deadlines:
            known = frozenset(days)
            for cell in rows.cells(column):
                found = self.context.time_limits(cell.folded, "column")
                stage = self.context.tables.signs.stage.match(cell.words) is not None
                for limit in found:
                    again = limit.kind == "date" and limit.end in known and limit.end is not None
                    if not again and not (stage and limit.kind == "event"):
                        days.add(limit.end)
                        yield limit


def _named(cell: GridCell | None) -> str:
    """The words of a cell of units; '' if it names nobody."""
    return "" if cell is None or cell.words in NOBODY else cell.words


def _band(row: Row, layout: TaskColumns) -> GridCell | None:
    """The one cell of a row that names the group of the rows below: one across, or before an empty cell of work."""
    filled = list({c.block: c for c in row if c is not None and c.words}.values())
    first, content = row[0], row[layout.content]
    if len(row) < 2 or len(filled) != 1 or filled[0] is not first or first is None:
        return None
    alone = content is not first and first.row_span == 1 and first.column_span < len(row)
    return first if first.column_span == len(row) or (alone and not first.words.isdigit()) else None


def _repeats_head(grid: Grid, row: Row) -> bool:
    heads = [re.sub(r"\s", "", c.heading) for c in grid.columns]
    words = [c.words if c is not None else "" for c in row]
    return len(words) > 1 and words == heads
