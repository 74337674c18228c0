"""CSV: a row for each value, for pivot tables and programs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from policy_parse.model import wording
from policy_parse.model.trend import Trend
from policy_parse.writers.as_written import head_of
from policy_parse.writers.csv_file import csv_bytes
from policy_parse.writers.trends.words import digits, measure

FORMAT = "csv"
SUFFIXES = (".csv",)

COLUMNS = (
    *(
        "指标",
        "本方案中的名称",
        "变动",
        "基准年",
        "行政区划",
        "机关",
        "年份",
        "年份依据",
        "界限",
        "数值",
        "上限",
        "单位",
    ),
    *("较前值", "宽严", "约束", "任务编号", "原文", "位置", "文件"),
)
_YEAR_FROM = {"due": "完成时限", "plan": "方案年份"}


def render(trend: Trend) -> bytes:
    """All values, UTF-8 with a mark so that Excel reads Chinese; what could run as a formula gets a '."""
    return csv_bytes(COLUMNS, _rows(trend))


def is_as_written(path: Path) -> bool:
    """True for a file with the head of ours."""
    return head_of(path).startswith(csv_bytes(COLUMNS, ()))


def _rows(trend: Trend) -> Iterator[tuple[str, ...]]:
    for series in trend.series:
        for point in series.points:
            yield (
                series.indicator,
                point.indicator,
                measure(series),
                str(point.baseline or ""),
                point.region or "",
                point.office,
                str(point.year or ""),
                _YEAR_FROM[point.year_from],
                wording.COMPARATORS[point.comparator],
                digits(point.value),
                "" if point.value_max is None else digits(point.value_max),
                series.unit or "",
                "" if point.difference is None else digits(point.difference),
                wording.EFFECTS[point.effect] if point.effect else "",
                wording.EFFORTS[point.effort] if point.effort else "",
                "、".join(point.tasks),
                point.text,
                point.place,
                trend.plans[point.plan].name,
            )
