"""Cards: small tables with the heads in their left column, one for each task (任务名称 | 充电设施建设)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from policy_parse.signs.columns import UNIT_MEANINGS
from policy_parse.signs.tables import TableWords
from policy_parse.structure.table_heads import HeadCell

_C = TypeVar("_C", bound=HeadCell)
_FEWEST_PAIRS, _LONGEST_HEAD = 3, 6
"""Pairs of a card whose heads nobody knows, and characters of such a head."""
_TEXTS = ("content", "title", "goal", "detail")


def read_card(rows: Sequence[Sequence[_C | None]], words: TableWords) -> tuple[tuple[_C | None, ...], ...] | None:
    """The table turned round: a row of its heads, and below it a row for each card; None if it is no such table.

    Heads and values stand in turn in each row, one pair (任务名称 | …) or two; a head that comes again begins another
    card.
    """
    pairs: list[tuple[_C, _C]] = []
    for row in rows:
        cells = list({cell.block: cell for cell in row if cell is not None}.values())
        if len(cells) > 4 or len(cells) % 2:
            if len(cells) == 1:
                continue  # a caption
            return None
        pairs += zip(cells[::2], cells[1::2], strict=True)
    meanings = [words.meaning(head.words).name if head.words else None for head, _ in pairs]
    known = set(filter(None, meanings))
    enough = known & {*UNIT_MEANINGS, "deadline"} and known & {*_TEXTS}
    known_heads = enough and 2 * sum(m is not None for m in meanings) > len(pairs)
    if not known_heads and not _names_what_stands_beside(pairs, words):
        return None
    if any(words.heads.meaning(value.words).name for _, value in pairs):
        return None
    heads = {head.words: head for head, _ in pairs}
    cards: list[dict[str, _C]] = []
    for head, value in pairs:
        if not cards or head.words in cards[-1]:
            cards.append({})
        cards[-1][head.words] = value
    return (tuple(heads.values()), *(tuple(card.get(name) for name in heads) for card in cards))


def _names_what_stands_beside(pairs: Sequence[tuple[HeadCell, HeadCell]], words: TableWords) -> bool:
    """True if heads that nobody knows stand before values of more than one kind, among them work and who does it.

    Values of one kind are a column of a table whose heads stand above it.
    """
    if len(pairs) < _FEWEST_PAIRS or not all(_is_short_head(head.words, words) for head, _ in pairs):
        return False
    kinds = [words.kind(value.words) for _, value in pairs]
    return "work" in kinds and 0 < 2 * kinds.count("office") <= len(kinds)


def _is_short_head(head: str, words: TableWords) -> bool:
    return 0 < len(head) <= _LONGEST_HEAD and words.may_be_head(head) and words.kind(head) in ("text", "work")
