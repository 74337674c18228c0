"""JSON: the Plan as the field contract has it."""

from __future__ import annotations

from pathlib import Path

from policy_parse.model import Plan
from policy_parse.writers.as_written import is_json

FORMAT = "json"
SUFFIXES = (".json",)
BINARY = False


def render(plan: Plan) -> bytes:
    """Every field, UTF-8 without escapes; ``Plan.model_validate_json`` reads it back to an equal Plan."""
    return plan.model_dump_json(indent=2).encode() + b"\n"


def is_as_written(path: Path) -> bool:
    """True for the JSON of a plan, as this program writes it."""
    return is_json(path, "source")
