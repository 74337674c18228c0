"""The ledger (台账): one row for each piece of work, as an office keeps it; what csv, xlsx, docx and markdown share.

A plan that states its work in the text and again in a table (任务分解表) has two tasks or more for one piece of work,
``related`` to each other. An `Entry` puts them together; csv has a row for each task.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from policy_parse.model import Deadline, Plan, Role, Target, Task, Unit
from policy_parse.model.location import Places
from policy_parse.model.wording import ORIGINS, ROLES, unit_head
from policy_parse.text.sign import Sign

UNIT_HEADS: dict[Role, str] = {role: unit_head(role) for role in ROLES}
COLUMNS = (
    "编号", "序号", "出自", "所属", "任务", "内容", *UNIT_HEADS.values(),
    "目标", "时限", "截止日期", "关联任务", "出处",
)  # fmt: skip
"""Head of the ledger with one row a task, in order."""
SOURCE = "来源文件"
"""Head of the first column of a ledger with the work of many documents."""

_HAS_YEAR = Sign(
    "ledger.has_year",
    r"20\d\d | [一二三四五六七八九十]五 (?! [日号] )",
    says="a time that is understood without the document round it: 2025年底前, “十四五”末",
    examples=["|2025|年底前", "“十|四五|”末"],
    never=["十五日前"],
)
_OF_A_YEAR = Sign(
    "ledger.of_a_year",
    r"[0-9一二三四五六七八九十第上下]",
    says="how a time begins that a year may precede: 3月至6月, 三季度, 上半年",
    examples=["3月至6月", "三季度", "上半年", "第二季度", "下半年"],
    never=["年底前"],
)
_MARKS = re.compile(r"[^\w%％‰<>≤≥＜＞=＝+＋±—–~～-]+")
_CLAUSE_ENDS = re.compile(r"[，。；;\n]")
# 5G 基站 → 5G基站; Wi-Fi 6 stays
_BLANKS = re.compile(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of work: a task, or those that state the same work in text and table, in document order."""

    number: int
    """Its row in the ledger, from one."""
    tasks: tuple[Task, ...]
    places: tuple[str, ...]

    @property
    def ids(self) -> str:
        """Ids of its tasks, one a line."""
        return _lines(task.id for task in self.tasks)

    @property
    def numbers(self) -> str:
        """The numbers that its tasks have in the document."""
        return _lines(task.number for task in self.tasks if task.number)

    @property
    def path(self) -> str:
        """The headings above, outermost first; a line for each place where they differ."""
        return "\n".join(dict.fromkeys(" / ".join(map(one_line, task.path)) for task in self.tasks if task.path))

    @property
    def title(self) -> str:
        """The short names that its tasks have."""
        return _lines(task.title for task in self.tasks if task.title)

    @property
    def place(self) -> str:
        """The places of its tasks, one a line."""
        return "\n".join(dict.fromkeys(self.places))

    def content(self, *, titled: bool = False) -> str:
        """What is to be done; `titled`: led by the short name. What text and table say in other words is given twice.

        Where several rows, or several items, are one piece of work with units of their own, each says its units.
        """
        statements = _statements(self.tasks, titled=titled)
        if len(statements) == 1:
            return statements[0]
        apart = _each_has_its_own(self.tasks)
        kept = [i for i in range(len(statements)) if apart or not _said_elsewhere(i, statements)]
        if len(kept) == 1:
            return statements[kept[0]]
        return "\n".join(
            f"{ORIGINS[self.tasks[i].origin]}：{statements[i]}{_who(self.tasks[i]) if apart else ''}" for i in kept
        )

    def units(self, role: Role) -> str:
        """Units of that role as a list: 甲局、乙局等. A unit of several tasks is listed once, as first written.

        Who leads in one place and is responsible in the other leads.
        """
        if len(self.tasks) == 1:
            return units_in_words(self.tasks[0], role)
        found = _united(self.tasks, role)
        if role == "responsible":
            found = {name: words for name, words in found.items() if name not in _united(self.tasks, "lead")}
        return "、".join(sorted(found.values(), key=lambda words: words.endswith("等")))

    @property
    def targets(self) -> str:
        """The words of its targets; the same bound on the same indicator once, as first written."""
        return targets_in_words(target for task in self.tasks for target in task.targets)

    @property
    def limits(self) -> str:
        """Its time limits as written."""
        return _lines(deadline.text for task in self.tasks for deadline in task.deadlines)

    @property
    def limits_with_year(self) -> str:
        """Its time limits so that each says its year; the same day stated twice (2025年6月底前, 2025年6月30日) once."""
        shown: dict[tuple[object, ...], str] = {}
        for deadline in (deadline for task in self.tasks for deadline in task.deadlines):
            key = (deadline.kind, deadline.end, deadline.rrule) if deadline.end else (deadline.text,)
            shown.setdefault(key, _limit(deadline))
        return _lines(shown.values())

    @property
    def last_day(self) -> date | None:
        """The day by which all of it is to be done; None if no time limit has one."""
        return max((d.end for task in self.tasks for d in task.deadlines if d.end is not None), default=None)


def entries(plan: Plan) -> list[Entry]:
    """Return the work of the plan, each piece once, in the order in which the document first states it."""
    places = Places(plan)
    return [
        Entry(number, tasks, tuple(places.words(task.span.start) for task in tasks))
        for number, tasks in enumerate(_pieces_of_work(plan.tasks), 1)
    ]


