"""Numbers that are right by construction: written in every style, with a measure and a comparative, and read back.

What is read is the exact value or nothing. The first test draws numbers and writes them; the second draws rows of
numeral signs, most of which are no number; the others put signs beside a number with which it is another one.
"""

import re
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chinese_numerals import to_bankers, to_chinese
from policy_parse.fields.quantities.amounts import find_amounts
from policy_parse.fields.targets.find import find_targets
from policy_parse.fields.targets.words import TargetWords
from policy_parse.lexicon import Lexicon
from policy_parse.text.fold import fold
from policy_parse.text.numerals import MAGNITUDES, parse_estimate, parse_number
from thoroughness import tried

WORDS = TargetWords(Lexicon.load())
MEASURES = ("个", "家", "元", "吨", "公里", "千瓦", "平方米", "亩", "人", "千克", "户", "立方米")
COMPARATIVES = (
    ("达到{}", "ge"), ("不低于{}", "ge"), ("不超过{}", "le"), ("超过{}", "gt"), ("达到{}以上", "ge"), ("控制在{}以内", "le"),
    ("大于等于{}", "ge"), ("不得少于{}", "ge"), ("为{}左右", "approx"),
)  # fmt: skip


def grouped(number):
    return f"{number:,}"


def two(number):
    """With 两 for 二 where it is said so: 两千, 两万."""
    return to_chinese(number).replace("二千", "两千").replace("二万", "两万").replace("二亿", "两亿")


def ring(number):
    return to_chinese(number).replace("零", "〇")


def with_magnitudes(number):
    """5亿3000万, 3万4000: each part in figures; None where a part would say nothing sure (3万4, 5亿3000)."""
    high, rest = divmod(number, 10**8)
    middle, low = divmod(rest, 10**4)
    if (low and (low < 1000 or not middle)) or not (high or middle):
        return None
    return (f"{high}亿" if high else "") + (f"{middle}万" if middle else "") + (str(low) if low else "")


def with_thousands(number):
    """25万6千; None where it is no such number."""
    high, low = divmod(number, 10**4)
    return f"{high}万{low // 1000}千" if 0 < high < 10**4 and low and low % 1000 == 0 else None


def as_decimal(number):
    """1.2亿, 3.028万: as a decimal of the largest magnitude."""
    size, word = (10**8, "亿") if number >= 10**8 else (10**4, "万")
    value = Decimal(number) / size
    return f"{value.normalize():f}{word}" if number >= size and -value.as_tuple().exponent <= 4 else None


STYLES = (str, grouped, to_chinese, two, ring, to_bankers, with_magnitudes, with_thousands, as_decimal)
NUMBERS = st.one_of(
    st.integers(10, 10**5),
    st.integers(10, 10**9 - 1),
    st.builds(lambda digits, zeros: digits * 10**zeros, st.integers(1, 999), st.integers(1, 8)),
)


def read(sentence):
    return find_targets(fold(sentence), source=sentence, year=2025, words=WORDS)


@settings(max_examples=tried(250, 2500))
@given(NUMBERS, st.sampled_from(STYLES), st.sampled_from(MEASURES), st.sampled_from(COMPARATIVES))
def test_a_number_is_read_whole_in_every_style(number, style, measure, comparative):
    written = style(number)
    frame, comparator = comparative
    if written is None or (written.isdigit() and len(written) > 6):
        return  # seven digits in a row are a telephone's
    found = read(f"项目规模{frame.format(written + measure)}。")
    one = WORDS.measures.quantity(Decimal(number), None, measure)
    if found or not measure.startswith("千"):  # 一万二千瓦 may be 12 or 12000 千瓦
        read_ = [(t.comparator, t.quantity.value, t.quantity.unit) for t in found]
        assert read_ == [(comparator, one.value, one.unit)] or read_ == [(comparator, *smaller(one))]


def smaller(quantity):
    """In the measure of which it is a thousand: 3000 克 for 3 千克."""
    factor = {"kW": "W", "kg": "g"}
    return quantity.value * 1000, factor.get(quantity.unit)


