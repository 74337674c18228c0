"""The administrative region that a document is for."""

from __future__ import annotations

from collections.abc import Sequence

from policy_parse.lexicon.load import Lexicon
from policy_parse.model.header import Region
from policy_parse.structure.header_issuers import Issued
from policy_parse.structure.header_lines import Line
from policy_parse.structure.header_titles import Titles
from policy_parse.text.fold import Folded


def find_region(
    lines: Sequence[Line], titles: Titles, issued: Issued, lexicon: Lexicon
) -> tuple[Region, Folded] | None:
    """Find the region of the issuer or the title, with the words that name it."""
    return None
