"""Notes at the words concerned, on a copy of the document: comments in Word, highlights with notes in PDF."""

from policy_parse.annotation.copies import annotate
from policy_parse.annotation.notes import Note, notes_of

__all__ = ["Note", "annotate", "notes_of"]
