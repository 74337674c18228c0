"""One parsed plan against what a careful reader marked in the same document."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from policy_parse.evaluate.gold import Gold
from policy_parse.evaluate.quotes import Squeezed, same, squeeze
from policy_parse.evaluate.remark_location import place_of
from policy_parse.evaluate.reviewed import gold_of, is_plan
from policy_parse.evaluate.score import Score, Tally
from policy_parse.evaluate.targets import compare_targets
from policy_parse.evaluate.tasks import compare_tasks, find_markings
from policy_parse.model import DocumentNumber, Header, Plan, Region
from policy_parse.span import Span


def evaluate_plan(gold: Gold | Plan | Mapping[str, Any], plan: Plan) -> Score:
    """Figures and notes of `plan` under `gold`: a gold file's content, one read by `read_gold`, or a reviewed Plan.

    The same pair always gives an equal Score. A quote of the gold that the text does not hold becomes a note of the
    field ``gold``, and what it marks counts as missed. Raises ``pydantic.ValidationError`` if `gold` is no marking,
    NotReviewedError if it is a Plan that is not wholly reviewed.
    """
    if isinstance(gold, Plan) or (not isinstance(gold, Gold) and is_plan(gold)):
        gold = gold_of(gold)
    elif not isinstance(gold, Gold):
        gold = Gold.model_validate(gold)
    text = squeeze(plan.text)
    tally = Tally()
    if gold.until:
        plan = _until(gold.until, plan, text, tally)
    _compare_header(gold, plan, tally)
    markings = find_markings(gold, text)
    compare_tasks(markings, plan, text, tally)
    compare_targets(gold, markings, plan, text, tally)
    return tally.score()


def _until(quote: str, plan: Plan, text: Squeezed, tally: Tally) -> Plan:
    """`plan` without the tasks and targets that begin after `quote`, the end of what is marked."""
    stop = text.find(quote)
    if stop is None:
        tally.unplaced("until", quote)
        return plan
    last = text.source(stop).end - 1
    return plan.model_copy(
        update={
            "tasks": tuple(t for t in plan.tasks if t.span.start <= last),
            "targets": tuple(t for t in plan.targets if t.span.start <= last),
        }
    )


def _compare_header(gold: Gold, plan: Plan, tally: Tally) -> None:
    for field, want in gold.header.items():
        got = _read(plan.header, field)
        wanted = [str(w) for w in (want if isinstance(want, list) else [want]) if w]
        if sorted(map(same, wanted)) == sorted(map(same, got)):
            tally.right("header")
        else:
            place = next((place_of(plan, span) for span in _spans(plan.header, field)), None)
            tally.differs("header", field, " | ".join(wanted), " | ".join(got) or None, place)


def _read(header: Header, field: str) -> list[str]:
    """A header field as the words that a gold file has for it; none where the document does not give it."""
    value = getattr(header, field, None)
    if value is None:
        return []
    return [_words(v) for v in value] if isinstance(value, tuple) else [_words(value)]


def _words(value: object) -> str:
    if isinstance(value, DocumentNumber):
        return value.text
    if isinstance(value, Region):
        return value.name
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def _spans(header: Header, field: str) -> tuple[Span, ...]:
    spans = header.spans.get(field, ())
    return (spans,) if isinstance(spans, Span) else spans
