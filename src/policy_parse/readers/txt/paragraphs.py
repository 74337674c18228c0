"""Lines to paragraphs: a paragraph broken over several lines becomes one again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policy_parse.readers.txt.lines import TextLine
from policy_parse.readers.txt.reflow import measure, reflow
from policy_parse.signs.lines import ends_sentence, open_bracket
from policy_parse.signs.reading import ReaderSigns
from policy_parse.text.traditional import simplified

_HEADING_MAX = 45
"""A numbered line without a mark at its end is a heading up to this length."""


_WIDGET = re.compile(r"[：:] ?[【\[]$")
"""A page's button whose words the copy lost ends a line (字体：【); nothing goes on behind it."""
_OPENS = "（(〔【［[《“"
_CLOSES = "，。、；：）〕】］》”"
"""No paragraph ends with what opens a bracket, and none begins with a mark that closes something."""


def join(left: str, right: str) -> str:
    """Two lines as one: nothing between them, a blank only between two Latin words."""
    apart = left[-1:].isascii() and right[:1].isascii() and left[-1:].isalpha() and right[:1].isalpha()
    return f"{left} {right}" if apart else left + right


def join_to_paragraphs(lines: Sequence[TextLine], signs: ReaderSigns) -> list[str]:
    """The paragraphs of `lines`: by the page's width if the text is hard-wrapped, else by the words at line ends."""
    words = [_simplified(line) for line in lines]
    page = measure(words, signs.lines)
    boundaries = reflow(words, page, signs.lines) if page else None
    paragraphs: list[str] = []
    for at, line in enumerate(lines):
        if at == 0:
            goes_on = False
        elif boundaries:
            goes_on = boundaries[at - 1] != "end"
        else:
            goes_on = _continues(simplified(paragraphs[-1]), [later.text for later in words[at : at + 4]], signs)
        if goes_on:
            paragraphs[-1] = join(paragraphs[-1], line.text)
        else:
            paragraphs.append(line.text)
    return paragraphs


def _simplified(line: TextLine) -> TextLine:
    """A line in simplified characters, in which the signs of lines are."""
    text = simplified(line.text)
    return line if text is line.text else replace(line, text=text, raw=simplified(line.raw))


def _continues(before: str, after: Sequence[str], signs: ReaderSigns) -> bool:
    """True if whole paragraphs were broken at this place: by a page's end, or in a title set over several lines."""
    line = after[0]
    if signs.lines.is_note(before) or signs.lines.is_document_number(before) or _WIDGET.search(before):
        return False
    if before[-1] in _OPENS or line[0] in _CLOSES:
        return True
    if (
        signs.lines.is_label(line)
        or signs.lines.is_date(line)
        or signs.lines.is_named(line)
        or signs.lines.is_document_number(line)
        or ends_sentence(before)
    ):
        return False
    if before[-1] in "、，," or open_bracket(before):
        return True
    if signs.lines.ends_in_field(before) and "。" in line[:-1]:
        return False  # sentences, and no further offices of the list
    return _broken_prose(before, signs) or _copied_to(before, line, signs) or _broken_title(before, after, signs)


def _broken_prose(before: str, signs: ReaderSigns) -> bool:
    """True if a long line of prose stops within a sentence; not for recipients (各区人民政府，…) and headings."""
    long_enough = len(before) >= (_HEADING_MAX if signs.lines.is_label(before) else 20)
    return long_enough and "，" in before and before[0] != "各" and not signs.lines.closes_title(before)


def _copied_to(before: str, line: str, signs: ReaderSigns) -> bool:
    """True if `line` goes on with a distribution list: 抄送：市委办公室，市纪委 / 监委机关，市法院."""
    return signs.pages.distribution_list.match(before) is not None and "，" in line and line.endswith("。")


def _broken_title(before: str, after: Sequence[str], signs: ReaderSigns) -> bool:
    """True if a title goes on, no mark inside: 某某市人民政府办公室 / 关于印发某某市2024年 / 节水工作方案的通知."""
    if (
        len(before) > 60
        or signs.lines.closes_title(before)
        or signs.lines.is_label(before)
        or signs.lines.is_date(before)
    ):
        return False
    title = before
    for line in after:
        if (
            re.search(r"[。；：！？，]", line)
            or signs.lines.is_label(line)
            or signs.lines.is_date(line)
            or len(line) > 60
        ):
            return False
        title += line
        if signs.lines.closes_title(line):
            return "关于" in before + after[0][:2] and signs.pages.title_about.match(title) is not None
    return False
