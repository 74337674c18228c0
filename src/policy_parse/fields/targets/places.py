"""Where a sign is looked for round a number: the places that rows of data/target_cues.csv name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from policy_parse.fields.targets.situation import clause_end
from policy_parse.text.sign import Sign

Found = Callable[[Any, Sign], Any]
_NUMBER_REACH = 60
"""How far before a number its whole (累计, 全市) may be named."""


def _before(reach: int) -> Found:
    return lambda at, sign: sign.search(at.text, max(0, at.first.start - reach), at.first.start)


PLACES: Mapping[str, Found] = {
    "number": lambda at, sign: sign.fullmatch(at.text, at.first.start, at.first.number_end),
    "unit": lambda at, sign: sign.search(at.first.unit or ""),
    "unit is": lambda at, sign: sign.fullmatch(at.first.unit or ""),
    "behind unit": lambda at, sign: sign.match(at.text[at.first.unit_end : at.first.unit_end + 4]),
    "behind": lambda at, sign: sign.match(at.text, at.last.end),
    "thing": lambda at, sign: sign.search(at.thing),
    "thing begins": lambda at, sign: sign.match(at.thing),
    "thing is": lambda at, sign: sign.fullmatch(at.thing),
    "before": lambda at, sign: sign.search(at.text[max(0, at.first.start - 6) : at.first.start]),
    "before 8": _before(8),
    "before 10": _before(10),
    "before 60": _before(_NUMBER_REACH),
    "bound": lambda at, sign: sign.search(at.text, at.before.start, at.first.start),
    "before bound": lambda at, sign: sign.search(at.text, max(0, at.before.start - 2), at.before.start),
    "before verb": lambda at, sign: sign.search(at.text, max(0, at.edge.text_start - 2), at.edge.text_start),
    "name": lambda at, sign: sign.search(at.left),
    "name begins": lambda at, sign: sign.match(at.left),
    "verb": lambda at, sign: sign.search(at.edge.verb or ""),
    "verb is": lambda at, sign: sign.fullmatch(at.edge.verb or ""),
    "left": lambda at, sign: sign.search(at.text[at.edge.text_start : at.before.start]),
    "behind verb": lambda at, sign: sign.search(at.text[at.edge.text_start : at.before.start], len(at.edge.verb or "")),
    "clause begins": lambda at, sign: sign.match(at.text, at.clause),
    "clause to number": lambda at, sign: sign.search(at.text, at.clause, at.first.start),
    "clause to number is": lambda at, sign: sign.fullmatch(at.text, at.clause, at.first.start),
    "clause to bound": lambda at, sign: sign.search(at.text, at.clause, at.before.start),
    "clause to bound is": lambda at, sign: sign.fullmatch(at.text, at.clause, at.before.start),
    "clause": lambda at, sign: sign.search(at.text[at.clause : clause_end(at.text, at.last.end)]),
    "before clause": lambda at, sign: sign.search(at.text, 0, at.clause),
    "near": lambda at, sign: sign.search(at.text[max(0, at.first.start - 24) : at.last.end + 16] + at.thing[:16]),
    "so far": lambda at, sign: sign.search(at.text, 0, at.first.start),
    "sentence": lambda at, sign: sign.search(at.text),
}
"""Where a sign is looked for, by name; data/target_cues.csv says what each means."""
