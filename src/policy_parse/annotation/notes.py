"""What is noted where: a finding becomes a note at each of its wordings."""

from __future__ import annotations

from collections.abc import Iterable

from policy_parse.model import Finding, Plan, wording
from policy_parse.model.location import Places
from policy_parse.span import Span

Note = tuple[Span | None, str]
"""Words of ``Plan.text``, and what is noted at them; None for the document as a whole. Lines are parted by ``\\n``."""

_SHOWN = 12
"""Places that a note names; of more it says how many."""


def notes_of(plan: Plan, findings: Iterable[Finding] | None = None) -> list[Note]:
    """A note for each finding (of the plan, if none are given) at each of its wordings, in text order.

    Where the same words are concerned in many places (a wrong name, forty times), the first carries the note and names
    the others.
    """
    places = Places(plan)
    notes: list[Note] = []
    for finding in plan.findings if findings is None else findings:
        head = f"【{wording.SEVERITIES[finding.severity]}】{finding.message}（{finding.code}）"
        wordings: dict[str, list[Span]] = {}
        for span in finding.spans:
            if span.of(plan.text).strip():
                wordings.setdefault("".join(span.of(plan.text).split()), []).append(span)
        notes += [(spans[0], head + _others(spans[1:], places)) for spans in wordings.values()]
        if not wordings:
            notes.append((None, head))
    return sorted(notes, key=lambda note: (note[0].start, note[0].end) if note[0] is not None else (-1, 0))


def _others(spans: list[Span], places: Places) -> str:
    if not spans:
        return ""
    where = list(dict.fromkeys(places.words(span.start) for span in spans))
    more = f"等{len(where)}处" if len(where) > _SHOWN else ""
    return f"\n另见：{'；'.join(where[:_SHOWN])}{more}"
