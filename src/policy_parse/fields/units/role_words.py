"""The role words of ``data/roles.toml``: 责任单位：…, …按职责分工负责."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from policy_parse.fields.units.signs import UnitSigns
from policy_parse.lexicon import Lexicon
from policy_parse.text.sign import LazyPattern

LabelRole = Literal["lead", "responsible", "supporting", "guiding", "person", "deadline", "other"]


_MARKS = "：〕】为；"


class RoleWords:
    """Role words of a lexicon, built once; longer words win."""

    def __init__(self, lexicon: Lexicon, signs: UnitSigns) -> None:
        self.labels: dict[str, tuple[LabelRole, str]] = {}
        """The role and the rule id of a label."""
        self.suffixes: dict[str, tuple[LabelRole, str]] = {}
        """The role and the rule id of a role word at the end of a list item."""
        for entry in lexicon.table("roles"):
            if entry["kind"] != "manner":
                words = self.labels if entry["kind"] == "label" else self.suffixes
                words.update(dict.fromkeys(entry["words"], (entry["role"], entry["id"])))
        self.label = signs.label
        """A label with its colon, group ``label``; the caller checks what is before it."""
        self.mark = LazyPattern(f"[{_MARKS}]")
        """A character that every label ends in: text without any has none."""
        self.suffix = signs.role_at_end
        """A role word at the end of a list item, group ``suffix``, with the manner before it."""
        self.endings = (*self.suffixes, "工作")
        """How an item ends that `suffix` finds a role word in."""
        self.states = LazyPattern(f"[{_MARKS}{re.escape(_shared(self.suffixes))}]")
        """A character that every label with its mark and every role word holds: text without any states nothing."""


def _shared(words: Iterable[str]) -> str:
    """Characters, few of them, of which each of `words` holds one."""
    left, shared = set(words), ""
    while left:
        counted = Counter(ch for word in left for ch in set(word))
        best = min(counted, key=lambda ch: (-counted[ch], ch))
        shared += best
        left = {word for word in left if best not in word}
    return shared
