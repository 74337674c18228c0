import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_parse.text.dates import find_dates, parse_year
from policy_parse.text.fold import fold


def parse_date(text):
    """The date that the whole of `text` is; None for anything else."""
    found = find_dates(text.strip())
    return found[0][2] if len(found) == 1 and found[0][:2] == (0, len(text.strip())) else None


@pytest.mark.parametrize(
    "text",
    [
        "2023年5月9日",
        "2023年05月09日",
        "2023 年 5 月 9 日",
        "２０２３年５月９日",
        "2023年5\n月9日",
        "2023-05-09",
        "2023.5.9",
        "2023/5/9",
        "二〇二三年五月九日",
        "二○二三年五月九日",
        "二零二三年五月九日",
        "二O二三年五月九日",
        "二0二三年五月九日",
        "2023年5月9号",
    ],
)
def test_every_spelling_gives_the_date(text):
    assert parse_date(fold(text).text) == datetime.date(2023, 5, 9)


@pytest.mark.parametrize(
    ("text", "day"), [("二〇二一年十月十日", 10), ("二〇二一年十月二十日", 20), ("二〇二一年十月三十一日", 31)]
)
def test_tens_in_chinese(text, day):
    assert parse_date(text) == datetime.date(2021, 10, day)


@pytest.mark.parametrize("text", ["2024年元月5日", "二○二四年元月五日"])
def test_the_first_month_by_its_name(text):
    assert parse_date(text) == datetime.date(2024, 1, 5)


@pytest.mark.parametrize(
    "text", ["2023年2月30日", "2023年13月1日", "0001年1月1日", "2023年五五月9日", "2023年十十月1日"]
)
def test_an_impossible_date_is_none(text):
    assert parse_date(text) is None
    assert find_dates(text) == []


@pytest.mark.parametrize("text", ["2023年5月", "5月9日", "12023-05-09", "2023.5-9", "1.2023.5.9", "2023-05-091", ""])
def test_what_is_no_whole_date_is_none(text):
    assert parse_date(text) is None
    assert find_dates(text) == []


def test_dates_are_found_in_order_with_their_places():
    text = "2021年3月4日起，至二〇二一年九月三十日止"
    assert [(text[a:b], date) for a, b, date in find_dates(text)] == [
        ("2021年3月4日", datetime.date(2021, 3, 4)),
        ("二〇二一年九月三十日", datetime.date(2021, 9, 30)),
    ]


def test_a_year_outside_living_memory_is_none():
    assert parse_year("2022") == 2022
    assert parse_year("二〇三五") == 2035
    assert parse_year("1650") is None
    assert parse_year("20二2") == 2022
    assert parse_year("202") is None
    assert parse_year("x022") is None


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))
def test_every_calendar_day_is_read_back(date):
    for form in (f"{date.year}年{date.month}月{date.day}日", date.isoformat()):
        assert parse_date(form) == date


def test_years_in_thousands():
    assert parse_year("两千零二十二") == 2022
    assert parse_year("二千一百九十九") == 2199
    assert parse_year("两千二百") is None
    assert parse_year("百千") is None
