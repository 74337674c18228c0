"""The Chinese words for what results hold: the same in ``explain``, the ledgers, review pages and findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from policy_parse.model.block import BlockKind
from policy_parse.model.deadline import DeadlineKind
from policy_parse.model.finding import Severity
from policy_parse.model.section import SectionRole
from policy_parse.model.target import Change, Comparator, Effort, Period, Target
from policy_parse.model.task import Origin
from policy_parse.model.unit import Role

if TYPE_CHECKING:
    from policy_parse.model.comparison import Effect, MatchKind

COMPARATORS: Mapping[Comparator, str] = {
    "le": "≤", "lt": "<", "ge": "≥", "gt": ">", "eq": "=", "approx": "≈", "between": "介于",
}  # fmt: skip
"""``between`` is a word: 介于 3—5% cannot be taken for an equation."""
CHANGES: Mapping[Change, str] = {"increase": "提高", "decrease": "下降"}
"""A change is one of a rate or level, which rises (提高2个百分点, as the contract has it); 增加 is for amounts."""
EFFORTS: Mapping[Effort, str] = {"ensured": "确保", "striven": "力争", "binding": "约束性", "expected": "预期性"}
PERIODS: Mapping[Period, str] = {
    "year": "年", "half_year": "半年", "quarter": "季度", "month": "月", "week": "周", "day": "日",
}  # fmt: skip
DEADLINE_KINDS: Mapping[DeadlineKind, str] = {
    "date": "日期", "recurring": "定期", "ongoing": "长期", "event": "以某事为准",
}  # fmt: skip
ROLES: Mapping[Role, str] = {"lead": "牵头", "responsible": "责任", "supporting": "配合", "guiding": "指导"}
SEVERITIES: Mapping[Severity, str] = {"info": "提示", "warning": "注意", "error": "错误"}
ORIGINS: Mapping[Origin, str] = {"narrative": "正文", "table": "表格"}
BLOCK_KINDS: Mapping[BlockKind, str] = {"paragraph": "段落", "heading": "标题", "cell": "单元格"}
SECTION_ROLES: Mapping[SectionRole, str] = {
    "goal": "目标", "task": "任务", "safeguard": "保障", "background": "背景", "other": "其他",
}  # fmt: skip
HEADER_FIELDS: Mapping[str, str] = {
    "title": "标题",
    "notice_title": "印发通知标题",
    "document_number": "发文字号",
    "issuers": "发文机关",
    "recipients": "主送",
    "issued_on": "成文日期",
    "printed_on": "印发日期",
    "copied_to": "抄送",
    "attachments": "附件",
    "region": "行政区划",
    "plan_period": "起止年份",
}
"""By the fields of Header, in the order in which they are shown."""
TASK, TARGET, DEADLINE, FINDING = "任务", "目标", "时限", "疑问"
"""What is counted, listed and marked."""

OWN_TARGETS = "总体目标"
MATCH_KINDS: Mapping[MatchKind, str] = {
    "kept": "延续", "changed": "调整", "added": "新增", "dropped": "取消", "merged": "合并", "split": "拆分",
}  # fmt: skip
CHANGE_FIELDS: Mapping[str, str] = {
    "title": "名称", "text": "内容", "target": TARGET, "deadline": DEADLINE,
    "lead": "牵头单位", "responsible": "责任单位", "supporting": "配合单位", "guiding": "指导单位",
}  # fmt: skip
CHANGE_KINDS: Mapping[str, str] = {
    "raised": "上调", "lowered": "下调", "bound": "界限不同", "incomparable": "不可比",
    "added": "新增", "dropped": "取消",
    "earlier": "提前", "later": "推后", "reworded": "改写",
    "joined": "新加入", "left": "退出", "role": "角色不同", "renamed": "机构改革更名",
}  # fmt: skip
EFFECTS: Mapping[Effect, str] = {"stricter": "更严", "looser": "更宽", "unclear": "宽严不明"}
"""What two plans compared differ by."""


def unit_head(role: Role) -> str:
    """Head of the column of units with that role: 牵头单位."""
    return f"{ROLES[role]}单位"


def amount(target: Target) -> str:
    """Comparator, value and unit: ≤ 3.028亿m³, 下降 ≥ 7%, 每年 = 2万套, 介于 3—5%; a plain change is 下降 7%."""
    each = f"每{PERIODS[target.per]}" if target.per else ""
    change = CHANGES[target.change] if target.change else ""
    sign = "" if target.change and target.comparator == "eq" else COMPARATORS[target.comparator]
    upper = f"—{target.value_max}" if target.value_max is not None else ""
    return " ".join(part for part in (each, change, sign, f"{target.value}{upper}{target.unit or ''}") if part)


def describe_target(target: Target) -> str:
    """`target` in one line: indicator, comparator, value and unit."""
    return f"{target.indicator or ''} {amount(target)}".strip()
