"""Whether a document is a plan: one whose numbered items are work to be done, even where no unit is named."""

from __future__ import annotations

import re

from policy_parse.lexicon import Lexicon
from policy_parse.model import Header
from policy_parse.structure.node import Node
from policy_parse.text.sign import LazyPattern

# 工作方案 · 行动计划 · 工作要点 · 任务分工 · 若干措施 · 实施意见: titles of documents that set work
_PLAN = re.compile(
    r"方案|计划|要点|任务|分工|清单|措施|行动|政府工作报告|举措|台账|意见|工作安排|规划|工作思路|路线图|时间表|工程|攻坚"
)
# 关于开展…试点的通知 · 关于进一步加强…的通知: notices that set work themselves
_SETS_WORK = re.compile(
    r"关于(?:组织|深入|全面|进一步|切实|扎实|持续|大力|加快|统筹|积极|推动|认真)*(?:开展|推进|加强|深化|促进|支持|实施|完善|强化|提升|建立|优化|规范).{2,60}(?:的通知|通知)$"
)
# 管理办法 · 条例 · 通报 · 公告 · 解读: titles of documents whose items are rules, facts or news
_OTHER = re.compile(
    r"(?:办法|条例|规定|细则|规则|规范|标准|指南|导则|公告|通告|通报|公报|报告|解读|讲话|批复|复函|函|决定|决议|章程|问答|新闻|简报|纪要|目录|预案|政策|指引|制度|流程|名单|一览表)(?:（[^（）]{1,12}）)?(?:的通知|》的?通知)?$"
)

_ITEMS_MIN = 4
_IMPERATIVE = LazyPattern(
    r"(?:大力|积极|全面|加快|持续|着力|扎实|深入|进一步|切实|有序|稳步|稳妥|统筹|协同|全力|严格|坚决|认真|不断|逐步)*"
    r"(?:加强|推进|推动|完善|建立|健全|强化|优化|提升|提高|促进|实施|开展|落实|加大|加快|构建|打造|培育|支持|深化|规范|扩大|发展|建设|"
    r"组织|做好|抓好|落细|严守|保障|保护|拓展|引导|鼓励|探索|创新|改善|降低|压减|整治|治理|防范|稳定|巩固|壮大|实现|制定|编制|畅通)"
)


def is_named_otherwise(header: Header) -> bool:
    """Whether the title says that the document is rules, facts or news (办法, 通报, 公告) and no plan."""
    title = _title(header)
    return _OTHER.search(title) is not None and not re.search(r"(?:方案|计划|要点|政府工作报告)(?:的通知)?$", title)


def _title(header: Header) -> str:
    return re.sub(r"[“”\s]", "", header.title or header.notice_title or "")


def is_plan(header: Header, root: Node, lexicon: Lexicon) -> bool:
    """Whether items without a responsibility statement are tasks: the title says plan, or a section is headed 任务.

    Titles are judged by their last word (关于印发…管理办法的通知 is a set of rules). Where the title says neither, a
    section headed 重点任务, 主要措施 … decides, or that most items begin as orders do (加强…, 推进…, 完善…).
    """
    title = _title(header)
    if is_named_otherwise(header):
        return False
    if title and (_PLAN.search(title) or _SETS_WORK.search(title)):
        return True
    if any(node.named and node.role == "task" for node in root.walk()):
        return True
    items = [node.heading for node in root.walk() if node.label is not None and not node.children]
    return len(items) >= _ITEMS_MIN and 2 * sum(map(bool, map(_IMPERATIVE.match, items))) >= len(items)
