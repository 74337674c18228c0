"""What heads, marks and group rows of a table say for its rows: whose column a mark stands in, which period it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from policy_parse.model import Deadline, Role, Unit
from policy_parse.structure.tables import Grid, GridCell
from policy_parse.tasks.context import Context, added

_ROLES: tuple[Role, ...] = ("lead", "responsible", "supporting", "guiding")


def marked_units(
    grid: Grid, row: Sequence[GridCell | None], columns: Sequence[int], context: Context
) -> tuple[Unit, ...]:
    """The offices in whose columns the row has a mark, each with the role that its mark stands for."""
    if not columns:
        return ()
    roles = _roles_of_marks(grid, columns, context)
    units: tuple[Unit, ...] = ()
    for column in columns:
        cell, head = row[column], _head(grid, column)
        role = roles.get(cell.words) if cell is not None else None
        if role is None or head is None:
            continue
        statement = context.units.parse(head.folded, 0, len(head.folded.text), default=role)
        units = added(units, statement.units if statement is not None else ())
    return tuple(sorted(units, key=lambda unit: _ROLES.index(unit.role)))


def _roles_of_marks(grid: Grid, columns: Sequence[int], context: Context) -> dict[str, Role]:
    """The role of each mark, by the legend, else by its looks: filled marks lead where hollow ones stand beside."""
    signs = context.tables.signs
    used = {cell.words for row in grid.body for c in columns if (cell := row[c]) is not None and cell.words}
    marks = sorted(mark for mark in used if signs.mark.match(mark))
    told: dict[str, Role] = {}
    for legend in signs.legend.finditer(context.source):
        if (role := _role(legend["role"], context)) is not None:
            told.update(dict.fromkeys((mark for mark in legend["marks"] if signs.mark.match(mark)), role))
    leads = [mark for mark in marks if signs.lead_mark.match(mark)]
    beside: Role = "supporting" if leads or "lead" in told.values() else "responsible"
    return {mark: told.get(mark) or ("lead" if mark in leads else beside) for mark in marks}


def _role(words: str, context: Context) -> Role | None:
    """The role that the words of a legend begin with: 牵头单位, 配合."""
    known = {**context.units.words.roles.suffixes, **context.units.words.roles.labels}
    for end in range(len(words), 1, -1):
        role = known[words[:end]][0] if words[:end] in known else None
        if role in _ROLES:
            return role
    return None


def _head(grid: Grid, column: int) -> GridCell | None:
    """The lowest cell of the head over a column that holds words."""
    return next((cell for row in reversed(grid.head) if (cell := row[column]) is not None and cell.words), None)


def period_of(grid: Grid, column: int, context: Context) -> Iterator[Deadline]:
    """The period that heads a column of work, as the limit of its cells; its year may stand in a head above it."""
    head = _head(grid, column)
    if head is None:
        return
    above = [cell.words for row in grid.head if (cell := row[column]) is not None]
    year = next((int(match["year"]) for words in above if (match := context.tables.signs.year.search(words))), None)
    framed = context if year is None else replace(context, year=year)
    yield from framed.time_limits(head.folded, "column")


def units_of_band(band: GridCell, context: Context) -> tuple[Unit, ...]:
    """The units of the statement in brackets at the end of a row that names a group: 二、优服务（责任单位：…）."""
    text = band.folded.text
    opening = text.rfind("（")
    if opening < 0 or not text.rstrip().endswith("）"):
        return ()
    statement = context.units.parse(band.folded, opening + 1, len(text.rstrip()) - 1)
    return () if statement is None else statement.units
