"""JSON: the Comparison as the field contract has it."""

from __future__ import annotations

from pathlib import Path

from policy_parse.model import Plan
from policy_parse.model.comparison import Comparison
from policy_parse.writers.as_written import is_json

FORMAT = "json"
SUFFIXES = (".json",)
BINARY = False


def render(comparison: Comparison, old: Plan, new: Plan) -> bytes:
    """Every field, UTF-8 without escapes; ``Comparison.model_validate_json`` reads it back to an equal Comparison."""
    return comparison.model_dump_json(indent=2).encode() + b"\n"


def is_as_written(path: Path) -> bool:
    """True for the JSON of a comparison, as this program writes it."""
    return is_json(path, "old")
