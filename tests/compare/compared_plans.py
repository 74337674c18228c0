"""Small plans for one difference at a time."""

from pathlib import Path

from policy_parse import compare, parse

PLANS = Path(__file__).parent / "plans"


def plan(year, *tasks, goals="", table=""):
    """A plan of 江州市 with these tasks, numbered in order, each with the units that it says itself."""
    lines = [f"江州市{year}年水务工作方案", *(("一、工作目标", goals) if goals else ()), "二、重点任务"]
    lines += [f"{number}.{task}" for number, task in enumerate(tasks, 1)]
    return parse("\n".join([*lines, table]).encode(), name=f"{year}.txt")


OTHERS = (
    "开展节水宣传。组织进学校、进社区主题宣传。（市教育局负责）",
    "加强水质监测。每季度对主要河流断面开展采样分析。（市生态环境局负责）",
    "修复湿地生态。对退化湿地补水并种植水生植物。（市林业局负责）",
)
"""Work that no test changes."""


def one_change(old, new, *, between=(2023, 2024)):
    """What changed from one task to another between two plans that differ in nothing else."""
    found = compare(plan(between[0], old, *OTHERS), plan(between[1], new, *OTHERS))
    assert [match.kind for match in found.matches[1:]] == ["kept"] * len(OTHERS)
    return found.matches[0].changes


def facts(changes):
    """Field and kind of each."""
    return [(change.field, change.kind) for change in changes]
