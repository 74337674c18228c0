"""NDJSON: one task a line, for tables and pipelines."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from policy_parse.model import Plan
from policy_parse.writers.as_written import head_of

FORMAT = "ndjson"
SUFFIXES = (".ndjson", ".jsonl")
BINARY = False
HEAD = b""


def render(plan: Plan) -> bytes:
    """Each line a task as in the JSON, led by the name, hash and title of its plan; empty for a plan without tasks.

    Numbers of targets have a point always (9.0): readers that guess the type of a column from its first lines take
    3.028 further down.
    """
    head = {"source": plan.source.name, "sha256": plan.source.sha256, "plan_title": plan.header.title}
    lines = [json.dumps(head | task.model_dump(), ensure_ascii=False, default=_plain) for task in plan.tasks]
    return "".join(line + "\n" for line in lines).encode()


render_part = render


def is_as_written(path: Path) -> bool:
    """True for lines of tasks as this program writes them."""
    lead = rb'\{"source": "[^\n]*", "sha256": "[0-9a-f]{64}", "plan_title": '
    return re.match(lead, head_of(path)) is not None


def _plain(value: object) -> float | str:
    """What JSON has no word for: a number of a target, a day."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def render_all(plans: Iterable[Plan]) -> bytes:
    """The lines of every plan, one after another."""
    return b"".join(map(render, plans))
