"""Vocabularies as data: every table of ``policy_parse/data``, with a user's directory laid over it."""

from policy_parse.lexicon.load import Entry, Lexicon

__all__ = ["Entry", "Lexicon"]
