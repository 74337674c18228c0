"""Signs in a line's words: whether it opens a paragraph, closes a sentence, is a date, a title, part of a bracket."""

from __future__ import annotations

import re
from collections.abc import Sequence

# 一、 （一） 1. 1、 1.2 建设… （1） ① 第一章 一是 附件1 专栏2 —— ●
_LABEL = re.compile(
    r"[一二三四五六七八九十百]{1,4}[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,3}(?:[.．](?!\d)|、)"
    r"|\d{1,2}(?:\.\d{1,2}){1,2}[ \u3000](?![万亿千公平立亩吨元个倍米])[\u4e00-\u9fff]|[（(]\d{1,3}[）)]"
    r"|[①-⑳]|第[一二三四五六七八九十百\d]{1,4}[章节条编](?![、和至])|[一二三四五六七八九十]是|附[件表录图][\d一二三四五六七八九十：:]|专栏[\d一二三四五六七八九十：:]|[●■◆○□▲★•]"
)
_BARE_LABEL = re.compile(r"(?:\d{1,3}[.．、]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)])")
# 责任单位：… （牵头单位：… 完成时限：… 抄送：… 联系人：…
_FIELD = re.compile(
    r"[（(【〔\[]?(?:责任|牵头|配合|主办|协办|参与|负责|支持|指导|实施)(?:单位|部门|处室|主体|领导|人)[：:]"
    r"|[（(【〔\[]?(?:完成|整改|时间|工作)?(?:时限|期限|节点|完成时间)[：:]|抄\s*送[：:]|主\s*送[：:]|联\s*系\s*(?:人|电话|方式)[：:]|附\s*件[：:]"
)
_NAMED = re.compile(r"[（(【〔\[]?\s*[\u4e00-\u9fff、]{2,10}[：:]")
# （此件公开发布） （此件主动公开） （本文有删减） （不予公开）
_NOTE = re.compile(r"[（(](?:此件|本件|本文|此文|信息公开|公开属性|依申请|主动公开|不予公开)[^（()）]{0,20}[）)]")
_DATE = re.compile(
    r"[（(]?\s*(?:\d{4}|[二〇○零一九十]{4})\s*年\s*[\d元一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{0,3}\s*日?\s*[）)]?"
)
_NUMBER = re.compile(r"[\u4e00-\u9fff（）()]{2,20}[〔\[﹝【(（]\s*\d{4}\s*[〕\]﹞】)）]\s*第?\s*\d{1,5}\s*号")
_TITLE_END = re.compile(
    r"(?:通知|意见|方案|决定|函|报告|批复|公告|通告|办法|规定|措施|规划|计划|要点|清单|细则|条例|分工|分解表|任务表|责任表)[》”]?"
    r"(?:的通知)?(?:[（(][^（()）]{1,30}[）)])?$"
)
_STOPS = "。！？；：…!?;:"
_CLOSERS = "”’）)》〉】〕］]』」"
_PAIRS = {"（": "）", "(": "）", "《": "》", "〈": "〉", "“": "”", "〔": "〕", "【": "】"}
_CLOSING = {"）": "）", ")": "）", "》": "》", "〉": "〉", "”": "”", "〕": "〕", "】": "】"}
_HAS_BRACKET = re.compile("[（()）《》〈〉“”〔〕【】]")


def is_label(text: str) -> bool:
    """Whether a line begins with a number or a mark that opens a paragraph."""
    return bool(_LABEL.match(text))


def is_bare_label(text: str) -> bool:
    """Whether a line is a number and nothing else: 16. or （一）, its paragraph on the next line."""
    return bool(_BARE_LABEL.fullmatch(text))


def is_field(text: str) -> bool:
    """Whether a line begins with a label of the usual ones: 责任单位：, 完成时限：, 抄送：."""
    return bool(_FIELD.match(text))


