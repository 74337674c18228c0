"""Lines after the last item that are no part of it: who signed and when, and the closing address of a report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_parse.structure.lines import Line

# 2031年3月20日 · 二〇三一年三月二十日
_DATE = re.compile(r"^[\d二〇○零一三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日$")
# 滨江市人民政府办公室 · 滨江市水务局
_NAME = re.compile(r"^[^，。；：、！？]{2,40}[府厅局部委办室会院署行社团处]$")
# 各位代表！蓝图已经绘就 … : the appeal that ends a report
_ADDRESS = re.compile(r"^各位代表[！，]")


def after_items(lines: Sequence[Line]) -> frozenset[int]:
    """Positions of the lines after the last numbered one that sign or close the document."""
    last = max((i for i, line in enumerate(lines) if line.label is not None), default=len(lines))
    found: set[int] = set()
    for i in range(last + 1, len(lines)):
        text = lines[i].folded.text
        if _ADDRESS.match(text):
            found.add(i)
        elif _DATE.match(text):
            found.update(_signature(lines, last, i))
    return frozenset(found)


def _signature(lines: Sequence[Line], last: int, date: int) -> range:
    """The date and the names right above it; a date that nobody signs is none."""
    first = date
    while first - 1 > last and _NAME.match(lines[first - 1].folded.text):
        first -= 1
    return range(first, date + 1) if first < date else range(0)
