"""DOCX: what changed as tables by the kind of change, to be put before a meeting or sent out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath

from policy_parse.model import Plan, wording
from policy_parse.model.comparison import ComparedPlan, Comparison
from policy_parse.writers.as_written import is_package as is_as_written
from policy_parse.writers.comparisons.rows import note_of
from policy_parse.writers.comparisons.text_file import heading, summary
from policy_parse.writers.comparisons.works import Side, Work, words_of, works_of
from policy_parse.writers.docx_pages import column_widths, landscape
from policy_parse.writers.docx_xml import HEAD, Cell, end, paragraph, table
from policy_parse.writers.ledger import used

__all__ = ["BINARY", "FORMAT", "SUFFIXES", "is_as_written", "render"]

FORMAT = "docx"
SUFFIXES = (".docx",)
BINARY = True

_TITLE = "方案变化对照表"
_TITLE_SIZE, _PART_SIZE, _NOTE_SIZE, _SIZE = 22.0, 14.0, 10.5, 9.0
"""Points: 二号, 四号, 五号 and 小五."""
CHANGE_HEADS = ("序号", "原序号", "新序号", "任务", "栏目", "原来", "现在", "说明", "出处")
WHOLE_HEADS = ("序号", "原序号", "新序号", "任务", "内容", "责任分工", "出处")
_LEAST = {"序号": 2.4, "原序号": 3.4, "新序号": 3.4, "栏目": 4.4, "说明": 7.0, "出处": 7.4}
"""Widths in Chinese characters that a column has at least."""
_CENTRED = frozenset({"序号", "原序号", "新序号", "栏目", "出处"})
_MERGED = ("序号", "原序号", "新序号", "任务", "出处")
"""Columns that are one cell over all changes of one piece of work."""

_Row = Mapping[str, str]


def render(comparison: Comparison, old: Plan, new: Plan) -> bytes:
    """Return a landscape document: both plans, how much changed, then a table for each kind of change.

    The plans' own targets come first in each table; of what is kept there is none.
    """
    return landscape(heading(comparison), _elements(comparison, works_of(comparison, old, new)))


def _elements(comparison: Comparison, works: Sequence[Work]) -> Iterator[str]:
    """Everything in the body, in order."""
    yield paragraph(_TITLE, font=HEAD, size=_TITLE_SIZE, alignment="center")
    for label, plan in (("原方案", comparison.old), ("新方案", comparison.new)):
        yield paragraph(f"{label}：{_name(plan)}", size=_NOTE_SIZE, alignment="center")
    yield paragraph(summary(comparison), size=_NOTE_SIZE, alignment="center")
    for kind, label in wording.MATCH_KINDS.items():
        of_kind = [work for work in works if work.kind == kind]
        if kind != "kept" and of_kind:
            yield paragraph(f"{label}（{len(of_kind)} 项）", font=HEAD, size=_PART_SIZE)
            yield _whole(of_kind) if kind in ("added", "dropped") else _changes(of_kind)
            yield paragraph("", size=_SIZE)
    yield end()


def _name(plan: ComparedPlan) -> str:
    return f"《{plan.title}》（{PurePath(plan.name).name}）" if plan.title else plan.name


def _changes(works: Iterable[Work]) -> str:
    """A row for each change, the cells that name the work merged over its rows."""
    rows: list[_Row] = []
    starts = set[int]()
    for number, work in enumerate(works, 1):
        starts.add(len(rows))
        rows += [{**_head(number, work), **told} for told in _told(work)]
    return _table(CHANGE_HEADS, rows, starts)


def _told(work: Work) -> Iterator[_Row]:
    if work.kind in ("merged", "split"):
        old, new = (side.name if side else "" for side in (work.old, work.new))
        yield {"栏目": wording.TASK, "原来": old, "现在": new, "说明": wording.MATCH_KINDS[work.kind]}
    for change in work.changes:
        field = wording.CHANGE_FIELDS[change.field]
        yield {"栏目": field, "原来": words_of(change.old), "现在": words_of(change.new), "说明": note_of(change)}


def _whole(works: Iterable[Work]) -> str:
    """A row for each piece of work that one plan alone has."""
    rows = []
    for number, work in enumerate(works, 1):
        side = work.new or work.old
        if side is not None:
            facts = "\n".join(f"{label}：{words}" for label, words in side.facts)
            rows.append({**_head(number, work), "内容": side.text, "责任分工": facts})
    return _table(WHOLE_HEADS, rows, set(range(len(rows))))


def _head(number: int, work: Work) -> dict[str, str]:
    name = f"{wording.OWN_TARGETS}：{work.name}" if work.is_target else work.name
    cells = {"序号": str(number), "任务": name, "出处": _places(work.old, work.new)}
    for head, side in (("原序号", work.old), ("新序号", work.new)):
        if side is not None and not work.is_target:
            cells[head] = side.number
    return cells


def _places(old: Side | None, new: Side | None) -> str:
    """Where it stands; in both plans, if it is in both."""
    if old is not None and new is not None:
        return f"原：{old.place}\n新：{new.place}"
    side = new or old
    return side.place if side else ""


def _table(heads: Sequence[str], rows: Sequence[_Row], starts: set[int]) -> str:
    """`starts`: the rows where the next piece of work begins."""
    shown = used(heads, rows) or list(heads)
    words = [[row.get(head, "") for head in shown] for row in rows]
    measured = [
        ["" if y not in starts and head in _MERGED else cell for head, cell in zip(shown, line, strict=True)]
        for y, line in enumerate(words)
    ]
    cells = [
        [
            Cell(
                cell, "center" if head in _CENTRED else "left", _merged(y, starts, len(rows)) if head in _MERGED else ""
            )
            for head, cell in zip(shown, line, strict=True)
        ]
        for y, line in enumerate(words)
    ]
    return table(shown, cells, column_widths(shown, measured, _LEAST, _SIZE), _SIZE)


def _merged(y: int, starts: set[int], rows: int) -> str:
    """Begins a cell over several rows (restart), goes on in it (continue), or is a cell alone."""
    if y not in starts:
        return "continue"
    return "restart" if y + 1 < rows and y + 1 not in starts else ""
