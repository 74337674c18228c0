"""Which row of a ledger is which piece of work of the plans: by what the rows say, not by number, id or place."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Mapping, Sequence

from policy_parse.comparison.assignment import best_pairs
from policy_parse.comparison.evidence import Features, Judge
from policy_parse.comparison.likeness import Bags
from policy_parse.comparison.units import Offices
from policy_parse.comparison.words import ComparisonWords
from policy_parse.model import Region
from policy_parse.model.ledger import GROUP, TITLE
from policy_parse.text.fold import clean, fold
from policy_parse.text.segmentation import segmenter_for
from policy_parse.writers.ledger import SOURCE, UNIT_HEADS

Row = Mapping[str, str]
"""What stands under each head, as words."""
SAME = 0.45
"""From here on two rows are one piece of work. Higher than for plans of two years: a report under the wrong work is
worse than one on the sheet of work that is gone."""
LIKEST = 32
"""So many rows of the new plan are looked at closely for a row that no key joins."""
_GRAIN = 100_000
_WORK = (TITLE, "内容")
_UNITS = tuple(UNIT_HEADS.values())
_KEYS = (
    (SOURCE, "编号", GROUP, *_WORK, *_UNITS, "时限", "目标"),
    (SOURCE, GROUP, *_WORK, *_UNITS, "时限", "目标"),
    (SOURCE, GROUP, *_WORK, "时限", "目标"),
    (SOURCE, "编号", GROUP, *_WORK, *_UNITS),
    (SOURCE, GROUP, *_WORK, *_UNITS),
    (SOURCE, GROUP, *_WORK),
    (SOURCE, *_WORK),
)
"""Rows that agree under all heads of a key are one; the first key that joins a row decides: of rows with the same words
those with the same units and limits are one."""
_CLAUSE = re.compile(r"[，。；：,;:\n]")
_SHORTEST = 4
"""Characters of the words that lead a row and alone can tell which it is."""
_CLEAR = 0.02
"""So much liker than any row that is left over: else two near twins cannot be told apart, and neither is taken."""


def pair_rows(
    old: Sequence[Row], new: Sequence[Row], words: ComparisonWords, region: Region | None = None
) -> dict[int, int]:
    """Old row → new row, by position, that are one piece of work; rows that are alone on either side are left out.

    Rows of a document that both sides have are joined to rows of that document; those of documents that only one side
    has, to one another: a file may have another name.
    """
    both = {row.get(SOURCE, "") for row in old} & {row.get(SOURCE, "") for row in new}
    old, new = ([_of_document(row, both) for row in side] for side in (old, new))
    found: dict[int, int] = {}
    for heads in _KEYS:
        found |= pair_alike(old, new, heads, found)
    found |= _led_alike(old, new, found)
    return found | _likest(old, new, found, words, region)


def pair_alike(
    old: Sequence[Row], new: Sequence[Row], heads: Sequence[str], found: Mapping[int, int] | None = None
) -> dict[int, int]:
    """Old row → new row that agree under `heads`, in their order, without those that are `found` already."""
    found = found or {}
    taken = set(found.values())
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, row in enumerate(new):
        if j not in taken:
            waiting[_key(row, heads)].append(j)
    pairs = {}
    for i, row in enumerate(old):
        alike = waiting.get(_key(row, heads))
        if i not in found and alike:
            pairs[i] = alike.pop(0)
    return pairs


def _led_alike(old: Sequence[Row], new: Sequence[Row], found: Mapping[int, int]) -> dict[int, int]:
    """Rows that begin with the same words as no other row on either side, however the rest has changed."""
    taken = set(found.values())
    sides = [[_lead(row) for row in side] for side in (old, new)]
    once = [{lead for lead, count in Counter(side).items() if count == 1} for side in sides]
    place = {lead: j for j, lead in enumerate(sides[1]) if lead in once[1] and j not in taken}
    return {
        i: place[lead] for i, lead in enumerate(sides[0]) if lead and i not in found and lead in once[0] & place.keys()
    }


def _lead(row: Row) -> tuple[str, str] | None:
    """The document and the short name of a row, or the first clause of its work; None if that is too short."""
    words = row.get(TITLE, "").split("\n")[0] or _CLAUSE.split(row.get("内容", ""), maxsplit=1)[0]
    return (row.get(SOURCE, ""), words) if len(words) >= _SHORTEST else None


def _key(row: Row, heads: Sequence[str]) -> tuple[str, ...]:
    return tuple(row.get(head, "") for head in heads)


def _of_document(row: Row, both: set[str]) -> Row:
    """`row` under the name of its document if both sides have it, else under none."""
    source = row.get(SOURCE, "")
    return {**row, SOURCE: source if source in both else ""}


def _likest(
    old: Sequence[Row], new: Sequence[Row], found: Mapping[int, int], words: ComparisonWords, region: Region | None
) -> dict[int, int]:
    """The best assignment of the rows that are left; how rare a word is, is told by all rows."""
    taken = set(found.values())
    if len(found) == len(old) or len(taken) == len(new):
        return {}
    texts = [fold("\n".join(row.get(head, "") for head in (*_WORK, GROUP))).text.lower() for row in (*old, *new)]
    bags = Bags(segmenter_for(texts, words.vocabulary))
    key = Offices(words, region, 0).key
    shared = shared_titles(old) | shared_titles(new)
    judge = Judge(*([features_of(row, bags, key, shared) for row in side] for side in (old, new)))
    before, after = rows_left(old, SOURCE, found), rows_left(new, SOURCE, taken)
    scores = {}
    for document in sorted(before.keys() & after.keys()):
        for i, j in judge.candidates_among(before[document], after[document], LIKEST):
            score = judge.evidence(i, j).score
            if score >= SAME:
                scores[i, j] = score
    gains = {pair: round((score - SAME) * _GRAIN) + 1 for pair, score in scores.items()}
    contents = [[tuple(sorted(row.items())) for row in side] for side in (old, new)]
    return _clear(best_pairs(gains, contents[0], contents[1]), scores)


def rows_left(rows: Sequence[Row], head: str, taken: Container[int]) -> dict[str, list[int]]:
    """The positions that are not `taken`, by what their rows say under `head`."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if place not in taken:
            found[row.get(head, "")].append(place)
    return found


