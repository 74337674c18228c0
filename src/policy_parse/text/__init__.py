"""Strings only: folding, numerals, numbering labels, dates. Knows nothing of plans."""
