"""What a worker is asked to do, each job a function from bytes to bytes; documents are parsed nowhere else."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from policy_parse.api import apply, compare, parse, redact, redact_corrections
from policy_parse.batch.worker import NO_MEMORY
from policy_parse.corrections import read_corrections, unreviewed
from policy_parse.errors import PasswordError, PolicyParseError, ReadError
from policy_parse.lexicon import Lexicon
from policy_parse.model import Plan
from policy_parse.review import served_page
from policy_parse.review.counts import Counts, counts_of
from policy_parse.structure.header.front_matter import plan_year
from policy_parse.web.frames import Frame
from policy_parse.writers import render
from policy_parse.writers.review_page import Desk

DESK = Desk(corrections="corrections", home="../../")
"""Addresses of the page for review, from its own: plans/ID/review."""
_PAGES_NOT_READ = "page-not-read"
_LEFT_OUT = "correction-left-out"


def answer(frame: Frame, lexicon: Lexicon) -> Frame:
    """What comes of one job; if it cannot be done, a head with `error`, a sentence that names the file and reason.

    `password` is true where a password, or another one, would help; `is_last` if memory has run out, so that the
    process should do nothing more.
    """
    job = frame.head.pop("job")
    try:
        return JOBS[job](frame.parts, lexicon, **frame.head)
    except MemoryError:
        return _out_of_memory(frame.head.get("name", job))
    except PolicyParseError as error:
        if isinstance(error, ReadError) and isinstance(error.__cause__, MemoryError):
            return _out_of_memory(error.name)
        return Frame({"error": str(error), "password": isinstance(error, PasswordError)})


def _out_of_memory(name: str) -> Frame:
    return Frame({"error": f"{name}: {NO_MEMORY}", "is_last": True})


def _ready(parts: Sequence[bytes], lexicon: Lexicon) -> Frame:
    """Nothing; the vocabularies are loaded once this is answered."""
    return Frame({})


def _read(parts: Sequence[bytes], lexicon: Lexicon, *, name: str, password: str | None, redacted: bool) -> Frame:
    """A document to its plan, the page for review, and what the list shows of it; `redacted`: all without contacts."""
    [data] = parts
    plan = parse(data, name=name, password=password, lexicon=lexicon)
    if redacted:  # pictures of the pages would show what is left out
        plan = redact(plan, lexicon=lexicon)
    page = served_page(plan, None if redacted else data, DESK, password=password)
    return Frame(_about(plan), (_json(plan), page))


def _apply(parts: Sequence[bytes], lexicon: Lexicon, *, redacted: bool) -> Frame:
    """A plan and a file of corrections to the plan with them and the file; and which of them did not fit.

    `redacted`: both without contacts, as the plan is already.
    """
    plan, corrections, file = Plan.model_validate_json(parts[0]), read_corrections(parts[1]), parts[1]
    if redacted:
        corrections = redact_corrections(corrections, plan, lexicon=lexicon)
        file = corrections.model_dump_json().encode()
    merged = apply(plan, corrections, lexicon=lexicon)
    if redacted:
        merged = redact(merged, lexicon=lexicon)
    left_out = [finding.message for finding in merged.findings if finding.code == _LEFT_OUT]
    head = _about(merged) | {"left_out": left_out, "corrections": len(corrections.corrections) - len(left_out)}
    return Frame(head, (_json(merged), file))


def _render(parts: Sequence[bytes], lexicon: Lexicon, *, format: str) -> Frame:
    """A plan to a file in that format."""
    return Frame({}, (render(Plan.model_validate_json(parts[0]), format),))


def _compare(parts: Sequence[bytes], lexicon: Lexicon, *, format: str) -> Frame:
    """Two plans, the older first, to a file that says what changed."""
    from policy_parse.writers.comparisons import find_writer

    old, new = (Plan.model_validate_json(part) for part in parts)
    return Frame({}, (find_writer(format).render(compare(old, new, lexicon=lexicon), old, new),))


def _renew_ledger(parts: Sequence[bytes], lexicon: Lexicon, *, name: str) -> Frame:
    """A plan and a ledger that people have filled in, or an office's own workbook, to the ledger brought up to date.

    `report` says what became of the rows; it is empty, and the ledger as it was, if nothing changed.
    """
    from policy_parse.vocabulary.prepare import prepared
    from policy_parse.writers.ledger_update.report import report
    from policy_parse.writers.ledger_update.update import update_ledger
    from policy_parse.writers.workbook import is_ledger

    plan, data = Plan.model_validate_json(parts[0]), parts[1]
    words = prepared(lexicon)
    ours = is_ledger(io.BytesIO(data))
    updated = update_ledger(
        data, [plan], words.comparison, name=name, many=False, heads=words.columns, template=not ours
    )
    if updated.data == data:
        return Frame({"report": ""}, (data,))
    is_made = not ours and not updated.changes
    return Frame({"report": "已填入（filled in）" if is_made else report(updated)}, (updated.data,))


JOBS: dict[str, Callable[..., Frame]] = {
    "ready": _ready,
    "read": _read,
    "apply": _apply,
    "render": _render,
    "compare": _compare,
    "ledger": _renew_ledger,
}


def _json(plan: Plan) -> bytes:
    return render(plan, "json")


def _about(plan: Plan) -> dict[str, Any]:
    """What the list shows of a plan."""
    header = plan.header
    counts: Counts = counts_of(plan)
    return {
        "title": header.title or header.notice_title,
        "issuers": list(header.issuers),
        "issued_on": header.issued_on.isoformat() if header.issued_on else None,
        "year": plan_year(header),
        "counts": counts._asdict(),
        "unread": [finding.message for finding in plan.findings if finding.code == _PAGES_NOT_READ],
        "open": sum(1 for _ in unreviewed(plan)),
    }
