"""A workbook that this program has written: what of it says what is to be done."""

from __future__ import annotations

from policy_parse.model.ledger import HEADS_ASIDE, PROPERTY, is_aside
from policy_parse.readers.opc import Parts
from policy_parse.readers.xlsx.sheet import Sheet

_PROPERTIES = "docprops/custom.xml"
_HIGHEST = 40
"""Rows in which the head is looked for, as people may put some above it."""


def is_ledger(parts: Parts) -> bool:
    """True if this program has made the workbook."""
    properties = parts.part(_PROPERTIES)
    return properties is not None and any(each.get("name") == PROPERTY for each in properties)


def work_of(sheets: list[Sheet]) -> list[Sheet]:
    """The sheets of work and targets, without the columns that say where it stood and how far it has come."""
    kept = [sheet for sheet in sheets if not is_aside(sheet.name)]
    for sheet in kept:
        _leave_out(sheet)
    return kept


def _leave_out(sheet: Sheet) -> None:
    heads: dict[int, set[int]] = {}
    for (row, column), words in sheet.cells.items():
        if row < _HIGHEST and words in HEADS_ASIDE:
            heads.setdefault(row, set()).add(column)
    if heads:
        head = max(heads, key=lambda row: (len(heads[row]), -row))
        for place in [place for place in sheet.cells if place[0] >= head and place[1] in heads[head]]:
            del sheet.cells[place]
