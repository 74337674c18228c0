"""DOCX: the work as a table of the kind that offices issue (任务分解表), to be edited and sent out.

Read back, each row has the units and the time limits of its work: roles are columns of their own, and a limit
whose year came from the document (6月底前) is written with it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from policy_parse.model import Plan
from policy_parse.writers.as_written import is_package as is_as_written
from policy_parse.writers.docx_pages import column_widths, landscape
from policy_parse.writers.docx_xml import HEAD, Cell, end, paragraph, table
from policy_parse.writers.ledger import UNIT_HEADS, Entry, entries, used
from policy_parse.writers.ledger_sheets import (
    FINDING_HEADS,
    TARGET_HEADS,
    finding_rows,
    origin_of,
    target_rows,
    title_of,
)

__all__ = ["BINARY", "FORMAT", "SUFFIXES", "is_as_written", "render"]

FORMAT = "docx"
SUFFIXES = (".docx",)
BINARY = True

_TITLE_SIZE, _PART_SIZE, _NOTE_SIZE, _SIZE = 22.0, 14.0, 10.5, 9.0
"""Points: 二号, 四号, 五号 and 小五."""
_HEADS = ("序号", "所属章节", "工作内容", "目标指标", *UNIT_HEADS.values(), "完成时限", "出处", "编号")
_KEPT = ("责任单位",)
"""What a task table has even where the plan names no unit at all: the office fills it in."""
_LEAST = {"序号": 2.4, "级别": 2.4, "完成时限": 4.6, "涉及序号": 9.0}
"""Widths in Chinese characters that a column has at least."""
_CENTRED = frozenset({"序号", "完成时限", "出处", "编号", "级别", "涉及序号"})


def render(plan: Plan) -> bytes:
    """Return a landscape document: title, source, overall targets, then one row for each piece of work.

    All the work of the plan, in document order, cells of one heading merged; columns with nothing in them are
    left out. The findings are on pages of their own at the end, to be taken off.
    """
    return landscape(title_of(plan, "任务分解表"), _elements(plan))


def _elements(plan: Plan) -> Iterator[str]:
    """Everything in the body, in order."""
    work = entries(plan)
    yield paragraph(title_of(plan, "任务分解表"), font=HEAD, size=_TITLE_SIZE, alignment="center")
    yield paragraph("　".join(origin_of(plan)), size=_NOTE_SIZE, alignment="center")
    if targets := target_rows(plan):
        yield paragraph("总体指标", font=HEAD, size=_PART_SIZE)
        yield _table(TARGET_HEADS, targets)
        yield paragraph("", size=_SIZE)
    yield _table(_HEADS, [_cells(entry) for entry in work], kept=_KEPT)
    if findings := finding_rows(plan, work):
        yield paragraph("疑问（供核对，印发前删去）", font=HEAD, size=_PART_SIZE, new_page=True)
        yield _table(FINDING_HEADS[:3], findings)
    yield end()


def _cells(entry: Entry) -> dict[str, str]:
    return {
        "序号": str(entry.number),
        "所属章节": entry.path.replace("\n", "；"),
        "工作内容": entry.content(titled=True),
        "目标指标": entry.targets,
        "完成时限": entry.limits_with_year,
        "出处": entry.place,
        "编号": entry.ids,
    } | {head: entry.units(role) for role, head in UNIT_HEADS.items()}


def _table(heads: Sequence[str], rows: Sequence[Mapping[str, str]], *, kept: Collection[str] = ()) -> str:
    filled = used(heads, rows)
    if not {*UNIT_HEADS.values()} & {*filled}:
        filled += kept
    shown = [head for head in heads if head in filled] or list(heads)
    words = [[row[head] for head in shown] for row in rows]
    cells = [
        [Cell(line[x], "center" if head in _CENTRED else "left") for x, head in enumerate(shown)] for line in words
    ]
    if "所属章节" in shown:
        x = shown.index("所属章节")
        for y, merged in enumerate(_merged([line[x] for line in words])):
            cells[y][x] = Cell(words[y][x], "left", merged)
            words[y][x] = "" if merged == "continue" else words[y][x]
    return table(shown, cells, column_widths(shown, words, _LEAST, _SIZE), _SIZE)


def _merged(values: Sequence[str]) -> list[str]:
    """For each of `values`: begins a cell over several rows (restart), goes on in it (continue), or is a cell alone."""
    same = [bool(a) and a == b for a, b in pairwise(values)]
    return [
        "continue" if above else "restart" if below else ""
        for above, below in zip([False, *same], [*same, False], strict=True)
    ][: len(values)]
