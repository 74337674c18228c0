"""Which row of a ledger is which piece of work of the plans: by what the rows say, not by number, id or place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from policy_parse.comparison.assignment import best_pairs
from policy_parse.comparison.evidence import Features, Judge
from policy_parse.comparison.likeness import Bags
from policy_parse.comparison.segmentation import segmenter_for
from policy_parse.comparison.units import Offices
from policy_parse.comparison.words import ComparisonWords
from policy_parse.model import Region
from policy_parse.text.fold import clean, fold
from policy_parse.writers.ledger import SOURCE, UNIT_HEADS

Row = Mapping[str, str]
"""What stands under each head, as words."""
SAME = 0.45
"""From here on two rows are one piece of work. Higher than for plans of two years: a report under the wrong work is
worse than one on the sheet of work that is gone."""
_GRAIN = 100_000
_WORK = ("任务", "内容")
_KEYS = (
    (SOURCE, "编号", "所属", *_WORK, *UNIT_HEADS.values()),
    (SOURCE, "所属", *_WORK, *UNIT_HEADS.values()),
    (SOURCE, "所属", *_WORK),
    (SOURCE, *_WORK),
)
"""Rows that agree under all heads of a key are one; the first key that joins a row decides."""


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
    texts = [fold("\n".join(row.get(head, "") for head in (*_WORK, "所属"))).text.lower() for row in (*old, *new)]
    bags = Bags(segmenter_for(texts, words.vocabulary))
    key = Offices(words, region, 0).key
    shared = shared_titles(old) | shared_titles(new)
    judge = Judge(*([features_of(row, bags, key, shared) for row in side] for side in (old, new)))
    gains = {}
    for i, j in judge.candidates:
        if i not in found and j not in taken and old[i].get(SOURCE) == new[j].get(SOURCE):
            score = judge.evidence(i, j).score
            if score >= SAME:
                gains[i, j] = round((score - SAME) * _GRAIN) + 1
    contents = [[tuple(sorted(row.items())) for row in side] for side in (old, new)]
    return best_pairs(gains, contents[0], contents[1])


def shared_titles(rows: Sequence[Row]) -> frozenset[str]:
    """Short names of several rows: an item that makes several statements. They tell no row from another."""
    return frozenset(title for title, count in Counter(row.get("任务", "") for row in rows).items() if count > 1)


def features_of(row: Row, bags: Bags, unit_key: Callable[[str], str], shared: Collection[str] = ()) -> Features:
    """A row as it is compared, without its short name if that is `shared`."""
    units = (unit for head in UNIT_HEADS.values() for unit in row.get(head, "").split("、") if unit)
    targets, title = row.get("目标", ""), row.get("任务", "")
    title = "" if title in shared else title
    return Features(
        words=bags.of(f"{title}\n{row.get('内容', '')}"),
        title=bags.of(title),
        indicators=bags.of(targets),
        measured=frozenset(targets.splitlines()),
        units=frozenset(unit_key(clean(unit.removesuffix("等"))) for unit in units),
        place=bags.of(row.get("所属", "")),
        number=row.get("原序号") or None,
        leads=True,
    )
