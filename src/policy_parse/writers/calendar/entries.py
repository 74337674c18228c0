"""Occasions as entries (VEVENT) of an iCalendar file, by the library icalendar.

Events, not to-dos: Outlook, Google, Feishu and DingTalk leave out the to-dos of a file. They last the day (or stand at
the time of day) and do not make anyone busy.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from policy_parse.writers.calendar.occasions import ZONE, Occasion
from policy_parse.writers.package import UNPRINTABLE

WORK, LIMIT, WRITTEN = "X-POLICY-PARSE-WORK", "X-POLICY-PARSE-LIMIT", "X-POLICY-PARSE-WRITTEN"
"""Properties by which an entry of ours is known again: the work, its limit, and a hash of what was written."""
OURS = ("SUMMARY", "DESCRIPTION", "CATEGORIES", "DTSTART", "DTEND", "RRULE", "TRANSP", "DTSTAMP", WORK, LIMIT, WRITTEN)
"""Properties that are written anew where the plan says something new; all others are the user's."""
_MORNING = timedelta(hours=9)
_FOLDED = 74
"""Bytes of a line up to which it is not folded."""


def new_calendar(name: str) -> Any:
    """A calendar without entries, in the time of China."""
    from icalendar import Calendar, Timezone, TimezoneStandard

    calendar, zone, standard = Calendar(), Timezone(), TimezoneStandard()
    for key, value in {"VERSION": "2.0", "PRODID": "-//policy-parse//CN", "CALSCALE": "GREGORIAN"}.items():
        calendar.add(key, value)
    calendar.add("X-WR-CALNAME", UNPRINTABLE.sub("", name))
    calendar.add("X-WR-TIMEZONE", ZONE)
    zone.add("TZID", ZONE)
    standard.add("DTSTART", datetime(1992, 1, 1))  # noqa: DTZ001 - local time, since when there is no summer time
    standard.add("TZOFFSETFROM", timedelta(hours=8))
    standard.add("TZOFFSETTO", timedelta(hours=8))
    standard.add("TZNAME", "CST")
    zone.add_component(standard)
    calendar.add_component(zone)
    return calendar


def entry_of(occasion: Occasion, *, uid: str | None = None) -> Any:
    """The entry, with alarms at nine in the morning; `uid` in place of the occasion's own."""
    from icalendar import Event

    entry = Event()
    entry.add("UID", uid or occasion.uid)
    entry.add("SEQUENCE", 0)
    put(entry, occasion)
    for alarm in _alarms(occasion):
        entry.add_component(alarm)
    return entry


def put(entry: Any, occasion: Occasion) -> None:
    """Write what the plan says into `entry`, over what it said before; what is not `OURS` stays."""
    from icalendar.prop import vRecur

    for name in OURS:
        entry.pop(name, None)
    entry.add("SUMMARY", UNPRINTABLE.sub("", occasion.summary))
    entry.add("DESCRIPTION", UNPRINTABLE.sub("", occasion.description))
    if occasion.units:
        entry.add("CATEGORIES", [UNPRINTABLE.sub("", unit) for unit in occasion.units])
    entry.add("DTSTART", occasion.start)
    if occasion.time is None:
        entry.add("DTEND", occasion.day + timedelta(days=1))
    if occasion.rule is not None:
        entry.add("RRULE", vRecur.from_ical(f"{occasion.rule}{_until(occasion)}"))
    entry.add("TRANSP", "TRANSPARENT")
    entry.add("DTSTAMP", datetime.combine(occasion.stamp, time(), UTC))
    entry.add(WORK, UNPRINTABLE.sub("", json.dumps(asdict(occasion.work), ensure_ascii=False)))
    entry.add(LIMIT, occasion.limit)
    entry.add(WRITTEN, written(occasion))


def written(occasion: Occasion) -> str:
    """A hash of all that an entry says of that occasion."""
    said = (
        occasion.summary,
        occasion.description,
        occasion.units,
        occasion.start.isoformat(),
        occasion.rule,
        str(occasion.last),
    )
    return sha256(json.dumps(said).encode()).hexdigest()[:16]


def packed(calendar: Any, entries: Iterable[Any] = ()) -> bytes:
    """The file of `calendar` with more `entries`."""
    for entry in entries:
        calendar.add_component(entry)
    return b"".join(_folded(line) + b"\r\n" for line in calendar.content_lines() if line)


def _folded(line: str) -> bytes:
    """A line as the library folds it (RFC 5545, 3.1): what it does character by character takes long."""
    rest, parts = line.encode(), []
    while len(rest) > _FOLDED:
        cut = _FOLDED
        while rest[cut] & 0xC0 == 0x80:  # not inside a character
            cut -= 1
        cut -= rest[cut - 1] in b"\\^"  # nor of what is escaped
        parts.append(rest[:cut])
        rest = rest[cut:]
    return b"\r\n ".join((*parts, rest))


def _until(occasion: Occasion) -> str:
    """The end of the rule: a day, or where there is a time of day the moment in UTC."""
    if occasion.last is None:
        return ""
    if occasion.time is None:
        return f";UNTIL={occasion.last:%Y%m%d}"
    return f";UNTIL={occasion.last:%Y%m%d}T155959Z"


def _alarms(occasion: Occasion) -> list[Any]:
    """A week before and the day before, at nine; the day before alone for what recurs, nothing each week or day."""
    from icalendar import Alarm

    if occasion.rule is not None and ("WEEKLY" in occasion.rule or "DAILY" in occasion.rule):
        return []
    found = []
    for days in (7, 1) if occasion.rule is None else (1,):
        alarm = Alarm()
        alarm.add("ACTION", "DISPLAY")
        alarm.add("DESCRIPTION", UNPRINTABLE.sub("", occasion.summary))
        clock = time.fromisoformat(occasion.time) if occasion.time else time()
        alarm.add("TRIGGER", _MORNING - timedelta(hours=clock.hour, minutes=clock.minute) - timedelta(days=days))
        found.append(alarm)
    return found
