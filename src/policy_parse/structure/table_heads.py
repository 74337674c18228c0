"""Where the head of a table is: below captions and rows to fill in, over columns that hold something plain."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from policy_parse.signs.columns import UNIT_MEANINGS
from policy_parse.signs.tables import TableWords

_HEADER_ROWS_MAX = 4
_CAPTION_ROWS_MAX = 4
_FEW_CELLS = 2
"""Cells of a row that may stand above the head though nothing else is known of it."""
_SHORTEST_OFFICE = 3
"""Characters of a name that is plainly an office's: 领办 and 谁办 end as offices do and are heads."""
_TEXTS = ("content", "title", "goal", "detail")
_PLAIN = ("office", "time", "value")


class HeadCell(Protocol):
    """What is asked of a cell; a merged one is the same object at every place it covers."""

    @property
    def block(self) -> int:
        """Its number in the document."""
        ...

    @property
    def words(self) -> str:
        """Its folded words on one line."""
        ...

    @property
    def row(self) -> int:
        """The first row it covers."""
        ...

    @property
    def row_span(self) -> int:
        """How many rows it covers."""
        ...


Row = Sequence[HeadCell | None]


def find_head(rows: Sequence[Row], words: TableWords) -> tuple[int, int]:
    """How many rows stand above the head, and how many rows the head has; (0, 0) if there is no head.

    Above it stand rows of one cell (the table's title), of cells to fill in (填报单位：…), or of one or two cells where
    the row below is a head.
    """
    for first in range(min(len(rows) - 1, _CAPTION_ROWS_MAX + 1)):
        cells = distinct(rows[first])
        filled = [cell for cell in cells if cell.words]
        if _is_caption(filled, len(rows[first]), words):
            continue
        if _is_head(rows, first, words):
            top = min((cell.row for cell in filled), default=first)
            return top, _height(rows, top, words)
        if len(filled) > _FEW_CELLS or len(rows[first]) <= len(filled):
            break
    return 0, 0


def distinct(row: Row) -> list[HeadCell]:
    """The different cells of a row."""
    return list({cell.block: cell for cell in row if cell is not None}.values())


def _is_caption(filled: Sequence[HeadCell], width: int, words: TableWords) -> bool:
    if width > 1 and len(filled) <= 1:
        return True
    labelled = [words.signs.fill_in.match(cell.words) is not None for cell in filled]
    dated = [words.signs.bare_date.match(cell.words) is not None for cell in filled]
    return any(labelled) and all(a or b for a, b in zip(labelled, dated, strict=True))


def _is_head(rows: Sequence[Row], first: int, words: TableWords) -> bool:
    """True if a row names columns: by most of its words, by the pair that a table of tasks needs, or by what is below.

    The pair is a column of work beside one of offices or limits.
    """
    cells = [cell for cell in distinct(rows[first]) if cell.words]
    known = [meaning for cell in cells if (meaning := words.meaning(cell.words).name)]
    if len(known) >= 2 and len(known) * 2 >= len(cells) and (len(known) < len(cells) or {*known} != {"period"}):
        return True
    if len(cells) < 2 or not all(words.may_be_head(cell.words) for cell in cells):
        return False
    if any(m in (*UNIT_MEANINGS, "deadline") for m in known) and any(m in _TEXTS for m in known):
        return True
    return _names_what_is_below(rows, first, words) or _stands_over_work(rows, first, words)


def _stands_over_work(rows: Sequence[Row], first: int, words: TableWords) -> bool:
    """True if a column below the row holds work, and one beside it is headed as projects or may list offices.

    工程名称 over names of works; 兜底方 over 东城街道, which alone could be a place.
    """
    below = [row for row in rows[first + 1 :] if len(distinct(row)) > 1]
    columns = [[cell for cell in own_words(below, c) if cell] for c in range(len(rows[first]))]
    beside = work = False
    for head, cells in zip(rows[first], columns, strict=True):
        if words.kind_of_column(cells) == "work":
            work = True
        elif head is not None and words.signs.project_head.match(head.words):
            beside = True
        elif head is not None and len(cells) > 1 and not words.may_list_offices(head.words):
            beside = beside or all(map(words.may_list_offices, cells))
    return work and beside


def _names_what_is_below(rows: Sequence[Row], first: int, words: TableWords) -> bool:
    """True if a column below the row holds offices, times or values, or marks under an office, and its head is none.

    A row of data of such a table has the same kind in that column as the rows below it.
    """
    height = max((cell.row + cell.row_span - first for cell in rows[first] if cell is not None), default=1)
    below = [row for row in rows[first + height :] if len(distinct(row)) > 1]
    plain = same = 0
    for column, head in enumerate(rows[first]):
        if head is None or not head.words:
            continue
        kind = words.kind_of_column(own_words(below, column))
        own = "text" if _is_plain_head(head.words, words) else words.kind(head.words)
        if kind == "mark" and own == "office":
            plain += 1
        elif own == "office" and kind is None:
            continue  # an office of a table with marks that has nothing to do
        elif (own == kind and kind not in ("text", "work")) or (own == "office" and kind == "text"):
            same += 1
        elif kind in _PLAIN:
            plain += 1
    return plain > same


def _is_plain_head(head: str, words: TableWords) -> bool:
    """True if a cell is known for a head, or ends as heads over offices do, whatever offices are called."""
    if len(head) < _SHORTEST_OFFICE or words.signs.office_head.match(head):
        return True
    return words.meaning(head).name is not None


def own_words(rows: Sequence[Row], column: int) -> list[str]:
    """The words of the different cells of a column."""
    cells = (row[column] for row in rows)
    return list({cell.block: cell.words for cell in cells if cell is not None}.values())


def _height(rows: Sequence[Row], first: int, words: TableWords) -> int:
    """How many rows the head has from `first` on.

    It reaches as far down as its tallest cell (序号 beside 责任分工 over 牵头单位 and 配合单位), and rows of nothing
    but known heads belong to it.
    """
    cells = [cell for cell in distinct(rows[first]) if cell.words]
    tall = [cell for cell in cells if words.meaning(cell.words).name] or cells
    height = max(cell.row_span for cell in tall)
    while first + height < len(rows) and _goes_on(rows, first + height, words):
        height += 1
    return height if height <= _HEADER_ROWS_MAX and first + height < len(rows) else 1


def _goes_on(rows: Sequence[Row], row: int, words: TableWords) -> bool:
    """True if a row below heads is one of heads too: all of them known, or under heads that span columns."""
    cells = [cell for cell in distinct(rows[row]) if cell.words]
    if cells and all(words.meaning(cell.words).name for cell in cells):
        return True
    spanned = len(distinct(rows[row - 1])) < len(distinct(rows[row])) == len(rows[row])
    named = len(cells) == len(rows[row]) and all(words.may_be_head(cell.words) for cell in cells)
    return spanned and named and row + 1 < len(rows) and _names_what_is_below(rows, row, words)
