"""Plans as flat tables (contract 1.1): the one definition from which CSV, NDJSON, Parquet, SQLite, data frames and the
reference come.

A row of any table names its document in ``plan``, so that tables join on it; a document that is given twice is there
once.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple

from policy_parse import __version__
from policy_parse.model.location import Places
from policy_parse.model.plan import Plan
from policy_parse.model.target import Target
from policy_parse.model.task import Task
from policy_parse.span import Span

Kind = Literal["text", "integer", "number", "date", "boolean", "list"]
Cell = str | int | float | datetime.date | bool | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Record:
    """What a row is made of: the item that it is for, the task that has it, and the plan."""

    plan: Plan
    places: Places
    item: Any
    task: Task | None = None

    @property
    def place(self) -> str:
        return self.places.words(self.item.span.start)

    @property
    def targets(self) -> tuple[Target, ...]:
        return (*self.plan.targets, *(target for task in self.plan.tasks for target in task.targets))

    @property
    def version(self) -> str:
        return __version__


class Column(NamedTuple):
    """A column: its name, what kind of values it has, what they are, and where a record has them."""

    name: str
    kind: Kind
    says: str
    at: str = ""
    """Path from a record; the field of that name of its item if empty."""

    def of(self, record: _Record) -> Cell:
        """The cell of that record; None where the document does not give it."""
        value: Any = record
        for name in (self.at or f"item.{self.name}").split("."):
            value = getattr(value, name)
            if value is None:
                return None
        return _CELLS[self.kind](value)


class Table(NamedTuple):
    """A table: its name, what a row of it is for, its columns."""

    name: str
    says: str
    columns: tuple[Column, ...]
    records: Callable[[Plan, Places], Iterator[_Record]]

    def rows(self, plan: Plan, places: Places) -> Iterator[Row]:
        """The rows of one plan, in the order of the document."""
        return (tuple(column.of(record) for column in self.columns) for record in self.records(plan, places))


def rows_of(plans: Iterable[Plan]) -> dict[str, list[Row]]:
    """The rows of every table, by its name: cells in the order of its columns, of the Python type of their kind.

    ``text`` str, ``integer`` int, ``number`` float, ``date`` datetime.date, ``boolean`` bool, ``list`` a str of JSON;
    None where the document gives nothing. No text is empty, and each can be written as UTF-8. `plans` are asked for one
    after another and not kept.
    """
    found: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    seen: set[str] = set()
    for plan in plans:
        if plan.source.sha256 in seen:
            continue
        seen.add(plan.source.sha256)
        places = Places(plan)
        for table in TABLES:
            found[table.name].extend(table.rows(plan, places))
    return found


def _text(value: str) -> str | None:
    return value.encode("utf-8", "replace").decode() or None  # half characters, as a damaged file may have, are a ?


def _integer(value: int | tuple[object, ...]) -> int:
    return len(value) if isinstance(value, tuple) else int(value)


def _list(values: Iterable[str | Span]) -> str:
    plain = [asdict(value) if isinstance(value, Span) else _text(value) for value in values]
    return json.dumps(plain, ensure_ascii=False)


def _same(value: datetime.date) -> datetime.date:
    return value


_CELLS: dict[Kind, Callable[[Any], Cell]] = {
    "text": _text,
    "integer": _integer,
    "number": float,
    "date": _same,
    "boolean": bool,
    "list": _list,
}

# ---------------------------------------------------------------------------------------------------------- records


def _plans(plan: Plan, places: Places) -> Iterator[_Record]:
    yield _Record(plan, places, plan)


def _tasks(plan: Plan, places: Places) -> Iterator[_Record]:
    return (_Record(plan, places, task, task) for task in plan.tasks)


def _units(plan: Plan, places: Places) -> Iterator[_Record]:
    return (_Record(plan, places, unit, task) for task in plan.tasks for unit in (*task.responsible, *task.supporting))


def _targets(plan: Plan, places: Places) -> Iterator[_Record]:
    yield from (_Record(plan, places, target) for target in plan.targets)
    yield from (_Record(plan, places, target, task) for task in plan.tasks for target in task.targets)


def _deadlines(plan: Plan, places: Places) -> Iterator[_Record]:
    return (_Record(plan, places, deadline, task) for task in plan.tasks for deadline in task.deadlines)


def _findings(plan: Plan, places: Places) -> Iterator[_Record]:
    return (_Record(plan, places, finding) for finding in plan.findings)


# ------------------------------------------------------------------------------------------------------- definition

_PLAN = Column("plan", "text", "the document: sha256 of its bytes", "plan.source.sha256")
_TASK = Column("task", "text", "id of the task that has it", "task.id")
_WORDS = (
    Column("text", "text", "words of the document"),
    Column("start", "integer", "offset of its first character in the text of the plan", "item.span.start"),
    Column("end", "integer", "offset behind its last character", "item.span.end"),
)

TABLES = (
    Table(
        "plans",
        "a document",
        (
            _PLAN,
            Column("name", "text", "name of the file", "plan.source.name"),
            Column("format", "text", "docx, pdf, txt, …", "plan.source.format"),
            Column("title", "text", "the plan's own title", "plan.header.title"),
            Column("notice_title", "text", "title of the 关于印发…的通知 that carries it", "plan.header.notice_title"),
            Column("document_number", "text", "发文字号 as written", "plan.header.document_number.text"),
            Column("issuers", "list", "发文机关", "plan.header.issuers"),
            Column("issued_on", "date", "成文日期", "plan.header.issued_on"),
            Column("printed_on", "date", "印发日期", "plan.header.printed_on"),
            Column("region_code", "text", "six digits of GB/T 2260", "plan.header.region.code"),
            Column("region_name", "text", "the region that the plan is for", "plan.header.region.name"),
            Column(
                "region_level",
                "text",
                "national, provincial, municipal, county or township",
                "plan.header.region.level",
            ),
            Column("start_year", "integer", "first year of the plan", "plan.header.plan_period.start_year"),
            Column("end_year", "integer", "last year of the plan", "plan.header.plan_period.end_year"),
            Column("tasks", "integer", "how many rows of tasks it has"),
            Column("targets", "integer", "how many rows of targets it has, its own and those of tasks", "targets"),
            Column("findings", "integer", "how many rows of findings it has"),
            Column("schema_version", "text", "version of the contract of the JSON"),
            Column("parser_version", "text", "version of policy-parse that read it", "version"),
        ),
        _plans,
    ),
    Table(
        "tasks",
        "a task",
        (
            _PLAN,
            Column("task", "text", "its id, unique in the plan", "task.id"),
            Column("origin", "text", "narrative or table"),
            Column("number", "text", "its own number as written"),
            Column("title", "text", "its short name"),
            Column("text", "text", "what is to be done"),
            Column("path", "list", "headings above it, outermost first; a row's grouping cells"),
            Column("section_role", "text", "role of its section: goal, task, safeguard, background, other"),
            Column("start", "integer", "offset of its first character in the text of the plan", "item.span.start"),
            Column("end", "integer", "offset behind its last character", "item.span.end"),
            Column("place", "text", "第3段, 表1第2行, 第5页", "place"),
            Column("related", "list", "ids of tasks that state the same work elsewhere"),
        ),
        _tasks,
    ),
    Table(
        "units",
        "a unit of a task",
        (
            _PLAN,
            _TASK,
            Column("role", "text", "lead, responsible, supporting or guiding"),
            _WORDS[0],
            Column("name", "text", "official full name where it is settled, else the words"),
            Column("level", "text", "national, provincial, municipal, county or township"),
            Column("collective", "boolean", "names a class of units: 各相关单位"),
            Column("open_ended", "boolean", "last of a list that ends in 等"),
            Column("inherited", "boolean", "stated on a heading above, in a merged cell or in a document-wide rule"),
            *_WORDS[1:],
        ),
        _units,
    ),
    Table(
        "targets",
        "a target: the plan's own first, then those of its tasks",
        (
            _PLAN,
            _TASK._replace(says="id of the task that has it; null for the plan's own"),
            Column("indicator", "text", "what is measured, or the thing counted"),
            Column("scope", "text", "whom or where it covers"),
            Column("comparator", "text", "le, lt, ge, gt, eq, approx or between"),
            Column("value", "number", "as written, before the magnitude word: 3.028"),
            Column("value_max", "number", "upper end, for between only"),
            Column("unit", "text", "as written, with its magnitude word: 亿m3"),
            Column("quantity", "number", "multiplied out: 302800000", "item.quantity.value"),
            Column("quantity_max", "number", "upper end, multiplied out", "item.quantity.value_max"),
            Column("quantity_unit", "text", "standard spelling: m³, 亩, %, 个", "item.quantity.unit"),
            Column("dimension", "text", "volume, area, ratio, count, money, energy, …", "item.quantity.dimension"),
            Column("change", "text", "increase or decrease, where the value is a difference"),
            Column("baseline_year", "integer", "the year that a change is measured from", "item.baseline.year"),
            Column("per", "text", "the value holds for each year, half_year, quarter, month, week or day"),
            Column("effort", "text", "ensured, striven, binding or expected"),
            Column("due", "date", "last day of the time that governs it", "item.due.end"),
            *_WORDS,
        ),
        _targets,
    ),
    Table(
        "deadlines",
        "a deadline of a task",
        (
            _PLAN,
            _TASK,
            Column("kind", "text", "date, recurring, ongoing or event"),
            Column("start_on", "date", "first day of the period, where it has one", "item.start"),
            Column("end_on", "date", "the time limit: last day allowed", "item.end"),
            Column("time", "text", "time of day that limits it, HH:MM"),
            Column("precision", "text", "day, month, quarter, half_year, year or period"),
            Column("rrule", "text", "RFC 5545 recurrence rule of a recurring one"),
            Column("inferred", "boolean", "the year comes from the document, not from the words"),
            *_WORDS,
        ),
        _deadlines,
    ),
    Table(
        "findings",
        "a finding",
        (
            _PLAN,
            Column("code", "text", "deadline-missing, target-mismatch, …"),
            Column("severity", "text", "info, warning or error"),
            Column("message", "text", "for a person, in Chinese"),
            Column("tasks", "list", "ids of the tasks it is about"),
            Column("spans", "list", "places in the text of the plan, each with start and end"),
        ),
        _findings,
    ),
)


def reference() -> str:
    """The tables and their columns as Markdown: name, kind, what it is."""
    parts = [
        f"## {table.name}\n\nOne row for {table.says}.\n\n| column | kind | |\n|---|---|---|\n"
        + "".join(f"| `{column.name}` | {column.kind} | {column.says} |\n" for column in table.columns)
        for table in TABLES
    ]
    return "\n".join(parts)
