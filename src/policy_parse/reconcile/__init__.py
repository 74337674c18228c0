"""Narrative and table: which tasks state the same work."""

from policy_parse.reconcile.pairs import relate

__all__ = ["relate"]
