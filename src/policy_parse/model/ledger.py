"""What a ledger of ours is called and known by, as those who write it and those who read it back need it."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping

PROPERTY = "policy-parse cells"
"""The property of the workbook that only a ledger of ours has."""
COLUMNS_PROPERTY = "policy-parse columns"
"""How the properties begin that hold what an office says of its own heads, in pieces with a number."""
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


def own_heads_in(properties: Mapping[str, str]) -> dict[str, str] | None:
    """What the properties of a workbook say of an office's own heads: head → ours, '' for one that is left alone.

    None if they say nothing, or it is not whole.
    """
    words = noted_in(properties, COLUMNS_PROPERTY)
    try:
        noted = None if words is None else json.loads(base64.b64decode(words, validate=True))
    except ValueError:
        return None
    return {str(head): str(ours) for head, ours in noted.items()} if isinstance(noted, dict) else None


def noted_in(properties: Mapping[str, str], name: str) -> str | None:
    """The words that stand in pieces under `name` 1, `name` 2, …; None if there are none, or one is missing."""
    found = {key: words for key, words in properties.items() if key.startswith(name)}
    names = [f"{name} {number}" for number in range(1, len(found) + 1)]
    return "".join(found[each] for each in names) if found and set(names) == set(found) else None
