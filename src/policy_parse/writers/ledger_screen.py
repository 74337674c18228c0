"""What a ledger shows on the screen: days left, rows coloured by their last day and state, states to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from policy_parse.model.ledger import DAYS_LEFT, STATE
from policy_parse.writers.workbook import TOP

STATES = ("未启动", "进行中", "已完成", "超期")
"""What 完成状态 may say."""
DONE, OVERDUE = STATES[2], STATES[3]
SOON = 15
"""Days before the last one from which a row is coloured."""
LEGEND = f"（红：超期；黄：{SOON} 天内到期；绿：已完成）"
_DAY = "截止日期"
_FILLS = {"done": "E2EFDA", "late": "FFC7CE", "soon": "FFEB9C"}


def days_left(heads: Sequence[str], y: int) -> str | None:
    """The formula for 剩余天数 in row `y`: days from today to the last one, nothing if there is none or all is done."""
    if not {_DAY, STATE, DAYS_LEFT} <= set(heads):
        return None
    day, state = (f"{_letter(heads, head)}{y}" for head in (_DAY, STATE))
    return f'=IF(AND(ISNUMBER({day}),{state}<>"{DONE}"),{day}-TODAY(),"")'


def add_screen(sheet: Any, heads: Sequence[str], last: int) -> None:
    """Add to the rows below `TOP` up to `last` what their columns allow: colours, days left, a list of states."""
    if last <= TOP or STATE not in heads:
        return
    _choices(sheet, _letter(heads, STATE), last)
    if _DAY not in heads:
        return
    _colours(sheet, heads, last)
    for y in range(TOP + 1, last + 1):
        if (formula := days_left(heads, y)) is not None:
            cell = sheet.cell(y, heads.index(DAYS_LEFT) + 1)
            cell.value, cell.number_format = formula, "0"


def _colours(sheet: Any, heads: Sequence[str], last: int) -> None:
    """Whole rows: done, late, soon due; the first rule that holds decides. Office programs compute the day of today."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    day, state = (f"${_letter(heads, head)}{TOP + 1}" for head in (_DAY, STATE))
    rules = {
        "done": f'{state}="{DONE}"',
        "late": f'OR({state}="{OVERDUE}",AND(ISNUMBER({day}),{day}<TODAY()))',
        "soon": f"AND(ISNUMBER({day}),{day}-TODAY()<={SOON})",
    }
    area = f"A{TOP + 1}:{_letter(heads, heads[-1])}{last}"
    for name, formula in rules.items():
        fill = PatternFill("solid", bgColor=_FILLS[name])
        sheet.conditional_formatting.add(area, FormulaRule(formula=[formula], fill=fill, stopIfTrue=True))


def _choices(sheet: Any, column: str, last: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    states = DataValidation(type="list", formula1=f'"{",".join(STATES)}"', allow_blank=True)
    states.errorTitle, states.error = STATE, f"请选择：{'、'.join(STATES)}"
    states.showErrorMessage = True
    sheet.add_data_validation(states)
    states.add(f"{column}{TOP + 1}:{column}{last}")


def _letter(heads: Sequence[str], head: str) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(heads.index(head) + 1))
