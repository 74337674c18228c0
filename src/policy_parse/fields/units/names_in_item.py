"""One item of a list of units, cut into names: 甲局会同乙局, 甲局等和各县政府, 甲局乙局 whose line break was lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from policy_parse.fields.units.signs import UnitSigns

# 1.市教育局 · ★市教育局*: marks round a name
_NUMBER = re.compile(r"\d{1,2}[.、](?=\D)|[-·•●◆■▲★☆※*#]+")
_STARS = "*★☆※#"
_LONGEST = 300
"""Of an item that is longer no part is a name by certainty; it stays whole."""

IsUnit = Callable[[str], bool]
"""True if a name is certainly an organisation's."""


class Name(NamedTuple):
    """One unit's name in the folded text; `open_ended` if 等 followed it."""

    start: int
    end: int
    open_ended: bool


def names_in(
    text: str,
    start: int,
    end: int,
    is_unit: IsUnit,
    *,
    signs: UnitSigns,
    alone: bool = False,
    has_full_name: IsUnit = lambda name: False,
) -> Iterator[Name]:
    """The names in one list item ``text[start:end]``: its leading 由 and trailing 等部门 off, 和/会同 split.

    A joining word splits only if both sides are units, so 市文化和旅游局 stays whole. No name comes of an item that
    is nothing but 等有关部门. Names without a mark between them (市教育局市财政局) are cut only in a list that has no
    marks at all (`alone`): beside marked items they are the two name plates of one office.
    """
    if end - start > _LONGEST:
        yield Name(start, end, open_ended=False)
        return
    if (number := _NUMBER.match(text, start, end)) and number.end() < end:
        start = number.end()
    while end - start > 2 and text[end - 1] in _STARS:
        end -= 1
    lead = signs.before_a_name.match(text[start:end])
    if lead and lead.end() < end - start and not is_unit(text[start:end]):
        start += lead.end()
    members = signs.named_members.search(text, start, end) if text.endswith("成员单位", start, end) else None
    if members and members.start() > start + 1:
        yield from names_in(
            text, start, members.start(), is_unit, signs=signs, alone=alone, has_full_name=has_full_name
        )
        yield Name(members.start(), end, open_ended=False)
        return
    tail = signs.and_so_on.search(text[start:end])
    if tail and not _more_behind(text, start + tail.start(), end, signs):
        end = start + tail.start()
    else:
        tail = None
    for name in _split_joined(text, Name(start, end, tail is not None), is_unit, signs):
        yield from _split_at_lost_breaks(text, name, is_unit, signs, has_full_name) if alone else (name,)


def _more_behind(text: str, start: int, end: int, signs: UnitSigns) -> bool:
    """True if the list does not end with the 等 at `start`: 等省有关部门|及|各地区."""
    return any(
        signs.and_so_on.fullmatch(text[start : joint.start()]) is not None
        and signs.region_alone.search(text[joint.end() : end]) is not None
        for joint in signs.joins_names.finditer(text, start + 1, end - 1)
    )


def _split_joined(text: str, whole: Name, is_unit: IsUnit, signs: UnitSigns) -> Iterator[Name]:
    start, end, _ = whole
    for joint in signs.joins_names.finditer(text, start + 1, end - 1):
        left, right = text[start : joint.start()], text[joint.end() : end]
        if signs.party_end.search(left) and signs.government.fullmatch(right):  # 各区党委和政府
            break
        tail = signs.and_so_on.search(left)
        plain = left[: tail.start()] if tail else left
        closed = tail is not None and len(plain) > 1  # 甲社等和乙局: 等 closes a list, whatever is in it
        if (closed or is_unit(plain)) and (
            is_unit(right) or signs.region_alone.search(right) or signs.class_alone.search(right)
        ):
            yield Name(start, start + len(plain), tail is not None)
            yield from _split_joined(text, whole._replace(start=joint.end()), is_unit, signs)
            return
    if start < end:
        yield whole


def _split_at_lost_breaks(
    text: str, name: Name, is_unit: IsUnit, signs: UnitSigns, has_full_name: IsUnit
) -> Iterator[Name]:
    """市发展改革局县财政局: two names whose line break was lost. Both begin with a level, or neither does.

    Without a level both have to be offices that the vocabulary knows: 水利局林业局, but not 公安局交警局.
    """
    levels = signs.level_word.match(text[name.start : name.end]) is not None
    for lost in signs.lost_break.finditer(text, name.start + (4 if levels else 3), name.end):
        left, right = text[name.start : lost.start()], text[lost.start() : name.end]
        bare = lost["bare"] is not None
        if levels is bare or not (is_unit(left) and is_unit(right)):
            continue
        if not bare or (has_full_name(left) and _is_run_of_offices(right, has_full_name)):
            yield Name(name.start, lost.start(), open_ended=False)
            yield from _split_at_lost_breaks(text, name._replace(start=lost.start()), is_unit, signs, has_full_name)
            return
    yield name


def _is_run_of_offices(words: str, has_full_name: IsUnit) -> bool:
    """True if `words` are names of offices that the vocabulary knows, one after another: 林业局, 农业农村局财政局."""
    if has_full_name(words):
        return True
    ends = (at + 1 for at, ch in enumerate(words[:-1]) if ch in "局委办厅")
    return any(has_full_name(words[:end]) and _is_run_of_offices(words[end:], has_full_name) for end in ends)
