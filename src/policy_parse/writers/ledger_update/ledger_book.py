"""The workbook of a ledger: opened, its tables found, and what would be lost in it refused."""

from __future__ import annotations

import io
from typing import Any

from policy_parse.errors import WriteError
from policy_parse.model.ledger import FINDINGS, GONE, TARGETS, UNITS, WORK
from policy_parse.signs.columns import ColumnHeads
from policy_parse.writers.ledger_notes import note_own_heads, own_heads_noted
from policy_parse.writers.ledger_units import TOTAL, UNIT
from policy_parse.writers.ledger_update.own_heads import OwnHeads
from policy_parse.writers.ledger_update.table import Table, table_on
from policy_parse.writers.ledger_update.template import heads_missing, template_in

_NEEDED: dict[str, tuple[tuple[str, ...], str]] = {
    WORK: (("编号", "内容"), "内容"),
    TARGETS: (("指标", "原文"), "原文"),
    UNITS: ((UNIT, TOTAL), UNIT),
    FINDINGS: (("疑问", "疑问代码"), "疑问"),
}
"""By which heads the table of each sheet is known, and under which of them every row has something."""


def opened(data: bytes, name: str, *, values: bool = False) -> Any:
    """The workbook; `values`: with the results of its formulas. Raises WriteError if it is none."""
    from zipfile import BadZipFile

    import openpyxl

    try:
        return openpyxl.load_workbook(io.BytesIO(data), rich_text=not values, data_only=values)
    except (BadZipFile, KeyError, ValueError, TypeError, OSError) as error:
        raise WriteError(name, "打不开，不是完好的 xlsx 文件（cannot be opened as a workbook）") from error


def refuse_what_would_be_lost(data: bytes, name: str) -> None:
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


def table_of_work(book: Any, name: str, heads: ColumnHeads, own: OwnHeads | None, *, template: bool) -> Table:
    """The table that holds the work: ours, or an office's own (`template`, or one that was filled in before).

    Raises WriteError if there is none, and if heads are said to be an office's `own` that are ours.
    """
    is_theirs = template or own_heads_noted(book) is not None
    main = None if is_theirs else _main_table(book)
    if is_theirs or (main is None and own is not None):
        main = _theirs(book, name, heads, own)
    if main is None:
        raise WriteError(name, "不是本程序写出的台账，不更新（not a ledger of this program）")
    if own is not None and not main.is_theirs:
        raise WriteError(name, "这是本程序的台账，栏目不用对照（a ledger of this program needs no --columns）")
    return main


def _theirs(book: Any, name: str, heads: ColumnHeads, own: OwnHeads | None) -> Table:
    """The table for work of an office's own workbook, which notes what is `own`. Raises WriteError if none is known."""
    said = (own_heads_noted(book) or {}) if own is None else own
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


def _main_table(book: Any) -> Table | None:
    """The table of work: on its own sheet, or on the first that has one, whatever it is called now."""
    names = [sheet.title for sheet in book.worksheets if not sheet.title.startswith(GONE)]
    for title in sorted(names, key=lambda title: title != WORK):
        if (table := table_on(book[title], *_NEEDED[WORK])) is not None:
            return table
    return None


def table_of(book: Any, sheet: str) -> Table | None:
    """The table on another sheet of ours; None if there is none any more."""
    return table_on(book[sheet], *_NEEDED[sheet]) if sheet in book.sheetnames else None


def same_cells(one: Any, other: Any) -> bool:
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
