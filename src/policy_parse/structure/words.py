"""What the outline of a document is built with, from a lexicon once."""

from __future__ import annotations

from typing import NamedTuple

from policy_parse.signs.lines import LineSigns
from policy_parse.structure.headings import SectionWords


class OutlineWords(NamedTuple):
    """What lines look like, and what the headings of sections say."""

    lines: LineSigns
    sections: SectionWords
