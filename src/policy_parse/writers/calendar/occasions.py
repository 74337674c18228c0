"""What a plan has for a calendar: an occasion for each time limit of each piece of work that has a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from hashlib import sha256

from policy_parse.model import Deadline, Plan
from policy_parse.text.fold import clean
from policy_parse.writers.calendar.recurrence import recurrence_of
from policy_parse.writers.ledger import UNIT_HEADS, Entry, entries, one_line

ZONE = "Asia/Shanghai"
"""All times of day are those of China."""
_TITLE, _NAMES = 40, 3
"""Characters of a piece of work without a title, and units, that the line of an entry shows."""


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work as it is known again in another file."""

    plan: str
    """Issuers and title of the plan, or the name of its file."""
    source: str
    """Name of the file."""
    title: str
    text: str
    units: str


@dataclass(frozen=True, slots=True)
class Occasion:
    """One time limit of a piece of work."""

    uid: str
    """Of the work and the place of the limit among its own: the same in every file of the plan in which title (or text,
    where several share the title) is the same.
    """
    work: Work
    limit: str
    """The day or the rule by which it is told from other limits of the work."""
    summary: str
    description: str
    units: tuple[str, ...]
    """Who leads or is responsible."""
    day: date
    time: str | None
    rule: str | None
    last: date | None
    """The end of the rule."""
    stamp: date
    """The day of issue, or the first of the plan's year: what is said is as old as that."""

    @property
    def start(self) -> date | datetime:
        """The day; with a time of day the moment in China."""
        from zoneinfo import ZoneInfo

        if self.time is None:
            return self.day
        return datetime.combine(self.day, time.fromisoformat(self.time), ZoneInfo(ZONE))


def occasions_of(plan: Plan) -> Iterator[Occasion]:
    """Every time limit that has a day, in the order of the work; one without (长期坚持, 汛期前) is in no calendar."""
    header = plan.header
    name = clean("".join((*header.issuers, header.title))) if header.title else plan.source.name
    found = entries(plan)
    shared = Counter(entry.title for entry in found)
    met: Counter[tuple[str, ...]] = Counter()
    for entry in found:
        work = _work(entry, name, plan.source.name)
        key = (name, work.title) if work.title and shared[entry.title] == 1 else (name, work.title, work.text)
        for deadline in _limits(entry):
            again = met[(*key, deadline.kind)]
            met[(*key, deadline.kind)] += 1
            occasion = _occasion(plan, entry, work, deadline, uid_of(*key, deadline.kind, str(again)))
            if occasion is not None:
                yield occasion


def uid_of(*key: str) -> str:
    """A name that is unique in the world, always the same for the same words."""
    return f"{sha256(chr(0).join(key).encode('utf-8', 'replace')).hexdigest()[:32]}@policy-parse"


def _work(entry: Entry, plan: str, source: str) -> Work:
    units = "；".join(words for role in UNIT_HEADS if (words := entry.units(role)))
    return Work(plan, source, entry.title, entry.content(), units)


def _limits(entry: Entry) -> list[Deadline]:
    """The time limits of a piece of work that may have days; the same day stated twice once."""
    found: dict[tuple[object, ...], Deadline] = {}
    for deadline in (deadline for task in entry.tasks for deadline in task.deadlines):
        if deadline.kind == "recurring" or (deadline.kind == "date" and deadline.end is not None):
            found.setdefault((deadline.kind, deadline.end, deadline.time, deadline.rrule), deadline)
    return list(found.values())


def _occasion(plan: Plan, entry: Entry, work: Work, deadline: Deadline, uid: str) -> Occasion | None:
    again = recurrence_of(deadline, plan.header) if deadline.kind == "recurring" else None
    day = again.first if again else deadline.end
    if day is None or (deadline.kind == "recurring" and again is None):
        return None
    timed = deadline.time if deadline.time != "24:00" else None  # the whole day
    years = plan.header.plan_period
    return Occasion(
        uid=uid,
        work=work,
        limit=again.rule if again else f"{day.isoformat()} {timed or ''}".strip(),
        summary=_summary(entry),
        description=_description(plan, entry, deadline),
        units=tuple(dict.fromkeys(u.name for task in entry.tasks for u in task.responsible)),
        day=day,
        time=timed,
        rule=again.rule if again else None,
        last=again.last if again else None,
        stamp=plan.header.issued_on or date(years.start_year if years else day.year, 1, 1),
    )


def _summary(entry: Entry) -> str:
    """Who leads, else who is responsible, and what: 区水利局：管网改造."""
    named = entry.units("lead") or entry.units("responsible")
    names = named.split("、")
    who = f"{'、'.join(names[:_NAMES])}等" if len(names) > _NAMES else named
    what = one_line(entry.title) or one_line(entry.content())
    return f"{who}：{_cut(what)}" if who else _cut(what)


def _cut(words: str) -> str:
    return words if len(words) <= _TITLE else f"{words[: _TITLE - 1]}…"


def _description(plan: Plan, entry: Entry, deadline: Deadline) -> str:
    shown = {
        **{head: entry.units(role) for role, head in UNIT_HEADS.items()},
        "目标": entry.targets.replace("\n", "；"),
        "时限": one_line(deadline.text),
        "来源": f"《{plan.header.title}》" if plan.header.title else plan.source.name,
    }
    return "\n".join([entry.content(titled=True), *(f"{head}：{words}" for head, words in shown.items() if words)])
