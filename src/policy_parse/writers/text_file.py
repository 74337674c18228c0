"""Text: the document as read, the coordinate system of every span."""

from __future__ import annotations

from policy_parse.model import Plan

FORMAT = "text"
SUFFIXES = (".txt",)
BINARY = False


def render(plan: Plan) -> bytes:
    """``Plan.text``, UTF-8."""
    return plan.text.encode("utf-8", "surrogatepass")
