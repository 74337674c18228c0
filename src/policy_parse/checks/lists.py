"""How many things a list has: 甲水库、乙水库和丙水库 three; at least and at most, where a name may hold 和."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from policy_parse.checks.words import CheckWords

_BRACKETS = re.compile(r"（[^（）]*）")
_QUOTED = re.compile(r"\A([^“”]*)“([^“”]*)”([^“”]*)\Z")
"""A name that stands in quotation marks, or a part of it: 整治“不作为”."""
IN_QUOTES = re.compile(r"“([^“”]+、[^“”]+)”\Z")
"""A list in quotation marks at the end of a text."""
JOINT = re.compile(r"、|和|与|及")
"""What parts the members of a list."""
_SINGLE, _DOUBLED = "‘", str.maketrans("‘’", "“”")
_LONGEST, _LONGEST_LAST = 16, 32
_SHORT = 14
"""Characters at most of a name that is nothing else, wherever the list begins."""
_ALIKE = 3
"""By how much two names joined by 和 may differ in length that are two."""


class Size(NamedTuple):
    """At least and at most how many things a list has."""

    least: int
    most: int

    def misses(self, stated: int, near: int = 1) -> bool:
        """True if a count is not the list's, and not so far from it that it counts something else."""
        return self.least - near <= stated < self.least or self.most < stated <= self.most + near

    @property
    def said(self) -> str:
        """The size in figures."""
        return str(self.least) if self.least == self.most else f"{self.least}—{self.most}"


def whole_list(listed: str, words: CheckWords) -> Size:
    """The size of a list that is all of `listed`: what stands in brackets, in quotes or behind a colon.

    With commas in it one cannot say which marks part its things: at least the clauses, at most all pieces.
    """
    text = _BRACKETS.sub("", listed)
    for mark in "；，":
        if mark in text:
            clauses = [clause for clause in text.split(mark) if clause]
            pieces = sum(len(clause.split("、")) for clause in clauses)
            return Size(len(clauses), pieces + _joints(text, words))
    return _size(text.split("、"), words)


def list_before(clause: str, words: CheckWords) -> Size | None:
    """The size of the list that `clause` ends in, wherever it begins; None if its pieces may belong to two lists."""
    pieces = _BRACKETS.sub("", words.signs.heading_number.sub("", clause)).split("、")
    pieces = [_QUOTED.sub(r"\1\2\3", piece) for piece in pieces]
    if (
        len(pieces) < 2
        or not 0 < len(pieces[-1]) <= _LONGEST_LAST
        or not all(0 < len(name) <= _LONGEST for name in pieces[1:-1])
    ):
        return None
    if any(words.signs.no_name.search(name) for name in pieces[1:]):
        return None
    return _size(pieces, words)


def is_one_list(clause: str, words: CheckWords) -> bool:
    """True if the pieces of `clause` are names and nothing else, so that a count of fewer is not of some of them.

    They are short, or end alike, and no verb stands in the first or last but at its head.
    """
    pieces = _BRACKETS.sub("", clause).split("、")
    alike = len({name[-1:] for name in pieces}) == 1
    if not alike and any(len(name) > _SHORT for name in pieces[1:]):
        return False
    return not any(words.signs.verb_inside.search(name, 1) for name in pieces[1:])


def _size(pieces: Sequence[str], words: CheckWords) -> Size:
    *others, last = pieces
    count, inner = len(pieces), _joints("、".join(others), words)
    joints = list(words.signs.may_join.finditer(last))
    if len(joints) == 1:
        second = last[joints[0].end() :]
        first = last[: joints[0].start()] if others else second
        if others and (joints[0]["sure"] or abs(len(first) - len(second)) <= _ALIKE):
            return Size(count + 1, count + 1 + inner)
    return Size(count, count + len(joints) + inner)


def _joints(text: str, words: CheckWords) -> int:
    return sum(1 for _ in words.signs.may_join.finditer(text))


@lru_cache(maxsize=1)
def with_paired_quotes(text: str) -> str:
    """`text` with “ and ” in turn, paragraph by paragraph, for straight quotation marks; as long as before.

    Single ones (‘三合一’) become double ones too, in paragraphs that have no double ones.
    """
    if '"' not in text and _SINGLE not in text:
        return text
    lines = text.split("\n")
    for i, line in enumerate(lines):
        first, *others = line.split('"')
        paired = first + "".join("“”"[n % 2] + piece for n, piece in enumerate(others))
        lines[i] = paired if "“" in paired else paired.translate(_DOUBLED)
    return "\n".join(lines)
