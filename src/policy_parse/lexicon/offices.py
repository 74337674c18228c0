"""What the name of an organisation looks like, so that a list of units is told from a list of anything else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from policy_parse.lexicon.load import Lexicon

_BRACKETED = re.compile(r"[（(〈<〔\[【][^（()）〈〉<>〔〕\[\]【】]{0,40}[）)〉>〕\]】]")
_YEAR = re.compile(r"^(?:19|20)[0-9]{2}(?:年度?)?")
_MARKS = re.compile(r"[。；;：:！!？?，,《》%％≥≤＞＜=+…]")
# 推进…领导小组办公室: a body set up for a task is named after it
_SET_UP = re.compile(
    r"(?:领导小组|领导组|工作组|专班|指挥部|委员会|联席会议|推进组|专项组|小组)(?:办公室|各?成员单位)?$"
)
_SHORTEST, _LONGEST_STRICT, _LONGEST = 2, 26, 40
_LONGEST_ENDING = 8


class OfficeWords(NamedTuple):
    """The words of ``data/offices.toml``, made ready to be tried at one end of a name."""

    ends: Mapping[str, str]
    """Ending → kind: firm, loose, place or not."""
    class_heads: tuple[str, ...]
    class_tails: tuple[str, ...]
    class_level: re.Pattern[str]
    class_name: re.Pattern[str]
    loose_class: tuple[str, ...]
    person: tuple[str, ...]
    verbs: tuple[str, ...]
    predicate: re.Pattern[str]

    def ending(self, name: str) -> tuple[str, str]:
        """Return the longest known ending of `name` and its kind; two empty strings where there is none."""
        for length in range(min(len(name), _LONGEST_ENDING), 0, -1):
            kind = self.ends.get(name[-length:])
            if kind is not None:
                return name[-length:], kind
        return "", ""

    def names_class(self, name: str) -> bool:
        """Whether `name` is plainly that of a class of organisations, whatever it stands in: 各相关单位, 区级部门."""
        if name.startswith(self.class_heads) and name.endswith(self.class_tails):
            return True
        return self.class_level.fullmatch(name) is not None

    def is_class(self, unit: str) -> bool:
        """Whether a name that is known to be a unit's names a class of them, not one: 县（市、区）政府, 市属高校."""
        return self.class_name.search(unit) is not None or self.names_class(unit)


@cache
def office_words(lexicon: Lexicon) -> OfficeWords:
    """Make the words of `lexicon` ready, once."""
    words: dict[str, list[str]] = {}
    for entry in lexicon.table("offices"):
        words.setdefault(entry["kind"], []).extend(entry["patterns" if "patterns" in entry else "words"])
    return OfficeWords(
        # A word of two kinds is of the last: 小区 is "not" though 区 is a place.
        ends={word: kind for kind in ("place", "loose", "firm", "not") for word in words[kind]},
        class_heads=tuple(words["class_head"]),
        class_tails=tuple(words["class_tail"]),
        # 区级部门, 市直各有关单位, 各地
        class_level=re.compile(
            f"(?:{_any(words['class_level'])})(?:有关|相关|各级?|责任|主管|职能|行业|牵头|国有|机关|预算|党政|直属){{0,3}}"
            f"(?:{_any(words['class_tail'])})|各(?:地|方|级|界|处)"
        ),
        class_name=re.compile("|".join(f"(?:{pattern})" for pattern in words["class_name"])),
        loose_class=tuple(word for word in words["class_tail"] if len(word) > 1),
        person=tuple(words["person"]),
        verbs=tuple(sorted(words["verb"], key=len, reverse=True)),
        predicate=re.compile(_any(words["predicate"])),
    )


def _any(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=lambda w: (-len(w), w))))


def looks_like_unit(name: str, lexicon: Lexicon, *, strict: bool = False) -> bool:
    """Whether `name`, cleaned of spaces, can be the name of an organisation or of a class of organisations.

    ``strict``: only names that are plain by themselves (市水利局, 各相关单位). Otherwise the caller knows that
    organisations are listed here, and 北碚水厂, 两江新区 or 综合科 pass too. Never true for persons (责任人张三),
    sentences or the empty marks of a column (/, 无). The cost is linear in the length of `name`.
    """
    name = _bare(name)
    if not _SHORTEST <= len(name) <= (_LONGEST_STRICT if strict else _LONGEST) or _MARKS.search(name):
        return False
    words = office_words(lexicon)
    set_up = _SET_UP.search(name) is not None
    if name.startswith(words.person) or (name.endswith(words.person) and not set_up):
        return False
    if words.names_class(name):
        return "、" not in name or not strict
    if "、" in name or words.predicate.search(name):
        return False
    end, kind = words.ending(name)
    verb = next(v for v in words.verbs if name.startswith(v)) if name.startswith(words.verbs) else ""
    # 组织部, 建设局: verb and ending are the whole name
    if verb and not set_up and not (kind == "firm" and len(verb) + len(end) >= len(name)):
        return False
    if kind == "firm":
        return not strict or "的" not in name
    if strict:
        return False
    if kind == "not":
        return len(name) == 3 and name.endswith("区")  # 西山区 is a place though 山区 is none
    return kind in ("loose", "place") or name.endswith(words.loose_class)


def _bare(name: str) -> str:
    """`name` without a year before it and without what stands in brackets: 市政府办（金融） → 市政府办."""
    name = _YEAR.sub("", name)
    for _ in range(2):  # brackets in brackets
        name = _BRACKETED.sub("", name)
    return name
