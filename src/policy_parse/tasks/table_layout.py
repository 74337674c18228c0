"""Which columns of a table of tasks are read as what, and why a table is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policy_parse.model import Role
from policy_parse.signs.columns import UNIT_MEANINGS
from policy_parse.signs.tables import TableWords, mean_length
from policy_parse.structure.tables import Grid, GridCell
from policy_parse.tasks.signs import TaskSigns

_TEXTS = ("content", "title", "goal", "detail", "group")
_NAME_KINDS = ("text", "work", "office")
_TITLE_MEAN_MAX = 14
"""Cells shorter than this on average, beside longer ones, are names of tasks rather than tasks."""


@dataclass(frozen=True, slots=True)
class TaskColumns:
    """Which columns of a task table are read as what."""

    content: int
    title: int | None
    named: bool
    """True if the content is the task's name too: an indicator, a project."""
    groups: tuple[int, ...]
    index: int | None
    goals: tuple[int, ...]
    units: tuple[tuple[int, Role], ...]
    deadlines: tuple[int, ...]
    marks: tuple[int, ...]
    """Columns headed by an office, with a mark in the rows that it has to do with."""
    periods: tuple[int, ...]
    """Columns headed by a period, with the work of that period in the rows."""


def why_no_tasks(
    grid: Grid, signs: TaskSigns, words: TableWords, *, measured: bool, names: int | None = None
) -> str | None:
    """Why `grid` is no table of tasks (`refusals`); None if it is one.

    Where nobody is named and no limit is set, one of indicators (`measured`) is none. `names`: the column of the
    indicators that the cells tell, which are the work of the offices beside them.
    """
    if not any(column.meaning for column in grid.columns):
        return "task_table.head_unknown"
    stated = _says_who_or_when(grid, measured=measured) or (
        not measured and (_is_of_projects(grid, words) or _sets_goals(grid))
    )
    if not stated:
        return "task_table.no_units"
    return "task_table.no_work" if _content_column(grid, signs, names) is None else None


def _says_who_or_when(grid: Grid, *, measured: bool) -> bool:
    """True if offices or limits are named; times beside indicators (年份) are limits only where their head says so."""
    if grid.columns_of(*UNIT_MEANINGS, "mark") or len(grid.columns_of("period")) > 1:
        return True
    return any(grid.columns[c].rule or not measured for c in grid.columns_of("deadline"))


def _is_of_projects(grid: Grid, words: TableWords) -> bool:
    """True if a column of projects stands beside others that tell of them: 项目名称 | 建设内容."""
    named = [c for c in grid.columns_of("title") if words.signs.project_head.match(grid.columns[c].heading)]
    if not named:
        return False
    if grid.columns_of("content", "detail"):
        return True
    return "value" in [column.kind for column in grid.columns] and bool(grid.columns_of("index"))


def _sets_goals(grid: Grid) -> bool:
    """True if a column of work stands beside one of goals in words: 任务 | 目标."""
    work = [c for c in grid.columns_of("content", "title") if grid.columns[c].kind not in ("value", "ordinal")]
    goals = [c for c in grid.columns_of("goal") if grid.columns[c].kind not in ("value", "ordinal", "mark")]
    values = grid.columns_of("value")
    return bool(work and goals) and not values


def task_layout(grid: Grid, signs: TaskSigns, words: TableWords, *, names: int | None = None) -> TaskColumns | None:
    """How `grid`, a table of tasks, holds them; None if no column says what is to be done."""
    content = _content_column(grid, signs, names)
    if content is None:
        return None
    units = tuple((c, grid.columns[c].meaning) for c in grid.columns_of(*UNIT_MEANINGS))
    texts = [c for c in grid.columns_of(*_TEXTS) if c != content]
    left = [c for c in texts if c < content]
    title = _title_column(grid, left, _unknown_name(grid, content, words))
    goals = tuple(c for c in texts if grid.columns[c].meaning == "goal")
    sorted_by = (c for c in grid.columns_of("group") if c > content)
    return TaskColumns(
        content=content,
        title=title,
        named=title is None and (content == names or _names_itself(grid, content, words)),
        groups=(*(c for c in left if c != title and c not in goals), *sorted_by),
        index=_index(grid, content),
        goals=goals,
        units=units,  # type: ignore[arg-type]
        deadlines=tuple(grid.columns_of("deadline")),
        marks=tuple(grid.columns_of("mark")),
        periods=tuple(grid.columns_of("period")),
    )


