"""Full text of an archive: the tasks that hold words, the best first."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from policy_parse.archive.index import words_of
from policy_parse.archive.query import ask
from policy_parse.archive.ready import OF_PLAN, parameters_of
from policy_parse.errors import QueryError
from policy_parse.fields.units.spellings import spellings, taken_apart
from policy_parse.text.fold import fold
from policy_parse.text.segmentation import search_segmenter_for
from policy_parse.vocabulary.words import Words

_WEIGHTS = (6.0, 1.0, 2.0, 2.0, 4.0, 0.5)
"""What a word counts for in a title, text, units, offices, indicators and the title of the plan (bm25)."""

_RANKED = 10_000
"""How many tasks are ranked where no more are asked for: to weigh half a million takes more than a second, and a word
that stands in so many says nothing of any of them.
"""

_FOUND = f"""WITH earlier(id) AS (
  SELECT task_search.rowid FROM task_search {{joined}} WHERE task_search MATCH :words {{chosen}}
  ORDER BY task_search.rowid DESC LIMIT 1 OFFSET :ranked),
found(id, rank) AS (
  SELECT task_search.rowid, rank FROM task_search {{joined}}
  WHERE task_search MATCH :words AND rank MATCH 'bm25({", ".join(map(str, _WEIGHTS))})' {{chosen}}
    AND task_search.rowid > coalesce((SELECT id FROM earlier), 0)
  ORDER BY rank, task_search.rowid LIMIT :limit)
SELECT tasks.plan, tasks.task, tasks.title, tasks.text, plans.title AS plan_title, plans.region_name,
  coalesce(plans.start_year, CAST(strftime('%Y', plans.issued_on) AS INTEGER)) AS year, tasks.place,
  (SELECT group_concat(DISTINCT units.text) FROM units
   WHERE units.plan = tasks.plan AND units.task = tasks.task) AS units,
  -found.rank AS score
FROM found JOIN task_words USING (id) JOIN tasks USING (plan, task) JOIN plans USING (plan)
ORDER BY found.rank, plans.title, tasks.plan, tasks.start"""
_WITH_PLANS = "CROSS JOIN task_words ON task_words.id = task_search.rowid CROSS JOIN plans USING (plan)"
"""CROSS: what is found first is looked up, not the plans searched through."""

_IS_INDEXED = "SELECT 1 FROM sqlite_master WHERE name = 'task_search'"
_NO_INDEX = "没有全文索引，要用 collect 另建一个库（no index of full text, collect into another archive）"
_AROUND = ("Pi", "Pf", "Ps", "Pe")
"""Categories of signs in which words are put: “…”, 《…》, (…)."""


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

    Where more than 10,000 do, and more than `limit`, the best of those that were collected last.

    `unit`: only tasks of units whose name holds these words. `year` (2025 or 2022..2024) and `region` (a code, which
    stands for all in it, or a part of a name) are those of plans. Raises QueryError for a file without an index of full
    text, ValueError for years that are none and for terms without a letter or digit.
    """
    asked = parameters_of({"year": year, "region": region})
    groups = [matching(term, words) for term in terms]
    if unit:
        groups.append(f"{{units offices}} : {matching(unit, words)}")
    if not groups:
        raise ValueError("no terms")
    if not ask(path, _IS_INDEXED).rows:
        raise QueryError(f"{path.name}: {_NO_INDEX}")
    ranked = max(_RANKED, limit)
    parameters: Mapping[str, str | int | None] = {
        **asked,
        "words": " AND ".join(groups),
        "limit": limit,
        "ranked": ranked,
    }
    is_chosen = year or region
    sql = _FOUND.format(joined=_WITH_PLANS if is_chosen else "", chosen=f"AND {OF_PLAN}" if is_chosen else "")
    return [Hit(*row) for row in ask(path, sql, parameters).rows]  # type: ignore[arg-type]


def matching(term: str, words: Words) -> str:
    """What FTS5 is asked for a term: its words one after another, or the office that it names. Raises ValueError."""
    found = words_of(term, search_segmenter_for([fold(term).text], words.comparison.vocabulary))
    if not found:
        raise ValueError(term)
    term = _bare(term)
    before, full = taken_apart(term, words.units)
    offices = (f'offices : "{before}{office}"' for office in full)
    return f"({' OR '.join((_phrase(found), *offices))})"


def _bare(term: str) -> str:
    """A term without quotation marks, brackets and signs of other searches round it: "市发改委", 建设*."""
    is_around = [sign.isspace() or sign in "\"'*^" or unicodedata.category(sign) in _AROUND for sign in term]
    if all(is_around):
        return term
    return term[is_around.index(False) : len(term) - is_around[::-1].index(False)]


def _phrase(words: Iterable[str]) -> str:
    return f'"{" ".join(words)}"'


def lit(text: str, terms: Iterable[str], words: Words) -> list[tuple[int, int]]:
    """Where the terms of a search, or other names of an office that they name, stand in a text; half-open, in order."""
    folded = fold(text).without_breaks()
    names = {fold(name).text for term in terms for name in spellings(_bare(term), words.units)}
    places = [m.span() for name in names for m in re.finditer(re.escape(name), folded.text, re.IGNORECASE)]
    found: list[tuple[int, int]] = []
    end = 0
    for start, stop in sorted(places, key=lambda place: (place[0], -place[1])):
        if start >= end:
            span, end = folded.span(start, stop), stop
            found.append((span.start, span.end))
    return found
