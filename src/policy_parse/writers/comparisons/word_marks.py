"""Which words two texts do not share: what is struck out in the old one and underlined in the new one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from policy_parse.comparison.years import same_but_for_years
from policy_parse.model import Plan
from policy_parse.text.segmentation import segmenter_for
from policy_parse.writers.comparisons.works import Work

_TOKEN = re.compile(r"(?:\d+(?:[.．,，]\d+)*[%％‰]?|[^\W\d_]+|.)\s*", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")
_CLAUSE = re.compile(r"[^，。；;\n]*[，。；;\n]?")
_NAMES = re.compile(r"[^、\n]+|[、\n]+")
_MOST = 50_000
"""Pairs of equal words up to which two texts are compared word by word; beyond, clause by clause."""
_SHARED = 0.2
"""Texts that share less of their characters are other texts: all of both is marked."""

_CHANGE, _SCRAP = 4, 6
"""Characters of changes at the least, and of shared words between them at the most, that make these scraps."""


class Stretch(NamedTuple):
    """Words of one side, and whether the other side does not have them there."""

    words: str
    differs: bool


class _Segment(NamedTuple):
    """Words of both sides that are equal, or stand for each other."""

    old: str
    new: str
    differs: bool

    @property
    def size(self) -> int:
        """Characters of the longer side."""
        return max(len(self.old), len(self.new))


class WordMarks:
    """Marks words by jieba's segmentation, which names and indicators of both plans stay whole in.

    A number is marked whole or not at all; a year that moves with the plan is no difference.
    """

    def __init__(self, works: Iterable[Work], old: Plan, new: Plan, years: int) -> None:
        texts = [part.words for work in works for side in (work.old, work.new) if side for part in side.parts]
        vocabulary = {
            name
            for plan in (old, new)
            for task in plan.tasks
            for name in (
                *(unit.text for unit in (*task.responsible, *task.supporting)),
                *(target.indicator or "" for target in task.targets),
            )
        }
        cut = segmenter_for(texts, (name for name in vocabulary if len(name) > 1 and _WORD.fullmatch(name)))
        self._years = years

        def words(text: str) -> list[str]:
            return [word for token in _TOKEN.findall(text) for word in _parted(token, cut)]

        self._words = words

    def of_texts(self, old: str, new: str) -> tuple[list[Stretch], list[Stretch]]:
        """Both texts, cut where words begin and end to differ."""
        for tokens in (self._words, _CLAUSE.findall):
            one, other = ([token for token in tokens(text) if token] for text in (old, new))
            keys = [list(map(_key, side)) for side in (one, other)]
            counts = [Counter(side) for side in keys]
            if sum(n * counts[1][key] for key, n in counts[0].items()) > _MOST:
                continue
            found = SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes()
            shared = sum(len("".join(keys[0][a:b])) for tag, a, b, _, _ in found if tag == "equal")
            if shared < _SHARED * min(len(old), len(new)):
                break
            segments = _without_scraps(self._segments(one, other, found))
            return [Stretch(s.old, s.differs) for s in segments if s.old], [
                Stretch(s.new, s.differs) for s in segments if s.new
            ]
        return [Stretch(old, True)], [Stretch(new, True)]

    def of_names(self, old: str, new: str) -> tuple[list[Stretch], list[Stretch]]:
        """Two lists of names (甲局、乙局): each name that the other list does not have, whichever their order."""
        names = [[name for name in _NAMES.findall(text) if name] for text in (old, new)]
        keys = [set(map(_key, side)) for side in names]
        left, right = (
            [Stretch(name, _key(name) not in others and bool(name.strip("、\n"))) for name in side]
            for side, others in zip(names, reversed(keys), strict=True)
        )
        return left, right

    def _segments(
        self, one: Sequence[str], other: Sequence[str], found: Iterable[tuple[str, int, int, int, int]]
    ) -> Iterator[_Segment]:
        for tag, a, b, c, d in found:
            old, new = "".join(one[a:b]), "".join(other[c:d])
            differs = tag != "equal" and not (tag == "replace" and same_but_for_years(old, new, self._years))
            yield _Segment(old, new, differs)


def _without_scraps(segments: Iterable[_Segment]) -> list[_Segment]:
    """The same with shared words that are no longer than the changes on both their sides taken into the change."""
    kept: list[_Segment] = []
    for segment in segments:
        kept.append(segment)
        while len(kept) > 2 and kept[-1].differs and kept[-3].differs and not kept[-2].differs:
            least = min(kept[-1].size, kept[-3].size)
            if least < _CHANGE or kept[-2].size > min(least, _SCRAP):
                break
            joined = kept[-3:]
            kept[-3:] = [_Segment("".join(s.old for s in joined), "".join(s.new for s in joined), True)]
    return kept


def _parted(token: str, cut: Callable[[str], Iterable[str]]) -> list[str]:
    """A run of letters as words, the blanks behind it with the last; anything else as it is."""
    run = _WORD.match(token)
    if run is None:
        return [token]
    words = list(cut(run[0]))
    if "".join(words) != run[0]:
        return [token]
    return [*words[:-1], words[-1] + token[run.end() :]]


def _key(token: str) -> str:
    """What makes two words one: width, case and blanks aside."""
    return unicodedata.normalize("NFKC", token).casefold().strip()
