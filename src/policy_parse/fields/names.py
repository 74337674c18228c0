"""Names of organisations: what looks like one, the official full name, one office written two ways."""

from __future__ import annotations

from policy_parse.lexicon.offices import looks_like_unit, office_endings

__all__ = ["looks_like_unit", "office_endings"]
