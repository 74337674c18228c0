"""Whether two spellings within one document name one office."""

from __future__ import annotations

from policy_parse.fields.names import same_office
from policy_parse.lexicon import Lexicon
from policy_parse.model import Region

_SAME_ENDINGS = (("委员会", "委"), ("办公室", "办"), ("办公厅", "办"))
_NOT_SHORTENED = ("办", "公司", "分局", "支队", "支行", "街道", "镇", "乡", "工委", "党委", "党组", "院", "校", "集团")
"""Endings under which a longer name is another office: 市委办 and 市委编办, 市教委 and 市教育工委."""


def one_office(one: str, other: str, *, region: Region | None, lexicon: Lexicon) -> bool:
    """Whether two spellings name one office: by the vocabulary of names, else by their characters.

    区城乡住房建委 and 区住房城乡建委 (reordered), 区机关事务中心 and 区机关事务管理中心 (shortened); not equal ones.
    """
    if one == other or one[:1] != other[:1] or len(set(one) & set(other)) < 3:
        return False
    return same_office(one, other, lexicon=lexicon, region=region) or _shortened(one, other)


def _shortened(one: str, other: str) -> bool:
    short, long = sorted((_plain(one), _plain(other)), key=lambda name: (len(name), name))
    if short == long:
        return True
    if len(short) < 4 or short[:2] != long[:2] or short[-1] != long[-1]:
        return _reordered(short, long)
    if _reordered(short, long):
        return True
    if long.startswith(short) or long.endswith(_NOT_SHORTENED) or len(long) > 2 * len(short) + 2:
        return False
    rest = iter(long)
    return all(ch in rest for ch in short)


def _plain(name: str) -> str:
    for long, short in _SAME_ENDINGS:
        name = name.removesuffix(long) + short if name.endswith(long) else name
    return name.replace("和", "").replace("与", "")


def _reordered(one: str, other: str) -> bool:
    """The same characters in another order, all but the first, the level, and the last, the kind of office."""
    return len(one) >= 5 and one[-1] == other[-1] and sorted(one) == sorted(other)