def _clear(pairs: Mapping[int, int], scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Those of `pairs` whose rows fit no row so well that would be left over: a near twin of what is gone, or new."""
    taken = set(pairs.values())
    rivals: dict[tuple[str, int], float] = {}
    for (i, j), score in scores.items():
        if i not in pairs:
            rivals["new", j] = max(score, rivals.get(("new", j), 0.0))
        if j not in taken:
            rivals["old", i] = max(score, rivals.get(("old", i), 0.0))
    return {
        i: j
        for i, j in pairs.items()
        if scores[i, j] >= max(rivals.get(("new", j), 0.0), rivals.get(("old", i), 0.0)) + _CLEAR
    }


def shared_titles(rows: Sequence[Row]) -> frozenset[str]:
    """Short names of several rows: an item that makes several statements. They tell no row from another."""
    return frozenset(title for title, count in Counter(row.get(TITLE, "") for row in rows).items() if count > 1)


def features_of(row: Row, bags: Bags, unit_key: Callable[[str], str], shared: Collection[str] = ()) -> Features:
    """A row as it is compared, without its short name if that is `shared`."""
    units = (unit for head in UNIT_HEADS.values() for unit in row.get(head, "").split("、") if unit)
    targets, title = row.get("目标", ""), row.get(TITLE, "")
    title = "" if title in shared else title
    return Features(
        words=bags.of(f"{title}\n{row.get('内容', '')}"),
        title=bags.of(title),
        indicators=bags.of(targets),
        measured=frozenset(targets.splitlines()),
        units=frozenset(unit_key(clean(unit.removesuffix("等"))) for unit in units),
        place=bags.of(row.get(GROUP, "")),
        number=row.get("原序号") or None,
        leads=True,
    )
