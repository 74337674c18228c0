"""Which spellings within one document name one office."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import combinations

from policy_parse.checks.same_characters import pairs_with_the_same_characters
from policy_parse.checks.words import CheckWords
from policy_parse.fields.units.same_office import Spelling, alike, spelling
from policy_parse.model import Region

_DIGITS = re.compile(r"\d+")
_LONG = 6
"""Characters of a name without its place that may be written wrong in one."""
_ENDS = 2
"""Characters at either end by which a name is known."""
_SAME_BEGINNINGS = (("中国人民银行", "人民银行"), ("人行", "人民银行"))
_SAME_ENDINGS = (("委员会", "委"), ("办公室", "办"), ("办公厅", "办"))


def variants(
    names: Sequence[str], *, region: Region | None, words: CheckWords, year: int | None = None
) -> list[tuple[str, str]]:
    """Pairs of `names` that are spellings of one office, in the order of `names`.

    By the vocabulary of names, else by their characters: 区城乡住房建委 and 区住房城乡建委 (reordered), 区机关事务中心
    and 区机关事务管理中心 (shortened). Only names that have a key in common are compared.
    """
    spelled = [spelling(name, region=region, words=words.units, year=year) for name in names]
    sharing: dict[Hashable, list[int]] = defaultdict(list)
    for i, one in enumerate(spelled):
        for key in {*one.keys(), *_keys(one.name)}:
            sharing[key].append(i)
    pairs = {pair for group in sharing.values() for pair in combinations(group, 2)}
    pairs.update(_shortened_pairs(names))
    found = {(i, j) for i, j in pairs if _one_office(spelled[i], spelled[j], words)}
    return [(names[i], names[j]) for i, j in sorted(found | _slips(spelled, words))]


def one_office(one: str, other: str, *, region: Region | None, words: CheckWords, year: int | None = None) -> bool:
    """True if two different spellings name one office."""
    return bool(variants((one, other), region=region, words=words, year=year))


def _one_office(one: Spelling, other: Spelling, words: CheckWords) -> bool:
    if one.name == other.name or one.name[:1] != other.name[:1] or len({*one.name} & {*other.name}) < 3:
        return False
    if _DIGITS.findall(one.name) != _DIGITS.findall(other.name):  # 第1监督所, 第12监督所
        return False
    return alike(one, other) or _shortened(one.name, other.name, words)


def _slips(spelled: Sequence[Spelling], words: CheckWords) -> set[tuple[int, int]]:
    """Pairs of long names that differ in one character within, that tells no two apart: 环境监测中心, 环境检测中心.

    Where several names differ in one place, they name several offices.
    """
    ends: dict[Hashable, list[int]] = defaultdict(list)
    for i, one in enumerate(spelled):
        if len(one.rest) >= _LONG:
            ends[one.place, len(one.rest), one.rest[:_ENDS], one.rest[-_ENDS:]].append(i)
    alike: dict[tuple[Hashable, int, str], list[int]] = defaultdict(list)
    for group in ends.values():
        for i in group if len(group) > 1 else ():
            one = spelled[i]
            for at in range(_ENDS, len(one.rest) - _ENDS):
                alike[one.place, at, one.rest[:at] + one.rest[at + 1 :]].append(i)
    return {
        (pair[0], pair[1])
        for (_, at, _), pair in alike.items()
        if len(pair) == 2 and not words.signs.tells_apart.search("".join(spelled[i].rest[at] for i in pair))
    }


def _keys(name: str) -> Iterator[Hashable]:
    plain = _plain(name)
    yield "plain", plain
    if len(plain) >= 5:
        yield "reordered", plain[-1], "".join(sorted(plain))


def _shortened_pairs(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of which one may be the other with characters left out: they begin and end alike."""
    groups: dict[str, list[int]] = defaultdict(list)
    plain = [_plain(name) for name in names]
    for i, name in enumerate(plain):
        if len(name) >= 4:
            groups[name[:2] + name[-1]].append(i)
    for group in groups.values():
        if len(group) > 1:
            for i, j in pairs_with_the_same_characters([plain[at] for at in group]):
                yield group[i], group[j]


def _shortened(one: str, other: str, words: CheckWords) -> bool:
    short, long = sorted((_plain(one), _plain(other)), key=lambda name: (len(name), name))
    if short == long:
        return True
    if len(short) < 4 or short[:2] != long[:2] or short[-1] != long[-1]:
        return _reordered(short, long)
    if _reordered(short, long):
        return True
    if long.startswith(short) or words.signs.not_shortened.search(long) or len(long) > 2 * len(short) + 2:
        return False
    rest = iter(long)
    return all(ch in rest for ch in short)


def _plain(name: str) -> str:
    for other, usual in _SAME_BEGINNINGS:
        name = usual + name.removeprefix(other) if name.startswith(other) else name
    for long, short in _SAME_ENDINGS:
        name = name.removesuffix(long) + short if name.endswith(long) else name
    return name.replace("和", "").replace("与", "")


def _reordered(one: str, other: str) -> bool:
    """The same characters in another order, all but the first, the level, and the last, the kind of office."""
    return len(one) >= 5 and one[-1] == other[-1] and sorted(one) == sorted(other)
