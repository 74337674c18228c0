"""A recurring time limit as days: the last of each period (每季度 → 31 March, 30 June, …), inside the plan's years."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from policy_parse.model import Deadline, Header


class Recurrence(NamedTuple):
    """Days that a rule gives."""

    first: date
    rule: str
    """RFC 5545, without its end."""
    last: date
    """Up to which the rule gives days."""


def recurrence_of(deadline: Deadline, header: Header) -> Recurrence | None:
    """When `deadline` recurs: from its start, else from the day of issue or the plan's first year, to the plan's end.

    A rule that names no day means the last one of its period. None if there is no rule, no year, or no such day.
    """
    window = _window(deadline, header)
    if deadline.rrule is None or window is None:
        return None
    start, last = window
    parts = dict(part.split("=", 1) for part in deadline.rrule.split(";"))
    start = _with_last_day(parts, start)
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    first = _first(rule, start, last)
    return None if first is None else Recurrence(first, rule, last)


def _window(deadline: Deadline, header: Header) -> tuple[date, date] | None:
    """The first and the last day on which a time limit of the plan may be."""
    years, issued = header.plan_period, header.issued_on
    if years is None and issued is None and deadline.start is None:
        return None
    begin, end = (years.start_year, years.end_year) if years is not None else (None, None)
    start = deadline.start or max(day for day in (issued, date(begin, 1, 1) if begin else None) if day is not None)
    if end is not None and start.year > end:  # issued when the plan's years were over
        start = date(begin or end, 1, 1)
    return start, deadline.end or date(end or start.year, 12, 31)


def _with_last_day(parts: dict[str, str], start: date) -> date:
    """Put the last day of its period into a rule that names none; return the day from which it runs."""
    frequency, interval = parts["FREQ"], int(parts.get("INTERVAL", "1"))
    months = 12 * interval if frequency == "YEARLY" else interval
    if frequency == "DAILY":
        return start + timedelta(days=interval - 1)
    if frequency == "WEEKLY":
        if "BYDAY" not in parts:
            parts["BYDAY"] = "SU"
            return start + timedelta(days=6 - start.weekday() + 7 * (interval - 1))
        return start
    if "BYMONTHDAY" in parts or "BYDAY" in parts:
        return start
    parts["BYMONTHDAY"] = "-1"
    if "BYMONTH" in parts:
        return start
    if 12 % months == 0 and months > 1:  # of the calendar's periods: each quarter ends in March, June, …
        parts.pop("INTERVAL", None)
        parts |= {"FREQ": "YEARLY", "BYMONTH": ",".join(str(month) for month in range(months, 13, months))}
        return start
    if frequency == "YEARLY":
        parts["BYMONTH"] = "12"
        return date(start.year + interval - 1, 1, 1) if interval > 1 else start
    year, month = divmod(start.year * 12 + start.month - 1 + interval - 1, 12)
    return date(year, month + 1, 1) if interval > 1 else start


def _first(rule: str, start: date, last: date) -> date | None:
    from dateutil.rrule import rrulestr

    days = rrulestr(rule, dtstart=datetime.combine(start, time()))
    first = days.after(datetime.combine(start, time()), inc=True)
    return first.date() if first is not None and first.date() <= last else None
