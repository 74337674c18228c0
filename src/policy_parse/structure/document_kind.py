"""Decides if a document is a plan: one whose numbered items are work to be done, even if no unit is named."""

from __future__ import annotations

import re

from policy_parse.model import Header
from policy_parse.signs.lines import LineSigns
from policy_parse.structure.node import Node
from policy_parse.text.traditional import simplified

_ITEMS_MIN = 4


def titled_as_other_document(header: Header, signs: LineSigns) -> bool:
    """True if the title says that the document is rules, facts or news (办法, 通报, 公告) and no plan."""
    title = _title(header)
    return signs.other_title.search(title) is not None and signs.plan_ending.search(title) is None


def _title(header: Header) -> str:
    return simplified(re.sub(r"[“”\s]", "", header.title or header.notice_title or ""))


def is_plan(header: Header, root: Node, signs: LineSigns) -> bool:
    """True if items without a responsibility statement are tasks: the title says plan, or a section is headed 任务.

    Titles are judged by their last word (关于印发…管理办法的通知 is a set of rules). If the title says neither, a
    section headed 重点任务, 主要措施 … decides, or that most items begin as orders do (加强…, 推进…, 完善…).
    """
    title = _title(header)
    if titled_as_other_document(header, signs):
        return False
    if title and (signs.plan_title_word.search(title) or signs.notice_that_sets_work.search(title)):
        return True
    if any(node.named and node.role == "task" for node in root.walk()):
        return True
    items = [simplified(node.heading) for node in root.walk() if node.label is not None and not node.children]
    return len(items) >= _ITEMS_MIN and 2 * sum(map(bool, map(signs.order.match, items))) >= len(items)