def _pieces_of_work(tasks: Sequence[Task]) -> Iterator[tuple[Task, ...]]:
    """The tasks in groups: those that are related to each other, directly or by way of a third, together."""
    order = {task.id: place for place, task in enumerate(tasks)}
    seen: set[str] = set()
    for task in tasks:
        group, more = set(), [task.id]
        while more:
            identity = more.pop()
            if identity not in seen:
                seen.add(identity)
                group.add(identity)
                more += tasks[order[identity]].related
        if group:
            yield tuple(tasks[place] for place in sorted(order[identity] for identity in group))


def rows_of_tasks(plan: Plan) -> Iterator[tuple[str, ...]]:
    """Return the ledger with one row a task, in document order; cells in the order of `COLUMNS`."""
    places = Places(plan)
    for task in plan.tasks:
        entry = Entry(0, (task,), (places.words(task.span.start),))
        day = entry.last_day
        yield (
            task.id,
            entry.numbers,
            ORIGINS[task.origin],
            entry.path,
            task.title or "",
            entry.content(),
            *(entry.units(role) for role in UNIT_HEADS),
            entry.targets,
            entry.limits,
            day.isoformat() if day else "",
            _lines(task.related),
            entry.place,
        )


def used(heads: Iterable[str], rows: Iterable[Mapping[str, object]]) -> list[str]:
    """Those of `heads` under which any row has something."""
    filled = {head for row in rows for head, value in row.items() if value}
    return [head for head in heads if head in filled]


# ------------------------------------------------------------------------------------------------------------- words


def units_in_words(task: Task, role: Role) -> str:
    """The task's units of one role as a list: 甲局、乙局等."""
    return "、".join(_unit(unit) for unit in (*task.responsible, *task.supporting) if unit.role == role)


def _unit(unit: Unit) -> str:
    return one_line(unit.text) + ("等" if unit.open_ended else "")


def _united(tasks: Iterable[Task], role: Role) -> dict[str, str]:
    """Units of that role by name, as first written; 等 where a list that ends with one goes on in any task."""
    found: dict[str, str] = {}
    for unit in (unit for task in tasks for unit in (*task.responsible, *task.supporting) if unit.role == role):
        words = found.setdefault(unit.name, _unit(unit))
        if unit.open_ended and not words.endswith("等"):
            found[unit.name] = f"{words}等"
    return found


def _statements(tasks: Iterable[Task], *, titled: bool) -> list[str]:
    """What each task says is to be done; `titled`: led by its short name, unless a task before it says that."""
    found: list[str] = []
    for task in tasks:
        words = task.text.strip().rstrip("，,、；;")  # …在9%以内，（区水利局牵头）: the words before the bracket
        led = titled and task.title and not any(_bare(task.title) in _bare(shown) for shown in (words, *found))
        found.append(f"{task.title}。{words}" if led else words)
    return found


def _said_elsewhere(place: int, statements: Sequence[str]) -> bool:
    """True if another statement holds each clause of this one, marks aside; of two alike the first is kept."""
    mine = statements[place]
    return any(
        _holds(other, mine) and (i < place or not _holds(mine, other))
        for i, other in enumerate(statements)
        if i != place
    )


def _holds(words: str, other: str) -> bool:
    whole = _bare(words)
    return all(_bare(clause) in whole for clause in _CLAUSE_ENDS.split(other))


def _bare(words: str) -> str:
    return _MARKS.sub("", words)


def _each_has_its_own(tasks: Sequence[Task]) -> bool:
    """True if several tasks of one side (rows, or items) name different units."""
    return any(len({_who(task) for task in tasks if task.origin == side}) > 1 for side in ORIGINS)


def _who(task: Task) -> str:
    """（牵头单位：甲局；配合单位：乙局、丙局等）, '' if the task names nobody."""
    shown = [f"{head}：{words}" for role, head in UNIT_HEADS.items() if (words := units_in_words(task, role))]
    return f"（{'；'.join(shown)}）" if shown else ""


def _bound(target: Target) -> tuple[object, ...]:
    base = target.baseline and (target.baseline.year or target.baseline.text)
    amount = (target.comparator, target.value, target.value_max, target.unit)
    return (target.indicator, target.scope, *amount, target.change, target.per, base)


def targets_in_words(targets: Iterable[Target]) -> str:
    """The words of `targets`, a line each; the same bound on the same indicator once, but once for each year it is for.

    If it is for several years, each line names its year.
    """
    shown: dict[tuple[object, ...], dict[int | None, Target]] = {}
    for target in targets:
        years = shown.setdefault(_bound(target), {})
        year = target.due.end.year if target.due is not None and target.due.end is not None else None
        if year is None and years:
            continue
        if year is not None and None in years:  # stated without a year before
            years[year] = years.pop(None)
        years.setdefault(year, target)
    lines: list[str] = []
    for years in shown.values():
        for year, target in years.items():
            dated = len(years) > 1 and year is not None and str(year) not in target.text
            lines.append(f"{target.text}（{year}年）" if dated else target.text)
    return _lines(lines)


def _limit(deadline: Deadline) -> str:
    """`deadline` so that it says its year: 6月底前 in a plan of 2023 is 2023年6月底前."""
    words = one_line(deadline.text)
    end = deadline.end
    if deadline.kind != "date" or end is None or _HAS_YEAR.search(words):
        return words
    if deadline.start is not None and _OF_A_YEAR.match(words):
        return f"{end.year}年{words}"
    last = (end + timedelta(days=1)).day == 1
    return f"{end.year}年{end.month}月{'底' if last else f'{end.day}日'}前"


def _lines(words: Iterable[str]) -> str:
    """Each of `words` once, a line each."""
    return "\n".join(dict.fromkeys(map(one_line, words)))


def one_line(words: str) -> str:
    """`words` without line breaks and without blanks but those between letters or digits."""
    return " ".join(_BLANKS.sub("", words).split())
