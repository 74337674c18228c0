"""Indicators that share one number, or several numbers in turn: A、B较2020年下降7%以上; A和B分别达到95%和90%."""

from __future__ import annotations

import re

from policy_parse.fields.targets.words import TargetWords
from policy_parse.text.sign import Sign

_LONGEST_NAME = 14
"""A longer piece is more than the name of a thing that has the value too."""
_KIND = 2
"""Characters that tell of what kind a thing is: 事项."""


def share_indicators(indicator: str, amounts: int, words: TargetWords, *, each: bool) -> list[str]:
    """The indicators that `amounts` numbers belong to.

    One number: every name of the list that it holds for; the whole words if they are not a list. Several: one name
    each if the list has as many, else the whole words for each. `each`: 均, 都 or 分别 comes before the bound.
    """
    if words.values.relation.search(indicator):
        return [indicator] * amounts
    if amounts > 1:
        for separator in (words.values.separator, words.values.enumeration_comma, words.values.and_word):
            pieces = _split(indicator, separator)
            if len(pieces) == amounts:
                return _complete(_with_stem(pieces, words), words)
        return [indicator] * amounts
    pieces = _split(indicator, words.values.separator)
    if len(pieces) < 2 or min(map(len, pieces)) < 2 or len(pieces) > 8:
        return [indicator]
    measurable = words.quantity_end
    ends = [bool(measurable.search(piece)) for piece in pieces]
    if all(ends) or (each and all(len(p) <= _LONGEST_NAME for p in pieces[:-1])):
        return _complete(pieces, words)
    return [indicator]


def alike(thing: str, words: TargetWords) -> list[str]:
    """Things of one kind that are joined, each by itself: “免申办”事项|和“即办”事项; else the words whole."""
    pieces = _split(thing, words.values.separator)
    kind = pieces[-1][-_KIND:]
    return pieces if all(len(p) > _KIND and p.endswith(kind) for p in pieces) else [thing]


def _split(text: str, separator: Sign) -> list[str]:
    """`text` split at each `separator` outside brackets and quotes."""
    if separator.search(text) is None:
        return [text]
    pieces, depth, start, position = [], 0, 0, 0
    while position < len(text):
        depth += (text[position] in "（“《〔") - (text[position] in "）”》〕")
        match = separator.match(text, position) if depth == 0 else None
        if match is not None and match.start() > start:
            pieces.append(text[start : match.start()])
            start = position = match.end()
        else:
            position += 1
    return [*pieces, text[start:]] if start < len(text) else pieces


def _complete(pieces: list[str], words: TargetWords) -> list[str]:
    """The names, each with what all share: the head of the first (单位…), the ending of the last (…率)."""
    signs = words.values
    head = signs.shared_head.match(pieces[0])
    if head is not None:
        pieces = [pieces[0]] + [_headed(piece, head, words) for piece in pieces[1:]]
    measurable = words.quantity_end
    tail = signs.whole_tail.search(pieces[-1]) or signs.tail.search(pieces[-1])
    if tail is not None and tail.group() == pieces[-1]:  # 金、镍产量
        tail = measurable.search(pieces[-1])
    if tail is not None:
        own = measurable.search
        if any(not measurable.search(p) for p in pieces[1:-1]) or signs.no_measure.search(pieces[0]):
            own = re.compile(re.escape(tail.group())).search  # 化学需氧量、氨氮、挥发性有机物|重点工程减排量
        return [p if own(p) else p + _rest(p, pieces[-1], tail.group()) for p in pieces[:-1]] + [pieces[-1]]
    return [p + _rest(p, pieces[-1], "") for p in pieces[:-1]] + [pieces[-1]]


def _headed(name: str, head: re.Match[str], words: TargetWords) -> str:
    """`name` with what it lacks of the first: 公共机构|单位面积|能耗, 公共机构|人均水耗, 农村居民人均收入."""
    own = words.values.own_head.search(name)
    if own is None:
        return head["subject"] + head["head"] + name
    return name if own.start() else head["subject"] + name


def _with_stem(pieces: list[str], words: TargetWords) -> list[str]:
    """Two names, of which the first has the beginning of both, the last their ending: 非化石能源装机、|消费比重."""
    measurable = words.quantity_end
    first, last = pieces[0], pieces[-1]
    ending = measurable.search(last)
    if len(pieces) != 2 or ending is None or ending.start() != 2 or len(first) < 5 or measurable.search(first):
        return pieces
    return [first + ending.group(), first[:-2] + last]


def _rest(name: str, last: str, tail: str) -> str:
    """What follows in `last` after the end of `name` (高速公路、国省干线公路|路面循环利用率), else its `tail`."""
    _, found, rest = last.partition(name[-2:])
    return rest if found and rest else tail
