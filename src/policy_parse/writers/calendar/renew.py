"""An earlier calendar brought up to date: entries of the same work keep their UID, changed ones get a higher SEQUENCE.

What is gone is cancelled (an entry that only vanished from the file would stay in every calendar that has read it).
Entries of plans that are not given, and those of other programs, stay as they are.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policy_parse.comparison.assignment import best_pairs
from policy_parse.comparison.likeness import Weights, neighbours
from policy_parse.errors import WriteError
from policy_parse.text.fold import clean
from policy_parse.writers.calendar.entries import LIMIT, WORK, WRITTEN, entry_of, packed, put, written
from policy_parse.writers.calendar.occasions import Occasion, Work, uid_of
from policy_parse.writers.ledger_update.identity import LIKEST, pair_alike, rows_left

SAME = 0.5
"""From here on, of pairs of characters that two texts share, an entry is of the same work."""
_KEYS = (("plan", "title", "text", "units"), ("plan", "title", "text"), ("plan", "only_title"))
_GRAIN = 1000
_BEGIN, _END = (re.compile(rf"^{word}:", re.MULTILINE | re.IGNORECASE) for word in ("BEGIN", "END"))


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of ours in the earlier file."""

    component: Any
    work: Work
    limit: str

    @property
    def uid(self) -> str:
        return str(self.component.get("UID"))


def renewed(earlier: bytes, occasions: Sequence[Occasion]) -> bytes:
    """The file with what `occasions` say. Raises WriteError if `earlier` is no calendar."""
    calendar = _opened(earlier)
    theirs = [entry for component in calendar.walk("VEVENT") if (entry := _ours(component)) is not None]
    plan_of = _known_plans([entry.work for entry in theirs], [occasion.work for occasion in occasions])
    old = [entry for entry in theirs if (entry.work.plan, entry.work.source) in plan_of]
    pairs = _pairs(old, occasions, plan_of)
    for i, entry in enumerate(old):
        if i in pairs:
            _go_on(entry, occasions[pairs[i]])
        elif entry.component.get("STATUS") != "CANCELLED":
            entry.component.pop("STATUS", None)
            entry.component.add("STATUS", "CANCELLED")
            _count_up(entry.component)
    taken = {entry.uid for entry in theirs}
    new = [occasion for j, occasion in enumerate(occasions) if j not in set(pairs.values())]
    return packed(calendar, [entry_of(occasion, uid=_free(occasion.uid, taken)) for occasion in new])


def _opened(earlier: bytes) -> Any:
    from icalendar import Calendar

    try:
        words = earlier.decode("utf-8-sig")  # the library would put � for bytes of another encoding
        if len(_BEGIN.findall(words)) != len(_END.findall(words)):  # and drop what stands in an entry that never ends
            raise ValueError("an entry that never ends")
        return Calendar.from_ical(words)
    except Exception as error:  # whatever the library raises at bytes that are no calendar
        raise WriteError(
            "ics",
            "原有的文件不是完好的 UTF-8 日历，请另起文件名"
            "（the file there is no sound calendar in UTF-8, choose another name）",
        ) from error


def _ours(component: Any) -> _Entry | None:
    try:
        return _Entry(component, Work(**json.loads(component[WORK])), str(component[LIMIT]))
    except (KeyError, TypeError, ValueError):
        return None


def _known_plans(old: Iterable[Work], new: Iterable[Work]) -> Mapping[tuple[str, str], str]:
    """Plan and file of earlier entries → the plan that is given for it now: of the same title, or in the same file."""
    new = list(new)
    plans, files = {work.plan for work in new}, {work.source: work.plan for work in new}
    known = {work.plan for work in old}
    found = {}
    for work in old:
        if work.plan in plans:
            found[work.plan, work.source] = work.plan
        elif work.source in files and files[work.source] not in known:
            found[work.plan, work.source] = files[work.source]
    return found


