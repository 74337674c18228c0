"""A ledger and its plans to the ledger brought up to date: typed cells stay, what is new, gone or changed is told."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from policy_parse.comparison.words import ComparisonWords
from policy_parse.model import Plan
from policy_parse.model.ledger import DAYS_LEFT, FINDINGS, GONE, LOG, TARGETS, TITLE, UNITS, WORK
from policy_parse.signs.columns import ColumnHeads
from policy_parse.writers.ledger import SOURCE, used
from policy_parse.writers.ledger_notes import mark_of, marks_in, plain, written_in
from policy_parse.writers.ledger_screen import LEGEND
from policy_parse.writers.ledger_sheets import origin_of, title_of
from policy_parse.writers.ledger_units import UNIT, unit_rows, whole_units
from policy_parse.writers.ledger_update.heights import fit_heading
from policy_parse.writers.ledger_update.identity import pair_alike, pair_rows
from policy_parse.writers.ledger_update.ledger_book import (
    opened,
    refuse_what_would_be_lost,
    same_cells,
    table_of,
    table_of_work,
)
from policy_parse.writers.ledger_update.own_heads import OwnHeads
from policy_parse.writers.ledger_update.renew import NEW, Change, Row, renew
from policy_parse.writers.ledger_update.table import Table, split_merged
from policy_parse.writers.ledger_update.template import rows_for
from policy_parse.writers.workbook import Cell, packed, put_value
from policy_parse.writers.xlsx_file import (
    SHEETS,
    add_ledger_sheet,
    heading_marks,
    heading_of_many,
    in_words,
    ledger_rows,
    marks_of,
    sheet_mark,
)

_LOG_HEADS = ("次数", "情况", "序号", "任务", "栏目", "原来", "现在")
_ALIKE = {
    TARGETS: ((SOURCE, "指标", "范围", "原文"), (SOURCE, "指标", "范围")),
    UNITS: ((SOURCE, UNIT),),
    FINDINGS: ((SOURCE, "疑问代码", "疑问"),),
}
"""What makes two rows of the other sheets one."""


@dataclass(slots=True)
class Updated:
    """A ledger brought up to date."""

    data: bytes
    """The file; the very bytes that were given if nothing changed."""
    changes: list[Change] = field(default_factory=list)
    """New, changed and gone work, and what people had corrected that the plan now says otherwise."""
    kept: int = 0
    """Rows whose work goes on, changed or not."""
    others: int = 0
    """Rows of documents that were not given, which stay as they are."""
    split: int = 0
    """Merged cells that were taken apart."""


def update_ledger(
    data: bytes,
    plans: Sequence[Plan],
    words: ComparisonWords,
    *,
    name: str,
    many: bool,
    heads: ColumnHeads,
    template: bool = False,
    own: OwnHeads | None = None,
) -> Updated:
    """Bring a ledger up to date with `plans`, all plans that were read; `many`: each row is to name its document.

    Every row keeps its place, its look and what people typed; new rows stand where the plan has them, or at the end
    of a table that people have sorted. Rows whose work is gone go to a sheet of their own. `template`: `data` is an
    office's own workbook, whose columns `heads` knows; `own`: what the office says of its heads itself, noted in the
    workbook. One that was filled so is known later. Raises WriteError if `data` is no ledger of ours, or holds what
    would be lost.
    """
    book = opened(data, name)
    refuse_what_would_be_lost(data, name)
    main = table_of_work(book, name, heads, own, template=template)
    run = _Run(book, opened(data, name, values=True), plans, words, written_in(book), Updated(data))
    many = many or SOURCE in main.columns
    rows = ledger_rows(plans, many=many)
    if main.is_theirs:
        run.renew(WORK, main, rows_for(main, rows[WORK]))
    else:
        run.renew(WORK, main, rows[WORK])
        run.other_sheets(main, rows, many=many)
    result = run.result
    if template and not result.kept:  # nothing but new
        result.changes = [change for change in result.changes if change.kind != NEW]
    if not result.changes and same_cells(opened(data, name), book):
        return result
    _log(book, result.changes)
    result.data = packed(book, run.marks, typed=True)
    return result


@dataclass(slots=True)
class _Run:
    """One update: the workbook, what it is brought up to date with, and what comes of it."""

    book: Any
    values: Any
    """The workbook with the results of its formulas."""
    plans: Sequence[Plan]
    words: ComparisonWords
    written: frozenset[bytes] | None
    """The marks of what was written the last time."""
    result: Updated
    marks: list[bytes] = field(default_factory=list)
    """The marks of what is written now."""

    def renew(self, name: str, table: Table, rows: Sequence[Mapping[str, Cell]]) -> None:
        """Renew the rows of one sheet."""
        self.marks += marks_of(rows)
        self.result.split += split_merged(table)
        numbers = table.rows()
        old = [table.words(y) for y in numbers]
        new: list[Row] = [in_words(row) for row in rows]
        pairs = self._pairs(name, old, new)
        stay, others = _staying(old, new, pairs, self.written)
        for head in used((*SHEETS[name], SOURCE), rows):
            if head not in table.columns and not table.is_theirs:
                table.add_column(head)
        renewed = renew(
            self.book, self.values[table.sheet.title], table, rows, {numbers[i]: j for i, j in pairs.items()},
            stay={numbers[i] for i in stay}, gone_to=f"{GONE}的{'任务' if name == WORK else name}",
            written=self.written, own_only=name != WORK, ours=(SOURCE, *SHEETS[name], DAYS_LEFT),
        )  # fmt: skip
        self.marks += renewed.marks
        if name == WORK:
            self.result.changes += renewed.changes
            self.result.kept, self.result.others = len(pairs), others

    def _pairs(self, name: str, old: Sequence[Row], new: Sequence[Row]) -> dict[int, int]:
        if name == WORK:
            region = next((plan.header.region for plan in self.plans if plan.header.region), None)
            return pair_rows(old, new, self.words, region)
        pairs: dict[int, int] = {}
        for heads in _ALIKE[name]:
            pairs |= pair_alike(old, new, heads, pairs)
        return pairs

    def other_sheets(self, main: Table, rows: Mapping[str, Sequence[Mapping[str, Cell]]], *, many: bool) -> None:
        """Renew the other sheets of a ledger of ours, those that people have taken out aside, and the titles of all."""
        written = self.written or frozenset()
        headings = _headings(main, self.plans, many=many)
        whole = frozenset[str]().union(*map(whole_units, self.plans))
        by_unit = unit_rows([main.words(y) for y in main.rows()], whole)
        self.marks += heading_marks(headings.values())
        _head(main, headings[WORK], written)
        for name, new in ((TARGETS, rows[TARGETS]), (UNITS, by_unit), (FINDINGS, rows[FINDINGS])):
            table = table_of(self.book, name)
            if table is not None:
                self.renew(name, table, new)
                _head(table, headings[name], written)
                continue
            self.marks += marks_of(new)
            if sheet_mark(name) not in written:
                add_ledger_sheet(self.book, name, new, headings[name])
        made = (name for name in SHEETS if name in self.book.sheetnames or sheet_mark(name) in written)
        self.marks += map(sheet_mark, made)


def _headings(main: Table, plans: Sequence[Plan], *, many: bool) -> dict[str, tuple[str, str]]:
    """Title and origin of each sheet."""
    if many:
        count = len({main.words(y).get(SOURCE) for y in main.rows()})
        return {name: heading_of_many(name, count) for name in SHEETS}
    return {name: (title_of(plans[0], name), "　".join(origin_of(plans[0]))) for name in SHEETS}


def _head(table: Table, heading: tuple[str, str], written: Collection[bytes]) -> None:
    """Renew title and origin, each unless people have put words of their own there."""
    cells = [table.sheet.cell(y, 1) for y in (1, 2)]
    for cell, words in zip(cells, heading, strict=True):
        legend = LEGEND if plain(cell.value).endswith(LEGEND) else ""
        if cell.row < table.top and mark_of("", "", plain(cell.value).removesuffix(LEGEND)) in written:
            put_value(cell, f"{words}{legend}")
            fit_heading(table)


def _staying(
    old: Sequence[Row], new: Sequence[Row], pairs: Mapping[int, int], written: Collection[bytes] | None
) -> tuple[set[int], int]:
    """Rows without a partner that stay: those that people added, and those of documents that were not given.

    A document some of whose rows went on under another name is given.
    """
    given = {row.get(SOURCE, "") for row in new} | {old[i].get(SOURCE, "") for i in pairs}
    alone = [i for i in range(len(old)) if i not in pairs]
    own = {i for i in alone if _is_own(old[i], written)}
    others = {i for i in alone if i not in own and old[i].get(SOURCE) and old[i][SOURCE] not in given}
    return own | others, len(others)


def _is_own(row: Row, written: Collection[bytes] | None) -> bool:
    """True for a row that somebody added: neither its id nor its words are ours."""
    if "编号" in row and not row["编号"]:
        return True
    if written is None:
        return False
    marks = marks_in(row)
    return not any(marks.get(head) in written for head in ("编号", TITLE, "内容", "原文", "疑问", UNIT))


def _log(book: Any, changes: Sequence[Change]) -> None:
    """Add what changed this time to the sheet that keeps it: nothing that a cell said is ever out of reach."""
    if not any(change.fields or change.kind != "变化" for change in changes):
        return
    if LOG not in book.sheetnames:
        sheet = book.create_sheet(LOG)
        for x, head in enumerate(_LOG_HEADS, 1):
            sheet.cell(1, x).value = head
        sheet.freeze_panes = "A2"
        for letter, width in zip("ABCDEFG", (6, 8, 6, 30, 10, 50, 50), strict=True):
            sheet.column_dimensions[letter].width = width
    sheet = book[LOG]
    times = [sheet.cell(y, 1).value for y in range(2, sheet.max_row + 1)]
    time = max((value for value in times if isinstance(value, int)), default=0) + 1
    y = sheet.max_row
    for change in changes:
        for head, before, now in change.fields or [("", "", "")]:
            y += 1
            cells: tuple[Cell, ...] = (time, change.kind, change.number, change.name, head, before, now)
            for x, value in enumerate(cells, 1):
                put_value(sheet.cell(y, x), value)
