"""How much is tried: enough in the usual run, much more in the thorough one, `POLICY_PARSE_TESTS=thorough`.

Both state the same. The usual run takes a sample: fewer examples of hypothesis, shorter texts, one of several faults.
"""

import os
from random import Random

import pytest

THOROUGH = os.environ.get("POLICY_PARSE_TESTS") == "thorough"

only_thorough = pytest.mark.skipif(not THOROUGH, reason="tried in the thorough run: POLICY_PARSE_TESTS=thorough")
"""A test that takes long and repeats in large what others show; beside it stands which."""

SAID = "everything was tried" if THOROUGH else "samples were tried: POLICY_PARSE_TESTS=thorough tries everything"
"""What a run says at its end, so that its log tells which it was."""


def tried(usual, thorough):
    """The first in the usual run, the second in the thorough one."""
    return thorough if THOROUGH else usual


def sample(items, one_of):
    """Every item in the thorough run, else the first of each `one_of`."""
    return list(items)[:: tried(one_of, 1)]


def drawn(items, usual):
    """Every item in the thorough run, else so many of them, in their order: drawn by lot, the same in every run.

    For combinations of parts, of which one of each so many would always have the same last part.
    """
    items = list(items)
    if THOROUGH or len(items) <= usual:
        return items
    return [items[i] for i in sorted(Random(usual).sample(range(len(items)), usual))]
