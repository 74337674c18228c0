"""What is no commitment although a number is in it: years, names, thresholds, subsidies, what was done before.

Functions that refuse a number give the id of the sign or rule that does (see `refused.Refused`), None if none does.
"""

from __future__ import annotations

import re

from policy_parse.fields.targets.amounts import Amount
from policy_parse.fields.targets.bounds import read_before
from policy_parse.fields.targets.words import TargetWords

_QUOTE_OF_A_NAME = 16
"""A number in a quotation up to this long is part of a name: “15分钟生活圈”, “五个中心”."""
_QUOTE_REACH = 120
"""How far from a number the quotation or title around it may begin and end."""
_NAME_REACH = 6
"""How far before a number the sign of a name is looked for: 小于等于, or 前 with the 年底 that makes it a time."""
_EARLIER_REACH = 8
"""How far before a number it is looked for what makes it the value that a change begins from: 由2020年的."""
_NAME_END_REACH = 4
"""The same after a number and its unit: -A1, 期工程."""
_LENGTH_REACH = 8
"""How far before a number of years or days the sign of a length of time is looked for: 应当在, 不超过."""
_HOW_OFTEN_REACH = 16
"""How far before 一次 words of how often are looked for: 每半年 and the work between."""
_AFTER_A_RATING = re.compile(r"[^0-9]/$")


def why_name(sentence: str, amount: Amount, words: TargetWords) -> str | None:
    """Why the number measures nothing: it is part of a name, a date, an ordinal or a ratio."""
    signs = words.forms
    before = sentence[max(0, amount.start - _NAME_REACH) : amount.start]
    after = sentence[amount.unit_end : amount.unit_end + _NAME_END_REACH]
    unit = amount.unit
    if signs.name_after.match(after):
        return signs.name_after.id
    values = words.values
    if values.from_value.search(sentence, max(0, amount.start - _EARLIER_REACH), amount.start) and (
        values.then_changed.match(sentence, amount.end)
    ):
        return values.from_value.id  # 由|10%|攀升至95%
    if signs.name_before.search(before) and not _is_second_rating(before, amount):
        return signs.name_before.id
    if unit is None and signs.name_after_bare.match(after):
        return signs.name_after_bare.id
    if signs.written_out.fullmatch(sentence, amount.start, amount.number_end):
        return signs.written_out.id
    if unit is None:
        if 1900 <= amount.value <= 2100:
            return "target.a_year"
        if amount.value_max is not None:
            return "target.a_bare_range"
        return "target.nothing" if amount.chinese and amount.value == 0 else _why_quoted(sentence, amount)
    if amount.chinese and amount.value == 0:
        return "target.nothing"  # 零部件
    doubtful = signs.doubtful_unit.fullmatch(unit)
    if doubtful is None:
        return _why_quoted(sentence, amount)
    if doubtful["ordinal"] and (amount.chinese or doubtful["always"]):
        some = signs.among.search(sentence, 0, amount.start) is not None  # 信用贷、税易贷等|两类产品
        return None if some or counts_times(sentence, amount, words) else signs.ordinal_unit.id
    return _why_unit(sentence, amount, doubtful, before, words) or _why_quoted(sentence, amount)


def _why_unit(sentence: str, amount: Amount, unit: re.Match[str], before: str, words: TargetWords) -> str | None:
    """The same by a unit that may be part of a name: 一人公司, 45周岁以内, 6月15日, 75%节能标准."""
    signs, kind = words.forms, unit.lastgroup
    if kind == "share" and signs.energy_standard.match(sentence, amount.end):
        return signs.energy_standard.id
    if kind == "calendar" and not _is_duration(sentence, amount, unit.group(), words):
        return signs.calendar_unit.id
    if kind == "age" and (
        unit["full"] or ((amount.after or amount.value_max is not None) and not signs.up_to_age.search(before))
    ):
        return signs.age_unit.id  # 45周岁以内, 0-3岁婴幼儿: who is meant
    return "target.one_person" if kind == "person" and amount.chinese and amount.value == 1 else None


def _is_second_rating(before: str, amount: Amount) -> bool:
    """10万千瓦/|20万千瓦时: what a store holds is written behind what it gives."""
    physical = amount.measure is not None and amount.measure.kind == "physical"
    return physical and _AFTER_A_RATING.search(before) is not None


def _is_duration(sentence: str, amount: Amount, unit: str, words: TargetWords) -> bool:
    """11.5年 after 达到, 不超过3年, 15日内: a length of time, not a date."""
    signs = words.forms
    before = sentence[max(0, amount.start - _LENGTH_REACH) : amount.start]
    at_most = amount.after is not None and amount.after.comparator == "le"
    if signs.length_unit.fullmatch(unit):
        if at_most and signs.must_within.search(before):
            return True
        return amount.value < 100 and signs.after_a_length.search(before) is not None
    bound = read_before(sentence, amount.start, max(0, amount.start - _LENGTH_REACH), words).bounds
    limited = any(b.comparator not in (None, "eq", "approx") for b in bound) or (bound and amount.value_max is not None)
    return unit == "日" and (at_most or bool(limited)) and not signs.in_a_month.search(before)


def counts_times(sentence: str, amount: Amount, words: TargetWords) -> bool:
    """True if a numeral in Chinese says how often: 每年召开一次座谈会, 至少一轮监测."""
    signs = words.forms
    return (
        amount.unit is not None
        and signs.times_unit.fullmatch(amount.unit) is not None
        and signs.how_often.search(sentence, max(0, amount.start - _HOW_OFTEN_REACH), amount.start) is not None
    )


def _why_quoted(sentence: str, amount: Amount) -> str | None:
    for opening, closing in ("“”", "《》", "‘’"):
        start = sentence.rfind(opening, max(0, amount.start - _QUOTE_REACH), amount.start)
        if start >= 0 and sentence.find(closing, start, amount.start) < 0:
            end = sentence.find(closing, amount.start, amount.end + _QUOTE_REACH)
            if opening == "《" or (end >= 0 and end - start <= _QUOTE_OF_A_NAME):
                return "target.quoted"
    return None


def is_subsidy(clause: str, words: TargetWords) -> bool:
    """True if `clause` speaks of what is given, charged or fined."""
    return words.forms.subsidy.search(clause) is not None


def is_past(clause: str, words: TargetWords) -> bool:
    """True if `clause` tells what has been done."""
    return words.forms.past.search(clause) is not None


def is_service_time(clause: str, words: TargetWords) -> bool:
    """True if `clause` speaks of something that an office finishes for those who ask."""
    return words.forms.service.search(clause) is not None


def is_threshold(amount: Amount, following: str, words: TargetWords, *, governed: bool, supports: bool) -> bool:
    """True if the amount only says which things are meant: 年用水1万立方米以上的企业, 100人以上企业.

    `following` is what comes after the bound; `governed`: a work verb is straight before the number; `supports`: one
    that acts upon what is there.
    """
    measure = amount.measure
    if measure is None or measure.is_ratio or not following:
        return False
    if governed and not supports and words.forms.a_person.search(amount.unit or ""):
        return False  # 配备2名以上专职网格员
    if words.forms.population.match(following):
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
