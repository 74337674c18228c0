"""What the cells of a table are, by ``data/signs_tables.toml``, the heads of columns and the names of offices."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from itertools import pairwise
from typing import Literal

from policy_parse.lexicon.alternatives import Beginnings
from policy_parse.lexicon.offices import OfficeWords
from policy_parse.lexicon.signs import SignTable
from policy_parse.signs.columns import UNIT_MEANINGS, ColumnHeads, Meaning
from policy_parse.signs.lines import LineSigns
from policy_parse.text.fold import clean, fold
from policy_parse.text.sign import LazyPattern, Sign

CellKind = Literal["office", "time", "value", "ordinal", "mark", "work", "text"]
"""What one cell holds: work is words that begin as orders do."""

_EMPTY = frozenset(("/", "-", "--", "无", "\\", "——", "—", "／", "…"))
_BETWEEN_NAMES = re.compile(r"[、，；/\s]|（[^（）]{0,12}）")
_LABEL = LazyPattern(r"[\u4e00-\u9fff]{2,6}：", needs=("：",))
_LONGEST_HEAD = 16
_NO_HEAD = re.compile("[。；：]")
_NUMBERED = re.compile(r"\d{1,3}(?:[.-]\d{1,2}){0,2}")
_PARTED = re.compile("[.-]")
_MOST = 0.6
_FEWEST_ROWS = 3
"""Rows with the heads where no head is known."""
_VALUE_COLUMNS = _PERIODS = 2
_PLAIN = ("office", "time", "value", "mark")
_TEXTS = ("content", "title", "goal", "detail")
HELD: dict[str, CellKind] = {**dict.fromkeys(UNIT_MEANINGS, "office"), "deadline": "time"}
"""What the cells of a column with a known head are."""


class TableSigns(SignTable):
    """Signs tried on the words of a whole cell."""

    table = "signs_tables"

    fill_in: Sign
    bare_date: Sign
    time: Sign
    value: Sign
    ordinal: Sign
    month_first: Sign
    and_so_on: Sign
    same_as_above: Sign
    total: Sign
    period: Sign
    year: Sign
    mark: Sign
    lead_mark: Sign
    legend: Sign
    no_unit_head: Sign
    other_time_head: Sign
    project_head: Sign
    indicator_head: Sign
    result_head: Sign
    catalogue_head: Sign
    name_head: Sign
    office_head: Sign
    scored: Sign
    making_head: Sign
    bare_count: Sign
    place_head: Sign
    roster_head: Sign
    counted: Sign
    level: Sign
    named_document: Sign
    stage: Sign


class TableWords:
    """What tells heads, cells and columns of a table; built from the words of a lexicon."""

    def __init__(
        self, heads: ColumnHeads, signs: TableSigns, offices: OfficeWords, lines: LineSigns, verbs: Beginnings
    ) -> None:
        self.heads, self.signs = heads, signs
        self._offices, self._lines, self._verbs = offices, lines, verbs

    def with_own(self, heads: Mapping[str, str]) -> TableWords:
        """These, with heads of which a document says that they are the same as known ones."""
        both = copy(self)
        both.heads = self.heads.with_own(heads)
        return both

    def meaning(self, head: str) -> Meaning:
        """What the words of a head say that its column holds; a period is ``period``."""
        known = self.heads.meaning(head)
        if known.name is None and self.signs.period.match(head):
            return Meaning("period", self.signs.period.id)
        return known

    def may_be_head(self, words: str) -> bool:
        """True if a cell may name a column: short, and neither a number, a value, a time nor a sentence."""
        if len(words) > _LONGEST_HEAD or _NO_HEAD.search(words):
            return False
        if self.meaning(words).name:
            return True
        return self.kind(words) in ("text", "work", "office")

    def are_heads(self, words: Sequence[str]) -> bool:
        """True if most of the words are known heads, among them one of work and one of offices or limits."""
        known = [self.heads.meaning(fold(clean(head)).text).name for head in words]
        pair = any(name in HELD for name in known) and any(name in _TEXTS for name in known)
        return pair and 2 * sum(name is not None for name in known) > len(known)

    def tell_a_table(self, rows: Sequence[Sequence[str]]) -> bool:
        """True if rows are a table by their words: the first are heads that are known, or what stands below tells."""
        heads = ["".join(head.split()) for head in rows[0]]
        return self.are_heads(heads) or (all(map(self.may_be_head, heads)) and self.told_by_cells(rows))

    def told_by_cells(self, rows: Sequence[Sequence[str]]) -> bool:
        """True if columns below heads that nobody knows hold offices, times or values, and the heads do not.

        Two rows at least must stand below them, and two such columns if they are values. So it is where heads name two
        periods, or projects beside work.
        """
        rows = [["".join(cell.split()) for cell in row] for row in rows]
        if len(rows) < _FEWEST_ROWS:
            return False
        kinds = [(self.kind(head), self.kind_of_column(cells)) for head, *cells in zip(*rows, strict=True)]
        plain = [kind for own, kind in kinds if kind in _PLAIN and own not in (kind, "value")]
        heads = rows[0]
        if sum(self.meaning(head).name == "period" for head in heads) >= _PERIODS:
            return True
        if any(map(self.signs.project_head.match, heads)) and any(kind == "work" for _, kind in kinds):
            return True
        return bool({*plain} & {"office", "time"}) or len(plain) >= _VALUE_COLUMNS

    def kind(self, words: str) -> CellKind:
        """What one cell with these words holds."""
        signs = self.signs
        if signs.ordinal.match(words):
            return "ordinal"
        if signs.mark.match(words):
            return "mark"
        if signs.time.match(words):
            return "time"
        if signs.value.match(words):
            return "value"
        if self.lists_offices(words):
            return "office"
        return "work" if self.begins_as_work(words) else "text"

    def lists_offices(self, words: str) -> bool:
        """True if most of the names that a cell lists are plainly offices."""
        names = _names(self.signs.and_so_on.sub("", words))
        counted = self.signs.counted.search
        plain = sum(self._offices.looks_like_unit(name, strict=True) and not counted(name) for name in names)
        return bool(names) and plain >= _MOST * len(names)

    def may_list_offices(self, words: str) -> bool:
        """True if all the names that a cell lists may be offices where offices are known to be listed: 东城街道."""
        names = _names(words)
        may_be = self._offices.looks_like_unit
        return bool(names) and all(may_be(name) and not self.signs.counted.search(name) for name in names)

    def begins_as_work(self, words: str) -> bool:
        """True if the words begin as orders do: 新建泵站, 开展排查, 疏浚河道."""
        if self._verbs.begin(words) or self._offices.begins_with_verb(words):
            return True
        return self._lines.order.match(words) is not None

    def holds_values(self, cells: Collection[str]) -> bool:
        """True if half or more of the cells that are filled are numbers and bounds; so if none is filled."""
        kinds = [self.kind(words) for words in cells if not is_empty(words)]
        return 2 * sum(kind in ("value", "ordinal") for kind in kinds) >= len(kinds)

    def kind_of_column(self, cells: Collection[str]) -> CellKind | None:
        """What most cells of a column hold; None where it is empty, ``text`` where no kind is in most."""
        kinds = [self.kind(words) for words in cells if words and words not in _EMPTY]
        if not kinds:
            return None
        if all(kind in ("ordinal", "value") for kind in kinds) and ("value" in kinds or not _count_on(cells)):
            return "value"
        best = max(sorted(set(kinds)), key=kinds.count)
        return best if kinds.count(best) >= _MOST * len(kinds) else "text"


def _names(words: str) -> list[str]:
    """The names that a cell lists, without labels and what stands in brackets."""
    return [name for name in _BETWEEN_NAMES.split(_LABEL.sub("、", words)) if name]


def _count_on(cells: Collection[str]) -> bool:
    """True if the numbers among `cells` number rows: each follows the one before (3, 3.1, 4) or begins again at 1."""
    numbers = [tuple(map(int, _PARTED.split(words))) for words in cells if _NUMBERED.fullmatch(words)]
    begins = not numbers or len(numbers[0]) == 1 or numbers[0][-1] == 1
    return begins and all(_follows(after, before) for before, after in pairwise(numbers))


def _follows(after: tuple[int, ...], before: tuple[int, ...]) -> bool:
    if after[-1] == 1 or after == before:
        return True
    above = before[: len(after)]
    return len(above) == len(after) and after == (*above[:-1], above[-1] + 1)


def is_empty(words: str) -> bool:
    """True if a cell holds nothing, or a mark for nothing: /, —, 无."""
    return not words or words in _EMPTY


def mean_length(cells: Sequence[str]) -> float:
    """Characters of a cell on average, 0 if there is none."""
    return sum(map(len, cells)) / max(1, len(cells))
