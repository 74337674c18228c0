"""Lists of names that text and table write otherwise: 胜天水库、海底沟水库 / 胜天、海底沟."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from policy_parse.checks.pairs import together
from policy_parse.checks.wording import name_of
from policy_parse.checks.words import CheckWords
from policy_parse.model import Finding, Plan, Task
from policy_parse.span import Span
from policy_parse.text.fold import folded_text

_NAME = 2
"""The fewest characters of a name, and of the word that one list adds to each."""


_RUN = re.compile("[^\\W\\d_a-zA-Z]+(?:、[^\\W\\d_a-zA-Z]+)*")
"""Words without any mark but 、: a list of names is part of one."""


class _List:
    """A run of names with what stands before the first and behind the last."""

    def __init__(self, pieces: list[str], span: Span) -> None:
        self.pieces, self.span = pieces, span


def list_variant(plan: Plan, words: CheckWords) -> Iterator[Finding]:
    """Item and row that state the same work and list the same names, each with a word that it lacks in the other."""
    for items, rows in together(plan):
        said, listed = (
            [(task, found) for task in side for found in _lists(task, plan, words)] for side in (items, rows)
        )
        for (item, one), (row, other) in product(said, listed):
            if _shortened(one, other) or _shortened(other, one):
                yield _finding(item, row, one, other, plan)


def _finding(item: Task, row: Task, one: _List, other: _List, plan: Plan) -> Finding:
    said, listed = (span.of(plan.text) for span in (one.span, other.span))
    return Finding(
        code="list-variant",
        severity="info",
        message=f"{name_of(item)}正文与表格所列名称写法不一：正文“{said}”，表格“{listed}”",
        tasks=(item.id, row.id),
        spans=(one.span, other.span),
    )


def _lists(task: Task, plan: Plan, words: CheckWords) -> list[_List]:
    folded = folded_text(plan.text).between(task.span.start, task.span.end)
    return [
        _List(match[0].split("、"), folded.span(*match.span()))
        for run in _RUN.finditer(folded.text)
        if "、" in run[0]
        for match in words.signs.listed_names.finditer(folded.text, *run.span())
    ]


def _shortened(full: _List, short: _List) -> str | None:
    """The word that each name of `full` ends in and none of `short`; None if they are not such lists."""
    if len(full.pieces) != len(short.pieces):
        return None
    first, last = full.pieces[0], full.pieces[-1]
    for size in range(_NAME, len(first) - _NAME + 1):
        word, stem = first[-size:], first[:-size]
        if short.pieces[0][-_NAME:] != stem[-_NAME:]:
            continue
        inner = all(a == b + word for a, b in zip(full.pieces[1:-1], short.pieces[1:-1], strict=True))
        if inner and _last_shortened(last, short.pieces[-1], word):
            return word
    return None


def _last_shortened(full: str, short: str, word: str) -> bool:
    """True if both begin with one name, followed by `word` in `full` only."""
    at = full.find(word, _NAME)
    return at >= _NAME and short.startswith(full[:at]) and not short.startswith(full[: at + len(word)])
