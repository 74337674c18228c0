"""Plain text: a line for each change, in columns that fit a terminal where Chinese characters are two cells wide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from policy_parse.comparison.only import count
from policy_parse.model import Plan, wording
from policy_parse.model.comparison import Comparison
from policy_parse.text.terminal_width import cells, padded
from policy_parse.writers.as_written import head_of
from policy_parse.writers.comparisons.rows import COLUMNS, change_rows

FORMAT = "text"
SUFFIXES = (".txt",)
BINARY = False

_ARROW = " → "
_NO_CHANGE = "没有变化（no change）"
_COUNTS = f"(?:{'|'.join(wording.MATCH_KINDS.values())}) [0-9]+"
_PART = f"(?:{wording.TASK}|{wording.OWN_TARGETS})：{_COUNTS}(?:，{_COUNTS})*"
_SUMMARY = re.compile(f"(?:{_PART}(?:；{_PART})?|{_NO_CHANGE})\n")
WIDTHS = (6, 24, 8, 36, 36, 28)
"""Cells of each column at the most."""


def render(comparison: Comparison, old: Plan, new: Plan) -> bytes:
    """What is compared, how much changed, then a line for each change."""
    rows = [tuple(map(_one_line, row)) for row in change_rows(comparison, old, new)]
    lines = [heading(comparison), summary(comparison)]
    if rows:
        lines += ["", *_table([COLUMNS, *rows])]
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def is_as_written(path: Path) -> bool:
    """True for a file whose first lines are those of ours."""
    first, _, rest = head_of(path).decode("utf-8", "replace").partition("\n")
    return _ARROW in first and _SUMMARY.match(rest) is not None


def heading(comparison: Comparison) -> str:
    """The two plans by title, else by the names of their files."""
    names = (plan.title or plan.name for plan in (comparison.old, comparison.new))
    return _ARROW.join(names)


def summary(comparison: Comparison) -> str:
    """How many tasks and targets there are of each kind."""
    parts = []
    for what, found in ((wording.TASK, count(comparison.matches)), (wording.OWN_TARGETS, count(comparison.targets))):
        kinds = [f"{wording.MATCH_KINDS[kind]} {found[kind]}" for kind in wording.MATCH_KINDS if kind in found]
        if kinds:
            parts.append(f"{what}：{'，'.join(kinds)}")
    return "；".join(parts) or _NO_CHANGE


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _table(rows: Sequence[Sequence[str]]) -> list[str]:
    cut = [[_cut(cell, width) for cell, width in zip(row, WIDTHS, strict=True)] for row in rows]
    widths = [max(cells(row[i]) for row in cut) for i in range(len(WIDTHS))]
    return ["  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cut]


def _cut(words: str, width: int) -> str:
    """`words` if they fit, else what fits with an ellipsis."""
    if cells(words) <= width:
        return words
    kept = ""
    for character in words:
        if cells(kept + character) > width - 1:
            break
        kept += character
    return kept + "…"
