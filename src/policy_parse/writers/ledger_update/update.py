"""A ledger and its plans to the ledger brought up to date: typed cells stay, what is new, gone or changed is told."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from policy_parse.comparison.words import ComparisonWords
from policy_parse.errors import WriteError
from policy_parse.model import Plan
from policy_parse.model.ledger import DAYS_LEFT, FINDINGS, GONE, LOG, TARGETS, TITLE, UNITS, WORK
from policy_parse.signs.columns import ColumnHeads
from policy_parse.writers.ledger import SOURCE, used
from policy_parse.writers.ledger_notes import mark_of, marks_in, note_own_heads, own_heads_in, plain, written_in
from policy_parse.writers.ledger_screen import LEGEND
from policy_parse.writers.ledger_sheets import origin_of, title_of
from policy_parse.writers.ledger_units import TOTAL, UNIT, unit_rows, whole_units
from policy_parse.writers.ledger_update.heights import fit_heading
from policy_parse.writers.ledger_update.identity import pair_alike, pair_rows
from policy_parse.writers.ledger_update.own_heads import OwnHeads
from policy_parse.writers.ledger_update.renew import NEW, Change, Row, renew
from policy_parse.writers.ledger_update.table import Table, split_merged, table_on
from policy_parse.writers.ledger_update.template import heads_missing, rows_for, template_in
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
_NEEDED: dict[str, tuple[tuple[str, ...], str]] = {
    WORK: (("编号", "内容"), "内容"),
    TARGETS: (("指标", "原文"), "原文"),
    UNITS: ((UNIT, TOTAL), UNIT),
    FINDINGS: (("疑问", "疑问代码"), "疑问"),
}
"""By which heads the table of each sheet is known, and under which of them every row has something."""
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
    book, values = _opened(data, name), _opened(data, name, values=True)
    _refuse_what_would_be_lost(data, name)
    is_theirs = template or own_heads_in(book) is not None
    main = None if is_theirs else _main_table(book)
    if is_theirs or (main is None and own is not None):
        main = _theirs(book, name, heads, own)
    if main is None:
        raise WriteError(name, "不是本程序写出的台账，不更新（not a ledger of this program）")
    if own is not None and not main.is_theirs:
        raise WriteError(name, "这是本程序的台账，栏目不用对照（a ledger of this program needs no --columns）")
    many = many or SOURCE in main.columns
    rows = ledger_rows(plans, many=many)
    if main.is_theirs:
        rows = {WORK: rows_for(main, rows[WORK])}
    written = written_in(book)
    result = Updated(data)
    whole = frozenset[str]().union(*map(whole_units, plans))
    marks: list[bytes] = []
    headings: dict[str, tuple[str, str]] = {}
    for sheet in SHEETS:
        if main.is_theirs and sheet != WORK:
            continue
        table = main if sheet == WORK else _table(book, sheet)
        new = rows[sheet] if sheet != UNITS else unit_rows([main.words(y) for y in main.rows()], whole)
        marks += marks_of(new)
        if table is None and sheet_mark(sheet) not in (written or ()):
            add_ledger_sheet(book, sheet, new, headings[sheet])
        if not main.is_theirs and (sheet_mark(sheet) in (written or ()) or sheet in book.sheetnames):
            marks.append(sheet_mark(sheet))
        if table is None:
            continue
        result.split += split_merged(table)
        marks += _update(book, values, sheet, table, new, plans, words, written, result)
        if sheet == WORK:
            headings = _headings(main, plans, many=many)
            marks += [] if main.is_theirs else heading_marks(headings.values())
        if not main.is_theirs:
            _head(table, headings[sheet], written or ())
    if template and not result.kept:  # nothing but new
        result.changes = [change for change in result.changes if change.kind != NEW]
    if not result.changes and _same(_opened(data, name), book):
        return result
    _log(book, result.changes)
    result.data = packed(book, marks, typed=True)
    return result


def _theirs(book: Any, name: str, heads: ColumnHeads, own: OwnHeads | None) -> Table:
    """The table for work of an office's own workbook, which notes what is `own`. Raises WriteError if none is known."""
    said = (own_heads_in(book) or {}) if own is None else own
    table = template_in(book, heads, said)
    if table is None:
        missing = heads_missing(book, said)
        why = f"；表里没有这样的表头（no such head）：{'、'.join(missing)}" if missing else ""
        raise WriteError(
            name,
            f"没有认出任务表的表头{why}；可用 --columns 写明"
            "（no table of tasks is known by its heads, --columns can name them）",
        )
    note_own_heads(book, said)
    return table


