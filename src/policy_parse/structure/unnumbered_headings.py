"""Headings without a number: a short line that heads the paragraphs below it, or the usual name of a section."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_parse.document import Document
from policy_parse.lexicon import Lexicon
from policy_parse.model import SectionRole
from policy_parse.structure.headings import section_role
from policy_parse.structure.lines import Line

# 推动科技资源开放 on a line of its own above its paragraphs
_HEAD = re.compile(r"^[^。；：，、？！\d（）《》/|]{4,28}。?$")
_NO_HEAD = re.compile(
    r"负责|配合|牵头|(?:人民政府|办公室|办公厅|委员会|部门|单位|[局厅部委办])$|^(?:附件|附表|来源|抄送|此件|印发)|年\d*月|[：:]"
)
_BODY_MIN = 40


def unnumbered_heads(lines: Sequence[Line], document: Document) -> frozenset[int]:
    """Positions of lines that head the paragraphs after them without a number.

    A short line without marks, with a full paragraph right below; it counts where the document sets it off (bold, or
    as a heading), or where the same stretch between two numbers has several.
    """
    found: set[int] = set()
    stretch: list[int] = []
    for i, line in enumerate(lines):
        if line.label is not None:
            found.update(_accepted(stretch, lines, document))
            stretch = []
        elif _is_head(lines, i, document):
            stretch.append(i)
    found.update(_accepted(stretch, lines, document))
    return frozenset(found)


def _accepted(stretch: Sequence[int], lines: Sequence[Line], document: Document) -> Sequence[int]:
    if len(stretch) >= 2:
        return stretch
    return [i for i in stretch if (block := document.blocks[lines[i].block]).bold or block.heading is not None]


def _is_head(lines: Sequence[Line], i: int, document: Document) -> bool:
    if i == 0 or i + 1 >= len(lines):
        return False
    text, below = lines[i].folded.text, lines[i + 1]
    block = document.blocks[lines[i].block]
    return (
        below.label is None
        and len(below.folded.text) >= _BODY_MIN
        and (lines[i - 1].label is not None or lines[i - 1].folded.text[-1:] in ("", *"。；：）〕”"))
        and bool(_HEAD.match(text))
        and not _NO_HEAD.search(text)
        and block.alignment not in ("center", "right")
    )


def named_head(line: Line, lexicon: Lexicon) -> SectionRole | None:
    """Role of a line of its own that is nothing but the usual name of a section, without a number: 重点任务."""
    text = line.folded.text
    if line.label is not None or not (match := _NAMED_HEAD.match(text)):
        return None
    return section_role(match["name"], lexicon)


# 重点任务 · 政策内容 · 工作目标： · “十五五”时期的主要目标任务 · 2031年重点工作
_NAMED_HEAD = re.compile(
    r"^(?:(?:20\d\d年|“?十[一二三四五六七八九]五”?)(?:时期|期间|以来|和|及|的){0,3}){0,2}(?P<name>[\u4e00-\u9fff]{4,8})：?$"
)
