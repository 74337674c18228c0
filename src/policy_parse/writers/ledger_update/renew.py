"""The rows of one table brought up to date: cells of ours renewed, rows moved, put in and taken out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from policy_parse.model.ledger import MARK, TITLE
from policy_parse.writers.ledger import one_line
from policy_parse.writers.ledger_notes import key_of, mark_of, marks_in, plain
from policy_parse.writers.ledger_update.heights import fit_rows
from policy_parse.writers.ledger_update.moves import Moves, move_rows
from policy_parse.writers.ledger_update.put_away import SILENT, put_away, take_back
from policy_parse.writers.ledger_update.table import Table, like_that
from policy_parse.writers.ledger_update.template import blank_rows
from policy_parse.writers.workbook import Cell, put_value, shown
from policy_parse.writers.xlsx_file import in_words

Row = Mapping[str, str]
NEW, CHANGED, GONE, CORRECTED = "新增", "变化", "移出", "保留"
"""What may have become of a row; `CORRECTED`: the plan changed where people had put words of their own."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one row."""

    kind: str
    number: str
    """Its 序号: the one it has now, or had."""
    name: str
    """The work in few words."""
    fields: tuple[tuple[str, str, str], ...] = ()
    """Head, what stood there, what stands there now; for `CORRECTED` what people typed and what the plan says."""


@dataclass(slots=True)
class Renewed:
    """One table, renewed."""

    changes: list[Change] = field(default_factory=list)
    marks: list[bytes] = field(default_factory=list)
    """Marks of values of ours in rows that stay as they are."""


def renew(
    book: Any,
    values: Any,
    table: Table,
    rows: Sequence[Mapping[str, Cell]],
    pairs: Mapping[int, int],
    *,
    stay: Collection[int],
    gone_to: str,
    written: frozenset[bytes] | None,
    own_only: bool,
    ours: Sequence[str],
) -> Renewed:
    """Renew the rows of `table`: `pairs` has the new row of each old one that goes on, `stay` those left as they are.

    Rows that are in neither go to the sheet `gone_to`, or, if `own_only` and nobody typed into them, nowhere.
    `values` is the sheet with the results of its formulas; `ours`: the heads that we write.
    """
    result = Renewed()
    notes = _renew_rows(table, rows, pairs, written, result)
    for y in stay:
        marks = marks_in(table.words(y))
        result.marks += [marks[head] for head in ours if marks.get(head) in (written or ())]
    work = table.rows()
    gone = [y for y in work if y not in pairs and y not in stay]
    new = sorted(set(range(len(rows))) - set(pairs.values()))
    back = {} if own_only else take_back(book, table, gone_to, {j: in_words(rows[j]) for j in new}, ours)
    for y in gone:
        if not own_only:
            words = table.words(y)
            result.changes.append(Change(GONE, words.get("序号", ""), name_of(words)))
        if not own_only or _typed(table, y, ours):
            put_away(book, values, table, y, gone_to)
    result.changes += [] if own_only else [Change(NEW, plain(rows[j].get("序号")), name_of(rows[j])) for j in new]
    if not own_only and not table.is_theirs and MARK not in table.columns and (notes or new):
        table.add_column(MARK)
    drawn = dict(zip(blank_rows(table), new, strict=False)) if table.is_theirs else {}
    table.last = max((table.last, *drawn))
    places, moved = _in_place(book, table, gone, [j for j in new if j not in drawn.values()], {**pairs, **drawn})
    places |= {j: (moved[y], None) for y, j in drawn.items()}
    for y in work if MARK in table.columns else ():
        if y in moved:
            put_value(table.sheet.cell(moved[y], table.columns[MARK]), notes.get(y, ""))
    _fill(table, rows, places, marked=not own_only)
    _put_back(table, {places[j][0]: typed for j, typed in back.items()})
    fit_rows(table, {*(y for y, _ in places.values()), *(moved[y] for y in notes if y in moved)})
    return result


def _renew_rows(
    table: Table,
    rows: Sequence[Mapping[str, Cell]],
    pairs: Mapping[int, int],
    written: frozenset[bytes] | None,
    result: Renewed,
) -> dict[int, str]:
    """Renew the rows that go on; what changed is added to `result`. Returns what is to be marked in each of them."""
    notes: dict[int, str] = {}
    for y, j in sorted(pairs.items()):
        fields, corrected = _renew_row(table, y, rows[j], written)
        number, name = plain(rows[j].get("序号")), name_of(rows[j])
        if fields:
            notes[y] = f"{CHANGED}：{'、'.join(head for head, _, _ in fields)}"
            result.changes.append(Change(CHANGED, number, name, tuple(fields)))
        if corrected:
            result.changes.append(Change(CORRECTED, number, name, tuple(corrected)))
    return notes


