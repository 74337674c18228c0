"""What each column of a table holds, by its head and by its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from policy_parse.signs.columns import MEASURE, UNIT_MEANINGS
from policy_parse.signs.tables import TableWords
from policy_parse.structure.table_cells import TEXTS, Column, told_by_cells
from policy_parse.structure.table_heads import HeadCell, Row, distinct, own_words

__all__ = ["Column", "read_columns"]

_NAMED = ("title", "content")


def read_columns(head: Sequence[Row], body: Sequence[Row], width: int, words: TableWords) -> tuple[Column, ...]:
    """The columns of a table with this head: what the words of the head say, settled by what the cells hold."""
    body = [row for row in body if not _is_apart(row, words)]
    cells = [own_words(body, c) for c in range(width)]
    headed = [_headed([row[c] for row in head], cells[c], words) for c in range(width)]
    told = _told_apart(_with_values(headed, cells, words))
    return tuple(_under_one_head(told_by_cells(told, body, words), head, body))


def _is_apart(row: Row, words: TableWords) -> bool:
    """True for a row that says nothing of its columns: one cell across, a total, words to fill in."""
    cells = distinct(row)
    filled = [cell.words for cell in cells if cell.words]
    if len(row) > 1 and len(cells) == 1:
        return True
    total = bool(filled) and words.signs.total.match(filled[0]) is not None
    return total or (bool(filled) and all(map(words.signs.fill_in.match, filled)))


def _with_values(columns: Sequence[Column], cells: Sequence[Sequence[str]], words: TableWords) -> list[Column]:
    """The columns, those of periods taken for columns of values if half of what stands in them is values."""
    stated = [cell for column, own in zip(columns, cells, strict=True) if column.meaning == "period" for cell in own]
    values = words.holds_values(stated)
    return [c._replace(meaning="value") if c.meaning == "period" and values else c for c in columns]


def _headed(heads: Sequence[HeadCell | None], cells: Sequence[str], words: TableWords) -> Column:
    """The lowest head that says something known decides; 责任分工 over 牵头单位 means the latter."""
    kind = words.kind_of_column(cells)
    named = [cell.words for cell in heads if cell is not None and cell.words]
    if (own := words.heads.own(named)) is not None:
        return Column(own.name, named[-1], own.rule, kind)
    if named and kind in ("mark", None) and words.kind(named[-1]) == "office" and not words.meaning(named[-1]).name:
        return Column("mark", named[-1], None, kind)
    for name in reversed(named):
        meaning, rule = words.meaning(name)
        if meaning:
            return Column("value" if meaning == "deadline" and kind == "value" else meaning, name, rule, kind)
    return Column(None, named[-1] if named else "", None, kind)


def _told_apart(columns: Sequence[Column]) -> list[Column]:
    """The columns, 单位 beside 责任单位 taken for the unit of measure, and numbers under 事项 for those of the rows."""
    named = any(column.meaning in UNIT_MEANINGS and column.heading != MEASURE for column in columns)
    listed = any(column.meaning is None and column.kind == "office" for column in columns)
    measures = [c.heading == MEASURE and (named or (listed and c.kind != "office")) for c in columns]
    plain = [
        c._replace(meaning=None, rule=None, kind=None) if measured else c
        for c, measured in zip(columns, measures, strict=True)
    ]
    numbered = any(column.meaning == "index" for column in columns)
    return [
        c._replace(meaning="index") if c.meaning in _NAMED and c.kind == "ordinal" and not numbered else c
        for c in plain
    ]


def _under_one_head(columns: Sequence[Column], head: Sequence[Row], body: Sequence[Row]) -> list[Column]:
    """The columns; of several under one head (重点任务 over number and content) the numbers index, the last is it.

    Words before it are names where there are as many of them, else they sort the rows.
    """
    found = list(columns)
    lowest = [
        next((cell for row in reversed(head) if (cell := row[c]) and cell.words), None) for c in range(len(found))
    ]
    under = Counter(map(id, lowest))
    for i, column in enumerate(found):
        cell = lowest[i]
        if cell is None or under[id(cell)] < 2 or column.meaning not in TEXTS:
            continue
        if column.kind == "ordinal":
            found[i] = column._replace(meaning="index")
            continue
        last = max(
            (k for k, other in enumerate(lowest[i + 1 :], i + 1) if other is cell and columns[k].kind), default=i
        )
        if last > i and columns[last].kind != "ordinal":
            names = len(own_words(body, i)) >= len(own_words(body, last))
            found[i] = column._replace(meaning="title" if names else "group")
    return found
