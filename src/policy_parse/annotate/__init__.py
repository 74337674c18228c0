"""Notes at the words concerned, on a copy of the document: comments in Word, highlights with notes in PDF."""

from policy_parse.annotate.annotate import annotate
from policy_parse.annotate.notes import Note, notes_of

__all__ = ["Note", "annotate", "notes_of"]
