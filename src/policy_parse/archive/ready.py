"""Queries of an archive that are ready: each a statement over the flat tables, with what it may be asked for.

They run on any database with these tables, so also on one of ``-o plans.sqlite``, and as they are in Datasette.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple


class Ready(NamedTuple):
    """A query by its name."""

    name: str
    says: str
    """What it gives, Chinese in the first line and English in the second."""
    needs: str | None
    """The option without which it asks for nothing; None if it needs none."""
    sql: str
    counted: str | None = None
    """The same over all plans, from a table that an archive keeps counted; None if there is none."""

    def statement(self, asked: Mapping[str, str | int | None], tables: Collection[str]) -> str:
        """What to ask a database with these tables for these parameters: what is counted already, where it is."""
        is_of_all = all(asked.get(name) is None for name in ("region", "first_year"))
        return self.counted if self.counted is not None and is_of_all and EDGES in tables else self.sql


EDGES = "unit_edges"

# What joins is told in which order (CROSS JOIN), and what a million rows are searched for is searched for in an index
# alone first: SQLite cannot know how few rows hold some words.
# a plan of some region (:region its name, :region_code the beginning of its code) and of some years
OF_PLAN = """(:region IS NULL OR plans.region_code LIKE :region_code OR instr(plans.region_name, :region))
  AND (:first_year IS NULL OR (
    coalesce(plans.start_year, CAST(strftime('%Y', plans.issued_on) AS INTEGER)) <= :last_year
    AND coalesce(plans.end_year, plans.start_year, CAST(strftime('%Y', plans.issued_on) AS INTEGER)) >= :first_year))"""

_DEADLINES = f"""SELECT deadlines.end_on, deadlines.text AS deadline, tasks.title AS task_title,
  tasks.text AS task_text,
  (SELECT group_concat(DISTINCT units.name) FROM units
   WHERE units.plan = tasks.plan AND units.task = tasks.task AND units.role IN ('lead', 'responsible')) AS units,
  plans.title AS plan_title, plans.region_name, tasks.place, tasks.plan, tasks.task
FROM deadlines JOIN tasks USING (plan, task) JOIN plans USING (plan)
WHERE {{}}
  AND (:unit IS NULL OR EXISTS (SELECT 1 FROM units WHERE units.plan = tasks.plan AND units.task = tasks.task
    AND instr(units.name, :unit)))
  AND {OF_PLAN}
ORDER BY deadlines.end_on{{}}, plans.title, tasks.start
LIMIT :limit"""

QUERIES: tuple[Ready, ...] = (
    Ready(
        "tasks-of-unit",
        "一个单位的任务（--unit）\nthe tasks of a unit (--unit)",
        "unit",
        f"""SELECT units.name AS unit, units.role, tasks.title AS task_title, tasks.text AS task_text,
  (SELECT group_concat(deadlines.text, '；') FROM deadlines
   WHERE deadlines.plan = tasks.plan AND deadlines.task = tasks.task) AS deadlines,
  plans.title AS plan_title, plans.region_name, tasks.place, tasks.plan, tasks.task
FROM units CROSS JOIN tasks USING (plan, task) CROSS JOIN plans USING (plan)
WHERE units.rowid IN (SELECT rowid FROM units WHERE instr(name, :unit))
  AND {OF_PLAN}
ORDER BY plans.title, tasks.plan, tasks.start, units.start
LIMIT :limit""",
    ),
    Ready(
        "deadlines",
        "某月到期的任务（--month 2025-06）\ntasks whose last day is in a month (--month 2025-06)",
        "month",
        _DEADLINES.format("deadlines.end_on BETWEEN :month || '-01' AND :month || '-31'", ""),
    ),
    Ready(
        "overdue",
        "截至今天（或 --today）已到期的任务，刚到期的在前\n"
        "tasks whose last day is before today (or --today), the latest first",
        None,
        _DEADLINES.format("deadlines.end_on < coalesce(:today, date('now', 'localtime'))", " DESC"),
    ),
    Ready(
        "indicator",
        "一项指标，各地各年（--indicator）\nan indicator over regions and years (--indicator)",
        "indicator",
        f"""SELECT targets.indicator, plans.region_name,
  coalesce(CAST(strftime('%Y', targets.due) AS INTEGER), plans.end_year) AS year,
  targets.comparator, targets.value, targets.value_max, targets.unit, targets.quantity, targets.quantity_unit,
  targets.change, targets.scope, plans.title AS plan_title, targets.text, targets.plan, targets.task
