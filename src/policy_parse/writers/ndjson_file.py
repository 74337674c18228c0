"""NDJSON: one task a line, for tables and pipelines."""

from __future__ import annotations

import json
from collections.abc import Iterable

from policy_parse.model import Plan

FORMAT = "ndjson"
SUFFIXES = (".ndjson", ".jsonl")
BINARY = False


def render(plan: Plan) -> bytes:
    """Each line a task as in the JSON, led by the name, hash and title of its plan; empty for a plan without tasks."""
    head = {"source": plan.source.name, "sha256": plan.source.sha256, "plan_title": plan.header.title}
    lines = [json.dumps(head | task.model_dump(mode="json"), ensure_ascii=False) for task in plan.tasks]
    return "".join(line + "\n" for line in lines).encode()


def render_all(plans: Iterable[Plan]) -> bytes:
    """The lines of every plan, one after another."""
    return b"".join(map(render, plans))