def _title_column(grid: Grid, left: Sequence[int], unknown: int | None) -> int | None:
    """The column before the work that names each task: the last that is none of groups or goals, or one with an
    `unknown` head.

    A finer column of goals (most cells of its own) names tasks where the column before it only sorts them.
    """
    titles = [c for c in left if grid.columns[c].meaning not in ("group", "goal")]
    if not titles and unknown is not None:
        titles = [unknown]
    goals = [c for c in left if grid.columns[c].meaning == "goal"]
    if not goals:
        return titles[-1] if titles else None
    finer = not titles or len(_own_cells(grid, goals[-1])) > len(_own_cells(grid, titles[-1]))
    return goals[-1] if finer else titles[-1]


def _index(grid: Grid, content: int) -> int | None:
    """The column of numbers nearest before the work, else the first."""
    columns = grid.columns_of("index")
    before = [c for c in columns if c < content and grid.columns[c].kind == "ordinal"]
    return before[-1] if before else next(iter(columns), None)


def _unknown_name(grid: Grid, content: int, words: TableWords) -> int | None:
    """The column before the work whose head is not known but reads as that of names (整改事项, 断面名称).

    Else the one that holds short words under a head which says that they are no places: 短板 | 补法.
    """
    unknown = [
        c
        for c in range(content)
        if grid.columns[c].meaning is None and grid.columns[c].heading and grid.columns[c].kind in _NAME_KINDS
    ]
    named = [c for c in unknown if words.signs.name_head.search(grid.columns[c].heading)]
    short = [c for c in unknown if grid.columns[c].kind != "office" and _are_names(grid, c, content, words)]
    return next(reversed(named or short), None)


def _are_names(grid: Grid, column: int, content: int, words: TableWords) -> bool:
    """True if the cells of a column can name the tasks beside them: short, without a number, and no places."""
    cells = _own_cells(grid, column)
    if words.signs.place_head.search(grid.columns[column].heading) or 2 * len(cells) < len(_own_cells(grid, content)):
        return False
    return bool(cells) and mean_length(cells) < _TITLE_MEAN_MAX and not any(map(str.isdigit, "".join(cells)))


def _names_itself(grid: Grid, content: int, words: TableWords) -> bool:
    column = grid.columns[content]
    if column.meaning == "goal":
        return words.signs.indicator_head.search(column.heading) is not None
    return column.meaning == "title" and words.signs.project_head.match(column.heading) is not None


def _content_column(grid: Grid, signs: TaskSigns, names: int | None) -> int | None:
    """The column of the work to be done.

    Of columns named 任务, 措施, 内容 …: the finest (most cells of its own), and of equally fine ones the longer unless
    the shorter already reads as tasks and the other only describes them (主要内容). A table of periods may name the
    work in a column of any name, indicators that offices answer for stand in the column of `names`.
    """
    candidates = grid.columns_of("content") or grid.columns_of("title")
    if not candidates and names is not None and grid.columns_of(*UNIT_MEANINGS):
        return names
    candidates = candidates or grid.columns_of("goal", "detail")
    if not candidates:
        periods = grid.columns_of("period")
        named = [c for c in range(periods[0]) if grid.columns[c].kind in ("text", "work")] if periods else []
        return named[-1] if named else next(iter(periods), None)
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
    length_a, length_b = mean_length(a), mean_length(b)
    describes = signs.describing_column.match(grid.columns[column].heading) is not None
    return length_a > length_b and not (describes and length_b >= _TITLE_MEAN_MAX)


def _own_cells(grid: Grid, column: int) -> Sequence[str]:
    cells: dict[int, GridCell] = {cell.block: cell for row in grid.body if (cell := row[column]) is not None}
    return [c.words for c in cells.values() if c.words and c.column == column]
