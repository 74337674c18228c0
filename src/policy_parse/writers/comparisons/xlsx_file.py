"""XLSX: a sheet of changes to filter, and a sheet with both plans side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from policy_parse.model import Deadline, Plan, Target, wording
from policy_parse.model.comparison import AnyChange, Comparison, DeadlineChange, TargetChange
from policy_parse.writers.comparisons.rows import note_of
from policy_parse.writers.comparisons.text_file import heading, summary
from policy_parse.writers.comparisons.works import Side, Work, told_apart, words_of, works_of
from policy_parse.writers.ledger import used
from policy_parse.writers.workbook import (
    Cell,
    add_sheet,
    excel_day,
    is_as_written,
    new_workbook,
    packed,
    printable_widths,
)

__all__ = ["BINARY", "FORMAT", "SUFFIXES", "is_as_written", "render"]

FORMAT = "xlsx"
SUFFIXES = (".xlsx",)
BINARY = True

CHANGES, BESIDE = "变化清单", "逐项对照"
"""Names of the sheets."""
CHANGE_HEADS = (
    "序号", "情况", "栏目", "任务", "原来", "现在", "说明", "原出处", "新出处",
    "变化", "原序号", "原任务", "新序号", "新任务", "指标", "原数值", "新数值", "差额", "单位", "宽严",
    "原截止日期", "新截止日期", "相差天数",
)  # fmt: skip
BESIDE_HEADS = (
    "序号", "情况", "原任务", "原内容", "原出处", "新任务", "新内容", "新出处", "变化", "原序号", "新序号",
)  # fmt: skip
_PRINTED = {CHANGES: 9, BESIDE: 9}
"""So many columns are printed; the rest is there to filter and to reckon with."""
_LEAST = {
    "序号": 2.6, "情况": 2.6, "栏目": 4.2, "变化": 4.6, "原序号": 3.0, "新序号": 3.0, "单位": 2.6, "宽严": 2.6,
    "差额": 4.0, "原数值": 4.0, "新数值": 4.0, "原截止日期": 6.5, "新截止日期": 6.5,
    "相差天数": 4.0, "原出处": 4.5, "新出处": 4.5, "指标": 9.0, "原任务": 9.0, "新任务": 9.0,
}  # fmt: skip
"""Widths in Chinese characters that a column has at least."""
_CENTRED = frozenset(_LEAST) - {"变化", "指标", "原任务", "新任务"}

_Row = Mapping[str, Cell]


def render(comparison: Comparison, old: Plan, new: Plan) -> bytes:
    """Return a workbook of two sheets: a row for each change, and a row for each piece of work of both plans.

    Words stay words, days are dates and differences are numbers. Columns with nothing in them are left out.
    """
    works = works_of(comparison, old, new)
    book = new_workbook()
    title, origin = heading(comparison), summary(comparison)
    changes = [{"序号": n, **row} for n, row in enumerate((row for w in works for row in _changes(w)), 1)]
    _add(book, CHANGES, CHANGE_HEADS, changes, title, origin)
    _add(book, BESIDE, BESIDE_HEADS, [{"序号": n, **_beside(w)} for n, w in enumerate(works, 1)], title, origin)
    return packed(book)


def _add(book: Any, name: str, heads: Sequence[str], rows: Sequence[_Row], title: str, origin: str) -> None:
    shown = used(heads, rows) or list(heads)
    cells = [[row.get(head) for head in shown] for row in rows]
    printed = sum(head in heads[: _PRINTED[name]] for head in shown)
    least = {head: width for head, width in _LEAST.items() if head not in ("原任务", "新任务")}
    widths = printable_widths(shown[:printed], [row[:printed] for row in cells], least)
    widths += [_LEAST[head] for head in shown[printed:]]
    add_sheet(book, name, shown, cells, widths, title=title, origin=origin, centred=_CENTRED, printed=printed)


def _changes(work: Work) -> Iterator[_Row]:
    """A row for the whole where the kind of the match tells a difference, then one for each change."""
    head = _head(work)
    if told_apart(work):
        words = {"原来": work.old.text if work.old else "", "现在": work.new.text if work.new else ""}
        whole = wording.TARGET if work.is_target else wording.TASK
        yield {**head, "栏目": whole, "变化": wording.MATCH_KINDS[work.kind], **words}
    for change in work.changes:
        yield {**head, **_change(change)}


def _head(work: Work) -> dict[str, Cell]:
    side = work.new or work.old
    cells: dict[str, Cell] = {"情况": wording.MATCH_KINDS[work.kind], "任务": side.name if side else ""}
    for label, side in (("原", work.old), ("新", work.new)):
        if side is not None:
            cells |= {f"{label}序号": side.number, f"{label}任务": side.name, f"{label}出处": side.place}
    return cells


def _change(change: AnyChange) -> dict[str, Cell]:
    cells: dict[str, Cell] = {
        "栏目": wording.CHANGE_FIELDS[change.field],
        "变化": wording.CHANGE_KINDS[change.kind],
        "说明": note_of(change),
        "原来": words_of(change.old),
        "现在": words_of(change.new),
    }
    if isinstance(change, TargetChange):
        cells |= {"指标": change.indicator, "差额": change.difference, **_amounts(change)}
        cells["宽严"] = wording.EFFECTS[change.effect] if change.effect else None
    elif isinstance(change, DeadlineChange):
        cells |= {"原截止日期": _last_day(change.old), "新截止日期": _last_day(change.new), "相差天数": change.days}
    return cells


def _amounts(change: TargetChange) -> dict[str, Cell]:
    """Both numbers in the one unit that they and their difference have; none of ranges and of unlike units."""
    sides = [target for target in (change.old, change.new) if target is not None]
    units = {target.quantity.unit for target in sides}
    if len(units) > 1 or (change.difference is not None and units != {change.unit}):
        return {"单位": change.unit}
    return {"原数值": _number(change.old), "新数值": _number(change.new), "单位": units.pop()}


def _number(target: Target | None) -> Cell:
    return target.quantity.value if target and target.quantity.value_max is None else None


def _last_day(deadline: Deadline | None) -> Cell:
    return excel_day(deadline.end) if deadline else None


def _beside(work: Work) -> _Row:
    cells = _head(work)
    for label, side in (("原", work.old), ("新", work.new)):
        if side is not None:
            cells[f"{label}内容"] = _whole(side)
    told = [wording.MATCH_KINDS[work.kind]] if told_apart(work) else []
    told += [f"{wording.CHANGE_FIELDS[change.field]}：{_in_short(change)}" for change in work.changes]
    return {**cells, "变化": "\n".join(told)}


def _whole(side: Side) -> str:
    """All that a plan says of the work: what is to be done, then who, how much and by when."""
    return "\n".join((side.text, *(f"{label}：{words}" for label, words in side.facts)))


def _in_short(change: AnyChange) -> str:
    """10% → 9%，下调 1%，更严; of words that are others no more than that, as they stand beside."""
    if change.field in ("title", "text"):
        return wording.CHANGE_KINDS[change.kind]
    words = " → ".join(words for words in (words_of(change.old), words_of(change.new)) if words)
    return f"{words}（{note_of(change)}）"
