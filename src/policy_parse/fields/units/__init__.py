"""Organisations and what they have to do with a task."""
