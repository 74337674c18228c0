"""A workbook that this program has written: what of it says what is to be done."""

from __future__ import annotations

from collections.abc import Container, Mapping

from policy_parse.model.ledger import HEADS_ASIDE, PROPERTY, is_aside, own_heads_in
from policy_parse.readers.opc import Parts
from policy_parse.readers.xlsx.sheet import Sheet
from policy_parse.text.fold import fold

_PROPERTIES = "docprops/custom.xml"
_HIGHEST = 40
"""Rows in which the head is looked for, as people may put some above it."""


def is_ledger(parts: Parts) -> bool:
    """True if this program has made the workbook."""
    properties = parts.part(_PROPERTIES)
    return properties is not None and any(each.get("name") == PROPERTY for each in properties)


def own_heads(parts: Parts) -> Mapping[str, str]:
    """What an office has said of its own heads when we filled in its workbook: head → ours."""
    properties = parts.part(_PROPERTIES)
    words = {each.get("name", ""): "".join(each.itertext()) for each in properties} if properties is not None else {}
    return own_heads_in(words) or {}


def work_of(sheets: list[Sheet], own: Mapping[str, str]) -> list[Sheet]:
    """The sheets of work and targets, without the columns that say where it stood and how far it has come.

    Without those, too, of which an office has said in `own` that we leave them alone.
    """
    kept = [sheet for sheet in sheets if not is_aside(sheet.name)]
    aside = HEADS_ASIDE | {head for head, ours in own.items() if not ours or ours in HEADS_ASIDE}
    for sheet in kept:
        _leave_out(sheet, aside)
    return kept


def _leave_out(sheet: Sheet, aside: Container[str]) -> None:
    heads: dict[int, set[int]] = {}
    for (row, column), words in sheet.cells.items():
        if row < _HIGHEST and "".join(fold(words).text.split()) in aside:
            heads.setdefault(row, set()).add(column)
    if heads:
        head = max(heads, key=lambda row: (len(heads[row]), -row))
        for place in [place for place in sheet.cells if place[0] >= head and place[1] in heads[head]]:
            del sheet.cells[place]
