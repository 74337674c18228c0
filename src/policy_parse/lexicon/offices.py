"""What the name of an organisation looks like, so that a list of units is told from a list of anything else."""

from __future__ import annotations

import re
from collections.abc import Mapping

from policy_parse.lexicon.alternatives import by_first_character
from policy_parse.lexicon.load import Lexicon
from policy_parse.lexicon.signs import SignTable
from policy_parse.text.sign import LazyPattern, Sign

_BRACKETED = re.compile(r"[（(〈<〔\[【][^（()）〈〉<>〔〕\[\]【】]{0,40}[）)〉>〕\]】]")
_MARKS = re.compile(r"[。；;：:！!？?，,《》%％≥≤＞＜=+…]")
_SHORTEST, _LONGEST_STRICT, _LONGEST = 2, 26, 40
_LONGEST_ENDING = 8
_REMEMBERED = 4096
"""Names whose judgement is kept: the documents of one office name the same offices over and over."""


class OfficeSigns(SignTable):
    """The signs of ``data/signs_units.toml`` that tell a name from other words."""

    table = "signs_units"

    year_before: Sign
    set_up: Sign
    class_of_a_level: Sign


class OfficeWords:
    """The words of ``data/offices.toml``, built once for a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        words: dict[str, list[str]] = {}
        for entry in lexicon.table("offices"):
            words.setdefault(entry["kind"], []).extend(entry["patterns" if "patterns" in entry else "words"])
        self.signs = OfficeSigns(lexicon)
        # A word of two kinds is of the last: 小区 is "not" though 区 is a place.
        self._ends: Mapping[str, str] = {
            word: kind for kind in ("place", "loose", "firm", "not") for word in words[kind]
        }
        self._class_heads = tuple(words["class_head"])
        self._class_tails = tuple(words["class_tail"])
        self._loose_class = tuple(word for word in words["class_tail"] if len(word) > 1)
        self._class_name = LazyPattern("|".join(f"(?:{pattern})" for pattern in words["class_name"]))
        self._person = tuple(words["person"])
        self._verbs = by_first_character(words["verb"])
        self._predicate = LazyPattern("|".join(map(re.escape, words["predicate"])))
        self._judged: dict[tuple[str, bool], bool] = {}

    def looks_like_unit(self, name: str, *, strict: bool = False) -> bool:
        """True if `name`, cleaned of spaces, can be the name of an organisation or of a class of organisations.

        ``strict``: only names that are plain by themselves (市水利局, 各相关单位). Otherwise the caller knows that
        organisations are listed here, and 北碚水厂, 两江新区 or 综合科 pass too. Never true for persons (责任人张三),
        sentences or the empty marks of a column (/, 无). The cost is linear in the length of `name`; the answer depends
        on the arguments alone and is remembered.
        """
        key = name, strict
        if (known := self._judged.get(key)) is None:
            if len(self._judged) >= _REMEMBERED:
                self._judged.clear()
            known = self._judged[key] = self._judge(name, strict=strict)
        return known

    def _judge(self, name: str, *, strict: bool) -> bool:
        name = self._bare(name)
        if not _SHORTEST <= len(name) <= (_LONGEST_STRICT if strict else _LONGEST) or _MARKS.search(name):
            return False
        set_up = self.signs.set_up.search(name) is not None
        if name.startswith(self._person) or (name.endswith(self._person) and not set_up):
            return False
        if self._names_class(name):
            return "、" not in name or not strict
        if "、" in name or self._predicate.search(name):
            return False
        end, kind = self._ending(name)
        if not set_up and self._begins_with_verb(name, end if kind == "firm" else None):
            return False
        if kind == "firm":
            return not strict or "的" not in name
        if strict:
            return False
        if kind == "not":
            return len(name) == 3 and name.endswith("区")  # 西山区 is a place though 山区 is none
        return kind in ("loose", "place") or name.endswith(self._loose_class)

    def is_class(self, unit: str) -> bool:
        """True if a name that is known to be a unit's names a class of them, not one: 县（市、区）政府, 市属高校."""
        return self._class_name.search(unit) is not None or self._names_class(unit)

    def begins_with_verb(self, words: str) -> bool:
        """True if words begin with a verb of work: 推进泵站更新."""
        return words.startswith(self._verbs.get(words[:1], ()))

    def _names_class(self, name: str) -> bool:
        """True if `name` is plainly that of a class of organisations, in any sentence: 各相关单位, 区级部门."""
        if name.startswith(self._class_heads) and name.endswith(self._class_tails):
            return True
        return self.signs.class_of_a_level.fullmatch(name) is not None

    def _ending(self, name: str) -> tuple[str, str]:
        """The longest known ending of `name` and its kind; two empty strings if it has none."""
        for length in range(min(len(name), _LONGEST_ENDING), 0, -1):
            kind = self._ends.get(name[-length:])
            if kind is not None:
                return name[-length:], kind
        return "", ""

    def _begins_with_verb(self, name: str, firm_end: str | None) -> bool:
        """True if `name` begins with a verb: 推进泵站; not if verb and firm ending are all of it: 组织部, 建设局."""
        verb = next((verb for verb in self._verbs.get(name[:1], ()) if name.startswith(verb)), None)
        return verb is not None and (firm_end is None or len(verb) + len(firm_end) < len(name))

    def _bare(self, name: str) -> str:
        """`name` without a year before it and without its brackets: 市政府办（金融） → 市政府办."""
        name = self.signs.year_before.sub("", name)
        for _ in range(2):  # brackets in brackets
            name = _BRACKETED.sub("", name)
        return name
