"""Task tables with one cell a line, as copied pages have them: put back into a grid.

Nothing is left of such a table but its words: the heads (序号, 重点任务, 责任单位), then for each row its number
on a line of its own and the lines of its cells. The heads tell how many cells a row has; what reads as lists of
offices at a row's end is its unit cells, and one list ends where a whole name is followed by another one without 、.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from policy_parse.document import Table
from policy_parse.readers.txt.drawn_tables import Rows, table_of_rows
from policy_parse.readers.txt.lines import TextLine
from policy_parse.signs.columns import UNIT_MEANINGS
from policy_parse.signs.reading import ReaderSigns
from policy_parse.text.traditional import simplified

_HEADS = range(3, 8)
_HEAD_MAX = 10
_ROWS_MIN = 3
_ROW_LINES_MAX = 90
_FAILURES_SHARE = 0.25
"""With more rows than this that do not come apart, the lines are left as they are."""
_NOBODY = frozenset(("/", "／", "—", "-", "--", "——", "无"))
_NAME_MAX = 16
_BETWEEN = re.compile("[、，](?![^“”]*”)")
"""Between two names, not inside the quotes of one: 市“双随机、一公开”监管联席会议."""


def find_column_of_cells(lines: Sequence[TextLine], at: int, signs: ReaderSigns) -> tuple[Table, int] | None:
    """The table whose heads begin at ``lines[at]``, and the number of the line after it; None if none does."""
    if not signs.pages.index_head.fullmatch(simplified(lines[at].text)):
        return None
    heads = _heads(lines, at, signs)
    if heads is None:
        return None
    columns = _columns(heads, signs)
    if columns is None:
        return None
    grid: Rows = [list(heads)]
    failures, next_at = 0, at + len(heads)
    is_end = partial(_is_limit, signs=signs) if columns.limits else None
    while (row := _row(lines, next_at, len(grid), heads, is_end)) is not None:
        parts, next_at, last = row
        cells = _told_apart(parts, columns, signs, first=len(grid) == 1, last=last)
        if cells is None and last:
            next_at -= sum(map(len, parts)) + 1
            break
        if cells is None:
            failures += 1
            cells = _together(parts, columns, signs)
        grid.append([str(len(grid)), *cells])
        if last:
            break
    rows = len(grid) - 1
    if rows < _ROWS_MIN or failures > _FAILURES_SHARE * rows:
        return None
    return table_of_rows(grid, signs, own=range(1 + columns.texts, len(heads))), next_at


class _Columns(NamedTuple):
    """How many columns stand behind the number of a row: texts, then units, then at most one of limits."""

    texts: int
    units: int
    limits: int


def _columns(heads: Sequence[str], signs: ReaderSigns) -> _Columns | None:
    """What the columns under `heads` hold; None if there is none of units, or not one or two of texts."""
    limits = int(signs.column(heads[-1]) == "deadline")
    units = 0
    while signs.column(heads[-1 - limits - units]) in UNIT_MEANINGS:
        units += 1
    texts = len(heads) - 1 - units - limits
    return _Columns(texts, units, limits) if units and texts in (1, 2) else None


def _told_apart(
    parts: list[list[str]], columns: _Columns, signs: ReaderSigns, *, first: bool, last: bool
) -> list[str] | None:
    """The cells of a row behind its number; None if its lines do not come apart."""
    rest, limits = _limit_apart(parts, columns, signs)
    cells = _cells(rest, columns.units, signs, last=last) if len(limits) == columns.limits else None
    if cells is None:
        return None
    words, *offices = cells
    return [*_texts(words.split("\n"), columns.texts, signs, first=first), *offices, *limits]


def _together(parts: list[list[str]], columns: _Columns, signs: ReaderSigns) -> list[str]:
    """The cells of a row whose lines do not come apart: all words as its text, but for its limit."""
    rest, limits = _limit_apart(parts, columns, signs)
    words = "".join(text for part in rest for text in part)
    return [*[""] * (columns.texts - 1), words, *[""] * columns.units, *(limits or [""] * columns.limits)]


def _limit_apart(parts: list[list[str]], columns: _Columns, signs: ReaderSigns) -> tuple[list[list[str]], list[str]]:
    """The lines of a row without its last one if that says by when the work is done, and that line."""
    *before, end = parts
    if not columns.limits or len(end) < 2 or not _is_limit(end[-1], signs):
        return parts, []
    return [*before, end[:-1]], end[-1:]


_LIMIT_MAX = 12


def _is_limit(text: str, signs: ReaderSigns) -> bool:
    """True if a cell says by when work is done: 12月底前, 9月投入使用."""
    words = "".join(text.split())
    return len(words) <= _LIMIT_MAX and (
        signs.tables.signs.month_first.match(words) is not None or signs.tables.kind(words) == "time"
    )


def _heads(lines: Sequence[TextLine], at: int, signs: ReaderSigns) -> list[str] | None:
    heads: list[str] = []
    for line in lines[at : at + _HEADS.stop + 1]:
        if line.text == "1":
            known = sum(signs.column(head) is not None for head in heads)
            return heads if len(heads) in _HEADS and known >= len(heads) - 1 else None
        if len(line.text) > _HEAD_MAX or not signs.tables.may_be_head("".join(line.text.split())):
            return None
        heads.append(line.text)
    return None


def _row(
    lines: Sequence[TextLine], at: int, number: int, heads: list[str], is_end: Callable[[str], bool] | None
) -> tuple[list[list[str]], int, bool] | None:
    """Lines of row `number` (parts if a new page repeats the heads), the line after it, True if it is the last.

    `is_end` tells the last cell of a row, where one is known; else a blank line ends the last row.
    """
    if at >= len(lines) or lines[at].text != str(number):
        return None
    parts: list[list[str]] = [[]]
    i = at + 1
    while i < len(lines) and i - at < _ROW_LINES_MAX:
        text = lines[i].text
        if text == str(number + 1):
            return parts, i, False
        if [line.text for line in lines[i : i + len(heads)]] == heads:
            parts.append([])
            i += len(heads)
            continue
        parts[-1].append(text)
        i += 1
    if is_end is not None:
        end = next((k + 1 for k, text in enumerate(parts[-1]) if k and is_end(text)), len(parts[-1]))
    else:
        end = next((k for k, text in enumerate(parts[-1]) if k and lines[at + 1 + k].blanks), len(parts[-1]))
    return [[*parts[0][:end]]], at + 1 + end, True


def _cells(parts: list[list[str]], units: int, signs: ReaderSigns, *, last: bool) -> list[str] | None:
    """The words of a row (lines joined by line breaks) and its unit cells; None if the lines do not come apart."""
    parts = [[cell for text in part for cell in _apart(text, signs)] for part in parts]
    whole = [text for part in parts for text in part]
    ends = [i for i in range(1, len(whole)) if whole[i - 1].endswith(("。", "；", "”", "）"))]
    last_words = next((i for i in ends if _is_office(_BETWEEN.split(whole[i])[0], signs)), len(whole) - 1)
    for i in (*ends, *range(1, last_words + 1)):
        offices = _offices(whole[i:], units, signs, cut=False)
        if offices is not None:
            return ["\n".join(whole[:i]), *offices]
    if len(parts) != 2 or last:
        return None
    first, second = parts  # each cell was cut by the page
    resumed = max((k + 1 for k, text in enumerate(second) if text.endswith(("。", "；"))), default=0)
    for i in range(1, len(first)):
        offices = _offices(first[i:], units, signs, cut=True)
        if offices is not None:
            offices[-1] += "".join(second[resumed:])
            return ["\n".join([*first[:i], *second[:resumed]]), *offices]
    return None


def _apart(text: str, signs: ReaderSigns) -> list[str]:
    """A line that holds the end of one cell and an office of the next: …工作。某局."""
    words, stop, rest = text.rpartition("。")
    return [words + stop, rest] if words and rest and _is_office(rest, signs) else [text]


def _offices(texts: Sequence[str], count: int, signs: ReaderSigns, *, cut: bool) -> list[str] | None:
    """`texts` as `count` lists of offices; with `cut` the last name may go on elsewhere. None if they are not."""
    cells: list[str] = []
    for text in texts:
        joins = cells and cells[-1] not in _NOBODY and text not in _NOBODY
        if joins and not _ends_between(cells[-1], text, signs):
            cells[-1] += text
        elif joins and count == 1:  # one column: names one below the other
            cells[-1] += "\n" + text
        else:
            cells.append(text)
    if len(cells) != count or not all(_list(cell, signs, cut and cell is cells[-1]) for cell in cells):
        return None
    return cells


def _ends_between(cell: str, text: str, signs: ReaderSigns) -> bool:
    """True if a cell ends with `cell` and `text` begins another: two whole names, and not one (市委 / 网信办)."""
    last, first = _BETWEEN.split(cell.rpartition("\n")[2])[-1], _BETWEEN.split(text)[0]
    if not _is_office(last, signs) or signs.pages.office_tail.match(simplified(text)):
        return False
    return signs.pages.office_start.match(simplified(text)) is not None or (
        _is_office(first, signs) and not signs.pages.party_committee.fullmatch(simplified(last))
    )


def _is_office(name: str, signs: ReaderSigns) -> bool:
    name = simplified(name)
    name = signs.pages.and_so_on.sub("", name) or name
    short = len(name) <= _NAME_MAX or signs.pages.long_office.search(name) is not None
    return short and signs.is_office(name)


def _list(cell: str, signs: ReaderSigns, cut: bool) -> bool:
    names = [name for name in _BETWEEN.split(cell.replace("\n", "、")) if name]
    names = names[:-1] if cut and len(names) > 1 else names
    if cell in _NOBODY or all(_is_office(name, signs) for name in names):
        return True
    return "\n" in cell and _is_office(names[0], signs) and signs.tables.may_list_offices("、".join(names))


def _texts(lines: list[str], columns: int, signs: ReaderSigns, *, first: bool) -> list[str]:
    """The text cells of a row. With two, narrow lines at its beginning are the first cell, if they open a group.

    A group opens in the first row and where a number stands (2.提升服务效率); other rows belong to the group above.
    """
    if columns == 1:
        return ["".join(lines)]
    widest = max(map(len, lines))
    narrow = 0
    if first or signs.pages.item_label.match(lines[0]):
        while narrow < len(lines) - 1 and len(lines[narrow]) * 1.5 <= widest:
            narrow += 1
    return ["".join(lines[:narrow]), "".join(lines[narrow:])]
