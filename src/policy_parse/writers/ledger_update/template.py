"""An office's own workbook as a ledger: which table it keeps work in, and our rows as its columns can take them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from policy_parse.model.ledger import GROUP, TITLE
from policy_parse.signs.columns import ColumnHeads
from policy_parse.writers.ledger import UNIT_HEADS
from policy_parse.writers.ledger_notes import plain
from policy_parse.writers.ledger_update.own_heads import OwnHeads, plain_head
from policy_parse.writers.ledger_update.table import HIGHEST, Table
from policy_parse.writers.workbook import Cell

_OURS: dict[str, str] = {
    "index": "序号", "group": GROUP, "title": TITLE, "content": "内容", "detail": "内容", "goal": "目标",
    "deadline": "时限", "lead": UNIT_HEADS["lead"], "responsible": UNIT_HEADS["responsible"],
    "supporting": UNIT_HEADS["supporting"], "guiding": UNIT_HEADS["guiding"],
}  # fmt: skip
"""What we put under a head, by its meaning in ``data/columns.toml``."""
_WORK = ("内容", TITLE)
_LEAST = 3
"""So many different meanings make a row a head."""


def template_in(book: Any, heads: ColumnHeads, own: OwnHeads) -> Table | None:
    """The table for work, on the first sheet that has one: its head has all of `own`, or enough that `heads` knows.

    None if there is none.
    """
    for sheet in book.worksheets:
        for y in range(1, min(sheet.max_row, HIGHEST) + 1):
            bottom = _bottom(sheet, y)
            words, columns, named = _columns(sheet, y, bottom, heads, own)
            said_by = next((head for head in _WORK if head in columns), None)
            if said_by is not None and named == set(own) and (own or len(columns) >= _LEAST):
                said = columns[said_by]
                last = next((r for r in range(sheet.max_row, bottom, -1) if plain(sheet.cell(r, said).value)), bottom)
                return Table(sheet, bottom, words, last, said_by, columns, is_theirs=True)
    return None


def _bottom(sheet: Any, top: int) -> int:
    """The last row of a head that begins in row `top`: as far down as its merged cells reach."""
    below = [top]
    for merged in sheet.merged_cells.ranges:
        if merged.min_row == top:
            below.append(merged.max_row if merged.max_row > top else top)
    return max(below)


def _columns(
    sheet: Any, top: int, bottom: int, heads: ColumnHeads, own: OwnHeads
) -> tuple[list[str], dict[str, int], set[str]]:
    """The words over each column, the lowest that are known; the column of each head of ours; which of `own` are there.

    What an office says of its heads itself goes before what `heads` knows.
    """
    words: list[str] = []
    said: dict[str, int] = {}
    columns: dict[str, int] = {}
    named: set[str] = set()
    for x in range(1, sheet.max_column + 1):
        stack = [word for y in range(bottom, top - 1, -1) if (word := _words(sheet, y, x))]
        whole = "/".join(dict.fromkeys(reversed(stack)))
        key = next((word for word in (whole, *stack) if word in own), None)
        known = next((word for word in stack if heads.meaning(word).name in _OURS), None)
        words.append(key or known or (stack[0] if stack else ""))
        if key is not None:
            named.add(key)
            said.setdefault(own[key], x)
        elif known is not None:
            columns.setdefault(_OURS[str(heads.meaning(known).name)], x)
    said.pop("", None)
    return words, {**columns, **said}, named


def heads_missing(book: Any, own: OwnHeads) -> list[str]:
    """Those of `own` that stand in no cell where a head may stand."""
    found: set[str] = set()
    for sheet in book.worksheets:
        for y in range(1, min(sheet.max_row, HIGHEST) + 1):
            found |= {_words(sheet, y, x) for x in range(1, sheet.max_column + 1)}
    return [head for head in own if not set(head.split("/")) <= found and head not in found]


def _words(sheet: Any, y: int, x: int) -> str:
    """The words of a head cell as they are compared; those of the whole where cells are merged."""
    for merged in sheet.merged_cells.ranges:
        if merged.min_row <= y <= merged.max_row and merged.min_col <= x <= merged.max_col:
            y, x = merged.min_row, merged.min_col
    return plain_head(plain(sheet.cell(y, x).value))


def rows_for(table: Table, rows: Iterable[Mapping[str, Cell]]) -> list[dict[str, Cell]]:
    """Our rows as the columns of an office's table take them: what has no column of its own stands beside its like."""
    return [_row_for(table.columns, row) for row in rows]


def _row_for(columns: Mapping[str, int], row: Mapping[str, Cell]) -> dict[str, Cell]:
    fitted = {head: row[head] for head in columns if head in row}
    title, content = plain(row.get(TITLE)), plain(row.get("内容"))
    if not set(_WORK) <= columns.keys():  # one column for both
        whole = content if title.split("\n")[0] in content else f"{title.split(chr(10))[0]}。{content}"
        fitted[next(head for head in _WORK if head in columns)] = whole
    elif not title:
        fitted[TITLE] = content
    homeless = {head: plain(row[head]) for head in UNIT_HEADS.values() if head not in columns and row.get(head)}
    home = next((head for head in ("责任单位", "牵头单位", "配合单位") if head in columns), None)
    if home is not None and homeless:
        own = plain(row.get(home))
        said = [*([f"{home}：{own}"] if own else []), *(f"{head}：{words}" for head, words in homeless.items())]
        fitted[home] = "；".join(said)
    return fitted


def blank_rows(table: Table) -> list[int]:
    """Empty rows that are drawn below the last row with work, ready to be filled; formulas do not fill a row."""
    sheet, found = table.sheet, []
    for y in range(table.last + 1, sheet.max_row + 1):
        cells = [sheet.cell(y, x) for x in range(1, len(table.heads) + 1)]
        if any(
            plain(cell.value) and cell.data_type != "f" and cell.column != table.columns.get("序号") for cell in cells
        ):
            break
        if not any(cell.has_style or cell.data_type == "f" for cell in cells):
            break
        found.append(y)
    return found
