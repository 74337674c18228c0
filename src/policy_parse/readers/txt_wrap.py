"""Lines to paragraphs: a paragraph broken over several lines becomes one again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_parse.readers.txt_lines import Line

# 一、 （一） 1. 1、 （1） ① 第一章 一是 附件1 专栏2 —— ●
_LABEL = re.compile(
    r"[一二三四五六七八九十百]{1,4}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,3}[.．、](?!\d)|[（(]\d{1,3}[）)]"
    r"|[①-⑳]|第[一二三四五六七八九十百\d]{1,4}[章节条编]|[一二三四五六七八九十]是|附[件表录图]|专栏|——|[●■◆○□▲★*•·]"
)
# 责任单位：… 完成时限：… 联系人：…
_NAMED = re.compile(r"[（(【〔\[]?\s*[\u4e00-\u9fff、]{2,10}[：:]")
_DATE = re.compile(r"[（(]?\s*(?:\d{4}|[二〇○零一九十]{4})\s*年\s*[\d元一二三四五六七八九十]{1,3}\s*月")
_TITLE_END = re.compile(
    r"(?:通知|意见|方案|决定|函|报告|批复|公告|通告|办法|规定|措施|规划|计划|要点|清单|细则|条例|分工|分解表)》?"
    r"(?:[（(][^（()）]{1,30}[）)])?$"
)
_STOPS = "。！？；：…!?;:."
_CLOSERS = "”’）)》〉】〕］]』」"


def is_label(text: str) -> bool:
    """Whether a line begins with a number or a mark that opens a paragraph."""
    return bool(_LABEL.match(text))


def ends_sentence(text: str) -> bool:
    """Whether the last visible character closes a sentence, closing brackets and quotes looked through."""
    return text.rstrip(_CLOSERS)[-1:] in _STOPS


def open_bracket(text: str) -> bool:
    """Whether a bracket or book-title mark opened in `text` is still open at its end."""
    return any(
        text.count(a) + text.count(b) > text.count(c) + text.count(d)
        for a, b, c, d in ("（(）)", "《〈》〉", "“『”』", "〔【〕】")
    )


def join(left: str, right: str) -> str:
    """Two lines as one: nothing between them, a blank only between two Latin words."""
    apart = left[-1:].isascii() and right[:1].isascii() and left[-1:].isalpha() and right[:1].isalpha()
    return f"{left} {right}" if apart else left + right


def join_lines(lines: Sequence[Line]) -> list[str]:
    """The paragraphs that `lines` make."""
    paragraphs: list[str] = []
    for at, line in enumerate(lines):
        if at and _continues(paragraphs[-1], [later.text for later in lines[at : at + 4]]):
            paragraphs[-1] = join(paragraphs[-1], line.text)
        else:
            paragraphs.append(line.text)
    return paragraphs


def _continues(before: str, after: Sequence[str]) -> bool:
    line = after[0]
    if is_label(line) or _DATE.match(line) or _NAMED.match(line) or ends_sentence(before):
        return False
    return before[-1] in "、，," or open_bracket(before) or _copied_to(before, line) or _broken_title(before, after)


def _copied_to(before: str, line: str) -> bool:
    """Whether `line` goes on with a distribution list: 抄送：市委办公室，市纪委 / 监委机关，市法院。 (cut in a name)."""
    return bool(re.match(r"(?:抄\s*[送报]|主\s*送|分\s*送)\s*[：:]", before)) and "，" in line and line.endswith("。")


def _broken_title(before: str, after: Sequence[str]) -> bool:
    """Whether a title goes on: 某某市人民政府办公室 / 关于印发某某市2024年节约用水 / 工作方案的通知, no mark inside."""
    if len(before) > 60 or _TITLE_END.search(before) or is_label(before) or _DATE.match(before):
        return False
    title = before
    for line in after:
        if re.search(r"[。；：！？，]", line) or is_label(line) or _DATE.match(line) or len(line) > 60:
            return False
        title += line
        if _TITLE_END.search(line):
            return "关于" in before + after[0][:2] and bool(re.match(r"[^。；：！？，]{0,60}关于.{2,200}$", title))
    return False
