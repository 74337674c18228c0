"""A ledger and its plans to the ledger brought up to date: typed cells stay, what is new, gone or changed is told."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from policy_parse.comparison.words import ComparisonWords
from policy_parse.errors import WriteError
from policy_parse.model import Plan
from policy_parse.signs.columns import ColumnHeads
from policy_parse.writers.ledger import SOURCE, used
from policy_parse.writers.ledger_notes import marks_in, noted_hash, written_in
from policy_parse.writers.ledger_sheets import title_of
from policy_parse.writers.ledger_update.identity import pair_alike, pair_rows
from policy_parse.writers.ledger_update.renew import NEW, Change, Row, renew
from policy_parse.writers.ledger_update.table import Table, split_merged, table_on
from policy_parse.writers.ledger_update.template import rows_for, template_in
from policy_parse.writers.workbook import Cell, packed, put_value
from policy_parse.writers.xlsx_file import SHEETS, add_ledger_sheet, in_words, ledger_rows, marks_of

WORK = "任务台账"
LOG = "更新记录"
_LOG_HEADS = ("次数", "情况", "序号", "任务", "栏目", "原来", "现在")
_NEEDED: dict[str, tuple[tuple[str, ...], str]] = {
    WORK: (("编号", "内容"), "内容"),
    "总体指标": (("指标", "原文"), "原文"),
    "疑问": (("疑问", "疑问代码"), "疑问"),
}
"""By which heads the table of each sheet is known, and under which of them every row has something."""
_ALIKE = {
    "总体指标": ((SOURCE, "指标", "范围", "原文"), (SOURCE, "指标", "范围")),
    "疑问": ((SOURCE, "疑问代码", "疑问"),),
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
) -> Updated:
    """Bring a ledger up to date with `plans`, all plans that were read; `many`: each row is to name its document.

    Every row keeps its place, its look and what people typed; new rows stand where the plan has them, or at the end
    of a table that people have sorted. Rows whose work is gone go to a sheet of their own. `template`: `data` is an
    office's own workbook, whose columns `heads` knows; one that was filled so is known later. Raises WriteError if
    `data` is no ledger of ours, or holds what would be lost.
    """
    book, values = _opened(data, name), _opened(data, name, values=True)
    _refuse_what_would_be_lost(data, name)
    main = None if template else _main_table(book)
    if main is None and (template or noted_hash(book) is not None):
        main = template_in(book, heads)
    if main is None and template:
        raise WriteError(name, "没有认出任务表的表头（no table of tasks is known by its heads）")
    if main is None:
        raise WriteError(name, "不是本程序写出的台账，不更新（not a ledger of this program）")
    many = many or SOURCE in main.columns
    rows = ledger_rows(plans, many=many)
    if main.is_theirs:
        rows = {WORK: rows_for(main, rows[WORK])}
    written = written_in(book)
    result = Updated(data)
    marks = list(marks_of(chain.from_iterable(rows.values())))
    for sheet, new in rows.items():
        table = main if sheet == WORK else _table(book, sheet)
        if table is None:
            if sheet == "总体指标" and new:
                _add(book, sheet, new, plans, many=many)
            continue
        result.split += split_merged(table)
        marks += _update(book, values, sheet, table, new, plans, words, written, result)
    if template and not result.kept:  # nothing but new
        result.changes = [change for change in result.changes if change.kind != NEW]
    if not result.changes and _same(_opened(data, name), book):
        return result
    _log(book, result.changes)
    result.data = packed(book, marks, typed=True)
    return result


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
    names = [sheet.title for sheet in book.worksheets if not sheet.title.startswith(_GONE)]
    for title in sorted(names, key=lambda title: title != WORK):
        if (table := table_on(book[title], *_NEEDED[WORK])) is not None:
            return table
    return None


_GONE = "已移出"
"""How the names of the sheets begin that hold rows whose work is gone."""


def _table(book: Any, name: str) -> Table | None:
    return table_on(book[name], *_NEEDED[name]) if name in book.sheetnames else None


def _add(book: Any, name: str, rows: Sequence[Mapping[str, Cell]], plans: Sequence[Plan], *, many: bool) -> None:
    title = f"{name}汇总" if many else title_of(plans[0], name)
    add_ledger_sheet(book, name, rows, title=title, origin="", first=(SOURCE,) if many else ())


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
    gone = f"{_GONE}的{'任务' if name == WORK else name}"
    renewed = renew(
        book, values[table.sheet.title], table, rows, {numbers[i]: j for i, j in pairs.items()},
        stay={numbers[i] for i in stay}, gone_to=gone, written=written, own_only=name != WORK,
        ours=(SOURCE, *SHEETS[name]),
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
    return not any(marks.get(head) in written for head in ("编号", "任务", "内容", "原文", "疑问"))


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