def _put_back(table: Table, typed: Mapping[int, Mapping[str, Any]]) -> None:
    """Put typed words into the rows of work that came back; columns that people compute are computed anew."""
    for y, values in typed.items():
        for head, value in values.items():
            cell = table.sheet.cell(y, table.columns[head])
            if cell.data_type != "f":
                cell.value = value
                cell.data_type = "s" if isinstance(value, str) else cell.data_type


def name_of(row: Mapping[str, Cell] | Row) -> str:
    """The work of a row in few words: its title, or how its text begins."""
    words = one_line(plain(row.get(TITLE)).split("\n")[0] or plain(row.get("内容")))
    return words if len(words) <= 40 else f"{words[:39]}…"


def _renew_row(
    table: Table, y: int, row: Mapping[str, Cell], written: frozenset[bytes] | None
) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """Put new values into the cells of ours; what changed, and what stays as people have it though the plan changed."""
    changed, corrected = [], []
    key = key_of(table.words(y))
    for head, value in row.items():
        if head not in table.columns:
            continue
        cell = table.sheet.cell(y, table.columns[head])
        before, now = plain(cell.value), plain(shown(value))
        if before == now:
            continue
        if before and written is not None and mark_of(key, head, before) not in written:  # somebody's correction
            if now and mark_of(key, head, now) not in written:
                corrected.append((head, before, now))
            continue
        put_value(cell, value)
        if head not in SILENT:
            changed.append((head, before, now))
    return changed, corrected


def _typed(table: Table, y: int, ours: Sequence[str]) -> bool:
    return any(words for head, words in table.words(y).items() if head not in ours and head != MARK)


def _in_place(
    book: Any, table: Table, gone: Sequence[int], new: Sequence[int], pairs: Mapping[int, int]
) -> tuple[dict[int, tuple[int, int | None]], dict[int, int]]:
    """Move the rows of the table so that those that are gone close up and new ones have room.

    Returns for each new row its place and the place of the row that it is to look like, and where each old row is now.
    """
    first = table.top + 1
    order: list[tuple[str, int]] = [("old", y) for y in range(first, table.last + 1) if y not in gone]
    sequence = [pairs[y] for _, y in order if y in pairs]
    sorted_by_people = sequence != sorted(sequence)
    place_of = {j: ("old", y) for y, j in pairs.items()}
    for j in new:
        before = place_of.get(j - 1)
        if sorted_by_people:
            order.append(("new", j))
        elif before is not None:
            order.insert(order.index(before) + 1, ("new", j))
        else:
            after = next((place_of[k] for k in range(j + 1, len(pairs) + len(new)) if k in place_of), None)
            order.insert(order.index(after) if after in order else len(order), ("new", j))
        place_of[j] = ("new", j)
    rows = {y: first + i for i, (kind, y) in enumerate(order) if kind == "old"}
    if gone or new:
        move_rows(book, table.sheet, Moves(first, table.last, rows, first + len(order) - 1))
    model: int | None = next((rows[y] for y in sorted(rows)), None)
    places = {}
    for i, (kind, j) in enumerate(order):
        if kind == "new":
            places[j] = (first + i, model)
        else:
            model = first + i
    table.last = first + len(order) - 1
    return places, rows


def _fill(
    table: Table, rows: Sequence[Mapping[str, Cell]], places: Mapping[int, tuple[int, int | None]], *, marked: bool
) -> None:
    """Write new rows, each with the look and the own formulas of the row that it stands below."""
    from openpyxl.formula.translate import Translator

    sheet = table.sheet
    for j, (y, model) in places.items():
        for x in range(1, len(table.heads) + 1):
            cell = sheet.cell(y, x)
            if model is None or model == y:
                continue
            other = sheet.cell(model, x)
            like_that(other, cell)
            if other.data_type == "f" and isinstance(other.value, str) and table.heads[x - 1] not in rows[j]:
                cell.value = Translator(other.value, other.coordinate).translate_formula(cell.coordinate)
        for head, value in rows[j].items():
            if head in table.columns:
                put_value(sheet.cell(y, table.columns[head]), value)
        if marked and MARK in table.columns:
            put_value(sheet.cell(y, table.columns[MARK]), NEW)
