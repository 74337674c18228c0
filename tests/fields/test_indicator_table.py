"""Indicator tables: which column is what, and one target for each value to come."""

from __future__ import annotations

from decimal import Decimal

import pytest

from made_up_indicators import table
from policy_parse.fields.indicator_table import indicator_targets, is_indicator_table
from policy_parse.fields.indicator_words import IndicatorWords
from policy_parse.fields.quantities.words import QuantityWords
from policy_parse.lexicon import Lexicon
from policy_parse.model import Target

LEXICON = Lexicon.load()
WORDS = IndicatorWords(LEXICON, QuantityWords(LEXICON))


def read(*rows: str, year: int | None = 2021) -> tuple[Target, ...]:
    source, grid = table(*rows)
    targets = indicator_targets(grid, source=source, year=year, words=WORDS)
    for target in targets:
        assert target.span.of(source) == target.text
        assert target.due is None or target.due.span.of(source) == target.due.text
    return targets


def brief(targets: tuple[Target, ...]) -> list[tuple[str | None, str, Decimal, str | None]]:
    return [(t.indicator, t.comparator, t.value, t.unit) for t in targets]


def test_one_target_for_each_indicator_with_unit_from_its_own_column() -> None:
    targets = read(
        "序号 | 指标名称 | 单位 | 2020年 | 2025年 | 属性",
        "1 | 绿化覆盖率 | % | 40.1 | ≥42 | 约束性",
        "2 | 再生水利用量 | 亿立方米 | 1.2 | 2 | 预期性",
    )
    assert brief(targets) == [("绿化覆盖率", "ge", Decimal(42), "%"), ("再生水利用量", "eq", Decimal(2), "亿立方米")]
    assert [t.effort for t in targets] == ["binding", "expected"]
    assert targets[0].text == "≥42"
    assert targets[0].due is not None
    assert str(targets[0].due.end) == "2025-12-31"
    assert targets[1].quantity.value == 200_000_000


def test_unit_in_the_brackets_of_the_name() -> None:
    assert brief(read("指标类别 | 现状值 | 2025年", "湿地修复面积（公顷） | — | 800")) == [
        ("湿地修复面积", "eq", Decimal(800), "公顷")
    ]


def test_a_value_in_square_brackets_is_cumulative_and_read() -> None:
    (target,) = read("指标 | 2020年 | 2025年", "单位产值能耗降低（%） | — | ［14.5］")
    assert (target.value, target.unit, target.change, target.text) == (Decimal("14.5"), "%", "decrease", "［14.5］")


@pytest.mark.parametrize("value", ["—", "/", "", "完成国家下达任务", "全面消除"])
def test_a_cell_without_a_number_gives_none(value: str) -> None:
    assert read("指标 | 单位 | 2020年 | 2025年", f"劣五类水体比例 | % | 3 | {value}") == ()


@pytest.mark.parametrize(
    ("value", "comparator", "number", "unit"),
    [("92左右", "approx", 92, "%"), ("15%以上", "ge", 15, "%"), ("＜5", "lt", 5, "%"), ("≤3", "le", 3, "%"), ("34.5（2020年值）", "eq", "34.5", "%"), ("3~5", "between", 3, "%"), ("控制在8以内", "le", 8, "%")],
)  # fmt: skip
def test_values_with_bounds(value: str, comparator: str, number: str, unit: str) -> None:
    (target,) = read("指标 | 单位 | 2020年 | 2025年", f"某率 | % | 1 | {value}")
    assert (target.comparator, target.value, target.unit) == (comparator, Decimal(number), unit)


@pytest.mark.parametrize(
    ("value", "number"), [("-18", -18), ("－18", -18), ("—18", -18), ("≤-18", -18), ("— 18", 18), ("—— 18", 18)]
)
def test_a_value_below_zero_has_its_sign_straight_before_it(value: str, number: int) -> None:
    (target,) = read("指标 | 单位 | 2020年 | 2025年", f"库温 | ℃ | -16 | {value}")
    assert target.value == Decimal(number)


def test_a_change_in_words() -> None:
    (target,) = read("指标名称 | 2020年（现状值） | 2025年", "化肥使用量 | 20万吨 | 较2020年减少4%")
    assert (target.comparator, target.value, target.unit, target.change) == ("eq", Decimal(4), "%", "decrease")
    assert target.baseline is not None
    assert target.baseline.year == 2020


def test_several_years_to_come_give_one_target_each() -> None:
    targets = read("指标 | 单位 | 2021年 | 2023年 | 2025年", "示范村 | 个 | 3 | 10 | 30", year=2022)
    assert [t.value for t in targets] == [10, 30]


def test_two_rows_of_heads_with_merged_cells() -> None:
    targets = read(
        "类别 | 指标名称 | 单位 | 目标值 | <",
        "^ | ^ | ^ | 2023年 | 2025年",
        "水 | 达标率 | % | 90 | 95",
        year=2021,
    )
    assert brief(targets) == [("达标率", "eq", Decimal(90), "%"), ("达标率", "eq", Decimal(95), "%")]


def test_group_rows_and_captions_give_none() -> None:
    targets = read(
        "表1 主要指标 | < | < | <",
        "指标 | 单位 | 2020年 | 2025年",
        "一、经济发展 | < | < | <",
        "1.产值 | 亿元 | 10 | 20",
    )
    assert brief(targets) == [("产值", "eq", Decimal(20), "亿元")]


def test_a_column_of_growth_is_an_increase_each_year() -> None:
    (target,) = read("指标 | 单位 | 2020年 | 年均增速（%）", "产值 | 亿元 | 10 | 6.5")
    assert (target.change, target.per, target.value) == ("increase", "year", Decimal("6.5"))


def test_without_the_plans_year_the_first_year_is_the_base() -> None:
    assert [t.value for t in read("指标 | 2020年 | 2025年", "人均面积（平方米） | 11 | 13", year=None)] == [13]


@pytest.mark.parametrize(
    "rows",
    [
        ("序号 | 重点任务 | 责任单位 | 完成时限", "1 | 建设 | 甲局 | 2025年"),
        ("指标 | 单位", "产值 | 亿元"),
        ("名单", "甲"),
        (),
    ],
)
def test_other_tables_are_none(rows: tuple[str, ...]) -> None:
    _, grid = table(*rows)
    assert not is_indicator_table(grid, year=2021, words=WORDS)
    assert read(*rows) == ()
