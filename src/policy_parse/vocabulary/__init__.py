"""Vocabularies as a whole: built and checked before the first document, and tried by their own examples."""