@settings(max_examples=tried(100, 1000))
@given(
    st.decimals(min_value="0.01", max_value="9999", places=2),
    st.sampled_from(("%", "吨", "亿元", "万亩")),
    st.sampled_from(COMPARATIVES),
)
def test_decimals_are_read_in_figures_and_in_words(value, measure, comparative):
    frame, comparator = comparative
    whole, _, fraction = f"{value:f}".partition(".")
    spoken = to_chinese(int(whole)) + "点" + "".join("零一二三四五六七八九"[int(ch)] for ch in fraction)
    texts = [f"{value:f}{measure}", spoken + measure, *([f"百分之{spoken}"] if measure == "%" else [])]
    for text in texts:
        found = read(f"项目规模{frame.format(text)}。")
        assert [(t.comparator, t.value, t.unit) for t in found] == [(comparator, value, measure)], text


MARKS = re.compile("[,.点]{2}")


def wholes(row):
    """What all of a row may come to: as one number, or as one before a magnitude word (十|千户)."""
    yield parse_number(row)
    for word, size in MAGNITUDES.items():
        if row.endswith(word) and (value := parse_number(row[: -len(word)])) is not None:
            yield value * size


@settings(max_examples=tried(500, 6000))
@given(st.text(alphabet="零〇一二两三五九十百千万亿点0357,.壹柒拾佰", min_size=1, max_size=9))
def test_of_a_row_of_numeral_signs_nothing_is_read_in_part(row):
    """All of the row is one number, or its measure takes the magnitude at its end, or nothing is read."""
    text = f"达到{row}户"
    if fold(text).text != text or row[0] in ",.点" or row[-1] in ",.点" or MARKS.search(row):
        return  # no row, but a mark between two, or a measure (点位)
    found = find_amounts(text, WORDS)
    if not found or row[0] in "零〇":
        return
    whole = next((value for value in wholes(row) if value is not None), None)
    pair = (whole, None) if whole is not None else parse_estimate(row)
    quantities = [WORDS.measures.quantity(a.value, a.value_max, a.unit) for a in found]
    assert [(q.value, q.value_max) for q in quantities] == [pair]


NUMERALS = ("3", "25", "3.5", "1,200", "三", "十二", "三百", "一千二百", "25万6千", "四亿五千万", "叁佰")
BEFORE = ("几", "数", "上", "±", "7×", "7x", "√", "$", "€", "3/", "2^", "1.2.", "三又", "½")
AFTER = ("几", "又", "分之", "×3", "*3", "^2", "/4", "∶2", "⁴", "½", ".1.2", "+2", "=2", "多几")


@pytest.mark.parametrize(("numeral", "after"), list(product(NUMERALS, AFTER)))
def test_a_number_that_goes_on_with_what_is_not_known_is_not_read(numeral, after):
    found = find_amounts(f"达到{numeral}{after}", WORDS)
    assert [a for a in found if a.start == 2] == []
    assert [t for t in read(f"项目规模达到{numeral}{after}。") if t.value == parse_number(numeral)] == []


@pytest.mark.parametrize(("before", "numeral"), list(product(BEFORE, NUMERALS)))
def test_a_number_behind_what_is_not_known_is_not_read(before, numeral):
    if before in ("几", "数", "上") and numeral[0] not in "十百千":
        return  # 人数3个, 上三个: other words
    assert read(f"项目规模达到{before}{numeral}户。") == ()


@pytest.mark.parametrize(
    ("low", "joint", "high"),
    list(
        product(
            ("20", "三十", "5万"), ("-", "—", "～", "至", "到"), ("几十", "数百", "3", "2-9", "40余", "100（不含）")
        )
    ),
)
def test_a_range_is_read_with_both_its_ends_or_not(low, joint, high):
    sentence = (
        f"项目规模达到{low}{joint}{high}户。" if "（" not in high else f"项目规模达到{low}{joint}100000户（不含）。"
    )
    assert read(sentence) == ()
