"""JSON: the Trend with every field."""

from __future__ import annotations

from policy_parse.model.trend import Trend

FORMAT = "json"
SUFFIXES = (".json",)


def render(trend: Trend) -> bytes:
    """Every field, UTF-8 without escapes; ``Trend.model_validate_json`` reads it back to an equal Trend."""
    return trend.model_dump_json(indent=2).encode() + b"\n"
