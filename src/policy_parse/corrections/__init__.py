"""Corrections of a reviewer: read from a file, merged into the Plan they were made for, and what is left to review."""

from policy_parse.corrections.merge import Merged, merge
from policy_parse.corrections.read import read_corrections
from policy_parse.corrections.review import unreviewed
from policy_parse.corrections.settle import settler

__all__ = ["Merged", "merge", "read_corrections", "settler", "unreviewed"]
