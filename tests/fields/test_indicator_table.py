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
        assert target.baseline is None or target.baseline.span.of(source) == target.baseline.text
        assert (target.value_max is None) == (target.quantity.value_max is None)
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


def told(targets: tuple[Target, ...]) -> list[str]:
    """Each target in one line: text = indicator, comparator, values, unit, and what else is said of it."""
    lines = []
    for t in targets:
        most = "" if t.value_max is None else f"..{t.value_max}"
        base = t.baseline and f"from {t.baseline.text}={t.baseline.year}"
        parts = (
            t.comparator,
            f"{t.value}{most}",
            t.unit,
            t.change,
            t.effort,
            t.per,
            t.due and f"by {t.due.text}",
            base,
        )
        lines.append(" ".join([f"{t.text} = {t.indicator}", *(part for part in parts if part)]))
    return lines


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("甲 | 9", "9 = 甲 eq 9"),
        ("甲 | 9座", "9座 = 甲 eq 9 座"),
        ("甲 | 不低于90%", "不低于90% = 甲 ge 90 %"),
        ("甲 | 100以上", "100以上 = 甲 ge 100"),
        ("甲 | 5 左右", "5 左右 = 甲 approx 5"),
        ("甲 | 3—5%", "3—5% = 甲 between 3..5 %"),
        ("甲 | -2", "-2 = 甲 eq -2"),
        ("甲 | -2座", "-2座 = 甲 eq 2 座 decrease"),
        ("甲 | 9.5↓", "9.5↓ = 甲 le 9.5"),
        ("甲 | 降低3", "降低3 = 甲 eq 3 decrease"),
        ("甲 | 年均增长5%", "年均增长5% = 甲 eq 5 % increase year"),
        ("甲 | 较2020年下降7%", "较2020年下降7% = 甲 eq 7 % decrease from 2020年=2020"),
        ("甲 | 较上年下降7%", "较上年下降7% = 甲 eq 7 % decrease from 上年=2020"),
        ("甲 | 9（2020年为10）", "9（2020年为10） = 甲 eq 9"),
        ("甲 | （3）%", "（3）% = 甲 eq 3"),
        ("甲 | 〔14〕", "〔14〕 = 甲 eq 14"),
        ("能耗降低率（%） | 5", "5 = 能耗降低率 eq 5 % decrease"),
        ("产值增速（%） | 5", "5 = 产值增速 eq 5 % increase"),
        ("甲（%）* | 9", "9 = 甲 eq 9 %"),
        ("甲★ | 9", "9 = 甲 eq 9"),
        ("甲（μg/m?） | 3", "3 = 甲 eq 3 μg/m?"),
        ("甲（%）（全口径） | 4", "4 = 甲（全口径） eq 4 %"),
        ("甲（全口径） | 4", "4 = 甲（全口径） eq 4"),
        ("1.甲 | 5", "5 = 甲 eq 5"),
        ("（1）甲 | 5", "5 = 甲 eq 5"),
    ],
)
def test_a_name_and_its_value(row: str, expected: str) -> None:
    assert told(read("指标 | 目标值", row)) == [expected]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("甲/乙 | 万亩/% | 236/51", ["236 = 甲 eq 236 万亩", "51 = 乙 eq 51 %"]),
        ("甲/乙 | % | 236/51", ["236 = 甲 eq 236 %", "51 = 乙 eq 51 %"]),
        ("甲 | 万亩/% | 236/51", ["236 = 甲 eq 236 万亩", "51 = 甲 eq 51 %"]),
        ("甲/乙 | 座 | 3/4/5", ["3 = 甲/乙 eq 3 座", "4 = 甲/乙 eq 4 座", "5 = 甲/乙 eq 5 座"]),
        ("甲 | 座 | 12、13", ["12 = 甲 eq 12 座", "13 = 甲 eq 13 座"]),
        ("甲 | （座） | 3", ["3 = 甲 eq 3 座"]),
        ("甲（公顷） | 座 | 3", ["3 = 甲 eq 3 座"]),
        ("甲（公顷） | — | 3", ["3 = 甲 eq 3 公顷"]),
        ("甲 | 座 | 3公顷", ["3公顷 = 甲 eq 3 公顷"]),
        (" | 座 | 3", []),
    ],
)
def test_the_values_of_one_cell_and_their_units(row: str, expected: list[str]) -> None:
    assert told(read("指标 | 单位 | 目标值", row)) == expected