FROM targets JOIN plans USING (plan)
WHERE instr(targets.indicator, :indicator)
  AND {OF_PLAN}
ORDER BY targets.indicator, plans.region_code, year, plans.title
LIMIT :limit""",
    ),
    Ready(
        "who-with-whom",
        "哪些单位在同一项任务里（网络的边，可存为 .graphml）\n"
        "units of one task, as edges of a network (also as .graphml)",
        None,
        f"""SELECT one.name AS source, other.name AS target, count(DISTINCT one.plan || one.task) AS tasks,
  count(DISTINCT one.plan) AS plans
FROM units AS one CROSS JOIN units AS other
  ON other.plan = one.plan AND other.task = one.task AND other.name > one.name
WHERE one.plan IN (SELECT plan FROM plans WHERE {OF_PLAN})
  AND NOT one.collective AND NOT other.collective
  AND (:unit IS NULL OR instr(one.name, :unit) OR instr(other.name, :unit))
GROUP BY one.name, other.name
ORDER BY tasks DESC, source, target
LIMIT :limit""",
        f"""SELECT source, target, tasks, plans
FROM {EDGES}
WHERE :unit IS NULL OR instr(source, :unit) OR instr(target, :unit)
ORDER BY tasks DESC, source, target
LIMIT :limit""",
    ),
    Ready(
        "set-differently",
        "几份方案定得不一样的指标\nindicators that several plans set differently",
        None,
        f"""SELECT targets.indicator, targets.quantity_unit,
  coalesce(CAST(strftime('%Y', targets.due) AS INTEGER), plans.end_year) AS year,
  count(DISTINCT targets.plan) AS plans, min(targets.quantity) AS least, max(targets.quantity) AS most,
  group_concat(DISTINCT coalesce(plans.title, plans.name) || '：' || targets.comparator || ' ' || targets.value
    || coalesce(targets.unit, '')) AS as_set
FROM targets JOIN plans USING (plan)
WHERE targets.indicator IN (
  SELECT indicator FROM targets WHERE quantity IS NOT NULL GROUP BY indicator, quantity_unit
  HAVING min(plan) < max(plan) AND (min(comparator) < max(comparator) OR min(quantity) < max(quantity)
    OR min(coalesce(quantity_max, quantity)) < max(coalesce(quantity_max, quantity))))
  AND targets.quantity IS NOT NULL AND (:indicator IS NULL OR instr(targets.indicator, :indicator))
  AND {OF_PLAN}
GROUP BY targets.indicator, targets.quantity_unit, targets.change, targets.per, year
HAVING count(DISTINCT targets.plan) > 1
  AND count(DISTINCT targets.comparator || targets.quantity || coalesce(targets.quantity_max, '')) > 1
ORDER BY plans DESC, targets.indicator, year
LIMIT :limit""",
    ),
)

_YEARS = re.compile(r"(\d{4})(?:(?:\.\.|-|—)(\d{4}))?")


def parameters_of(asked: Mapping[str, str | None], *, limit: int = 0) -> dict[str, str | int | None]:
    """The parameters of ready queries for the options that were given, at most `limit` rows (0: all).

    Raises ValueError for years that are none.
    """
    found: dict[str, str | int | None] = {name: asked.get(name) for name in _OPTIONS}
    found["limit"] = limit or -1
    found["region_code"] = _code(asked.get("region"))
    found["first_year"] = found["last_year"] = None
    if years := asked.get("year"):
        if (read := _YEARS.fullmatch(years)) is None:
            raise ValueError(years)
        first, last = int(read[1]), int(read[2] or read[1])
        if first > last:
            raise ValueError(years)
        found["first_year"], found["last_year"] = first, last
    return found


_OPTIONS = ("unit", "indicator", "month", "today", "region")


def _code(region: str | None) -> str | None:
    """What the codes of a region and of all in it are like: 500000 → 50%; None for a name."""
    if region is None or not (region.isascii() and region.isdecimal() and len(region) == 6):
        return None
    while region.endswith("00"):
        region = region[:-2]
    return region + "%"
