"""Markdown: the ledger as a table, for reading and for pasting into a page."""

from __future__ import annotations

import re

from policy_parse.model import Plan
from policy_parse.writers.ledger import COLUMNS, ledger

FORMAT = "md"
SUFFIXES = (".md",)
BINARY = False

_SHOWN = ("序号", "任务", "内容", "牵头单位", "责任单位", "配合单位", "目标", "时限", "出处")
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~!])")


def render(plan: Plan) -> bytes:
    """Title, one table of all tasks, then the findings; characters that Markdown or HTML would read are escaped."""
    places = [COLUMNS.index(name) for name in _SHOWN]
    lines = [f"# {_plain(plan.header.title or plan.source.name)}", ""]
    lines += ["| " + " | ".join(_SHOWN) + " |", "|" + " --- |" * len(_SHOWN)]
    lines += ["| " + " | ".join(_plain(row.cells[i]) for i in places) + " |" for row in ledger(plan)]
    if plan.findings:
        lines += ["", "## 疑问", ""]
        lines += [f"- {_plain(finding.message)}（{finding.code}）" for finding in plan.findings]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def _plain(words: str) -> str:
    return "<br>".join(_SPECIAL.sub(r"\\\1", line.strip()).replace("\\<", "&lt;") for line in words.split("\n"))
