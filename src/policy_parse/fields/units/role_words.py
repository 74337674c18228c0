"""The role words of ``data/roles.toml``, compiled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import Literal, NamedTuple

from policy_parse.lexicon import Lexicon

LabelRole = Literal["lead", "responsible", "supporting", "guiding", "person", "deadline", "other"]


class RoleWords(NamedTuple):
    """Compiled role words; `labels` and `suffixes` give role and rule id of a word."""

    label: re.Pattern[str]
    """A label with its colon, group ``label``; the caller checks what stands before it."""
    suffix: re.Pattern[str]
    """A role word at the end of a list item, group ``suffix``, with the manner before it."""
    labels: dict[str, tuple[LabelRole, str]]
    suffixes: dict[str, tuple[LabelRole, str]]
    endings: tuple[str, ...]
    """How an item ends that `suffix` finds a role word in."""
    states: re.Pattern[str]
    """A character that every label with its mark and every role word holds one of: text without any states nothing."""


@cache
def role_words(lexicon: Lexicon) -> RoleWords:
    """Compile the lexicon's role words; longer words win."""
    labels: dict[str, tuple[LabelRole, str]] = {}
    suffixes: dict[str, tuple[LabelRole, str]] = {}
    manners: list[str] = []
    for entry in lexicon.table("roles"):
        for word in entry["words"]:
            if entry["kind"] == "label":
                labels[word] = (entry["role"], entry["id"])
            elif entry["kind"] == "suffix":
                suffixes[word] = (entry["role"], entry["id"])
            else:
                manners.append(word)
    manner = _alternatives(manners)
    return RoleWords(
        # 责任单位：…  牵头单位（部门）：…  责任单位及责任人：…  牵头单位为…  [责任单位] …
        label=re.compile(
            rf"(?P<label>{_alternatives(labels)})(?:（[^（）]{{1,8}}）|及[^：，。；]{{1,6}}|\d{{1,2}})?(?:：|〕：?|】：?|为(?=[^主]))"
        ),
        # 等单位按职责分工负责  牵头  共同配合
        suffix=re.compile(rf"(?P<manner>(?:{manner}){{0,3}})(?P<suffix>{_alternatives(suffixes)})(?:工作)?$"),
        labels=labels,
        suffixes=suffixes,
        endings=tuple(suffix + more for suffix in suffixes for more in ("", "工作")),
        states=re.compile(f"[：〕】为{re.escape(_shared(suffixes))}]"),
    )


def _alternatives(words: object) -> str:
    ordered = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(map(re.escape, ordered))


def _shared(words: Iterable[str]) -> str:
    """Characters, few of them, of which each of `words` holds one."""
    left, shared = set(words), ""
    while left:
        counted = Counter(ch for word in left for ch in set(word))
        best = min(counted, key=lambda ch: (-counted[ch], ch))
        shared += best
        left = {word for word in left if best not in word}
    return shared
