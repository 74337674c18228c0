"""Names with blanks and line breaks: 县文化和⏎旅游局 is one name, 市水利局⏎市财政局 and 市水利局 市财政局 are two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from policy_parse.fields.units.items import ItemWords
from policy_parse.fields.units.lists import Item
from policy_parse.fields.units.signs import UnitSigns
from policy_parse.text.fold import Folded


class IsUnit(Protocol):
    """True if a name is an organisation's; with ``strict`` only if it is certain (outside any label or role word)."""

    def __call__(self, name: str, *, strict: bool = False) -> bool:
        """See the class."""


_SHORTEST = 4
"""A shorter name without a level (办公室) may be the rest of the one before the blank."""
_LONGEST = 200
"""An item that is longer is no list of names."""


def split_at_blanks(folded: Folded, items: Sequence[Item], is_unit: IsUnit, signs: UnitSigns) -> Iterator[Item]:
    """`items`, cut where a blank of the source parts two certain names, or follows a role word of the first.

    市水利局 市财政局 · 办公室牵头 财务科协助
    """
    offsets = folded.offsets
    for item in items:
        start, before = item.start, item.before
        length = item.end - item.start
        if offsets[item.end - 1] - offsets[start] < length or length > _LONGEST:  # nothing was left out in it
            yield item
            continue
        gaps = [at for at in range(start + 1, item.end) if offsets[at] - offsets[at - 1] > 1]
        for at, stop in pairwise([*gaps, item.end]):
            left, right = _without_role(folded.text[start:at], signs), _bare(folded.text[at:stop], signs)
            said = len(left) < at - start and is_unit(left) and is_unit(right)
            told = signs.level_word.match(right) or signs.class_word.match(right) or len(right) >= _SHORTEST
            if said or (told and is_unit(left, strict=True) and is_unit(right, strict=True)):
                yield Item(start, at, before, " ")
                start, before = at, " "
        yield Item(start, item.end, before, item.after)


def _bare(words: str, signs: UnitSigns) -> str:
    """The name at the end of a list, without its role word and its 等."""
    name = _without_role(words, signs)
    tail = signs.and_so_on.search(name)
    return name[: tail.start()] if tail else name


def rejoined(text: str, items: Sequence[Item], is_unit: IsUnit, signs: UnitSigns) -> list[Item]:
    """`items` of the folded `text`, those put together again that are one name on two or more lines."""
    joined: list[Item] = []
    for item in items:
        if joined and item.before == "\n" and _goes_on(text, joined[-1], item, is_unit, signs):
            joined[-1] = Item(joined[-1].start, item.end, joined[-1].before, item.after)
        else:
            joined.append(item)
    return joined


def _goes_on(text: str, above: Item, below: Item, is_unit: IsUnit, signs: UnitSigns) -> bool:
    """True if the line `below` finishes the name that `above` began: one name together, but not apart."""
    first, rest = text[above.start : above.end].replace("\n", ""), text[below.start : below.end]
    if is_unit(first, strict=True) or not is_unit(_without_role(first + rest, signs), strict=True):
        return False
    if not is_unit(rest):
        return True
    return not (is_unit(first) or signs.person.match(first) or signs.level_word.match(rest))


def _without_role(words: str, signs: UnitSigns) -> str:
    said = signs.role_at_end.search(words)
    return words[: said.start()] if said else words


def read_over_lines(body: str, read: Callable[[str], ItemWords]) -> ItemWords:
    """What `read` says of an item without its line breaks; the places of its names are those in `body`."""
    kept = [at for at, ch in enumerate(body) if ch != "\n"]
    words = read("".join(body[at] for at in kept))
    names = (name._replace(start=kept[name.start], end=kept[name.end - 1] + 1) for name in words.names)
    return words._replace(names=tuple(names))
