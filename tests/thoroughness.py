"""How much is tried: enough in the usual run, much more in the thorough one, `POLICY_PARSE_TESTS=thorough`.

Both state the same. The usual run takes a sample: fewer examples of hypothesis, shorter texts, one of several faults.
"""

import os

THOROUGH = os.environ.get("POLICY_PARSE_TESTS") == "thorough"


def tried(usual, thorough):
    """The first in the usual run, the second in the thorough one."""
    return thorough if THOROUGH else usual


def sample(items, one_of):
    """Every item in the thorough run, else the first of each `one_of`."""
    return list(items)[:: tried(one_of, 1)]
