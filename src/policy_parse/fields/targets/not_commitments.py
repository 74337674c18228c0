"""What is no commitment although a number stands in it: years, names, thresholds, subsidies, what was done before."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from policy_parse.fields.targets.amounts import Amount
from policy_parse.fields.targets.words import TargetWords
from policy_parse.text.sign import LazyPattern

_QUOTE_OF_A_NAME = 16
"""A number in a quotation up to this long is part of a name: “15分钟生活圈”, “五个中心”."""

_QUOTE_REACH = 120
"""How far from a number the quotation or title that holds it may begin and end."""

# “第85次”, 〔2020〕1号, PM2.5, 1+N, 7×24, 10.2 of a version, No.3, 4∶1
_NAME_BEFORE = re.compile(
    r'[第〔#№+×*/:.“"Ⅰ-Ⅻ·每逾]$|[0-9]：$|(?:每满|每个|每隔|每超|(?<!年底)(?<!月底)(?<!年)(?<!月)(?<!日)前|版|按每|小于等于)$'
)
_NAME_AFTER = re.compile(r"[+×*:]|：[0-9]|[A-Za-z]+[0-9]|-[A-Za-z0-9]|分之|以[来前]|号|版|岁以|期工程|家之|范围")
# 4A级, 5G, 3D打印: a number that letters follow which are no measure
_NAME_AFTER_BARE = re.compile(r"[A-Za-z]|届|代(?!表)|级|年级|强|大|分|时|点|星|类|段")
_ORDINAL_UNITS = (
    "届",
    "期",
    "轮",
    "次",
    "门",
    "片",
    "面",
    "口",
    "道",
    "对",
    "节",
    "块",
    "本",
    "类",
    "种",
    "层",
    "线",
    "批次",
    "度",
    "方",
    "章",
    "把",
    "份",
    "单",
)
"""After a Chinese numeral these name more than they count: 华能四期, 二十届, 三次产业, 四类."""

TIMES = ("次", "轮", "场", "遍")
# 每年召开|一次座谈会, 至少|一轮监测: how often, unlike 三次产业
_HOW_OFTEN = LazyPattern(r"(?:至少|不少于|每(?:年度?|半年|季度?|月|周|两年|[二三五]年))[^，。；、第]{0,8}$")
# 3077696: a number of seven digits that is written out is a telephone's
_WRITTEN_OUT = re.compile(r"[0-9]{7,}")
# 不超过|3年: a length of time; 应当在|一年内: a limit, not a date
_LENGTH = re.compile(r"(?:到|至|达|增加|提高|增长|不超过|不少于|不低于|不短于|缩短|延长|超过|控制在)$")
_WITHIN = re.compile(r"应当?[在于]$")
_AGE = re.compile(r"[到至在]$")

# 75%节能设计标准, 住宅70%、厂房65%节能标准
_STANDARD = re.compile(r"[^，。；]{0,12}节能(?:设计)?标准")


class _Patterns(NamedTuple):
    subsidy: re.Pattern[str]
    past: re.Pattern[str]
    service: re.Pattern[str]


@cache
def _patterns(words: TargetWords) -> _Patterns:
    past = f"(?<![较比与])(?:{words.pattern('past')})"  # 较去年提高 is no past
    return _Patterns(re.compile(words.pattern("subsidy")), re.compile(past), re.compile(words.pattern("service")))


def why_a_name(sentence: str, amount: Amount) -> str | None:
    """Why the number measures nothing: part of a name, a date, an ordinal or a ratio (`refusals`); None if it may."""
    before, after = sentence[max(0, amount.start - 6) : amount.start], sentence[amount.unit_end : amount.unit_end + 4]
    if _NAME_AFTER.match(after):
        return "number.name_after"
    if _NAME_BEFORE.search(before) and not _is_second_rating(before, amount):
        return "number.name_before"
    if amount.unit is None and _NAME_AFTER_BARE.match(after):
        return "number.letters_after"
    if _WRITTEN_OUT.fullmatch(sentence, amount.start, amount.number_end):
        return "number.telephone"
    if amount.chinese and (amount.value == 0 or (amount.unit == "人" and amount.value == 1)):
        return "number.of_a_word"  # 零部件, 一人公司
    if amount.unit == "届" or (amount.chinese and amount.unit in _ORDINAL_UNITS):
        return None if counts_times(sentence, amount) else "number.ordinal"
    if amount.unit == "周岁" or (
        amount.unit == "岁" and (amount.after or amount.value_max is not None) and not _AGE.search(before)
    ):
        return "number.age"  # 45周岁以内, 0-3岁婴幼儿: who is meant
    if amount.unit in ("年", "年度", "月", "日", "周") and not _is_duration(sentence, amount):
        return "number.year"
    if amount.unit == "%" and _STANDARD.match(sentence, amount.end):
        return "number.standard"
    if amount.unit is None and (1900 <= amount.value <= 2100 or amount.value_max is not None):
        return "number.bare"
    return "number.quoted" if _is_quoted(sentence, amount) else None


def _is_second_rating(before: str, amount: Amount) -> bool:
    """10万千瓦/|20万千瓦时: how much a store holds stands behind what it gives."""
    physical = amount.measure is not None and amount.measure.kind == "physical"
    return physical and re.search(r"[^0-9]/$", before) is not None


def _is_duration(sentence: str, amount: Amount) -> bool:
    """11.5年 after 达到, 不超过3年, 15日内: a length of time, not a date."""
    before = sentence[max(0, amount.start - 8) : amount.start]
    if amount.unit in ("年", "周"):
        if amount.after is not None and amount.after.comparator == "le" and _WITHIN.search(before):
            return True
        return amount.value < 100 and _LENGTH.search(before) is not None
    if amount.unit == "日":
        return bool(amount.after and amount.after.comparator == "le") and not re.search(
            r"[月年]$", sentence[max(0, amount.start - 1) : amount.start]
        )
    return False


def counts_times(sentence: str, amount: Amount) -> bool:
    """Whether a numeral in Chinese says how often: 每年召开一次座谈会, 至少一轮监测."""
    return amount.unit in TIMES and _HOW_OFTEN.search(sentence, max(0, amount.start - 16), amount.start) is not None


def _is_quoted(sentence: str, amount: Amount) -> bool:
    for opening, closing in ("“”", "《》", "‘’"):
        start = sentence.rfind(opening, max(0, amount.start - _QUOTE_REACH), amount.start)
        if start >= 0 and sentence.find(closing, start, amount.start) < 0:
            end = sentence.find(closing, amount.start, amount.end + _QUOTE_REACH)
            if opening == "《" or (end >= 0 and end - start <= _QUOTE_OF_A_NAME):
                return True
    return False


def is_subsidy(clause: str, words: TargetWords) -> bool:
    """Whether `clause` speaks of what is given, charged or fined."""
    return _patterns(words).subsidy.search(clause) is not None


def is_past(clause: str, words: TargetWords) -> bool:
    """Whether `clause` tells what has been done."""
    return _patterns(words).past.search(clause) is not None


def is_service_time(clause: str, words: TargetWords) -> bool:
    """Whether `clause` speaks of something that an office finishes for those who ask."""
    return _patterns(words).service.search(clause) is not None


def is_threshold(amount: Amount, following: str, governed: bool) -> bool:
    """Whether the amount only says which things are meant: 年用水1万立方米以上的企业, 100人以上企业.

    `following` is what stands after the bound, `governed` says that a work verb stands straight before the number.
    """
    measure = amount.measure
    if measure is None or measure.is_ratio or not following:
        return False
    if following.startswith("人口的"):
        return True
    if measure.kind == "count":
        return amount.after is not None and amount.after.comparator == "le"
    if amount.after is not None and (amount.after.comparator == "le" or measure.kind == "people"):
        return True
    if measure.kind == "people":
        return False
    if not governed or "/" in measure.standard:
        return True
    return amount.after is not None and measure.dimension not in ("area", "length", "volume", "mass")
