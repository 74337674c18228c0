"""The other sheets of a ledger: where the plan comes from, its overall targets, and the findings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from policy_parse.model import Plan
from policy_parse.model.location import Places
from policy_parse.model.wording import EFFORTS, SEVERITIES, amount
from policy_parse.writers.ledger import Entry, one_line

TARGET_HEADS = ("序号", "指标", "范围", "目标值", "原文", "基期", "年份", "性质", "出处")
"""Head of the table of overall targets (总体指标)."""
FINDING_HEADS = ("级别", "疑问", "涉及序号", "涉及编号", "级别代码", "疑问代码")
"""Head of the table of findings (疑问)."""


def title_of(plan: Plan, kind: str) -> str:
    """The plan's title with what the ledger is: 某某工作方案任务台账; without one, the name of the file."""
    name = plan.header.title or plan.header.notice_title or PurePath(plan.source.name).stem
    return name if name.endswith(kind) else f"{name}{kind}"


def origin_of(plan: Plan) -> list[str]:
    """Title, document number, issuers, day of issue and file, each with its label, as far as they are known."""
    header = plan.header
    found = {
        "来源": f"《{header.title}》" if header.title else "",
        "文号": header.document_number.text if header.document_number else "",
        "印发机关": "、".join(header.issuers),
        "成文日期": header.issued_on.isoformat() if header.issued_on else "",
        "源文件": plan.source.name,
    }
    return [f"{label}：{words}" for label, words in found.items() if words]


def target_rows(plan: Plan) -> list[dict[str, str]]:
    """The commitments that the plan makes outside its tasks, one row each, by the heads of `TARGET_HEADS`."""
    places = Places(plan)
    return [
        {
            "序号": str(number),
            "指标": target.indicator or "",
            "范围": target.scope or "",
            "目标值": amount(target),
            "原文": one_line(target.text),
            "基期": target.baseline.text if target.baseline else "",
            "年份": one_line(target.due.text) if target.due else "",
            "性质": EFFORTS[target.effort] if target.effort else "",
            "出处": places.words(target.span.start),
        }
        for number, target in enumerate(plan.targets, 1)
    ]


def finding_rows(plan: Plan, entries: Sequence[Entry]) -> list[dict[str, str]]:
    """What a careful reader would query, with the rows of the ledger it is about, by the heads of `FINDING_HEADS`."""
    numbers = {task.id: entry.number for entry in entries for task in entry.tasks}
    return [
        {
            "级别": SEVERITIES[finding.severity],
            "疑问": finding.message,
            "涉及序号": "、".join(str(number) for number in sorted({numbers[i] for i in finding.tasks})),
            "涉及编号": "、".join(finding.tasks),
            "级别代码": finding.severity,
            "疑问代码": finding.code,
        }
        for finding in plan.findings
    ]