@pytest.mark.parametrize(
    ("rows", "year", "expected"),
    [
        (("指标 | 2024年 | 2025年", "甲 | 9座 | 8座"), None, ["8座 = 甲 eq 8 座 by 2025年"]),
        (("指标 | 2025年 | 2024年", "甲 | 9座 | 8座"), None, ["9座 = 甲 eq 9 座 by 2025年"]),
        (("指标 | 2025年", "甲 | 9座"), None, ["9座 = 甲 eq 9 座 by 2025年"]),
        (("指标 | 现状 | 2024年 | 2025年", "甲 | 9座 | 8座 | 7座"), None, ["8座 = 甲 eq 8 座 by 2024年", "7座 = 甲 eq 7 座 by 2025年"]),
        (("指标 | 2023年 | 2024年 | 2025年", "甲 | 9座 | 8座 | 7座"), 2024, ["8座 = 甲 eq 8 座 by 2024年", "7座 = 甲 eq 7 座 by 2025年"]),
        (("指标 | 2023年目标 | 2022年实际 | 2022年目标", "甲 | 9座 | 8座 | 7座"), 2022, ["9座 = 甲 eq 9 座 by 2023年"]),
        (("指标 | 2023年目标 | 2022年实际", "甲 | 9座 | 8座"), 2021, ["9座 = 甲 eq 9 座 by 2023年"]),
        (("指标 | 2025年目标 | 2025年实际", "甲 | 9座 | 8座"), 2021, []),
        (("指标 | “十四五”目标", "甲 | 9座"), 2021, ["9座 = 甲 eq 9 座 by 十四五"]),
        (("指标 | 年均增速（%） | 2025年", "甲 | 5 | 9座"), 2021, ["5 = 甲 eq 5 % increase year", "9座 = 甲 eq 9 座 by 2025年"]),
        (("指标 | 目标值 | 属性", "甲 | 9座 | 约束性", "乙 | 8座 | 预期性", "丙 | 7座 | 其他"), 2021,
         ["9座 = 甲 eq 9 座 binding", "8座 = 乙 eq 8 座 expected", "7座 = 丙 eq 7 座"]),
        (("指标 | 计量 | 目标值", "甲 | 座 | 9", "乙 | 万亩/% | 10", "丙 | — | 7"), 2021, ["9 = 甲 eq 9 座", "10 = 乙 eq 10 万亩/%", "7 = 丙 eq 7"]),
        (("指标 | 说明 | 目标值", "甲 | 座 | 9", "乙 | 好 | 10"), 2021, ["9 = 甲 eq 9", "10 = 乙 eq 10"]),
        (("标题", "指标 | 目标值", "甲 | 9座"), 2021, ["9座 = 甲 eq 9 座"]),
        (("指标 | 指标 | 目标值", "类 | 甲 | 9座"), 2021, ["9座 = 甲 eq 9 座"]),
        (("指标 | 目标值 | <", "^ | 2024年 | 2025年", "甲 | 8座 | 9座"), 2024, ["8座 = 甲 eq 8 座 by 2024年", "9座 = 甲 eq 9 座 by 2025年"]),
        (("指标 | 目标值 | <", "甲 | 8座 | <", "乙 | 8座 | 9座"), 2021, ["8座 = 甲 eq 8 座", "8座 = 乙 eq 8 座", "9座 = 乙 eq 9 座"]),
        (("指标 | 目标值", "分类 | <", "甲 | 9座"), 2021, ["9座 = 甲 eq 9 座"]),
        (("指标 | 目标值", "甲 | 9座", "^ | ^", "甲 | 9座"), 2021, ["9座 = 甲 eq 9 座", "9座 = 甲 eq 9 座"]),
        (("一个非常非常长的指标名称说明 | 目标值", "甲 | 9座"), 2021, []),
        (("甲 | 乙", "丙 | 9座"), 2021, []),
        (("指标 | 乙", "丙 | 9座"), 2021, []),
        (("题", "题", "题", "题", "指标 | 目标值", "甲 | 9座"), 2021, ["9座 = 甲 eq 9 座"]),
        (("题", "题", "题", "题", "题", "指标 | 目标值", "甲 | 9座"), 2021, []),
    ],
)  # fmt: skip
def test_which_columns_hold_values_to_come(rows: tuple[str, ...], year: int | None, expected: list[str]) -> None:
    assert told(read(*rows, year=year)) == expected
