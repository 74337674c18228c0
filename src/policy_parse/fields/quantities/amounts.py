"""Numbers with their measures in one sentence, and the bound that follows them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from policy_parse.fields.quantities.measures import Measure
from policy_parse.fields.quantities.numbers import NUMBER, TEMPERATURE, Numeral, next_number, read_numeral
from policy_parse.fields.quantities.signs import QuantitySigns
from policy_parse.fields.quantities.words import Bound, QuantityWords
from policy_parse.model import Comparator
from policy_parse.text.fold import Folded
from policy_parse.text.sign import Sign


class Amount(NamedTuple):
    """A number, its measure and the bound after it, by places in the sentence.

    `start`..`number_end` is the number, `unit_start`..`unit_end` its measure as written, `end` the end of the bound.
    `more` is the 余 of 500余家, `chinese` where the number is written in Chinese (两个), which alone says little,
    `percent` where its unit is written otherwise (百分之八十, 九成五), `included` where brackets say that the number
    itself belongs to it: 低于100万元（含）.
    """

    start: int
    number_end: int
    unit_end: int
    end: int
    value: Decimal
    value_max: Decimal | None
    unit: str | None
    measure: Measure | None
    after: Bound | None
    more: str
    chinese: bool
    percent: bool
    included: bool = False

    @property
    def is_year(self) -> bool:
        """True for a number that names a year (2025年, 2025年度), and is no amount of years."""
        return self.unit in _YEARS and self.value >= _FIRST_YEAR


_YEARS = ("年", "年度")
_FIRST_YEAR = 1900


_JOINT = Sign(
    "target_amounts.joint",
    r"-{1,3} | ~{1,2} | 至 | 到 | (?P<between> 与 | 和 | 、 )",
    says="what stands between the ends of a range: 3|—5个, 6%|至8%, 6%|与8%之间",
    examples=["3|-|5个", "3|~|5个", "三|至|五个", "1万|到|2万人", "6%|与|8%之间", "6%|和|8%之间", "6%|、|8%之间"],
)
_BETWEEN = "之间"
_STRICT: dict[Comparator, Comparator] = {"ge": "gt", "le": "lt"}
_LONGEST_HIGH = 24
"""The longest numeral that is looked for as the upper end of a range."""
_LONG_DASHES = frozenset("‒–—―─")
"""Dashes that part or list; written before a number they are seldom its sign."""
_MARKS = frozenset("，。；：、！？（）\t")
_LETTERS = re.compile(r"[A-Za-z]$")


def _is_after_a_name(sentence: str, at: int, unit: str | None) -> bool:
    """True if the letters before a number are a word of their own: APP20个, not CO2, 5G, B113."""
    return (
        unit is not None
        and not unit.isascii()
        and sentence[max(0, at - 2) : at].isalpha()
        and sentence[at - 2].isascii()
    )


def find_amounts(sentence: str, words: QuantityWords, *, in_turn: bool = False) -> list[Amount]:
    """Every number with a measure in `sentence`, and every Arabic one without, in text order, never overlapping.

    `in_turn`: numbers with / between them stand for several things (a cell 236/51), else they are one (3/4).
    """
    found = []
    position = 0
    while (match := next_number(sentence, position)) is not None:
        amount = _read_amount(sentence, match, words)
        if isinstance(amount, int):
            position = amount
            continue
        position = max(amount.end, match.start() + 1)
        if in_turn or not _is_of_a_fraction(sentence, amount):
            found.append(amount)
    return _without_sizes(sentence, found, words.quantities)


def with_plain_signs(found: list[Amount], sentence: Folded, source: str, *, in_cell: bool) -> list[Amount]:
    """`found` in `sentence` of `source`, where a dash that lists or parts is no sign: —|90%以上社区, - |5%.

    A sign is a short dash straight before the number, `in_cell` any dash. At the head of a clause it is one only where
    nothing is counted after the number. Degrees have one behind a word however it is written: 不高于|—18℃; another
    number that a long dash parts from its bound is left out.
    """
    if not any(amount.value < 0 for amount in found):
        return found
    plain: list[Amount] = []
    for amount in found:
        if (
            amount.value >= 0
            or sentence.text[amount.start] != "-"
            or _has_plain_sign(amount, sentence, source, in_cell=in_cell)
        ):
            plain.append(amount)
        elif _opens(amount, sentence.text) and (amount.value_max is None or amount.value_max > -amount.value):
            plain.append(amount._replace(start=amount.start + 1, value=-amount.value))
    return plain


def _has_plain_sign(amount: Amount, sentence: Folded, source: str, *, in_cell: bool) -> bool:
    text, place = sentence.text, sentence.offsets[amount.start]
    straight = sentence.offsets[amount.start + 1] == place + 1
    if in_cell:
        return straight
    short, opens = straight and source[place] not in _LONG_DASHES, _opens(amount, text)
    if amount.measure is not None and amount.measure.dimension == TEMPERATURE:
        return short or not opens
    return short and (not opens or amount.end == len(text) or text[amount.end] in _MARKS)


def _opens(amount: Amount, text: str) -> bool:
    """True if a number stands at the head of its clause."""
    return amount.start == 0 or text[amount.start - 1] in _MARKS


def _row_end(sentence: str, end: int, words: QuantityWords) -> int:
    """Where a row of numbers ends whose first one, to `end`, says nothing: 5|-3个, 12-3|-4, 5万（不含）|-10万元."""
    while (joint := _joint(sentence, end, words)) and (number := NUMBER.match(sentence, joint.end())):
        end = number.end()
    return end


def _joint(sentence: str, end: int, words: QuantityWords) -> re.Match[str] | None:
    """What joins a number that ends at `end`, or behind the brackets there, to the upper end of its range."""
    if sentence.startswith("（", end) and (bracket := words.quantities.included.match(sentence, end)):
        end = bracket.end()
    return _JOINT.match(sentence, end)


def _is_of_a_fraction(sentence: str, amount: Amount) -> bool:
    before, after = sentence[max(0, amount.start - 2) : amount.start], sentence[amount.end : amount.end + 2]
    return (before[-1:] == "/" and before[0].isdigit()) or (
        amount.unit is None and after[:1] == "/" and after[1:].isdigit()
    )


def _without_sizes(sentence: str, found: list[Amount], signs: QuantitySigns) -> list[Amount]:
    """`found` without the numbers that only say how large the things counted straight before are: 两台|4.3米焦炉."""
    kept: list[Amount] = []
    for amount in found:
        before = kept[-1] if kept else None
        if before is not None and _is_size(sentence, before, amount, signs):
            continue
        kept.append(amount)
    return kept


def _is_size(sentence: str, count: Amount, amount: Amount, signs: QuantitySigns) -> bool:
    if amount.start != count.unit_end or count.measure is None or not count.measure.is_count:
        return False
    if amount.measure is None:
        return signs.kilovolts.match(sentence, amount.end) is not None
    if amount.measure.is_ratio:
        return False
    if amount.measure.is_count:
        return signs.holding.match(sentence, amount.end) is not None
    return signs.sized_thing.match(sentence, amount.end) is not None


def _read_amount(sentence: str, match: re.Match[str], words: QuantityWords) -> Amount | int:
    """The amount that begins with the number `match`; where to go on if it is not understood whole."""
    low = read_numeral(sentence, match, words)
    if low is None:
        return _row_end(sentence, match.end(), words)
    joint = _joint(sentence, low.end, words)
    number = _upper_end(sentence, low, joint, words) if joint else None
    whole = number is not None or not _is_in_part(sentence, low, joint, words)
    if number is not None and _goes_on(sentence, number, words):
        whole = False
    number = number or low
    start, end, unit = number.start, number.end, number.unit
    if not whole or (unit is None and not match["arabic"]):
        return _row_end(sentence, end, words)
    if _LETTERS.search(sentence, max(0, start - 1), start) and not _is_after_a_name(sentence, start, unit):
        return match.end()
    inside = words.quantities.included.match(sentence, end)  # 5万元|（含）|以上
    within = inside or words.quantities.left_out.match(sentence, end)  # 3日|（节假日除外）|内
    after = words.bound_after.match(sentence, within.end() if within else end)
    stop = after.end() if after else end
    bound = words.after[after[1]] if after else None
    bracket = inside or words.quantities.included.match(sentence, stop)
    if bracket and bracket["not"]:
        bound = words.comparatives.get(_STRICT.get(bound.comparator or "eq", "eq")) if bound else None
        if bound is None:
            return end
        stop = max(stop, bracket.end())
    return Amount(
        start=start,
        number_end=number.number_end,
        unit_end=end,
        end=stop + len(_BETWEEN) if number.value_max is not None and sentence.startswith(_BETWEEN, stop) else stop,
        value=number.value,
        value_max=number.value_max,
        unit=unit,
        measure=number.open or (words.measures.parse(unit) if unit else None),
        after=bound,
        more=number.more,
        chinese=number.chinese,
        percent=number.percent,
        included=bracket is not None,
    )


def _is_in_part(sentence: str, low: Numeral, joint: re.Match[str] | None, words: QuantityWords) -> bool:
    """True if `low` is a part of a range that is not read: 5|-3个, 20个|到几十个, 5万元|（不含）-10万元."""
    signs, end = words.quantities, low.end
    if low.magnitude or signs.open_range.match(sentence, end) or signs.range_without.match(sentence, end):
        return True
    return joint is not None and not _is_from(sentence, low, words) and _goes_on(sentence, low, words)


def _goes_on(sentence: str, number: Numeral, words: QuantityWords) -> bool:
    """True if a number without a measure is joined to a further one: 2-3|-4."""
    joint = _joint(sentence, number.end, words) if number.unit is None else None
    return joint is not None and not joint["between"] and NUMBER.match(sentence, joint.end()) is not None


def _is_from(sentence: str, low: Numeral, words: QuantityWords) -> bool:
    """True for the value that a change begins from: 由|30天到3天."""
    return words.quantities.from_value.search(sentence[max(0, low.start - 8) : low.start]) is not None


def _upper_end(sentence: str, low: Numeral, joint: re.Match[str], words: QuantityWords) -> Numeral | None:
    """`low` as the lower end of a range, with its upper end: 3—5个, 1亿—5亿元, 500万元到3亿元; None if it is none.

    The value of the upper end is given in the measure of the lower one where they differ.
    """
    if (
        low.value_max is not None
        or _is_from(sentence, low, words)
        or words.quantities.range_without.match(sentence, low.end)
    ):
        return None
    match = NUMBER.search(sentence, joint.end(), joint.end() + _LONGEST_HIGH)
    high = read_numeral(sentence, match, words) if match else None
    if (
        high is None
        or high.start != joint.end()
        or high.more
        or (joint["between"] and not sentence.startswith(_BETWEEN, high.end))
    ):
        return None
    if low.value < 0 and joint.group() == "--":  # -18℃-|-15℃
        high = high._replace(value=-high.value)
    own = low.magnitude or low.unit
    if low.magnitude and high.unit is None:
        return None
    unit = f"{own}{words.measures.base(high.unit or '')}" if low.magnitude else own
    top = high.value * words.measures.ratio(high.unit, unit) if unit and high.unit else high.value
    if own is None and high.value <= low.value and high.unit:  # 500—3万人
        unit = words.measures.base(high.unit)
        top = high.value * words.measures.ratio(high.unit, unit)
    elif own is None or unit == high.unit or high.unit is None:
        unit, top = high.unit or unit, high.value
    if top <= low.value:
        return None
    same = unit == high.unit
    return low._replace(
        number_end=high.number_end if same else high.end,
        end=high.end,
        value_max=top,
        unit=unit,
        percent=low.percent or high.percent,
        open=high.open,
        magnitude=None,
    )
