"""Places that a list of units names without their ending: 东山、西河、南岭区政府."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policy_parse.text.rare import Rare

# 东山 · 东山区政府
_PLACE = Rare(r"^[\u4e00-\u9fff]{2,3}$")
_OF_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,3}[区县市旗](?:人民政府|政府|管委会)$")


def before_a_government(names: Sequence[tuple[str, str]]) -> set[int]:
    """Positions of the places that share the ending of the name after them.

    `names` are words with the mark before each.
    """
    found: set[int] = set()
    shares = False
    for i in range(len(names) - 1, -1, -1):
        name, before = names[i]
        if shares and _PLACE.match(name):
            found.add(i)
        shares = before == "、" and (i in found or _OF_PLACE.match(name) is not None)
    return found
