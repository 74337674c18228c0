"""Vocabularies as a whole: made ready before the first document, and tried by their own examples."""