def _opened(data: bytes, name: str, *, values: bool = False) -> Any:
    from zipfile import BadZipFile

    import openpyxl

    try:
        return openpyxl.load_workbook(io.BytesIO(data), rich_text=not values, data_only=values)
    except (BadZipFile, KeyError, ValueError, TypeError, OSError) as error:
        raise WriteError(name, "打不开，不是完好的 xlsx 文件（cannot be opened as a workbook）") from error


def _refuse_what_would_be_lost(data: bytes, name: str) -> None:
    """Raise WriteError for words in shapes and text boxes, which the library for workbooks does not keep."""
    from zipfile import ZipFile

    with ZipFile(io.BytesIO(data)) as package:
        drawings = [one for one in package.namelist() if one.startswith("xl/drawings/") and one.endswith(".xml")]
        if any(b"<xdr:sp" in package.read(one) for one in drawings):
            raise WriteError(
                name,
                "表里有文本框或图形，更新会丢掉它们；请先移到别的工作簿，或另起文件名"
                "（holds text boxes or shapes, which would be lost）",
            )


def _main_table(book: Any) -> Table | None:
    """The table of work: on its own sheet, or on the first that has one, whatever it is called now."""
    names = [sheet.title for sheet in book.worksheets if not sheet.title.startswith(GONE)]
    for title in sorted(names, key=lambda title: title != WORK):
        if (table := table_on(book[title], *_NEEDED[WORK])) is not None:
            return table
    return None


def _table(book: Any, name: str) -> Table | None:
    return table_on(book[name], *_NEEDED[name]) if name in book.sheetnames else None


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


def _update(
    book: Any,
    values: Any,
    name: str,
    table: Table,
    rows: Sequence[Mapping[str, Cell]],
    plans: Sequence[Plan],
    words: ComparisonWords,
    written: frozenset[bytes] | None,
    result: Updated,
) -> list[bytes]:
    """One sheet; what is reported is added to `result`. Returns the marks of values that stay as they were written."""
    numbers = table.rows()
    old = [table.words(y) for y in numbers]
    new: list[Row] = [in_words(row) for row in rows]
    if name == WORK:
        region = next((plan.header.region for plan in plans if plan.header.region), None)
        pairs = pair_rows(old, new, words, region)
    else:
        pairs = {}
        for heads in _ALIKE[name]:
            pairs |= pair_alike(old, new, heads, pairs)
    stay, others = _staying(old, new, pairs, written)
    for head in used(SHEETS[name], rows) + ([SOURCE] if rows and SOURCE in rows[0] else []):
        if head not in table.columns and not table.is_theirs:
            table.add_column(head)
    gone = f"{GONE}的{'任务' if name == WORK else name}"
    renewed = renew(
        book, values[table.sheet.title], table, rows, {numbers[i]: j for i, j in pairs.items()},
        stay={numbers[i] for i in stay}, gone_to=gone, written=written, own_only=name != WORK,
        ours=(SOURCE, *SHEETS[name], DAYS_LEFT),
    )  # fmt: skip
    if name == WORK:
        result.changes += renewed.changes
        result.kept, result.others = len(pairs), others
    return renewed.marks


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


def _same(one: Any, other: Any) -> bool:
    """True if two workbooks have the same cells on the same sheets."""

    def cells(book: Any) -> dict[tuple[str, str], str]:
        return {
            (sheet.title, cell.coordinate): str(cell.value)
            for sheet in book.worksheets
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }

    return cells(one) == cells(other)


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
