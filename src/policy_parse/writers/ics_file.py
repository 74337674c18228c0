"""iCalendar: an entry for each time limit that has a day, with who and what; written again, the file is updated."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterable
from pathlib import Path

from policy_parse.model import Plan
from policy_parse.writers.as_written import head_of

FORMAT = "ics"
SUFFIXES = (".ics",)
BINARY = False


def render(plan: Plan) -> bytes:
    """The calendar of one plan; the same plan always gives the same bytes, and the same work the same UID."""
    return render_all([plan])


def render_all(plans: Iterable[Plan]) -> bytes:
    """One calendar of all plans, named after the plan if there is one."""
    from policy_parse.writers.calendar.entries import entry_of, new_calendar, packed
    from policy_parse.writers.calendar.occasions import occasions_of

    names: list[str] = []
    entries: dict[str, object] = {}
    for plan in plans:
        names.append(plan.header.title or plan.source.name)
        for occasion in occasions_of(plan):
            entries.setdefault(occasion.uid, entry_of(occasion))  # a plan that is given twice
    name = names[0] if len(names) == 1 else "任务时限"
    return packed(new_calendar(name), entries.values())


def renew(plans: Iterable[Plan], earlier: bytes) -> bytes:
    """The earlier file with what `plans` say now; see `calendar.renew`. Raises WriteError if it is no calendar."""
    from policy_parse.writers.calendar.occasions import occasions_of
    from policy_parse.writers.calendar.renew import renewed

    found = {occasion.uid: occasion for plan in plans for occasion in occasions_of(plan)}
    return renewed(earlier, list(found.values()))


def is_as_written(path: Path) -> bool:
    """True for any calendar: it is brought up to date (`renew`), and what others have put into it stays."""
    return head_of(path).removeprefix(BOM_UTF8).lstrip().upper().startswith(b"BEGIN:VCALENDAR")
