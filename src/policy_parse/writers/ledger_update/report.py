"""What became of the rows of a ledger, in words for the person who keeps it."""

from __future__ import annotations

from collections import Counter

from policy_parse.writers.ledger_update.renew import CHANGED, CORRECTED, GONE, NEW
from policy_parse.writers.ledger_update.update import Updated


def report(updated: Updated) -> str:
    """What became of the rows, a line each, below a line of counts."""
    counts = Counter(change.kind for change in updated.changes)
    lines = [
        f"已更新（updated）：延续 {updated.kept} 行，其中变化 {counts[CHANGED]} 行；"
        f"新增 {counts[NEW]} 行，移出 {counts[GONE]} 行"
        f"（{updated.kept} go on, {counts[CHANGED]} of them changed, {counts[NEW]} new, {counts[GONE]} gone）"
    ]
    for kind in (NEW, CHANGED, GONE, CORRECTED):
        for change in updated.changes:
            if change.kind == kind:
                heads = "、".join(head for head, _, _ in change.fields)
                note = "（表中是人工填写的，方案另有说法 kept as typed）" if kind == CORRECTED else ""
                which = " ".join(filter(None, (kind, change.number, change.name)))
                lines.append(f"{which}{f'：{heads}' if heads else ''}{note}")
    if updated.others:
        lines.append(f"这次没有给出的文件，有 {updated.others} 行原样保留（rows of files not given stay）")
    if updated.split:
        lines.append(f"拆开了 {updated.split} 处合并的单元格（merged cells were taken apart）")
    return "\n".join(lines)
