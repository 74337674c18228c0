"""A plan in few bytes, to be kept or sent to another process."""

from __future__ import annotations

import zlib

from policy_parse.model import Plan

SMALL, QUICKLY = 6, 1
"""How hard it is tried: for what is kept, and for what is soon unpacked."""


def packed(plan: Plan, effort: int = SMALL) -> bytes:
    """The plan as compressed JSON; `unpacked` gives an equal one back."""
    return zlib.compress(plan.model_dump_json().encode(), effort)


def unpacked(data: bytes) -> Plan:
    """The plan that was `packed`."""
    return Plan.model_validate_json(zlib.decompress(data))
