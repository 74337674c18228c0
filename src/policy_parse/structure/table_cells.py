"""What columns whose heads nobody knows hold, told by their cells and by the columns beside them.

Offices, times, values, numbers and marks are told by the cells alone. The work is told by both: words beside those who
do it, which begin as orders do more often than not, stand before the offices and are longer than names. A table whose
columns say otherwise (addresses, rules for scores, names of documents) gets no column of work.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from policy_parse.signs.columns import UNIT_MEANINGS
from policy_parse.signs.tables import CellKind, TableWords, is_empty, mean_length
from policy_parse.structure.table_heads import Row, own_words

TEXTS = ("content", "title", "goal", "detail")
_PLAIN_WORK_MEAN = 4
"""Characters on average of work that begins as orders do."""
_MARKED_MEAN, _TIMED_MEAN, _BARE_MEAN = 2, 5, 6
"""Characters on average of work that is only named: in a table of marks, beside offices and times, beside either."""
_ORDERS = 1 / 3
_MOST = 0.6


class Column(NamedTuple):
    """A column by what it holds; `meaning` is None if neither its head nor its cells tell."""

    meaning: str | None
    heading: str
    rule: str | None
    kind: CellKind | None = None
    """What most of its cells are, whatever the head says."""


class _Words(NamedTuple):
    """A column of words with an unknown head."""

    column: int
    cells: Sequence[str]
    orders: float
    """Share of the cells that begin as orders do."""

    @property
    def mean(self) -> float:
        """Characters of a cell on average."""
        return mean_length(self.cells)


def told_by_cells(columns: Sequence[Column], body: Sequence[Row], words: TableWords) -> list[Column]:
    """The columns, those with an unknown head by what their cells hold, where that is plain."""
    found = list(columns)
    for i, column in enumerate(found):
        if column.meaning is None and column.heading and (meaning := _meaning_of_cells(i, found, words)):
            found[i] = column._replace(meaning=meaning)
    _tell_offices(found, body, words)
    if (work := _work_column(found, body, words)) is not None:
        found[work] = found[work]._replace(meaning="content")
    if work is not None or (_names_work_and_doers(found) and not _is_other_table(found, words)):
        _tell_levels(found, body, words)
    return found


def _names_work_and_doers(columns: Sequence[Column]) -> bool:
    known = {column.meaning for column in columns}
    return "content" in known and not known.isdisjoint(UNIT_MEANINGS)


def _meaning_of_cells(i: int, columns: Sequence[Column], words: TableWords) -> str | None:
    """What a column with an unknown head holds if its cells are plain: offices, times, values, numbers, marks."""
    signs, column = words.signs, columns[i]
    if column.kind in ("mark", None) and words.kind(column.heading) == "office":
        return "mark"
    if column.kind == "office":
        if signs.no_unit_head.search(column.heading):
            return None
        before = columns[i - 1] if i else None
        if before is not None and before.heading == column.heading and before.meaning in UNIT_MEANINGS:
            return before.meaning
        others = any(
            sign.search(other.heading) for sign in (signs.catalogue_head, signs.roster_head) for other in columns
        )
        named = any(other.meaning in UNIT_MEANINGS for other in columns)
        return None if named or others else "responsible"
    if column.kind == "time":
        return None if signs.other_time_head.search(column.heading) else "deadline"
    if column.kind == "ordinal":
        return None if any(other.meaning == "index" for other in columns) else "index"
    return "value" if column.kind == "value" else None


def _tell_offices(columns: list[Column], body: Sequence[Row], words: TableWords) -> None:
    """Take a column for the offices whose names alone would not tell it, beside work, where no column is plain."""
    if any(column.meaning in (*UNIT_MEANINGS, "mark") for column in columns):
        return
    texts = _unknown_texts(columns, body, words)
    if not any(text.orders >= _MOST for text in texts) and all(c.meaning != "content" for c in columns):
        return
    listed = [
        text.column
        for text in texts
        if text.orders < _ORDERS and all(map(words.may_list_offices, text.cells))
        and not words.signs.no_unit_head.search(columns[text.column].heading)
    ]  # fmt: skip
    if len(listed) == 1:
        columns[listed[0]] = columns[listed[0]]._replace(meaning="responsible")


def _work_column(columns: Sequence[Column], body: Sequence[Row], words: TableWords) -> int | None:
    """The column of the work among those with unknown heads; None if a known one says it or none is plain."""
    known = {column.meaning for column in columns}
    projects = any(c.meaning == "title" and words.signs.project_head.match(c.heading) for c in columns)
    doers = [i for i, c in enumerate(columns) if c.meaning in (*UNIT_MEANINGS, "deadline", "mark")]
    if "content" in known or not (doers or projects) or _is_other_table(columns, words):
        return None
    texts = list(_unknown_texts(columns, body, words))
    before = [text for text in texts if not doers or text.column < doers[-1]]
    orders = [text for text in before or texts if text.orders >= _ORDERS and text.mean >= _PLAIN_WORK_MEAN]
    if known & {*TEXTS} and not projects:
        orders = [text for text in orders if text.orders >= _MOST and text in before]
    if orders:
        longest = max(text.mean for text in orders)
        finest = max(len(text.cells) for text in orders)
        return [t.column for t in orders if 2 * t.mean >= longest and 2 * len(t.cells) >= finest][-1]
    if known & {*TEXTS} and not projects:
        return None
    least = _least_length(known, projects=projects)
    named = [text for text in before or texts if text.mean >= least]
    return max(named, key=lambda text: text.mean).column if named else None


def _least_length(known: set[str | None], *, projects: bool) -> int:
    """Characters on average that words which are no orders must have to be work, by what stands beside them."""
    if "mark" in known:
        return _MARKED_MEAN
    timed = "deadline" in known and known & {*UNIT_MEANINGS}
    return _TIMED_MEAN if timed or projects else _BARE_MEAN


def _unknown_texts(columns: Sequence[Column], body: Sequence[Row], words: TableWords) -> Sequence[_Words]:
    found = []
    for i, column in enumerate(columns):
        cells = [cell for cell in own_words(body, i) if not is_empty(cell)]
        if column.meaning is not None or column.kind not in ("work", "text") or not cells:
            continue
        if not column.heading or words.signs.place_head.search(column.heading):
            continue
        others = (words.signs.named_document.match, words.signs.scored.search)
        if any(2 * sum(is_other(cell) is not None for cell in cells) > len(cells) for is_other in others):
            continue
        found.append(_Words(i, cells, sum(map(words.begins_as_work, cells)) / len(cells)))
    return found


def _is_other_table(columns: Sequence[Column], words: TableWords) -> bool:
    """True if a head says that the table lists people, addresses, scores or results."""
    signs = words.signs
    others = (signs.roster_head, signs.catalogue_head, signs.result_head)
    return any(sign.search(column.heading) for sign in others for column in columns if column.heading)


def _tell_levels(columns: list[Column], body: Sequence[Row], words: TableWords) -> None:
    """Take the columns of words that mostly state levels for goals."""
    for text in _unknown_texts(columns, body, words):
        if sum(words.signs.level.search(cell) is not None for cell in text.cells) >= _MOST * len(text.cells):
            columns[text.column] = columns[text.column]._replace(meaning="goal")