def ends_in_field(text: str) -> bool:
    """Whether a line ends in a labelled list, which is whole without a mark: …完成改造。责任单位：市水务局."""
    return ("：" in text or ":" in text) and is_field(re.split("[。；]", text)[-1].lstrip())


def is_named(text: str) -> bool:
    """Whether a line begins with any short label and a colon."""
    return bool(_NAMED.match(text))


def is_note(text: str) -> bool:
    """Whether a line is a note in brackets on how a document is published: （此件公开发布）."""
    return bool(_NOTE.fullmatch(text))


def is_date(text: str) -> bool:
    """Whether a line is a calendar date and nothing else."""
    return bool(_DATE.fullmatch(text.strip()))


def is_document_number(text: str) -> bool:
    """Whether a line is a document number and nothing else: 某政办发〔2023〕4号."""
    return bool(_NUMBER.fullmatch(text.strip()))


def closes_title(text: str) -> bool:
    """Whether a line ends as titles end: …的通知, …工作方案（2021—2023年）."""
    return bool(_TITLE_END.search(text))


def ends_sentence(text: str) -> bool:
    """Whether the last visible character closes a sentence, closing brackets and quotes looked through.

    （某某局牵头） and 〔某某局负责〕 end an item, 《…方案》 ends none.
    """
    bare = text.rstrip(_CLOSERS)
    return (bool(bare) and bare[-1] in _STOPS) or (text[-1:] in "）)〕］】]" and len(bare) > 12)


def open_bracket(text: str) -> bool:
    """Whether a bracket or book-title mark opened in `text` is still open at its end."""
    return bool(_unclosed(text, ()))


def open_brackets(texts: Sequence[str]) -> list[bool]:
    """For each text, whether a bracket is open after it; one not closed within 200 characters is forgotten."""
    found: list[bool] = []
    waiting: tuple[str, ...] = ()
    since = 0
    for text in texts:
        if waiting or _HAS_BRACKET.search(text):
            waiting = _unclosed(text, waiting)
        since = since + len(text) if waiting else 0
        if since > 200:
            waiting, since = (), 0
        found.append(bool(waiting))
    return found


def _unclosed(text: str, waiting: tuple[str, ...]) -> tuple[str, ...]:
    stack = list(waiting)
    for mark in _HAS_BRACKET.findall(text):
        if mark in _PAIRS:
            stack.append(_PAIRS[mark])
        elif _CLOSING[mark] in stack:
            del stack[len(stack) - 1 - stack[::-1].index(_CLOSING[mark]) :]
    return tuple(stack)


def spread_titles(texts: Sequence[str]) -> frozenset[int]:
    """The boundaries (numbered by the line before) that stand inside a title over several lines.

    A title is known by 关于, an ending such as 的通知, no mark between, and what follows it: a document number, a
    date, a line of recipients; or by a date in brackets at its end (as in collections of documents).
    """
    inside: set[int] = set()
    at = 0
    while at < len(texts) - 1:
        end = _title_from(texts, at)
        if end is None:
            at += 1
        else:
            inside.update(range(at, end))
            at = end + 1
    return frozenset(inside)


def _title_from(texts: Sequence[str], at: int) -> int | None:
    title = ""
    for end in range(at, min(at + 6, len(texts))):
        text = texts[end]
        if re.search("[。；！？：，]", text) or (
            end > at and (is_label(text) or is_date(text) or is_document_number(text))
        ):
            return None
        title += text
        if len(title) > 160 or (end == at + 1 and "关于" not in title and "印发" not in title):
            return None
        if end > at and closes_title(title) and "《" not in title[title.rfind("》") + 1 :]:
            after = texts[end + 1] if end + 1 < len(texts) else ""
            dated = bool(re.search(r"[（(]\s*\d{4}\s*年[^（()）]{1,20}[）)]$", title))
            begun = at == 0 or ends_sentence(texts[at - 1]) or is_document_number(texts[at - 1])
            if begun and (dated or is_document_number(after) or is_date(after) or after.endswith(("：", ":"))):
                return end
    return None
