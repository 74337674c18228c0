"""Markdown to plain lines: marks taken off, headings and bold lines remembered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from policy_parse.readers.txt.lines import TextLine

# ## 一、总体要求
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
# **主要目标** or __主要目标__
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,400}?)(?<=\S)\1")
# [附件1](http://…) and ![图](…)
_LINK = re.compile(r"!?\[([^\]\n]{0,200})\]\([^()\s]{0,500}(?:\([^()\s]{0,200}\))?[^()\s]{0,200}\)")
_BULLET = re.compile(r"[-*+]\s+(?=\S)")
_QUOTE = re.compile(r"(?:>\s?)+")
_RULE = re.compile(r"(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|```\w*|={3,}")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>|])")
_ORPHAN = re.compile(r"\*\*+")


def is_markdown(lines: Sequence[TextLine]) -> bool:
    """True if `lines` were written as Markdown: a heading of it, or two lines with bold words."""
    bold = 0
    for line in lines:
        if line.text.startswith("#") and _HEADING.fullmatch(line.text):
            return True
        bold += "**" in line.text and bool(_STRONG.search(line.text))
    return bold >= 2


def unmark(lines: Sequence[TextLine]) -> list[TextLine]:
    """The same lines without the marks of Markdown; rules and fences are left out, table rows stay as they are."""
    found: list[TextLine] = []
    blanks = 0
    for line in lines:
        blanks += line.blanks
        if line.text and _RULE.fullmatch(line.text):
            blanks += 1
            continue
        found.append(replace(_plain(line), blanks=blanks))
        blanks = 0
    return found


def _plain(line: TextLine) -> TextLine:
    text = _QUOTE.sub("", line.text, count=1) if line.text.startswith(">") else line.text
    heading = _HEADING.fullmatch(text)
    text = heading.group(2) if heading else _BULLET.sub("", text, count=1) if _BULLET.match(text) else text
    inner = _STRONG.fullmatch(text)
    text = _ORPHAN.sub("", _STRONG.sub(r"\2", _LINK.sub(r"\1", text)))
    text = _ESCAPE.sub(r"\1", text).strip()
    return replace(
        line,
        text=text,
        raw=line.raw if "\t" in line.raw or "|" in text else text,
        heading=len(heading.group(1)) if heading else None,
        bold=bool(inner),
    )
