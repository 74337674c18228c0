"""Numerals, Arabic and Chinese, both ways."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chinese_numerals import to_chinese
from policy_parse.text.numerals import GOES_ON, ROW, parse_estimate, parse_integer, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.028", "3.028"),
        ("1,200", "1200"),
        ("1,234,567.5", "1234567.5"),
        ("0", "0"),
        ("100", "100"),
        ("两", "2"),
        ("三百", "300"),
        ("二十", "20"),
        ("十", "10"),
        ("十五", "15"),
        ("一百二十", "120"),
        ("一百零五", "105"),
        ("一千零五", "1005"),
        ("一千零五十", "1050"),
        ("两千三", "2300"),
        ("三百五", "350"),
        ("一万二千", "12000"),
        ("一万二", "12000"),
        ("一万零五百", "10500"),
        ("二〇二二", "2022"),
        ("二○二五", "2025"),
        ("一九四九", "1949"),
        ("廿三", "23"),
        ("卅", "30"),
        ("九十五点五", "95.5"),
        ("零点三", "0.3"),
        ("1.2万", "12000"),
        ("3千", "3000"),
        ("1.5万亿", "1500000000000"),
        ("十二亿", "1200000000"),
        ("3亿2000万", "320000000"),
        ("壹佰贰拾", "120"),
        ("〇", "0"),
        ("零", "0"),
        ("3千万亿", "3000000000000000"),
        ("肆佰叁拾万", "4300000"),
        ("壹万二千三百四十五", "12345"),
        ("四亿五千万", "450000000"),
        ("5亿3000万零5百", "530000500"),
        ("3亿零500万", "305000000"),
        ("3亿500万", "305000000"),
        ("5百万零三千", "5003000"),
        ("3亿〇五", "300000005"),
        ("3万〇五千", "35000"),
        ("3万4000", "34000"),
        ("25万6百", "250600"),
        ("25万6千", "256000"),
        ("1亿2000万3000", "120003000"),
        ("三点五万", "35000"),
        ("五亿三", "530000000"),
        ("卌二", "42"),
        ("貳萬", "20000"),
        ("伍億", "500000000"),
    ],
)
def test_numerals_are_read(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "十四五",
        "三五",
        "百",
        "千",
        "万",
        "三十三十",
        "点五",
        "五点",
        "一二三四点",
        "百分之",
        "亿万",
        "1.2.3",
        "abc",
        "零零十",
        "二百千",
        "1万2",
        "5亿3000",
        "3千5",
        "3千25",
        "三亿五千",
        "3亿5亿",
        "1.5万3千",
    ],
)
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert parse_number(text) is None


def test_integers_only_where_whole() -> None:
    assert parse_integer("1.0") == 1
    assert parse_integer("1.5") is None
    assert parse_integer("二十") == 20
    assert parse_integer("二十点五") is None


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_chinese_spelling_round_trips(number: int) -> None:
    assert parse_integer(to_chinese(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (10, "十"),
        (15, "十五"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (100000, "十万"),
        (10010, "一万零一十"),
        (200000001, "二亿零一"),
    ],
)
def test_chinese_spelling_is_the_usual_one(number: int, text: str) -> None:
    assert to_chinese(number) == text


@given(st.text(alphabet="零一二三四五六七八九十百千万亿点两廿0123456789,.", max_size=30))
def test_any_text_is_a_number_or_none(text: str) -> None:
    assert parse_number(text) is None or isinstance(parse_number(text), Decimal)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("用水3.028亿m3", "3.028亿"),
        ("一万二千个", "一万二千"),
        ("三万亩", "三万"),
        ("1,200户", "1,200"),
        ("九十五点五", "九十五点五"),
        ("三百千瓦", "三百千"),
        ("3万4000吨", "3万4000"),
        ("队伍5支", "5"),
        ("内陆20公里", "20"),
        ("捐款伍拾万元", "伍拾万"),
        ("叁佰元", "叁佰"),
        ("3.5.1", None),
        ("1" * 16, None),
        ("一" * 25, None),
    ],
)
def test_a_row_of_numeral_signs_goes_on_as_long_as_it_can(text: str, found: str | None) -> None:
    match = re.search(rf"(?<![0-9.]){ROW}(?!{GOES_ON})", text)
    assert (match and match.group()) == found or (found is None and match is not None and match.start() > 0)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("两三", 2, 3),
        ("二三十", 20, 30),
        ("十七八", 17, 18),
        ("三五百", 300, 500),
        ("一百二三十", 120, 130),
        ("三四十万", 300000, 400000),
    ],
)
def test_two_digits_side_by_side_are_an_estimate(text: str, low: int, high: int) -> None:
    assert parse_estimate(text) == (low, high)


@pytest.mark.parametrize("text", ["十四五", "三百", "五三", "二四十", "", "一二三"])
def test_other_numerals_are_no_estimate(text: str) -> None:
    assert parse_estimate(text) is None
