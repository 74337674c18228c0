"""JSON: the Plan as the field contract has it."""

from __future__ import annotations

from policy_parse.model import Plan

FORMAT = "json"
SUFFIXES = (".json",)
BINARY = False


def render(plan: Plan) -> bytes:
    """Every field, UTF-8 without escapes; ``Plan.model_validate_json`` reads it back to an equal Plan."""
    return plan.model_dump_json(indent=2).encode() + b"\n"
