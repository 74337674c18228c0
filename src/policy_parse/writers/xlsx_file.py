"""XLSX: the ledger as a workbook; needs the extra ``xlsx``."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from policy_parse.errors import WriteError
from policy_parse.model import Plan
from policy_parse.writers.ledger import COLUMNS, ledger
from policy_parse.writers.package import UNPRINTABLE, timeless

FORMAT = "xlsx"
SUFFIXES = (".xlsx",)
BINARY = True

_WIDTHS = {
    "任务": 28,
    "内容": 60,
    "所属": 24,
    "牵头单位": 18,
    "责任单位": 24,
    "配合单位": 24,
    "目标": 28,
    "时限": 16,
    "出处": 16,
}


def render(plan: Plan) -> bytes:
    """Return ledger and findings as two sheets. Words stay words: nothing of the document can run as a formula."""
    try:
        from openpyxl import Workbook
        from openpyxl.styles import Alignment, Font
    except ImportError as error:
        raise WriteError(
            "xlsx", "需要 openpyxl：pip install 'policy-parse[xlsx]'（openpyxl is not installed）"
        ) from error

    book = Workbook()
    tasks, findings = book.active, book.create_sheet("疑问")
    tasks.title = "任务台账"
    _fill(tasks, COLUMNS, [row.cells for row in ledger(plan)])
    _fill(
        findings,
        ("级别", "代码", "说明", "任务"),
        [(f.severity, f.code, f.message, "、".join(f.tasks)) for f in plan.findings],
    )
    top = Alignment(wrap_text=True, vertical="top")
    for sheet in (tasks, findings):
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            sheet.column_dimensions[cell.column_letter].width = _WIDTHS.get(str(cell.value), 12)
        for line in sheet.iter_rows(min_row=2):
            for cell in line:
                cell.alignment = top
    findings.column_dimensions["C"].width = 80
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue())


def _fill(sheet: Any, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    sheet.append(list(head))
    for y, row in enumerate(rows, 2):
        for x, words in enumerate(row, 1):
            if words:
                cell = sheet.cell(y, x)
                cell.value = UNPRINTABLE.sub("", words)[:32767]
                cell.data_type = "s"  # a leading = stays a character
