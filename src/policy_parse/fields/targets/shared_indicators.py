"""Indicators that share one number, or several numbers in turn: A、B较2020年下降7%以上; A和B分别达到95%和90%."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from policy_parse.fields.targets.words import TargetWords
from policy_parse.text.sign import LazyPattern

# 单位地区生产总值|能源消耗, 公共机构|单位建筑面积|能耗: what is understood with the next name too
_HEAD = re.compile(
    r"(?P<subject>.*?)(?P<head>(?:每?单位|万元|每万元|亿元|每百万元)(?:地区生产总值|国内生产总值|生产总值|GDP|工业增加值|农业增加值|增加值|"
    r"建筑面积|产品|产值|运输周转量|面积|播种面积|营业收入)?|人均|户均|亩均|地均)"
)
_OWN_HEAD = re.compile(r"(?:每?单位|万元|人均|户均|亩均|地均|年均)")
# 利用率 of 农药利用率: understood with each name before it
_WHOLE_TAIL = re.compile(
    r"(?:重点工程)?(?:产量|销量|储量|排放量|减排量|用水量|用电量|消费量|供应量|处理量|交易量|建成区面积)$"
)
_TAIL = LazyPattern(
    r"[\u4e00-\u9fff]{2}(?:化?率|量|比例|比重|占比|面积|浓度|强度|能力|总量|总额|规模|时限|时间|周期|成本|费用|里程|人数|数量|收入|投资)$"
)
# 钢铁、水泥等行业, 甲地到乙地、丙地: no plain names
_PHRASE = re.compile(r"[等的到至与及]|级$")
_LONGEST_NAME = 10
_LENGTHS_DIFFER = 4
"""Names of one kind are about as long as each other."""
# 物流费用与GDP的比率, 城乡之间
_RELATION = LazyPattern(r"[与和同][^、，]{1,16}的?(?:比率|比值|之比|差距|之差|相关性)")
# 锂电材料: things, though 申请材料 are counted
_NO_MEASURE = re.compile(r"材料$")
# 和 及 与 between names; not those of 普及率, 及以上, 饱和度, 参与率
_AND = "以及|(?<![饱总共缓温])和(?![谐平解])|(?<![普涉波顾])及(?!以上|以下|[时格其])|(?<!参)与(?!会)"
_SEPARATORS = (f"、|，|{_AND}", "、", _AND)


@cache
def _measurable(words: TargetWords) -> re.Pattern[str]:
    return re.compile(f"(?:{words.pattern('quantity_name')})(?:（[^）]*）)?$")


def share_indicators(indicator: str, amounts: int, each: bool, words: TargetWords, *, alike: bool = False) -> list[str]:
    """The indicators that `amounts` numbers belong to.

    One number: every name in the list it holds for (one name where the words are no list). Several: one name each,
    where the list divides so, else the whole words for each. `each` says that 均, 都 or 分别 stands before the bound,
    `alike` that the value may hold for things of one kind: 医疗废物、危险废物处置率达到98%.
    """
    if _RELATION.search(indicator):
        return [indicator] * amounts
    if amounts > 1:
        for separator in _SEPARATORS:
            pieces = _split(indicator, separator)
            if len(pieces) == amounts:
                return _complete(_with_stem(pieces, words), words)
        return [indicator] * amounts
    pieces = _split(indicator, _SEPARATORS[0])
    if len(pieces) < 2 or min(map(len, pieces)) < 2 or len(pieces) > 8:
        return [indicator]
    measurable = _measurable(words)
    ends = [bool(measurable.search(piece)) for piece in pieces]
    if all(ends) or (each and ends[-1] and all(len(p) <= 14 for p in pieces)):
        return _complete(pieces, words)
    if alike and len(pieces) <= 4 and all(_are_alike(*pair) for pair in pairwise(pieces)):
        return _complete(pieces, words)
    return [indicator]


def _are_alike(name: str, following: str) -> bool:
    """医疗废物 and 危险废物处置率, 电子证照 and 电子合同: names of two things of one kind, about as long."""
    tail = _WHOLE_TAIL.search(following) or _TAIL.search(following)
    ending = following.find(name[-2:]) + 2  # 医疗废物, 危险废物|处置率
    own = ending if ending > 2 else tail.start() if tail else len(following)
    whole = 3 <= len(name) <= _LONGEST_NAME and own <= _LONGEST_NAME and abs(len(name) - own) <= _LENGTHS_DIFFER
    if not whole or _PHRASE.search(name) or _PHRASE.search(following, 0, own):
        return False
    return any(name[i : i + 2] in following[:own] for i in range(len(name) - 1))


def _split(text: str, separator: str) -> list[str]:
    """`text` at each `separator` that stands in no bracket or quote."""
    pieces, depth, start = [], 0, 0
    position = 0
    pattern = re.compile(separator)
    while position < len(text):
        depth += (text[position] in "（“《〔") - (text[position] in "）”》〕")
        match = pattern.match(text, position) if depth == 0 else None
        if match is not None and match.start() > start:
            pieces.append(text[start : match.start()])
            start = position = match.end()
        else:
            position += 1
    return [*pieces, text[start:]] if start < len(text) else pieces


def _complete(pieces: list[str], words: TargetWords) -> list[str]:
    """Give each name what it shares with the others: the head of the first (单位…), the ending of the last (…率)."""
    head = _HEAD.match(pieces[0])
    if head is not None:
        pieces = [pieces[0]] + [
            head["subject"] + ("" if _OWN_HEAD.match(piece) else head["head"]) + piece for piece in pieces[1:]
        ]
    measurable = _measurable(words)
    tail = _WHOLE_TAIL.search(pieces[-1]) or _TAIL.search(pieces[-1])
    if tail is not None and tail.group() == pieces[-1]:  # 金、镍产量
        tail = measurable.search(pieces[-1])
    if tail is not None:
        own = measurable.search
        if any(not measurable.search(p) for p in pieces[1:-1]) or _NO_MEASURE.search(pieces[0]):
            own = re.compile(re.escape(tail.group())).search  # 化学需氧量、氨氮、挥发性有机物|重点工程减排量
        return [p if own(p) else p + _rest(p, pieces[-1], tail.group()) for p in pieces[:-1]] + [pieces[-1]]
    return [p + _rest(p, pieces[-1], "") for p in pieces[:-1]] + [pieces[-1]]


def _with_stem(pieces: list[str], words: TargetWords) -> list[str]:
    """非化石能源装机|消费比重: the first holds the beginning of both names, the last their ending."""
    measurable = _measurable(words)
    first, last = pieces[0], pieces[-1]
    ending = measurable.search(last)
    if len(pieces) != 2 or ending is None or ending.start() != 2 or len(first) < 5 or measurable.search(first):
        return pieces
    return [first + ending.group(), first[:-2] + last]


def _rest(name: str, last: str, tail: str) -> str:
    """What `last` says after the word that `name` ends in (高速公路、国省干线公路|路面循环利用率), else its `tail`."""
    _, found, rest = last.partition(name[-2:])
    return rest if found and rest else tail
