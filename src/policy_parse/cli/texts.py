"""What the command says of itself, in one language: every text in Chinese and in English, picked by the locale.

Help is the table of `help_texts`; all else is the table `TEXTS`. Messages about
documents stay in both languages: they are passed on to people who have set another one.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal

Language = Literal["zh", "en"]

TEXTS: Mapping[str, tuple[str, str]] = {
    # help
    "usage": ("用法：", "usage: "),
    "arguments": ("参数", "arguments"),
    "options": ("选项", "options"),
    "commands": ("命令", "commands"),
    # wrong usage
    "missing": ("缺少参数 {0}", "the following arguments are required: {0}"),
    "unknown": ("不认识的参数 {0}", "unrecognized arguments: {0}"),
    "no-command": ("没有命令 {0}", "no such command: {0}"),
    "no-content": ("{0} 后面缺少内容", "argument {0}: expected a value"),
    "no-value": ("{0} 后面不应有 {1}", "argument {0}: takes no value, given {1}"),
    "ambiguous": ("{0} 写得不全，可能是 {1}", "ambiguous option: {0} could match {1}"),
    "not-one-of": ("{0} 不能是 {1}，可以是 {2}", "argument {0}: {1} is none of {2}"),
    "wrong": ("{0}：{1}", "argument {0}: {1}"),
    "did-you-mean": ("，是不是 {0}", "; did you mean {0}?"),
    "see-help": ("；用法见 {0} --help", "; see {0} --help"),
    # progress
    "reading": ("读取", "reading"),
    "a-minute": ("{0} 个/分", "{0} a minute"),
    "failed": ("失败 {0}", "{0} failed"),
    "time-left": ("还需", "left"),
    # serve
    "serving": (
        "网页已在本机打开，只有这台电脑能用；按 Ctrl-C 结束：\n{0}",
        "The page is open on this machine alone; Ctrl-C ends it:\n{0}",
    ),
    "served": ("已结束，内容已清除", "ended, everything is forgotten"),
    # show
    "tasks": ("任务 {0}", "{0} tasks"),
    "pieces": ("任务 {0}（{1} 项工作）", "{0} tasks ({1} distinct)"),
    "units": ("单位 {0}", "{0} units"),
    "targets": ("目标 {0}", "{0} targets"),
    "deadlines": ("时限 {0}", "{0} deadlines"),
    "findings": ("疑点 {0}", "{0} findings"),
    "pages": ("{0} 页", "{0} pages"),
    "own-targets": ("总体目标", "Overall targets"),
    "head-tasks": ("任务", "Tasks"),
    "head-findings": ("疑点", "Findings"),
    "more": ("另 {0} 项", "{0} more"),
    "lead": ("牵头：", "lead: "),
    "responsible": ("责任：", "responsible: "),
    "supporting": ("配合：", "supporting: "),
    "guiding": ("指导：", "guiding: "),
    "no-title": ("（没有标题）", "(no title)"),
}  # fmt: skip
"""Chinese and English of each; ``{0}`` where words are put in."""


def language() -> Language:
    """The language of help: Chinese where LC_ALL, LC_MESSAGES or LANG, the first that is set, begins with zh.

    Where none is set, as on Windows, Chinese if the system's own locale is.
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "zh" if value.lower().startswith("zh") else "en"
    if os.name != "nt":
        return "en"
    from locale import getlocale

    return "zh" if (getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def text(name: str, *words: object) -> str:
    """The text of that name in the language of the locale, with `words` put in."""
    return TEXTS[name][language() == "en"].format(*words)


def one_of(both: str) -> str:
    """The half of a text in two lines, Chinese above English, that the locale asks for; one line is for both."""
    chinese, _, english = both.partition("\n")
    return english if english and language() == "en" else chinese