def _pairs(old: Sequence[_Entry], new: Sequence[Occasion], plan_of: Mapping[tuple[str, str], str]) -> dict[int, int]:
    """Earlier entry → occasion, by position, that are one: of one piece of work, and there of the likest limit."""
    old_works = list(dict.fromkeys(entry.work for entry in old))
    new_works = list(dict.fromkeys(occasion.work for occasion in new))
    old_rows = _rows(old_works, [plan_of[work.plan, work.source] for work in old_works])
    new_rows = _rows(new_works, [work.plan for work in new_works])
    works: dict[int, int] = {}
    for heads in _KEYS:
        works |= pair_alike(old_rows, new_rows, heads, works)
    works |= _likest(old_rows, new_rows, works)
    mine, theirs = _places(entry.work for entry in old), _places(occasion.work for occasion in new)
    found: dict[int, int] = {}
    for i, j in works.items():
        found |= _limits(old, new, mine[old_works[i]], theirs[new_works[j]])
    return found


def _places(works: Iterable[Work]) -> Mapping[Work, list[int]]:
    """Where each piece of work stands, in order."""
    found: dict[Work, list[int]] = defaultdict(list)
    for place, work in enumerate(works):
        found[work].append(place)
    return found


def _rows(works: Sequence[Work], plans: Sequence[str]) -> list[dict[str, str]]:
    titles = Counter(zip(plans, (work.title for work in works), strict=True))
    return [
        {
            "plan": plan,
            "title": work.title,
            "text": work.text,
            "units": work.units,
            "only_title": work.title if work.title and titles[plan, work.title] == 1 else f"{chr(0)}{work.text}",
        }
        for work, plan in zip(works, plans, strict=True)
    ]


def _likest(
    old: Sequence[Mapping[str, str]], new: Sequence[Mapping[str, str]], found: Mapping[int, int]
) -> dict[int, int]:
    """The best assignment of the works that are left, inside one plan."""
    before, after = rows_left(old, "plan", found), rows_left(new, "plan", set(found.values()))
    gains = {}
    for plan in sorted(before.keys() & after.keys()):
        mine = {i: _pairs_of_characters(old[i]) for i in before[plan]}
        theirs = {j: _pairs_of_characters(new[j]) for j in after[plan]}
        bags = [{k: frozenset(pairs) for k, pairs in side.items()} for side in (mine, theirs)]
        weights = Weights([bag for side in bags for bag in side.values()])
        for i, j, _ in neighbours(bags[0], bags[1], weights, LIKEST):
            if (likeness := _likeness(mine[i], theirs[j])) >= SAME:
                gains[i, j] = round(likeness * _GRAIN)
    contents = [[tuple(sorted(row.items())) for row in rows] for rows in (old, new)]
    return best_pairs(gains, contents[0], contents[1])


def _pairs_of_characters(row: Mapping[str, str]) -> Counter[str]:
    words = clean(f"{row['title']}{row['text']}")
    return Counter(words[at : at + 2] for at in range(len(words) - 1))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 0.0


def _limits(
    old: Sequence[_Entry], new: Sequence[Occasion], mine: Sequence[int], theirs: Sequence[int]
) -> dict[int, int]:
    """Limits of one piece of work: the same day or rule, then days and rules in their order."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for j in theirs:
        waiting[new[j].limit].append(j)
    found = {i: waiting[old[i].limit].pop(0) for i in mine if waiting[old[i].limit]}
    rest = [j for j in theirs if j not in found.values()]
    for i in mine:
        like = next((j for j in rest if (new[j].rule is None) == ("FREQ=" not in old[i].limit)), None)
        if i not in found and like is not None:
            found[i] = like
            rest.remove(like)
    return found


def _go_on(entry: _Entry, occasion: Occasion) -> None:
    """Write what is new; an entry of which the plan says what it said stays as it is, with what people changed."""
    component = entry.component
    was_cancelled = component.get("STATUS") == "CANCELLED"
    if component.get(WRITTEN) == written(occasion) and not was_cancelled:
        return
    if was_cancelled:
        component.pop("STATUS")
    put(component, occasion)
    _count_up(component)


def _count_up(component: Any) -> None:
    number = int(component.pop("SEQUENCE", 0))
    component.add("SEQUENCE", number + 1)


def _free(uid: str, taken: set[str]) -> str:
    """`uid`, or if another entry has it, one made of it."""
    while uid in taken:
        uid = uid_of(uid)
    taken.add(uid)
    return uid
