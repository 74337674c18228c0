"""How surely values from recognised pages were read."""

from __future__ import annotations

from typing import TypeVar

from policy_parse import model
from policy_parse.document import Document

_V = TypeVar("_V", bound=model.Value)
_FIELDS = ("responsible", "supporting", "targets", "deadlines")


def with_confidence(
    document: Document, tasks: list[model.Task], targets: list[model.Target]
) -> tuple[list[model.Task], list[model.Target]]:
    """The same tasks and targets; values from recognised pages with the least confidence of the blocks they touch.

    A target keeps that of its reading where it is lower.
    """
    blocks = [(b.span, b.confidence) for b in document.blocks if b.confidence is not None]
    if not blocks:
        return tasks, targets

    def rated(value: _V) -> _V:
        found = [confidence for span, confidence in blocks if span.overlaps(value.span)]
        own = [] if value.confidence is None else [value.confidence]
        return value.model_copy(update={"confidence": min(found + own)}) if found else value

    return (
        [t.model_copy(update={f: tuple(map(rated, getattr(t, f))) for f in _FIELDS}) for t in tasks],
        [rated(t) for t in targets],
    )
