"""Markdown: the ledger as tables, for reading and for pasting into a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from policy_parse.model import Plan
from policy_parse.writers.as_written import head_of
from policy_parse.writers.ledger import UNIT_HEADS, Entry, entries, used
from policy_parse.writers.ledger_sheets import (
    FINDING_HEADS,
    TARGET_HEADS,
    finding_rows,
    origin_of,
    target_rows,
    title_of,
)

FORMAT = "md"
SUFFIXES = (".md",)
BINARY = False

_HEADS = ("序号", "编号", "所属", "任务", "内容", *UNIT_HEADS.values(), "目标", "时限", "出处")
_TITLE = "任务台账"
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|#~!])")


def render(plan: Plan) -> bytes:
    """Title and source; then tables of overall targets, of the work, each piece once, and of findings.

    Columns with nothing in them are left out; characters that Markdown or HTML would read are escaped.
    """
    work = entries(plan)
    lines = [f"# {_plain(title_of(plan, _TITLE))}", "", _plain(" · ".join(origin_of(plan)))]
    lines += _section("总体指标", TARGET_HEADS, target_rows(plan))
    lines += _section("任务", _HEADS, [_cells(entry) for entry in work])
    lines += _section("疑问", FINDING_HEADS, finding_rows(plan, work))
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def is_as_written(path: Path) -> bool:
    """True for a file with a title as ours have it."""
    title = head_of(path).partition(b"\n")[0].decode("utf-8", "replace")
    return title.startswith("# ") and title.endswith(_TITLE)


def _cells(entry: Entry) -> dict[str, str]:
    cells = {"序号": str(entry.number), "编号": entry.ids, "所属": entry.path, "任务": entry.title}
    cells |= {"内容": entry.content(), "目标": entry.targets, "时限": entry.limits, "出处": entry.place}
    return cells | {head: entry.units(role) for role, head in UNIT_HEADS.items()}


def _section(name: str, heads: Sequence[str], rows: Sequence[Mapping[str, str]]) -> Iterator[str]:
    if rows:
        shown = used(heads, rows)
        yield from ("", f"## {name}", "")
        yield "| " + " | ".join(shown) + " |"
        yield "|" + " --- |" * len(shown)
        for row in rows:
            yield "| " + " | ".join(_plain(row[head]) for head in shown) + " |"


def _plain(words: str) -> str:
    return "<br>".join(_SPECIAL.sub(r"\\\1", line.strip()).replace("\\<", "&lt;") for line in words.split("\n"))
