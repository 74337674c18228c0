"""The sheet of a ledger by unit: what each leads, answers for and supports, with counts, from the rows of the work."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from policy_parse.model import Plan, Role
from policy_parse.model.ledger import TITLE
from policy_parse.model.wording import ROLES
from policy_parse.writers.ledger import SOURCE, UNIT_HEADS, one_line
from policy_parse.writers.workbook import Cell

COUNTS: dict[Role, str] = {role: f"{words}项数" for role, words in ROLES.items()}
WORKS: dict[Role, str] = {role: f"{words}的任务" for role, words in ROLES.items()}
UNIT, TOTAL = "单位", "合计"
UNIT_SHEET_HEADS = ("序号", UNIT, *COUNTS.values(), TOTAL, *WORKS.values())
MOST_WORKS = 13
"""Works in one cell; a unit that has more goes on in the row below, so that every row can be as tall as its words."""

# 甲局、乙局（含丙处、丁处）、戊局
_UNIT = re.compile(r"(?:[^、（(\n]|[（(][^）)\n]{0,200}[）)]|[（(])+")
_KEPT = "\x1f"
"""Stands for a 、 within a unit."""
_LONGEST = 24
"""Characters of the work that are shown."""


def whole_units(plan: Plan) -> frozenset[str]:
    """The units of `plan` that are written with the mark that parts units: 各市、县人民政府."""
    units = (unit for task in plan.tasks for unit in (*task.responsible, *task.supporting) if "、" in unit.text)
    return frozenset(one_line(unit.text) for unit in units)


def unit_rows(rows: Sequence[Mapping[str, Cell]], whole: Collection[str] = ()) -> list[dict[str, Cell]]:
    """A row for each unit that the ledger's `rows` name, those that lead most first, with its works by role.

    `whole`: units that are one though they are written as several. Units are as the cells write them, corrections of
    people too; those of each document apart. A unit that has one work in two roles is counted in both; the total
    counts the work once.
    """
    found: dict[tuple[str, str], dict[Role, list[str]]] = {}
    for row in rows:
        work = _in_short(row)
        for role, head in UNIT_HEADS.items():
            for unit in units_in(str(row.get(head) or ""), whole):
                works = found.setdefault((str(row.get(SOURCE) or ""), unit), {r: [] for r in ROLES})[role]
                if work not in works:
                    works.append(work)
    order = sorted(found.items(), key=lambda each: (each[0][0], *(-len(each[1][role]) for role in ROLES), each[0][1]))
    many = any(SOURCE in row for row in rows)
    out: list[dict[str, Cell]] = []
    for number, ((source, unit), by_role) in enumerate(order, 1):
        for cells in _cells(unit, by_role):
            out.append({**({SOURCE: source} if many else {}), "序号": number, **cells})
    return out


def units_in(words: str, whole: Collection[str] = ()) -> list[str]:
    """The units of a cell as `Entry.units` writes them, each once: 甲局、乙局等 is 甲局 and 乙局. `whole` stay so."""
    kept = [unit for unit in sorted(whole, key=len, reverse=True) if unit in words]
    for unit in kept:
        words = words.replace(unit, unit.replace("、", _KEPT))
    return [unit.replace(_KEPT, "、") for unit in _parted(words)]


def _parted(words: str) -> list[str]:
    found = (unit.strip() for unit in _UNIT.findall(words))
    bare = (unit.removesuffix("等") if len(unit) > 1 else unit for unit in found)
    return list(dict.fromkeys(unit for unit in bare if unit))


def _in_short(row: Mapping[str, Cell]) -> str:
    words = one_line(str(row.get(TITLE) or "").split("\n")[0] or str(row.get("内容") or ""))
    words = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return f"{row.get('序号') or ''} {words}".strip()


def _cells(unit: str, works: Mapping[Role, Sequence[str]]) -> Iterator[dict[str, Cell]]:
    """The row of one unit, and those in which it goes on."""
    total = len({work for each in works.values() for work in each})
    counts: dict[str, Cell] = {COUNTS[role]: len(works[role]) or None for role in ROLES}
    for first in range(0, max(map(len, works.values())), MOST_WORKS):
        shown: dict[str, Cell] = {WORKS[r]: "\n".join(works[r][first : first + MOST_WORKS]) for r in ROLES}
        if first == 0:
            yield {UNIT: unit, **counts, TOTAL: total, **shown}
        else:
            yield {UNIT: f"{unit}（续）", **dict.fromkeys(counts), TOTAL: None, **shown}
