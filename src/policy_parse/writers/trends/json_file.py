"""JSON: the Trend with every field."""

from __future__ import annotations

from pathlib import Path

from policy_parse.model.trend import Trend
from policy_parse.writers.as_written import is_json

FORMAT = "json"
SUFFIXES = (".json",)


def render(trend: Trend) -> bytes:
    """Every field, UTF-8 without escapes; ``Trend.model_validate_json`` reads it back to an equal Trend."""
    return trend.model_dump_json(indent=2).encode() + b"\n"


def is_as_written(path: Path) -> bool:
    """True for the JSON of a trend, as this program writes it."""
    return is_json(path, "plans")
