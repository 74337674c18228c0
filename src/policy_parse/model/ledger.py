"""What a ledger of ours is called and known by, as those who write it and those who read it back need it."""

from __future__ import annotations

PROPERTY = "policy-parse cells"
"""The property of the workbook that only a ledger of ours has."""
WORK, TARGETS, UNITS, FINDINGS, LOG = "任务台账", "总体指标", "单位台账", "疑问", "更新记录"
"""Its sheets."""
GONE = "已移出"
"""How the names of the sheets begin that hold rows whose work is gone."""
TITLE, GROUP, DAYS_LEFT, STATE = "任务名称", "所属章节", "剩余天数", "完成状态"
"""Heads of columns."""
MARK = "本次更新"
"""The head of the column that marks rows that are new or changed."""
HEADS_ASIDE = frozenset({"编号", "原序号", "出处", DAYS_LEFT, STATE, MARK, "原文", "数值", "数值上限", "计量单位"})
"""Heads of columns that say nothing of the work itself, or say again what another says."""


def is_aside(sheet: str) -> bool:
    """True for a sheet of a ledger that says nothing of its own about the work: views, records, work that is gone."""
    return sheet in (UNITS, FINDINGS, LOG) or sheet.startswith(GONE)
