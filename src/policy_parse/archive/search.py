"""Full text of an archive: the tasks that hold words, the best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from policy_parse.archive.index import words_of
from policy_parse.archive.query import ask
from policy_parse.archive.ready import OF_PLAN, parameters_of
from policy_parse.fields.units.spellings import spellings
from policy_parse.text.fold import fold
from policy_parse.text.segmentation import search_segmenter
from policy_parse.vocabulary.words import Words

_WEIGHTS = (6.0, 1.0, 2.0, 4.0, 0.5)
"""What a word counts for in a title, text, units, indicators and the title of the plan (bm25)."""

_FOUND = f"""SELECT tasks.plan, tasks.task, tasks.title, tasks.text, plans.title AS plan_title, plans.region_name,
  coalesce(plans.start_year, CAST(strftime('%Y', plans.issued_on) AS INTEGER)) AS year, tasks.place,
  (SELECT group_concat(DISTINCT units.text) FROM units
   WHERE units.plan = tasks.plan AND units.task = tasks.task) AS units,
  -bm25(task_search, {", ".join(map(str, _WEIGHTS))}) AS score
FROM task_search JOIN task_words ON task_words.id = task_search.rowid
  JOIN tasks ON tasks.plan = task_words.plan AND tasks.task = task_words.task
  JOIN plans ON plans.plan = tasks.plan
WHERE task_search MATCH :words
  AND {OF_PLAN}
ORDER BY bm25(task_search, {", ".join(map(str, _WEIGHTS))}), plans.title, tasks.plan, tasks.start
LIMIT :limit"""


class Hit(NamedTuple):
    """A task that was found."""

    plan: str
    """sha256 of the document."""
    task: str
    title: str | None
    text: str
    plan_title: str | None
    region: str | None
    year: int | None
    place: str
    units: str | None
    """As written, parted by commas."""
    score: float
    """By bm25: the higher, the better; only hits of one search can be compared."""


def search(
    path: Path,
    terms: Sequence[str],
    words: Words,
    *,
    unit: str | None = None,
    year: str | None = None,
    region: str | None = None,
    limit: int = 20,
) -> list[Hit]:
    """The tasks of an archive that hold every term, or another name of the office that it names; the best first.

    `unit`: only tasks of units whose name holds these words. `year` (2025 or 2022..2024) and `region` (a code, which
    stands for all in it, or a part of a name) are those of plans. Raises QueryError for a file that is no archive,
    ValueError for years that are none and for terms without a letter or digit.
    """
    asked = parameters_of({"year": year, "region": region})
    groups = [_any(term, words) for term in terms] + ([f"units : ({_any(unit, words)})"] if unit else [])
    if not groups:
        raise ValueError("")
    parameters: Mapping[str, str | int | None] = {**asked, "words": " AND ".join(groups), "limit": limit}
    return [Hit(*row) for row in ask(path, _FOUND, parameters).rows]  # type: ignore[arg-type]


def _any(term: str, words: Words) -> str:
    """What FTS5 is asked for a term: it, or another spelling of the office that it names. Raises ValueError."""
    forms = [form for form in (phrase(name, words) for name in spellings(term, words.units)) if form]
    if not forms:
        raise ValueError(term)
    return f"({' OR '.join(dict.fromkeys(forms))})"


def phrase(term: str, words: Words) -> str:
    """The words of a term one after another, as FTS5 takes them; '' for a term without a letter or digit."""
    cut = search_segmenter(words.comparison.vocabulary)
    found = words_of(term, cut)
    return f'"{" ".join(found)}"' if found else ""


def lit(text: str, terms: Iterable[str], words: Words) -> list[tuple[int, int]]:
    """Where the terms of a search, or other names of an office that they name, stand in a text; half-open, in order."""
    folded = fold(text)
    kept = [(sign, offset) for sign, offset in zip(folded.text.lower(), folded.offsets, strict=True) if sign != "\n"]
    plain, offsets = "".join(sign for sign, _ in kept), [offset for _, offset in kept]
    names = {fold(name).text.lower() for term in terms for name in spellings(term, words.units)}
    places = [match.span() for name in names for match in re.finditer(re.escape(name), plain)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not found or offsets[start] >= found[-1][1]:
            found.append((offsets[start], offsets[end - 1] + 1))
    return found
