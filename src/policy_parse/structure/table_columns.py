"""What each column of a table holds, by its head and by its cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from policy_parse.signs.columns import MEASURE, UNIT_MEANINGS
from policy_parse.signs.tables import CellKind, TableWords
from policy_parse.structure.table_heads import HeadCell, Row, own_words

_TEXTS = ("content", "title", "goal", "detail")
_PERIODS_WORK = ("work", "text", "office")
_WORK_MEAN_MIN = 5


class Column(NamedTuple):
    """A column by what it holds; `meaning` is None if neither its head nor its cells tell."""

    meaning: str | None
    heading: str
    rule: str | None
    kind: CellKind | None = None
    """What most of its cells are, whatever the head says."""


def read_columns(head: Sequence[Row], body: Sequence[Row], width: int, words: TableWords) -> tuple[Column, ...]:
    """The columns of a table with this head: what the words of the head say, settled by what the cells hold."""
    cells = [own_words(body, c) for c in range(width)]
    headed = [_headed([row[c] for row in head], cells[c], words) for c in range(width)]
    told = _told_apart(_with_values(headed, cells, words))
    return tuple(_under_one_head(_by_cells(told, body, words), head))


def _with_values(columns: Sequence[Column], cells: Sequence[Sequence[str]], words: TableWords) -> list[Column]:
    """The columns, those of periods taken for columns of values if half of what stands in them is values."""
    stated = [cell for column, own in zip(columns, cells, strict=True) if column.meaning == "period" for cell in own]
    values = words.holds_values(stated)
    return [c._replace(meaning="value") if c.meaning == "period" and values else c for c in columns]


def _headed(heads: Sequence[HeadCell | None], cells: Sequence[str], words: TableWords) -> Column:
    """The lowest head that says something known decides; 责任分工 over 牵头单位 means the latter."""
    kind = words.kind_of_column(cells)
    named = [cell.words for cell in heads if cell is not None and cell.words]
    for name in reversed(named):
        meaning, rule = words.meaning(name)
        if meaning:
            return Column("value" if meaning == "deadline" and kind == "value" else meaning, name, rule, kind)
    return Column(None, named[-1] if named else "", None, kind)


def _told_apart(columns: Sequence[Column]) -> list[Column]:
    """The columns, 单位 beside 责任单位 taken for the unit of measure."""
    named = any(column.meaning in UNIT_MEANINGS and column.heading != MEASURE for column in columns)
    return [
        column._replace(meaning=None, rule=None, kind=None) if named and column.heading == MEASURE else column
        for column in columns
    ]


def _by_cells(columns: Sequence[Column], body: Sequence[Row], words: TableWords) -> list[Column]:
    """The columns, those with an unknown head by what their cells hold."""
    found = list(columns)
    for i, column in enumerate(found):
        if column.meaning is None and column.heading and (meaning := _meaning_of_cells(column, found, words)):
            found[i] = column._replace(meaning=meaning, rule=None)
    doers = any(column.meaning in (*UNIT_MEANINGS, "deadline", "mark") for column in found)
    if doers and not any(column.meaning in _TEXTS for column in found):
        work = [
            (sum(map(len, cells)), i)
            for i, column in enumerate(found)
            if column.meaning is None and column.kind == "work" and (cells := own_words(body, i))
            and sum(map(len, cells)) >= _WORK_MEAN_MIN * len(cells)
        ]  # fmt: skip
        if work:
            i = max(work)[1]
            found[i] = found[i]._replace(meaning="content", rule=None)
    return found


def _meaning_of_cells(column: Column, columns: Sequence[Column], words: TableWords) -> str | None:
    """What a column with an unknown head holds if its cells are plain: offices, times, values, numbers, marks."""
    signs = words.signs
    if column.kind in ("mark", None) and words.kind(column.heading) == "office":
        return "mark"
    if column.kind == "office":
        named = any(other.meaning in UNIT_MEANINGS or signs.catalogue_head.search(other.heading) for other in columns)
        return None if named or signs.no_unit_head.search(column.heading) else "responsible"
    if column.kind == "time":
        return None if signs.other_time_head.search(column.heading) else "deadline"
    if column.kind == "ordinal":
        return None if any(other.meaning == "index" for other in columns) else "index"
    return "value" if column.kind == "value" else None


def _under_one_head(columns: Sequence[Column], head: Sequence[Row]) -> list[Column]:
    """The columns; of several under one head (重点任务 over number and content) the numbers index, the last is it."""
    found = list(columns)
    lowest = [
        next((cell for row in reversed(head) if (cell := row[c]) and cell.words), None) for c in range(len(found))
    ]
    for i, column in enumerate(found):
        cell, after = lowest[i], lowest[i + 1 :]
        shared = [other for other in lowest if cell is not None and other is cell]
        if len(shared) < 2 or column.meaning not in _TEXTS:
            continue
        if column.kind == "ordinal":
            found[i] = column._replace(meaning="index")
        elif any(other is cell and columns[i + 1 + k].kind not in ("ordinal", None) for k, other in enumerate(after)):
            found[i] = column._replace(meaning="group")
    return found


def _lowest(heads: Sequence[HeadCell | None]) -> HeadCell | None:
    return next((cell for cell in reversed(heads) if cell is not None and cell.words), None)
