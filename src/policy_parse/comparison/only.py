"""A part of a comparison: what changed in targets, units or time limits alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Literal, TypeVar

from policy_parse.model.comparison import Comparison, Match, TargetMatch, TaskMatch

Part = Literal["targets", "units", "deadlines"]
FIELDS: Mapping[Part, frozenset[str]] = {
    "targets": frozenset(("target",)),
    "units": frozenset(("lead", "responsible", "supporting", "guiding")),
    "deadlines": frozenset(("deadline",)),
}
"""The fields of the changes of each part."""

_Match = TypeVar("_Match", TaskMatch, TargetMatch)


def only(comparison: Comparison, parts: Collection[Part]) -> Comparison:
    """The matches with changes of `parts`, with these changes alone; everything where no part is named."""
    if not parts:
        return comparison
    fields = frozenset[str]().union(*(FIELDS[part] for part in parts))
    return comparison.model_copy(
        update={
            "matches": tuple(_within(comparison.matches, fields)),
            "targets": tuple(_within(comparison.targets, fields)),
        }
    )


def _within(matches: Sequence[_Match], fields: frozenset[str]) -> Iterator[_Match]:
    for match in matches:
        changes = tuple(change for change in match.changes if change.field in fields)
        if changes:
            yield match.model_copy(update={"changes": changes})


def count(matches: Sequence[Match]) -> dict[str, int]:
    """How many matches there are of each kind, those that there are none of left out."""
    kinds = [match.kind for match in matches]
    return {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)}
