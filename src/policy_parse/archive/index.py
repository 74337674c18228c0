"""The words of tasks as the archive's index of full text holds them, and as a search asks for them.

Cut by jieba with the project's vocabularies as its dictionary, so that 住房城乡建设 is a word, with the words inside it
(住房, 城乡, 建设) beside it. `benchmarks/searching.py` compares it with other indexes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from policy_parse.fields.units.spellings import taken_apart
from policy_parse.fields.units.words import UnitWords
from policy_parse.model import Plan, Task
from policy_parse.text.fold import fold
from policy_parse.text.segmentation import Segmenter

_RUN = re.compile(r"[^\W_]+")


class Words(NamedTuple):
    """A row of the index: a task, and its words parted by blanks."""

    plan: str
    task: str
    title: str
    text: str
    units: str
    """Of names as written and in full."""
    offices: str
    """Known offices in full, each as one word: with its place, with its level, and alone."""
    indicators: str
    plan_title: str


def words_of(text: str, cut: Segmenter) -> list[str]:
    """The words of a text in order, in one spelling: half-width, simplified, small letters; no marks."""
    return [word for run in _RUN.findall(fold(text).without_breaks().text.lower()) for word in cut(run)]


def rows_of(plan: Plan, cut: Segmenter, words: UnitWords) -> list[Words]:
    """The rows of the index for the tasks of a plan."""

    def joined(texts: Iterable[str | None]) -> str:
        return " ".join(word for text in dict.fromkeys(texts) if text for word in words_of(text, cut))

    sha256, plan_title = plan.source.sha256, joined([plan.header.title])

    def row(task: Task) -> Words:
        names = [name for unit in (*task.responsible, *task.supporting) for name in (unit.text, unit.name)]
        return Words(
            plan=sha256,
            task=task.id,
            title=joined([task.title]),
            text=joined([task.text]),
            units=joined(names),
            offices=" ".join(dict.fromkeys(word for name in names for word in _offices(name, words))),
            indicators=joined(target.indicator for target in task.targets),
            plan_title=plan_title,
        )

    return [row(task) for task in plan.tasks]


def _offices(name: str, words: UnitWords) -> Iterator[str]:
    """武汉市发展改革委 → 武汉市发展和改革委员会, 市发展和改革委员会, 发展和改革委员会."""
    before, full = taken_apart(name, words)
    for office in full:
        yield from dict.fromkeys((before + office, before[-1:] + office, office))
