"""Deadlines: by when something is to be done."""
