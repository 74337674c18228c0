"""The role words of ``data/roles.toml``, compiled."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple, get_args

from policy_parse.errors import LexiconError
from policy_parse.lexicon import Entry, Lexicon

LabelRole = Literal["lead", "responsible", "supporting", "guiding", "person", "deadline", "other"]
_KINDS = ("label", "suffix", "manner")
_ROLES = get_args(LabelRole)


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


@cache
def role_words(lexicon: Lexicon) -> RoleWords:
    """Compile the lexicon's role words; longer words win. Raises LexiconError for an entry of no known kind or role."""
    labels: dict[str, tuple[LabelRole, str]] = {}
    suffixes: dict[str, tuple[LabelRole, str]] = {}
    manners: list[str] = []
    for entry in map(_checked, lexicon.table("roles")):
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
    )


def _checked(entry: Entry) -> Entry:
    words = entry.get("words")
    if entry.get("kind") not in _KINDS:
        raise LexiconError("roles.toml", entry["id"], f"kind 应为 {'、'.join(_KINDS)} 之一（one of these）")
    if entry.get("role") not in _ROLES:
        raise LexiconError("roles.toml", entry["id"], f"role 应为 {'、'.join(_ROLES)} 之一（one of these）")
    if not isinstance(words, list) or not all(isinstance(word, str) and word for word in words):
        raise LexiconError("roles.toml", entry["id"], "words 应为词的列表（must be a list of words）")
    return entry


def _alternatives(words: object) -> str:
    ordered = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(map(re.escape, ordered))
